"""Where English sentences end: rules for news prose that keep every character's position.

The rules look at a *skeleton* of the text in which markup is transparent, untouchable pieces are one word and
elements are closed to boundaries; it is as long as the text, so a boundary in one is a boundary in the other.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Span, SpanKind
from wirelocalize.segments.abbreviations import (
    AFTER_HOURS,
    BEFORE_NUMBER,
    HOURS,
    NEVER,
    SOMETIMES,
    SPEECH,
    STARTERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARK = "\ue000"  # transparent: delimiters, tags
_WORD = "\ue001"  # a letter of an untouchable piece
_GLUE = "\ue002"  # white space inside an element: no boundary

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”‘’«»]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}",
    re.IGNORECASE,
)
_ADDRESS_TAIL = ".,;:!?)]}'*_"
_CLOSERS = "\"'”’»›)]}*_~" + _MARK
_OPENERS = "\"'“‘«‹([{*_~¿¡–—-•" + _MARK
_END = re.compile(rf"(?<![.!?…‽])(?P<stops>[.!?…‽]++)(?P<closers>[{re.escape(_CLOSERS)}]*)(?P<space>\s+)")
_OPENING = re.compile(rf"(?:[{re.escape(_OPENERS)}]|(?<={_MARK})\s)*")
_NEXT_WORD = re.compile(r"[^\W_][\w’'.-]*")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$|[^\W\d_][\w’'.-]*$")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")
_ELISION = re.compile(r"[\[(](?:…|\.\.\.)[\])]")
_SPEECH_TAG = re.compile(r"(?:[A-Z][\w’'.-]*\s+){1,4}(?P<verb>[a-z]+)\b")
_NUMBERING = re.compile(r"[(\[]?[0-9]{1,3}[.)\]]+")
_LOCAL_TIME = re.compile(r"[A-Z]\w*(?:\s[A-Z]\w*)?\s(?:standard\s)?time\b")
_OPEN_BRACKETS = {"(": ")", "[": "]"}
_MAX_BRACKETED = 400
_MAX_ZONE = 6


def split_sentences(text: str, markup: Iterable[Span] = ()) -> list[tuple[int, int]]:
    """Ranges of the sentences of one block of English prose, without the white space between them.

    Closing quotes stay with their sentence, opening quotes go to the next; there is no boundary inside an element
    (emphasis, link) or a bracketed remark, and a piece without letters belongs to its neighbour. Text without
    letters gives no sentence.

    :param markup: inline markup of the block (``Block.spans``); its breaks always separate and belong to no sentence.
    """
    spans = tuple(markup)
    skeleton = make_skeleton(text, spans)
    pieces: list[tuple[int, int]] = []
    for start, end in _between_breaks(len(text), spans):
        cuts = [start, *_boundaries(skeleton, start, end), end]
        pieces += _merged(skeleton, [_stripped(skeleton, a, b) for a, b in pairwise(cuts)])
    return pieces


def whole(text: str, markup: Iterable[Span] = ()) -> list[tuple[int, int]]:
    """The block as one range, or none if it has no letters."""
    skeleton = make_skeleton(text, tuple(markup))
    start, end = _stripped(skeleton, 0, len(text))
    return [(start, end)] if has_letters(skeleton, start, end) else []


def make_skeleton(text: str, spans: Sequence[Span]) -> str:
    """The text with markup made transparent; same length."""
    addresses = (
        [_trimmed_address(m) for m in _ADDRESS.finditer(text)]
        if "@" in text or "://" in text or "www." in text.lower()
        else []
    )
    if not spans and not addresses:
        return text
    chars = list(text)
    for start, end in addresses:
        chars[start:end] = _WORD * (end - start)
    # Elements first, then what is inside them: an atom inside a link stays an atom.
    for kind, sign in ((SpanKind.ELEMENT, ""), (SpanKind.MARKUP, _MARK), (SpanKind.ATOM, _WORD)):
        done = 0
        for span in spans:
            if span.kind is not kind or span.end <= done:
                continue
            start, done = max(span.start, done), span.end
            if sign:
                chars[start:done] = sign * (done - start)
            else:
                chars[start:done] = [_GLUE if c.isspace() else c for c in chars[start:done]]
    return "".join(chars)


def has_letters(skeleton: str, start: int, end: int) -> bool:
    """Whether there is anything to translate."""
    return any(char.isalpha() for char in skeleton[start:end])


def _trimmed_address(match: re.Match[str]) -> tuple[int, int]:
    """An address without the punctuation after it."""
    return match.start(), match.start() + len(match.group().rstrip(_ADDRESS_TAIL))


def _between_breaks(length: int, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Stretches that breaks leave."""
    stretches = []
    position = 0
    for span in spans:
        if span.kind is SpanKind.BREAK and span.start >= position:
            stretches.append((position, span.start))
            position = span.end
    stretches.append((position, length))
    return stretches


def _stripped(skeleton: str, start: int, end: int) -> tuple[int, int]:
    """A range without white space at its ends."""
    while start < end and skeleton[start].isspace():
        start += 1
    while end > start and skeleton[end - 1].isspace():
        end -= 1
    return start, end


