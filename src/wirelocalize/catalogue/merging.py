"""Merge three versions of a catalogue, unit by unit: two translators' branches, or a run and a save.

What only one side changed is taken from that side. Where both changed a unit's text, the better established
one stays (reviewed before edited, before stale, before drafts, before nothing). Where both sides hold words
of a person, ours stays, the other is kept beside it in a ``# set aside: …`` comment, and the conflict is
reported; between two of equal standing the unit becomes fuzzy, so that PO editors show it. No reviewed word
is lost, and the file stays a valid PO file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from wirelocalize.catalogue.model import Catalogue, Entry, State
from wirelocalize.catalogue.provenance import holds_human_words, state, translated
from wirelocalize.catalogue.templates import parse_stamp
from wirelocalize.catalogue.writer import ordered_header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirelocalize.segments.model import Key

_T = TypeVar("_T")
SET_ASIDE = "set aside:"
"""Begins the comment with the translation that lost a conflict."""
_RANK = {
    State.UNTRANSLATED: 0,
    State.MACHINE: 1,
    State.MEMORY: 1,
    State.STALE: 2,
    State.EDITED: 3,
    State.REVIEWED: 4,
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit of which both sides wrote a different translation.

    :param kept: the text that is the msgstr now; ``set_aside`` the one in the comment.
    :param disputed: the two have equal standing, so that the unit is fuzzy until a person decides. A review
        against unfinished work is not disputed: it stays.
    """

    key: Key
    kept: str
    set_aside: str
    disputed: bool


def merge3(
    base: Catalogue, ours: Catalogue, theirs: Catalogue, *, theirs_is_person: bool = True
) -> tuple[Catalogue, tuple[Conflict, ...]]:
    """Merge ``ours`` and ``theirs``, which both came from ``base``.

    :param theirs_is_person: ``False`` if theirs is the work of a program: where both changed a text, ours
        then stays and nothing is noted.
    :returns: the merged catalogue and the conflicts that a person has to settle.
    """
    old, left, right = ({entry.key: entry for entry in one.entries} for one in (base, ours, theirs))
    merged: dict[Key, Entry] = {}
    conflicts: list[Conflict] = []
    for key in _order(base, ours, theirs):
        before, mine, other = old.get(key), left.get(key), right.get(key)
        if mine is None or other is None:
            survivor = _one_sided(before, mine, other)
            if survivor is not None:
                merged[key] = survivor
            continue
        merged[key], conflict = _both(before or _blank(mine), mine, other, theirs_is_person=theirs_is_person)
        if conflict is not None:
            conflicts.append(conflict)
    entries = [_followed(entry, old, left, right) for entry in merged.values()]
    return (
        Catalogue(
            _header(base.header, ours.header, theirs.header),
            (*(e for e in entries if not e.obsolete), *(e for e in entries if e.obsolete)),
            _lines(base.comments, ours.comments, theirs.comments),
        ),
        tuple(conflicts),
    )


def _blank(entry: Entry) -> Entry:
    """What a unit that both sides added was before: without text."""
    return Entry(entry.context, entry.source, obsolete=entry.obsolete)


def _one_sided(before: Entry | None, mine: Entry | None, other: Entry | None) -> Entry | None:
    """A unit that one side does not have: added by the other, or removed by it.

    A removed unit that the other side worked on meanwhile stays, as obsolete.
    """
    there = mine or other
    if before is None or there is None:
        return there
    if _text(there) == _text(before) and set(there.comments) <= set(before.comments):
        return None
    return replace(there, obsolete=True, notes=(), references=()) if translated(there) else None


def _both(
    before: Entry, mine: Entry, other: Entry, *, theirs_is_person: bool
) -> tuple[Entry, Conflict | None]:
    """A unit that both sides have."""
    text, conflict = _text_of(before, mine, other, theirs_is_person=theirs_is_person)
    comments = _lines(before.comments, mine.comments, other.comments)
    fuzzy = text.fuzzy
    if conflict is not None:
        note = f"{SET_ASIDE} {conflict.set_aside}".replace("\\", "\\\\").replace("\n", "\\n")
        comments = comments if note in comments else (*comments, note)
        fuzzy = fuzzy or conflict.disputed
    entry = replace(
        text,
        fuzzy=fuzzy,
        comments=comments,
        notes=_changed(before.notes, mine.notes, other.notes),
        references=_changed(before.references, mine.references, other.references),
        flags=_lines(before.flags, mine.flags, other.flags),
        obsolete=_changed(before.obsolete, mine.obsolete, other.obsolete),
        line=mine.line,
    )
    return entry, conflict


