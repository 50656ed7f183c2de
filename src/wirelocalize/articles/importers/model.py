"""What an import finds on a page: the article, the other articles, and what every line was taken for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wirelocalize.articles.model import Role


class Kind(StrEnum):
    """What a line of a page was taken for."""

    BLANK = "blank"
    CHROME = "chrome"  # the site's own words: buttons, menus, sharing links
    HEADLINE = "headline"
    HEADLINE_REPEAT = "headline-repeat"
    STANDFIRST = "standfirst"
    DATE = "date"
    BYLINE = "byline"
    READING_TIME = "reading-time"
    ANCHOR = "anchor"  # date, byline and reading time, or two of them, on one line
    SOURCE_URL = "source-url"
    CAPTION = "caption"
    CAPTION_REPEAT = "caption-repeat"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    TABLE = "table"
    NOTE = "note"
    RELATED_HEADING = "related-heading"
    RELATED = "related"
    LEFT_OUT = "left-out"  # text of a web page that the extractor did not take for the article
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class Label:
    """One input line and what it was taken for.

    :param line: 1-based line of the page.
    :param text: the line as it stands on the page, without its line end.
    :param article: 1 for the first article on the page, 2 for the second, …; 0 for what belongs to none.
    """

    line: int
    kind: Kind
    text: str
    article: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the article; a plain-text page knows only its caption."""

    caption: str = ""
    src: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the body in document order.

    :param text: its plain text.
    :param markdown: how it is written into the article file.
    :param line: 1-based line of the page it begins on; 0 where unknown.
    """

    role: Role
    text: str
    markdown: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class OtherArticle:
    """A further article on the same page, which was not imported.

    :param number: its place on the page, for ``import_page(…, article=number)``.
    :param stub: headline, date and byline without a text.
    :param line: line of its headline.
    """

    number: int
    title: str
    date: str
    author: str
    stub: bool
    line: int


@dataclass(frozen=True, slots=True)
class Imported:
    """An article taken from a page.

    :param date: ISO date, or date and time with offset; empty if the page has none.
    :param reading_minutes: "N min read", if the page says so.
    :param pictures: captions (and, of a web page, sources) in order, each once.
    :param related: headlines of other articles the page points to; kept in the front matter, not in the body.
    :param labels: every line of a text page, every run of text of a web page; nothing is dropped silently.
    :param warnings: what was expected and not found, and what was not understood.
    :param confidence: 0 to 1: how much of what the profile expects was found.
    :param profile: name of the profile used.
    """

    title: str
    date: str
    author: str
    reading_minutes: int | None
    description: str
    source_url: str
    pictures: tuple[Picture, ...]
    pieces: tuple[Piece, ...]
    related: tuple[str, ...]
    others: tuple[OtherArticle, ...]
    labels: tuple[Label, ...]
    warnings: tuple[str, ...]
    confidence: float
    profile: str

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions, each once."""
        return tuple(picture.caption for picture in self.pictures if picture.caption)

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes of the editors."""
        return self.texts(Role.NOTE)

    @property
    def slug(self) -> str:
        """The name the article gets if nobody gives it another."""
        from wirelocalize.articles.importers.markdown import slugify

        return slugify(self.title)

    def texts(self, role: Role) -> tuple[str, ...]:
        """Plain text of the body's blocks of one role."""
        return tuple(piece.text for piece in self.pieces if piece.role is role)

    def to_markdown(self, *, include_related: bool = False) -> str:
        """The article file: YAML front matter and CommonMark, ending with a line end.

        :param include_related: write the related headlines at the end of the body as well.
        """
        from wirelocalize.articles.importers.markdown import render

        return render(self, include_related=include_related)
