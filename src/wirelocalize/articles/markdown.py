"""Markdown: blocks and inline markup as ranges, from pulldown-cmark's events (``pyromark``)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.model import Block, Role, SpanKind, Syntax
from wirelocalize.articles.roles import Found
from wirelocalize.articles.shortcodes import mask
from wirelocalize.articles.text import (
    NEWLINE,
    CharIndex,
    RawSpan,
    TextBuilder,
    is_prefix,
    join_lines,
    line_start,
    skip_prefix,
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
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_NO_TRANSLATE = re.compile(r"\stranslate\s*=\s*[\"']?no\b", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CODE_TAGS = frozenset("code kbd samp var script style textarea pre svg math noscript template".split())
_MODULE_LINES = re.compile(
    r"(?:import\s+(?:[\w*{}\s,$]+\sfrom\s+)?[\"'][^\"'\n]+[\"'];?\s*|export\s+(?:default|const|let|var|function|async|class|\*|\{)[^\n]*[;{}=()\]][^\n]*\s*)+"
)
_MAX_MODULE_LINES = 5000
_PROSE_DOLLARS = re.compile(r"^\d|[A-Za-z]{2,}\s+[A-Za-z]{2,}")


@dataclass(slots=True)
class _Inline:
    """An inline element that is open, or a finished one at the top of its block."""

    kind: str
    start: int
    end: int
    inner_start: int = -1
    inner_end: int = -1
    link_type: str = ""
    only_image: bool = False
    children: list[_Inline] = field(default_factory=list)

    def only_child(self) -> _Inline | None:
        """The element that is all there is in this one."""
        if len(self.children) != 1:
            return None
        child = self.children[0]
        return child if (child.start, child.end) == (self.inner_start, self.inner_end) else None


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


@dataclass(slots=True)
class _Leaf:
    """The inline content of one block while its events come in."""

    start: int = -1
    end: int = -1
    opened: list[_Inline] = field(default_factory=list)
    children: list[_Inline] = field(default_factory=list)
    spans: list[RawSpan] = field(default_factory=list)
    hard: dict[int, int] = field(default_factory=dict)
    tags: list[tuple[str, int, int, bool]] = field(default_factory=list)
    open_tags: dict[tuple[str, int], int] = field(default_factory=dict)
    loose: list[tuple[int, int]] = field(default_factory=list)
    """Ranges that may be left outside at either end: comments, breaks, shortcodes, images."""


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
        self.text, self.codes = mask(source, body)
        self.index = CharIndex(self.text)
        self.containers: list[_Container] = []
        self.quotes = 0
        self.leaf: _Leaf | None = None
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
            leaf = self._leaf_at(start, end)
            leaf.opened.append(_Inline(tag, start, end, link_type=link_type))
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
            self.leaf = _Leaf()

    def _close(self, tag: str, _details: Any, start: int, end: int) -> None:
        """End of a block or of an inline element."""
        if tag in _INLINE_TAGS:
            self._close_inline()
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

    def _leaf_at(self, start: int, end: int) -> _Leaf:
        """The open leaf; tight list items and the like have inline content without a paragraph."""
        if self.leaf is None:
            self.leaf = _Leaf()
        leaf = self.leaf
        if leaf.start < 0:
            escaped = start > self.body and self.source[start - 1] == "\\" and not leaf.opened
            leaf.start = start - 1 if escaped else start
        if not leaf.opened:
            leaf.end = max(leaf.end, end)
        else:
            parent = leaf.opened[-1]
            if parent.inner_start < 0:
                parent.inner_start = start - 1 if self.source[start - 1] == "\\" else start
            parent.inner_end = max(parent.inner_end, end)
        return leaf

    def _close_inline(self) -> None:
        """End of emphasis, link, image."""
        leaf = self.leaf
        if leaf is None or not leaf.opened:
            return
        child = leaf.opened.pop()
        end = child.end
        if child.link_type in ("Autolink", "Email"):
            leaf.spans.append((child.start, end, SpanKind.ATOM))
        elif child.inner_start < 0:
            leaf.spans.append((child.start, end, SpanKind.MARKUP))
        else:
            leaf.spans.append((child.start, child.inner_start, SpanKind.MARKUP))
            leaf.spans.append((child.inner_end, end, SpanKind.MARKUP))
        leaf.spans.append((child.start, end, SpanKind.ELEMENT))
        only = child.only_child()
        child.only_image = child.kind == "Image" or (
            child.kind == "Link" and only is not None and only.kind == "Image"
        )
        if leaf.opened:
            leaf.opened[-1].children.append(child)
            return
        leaf.children.append(child)
        if child.only_image:
            leaf.loose.append((child.start, end))

    def _atom(self, name: str, value: Any, start: int, end: int) -> None:
        """An event without content of its own."""
        if self.skipping:
            if self.html is not None and name == "Html":
                self.html.append((start, end))
            return
        if name in ("TaskListMarker", "Rule"):
            if name == "Rule":
                self._finish_leaf()
                self._count_thing(2)
            return
        leaf = self._leaf_at(start, end)
        if name == "HardBreak":
            self._hard_break(leaf, start, end)
        elif name == "Code":
            leaf.spans.append((start, end, SpanKind.ATOM))
        elif name in ("InlineMath", "DisplayMath"):
            if name == "DisplayMath" or not _PROSE_DOLLARS.search(value):
                leaf.spans.append((start, end, SpanKind.ATOM))
        elif name == "FootnoteReference":
            leaf.spans.append((start, end, SpanKind.MARKUP))
        elif name == "InlineHtml":
            self._inline_html(leaf, start, end)

    def _hard_break(self, leaf: _Leaf, start: int, end: int) -> None:
        """Two spaces or a backslash at the end of a line."""
        newline = NEWLINE.search(self.source, start, end)
        while start > leaf.start and self.source[start - 1] in " \t":
            start -= 1
        if newline:
            leaf.hard[newline.start()] = start
        if not leaf.opened and not leaf.open_tags:
            leaf.spans.append((start, end, SpanKind.BREAK))
            leaf.loose.append((start, end))

    def _inline_html(self, leaf: _Leaf, start: int, end: int) -> None:
        """A tag or comment; a pair of tags at the same depth is an element."""
        tag = self.source[start:end]
        match = _TAG_NAME.match(tag)
        depth = len(leaf.opened)
        name = match[2].lower() if match else ""
        outermost = not depth and not leaf.open_tags
        if name == "br" and outermost:
            leaf.spans.append((start, end, SpanKind.BREAK))
            leaf.loose.append((start, end))
            return
        leaf.spans.append((start, end, SpanKind.MARKUP))
        if match is None:
            if outermost:
                leaf.loose.append((start, end))
        elif match[1]:
            self._close_tag(leaf, name, depth, end)
        elif name not in _VOID and not tag.endswith("/>"):
            untouched = name in _CODE_TAGS or _NO_TRANSLATE.search(tag) is not None
            leaf.tags.append((name, depth, start, untouched))
            leaf.open_tags[name, depth] = leaf.open_tags.get((name, depth), 0) + 1

    @staticmethod
    def _close_tag(leaf: _Leaf, name: str, depth: int, end: int) -> None:
        """Pair an end tag with the last start tag of its name; those left open in between count as unpaired."""
        if not leaf.open_tags.get((name, depth)):
            return
        while leaf.tags:
            open_name, open_depth, start, untouched = leaf.tags.pop()
            left = leaf.open_tags[open_name, open_depth] - 1
            if left:
                leaf.open_tags[open_name, open_depth] = left
            else:
                del leaf.open_tags[open_name, open_depth]
            if (open_name, open_depth) == (name, depth):
                leaf.spans.append((start, end, SpanKind.ELEMENT))
                if untouched:
                    leaf.spans.append((start, end, SpanKind.ATOM))
                return

    # From a finished leaf to blocks

    def _finish_leaf(self) -> None:
        """Turn the open leaf into blocks: images at its ends, and the text between."""
        leaf, self.leaf = self.leaf, None
        if leaf is None or leaf.start < 0:
            return
        start, end = leaf.start, leaf.end
        low = bisect_left(self.codes, (start, start))
        for code_start, code_end in self.codes[low:]:
            if code_start >= end:
                break
            if code_end <= end:
                leaf.spans.append((code_start, code_end, SpanKind.ATOM))
                leaf.loose.append((code_start, code_end))
        if (
            end - start < _MAX_MODULE_LINES
            and self.source.startswith(("import", "export"), start)
            and _MODULE_LINES.fullmatch(self.source, start, end)
        ):
            self._count_thing(2)
            return
        inner_start, inner_end = self._trim(leaf, start, end)
        images = [c for c in leaf.children if c.only_image and not inner_start <= c.start < inner_end]
        self._count_thing(1 if not images and (inner_start, inner_end) == (start, end) else 2)
        for child in images:
            if child.start < inner_start or inner_start >= inner_end:
                self._image(child)
        had_image = bool(images) or self.after_image
        self.after_image = bool(images) and inner_start >= inner_end
        if inner_start < inner_end:
            self._text_block(leaf, inner_start, inner_end, had_image=had_image)
            for child in images:
                if child.start >= inner_end:
                    self._image(child)

    def _trim(self, leaf: _Leaf, start: int, end: int) -> tuple[int, int]:
        """Leave out white space, and what is no text, at both ends."""
        source = self.source
        begins = dict(leaf.loose)
        ends = {e: s for s, e in leaf.loose}
        while start < end:
            if source[start] in " \t":
                start += 1
            elif source[start] in "\r\n":
                start = skip_prefix(source, start + 1, end, self.quotes)
            elif start in begins:
                start = begins[start]
            else:
                break
        while end > start:
            if end in ends and ends[end] >= start:
                end = ends[end]
            elif source[end - 1] in " \t\r\n":
                end -= 1
            elif source[end - 1] == ">" and self.quotes:
                line = line_start(source, end, start)
                if line <= start or not is_prefix(source, line, end, self.quotes):
                    break
                end = line
            else:
                break
        return start, end

    def _image(self, child: _Inline) -> None:
        """The alternative text of an image that stands by itself."""
        image = child if child.kind == "Image" else child.children[0]
        if image.inner_start < 0 or image.link_type not in ("Inline", "Reference"):
            return  # in ![label] the text is also the link's name
        text, offsets = join_lines(
            self.source, image.inner_start, image.inner_end, quotes=self.quotes, hard={}
        )
        block = Block(
            Role.CAPTION,
            text,
            offsets,
            Syntax.MARKDOWN,
            spans=to_text_spans([(offsets[0], offsets[-1], SpanKind.ELEMENT)], offsets),
            style="alt",
            outer=(offsets[0], offsets[-1]),
        )
        self.found.append(Found(block, fixed=True))

    def _text_block(self, leaf: _Leaf, start: int, end: int, *, had_image: bool) -> None:
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
            style=self._style(container),
            outer=outer,
        )
        self.found.append(Found(block, level=container.level if container else 0))

    def _joined(self, leaf: _Leaf, start: int, end: int, *, cell: bool) -> tuple[str, tuple[int, ...]]:
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
