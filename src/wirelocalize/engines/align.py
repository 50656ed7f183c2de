"""Put emphasis and links back round the right words of a translation.

For each span the run of target words is taken that reads like the span's own translation, where that was asked
for; else the run whose attention lies most inside the span (a maximum-sum run of "share of attention inside, less
a threshold"); else a guess by position, which is reported as one. Inner spans are sought inside the outer one's
run, and neighbours share no word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.engines.masks import mark_signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.engines.masks import Span

Alignment = tuple[tuple[float, ...], ...]
THRESHOLD = 0.4
"""A target word belongs to a span when this share of its attention falls inside it."""
LIKE = 72.0
"""How like the translation of a span's text, in percent, a run of words must be."""
SURE = 0.5
"""Below this mean share of attention a placement is a guess, and is reported as one."""

FUNCTION_WORDS = frozenset(
    [
        "و",
        "را",
        "در",
        "به",
        "از",
        "با",
        "بر",
        "که",
        "تا",
        "این",
        "آن",
        "است",
        "شد",
        "بود",
        "برای",
        "یک",
        "هم",
        "د",
        "په",
        "کې",
        "ته",
        "چې",
        "له",
        "او",
        "یې",
        "سره",
        "څخه",
        "پر",
        "هم",
        "دی",
        "ده",
        "دي",
        "شو",
        "وو",
        "يې",
    ]
)
"""Words that carry no emphasis and no link by themselves; attention likes to rest on them."""

_LEADING = "«‹(\"'“"
_TRAILING = "»›)\"'”.,:;!?،؛؟…"


@dataclass(frozen=True, slots=True)
class Placed:
    """A target text with its spans' marks.

    :param sure: every mark was put where attention clearly says.
    """

    text: str
    sure: bool


def place(
    source: str, target: str, spans: Sequence[Span], alignment: Alignment, phrases: Sequence[str] = ()
) -> Placed | None:
    """Put ``spans`` of ``source`` round words of ``target``, as the signs that stand for their marks.

    :param phrases: translations of the spans' own texts, where known.
    :returns: ``None`` where the target has no words to mark.
    """
    source_words = [match.span() for match in re.finditer(r"\S+", source)]
    target_words = [match.span() for match in re.finditer(r"\S+", target)]
    if not target_words:
        return None
    words = [target[start:end] for start, end in target_words]
    rows = alignment if len(alignment) == len(words) else ()
    runs: list[tuple[int, int]] = []
    sure = True
    for index, span in enumerate(spans):
        outer = _outer(spans, index)
        low, high = runs[outer] if outer is not None else (0, len(words))
        frame = (spans[outer].start, spans[outer].end) if outer is not None else (0, len(source))
        inside = _covered(source_words, span.start, span.end)
        if inside >= _covered(source_words, *frame):
            runs.append((low, high))
            continue
        taken = [runs[i] for i in range(index) if _outer(spans, i) == outer]
        free = [i for i in range(low, high) if not any(start <= i < end for start, end in taken)] or [low]
        phrase = phrases[index] if index < len(phrases) else ""
        found = _by_phrase(words, phrase, free) or (
            _by_attention(words, rows, inside, free) if rows else None
        )
        if found is None or (found[2] < SURE and not rows):
            found = (*_by_position(span, frame, free), 0.0)
        runs.append(found[:2])
        sure = sure and found[2] >= SURE
    return Placed(_insert(source, target, target_words, spans, runs), sure)


def _covered(words: list[tuple[int, int]], start: int, end: int) -> set[int]:
    """Numbers of the words that a range of characters touches."""
    return {i for i, (first, last) in enumerate(words) if first < end and last > start}


def _outer(spans: Sequence[Span], index: int) -> int | None:
    """The innermost earlier span that holds this one."""
    span = spans[index]
    holders = [i for i in range(index) if spans[i].start <= span.start and span.end <= spans[i].end]
    return holders[-1] if holders else None


def _by_phrase(words: list[str], phrase: str, free: list[int]) -> tuple[int, int, float] | None:
    """The run of free words most like ``phrase``, if it is like it at all."""
    from rapidfuzz import fuzz

    wanted = _bare(phrase)
    length = len(wanted.split())
    if not wanted:
        return None
    best: tuple[float, int, int] | None = None
    for size in range(max(1, length - 1), length + 2):
        for start in free:
            if start + size - 1 not in free or free.index(start + size - 1) - free.index(start) != size - 1:
                continue
            likeness = fuzz.ratio(_bare(" ".join(words[start : start + size])), wanted)
            if best is None or likeness > best[0]:
                best = (likeness, start, start + size)
    if best is None or best[0] < LIKE:
        return None
    return best[1], best[2], 1.0


def _bare(text: str) -> str:
    """Words without punctuation and joiners."""
    return " ".join(re.findall(r"\w+", text.replace("\u200c", "")))


def _by_attention(
    words: list[str], rows: Alignment, inside: set[int], free: list[int]
) -> tuple[int, int, float] | None:
    """The run of free words with most attention inside, function words at its ends left out."""
    shares = {i: _share(rows[i], inside) for i in free}
    best: tuple[float, int, int] | None = None
    total, first = 0.0, free[0]
    previous = free[0] - 1
    for i in free:
        if total <= 0 or i != previous + 1:
            total, first = 0.0, i
        total += shares[i] - THRESHOLD
        previous = i
        if total > 0 and (best is None or total > best[0]):
            best = (total, first, i + 1)
    if best is None:
        word = max(free, key=lambda i: shares[i])
        return (word, word + 1, 0.0) if shares[word] > 0 else None
    _, start, end = best
    while start < end - 1 and words[start] in FUNCTION_WORDS:
        start += 1
    while end > start + 1 and words[end - 1] in FUNCTION_WORDS:
        end -= 1
    if words[start:end] and all(word in FUNCTION_WORDS for word in words[start:end]):
        return start, end, 0.0
    return start, end, sum(shares[i] for i in range(start, end)) / (end - start)


def _by_position(span: Span, frame: tuple[int, int], free: list[int]) -> tuple[int, int]:
    """The free word that stands where the span stands in the source, counted in shares of the length."""
    width = max(1, frame[1] - frame[0])
    middle = ((span.start + span.end) / 2 - frame[0]) / width
    word = free[min(len(free) - 1, int(middle * len(free)))]
    return word, word + 1


def _share(row: Sequence[float], inside: set[int]) -> float:
    """Share of a target word's attention that falls on the span's words."""
    total = sum(row)
    return sum(weight for i, weight in enumerate(row) if i in inside) / total if total > 0 else 0.0


def _insert(
    source: str, target: str, words: list[tuple[int, int]], spans: Sequence[Span], runs: list[tuple[int, int]]
) -> str:
    """Write the marks: punctuation at a run's edges stays outside, unless the span has some there itself."""
    marks: list[tuple[int, int, int, str]] = []
    for order, (span, (first, last)) in enumerate(zip(spans, runs, strict=True)):
        start, end = words[first][0], words[last - 1][1]
        inner = source[span.start : span.end]
        while start < end - 1 and target[start] in _LEADING and inner[:1] not in _LEADING:
            start += 1
        while end > start + 1 and target[end - 1] in _TRAILING and inner[-1:] not in _TRAILING:
            end -= 1
        before, after = mark_signs(order)
        marks += [(start, 1, order, before), (end, 0, -order, after)]
    pieces, position = [], 0
    for where, _, _, text in sorted(marks):
        pieces += [target[position:where], text]
        position = where
    return "".join([*pieces, target[position:]])