def _merged(skeleton: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give ranges without letters to the one before; a number (``2.``), or what comes first, to the one after."""
    merged: list[tuple[int, int]] = []
    pending = -1
    for start, end in ranges:
        if start >= end:
            continue
        if has_letters(skeleton, start, end):
            merged.append((start if pending < 0 else pending, end))
            pending = -1
        elif merged and pending < 0 and not _NUMBERING.fullmatch(skeleton, start, end):
            merged[-1] = (merged[-1][0], end)
        elif pending < 0:
            pending = start
    if pending >= 0 and merged:
        merged[-1] = (merged[-1][0], max(end for _, end in ranges))
    return merged


def _boundaries(skeleton: str, start: int, end: int) -> list[int]:
    """Positions at which a new sentence begins."""
    closed = _bracketed(skeleton, start, end)
    cuts = []
    begin = start
    for match in _END.finditer(skeleton, start, end):
        position = match.end()
        if position >= end or _covered(closed, match.start()):
            continue
        if _ends_sentence(skeleton, match, begin, end):
            cuts.append(position)
            begin = position
    return cuts


def _bracketed(skeleton: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost bracketed remarks that begin within a sentence."""
    if "(" not in skeleton and "[" not in skeleton:
        return []
    found: list[tuple[int, int]] = []
    stack: list[tuple[int, str]] = []
    for match in re.compile(r"[()\[\]]").finditer(skeleton, start, end):
        char = match.group()
        if char in _OPEN_BRACKETS:
            stack.append((match.start(), _OPEN_BRACKETS[char]))
        elif stack and stack[-1][1] == char:
            opening, _ = stack.pop()
            before = skeleton[max(start, opening - 8) : opening].rstrip().rstrip(_CLOSERS)
            if before and before[-1] not in ".!?…:" and match.start() - opening < _MAX_BRACKETED:
                while found and found[-1][0] > opening:
                    found.pop()
                found.append((opening, match.start()))
    return found


def _covered(ranges: list[tuple[int, int]], position: int) -> bool:
    """Whether a remark covers the position."""
    return any(start < position < end for start, end in ranges)


def _ends_sentence(skeleton: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Whether these stops, closers and spaces are the end of a sentence."""
    after = _OPENING.match(skeleton, match.end(), end)
    at = after.end() if after else match.end()
    opened = skeleton[match.end() : at].strip("*_~–—-•" + _MARK)
    following = skeleton[at : at + 1]
    word_match = _NEXT_WORD.match(skeleton, at, end)
    word = word_match.group() if word_match else ""
    if not _can_begin(following, opened):
        return False
    stops = match["stops"]
    if stops != ".":
        return _strong_stop(skeleton, match, at, end)
    last = _LAST_WORD.search(skeleton[max(begin, match.start() - 40) : match.start()])
    if last is None or "”" in match["closers"] or '"' in match["closers"] or "»" in match["closers"]:
        return True
    if last.group().lower() in HOURS and _LOCAL_TIME.match(skeleton, at, end):
        return False
    return _after_word(last.group(), word, opened)


def _can_begin(char: str, opened: str) -> bool:
    """Whether a sentence can begin with this character."""
    if not char:
        return False
    if char == _WORD:
        return True
    if char.isalpha():
        return not char.islower()
    return char.isdigit() or char in "$€£¥#@" or (bool(opened) and char not in ".,;:…")


def _strong_stop(skeleton: str, match: re.Match[str], at: int, end: int) -> bool:
    """``?``, ``!`` and ellipses."""
    stops = match["stops"]
    if stops.strip(".…") == "":
        elision = skeleton[max(0, match.start() - 1) : match.end()]
        if _ELISION.match(elision):
            before = skeleton[max(0, match.start() - 4) : match.start() - 1].rstrip()
            return before.endswith((".", "!", "?", "…"))
        word = _NEXT_WORD.match(skeleton, at, end)
        return word is not None and word.group() not in (
            "I",
            "I’m",
            "I'm",
            "I’ve",
            "I've",
            "I’d",
            "I'd",
            "I’ll",
            "I'll",
        )
    if any(sign in match["closers"] for sign in "\"”’»'"):
        tag = _SPEECH_TAG.match(skeleton, at, end)
        return not (tag and tag["verb"] in SPEECH)
    return True


def _after_word(last: str, word: str, opened: str) -> bool:
    """A single full stop after ``last`` and before ``word``."""
    plain = last.lower()
    lower = word.lower().rstrip(".").replace("’", "'")
    starts = lower in STARTERS or any(sign in opened for sign in '"“‘«')
    capital = last[0].isupper()
    if plain in HOURS and "." in plain:
        return lower not in AFTER_HOURS and not (word.isupper() and 1 < len(word) < _MAX_ZONE)
    if plain in NEVER and (capital or plain not in _AMBIGUOUS_LOWER):
        return False
    if plain in BEFORE_NUMBER and word[:1].isdigit():
        return False
    initial = capital and len(last) == 1
    known = plain in SOMETIMES and capital
    return starts or not (initial or known or _DOTTED.fullmatch(plain))


_AMBIGUOUS_LOWER = frozenset(
    ("gen", "rep", "ed", "ex", "st", "fr", "hon", "mt", "ft", "sen", "gov", "pres", "det", "rev")
)
"""In lower case these are words or end a sentence as often as not."""
