"""Reading Markdown the same way everywhere in publishing: one set of options, character offsets, head and body."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyromark

from wirelocalize.articles import frontmatter
from wirelocalize.articles.model import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.articles.frontmatter import FrontMatter

_FLAGS = pyromark.Options
OPTIONS = (
    _FLAGS.ENABLE_TABLES | _FLAGS.ENABLE_FOOTNOTES | _FLAGS.ENABLE_STRIKETHROUGH | _FLAGS.ENABLE_TASKLISTS
)


def events(text: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    """pyromark's events with their ranges in bytes of UTF-8; those without details as ``{name: None}``."""
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        details: Any = event if isinstance(event, dict) else {event: None}
        yield details, span["start"], span["end"]


@lru_cache(maxsize=8)
def front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown file, and where its body begins."""
    return frontmatter.find(text)


def body_start(text: str) -> int:
    """Where the text begins after its front matter (character offset)."""
    return front_matter(text).body


class _Outline(HTMLParser):
    """Finds where the article of an HTML page is."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = list(accumulate((len(line) for line in source.splitlines(keepends=True)), initial=0))
        self.open: dict[str, list[int]] = {}
        self.found: dict[str, tuple[int, int]] = {}

    def _position(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a container begins."""
        if tag in _CONTAINERS:
            self.open.setdefault(tag, []).append(self._position() + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """Note where it ends; the first one that is complete counts."""
        if tag in _CONTAINERS and self.open.get(tag):
            self.found.setdefault(tag, (self.open[tag].pop(), self._position()))


_CONTAINERS = ("article", "main", "body")


def main_html(source: str) -> str:
    """The inside of a page's ``article``, else ``main``, else ``body``; a fragment is all of it."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    outline = _Outline(re.sub(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text))
    outline.feed(text)
    outline.close()
    for name in _CONTAINERS:
        if name in outline.found:
            start, end = outline.found[name]
            return text[start:end]
    return text


def plain_text(text: str, form: Format) -> str:
    """What a reader sees of one line of inline Markdown or HTML."""
    html = text if form is Format.HTML else pyromark.html(text, options=OPTIONS)
    return unescape(re.sub(r"<[^<>]*>", "", html))
