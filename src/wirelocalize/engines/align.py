"""Put emphasis and links back round the right words of a translation, by the model's attention.

For each span the run of target words is taken whose attention lies most inside it (a maximum-sum run of "share
of attention inside, less a threshold"); inner spans are sought inside the outer one's run, and no two neighbours
share a word.
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
SURE = 0.5
"""Below this mean share of attention a placement is a guess, and is reported as one."""

_LEADING = "«‹(\"'“"
_TRAILING = "»›)\"'”.,:;!?،؛؟…"


@dataclass(frozen=True, slots=True)
class Placed:
    """A target text with its spans' marks.

    :param sure: every mark was put where attention clearly says.
    """

    text: str
    sure: bool


def place(source: str, target: str, spans: Sequence[Span], alignment: Alignment) -> Placed | None:
    """Put ``spans`` of ``source`` round words of ``target``, as the signs that stand for their marks.

    :returns: ``None`` where a span's words cannot be found.
    """
    if not spans:
        return Placed(target, True)
    source_words = [match.span() for match in re.finditer(r"\S+", source)]
    target_words = [match.span() for match in re.finditer(r"\S+", target)]
    if not target_words:
        return None
    runs: list[tuple[int, int]] = []
    sure = True
    for index, span in enumerate(spans):
        outer = _outer(spans, index)
        low, high = runs[outer] if outer is not None else (0, len(target_words))
        inside = {i for i, (start, end) in enumerate(source_words) if start < span.end and end > span.start}
        context = {
            i
            for i, (start, end) in enumerate(source_words)
            if outer is None or (start < spans[outer].end and end > spans[outer].start)
        }
        if inside >= context and inside:
            runs.append((low, high))
            continue
        taken = [runs[i] for i in range(index) if _outer(spans, i) == outer]
        found = _best_run(alignment, inside, low, high, taken) if len(alignment) == len(target_words) else None
        if found is None:
            return None
        runs.append(found[:2])
        sure = sure and found[2] >= SURE
    return Placed(_insert(source, target, target_words, spans, runs), sure)


def _outer(spans: Sequence[Span], index: int) -> int | None:
    """The innermost earlier span that holds this one."""
    span = spans[index]
    holders = [i for i in range(index) if spans[i].start <= span.start and span.end <= spans[i].end]
    return holders[-1] if holders else None


def _best_run(
    alignment: Alignment, inside: set[int], low: int, high: int, taken: list[tuple[int, int]]
) -> tuple[int, int, float] | None:
    """The run of target words with most attention inside: (first, last + 1, mean share)."""
    best: tuple[float, int, int] | None = None
    total, first = 0.0, low
    shares = [_share(alignment[i], inside) for i in range(high)]
    for i in range(low, high):
        if any(start <= i < end for start, end in taken):
            total, first = 0.0, i + 1
            continue
        if total <= 0:
            total, first = 0.0, i
        total += shares[i] - THRESHOLD
        if total > 0 and (best is None or total > best[0]):
            best = (total, first, i + 1)
    if best is None:
        return None
    _, start, end = best
    return start, end, sum(shares[start:end]) / (end - start)


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
