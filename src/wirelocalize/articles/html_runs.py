"""A run of inline HTML between two block-level tags: what of it is text, and what stands around the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Role, Span, SpanKind
from wirelocalize.articles.text import RawSpan, TextBuilder, decoded_entity, to_text_spans
from wirelocalize.articles.writing_html import VOID

if TYPE_CHECKING:
    from wirelocalize.articles.html_tokens import Attribute, Token

_SPACE_OR_ENTITY = re.compile(
    r"[ \t\r\n\f]+|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n\f]*")
_BLANK = re.compile(r"(?:[\s\u00a0\u200b\ufeff]|&nbsp;|&#160;|&#xa0;)*", re.IGNORECASE)
_BLANK_END = re.compile(r"(?:[\s\u00a0\u200b\ufeff]|&nbsp;|&#160;|&#[xX][aA]0;)+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A token of a run: ``text``, ``start``, ``end``, ``comment``, or ``atom`` (an element that is left alone)."""

    kind: str
    start: int
    end: int
    name: str = ""
    token: Token | None = None
    role: Role | None = None


class Run:
    """Inline items with their elements paired, their ends trimmed, and elements around the whole text peeled off.

    ``start`` and ``end`` bound the text; ``outer`` also the elements that hold nothing but it.
    """

    def __init__(self, source: str, items: list[Item]) -> None:
        self.source = source
        self.items = items
        self.pairs: dict[int, int] = {}
        self.unpaired: set[int] = set()
        self._pair()
        self.filled = self._filled()
        self.roles: list[Role | None] = []
        self.low, self.high = 0, len(items) - 1
        self.start, self.end = items[0].start, items[-1].end
        whole = self._trimmed()
        self.outer = (self.start, self.end)
        while self._peel():
            self._trimmed()
        self.blank = not any(
            item.kind != "comment" and (item.kind != "text" or not _is_blank(source, item)) for item in items
        )
        self.alone = whole
        self.has_text = self.start < self.end and any(
            item.kind == "text" and _letters(source, max(item.start, self.start), min(item.end, self.end))
            for item in items[self.low : self.high + 1]
        )
        if not self.has_text:
            self.start = self.end = items[-1].end

    def _pair(self) -> None:
        """Match start and end tags inside the run."""
        opened: list[int] = []
        counts: dict[str, int] = {}
        for index, item in enumerate(self.items):
            if item.kind == "start" and item.name not in VOID and not (item.token and item.token.closed):
                opened.append(index)
                counts[item.name] = counts.get(item.name, 0) + 1
            elif item.kind == "end":
                if not counts.get(item.name):
                    self.unpaired.add(index)
                    continue
                while True:
                    last = opened.pop()
                    counts[self.items[last].name] -= 1
                    if self.items[last].name == item.name:
                        self.pairs[last] = index
                        break
                    self.unpaired.add(last)
        self.unpaired.update(opened)

    def _filled(self) -> list[int]:
        """For every position in the list of items, how many items with words stand before it."""
        counts = [0]
        for item in self.items:
            words = item.kind == "text" and not _is_blank(self.source, item)
            counts.append(
                counts[-1] + (words or (item.kind == "atom" and item.name in ("code", "kbd", "samp", "span")))
            )
        return counts

    def _loose(self, index: int) -> int:
        """If the item can be left outside the text, the index of the last item that goes with it; else -1."""
        item = self.items[index]
        if item.kind == "comment" or index in self.unpaired:
            return index
        if item.kind == "atom" and item.name not in (
            "code",
            "kbd",
            "samp",
            "span",
            "a",
            "em",
            "i",
            "b",
            "strong",
            "q",
        ):
            return index
        if item.kind == "start":
            if item.name in VOID or (item.token is not None and item.token.closed):
                return index
            close = self.pairs.get(index, -1)
            if close >= 0 and self.filled[close] == self.filled[index]:
                return close
        return -1

    def _trimmed(self) -> bool:
        """Leave out blanks and loose items at both ends; whether only blanks were left out."""
        only_blanks = True
        while self.low <= self.high:
            item = self.items[self.low]
            if item.kind == "text":
                match = _BLANK.match(self.source, max(item.start, self.start), item.end)
                at = match.end() if match else item.start
                if at < min(item.end, self.end):
                    self.start = at
                    break
                self.low += 1
                continue
            last = self._loose(self.low)
            if last < 0 or last > self.high:
                self.start = max(self.start, item.start)
                break
            only_blanks = False
            self.low = last + 1
        else:
            self.start = self.end
            return False
        reverse = {close: start for start, close in self.pairs.items()} if self.low <= self.high else {}
        while self.low <= self.high:
            item = self.items[self.high]
            if item.kind == "text":
                text = self.source[max(item.start, self.start) : min(item.end, self.end)]
                match = _BLANK_END.search(text[-400:])
                blank = len(match.group()) if match else 0
                if blank < len(text):
                    self.end = min(item.end, self.end) - blank
                    break
                self.high -= 1
                continue
            first = reverse.get(self.high, self.high)
            if first < self.low or self._loose(first) != self.high:
                self.end = min(self.end, item.end)
                break
            only_blanks = False
            self.high = first - 1
        return only_blanks

    def _peel(self) -> bool:
        """Take off an element that holds the whole text."""
        if self.low >= self.high or self.pairs.get(self.low) != self.high:
            return False
        self.roles.append(self.items[self.low].role)
        self.low += 1
        self.high -= 1
        self.start, self.end = self.items[self.low].start, self.items[self.high].end
        return self.low <= self.high

    def images_outside(self) -> list[tuple[int, Attribute]]:
        """Alternative texts and titles of images that do not stand within the text."""
        found = []
        for item in self.items:
            if (
                item.kind == "start"
                and item.name == "img"
                and item.token
                and not self.start <= item.start < self.end
            ):
                found += [(item.start, a) for a in item.token.attributes if a.name in ("alt", "title")]
        return found

    def text(self) -> tuple[str, tuple[int, ...], tuple[Span, ...]]:
        """The text with its offsets and spans."""
        builder = TextBuilder()
        raw: list[RawSpan] = []
        depth = 0
        for index in range(self.low, self.high + 1):
            item = self.items[index]
            start, end = max(item.start, self.start), min(item.end, self.end)
            if item.kind == "text":
                _decode(builder, self.source, start, end)
                continue
            _copy_markup(builder, self.source, start, end)
            if item.kind == "atom":
                raw.append((start, end, SpanKind.ATOM))
            elif item.name == "br" and not depth:
                raw.append((start, end, SpanKind.BREAK))
            else:
                raw.append((start, end, SpanKind.MARKUP))
            if index in self.pairs:
                depth += 1
                raw.append((start, self.items[self.pairs[index]].end, SpanKind.ELEMENT))
            elif item.kind == "end" and index not in self.unpaired:
                depth -= 1
        text, offsets = builder.build(self.end)
        return text, offsets, to_text_spans(raw, offsets)


