"""The blocks of a web page's article: trafilatura's simplified XML as Markdown that keeps its structure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.importers.inline import inline, plain
from wirelocalize.articles.importers.lines import anchor_parts, clean, fold, matched, value
from wirelocalize.articles.importers.markdown import escape_start, heading
from wirelocalize.articles.importers.model import Kind, Picture, Piece
from wirelocalize.articles.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.articles.importers.dates import PageDate
    from wirelocalize.articles.importers.profile import Profile


_DEEPEST = 12
"""Nested lists are indented by at most so many columns; deeper ones are left to the report."""


def image_source(image: Any) -> str:
    """An image's address, also where it is loaded late; embedded data are left out."""
    for key in ("src", "data-src", "data-lazy-src"):
        source = (image.get(key) or "").strip()
        if source and not source.lower().startswith(("data:", "javascript:", "blob:")):
            return source
    return ""


@dataclass(slots=True)
class Body:
    """The blocks of an extracted body."""

    profile: Profile
    title: str
    pictures: list[Picture]
    pieces: list[Piece] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    author: str = ""
    date: PageDate | None = None
    minutes: int | None = None
    kinds: dict[str, Kind] = field(default_factory=dict)
    in_related: bool = False

    def read(self, body: Any) -> None:
        """Read the children of the body in order."""
        for element in body:
            if not isinstance(element.tag, str):
                continue
            if element.tag == "graphic":
                self._graphic(element)
            elif element.tag == "table":
                self._table(element)
            elif element.tag == "list":
                self._list(element)
            elif element.tag == "quote":
                self._quote(element)
            elif element.tag == "head":
                self._text(element, level=_level(element))
            elif element.tag == "code":
                self._code(element)
            else:
                self._text(element)

    def _text(self, element: Any, level: int = 0) -> None:
        text = plain(element)
        for graphic in element.iter("graphic"):
            self._graphic(graphic)
        if text:
            kind = self._kind(text, heading=bool(level))
            self.kinds.setdefault(text, kind)
            self._take(kind, text, element, level)
        for child in element:
            if child.tag in {"list", "table", "quote"}:
                self.read([child])

    def _kind(self, text: str, *, heading: bool) -> Kind:
        profile = self.profile
        if not self.pieces and fold(text) == fold(self.title):
            return Kind.HEADLINE_REPEAT
        for patterns, kind in (
            (profile.chrome, Kind.CHROME), (profile.related_heading, Kind.RELATED_HEADING),
            (profile.related_line, Kind.RELATED), (profile.note, Kind.NOTE), (profile.caption, Kind.CAPTION),
        ):  # fmt: skip
            if matched(text, patterns):
                return kind
        if len(self.pieces) < 2 and (parts := anchor_parts(text, profile)):
            self.author, self.date = self.author or parts.author, self.date or parts.date
            self.minutes = parts.minutes if self.minutes is None else self.minutes
            return parts.kind
        if self.in_related and len(text) <= 200:
            return Kind.RELATED
        return Kind.SUBHEADING if heading else Kind.PARAGRAPH

    def _take(self, kind: Kind, text: str, element: Any, level: int) -> None:
        self.in_related = kind in {Kind.RELATED_HEADING, Kind.RELATED} and (
            self.in_related or kind is not Kind.RELATED
        )
        if kind is Kind.RELATED:
            match = matched(text, self.profile.related_line)
            self.related.append(value(match, "text") if match else text)
        elif kind is Kind.CAPTION:
            match = matched(text, self.profile.caption)
            self.pictures.append(Picture(value(match, "text") if match else text))
        elif kind is Kind.SUBHEADING:
            markdown = heading(" ".join(inline(element)), level)
            self.pieces.append(Piece(Role.SUBHEADING, text, markdown))
        elif kind in {Kind.PARAGRAPH, Kind.NOTE}:
            role = Role.NOTE if kind is Kind.NOTE else Role.PARAGRAPH
            self.pieces.append(Piece(role, text, _hard_broken(element, "  \n")))

    def _graphic(self, element: Any) -> None:
        picture = Picture(src=image_source(element), alt=clean(element.get("alt", "")))
        if picture.src and all(picture.src != other.src for other in self.pictures):
            self.pictures.append(picture)

    def _quote(self, element: Any) -> None:
        blocks = [block for block in _blocks(element) if plain(block)]
        if not blocks:
            return
        self.in_related = False
        self.kinds.update((plain(block), Kind.QUOTE) for block in blocks)
        markdown = "> " + "\n>\n> ".join(_hard_broken(block, "  \n> ") for block in blocks)
        self.pieces.append(Piece(Role.QUOTE, " ".join(plain(block) for block in blocks), markdown))

    def _list(self, element: Any) -> None:
        items = list(_items(element, ""))
        if self.in_related:
            self.related += [text for text, _ in items if text]
            self.kinds.update((text, Kind.RELATED) for text, _ in items)
            return
        for text, markdown in items:
            self.kinds.setdefault(text, Kind.LIST_ITEM)
            self.pieces.append(Piece(Role.LIST_ITEM, text, markdown))

    def _table(self, element: Any) -> None:
        rows = [list(row.iter("cell")) for row in element.iter("row")]
        rows = [row for row in rows if row]
        if not rows:
            return
        width = max(len(row) for row in rows)
        written = [_row([_cell(cell) for cell in row], width) for row in rows]
        self.kinds.update((plain(cell), Kind.TABLE) for row in rows for cell in row)
        lines = [written[0], _row(["---"] * width, width), *written[1:]]
        text = " ".join(plain(cell) for row in rows for cell in row)
        self.pieces.append(Piece(Role.TABLE_CELL, text, "\n".join(lines)))

    def _code(self, element: Any) -> None:
        text = "".join(element.itertext()).strip("\n")
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
        if text.strip():
            self.pieces.append(Piece(Role.PARAGRAPH, clean(text), f"{fence}\n{text}\n{fence}"))


def _level(element: Any) -> int:
    match = re.fullmatch(r"h([1-6])", element.get("rend", ""))
    return max(2, int(match[1])) if match else 2


def _hard_broken(element: Any, joint: str) -> str:
    """An element's inline Markdown, its lines joined by a hard break."""
    return joint.join(escape_start(line) for line in inline(element))


def _blocks(element: Any) -> list[Any]:
    """The paragraphs of a quote, or the quote itself where it has none."""
    inner = [child for child in element if child.tag in {"p", "head", "quote"}]
    return inner if inner and not clean(element.text or "") else [element]


def _items(element: Any, indent: str) -> Iterator[tuple[str, str]]:
    """A list's items, each with its text and its Markdown, nested ones after their parent."""
    for number, item in enumerate(element.iterchildren("item"), 1):
        bullet = f"{number}. " if element.get("rend") == "ol" else "- "
        parts = [item, *item.iterchildren("p")]
        own = " ".join(escape_start(line) for part in parts for line in inline(part))
        if own:
            yield clean(" ".join(plain(part) for part in parts)), indent + bullet + own
        for child in item.iterchildren("list"):
            if len(indent) < _DEEPEST:
                yield from _items(child, indent + " " * len(bullet))


def _cell(cell: Any) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(inline(cell)) or plain(cell))


def _row(cells: list[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"
