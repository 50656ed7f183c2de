"""A PO catalogue as data: entries, their provenance, and the state that follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirelocalize.segments.model import Key


class State(StrEnum):
    """Where a unit stands; derived from its PO entry only."""

    UNTRANSLATED = "untranslated"  # empty msgstr
    MACHINE = "machine"  # fuzzy, text equal to the machine draft
    MEMORY = "memory"  # fuzzy, filled from the translation memory
    EDITED = "edited"  # fuzzy, a person has changed the draft or written the text
    STALE = "stale"  # fuzzy with a previous msgid: the source changed
    REVIEWED = "reviewed"  # not fuzzy


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a translation came from, kept in ``# `` comments, which every PO editor keeps.

    :param kind: ``mt`` or ``tm``.
    :param signature: engine signature (``mt``) or source of the match (``tm``).
    :param digest: first 12 hexadecimal digits of the SHA-256 of the text as it was filled in.
    :param score: confidence from 0 to 1 (``mt``) or similarity in percent (``tm``); ``None`` where unknown.
    :param details: further ``name=value`` facts (terms applied, Dari adapted from Persian), in order.
    :param text: the text as it was filled in; kept until the unit's review is recorded, then ``None``.
    """

    kind: str
    signature: str
    digest: str
    score: float | None = None
    details: tuple[tuple[str, str], ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One PO entry.

    :param context: ``msgctxt`` (empty: none). In a foreign PO file it can be anything.
    :param source: ``msgid``.
    :param target: ``msgstr`` (of a plural entry: ``msgstr[0]``).
    :param fuzzy: the ``fuzzy`` flag.
    :param previous: ``#| msgctxt`` and ``#| msgid`` of the source that ``target`` was made for, if it
        changed.
    :param origin: where the text came from, if a comment says so.
    :param comments: ``# `` lines of people, without those ``origin`` was read from.
    :param notes: ``#.`` lines: role, neighbours, terms; regenerated at every update.
    :param references: ``#:`` items.
    :param flags: flags other than ``fuzzy``, those of ``#=`` lines included.
    :param obsolete: ``#~`` entry.
    :param line: 1-based line of its ``msgid`` in the file it was read from; 0 if not read from a file. Where
        an entry stands in a file is no part of what it says: entries that differ in nothing else are equal.
    :param plural: ``(msgid_plural, msgstr[0], msgstr[1], …)`` of a foreign file's plural entry; else empty.
    :param previous_plural: ``#| msgid_plural`` of a foreign file.
    """

    context: str
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: Key | None = None
    origin: Origin | None = None
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    plural: tuple[str, ...] = ()
    previous_plural: str = ""

    @property
    def key(self) -> Key:
        """(context, source)."""
        return (self.context, self.source)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO or POT file.

    :param header: the header's fields in order (``Language``, ``Plural-Forms``, ``X-…``).
    :param entries: active entries in document order, then obsolete ones.
    :param comments: comment lines above the header.
    """

    header: Mapping[str, str]
    entries: tuple[Entry, ...]
    comments: tuple[str, ...] = field(default=())
