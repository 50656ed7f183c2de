"""The inline content of one Markdown block while the parser's events come in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wirelocalize.articles.model import SpanKind
from wirelocalize.articles.text import NEWLINE, RawSpan, is_prefix, line_start, skip_prefix, words
from wirelocalize.articles.writing_html import VOID

_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_NO_TRANSLATE = re.compile(r"\stranslate\s*=\s*[\"']?no\b", re.IGNORECASE)
_CODE_TAGS = words("code kbd samp var script style textarea pre svg math noscript template")
_PROSE_DOLLARS = re.compile(r"^\d|[A-Za-z]{2,}\s+[A-Za-z]{2,}")


@dataclass(slots=True)
class Inline:
    """An inline element that is open, or a finished one at the top of its block."""

    kind: str
    start: int
    end: int
    inner_start: int = -1
    inner_end: int = -1
    link_type: str = ""
    only_image: bool = False
    children: list[Inline] = field(default_factory=list)

    def only_child(self) -> Inline | None:
        """The element that is all there is in this one."""
        if len(self.children) != 1:
            return None
        child = self.children[0]
        return child if (child.start, child.end) == (self.inner_start, self.inner_end) else None


@dataclass(slots=True)
class Leaf:
    """The inline content of one block while its events come in."""

    start: int = -1
    end: int = -1
    opened: list[Inline] = field(default_factory=list)
    children: list[Inline] = field(default_factory=list)
    spans: list[RawSpan] = field(default_factory=list)
    hard: dict[int, int] = field(default_factory=dict)
    tags: list[tuple[str, int, int, bool]] = field(default_factory=list)
    open_tags: dict[tuple[str, int], int] = field(default_factory=dict)
    loose: list[tuple[int, int]] = field(default_factory=list)
    """Ranges that may be left outside at either end: comments, breaks, shortcodes, images."""

    def touch(self, source: str, start: int, end: int, floor: int) -> None:
        """Something inline stands here: the content, or the element that is open, reaches as far.

        :param floor: where the Markdown text begins.
        """
        if not self.opened:
            if self.start < 0:
                self.start = _with_backslash(source, start, floor)
            self.end = max(self.end, end)
            return
        parent = self.opened[-1]
        if parent.inner_start < 0:
            parent.inner_start = _with_backslash(source, start, floor)
        parent.inner_end = max(parent.inner_end, end)

    def open_inline(self, child: Inline) -> None:
        """Start of emphasis, link, image."""
        self.opened.append(child)

    def close_inline(self) -> None:
        """End of emphasis, link, image."""
        if not self.opened:
            return
        child = self.opened.pop()
        end = child.end
        if child.link_type in ("Autolink", "Email"):
            self.spans.append((child.start, end, SpanKind.ATOM))
        elif child.inner_start < 0:
            self.spans.append((child.start, end, SpanKind.MARKUP))
        else:
            self.spans.append((child.start, child.inner_start, SpanKind.MARKUP))
            self.spans.append((child.inner_end, end, SpanKind.MARKUP))
        self.spans.append((child.start, end, SpanKind.ELEMENT))
        only = child.only_child()
        child.only_image = child.kind == "Image" or (
            child.kind == "Link" and only is not None and only.kind == "Image"
        )
        if self.opened:
            self.opened[-1].children.append(child)
            return
        self.children.append(child)
        if child.only_image:
            self.loose.append((child.start, end))

    def atom(self, source: str, name: str, value: object, start: int, end: int) -> None:
        """An event without content of its own."""
        if name == "HardBreak":
            self.hard_break(source, start, end)
        elif name == "InlineHtml":
            self.inline_html(source, start, end)
        elif name == "FootnoteReference":
            self.spans.append((start, end, SpanKind.MARKUP))
        elif name in ("Code", "DisplayMath") or (
            name == "InlineMath" and not _PROSE_DOLLARS.search(str(value))
        ):
            self.spans.append((start, end, SpanKind.ATOM))

    def hard_break(self, source: str, start: int, end: int) -> None:
        """Two spaces or a backslash at the end of a line."""
        newline = NEWLINE.search(source, start, end)
        while start > self.start and source[start - 1] in " \t":
            start -= 1
        if newline:
            self.hard[newline.start()] = start
        if not self.opened and not self.open_tags:
            self.spans.append((start, end, SpanKind.BREAK))
            self.loose.append((start, end))

    def inline_html(self, source: str, start: int, end: int) -> None:
        """A tag or comment; a pair of tags at the same depth is an element."""
        tag = source[start:end]
        match = _TAG_NAME.match(tag)
        depth = len(self.opened)
        name = match[2].lower() if match else ""
        outermost = not depth and not self.open_tags
        if name == "br" and outermost:
            self.spans.append((start, end, SpanKind.BREAK))
            self.loose.append((start, end))
            return
        self.spans.append((start, end, SpanKind.MARKUP))
        if match is None:
            if outermost:
                self.loose.append((start, end))
        elif match[1]:
            self._close_tag(name, depth, end)
        elif name not in VOID and not tag.endswith("/>"):
            untouched = name in _CODE_TAGS or _NO_TRANSLATE.search(tag) is not None
            self.tags.append((name, depth, start, untouched))
            self.open_tags[name, depth] = self.open_tags.get((name, depth), 0) + 1

    def _close_tag(self, name: str, depth: int, end: int) -> None:
        """Pair an end tag with the last start tag of its name; those left open in between count as unpaired."""
        if not self.open_tags.get((name, depth)):
            return
        while self.tags:
            open_name, open_depth, start, untouched = self.tags.pop()
            left = self.open_tags[open_name, open_depth] - 1
            if left:
                self.open_tags[open_name, open_depth] = left
            else:
                del self.open_tags[open_name, open_depth]
            if (open_name, open_depth) == (name, depth):
                self.spans.append((start, end, SpanKind.ELEMENT))
                if untouched:
                    self.spans.append((start, end, SpanKind.ATOM))
                return

    def trimmed(self, source: str, quotes: int) -> tuple[int, int]:
        """Leave out white space, and what is no text, at both ends."""
        start, end = self.start, self.end
        begins = dict(self.loose)
        ends = {e: s for s, e in self.loose}
        while start < end:
            if source[start] in " \t":
                start += 1
            elif source[start] in "\r\n":
                start = skip_prefix(source, start + 1, end, quotes)
            elif start in begins:
                start = begins[start]
            else:
                break
        while end > start:
            if end in ends and ends[end] >= start:
                end = ends[end]
            elif source[end - 1] in " \t\r\n":
                end -= 1
            elif source[end - 1] == ">" and quotes:
                line = line_start(source, end, start)
                if line <= start or not is_prefix(source, line, end, quotes):
                    break
                end = line
            else:
                break
        return start, end


def _with_backslash(source: str, start: int, floor: int) -> int:
    """Where text begins; the parser leaves out the backslash of an escape."""
    return start - 1 if start > floor and source[start - 1] == "\\" else start
