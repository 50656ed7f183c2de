"""Reading an article file: its format, its front matter, its blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.articles import frontmatter
from wirelocalize.articles.model import Article, Block, Format, Role
from wirelocalize.articles.regions import excluded_regions
from wirelocalize.articles.roles import Found, settle
from wirelocalize.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_KEYS = ("title", "description", "images[].caption", "images[].alt")
"""Front-matter keys that hold translatable text, unless the configuration says otherwise."""


def read(
    path: Path, slug: str, *, text_keys: Iterable[str] = TEXT_KEYS, include_related: bool = False
) -> Article:
    """Read an article file.

    :param text_keys: front-matter paths that are text (``title``, ``images[].caption``).
    :param include_related: whether headlines under "Related coverage" become blocks.
    :raises ArticleError: the file cannot be read, is too large or not UTF-8.
    """
    source = read_text(path)
    return read_string(
        source, format_of(path), slug=slug, path=path, text_keys=text_keys, include_related=include_related
    )


def format_of(path: Path) -> Format:
    """The format that a file's name says: HTML for ``.html``, ``.htm`` and ``.xhtml``, else Markdown."""
    return Format.HTML if path.suffix.lower() in (".html", ".htm", ".xhtml") else Format.MARKDOWN


def read_string(
    source: str,
    format: Format | str,  # noqa: A002 - the word of the field
    *,
    slug: str = "",
    path: Path | None = None,
    text_keys: Iterable[str] = TEXT_KEYS,
    include_related: bool = False,
) -> Article:
    """Read an article from its text. Any text can be read; what is not understood is left alone.

    A front matter that cannot be parsed gives no values and a warning; the body is read all the same.
    """
    kind = Format(format)
    where = path or Path(slug or "article").with_suffix(".html" if kind is Format.HTML else ".md")
    if kind is Format.HTML:
        from wirelocalize.articles.webpage import read_html

        page = read_html(source)
        blocks = settle(page.found, headline_known=True, include_related=include_related)
        return Article(slug, where, source, kind, _allowed(source, blocks), page.metadata)
    front = frontmatter.find(source, text_keys)
    head = frontmatter.blocks(source, front)
    titled = any(block.role is Role.HEADLINE for block in head)
    body = settle(_markdown(source, front.body), headline_known=titled, include_related=include_related)
    warnings = ((front.line, front.problem),) if front.problem else ()
    return Article(slug, where, source, kind, _allowed(source, [*head, *body]), front.data, warnings)


def _markdown(source: str, body: int) -> list[Found]:
    """Blocks of the Markdown text from ``body`` on."""
    from wirelocalize.articles.markdown import read_markdown

    def fragment(start: int, end: int) -> list[Found]:
        from wirelocalize.articles.webpage import read_html

        return read_html(source, start, end).found

    return read_markdown(source, body, fragment)


def _allowed(source: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks in document order without those that comments exclude."""
    regions = excluded_regions(source)
    if regions:
        blocks = [b for b in blocks if not any(start < b.end and b.start < end for start, end in regions)]
    return tuple(blocks)
