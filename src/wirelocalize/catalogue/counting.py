"""How far a catalogue is: units and source words by state."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize.catalogue.model import Catalogue, State
from wirelocalize.catalogue.provenance import state
from wirelocalize.catalogue.templates import parse_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

_MARKUP = re.compile(r"\]\([^)\s]*\)|</?[a-zA-Z][^>]*>|https?://\S+")
_WORD = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of a catalogue's active units.

    :param units: number of units by state (all states, also those with none).
    :param words: number of English words by state.
    :param unreviewed_since: since when at the latest something has been waiting for review: the date of the
        last change of the source, while any unit is unreviewed. A PO file knows no older date.
    """

    units: Mapping[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    words: Mapping[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    unreviewed_since: datetime | None = None

    @property
    def total_units(self) -> int:
        """All active units."""
        return sum(self.units.values())

    @property
    def total_words(self) -> int:
        """All their English words."""
        return sum(self.words.values())

    @property
    def reviewed(self) -> float:
        """Share of the words that is reviewed, 0 to 1; of an empty catalogue 1."""
        return self.words[State.REVIEWED] / self.total_words if self.total_words else 1.0

    @property
    def finished(self) -> bool:
        """Whether every unit is reviewed."""
        return self.units[State.REVIEWED] == self.total_units


def statistics(catalogue: Catalogue) -> Statistics:
    """Count a catalogue's active units and their source words by state."""
    units, words = Counter[State](), Counter[State]()
    for entry in catalogue.entries:
        if not entry.obsolete:
            where = state(entry)
            units[where] += 1
            words[where] += count_words(entry.source)
    open_units = units.total() - units[State.REVIEWED]
    since = parse_stamp(catalogue.header.get("POT-Creation-Date", "")) if open_units else None
    return Statistics({s: units[s] for s in State}, {s: words[s] for s in State}, since)


def total(parts: Iterable[Statistics]) -> Statistics:
    """The sum over several catalogues."""
    units, words = Counter[State](), Counter[State]()
    dates = []
    for part in parts:
        units.update(part.units)
        words.update(part.words)
        if part.unreviewed_since is not None:
            dates.append(part.unreviewed_since)
    return Statistics({s: units[s] for s in State}, {s: words[s] for s in State}, min(dates, default=None))


def count_words(source: str) -> int:
    """English words of a unit; markup, link targets and web addresses do not count."""
    return len(_WORD.findall(_MARKUP.sub(" ", source)))