def _followed(
    entry: Entry, old: Mapping[Key, Entry], left: Mapping[Key, Entry], right: Mapping[Key, Entry]
) -> Entry:
    """A unit that one side made out of another whose text the other side changed: with the new text.

    While an update carries a translation over to an edited source, a translator may be finishing it.
    """
    if entry.key in old or entry.previous is None or (entry.key in left and entry.key in right):
        return entry
    before, there = old.get(entry.previous), (right if entry.key in left else left).get(entry.previous)
    if before is None or there is None or not _same_words(entry, before) or not holds_human_words(there):
        return entry
    return replace(entry, target=there.target, plural=there.plural, origin=there.origin)


def _text_of(
    before: Entry, mine: Entry, other: Entry, *, theirs_is_person: bool
) -> tuple[Entry, Conflict | None]:
    """The side whose translation stands, and the conflict if the other's may not be dropped."""
    if _text(mine) == _text(other) or _text(other) == _text(before):
        return mine, None
    if _text(mine) == _text(before):
        return other, None
    if mine.target == other.target and mine.plural == other.plural:
        # One of them approved it, or one of them has already put its review on record.
        first = min(
            mine, other, key=lambda e: (-_RANK[state(e)], e.origin is not None and e.origin.text is not None)
        )
        return first, None
    if not theirs_is_person:
        return mine, None
    winner, loser = (mine, other) if _RANK[state(mine)] >= _RANK[state(other)] else (other, mine)
    if not holds_human_words(loser) or _same_words(loser, before):
        return winner, None
    disputed = state(winner) is not State.REVIEWED or state(loser) is State.REVIEWED
    return winner, Conflict(mine.key, winner.target, loser.target, disputed)


def _same_words(entry: Entry, before: Entry) -> bool:
    return entry.target == before.target and entry.plural == before.plural


def _text(entry: Entry) -> tuple[object, ...]:
    """Everything that makes up the translation of a unit and its standing."""
    return (entry.target, entry.plural[1:], entry.fuzzy, entry.previous, entry.origin)


def _changed(before: _T, mine: _T, other: _T) -> _T:
    """The side that changed; ours if both did."""
    return other if mine == before else mine


def _lines(before: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Lines of both sides without those that either of them removed, ours first."""
    gone = {line for line in before if line not in mine or line not in other}
    return tuple(dict.fromkeys(line for line in (*mine, *other) if line not in gone or line not in before))


def _order(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> list[Key]:
    """All units: in the order of the side that changed the order, each other one after its neighbour."""
    before, mine, other = ([entry.key for entry in one.entries] for one in (base, ours, theirs))
    first, second = (other, mine) if mine == before else (mine, other)
    order = list(first)
    known = set(first)
    following: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in second:
        if key in known:
            last = key
        else:
            following.setdefault(last, []).append(key)
    if not following:
        return order
    placed = list(following.get(None, ()))
    for key in order:
        placed.append(key)
        placed += following.get(key, ())
    return placed


def _header(base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """The header, field by field; of two saves the later one names translator and date."""
    merged = {}
    for name in dict.fromkeys((*ours, *theirs)):
        value = _changed(base.get(name), ours.get(name), theirs.get(name))
        if value is not None:
            merged[name] = value
    for dated, along in (("PO-Revision-Date", ("Last-Translator", "X-Generator")), ("POT-Creation-Date", ())):
        mine, other = (parse_stamp(header.get(dated, "")) for header in (ours, theirs))
        if mine and other and mine != other:
            later = ours if mine > other else theirs
            merged.update({name: later[name] for name in (dated, *along) if name in later})
    return ordered_header(merged)
