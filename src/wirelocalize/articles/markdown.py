"""Markdown: blocks and inline markup as ranges, from pulldown-cmark's events (``pyromark``)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.markdown_leaf import Inline, Leaf
from wirelocalize.articles.model import Block, Role, SpanKind, Syntax
from wirelocalize.articles.roles import Found
from wirelocalize.articles.shortcodes import mask
from wirelocalize.articles.text import (
    NEWLINE,
    CharIndex,
    TextBuilder,
    join_lines,
    line_start,
    to_text_spans,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INLINE_TAGS = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image"})
_BLOCK_ROLES = {
    "BlockQuote": Role.QUOTE,
    "Item": Role.LIST_ITEM,
    "DefinitionListTitle": Role.LIST_ITEM,
    "DefinitionListDefinition": Role.LIST_ITEM,
    "FootnoteDefinition": Role.NOTE,
    "TableCell": Role.TABLE_CELL,
    "Heading": Role.SUBHEADING,
}
_REMOVABLE = frozenset({"BlockQuote", "Item", "Heading", "Paragraph"})
_MODULE_LINES = re.compile(
    r"(?:import\s+(?:[\w*{}\s,$]+\sfrom\s+)?[\"'][^\"'\n]+[\"'];?\s*"
    r"|export\s+(?:default|const|let|var|function|async|class|\*|\{)[^\n]*[;{}=()\]][^\n]*\s*)+"
)
_MAX_MODULE_LINES = 5000


@dataclass(slots=True)
class _Container:
    """An open block: quote, item, heading, cell …; ``things`` counts what is in it, translatable or not."""

    kind: str
    start: int
    end: int
    role: Role | None
    level: int = 0
    things: int = 0
    first_block: int = 0


def read_markdown(source: str, body: int, html_fragment: Callable[[int, int], list[Found]]) -> list[Found]:
    """All blocks of the Markdown text that begins at ``body``.

    :param html_fragment: reads a raw HTML block, given its range.
    """
    return _Reader(source, body, html_fragment).read()


def options() -> Any:
    """The Markdown extensions an article may use (``pyromark.Options``); front matter is cut off before."""
    import pyromark

    o = pyromark.Options
    return (
        o.ENABLE_TABLES
        | o.ENABLE_FOOTNOTES
        | o.ENABLE_STRIKETHROUGH
        | o.ENABLE_TASKLISTS
        | o.ENABLE_HEADING_ATTRIBUTES
        | o.ENABLE_MATH
        | o.ENABLE_GFM
        | o.ENABLE_DEFINITION_LIST
    )


class _Reader:
    """One pass over the events; positions are characters of the whole source."""

    def __init__(self, source: str, body: int, html_fragment: Callable[[int, int], list[Found]]) -> None:
        self.source = source
        self.body = body
        self.html_fragment = html_fragment
        self.text, self.calls = mask(source, body)
        self.index = CharIndex(self.text)
        self.containers: list[_Container] = []
        self.quotes = 0
        self.leaf: Leaf | None = None
        self.found: list[Found] = []
        self.after_image = False
        self.html: list[tuple[int, int]] | None = None
        self.skipping = 0

    def read(self) -> list[Found]:
        """Run over all events."""
        for event, start, end in self._events():
            if isinstance(event, str):
                self._atom(event, "", start, end)
                continue
            ((name, value),) = event.items()
            if name in ("Start", "End"):
                tag = value if isinstance(value, str) else next(iter(value))
                details = value[tag] if isinstance(value, dict) else None
                (self._open if name == "Start" else self._close)(tag, details, start, end)
            else:
                self._atom(name, value, start, end)
        self._finish_leaf()
        return self.found

    def _events(self) -> Iterator[tuple[Any, int, int]]:
        """Events with character ranges."""
        import pyromark

        extensions = options()
        index, body = self.index, self.body
        if index.ascii:
            for event, span in pyromark.events_with_range(self.text, options=extensions):
                yield event, body + span["start"], body + span["end"]
            return
        for event, span in pyromark.events_with_range(self.text, options=extensions):
            yield event, body + index(span["start"]), body + index(span["end"])

    # Blocks

    def _open(self, tag: str, details: Any, start: int, end: int) -> None:
        """Start of a block or of an inline element."""
        if tag in _INLINE_TAGS:
            link_type = details["link_type"] if isinstance(details, dict) else ""
            if link_type == "Collapsed" and self.source.startswith("[]", end):
                end += 2  # the event leaves them out
            self._leaf_at(start, end).open_inline(Inline(tag, start, end, link_type=link_type))
            return
        self._finish_leaf()
        if tag in ("CodeBlock", "HtmlBlock", "MetadataBlock"):
            self._count_thing()
            self.skipping += 1
            self.html = [] if tag == "HtmlBlock" and not self.containers else None
            return
        role = _BLOCK_ROLES.get(tag)
        if tag == "BlockQuote":
            self.quotes += 1
            role = Role.NOTE if details else Role.QUOTE
        level = int(details["level"][1:]) if tag == "Heading" else 0
        container = _Container(tag, start, end, role, level, first_block=len(self.found))
        self.containers.append(container)
        if tag in ("Paragraph", "Heading", "TableCell"):
            self.leaf = Leaf()

    def _close(self, tag: str, _details: Any, start: int, end: int) -> None:
        """End of a block or of an inline element."""
        if tag in _INLINE_TAGS:
            if self.leaf is not None:
                self.leaf.close_inline()
            return
        self._finish_leaf()
        if tag in ("CodeBlock", "HtmlBlock", "MetadataBlock"):
            self.skipping -= 1
            self._html_block()
            return
        if tag == "BlockQuote":
            self.quotes -= 1
        container = self.containers.pop()
        self._set_outer(container)
        if self.containers:
            self.containers[-1].things += 1 if container.kind in _REMOVABLE and container.things <= 1 else 2

    def _set_outer(self, container: _Container) -> None:
        """Where a container holds one block and nothing else, the block takes it along when it vanishes."""
        if (
            container.kind not in _REMOVABLE
            or container.things != 1
            or len(self.found) != container.first_block + 1
        ):
            return
        item = self.found[-1]
        start, end = container.start, container.end
        while end > item.block.end and self.source[end - 1] in "\r\n \t":
            end -= 1
        at_line_start = start == self.body or self.source[start - 1] in "\r\n"
        newline = NEWLINE.match(self.source, end)
        if at_line_start and newline:
            end = newline.end()
        if start <= item.block.outer[0] and item.block.outer[1] <= end:
            self.found[-1] = replace(item, block=replace(item.block, outer=(start, end)))

    def _count_thing(self, count: int = 1) -> None:
        """Something stands in the innermost container."""
        if self.containers:
            self.containers[-1].things += count

    def _html_block(self) -> None:
        """Blocks inside a raw HTML block, read as HTML where it stands in no quote or list."""
        lines, self.html = self.html, None
        if not lines:
            return
        start, end = lines[0][0], lines[-1][1]
        self.found.extend(self.html_fragment(start, end))

    # Inlines

    def _leaf_at(self, start: int, end: int) -> Leaf:
        """The open leaf; tight list items and the like have inline content without a paragraph."""
        if self.leaf is None:
            self.leaf = Leaf()
        self.leaf.touch(self.source, start, end, self.body)
        return self.leaf

    def _atom(self, name: str, value: Any, start: int, end: int) -> None:
        """An event without content of its own."""
        if self.skipping:
            if self.html is not None and name == "Html":
                self.html.append((start, end))
        elif name == "Rule":
            self._finish_leaf()
            self._count_thing(2)
        elif name != "TaskListMarker":
            self._leaf_at(start, end).atom(self.source, name, value, start, end)

    # From a finished leaf to blocks

    def _finish_leaf(self) -> None:
        """Turn the open leaf into blocks: images at its ends, and the text between."""
        leaf, self.leaf = self.leaf, None
        if leaf is None or leaf.start < 0:
            return
        start, end = leaf.start, leaf.end
        self._mark_calls(leaf)
        if self._is_module_code(start, end):
            self._count_thing(2)
            return
        inner_start, inner_end = leaf.trimmed(self.source, self.quotes)
        has_text = inner_start < inner_end
        images = [c for c in leaf.children if c.only_image and not inner_start <= c.start < inner_end]
        self._count_thing(1 if not images and (inner_start, inner_end) == (start, end) else 2)
        for child in images:
            if child.start < inner_start or not has_text:
                self._image(child)
        had_image = bool(images) or self.after_image
        self.after_image = bool(images) and not has_text
        if not has_text:
            return
        self._text_block(leaf, inner_start, inner_end, had_image=had_image)
        for child in images:
            if child.start >= inner_end:
                self._image(child)

    def _mark_calls(self, leaf: Leaf) -> None:
        """Shortcodes inside the leaf are atoms, and may be left outside at its ends."""
        index = bisect_left(self.calls, (leaf.start, leaf.start))
        while index < len(self.calls) and self.calls[index][1] <= leaf.end:
            start, end = self.calls[index]
            leaf.spans.append((start, end, SpanKind.ATOM))
            leaf.loose.append((start, end))
            index += 1

    def _is_module_code(self, start: int, end: int) -> bool:
        """Whether a paragraph is ``import`` and ``export`` lines of MDX."""
        return (
            end - start < _MAX_MODULE_LINES
            and self.source.startswith(("import", "export"), start)
            and _MODULE_LINES.fullmatch(self.source, start, end) is not None
        )

    def _image(self, child: Inline) -> None:
        """The alternative text of an image that stands by itself."""
        image = child if child.kind == "Image" else child.children[0]
        if image.inner_start < 0 or image.link_type not in ("Inline", "Reference"):
            return  # in ![label] the text is also the link's name
        text, offsets = join_lines(
            self.source, image.inner_start, image.inner_end, quotes=self.quotes, hard={}
        )
        cell = bool(self.containers) and self.containers[-1].kind == "TableCell"
        block = Block(
            Role.CAPTION,
            text,
            offsets,
            Syntax.TABLE_CELL if cell else Syntax.MARKDOWN,
            spans=to_text_spans([(offsets[0], offsets[-1], SpanKind.ELEMENT)], offsets),
            style="alt",
            outer=(offsets[0], offsets[-1]),
        )
        self.found.append(Found(block, fixed=True))

    def _text_block(self, leaf: Leaf, start: int, end: int, *, had_image: bool) -> None:
        """The block's text proper."""
        outer = (start, end)
        emphasised = False
        container = self.containers[-1] if self.containers else None
        peeled = next((c for c in leaf.children if (c.start, c.end) == outer), None)
        while peeled and peeled.kind in ("Emphasis", "Strong") and 0 <= peeled.inner_start < peeled.inner_end:
            start, end = peeled.inner_start, peeled.inner_end
            emphasised = True
            peeled = peeled.only_child()
        roles = [c.role for c in self.containers if c.role is not None]
        role = roles[-1] if roles else Role.PARAGRAPH
        if role is Role.PARAGRAPH and emphasised and had_image:
            role = Role.CAPTION
        cell = container is not None and container.kind == "TableCell"
        text, offsets = self._joined(leaf, start, end, cell=cell)
        block = Block(
            role,
            text,
            offsets,
            Syntax.TABLE_CELL if cell else Syntax.MARKDOWN,
            prefix="" if cell else self._prefix(outer[0]),
            spans=to_text_spans([s for s in leaf.spans if s[0] >= start and s[1] <= end], offsets),
            style=self._style(container) or ("emphasis" if emphasised else ""),
            outer=outer,
        )
        self.found.append(Found(block, level=container.level if container else 0))

    def _joined(self, leaf: Leaf, start: int, end: int, *, cell: bool) -> tuple[str, tuple[int, ...]]:
        """Text and offsets; in a table cell an escaped bar is shown as a bar."""
        text, offsets = join_lines(
            self.source, start, end, quotes=self.quotes, hard=leaf.hard, verbatim=leaf.spans
        )
        if not cell or "\\|" not in text:
            return text, offsets
        builder = TextBuilder()
        position = 0
        for escape in re.finditer(r"\\\|", text):
            builder.pieces.append(text[position : escape.start()] + "|")
            builder.offsets.extend(offsets[position : escape.start() + 1])
            position = escape.end()
        builder.pieces.append(text[position:])
        builder.offsets.extend(offsets[position:-1])
        return builder.build(offsets[-1])

    def _style(self, container: _Container | None) -> str:
        """``atx`` or ``setext`` for headings."""
        if container is None or container.kind != "Heading":
            return ""
        return "atx" if self.source.startswith("#", container.start) else "setext"

    def _prefix(self, start: int) -> str:
        """What a further line of the block has to begin with: quote signs kept, bullets as spaces."""
        if not self.containers or all(c.kind in ("Paragraph", "Heading") for c in self.containers):
            return ""
        head = self.source[line_start(self.source, start, self.body) : start]
        return "".join(char if char in "> \t" else " " for char in head[:200])
