"""From a scraped page to an article: plain text by its anchors, HTML through trafilatura."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.articles.importers.markdown import slugify
from wirelocalize.articles.importers.model import Imported, Kind, Label, OtherArticle, Picture, Piece
from wirelocalize.articles.importers.profile import Profile, builtin_profiles, detect_profile, load_profile
from wirelocalize.errors import ArticleError
from wirelocalize.files import read_bytes

if TYPE_CHECKING:
    from wirelocalize.errors import WirelocalizeError

__all__ = [
    "Imported",
    "Kind",
    "Label",
    "OtherArticle",
    "Picture",
    "Piece",
    "Profile",
    "builtin_profiles",
    "import_page",
    "load_profile",
    "slugify",
]

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""No news page is larger; a bigger file is a mistake or an attack."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)


def import_page(page: Path | str, *, profile: Profile | None = None, article: int | None = None) -> Imported:
    """Read a scraped page.

    :param page: a file, or the page itself as text. HTML is told by its suffix or its first tag.
    :param profile: the site's habits; by default the built-in profile whose marks are on the page, else
        ``default``.
    :param article: which article of a text page to take; by default the first with a text.
    :raises ArticleError: the page cannot be read, is empty, or holds no article; for HTML also if the
        ``web`` extra is not installed.
    """
    path = page if isinstance(page, Path) else None
    if isinstance(page, Path):
        encoding = profile.encoding if profile else "utf-8"
        text, html = _read(page, encoding)
    else:
        text, html = page, _HTML.match(page.removeprefix("\ufeff")) is not None
        if len(page) > MAX_PAGE_BYTES:
            raise ArticleError(f"the page is larger than {MAX_PAGE_BYTES // (1024 * 1024)} MB")
    chosen = profile or detect_profile(text)
    if html:
        from wirelocalize.articles.importers.web import import_html

        return import_html(text, chosen, path=path)
    from wirelocalize.articles.importers.text import import_text

    return import_text(text, chosen, path=path, article=article)


def _read(path: Path, encoding: str) -> tuple[str, bool]:
    """A page's text and whether it is HTML."""
    data = read_bytes(path, limit=MAX_PAGE_BYTES)
    html = (
        path.suffix.lower() in {".html", ".htm", ".xhtml"}
        or _HTML.match(data[:4096].decode("latin-1")) is not None
    )
    if html:
        declared = _CHARSET.search(data[:4096])
        if declared and not data.startswith(b"\xef\xbb\xbf"):
            encoding = _known(declared[1].decode("ascii"), encoding)
    return _decode(data, encoding, path, html=html), html


def _known(name: str, default: str) -> str:
    """A declared encoding under Python's name; browsers read Latin-1 as Windows-1252."""
    import codecs

    try:
        found = codecs.lookup(name).name
    except LookupError:
        return default
    return "cp1252" if found in {"iso8859-1", "ascii"} else found


def _decode(data: bytes, encoding: str, path: Path, *, html: bool) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"  # its mark leaves no doubt
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as exc:
        if encoding == "utf-8":
            raise _not_utf8(data, path, html=html) from exc
        try:  # pages often declare one encoding and are in UTF-8
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise ArticleError(
                f"is not {encoding}", path=path, hint="save it as UTF-8 and try again"
            ) from exc
    if "\x00" in text:
        raise ArticleError("is not text", path=path, line=text.count("\n", 0, text.index("\x00")) + 1)
    return text


def _not_utf8(data: bytes, path: Path, *, html: bool) -> WirelocalizeError:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        hint = "save it as UTF-8" + (
            "" if html else ', or name its encoding in a profile: encoding = "windows-1252"'
        )
        return ArticleError(f"is not UTF-8 (byte 0x{data[exc.start]:02x})", path=path, line=line, hint=hint)
    return ArticleError("is not UTF-8", path=path)