def _is_blank(source: str, item: Item) -> bool:
    """Whether a text item is only white space."""
    match = _BLANK.match(source, item.start, item.end)
    return match is not None and match.end() == item.end


def _letters(source: str, start: int, end: int) -> bool:
    """Whether a stretch of text has letters that are not part of an entity."""
    text = source[start:end]
    if "&" in text:
        text = re.sub(r"&#?[A-Za-z0-9]{1,32};", "", text)
    return any(char.isalpha() for char in text)


def _decode(builder: TextBuilder, source: str, start: int, end: int) -> None:
    """Text: white space becomes one space, entities characters."""
    position = start
    for match in _SPACE_OR_ENTITY.finditer(source, start, end):
        found = match.group()
        if found == " ":
            continue
        char = decoded_entity(found, kept="<>&") if found[0] == "&" else " "
        if not char:
            continue
        builder.copy(source, position, match.start())
        builder.put(char, match.start())
        position = match.end()
    builder.copy(source, position, end)


def _copy_markup(builder: TextBuilder, source: str, start: int, end: int) -> None:
    """A tag as it is, but on one line."""
    position = start
    for match in _LINE_END.finditer(source, start, end):
        builder.copy(source, position, match.start())
        builder.put(" ", match.start())
        position = match.end()
    builder.copy(source, position, end)
