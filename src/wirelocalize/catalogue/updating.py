"""Bring a catalogue up to its article's new template without losing a human word.

In this order, each old entry being used once:

1. the same unit (role and text): everything is kept, wherever it moved; an obsolete one returns as it was;
2. the source went back to what a stale text was made for: it is no longer stale;
3. the same text in another role: between running-text roles it stays as it is; into or out of a headline, a
   caption and the like, where the wording has other rules, it becomes fuzzy with the old role as ``#|
   msgctxt``;
4. an edited text: fuzzy, with the source that its translation was made for as ``#| msgid``. If that entry was
   already stale, this remains the *first* source, not one nobody has translated;
5. what is left of the old entries becomes obsolete. A reviewed text whose source was edited is kept as
   obsolete too, so that it comes back as reviewed if the edit is undone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wirelocalize.catalogue import matching
from wirelocalize.catalogue.model import Catalogue, Entry, State
from wirelocalize.catalogue.provenance import holds_human_words, state, translated
from wirelocalize.catalogue.recovery import recover
from wirelocalize.catalogue.writer import ordered_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wirelocalize.segments.model import Key

RUNNING_TEXT = frozenset({"paragraph", "quote", "list-item", "note"})
"""Roles between which a reviewed sentence stays reviewed: it is the same sentence of running text.

A headline, caption or dateline is worded by other rules (ellipsis, tense, no final stop), so a move into or
out of one is for a person to confirm."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one unit.

    :param kind: ``added``, ``edited``, ``role``, ``reverted``, ``returned``, ``removed``, ``recovered``.
    :param key: the unit now (for ``removed``: as it was).
    :param old: the unit that its text came from, if another.
    :param similarity: of an edited unit, 0 to 1.
    :param message: for ``recovered``, what was put right.
    """

    kind: str
    key: Key
    old: Key | None = None
    similarity: float | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """An updated catalogue and what changed.

    :param unchanged: units that kept everything.
    :param warnings: what a person should look at, in plain words.
    """

    catalogue: Catalogue
    unchanged: int
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of changes by kind."""
        return Counter(change.kind for change in self.changes)


def update(old: Catalogue, template: Catalogue, *, base: Catalogue | None = None) -> Update:
    """Align a catalogue with a template; see the module's description.

    :param base: the catalogue as this project last wrote it, if that is known: it tells what a tool has
        dropped in the meantime (see :mod:`wirelocalize.catalogue.recovery`).
    """
    recovered = recover(old, base)
    work = _Work(recovered.catalogue)
    units = [entry for entry in template.entries if not entry.obsolete]
    for step in (work.take_same, work.take_reverted, work.take_other_role, work.take_edited):
        step(units)
    entries = tuple(work.placed.get(unit.key) or replace(unit, target="", fuzzy=False) for unit in units)
    work.changes += [Change("added", unit.key) for unit in units if unit.key not in work.placed]
    obsolete = work.obsolete({unit.key for unit in units})
    changes = [Change("recovered", key, message=message) for key, message in recovered.repairs]
    header = dict(old.header)
    if (*entries, *obsolete) != old.entries and "POT-Creation-Date" in template.header:
        header["POT-Creation-Date"] = template.header["POT-Creation-Date"]
    return Update(
        Catalogue(ordered_header(header), (*entries, *obsolete), old.comments),
        work.unchanged,
        (*changes, *work.changes),
        recovered.warnings,
    )


def overlap(catalogue: Catalogue, template: Catalogue) -> float:
    """Share of a template's source text that a catalogue has units for, 0 to 1.

    Tells which article an orphaned catalogue belongs to after a rename.
    """
    have = {entry.key for entry in catalogue.entries if not entry.obsolete}
    units = [entry for entry in template.entries if not entry.obsolete]
    total = sum(len(unit.source) for unit in units)
    return sum(len(unit.source) for unit in units if unit.key in have) / total if total else 0.0


