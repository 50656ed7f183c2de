"""What a block is, where its place in the syntax does not say: notes, related coverage, bylines, key names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTE = re.compile(
    r"""[*_\[("“\s]*(?:
        this\s+(?:article|report|story|piece|interview|investigation|essay|feature|op-?ed|work)\s+
            (?:was|is|has\ been|originally|first|appeared|contains|forms)\b
      | (?:editor|author|translator|publisher)(?:s?['’]s?|s)?\ note\b
      | (?:correction|clarification|update|disclaimer)\s*(?:[:(—–-]|$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_RELATED = re.compile(
    r"""[*_\s]*(?:
        (?:related|more|further|additional)\ (?:
          coverage|articles?|stor(?:y|ies)|reading|links?|posts?|news|content|topics?)
      | related | read\ (?:more|also|next) | also\ read | see\ also | more\ (?:on|about)\ this(?:\ \w+){0,3}
      | more\ from\ (?:\S+\ ?){1,4} | you\ (?:may|might)\ also\ (?:like|be\ interested\ in) | recommended(?:\ \w+)?
    )[*_\s]*[:.]?[*_\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"[*_\s]*By\s+[A-Z][\w.'’-]*(?:(?:\s+|,\s+|\s+and\s+)[A-Z][\w.'’-]*){1,7}[*_\s]*")

_KEY_ROLES: dict[str, Role] = {
    **dict.fromkeys(("title", "headline", "linktitle", "seo_title", "og_title"), Role.HEADLINE),
    **dict.fromkeys(
        (
            "description",
            "summary",
            "subtitle",
            "standfirst",
            "excerpt",
            "lead",
            "lede",
            "dek",
            "deck",
            "abstract",
        ),
        Role.STANDFIRST,
    ),
    **dict.fromkeys(("author", "authors", "byline"), Role.BYLINE),
    **dict.fromkeys(("date", "dateline", "place"), Role.DATELINE),
    **dict.fromkeys(("caption", "alt", "credit", "image_caption", "image_alt"), Role.CAPTION),
    **dict.fromkeys(("note", "editors_note", "correction"), Role.NOTE),
    "quote": Role.QUOTE,
}


def role_of_key(path: str) -> Role:
    """Role of a front-matter value by the last name in its path."""
    name = re.sub(r"\[\d*\]", "", path).rsplit(".", 1)[-1].lower().replace("-", "_")
    return _KEY_ROLES.get(name, Role.PARAGRAPH)


def is_note(text: str) -> bool:
    """Whether a paragraph begins as an editor's note does."""
    return _NOTE.match(text) is not None


def is_related_label(text: str) -> bool:
    """Whether a line announces links to other articles."""
    return len(text) < 60 and _RELATED.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a paragraph is nothing but "By" and names."""
    return len(text) < 120 and _BYLINE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A block with what only the reader knows of its surroundings.

    :param level: 1 to 6 for headings, else 0.
    :param fixed: its role comes from explicit markup and is not to be guessed again.
    """

    block: Block
    level: int = 0
    fixed: bool = False


def settle(found: Iterable[Found], *, headline_known: bool, include_related: bool) -> list[Block]:
    """Give every block its final role and leave out related coverage unless it is wanted.

    :param headline_known: the front matter has a title; the first level-1 heading is the headline all the same.
    """
    blocks: list[Block] = []
    related_level: int | None = None  # level of the heading that opened the list; 7: a plain line did
    seen_headline = False
    paragraphs = 0
    for item in found:
        block = item.block
        if item.level and related_level is not None and item.level <= related_level:
            related_level = None
        role = block.role
        if item.level == 1 and not seen_headline:
            role = Role.HEADLINE
            seen_headline = True
        elif role in (Role.PARAGRAPH, Role.SUBHEADING) and is_related_label(block.text):
            related_level = item.level or 7
        elif role is Role.PARAGRAPH and not item.fixed:
            if is_note(block.text):
                role = Role.NOTE
            elif paragraphs == 0 and (seen_headline or headline_known) and is_byline(block.text):
                role = Role.BYLINE
            paragraphs += role is Role.PARAGRAPH
        if related_level is not None and role not in (Role.NOTE, Role.CAPTION, Role.HEADLINE):
            role = Role.RELATED
        if role is Role.RELATED and not include_related:
            continue
        blocks.append(block if role is block.role else replace(block, role=role))
    return blocks
