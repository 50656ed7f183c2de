"""The last look at a rebuilt article: nothing active may be in it that its source does not have.

Units are made harmless one by one (:mod:`.neutralise`), but they stand beside each other in the end, and a tag or link
could be spread over two of them. This looks at the whole text as a reader of it would, mends what it finds, and
refuses the text if that does not help.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wirelocalize.errors import CatalogueError
from wirelocalize.publish.markup import events
from wirelocalize.publish.neutralise import (
    ENGLISH_OPEN,
    SPAN_CLOSE,
    UNREVIEWED_OPEN,
    allowed_by,
    clean_characters,
    drop_links,
    escape_braces,
    foreign_link,
    parse_tag,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirelocalize.publish.neutralise import Allowed

OWN_TAGS = (ENGLISH_OPEN, UNREVIEWED_OPEN, SPAN_CLOSE)
_ROUNDS = 12
_ANGLE = re.compile(rb"<(?=[A-Za-z/!?])")
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>?")


def guard_markdown(body: str, source_body: str, path: Path) -> str:
    """The body with every raw tag and link that the source's body lacks made literal.

    :param path: the catalogue, for the message.
    :raises CatalogueError: it cannot be made harmless.
    """
    allowed = allowed_by(source_body, OWN_TAGS)
    source_html = _html_pieces(source_body)
    for _ in range(_ROUNDS):
        bad = _foreign_html(body, allowed, source_html)
        if not bad and foreign_link(body, allowed) is None:
            return escape_braces(body, source_body)
        data = body.encode("utf-8")
        for start, end in reversed(bad):
            data = data[:start] + _ANGLE.sub(b"&lt;", data[start:end]) + data[end:]
        body = data.decode("utf-8")
        body = drop_links(body, allowed)
    raise CatalogueError(
        "holds markup that cannot be made harmless",
        path=path,
        hint="look for < and [ ]( ) that the source lacks",
    )


def _html_pieces(text: str) -> frozenset[str]:
    """Raw HTML of a Markdown text: inline tags and the lines of HTML blocks."""
    pieces = (event.get("Html") or event.get("InlineHtml") for event, _, _ in events(text))
    return frozenset(piece.strip() for piece in pieces if piece)


def _foreign_html(text: str, allowed: Allowed, source_html: frozenset[str]) -> list[tuple[int, int]]:
    """Ranges, in bytes, of raw HTML that is neither the source's nor publishing's own."""
    found = []
    for event, start, end in events(text):
        piece = event.get("Html") or event.get("InlineHtml")
        if not piece or piece.strip() in source_html:
            continue
        known = all(
            tag in allowed.tokens or parse_tag(tag) in allowed.tags for tag in _ANY_TAG.findall(piece)
        )
        if not known or "<!" in piece or "<?" in piece:
            found.append((start, end))
    return found


def guard_metadata(
    before: Mapping[str, Any], after: Mapping[str, Any], text: frozenset[str], path: Path
) -> None:
    """Prove that a translation added or changed no front-matter key but its own text.

    :param text: top-level keys that hold translated text.
    :raises CatalogueError: a value broke out of its place.
    """
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)} - text
    if changed:
        raise CatalogueError(
            f"a translation changes the front matter's {', '.join(sorted(map(str, changed)))}", path=path
        )


def clean_value(value: str) -> str:
    """A single line without control characters, for front matter and feeds."""
    return " ".join(clean_characters(value).split())
