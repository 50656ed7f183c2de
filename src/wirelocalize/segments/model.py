"""Translation units: the smallest thing a translator sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirelocalize.articles.model import Role

Key = tuple[str, str]
"""Identity of a unit: (msgctxt, msgid). Nothing positional, so that an inserted paragraph changes no other unit."""

OMIT = "∅"
"""A translation of exactly this sign means: merged into a neighbour, emit nothing."""


class Raw(str):
    """A translation already written in the syntax of its place: goes in as it is, nothing escaped.

    For texts a program has made (a source sentence in ``<span lang="en" dir="ltr">``), never for a person's text.
    Front-matter values and attributes, which cannot hold markup, treat it as plain text.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or block) of an article.

    :param context: the block's role; the PO entry's ``msgctxt``.
    :param text: the source text with its inline markup; the PO entry's ``msgid``.
    :param start: first character in the article's source.
    :param end: one past its last character there.
    :param line: 1-based line of ``start``.
    :param block: index of its block in the article.
    """

    context: str
    text: str
    start: int
    end: int
    line: int
    block: int

    @property
    def key(self) -> Key:
        """(context, text)."""
        return (self.context, self.text)


class Fate(StrEnum):
    """What becomes of a unit when its article is rebuilt."""

    TRANSLATED = "translated"  # a translation stands in its place (it may equal the source)
    SOURCE = "source"  # there is none: the source text stays
    OMITTED = "omitted"  # merged into a neighbour


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit of a rendered block with the text that stands in its place; or what stands between units.

    :param text: in the unit's own notation (inline markup as in msgid and msgstr); empty if omitted.
    :param unit: ``None`` for white space, line breaks and untouched markup between units.
    """

    text: str
    unit: Unit | None = None
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A block of an article as a set of translations leaves it.

    :param block: index in ``Article.blocks``.
    """

    block: int
    role: Role
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The block's text in one piece."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def units(self) -> tuple[Piece, ...]:
        """The pieces that are units."""
        return tuple(piece for piece in self.pieces if piece.unit is not None)

    @property
    def complete(self) -> bool:
        """Whether no unit is left in the source language."""
        return all(piece.fate is not Fate.SOURCE for piece in self.units)
