"""A web page saved as HTML: trafilatura finds the article, this module keeps its structure."""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.importers.dates import PageDate, parse_iso
from wirelocalize.articles.importers.inline import KEEP_CLOSE, KEEP_OPEN
from wirelocalize.articles.importers.lines import clean, fold
from wirelocalize.articles.importers.model import Imported, Kind, Picture
from wirelocalize.articles.importers.web_body import Body, image_source
from wirelocalize.articles.importers.web_labels import Chunk, chunks, label_chunks, left_out, sort_out
from wirelocalize.articles.model import Role
from wirelocalize.errors import ArticleError, DataError

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.articles.importers.profile import Profile

_MAX_JSON = 512 * 1024
_DATE_XPATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='pubdate']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time[@datetime]/@datetime",
)


def import_html(text: str, profile: Profile, *, path: Path | None = None) -> Imported:
    """Read a web page.

    :raises ArticleError: the ``web`` extra is not installed, or the page holds no article text.
    """
    tree = _parse(text, path)
    for expression in profile.remove_xpath:
        _remove(tree, expression)
    found = chunks(tree)
    pictures = _take_figures(tree)
    _mark_untranslatable(tree)
    found_date = _date(tree, profile)
    document = _extract(tree)
    if document is None or document.body is None:
        raise ArticleError(
            "holds no article text", path=path, hint="save the page after it has loaded, or as plain text"
        )
    reader = Body(profile, title=clean(document.title or ""), pictures=pictures)
    reader.read(document.body)
    if not any(piece.role in {Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE} for piece in reader.pieces):
        raise ArticleError(
            "holds no article text", path=path, hint="save the page after it has loaded, or as plain text"
        )
    return _assemble(reader, document, found_date, found)


def _parse(text: str, path: Path | None) -> Any:
    try:
        import trafilatura
        from lxml import html  # type: ignore[import-untyped]
    except ImportError as exc:
        raise ArticleError(
            "is a web page, which needs trafilatura",
            path=path,
            hint="pip install 'wirelocalize[web]', or save the page as text",
        ) from exc
    del trafilatura
    text = re.sub(f"[{KEEP_OPEN}{KEEP_CLOSE}\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        # The parser bounds nesting by itself (no huge_tree).
        tree = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except Exception as exc:  # lxml raises several unrelated classes for hopeless input
        raise ArticleError("is not HTML that can be read", path=path) from exc
    return tree


def _remove(tree: Any, expression: str) -> None:
    from lxml import etree

    try:
        found = tree.xpath(expression)
    except etree.XPathError as exc:
        raise DataError(f"remove_xpath: {expression!r}: {exc}") from exc
    for element in found if isinstance(found, list) else []:
        if hasattr(element, "drop_tree") and element.getparent() is not None:
            element.drop_tree()


def _extract(tree: Any) -> Any:
    """trafilatura's document: metadata and a simplified XML body."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        include_images=True,
        with_metadata=True,
        # No guessing from the text, and nothing that depends on the day of the import.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _take_figures(tree: Any) -> list[Picture]:
    """Images with captions, taken out of the page so that captions do not become paragraphs."""
    pictures = []
    figures = tree.xpath(
        "//figure[.//img][not(.//table)] | //*[contains(concat(' ', @class, ' '), ' wp-caption ')][.//img]"
    )
    for figure in figures:
        if figure.getparent() is None or figure.xpath("ancestor::nav | ancestor::aside | ancestor::footer"):
            continue
        captions = figure.xpath(".//figcaption | .//*[contains(@class, 'wp-caption-text')]")
        caption = clean(" ".join(item.text_content() for item in captions[:1]))
        image = figure.xpath(".//img")[0]
        alt = clean(image.get("alt", ""))
        picture = Picture(caption, image_source(image), "" if fold(alt) == fold(caption) else alt)
        if picture.caption or picture.src:
            pictures.append(picture)
        figure.drop_tree()
    return pictures


def _mark_untranslatable(tree: Any) -> None:
    """Put marks where inline ``translate="no"`` begins and ends: the extractor unwraps such elements."""
    for element in tree.xpath(
        "//body//*[@translate='no'][self::span or self::em or self::i or self::b or self::cite or self::bdi]"
    ):
        if element.xpath("ancestor::*[@translate='no']") or not clean(element.text_content()):
            continue
        element.text = KEEP_OPEN + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + KEEP_CLOSE
        else:
            element.text += KEEP_CLOSE


def _date(tree: Any, profile: Profile) -> PageDate | None:
    """The time of publication as the page's metadata state it, with its time zone."""
    candidates: list[str] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        if len(script) <= _MAX_JSON:
            with contextlib.suppress(ValueError, RecursionError):
                candidates += _published(json.loads(script), 0)
    for expression in _DATE_XPATHS:
        candidates += [str(item) for item in tree.xpath(expression)[:3]]
    return next((found for item in candidates if (found := parse_iso(item, profile))), None)


def _published(data: Any, depth: int) -> list[str]:
    if depth > 6:
        return []
    if isinstance(data, list):
        return [item for part in data[:50] for item in _published(part, depth + 1)]
    if not isinstance(data, dict):
        return []
    found = data.get("datePublished")
    own = [found] if isinstance(found, str) else []
    return own + [item for part in list(data.values())[:50] for item in _published(part, depth + 1)]


def _assemble(reader: Body, document: Any, found_date: PageDate | None, found: list[Chunk]) -> Imported:
    profile = reader.profile
    date = found_date or reader.date or (PageDate(document.date) if document.date else None)
    author = clean((document.author or "").replace("; ", ", ")) or reader.author
    there = {"date": date is not None, "byline": bool(author), "reading time": reader.minutes is not None}
    missing = [f"no {name} was found" for name in profile.expect if not there[name]]
    if not reader.title:
        missing.append("no headline was found: the title is the beginning of the text")
    title = reader.title or " ".join(reader.pieces[0].text.split()[:10])
    labels, related = sort_out(
        found, label_chunks(found, _taken(reader, title, author, clean(document.description or ""))), profile
    )
    warnings = missing + ([date.warning] if date and date.warning else []) + left_out(found, labels)
    return Imported(
        title=title,
        date=date.iso if date else "",
        author=author,
        reading_minutes=reader.minutes,
        description=clean(document.description or ""),
        source_url=document.url or "",
        pictures=tuple(dict.fromkeys(reader.pictures)),
        pieces=tuple(reader.pieces),
        related=tuple(dict.fromkeys((*reader.related, *related))),
        others=(),
        labels=labels,
        warnings=tuple(dict.fromkeys(warnings)),
        confidence=round(max(0.05, 1 - 0.2 * len(missing) - 0.05 * min(6, len(warnings) - len(missing))), 2),
        profile=profile.name,
    )


def _taken(reader: Body, title: str, author: str, description: str) -> dict[str, Kind]:
    """What is in the article, by its text."""
    taken: dict[str, Kind] = {}
    for text, kind in ((title, Kind.HEADLINE), (description, Kind.STANDFIRST)):
        if text:
            taken[text] = kind
    for text, kind in reader.kinds.items():
        taken.setdefault(text, kind)
    for picture in reader.pictures:
        if picture.caption:
            taken.setdefault(picture.caption, Kind.CAPTION)
    for text in reader.related:
        taken.setdefault(text, Kind.RELATED)
    if author:
        taken.setdefault(author, Kind.BYLINE)
        taken.setdefault(f"By {author}", Kind.BYLINE)
    return taken
