"""The last look at a rebuilt article: nothing active may be in it that its source does not have.

Units are made harmless one by one (:mod:`.neutralise`), but they stand beside each other in the end, and a tag or link
could be spread over two of them. This looks at the whole text as a reader of it would, mends what it finds, and
refuses the text if that does not help.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyromark

from wirelocalize.errors import CatalogueError
from wirelocalize.publish.markup import OPTIONS, character_offsets
from wirelocalize.publish.neutralise import (
    ENGLISH_OPEN,
    SPAN_CLOSE,
    UNREVIEWED_OPEN,
    allowed_by,
    clean_characters,
    drop_links,
    escape_braces,
    links,
    may_point_to,
    parse_tag,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirelocalize.publish.neutralise import Allowed

OWN_TAGS = (ENGLISH_OPEN, UNREVIEWED_OPEN, SPAN_CLOSE)
_ROUNDS = 12
_ANGLE = re.compile(r"<(?=[A-Za-z/!?])")
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>?")


def guard_markdown(body: str, source_body: str, path: Path) -> str:
    """The body with every raw tag and link that the source's body lacks made literal.

    :param path: the catalogue, for the message.
    :raises CatalogueError: it cannot be made harmless.
    """
    allowed = allowed_by(source_body, OWN_TAGS)
    source_html = _html_pieces(source_body)
    targets = frozenset(allowed.targets | {dest for _, dest, *_ in links(source_body)})
    for _ in range(_ROUNDS):
        bad = _foreign_html(body, allowed, source_html)
        if not bad and all(may_point_to(dest, targets) for _, dest, *_ in links(body)):
            return escape_braces(body, source_body)
        for start, end in reversed(bad):
            body = body[:start] + _ANGLE.sub("&lt;", body[start:end]) + body[end:]
        body = drop_links(body, targets)
    raise CatalogueError(
        "holds markup that cannot be made harmless",
        path=path,
        hint="look for < and [ ]( ) that the source lacks",
    )


def _html_pieces(text: str) -> frozenset[str]:
    """Raw HTML of a Markdown text: inline tags and the lines of HTML blocks."""
    pieces = set()
    for event in pyromark.events(text, options=OPTIONS, merge_text=False):
        if isinstance(event, dict) and (piece := event.get("Html") or event.get("InlineHtml")):
            pieces.add(piece.strip())
    return frozenset(pieces)


def _foreign_html(text: str, allowed: Allowed, source_html: frozenset[str]) -> list[tuple[int, int]]:
    """Character ranges of raw HTML that is neither the source's nor publishing's own."""
    to_char = character_offsets(text)
    found = []
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        piece = (event.get("Html") or event.get("InlineHtml")) if isinstance(event, dict) else None
        if piece is None or piece.strip() in source_html:
            continue
        tags = _ANY_TAG.findall(piece)
        comments = "<!" in piece or "<?" in piece
        if comments or not all(tag in allowed.tokens or parse_tag(tag) in allowed.tags for tag in tags):
            found.append((to_char(span["start"]), to_char(span["end"])))
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
