"""An imported page as an article file: slug, front matter, plain text that stays plain text in Markdown."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.model import Role

if TYPE_CHECKING:
    from wirelocalize.articles.importers.model import Imported, Piece

_SLUG_MAX = 80
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10))}
)
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
# Signs that are markup wherever they stand, or in the given surroundings only: a newspaper's [brackets] and
# under_scores stay readable for the translator.
_INLINE = re.compile(
    rf"""\\(?={_PUNCTUATION}|$)      # a backslash that would escape something
    |[`*]                            # code, emphasis
    |(?<![^\W_])_|_(?![^\W_])        # underscore at a word's edge
    |<(?=[A-Za-z/!?%<])              # tag, autolink, comment, shortcode
    |&(?=\#?\w+;)                    # entity
    |\[(?=[\^\[])                    # footnote, wiki link
    |\](?=[(\[:])                    # link, reference, definition
    |\{{(?=[\{{%\#])|(?<=\{{)[\{{%]  # templates of site generators
    """,
    re.VERBOSE,
)
_MATH = re.compile(r"\$(?!\s)[^$]*(?<![\s$])\$|\$\$")  # not "from $5 to $10"
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|>|[-+=:|](?=\s|$)|:{2,}|-{2,}|={2,}|\+{3}|~{3}|\|)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:[+-]\d{2}:\d{2}|Z))?")


def slugify(title: str) -> str:
    """A file name from a headline: ``irans-river-war`` from "Iran’s River War".

    Latin letters lose their accents, other scripts keep their letters; at most 80 characters, cut at a
    word; never empty, never a name that Windows reserves.
    """
    text = unicodedata.normalize("NFKD", title)
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"['’‘ʼ`]", "", unicodedata.normalize("NFC", text).casefold())
    slug = re.sub(r"[\W_]+", "-", text).strip("-")
    if len(slug) > _SLUG_MAX:
        slug = (slug[: _SLUG_MAX + 1].rsplit("-", 1)[0] or slug)[:_SLUG_MAX].strip("-")
    if not slug:
        return "article"
    return f"article-{slug}" if slug in _RESERVED else slug


def escape(text: str) -> str:
    """Plain text of one line so that Markdown reads it as that text, with as few backslashes as can be."""
    return escape_start(escape_inline(text))


def escape_inline(text: str) -> str:
    """Plain text inside a line: what would be inline markup is escaped."""
    text = _INLINE.sub(r"\\\g<0>", text)
    if _MATH.search(text):
        text = text.replace("$", r"\$")
    return text.replace("~", r"\~") if text.count("~") > 1 else text


def escape_start(text: str) -> str:
    """A line of inline Markdown that must not begin a list, heading, quote or the like."""
    if text.startswith("[") and re.match(r"\[[ xX]\]", text):
        text = "\\" + text
    text = _LINE_START.sub(r"\\\1", text, count=1) if _LINE_START.match(text) else text
    return _ORDERED.sub(r"\1\\\2", text, count=1) if _ORDERED.match(text) else text


def heading(markdown: str, level: int) -> str:
    """An ATX heading; a closing ``#`` or attribute braces in its text stay text."""
    markdown = re.sub(r"(?<=\s)(#+)$|^(#+)$", r"\\\g<0>", markdown)
    if markdown.endswith("}"):
        markdown = markdown[:-1] + "&#125;"  # a backslash does not stop heading attributes
    return f"{'#' * level} {markdown}"


def render(page: Imported, *, include_related: bool = False) -> str:
    """The article file of an imported page (see :meth:`Imported.to_markdown`)."""
    parts = [_front_matter(page), _body(page.pieces)]
    if include_related and page.related:
        parts.append(
            "## Related coverage\n\n" + "\n".join("- " + escape(title) for title in page.related) + "\n"
        )
    return "\n".join(part for part in parts if part)


def _body(pieces: tuple[Piece, ...]) -> str:
    """Blocks with a blank line between them; items of one list close together."""
    parts: list[str] = []
    bullet = ""  # of the list being written, top level
    for piece in pieces:
        item = piece.markdown if piece.role is Role.LIST_ITEM else ""
        nested = item.startswith(" ")
        ordered = item[:1].isdigit()
        tight = bool(item and bullet) and (
            nested or (ordered == bullet.isdigit() and not item.startswith("1. "))
        )
        parts += ["" if not parts else "\n" if tight else "\n\n", piece.markdown]
        bullet = "" if not item else bullet if nested and bullet else item[0]
    return "".join(parts) + "\n" if parts else ""


def _front_matter(page: Imported) -> str:
    before: dict[str, Any] = {"title": page.title}
    if page.description:
        before["description"] = page.description
    if page.author:
        before["author"] = page.author
    after: dict[str, Any] = {}
    if page.source_url:
        after["source_url"] = page.source_url
    images = [
        {key: text for key, text in (("src", item.src), ("alt", item.alt), ("caption", item.caption)) if text}
        for item in page.pictures
    ]
    if images:
        after["images"] = images
    if page.related:
        after["related"] = list(page.related)
    # A date is written as it is: quoted it would be a string, and the YAML writer would drop its "T".
    date = f"date: {page.date}\n" if _DATE.fullmatch(page.date) else ""
    return "---\n" + _yaml(before) + date + _yaml(after) + "---\n"


def _yaml(data: dict[str, Any]) -> str:
    if not data:
        return ""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
