"""What an article is made of: blocks with roles, each mapped to character ranges of the source.

The source is the template: nothing here renders. A translation is a splice into ranges, and what no block
covers stays as it is, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Role(StrEnum):
    """What a block is in the article; a unit's ``msgctxt`` and the key of publishing policies."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    NOTE = "note"
    RELATED = "related"


class Format(StrEnum):
    """The syntax of a whole article file."""

    MARKDOWN = "markdown"
    HTML = "html"


class Syntax(StrEnum):
    """How a block's text is written in the source, so that a translation can be written the same way."""

    MARKDOWN = "markdown"  # inline Markdown, lines of a block joined by a space
    TABLE_CELL = "markdown-table-cell"
    HTML = "html"  # inline HTML
    HTML_ATTRIBUTE = "html-attribute"
    YAML = "yaml"  # a YAML scalar's value, whatever its style
    TOML = "toml"


class SpanKind(StrEnum):
    """What a stretch of a block's text is to whoever cuts it into sentences or hides its markup."""

    ELEMENT = "element"  # emphasis, link, HTML element with its content: no sentence ends inside
    MARKUP = (
        "markup"  # delimiters, tags, link targets, footnote marks: not words, punctuation looks through them
    )
    ATOM = "atom"  # code, formula, address, shortcode: one word that nobody translates
    BREAK = "break"  # a line break that is meant: always ends a unit and belongs to none


class Span(NamedTuple):
    """A stretch ``[start, end)`` of a block's text (positions in the text, not in the source)."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Block:
    """One run of translatable text.

    :param role: what it is in the article.
    :param text: its text as the translator sees it: wrapped lines joined by one space, no ``>`` or indentation.
    :param offsets: for each character of ``text``, and once more for its end, the position in the source
        (so ``len(offsets) == len(text) + 1``, not decreasing).
    :param syntax: how to write a translation back.
    :param key: for front matter, the path of the key (``title``, ``images[0].caption``); else empty.
    :param prefix: what a continuation line needs in front of it in the source (``"> "``, indentation).
    :param spans: its inline markup.
    :param style: how exactly it is written: ``atx``, ``setext`` (headings), ``emphasis`` (the text inside emphasis
        around the whole block), ``alt`` (an image's alternative text), ``text`` (an HTML title); front matter:
        ``plain``, ``single``, ``double``, ``literal``, ``folded``, ``json``, or a TOML string's quotes; an HTML
        attribute's quote sign, or nothing.
    :param outer: for a front-matter value or an attribute, the whole value with its quotes: what a translation
        replaces. For others, what to remove where nothing of the block is left (``## ``, the bullet, the
        element around it).
    """

    role: Role
    text: str
    offsets: tuple[int, ...]
    syntax: Syntax
    key: str = ""
    prefix: str = ""
    spans: tuple[Span, ...] = ()
    style: str = ""
    outer: tuple[int, int] = (0, 0)

    @property
    def is_value(self) -> bool:
        """Whether the block is written as one value (front matter, attribute) and so replaced as a whole."""
        return self.syntax in (Syntax.YAML, Syntax.TOML, Syntax.HTML_ATTRIBUTE)

    @property
    def start(self) -> int:
        """First character of the block in the source."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """One past the last character of the block in the source."""
        return self.offsets[-1]


@dataclass(frozen=True, slots=True)
class Article:
    """An article file: its source text, exactly, and its blocks in document order.

    :param slug: name of the article in the workspace: path below the articles folder without suffix, ``/`` kept.
    :param metadata: the parsed front matter (or what an HTML head says: ``title``, ``lang``, ``date`` …).
    :param warnings: what could not be understood and was left alone, as ``(line, message)``.
    """

    slug: str
    path: Path
    source: str
    format: Format
    blocks: tuple[Block, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[tuple[int, str], ...] = ()