@dataclass
class _Work:
    """The state of one update: which old entries are left, which units have their text."""

    old: Catalogue
    placed: dict[Key, Entry] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    retained: list[Entry] = field(default_factory=list)
    unchanged: int = 0

    def __post_init__(self) -> None:
        self.left: dict[Key, Entry] = {entry.key: entry for entry in self.old.entries}
        self.place = {entry.key: index for index, entry in enumerate(self.old.entries)}

    def take_same(self, units: Iterable[Entry]) -> None:
        """Steps 1: the same role and text."""
        for unit in units:
            entry = self.left.pop(unit.key, None)
            if entry is None:
                continue
            self.placed[unit.key] = _renewed(entry, unit)
            if entry.obsolete:
                self.changes.append(Change("returned", unit.key))
            else:
                self.unchanged += 1

    def take_reverted(self, units: Iterable[Entry]) -> None:
        """Step 2: the text that a stale translation was made for is back."""
        stale = {
            entry.previous: entry
            for entry in reversed(self.left.values())
            if entry.previous is not None and entry.fuzzy and translated(entry)
        }
        for unit in units:
            entry = stale.pop(unit.key, None) if unit.key not in self.placed else None
            if entry is not None:
                del self.left[entry.key]
                self.placed[unit.key] = replace(_renewed(entry, unit), previous=None, previous_plural="")
                self.changes.append(Change("reverted", unit.key, entry.key))

    def take_other_role(self, units: Iterable[Entry]) -> None:
        """Step 3: the same text in another role."""
        by_source: dict[str, list[Entry]] = {}
        for entry in self.left.values():
            if translated(entry):
                by_source.setdefault(entry.source, []).append(entry)
        for unit in units:
            if unit.key in self.placed or not by_source.get(unit.source):
                continue
            # An active entry before an obsolete one, the surest text first.
            entry = min(by_source[unit.source], key=lambda e: (e.obsolete, e.fuzzy))
            by_source[unit.source].remove(entry)
            del self.left[entry.key]
            if {entry.context, unit.context} <= RUNNING_TEXT:
                self.placed[unit.key] = _renewed(entry, unit)
            else:
                self.placed[unit.key] = self._carried(entry, unit)
            self.changes.append(Change("role", unit.key, entry.key))

    def take_edited(self, units: Iterable[Entry]) -> None:
        """Step 4: what was edited."""
        new = [unit for unit in units if unit.key not in self.placed]
        # Of obsolete entries only a person's words are worth offering: a new draft is better than an old one.
        old = [
            entry
            for entry in self.left.values()
            if translated(entry) and (not entry.obsolete or holds_human_words(entry))
        ]
        if not new or not old:
            return
        places = _Places(units, self)
        matches = matching.match(
            [_candidate(unit, places.new) for unit in new], [_candidate(entry, places.old) for entry in old]
        )
        for found in matches:
            unit, entry = new[found.new], old[found.old]
            del self.left[entry.key]
            self.placed[unit.key] = self._carried(entry, unit)
            self.changes.append(Change("edited", unit.key, entry.key, round(found.similarity, 3)))

    def obsolete(self, active: set[Key]) -> list[Entry]:
        """Step 5: the old obsolete entries that stay, then those that became so, each unit once."""
        retained = {entry.key for entry in self.retained}
        removed = []
        for entry in (*self.left.values(), *self.retained):
            if entry.key in active or not (translated(entry) or entry.comments):
                continue
            if not entry.obsolete and entry.key not in retained:
                self.changes.append(Change("removed", entry.key))
            removed.append(entry)
        reviewed = {
            entry.key: entry.target
            for entry in (*self.placed.values(), *removed)
            if state(entry) is State.REVIEWED
        }
        kept = []
        for entry in sorted(removed, key=lambda e: (not e.obsolete, self.place[e.key])):
            # A fuzzy copy of a text that is kept under its own source says nothing more.
            copied = (
                entry.fuzzy and entry.previous is not None and reviewed.get(entry.previous) == entry.target
            )
            if not copied:
                kept.append(replace(entry, obsolete=True, notes=(), references=()))
        return kept

    def _carried(self, entry: Entry, unit: Entry) -> Entry:
        """The unit with the translation of an older source, for a person to adapt."""
        if state(entry) is State.REVIEWED:
            self.retained.append(entry)
        previous = entry.previous if entry.fuzzy and entry.previous is not None else entry.key
        return replace(_renewed(entry, unit), fuzzy=True, previous=previous)


class _Places:
    """Where changed units stand: between which unchanged ones, named by their old positions."""

    def __init__(self, units: Iterable[Entry], work: _Work) -> None:
        old = [entry for entry in work.old.entries if not entry.obsolete]
        position = {entry.key: index for index, entry in enumerate(old)}
        kept = {key for key in position if key not in work.left}
        end = len(old)
        self.new = _between(
            [unit.key for unit in units], lambda key: position[key] if key in kept else None, end
        )
        self.old = _between(
            [entry.key for entry in old], lambda key: position[key] if key in kept else None, end
        )


def _between(keys: list[Key], anchor: Callable[[Key], int | None], end: int) -> dict[Key, tuple[int, int]]:
    """For each key that is no anchor, the anchors before and after it (-1 and ``end`` beyond the borders)."""
    before: dict[Key, int] = {}
    places: dict[Key, tuple[int, int]] = {}
    last = -1
    for key in keys:
        found = anchor(key)
        last = last if found is None else found
        before[key] = last
    following = end
    for key in reversed(keys):
        found = anchor(key)
        if found is None:
            places[key] = (before[key], following)
        else:
            following = found
    return places


def _candidate(entry: Entry, places: Mapping[Key, tuple[int, int]]) -> matching.Candidate:
    """An entry as the matching sees it."""
    return matching.Candidate(matching.Text.of(entry.source), entry.context, places.get(entry.key))


def _renewed(entry: Entry, unit: Entry) -> Entry:
    """The entry with what the template says anew: identity, notes, references, flags."""
    flags = (*entry.flags, *(flag for flag in unit.flags if flag != "fuzzy" and flag not in entry.flags))
    plural = entry.plural
    if unit.plural:
        plural = (unit.plural[0], *(entry.plural[1:] or (entry.target, *unit.plural[2:])))
    return replace(
        entry,
        context=unit.context,
        source=unit.source,
        previous=entry.previous if entry.fuzzy else None,
        previous_plural=entry.previous_plural if entry.fuzzy else "",
        notes=unit.notes,
        references=unit.references,
        flags=flags,
        obsolete=False,
        plural=plural if unit.plural else (),
        line=0,
    )
