"""From source to the text a translator sees: joined lines, decoded typographic entities, and the map back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEWLINE = re.compile(r"\r\n?|\n")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP_SIGNS = "<>&\"'`*_[]{}\\|#~$^=+-.!():"
"""Signs of Markdown: decoding an entity for one could turn text into markup."""

_SPACE_OR_ENTITY = re.compile(rf"[ \t\r\n\f]+|{_ENTITY.pattern}")


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


RawSpan = tuple[int, int, SpanKind]
"""Like :class:`Span`, in positions of the source."""


def decoded_entity(entity: str, kept: str = _MARKUP_SIGNS) -> str:
    """The character an entity stands for if it can be shown decoded (``&rsquo;``, ``&nbsp;``), else ``""``.

    :param kept: signs that stay entities.
    """
    char = unescape(entity)
    if (
        len(char) != 1
        or char in kept
        or not (char.isprintable() or char in "\u00a0\u200c\u200d\u200e\u200f\u00ad")
    ):
        return ""
    return "" if char == " " else char


def decode_value(source: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """An attribute's value or a title: all entities decoded, white space one space, ends trimmed."""
    builder = TextBuilder()
    position = start
    for match in _SPACE_OR_ENTITY.finditer(source, start, end):
        found = match.group()
        text = unescape(found) if found[0] == "&" else " "
        builder.copy(source, position, match.start())
        for char in text:
            builder.put(char, match.start())
        position = match.end()
    builder.copy(source, position, end)
    text, offsets = builder.build(end)
    first = len(text) - len(text.lstrip())
    last = max(first, len(text.rstrip()))
    return text[first:last], offsets[first : last + 1]


class TextBuilder:
    """Collects text with the source position of every character."""

    __slots__ = ("offsets", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.offsets: list[int] = []

    def copy(self, source: str, start: int, end: int) -> None:
        """Take characters over as they are."""
        if end > start:
            self.pieces.append(source[start:end])
            self.offsets.extend(range(start, end))

    def put(self, char: str, position: int) -> None:
        """One character that stands for several of the source."""
        self.pieces.append(char)
        self.offsets.append(position)

    def build(self, end: int) -> tuple[str, tuple[int, ...]]:
        """The text, and one position more than it has characters."""
        return "".join(self.pieces), (*self.offsets, end)


def join_lines(
    source: str,
    start: int,
    end: int,
    *,
    quotes: int,
    hard: Mapping[int, int],
    verbatim: Iterable[RawSpan] = (),
) -> tuple[str, tuple[int, ...]]:
    """Text of an inline Markdown range: line ends become one space, hard breaks a newline, entities characters.

    :param quotes: how many block quotes it is in, so how many ``>`` a continuation line may start with.
    :param hard: end of the line (position of its newline) → start of the hard break.
    :param verbatim: ranges in which entities are not decoded (code).
    """
    builder = TextBuilder()
    prefix = _prefix_pattern(quotes)
    position = start
    code = sorted((s, e) for s, e, kind in verbatim if kind in (SpanKind.ATOM, SpanKind.MARKUP))
    for newline in NEWLINE.finditer(source, start, end):
        if newline.start() < position:
            continue
        line_end = hard.get(newline.start(), newline.start())
        while line_end > position and source[line_end - 1] in " \t":
            line_end -= 1
        _copy_decoding(builder, source, position, line_end, code)
        builder.put("\n" if newline.start() in hard else " ", line_end)
        after = prefix.match(source, newline.end(), end)
        position = after.end() if after else newline.end()
    _copy_decoding(builder, source, position, end, code)
    return builder.build(end)


def _copy_decoding(
    builder: TextBuilder, source: str, start: int, end: int, code: list[tuple[int, int]]
) -> None:
    """Copy a stretch of one line, entities decoded outside ``code``."""
    position = start
    if source.find("&", start, end) >= 0:
        for entity in _ENTITY.finditer(source, start, end):
            char = decoded_entity(entity.group())
            if char and not _inside(code, entity.start()):
                builder.copy(source, position, entity.start())
                builder.put(char, entity.start())
                position = entity.end()
    builder.copy(source, position, end)


def _inside(ranges: list[tuple[int, int]], position: int) -> bool:
    """Whether a sorted list of ranges covers a position (ranges of one block hardly nest, the nearest decides)."""
    index = bisect_left(ranges, (position + 1,)) - 1
    return index >= 0 and ranges[index][1] > position


@lru_cache(maxsize=64)
def _prefix_pattern(quotes: int) -> re.Pattern[str]:
    """What stands before the text of a continuation line in ``quotes`` nested block quotes."""
    return re.compile(rf"(?:[ \t]*>){{0,{min(quotes, 1000)}}}[ \t]*")


def line_start(source: str, position: int, floor: int = 0) -> int:
    """Where the line of a position begins (not before ``floor``)."""
    start = max(source.rfind("\n", floor, position) + 1, floor)
    return max(source.rfind("\r", start, position) + 1, start)


def skip_prefix(source: str, position: int, end: int, quotes: int) -> int:
    """Where the text of a continuation line begins."""
    match = _prefix_pattern(quotes).match(source, position, end)
    return match.end() if match else position


def is_prefix(source: str, start: int, end: int, quotes: int) -> bool:
    """Whether a stretch of a line is nothing but quote signs and indentation."""
    return _prefix_pattern(quotes).fullmatch(source, start, end) is not None


def to_text_spans(raw: Iterable[RawSpan], offsets: tuple[int, ...]) -> tuple[Span, ...]:
    """Spans of the source as spans of the text; those outside it fall away."""
    first, last = offsets[0], offsets[-1]
    straight = last - first == len(offsets) - 1  # every character is its own: no search needed
    spans = []
    for start, end, kind in raw:
        if start >= last or end <= first:
            continue
        if straight:
            low, high = max(start, first) - first, min(end, last) - first
        else:
            low, high = bisect_left(offsets, max(start, first)), bisect_left(offsets, min(end, last))
        if high > low:
            spans.append(Span(low, high, kind))
    spans.sort(key=_outer_first)
    return tuple(spans)


def _outer_first(span: Span) -> tuple[int, int]:
    """Order of spans: by start, the longer first."""
    return (span.start, -span.end)


class CharIndex:
    """UTF-8 byte offsets as character positions."""

    __slots__ = ("_bytes", "_chars", "ascii")

    def __init__(self, text: str) -> None:
        self.ascii = text.isascii()
        self._bytes = [0]
        self._chars = [0]
        if self.ascii:
            return
        byte = char = 0
        # One entry at the end of every non-ASCII run of equal width; between two entries bytes count characters.
        for run in re.finditer(r"[\u0080-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+", text):
            byte += run.start() - char
            width = 2 if run.group()[0] < "\u0800" else 3 if run.group()[0] < "\U00010000" else 4
            for _ in range(run.end() - run.start()):
                byte += width
                self._bytes.append(byte)
            self._chars.extend(range(run.start() + 1, run.end() + 1))
            char = run.end()

    def __call__(self, offset: int) -> int:
        """Character position of a byte offset (which is always at the start of a character)."""
        if self.ascii:
            return offset
        index = bisect_right(self._bytes, offset) - 1
        return self._chars[index] + offset - self._bytes[index]
