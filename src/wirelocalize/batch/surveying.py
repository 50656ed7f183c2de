"""``status``: where every article stands in every locale."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize import catalogue
from wirelocalize.batch.job import Failure, Job
from wirelocalize.catalogue.model import State
from wirelocalize.errors import WirelocalizeError

if TYPE_CHECKING:
    from datetime import datetime

    from wirelocalize.catalogue.model import Catalogue


@dataclass(frozen=True, slots=True)
class CatalogueStatus:
    """One article in one locale.

    :param units: number of units by state; ``words`` likewise, English words.
    :param reviewed: share of the words that a person has reviewed, 0 to 1.
    :param unreviewed_since: since when something has been waiting for review, as far as the catalogue tells.
    :param confidence: mean confidence of its machine drafts; ``None`` without any.
    """

    slug: str
    locale: str
    units: dict[str, int]
    words: dict[str, int]
    reviewed: float
    unreviewed_since: datetime | None = None
    confidence: float | None = None

    @property
    def finished(self) -> bool:
        """Whether every unit is reviewed."""
        return self.units[State.REVIEWED] == sum(self.units.values())


@dataclass(frozen=True, slots=True)
class WeakUnit:
    """A machine draft that a reviewer should look at first."""

    slug: str
    locale: str
    line: int
    confidence: float
    context: str
    source: str
    target: str
    doubts: str = ""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Where everything stands.

    :param missing: articles without a catalogue in a locale, as ``slug [locale]``: ``sync`` makes it.
    :param totals: number of units by state per locale.
    :param worst: drafts of least confidence, worst first.
    """

    catalogues: tuple[CatalogueStatus, ...] = ()
    missing: tuple[str, ...] = ()
    totals: dict[str, dict[str, int]] = field(default_factory=dict)
    worst: tuple[WeakUnit, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether every unit of every article is reviewed."""
        complete = not self.missing and not self.failures
        return complete and all(item.finished for item in self.catalogues)

    @property
    def done(self) -> int:
        """Catalogues that could be read."""
        return len(self.catalogues)


def status(job: Job, *, worst: int = 0) -> StatusReport:
    """Read all catalogues of the job.

    :param worst: how many of the least confident drafts to list.
    """
    found: list[CatalogueStatus] = []
    missing: list[str] = []
    failures: list[Failure] = []
    weak: list[WeakUnit] = []
    totals: dict[str, dict[str, int]] = {}
    for slug in job.articles():
        for language in job.locales():
            item = f"{slug} [{language.code}]"
            path = job.workspace.catalogue_path(slug, language.code)
            if not path.exists():
                missing.append(item)
                continue
            try:
                read = catalogue.read(path)
            except WirelocalizeError as error:
                failures.append(Failure.of(item, error))
                continue
            found.append(_status(slug, language.code, read))
            weak += _weak(slug, language.code, read) if worst else []
            sums = totals.setdefault(language.code, dict.fromkeys((s.value for s in State), 0))
            for name, number in found[-1].units.items():
                sums[name] += number
    weak.sort(key=lambda unit: unit.confidence)
    return StatusReport(tuple(found), tuple(missing), totals, tuple(weak[:worst]), tuple(failures))


def _status(slug: str, locale: str, read: Catalogue) -> CatalogueStatus:
    numbers = catalogue.statistics(read)
    scores = [
        e.origin.score for e in read.entries if _is_draft_entry(e) and e.origin and e.origin.score is not None
    ]
    return CatalogueStatus(
        slug,
        locale,
        {state.value: number for state, number in numbers.units.items()},
        {state.value: number for state, number in numbers.words.items()},
        round(numbers.reviewed, 4),
        numbers.unreviewed_since,
        round(sum(scores) / len(scores), 3) if scores else None,
    )


def _is_draft_entry(entry: catalogue.Entry) -> bool:
    return not entry.obsolete and catalogue.state(entry) is State.MACHINE


def _weak(slug: str, locale: str, read: Catalogue) -> list[WeakUnit]:
    weak = []
    for entry in read.entries:
        if not _is_draft_entry(entry) or entry.origin is None or entry.origin.score is None:
            continue
        doubts = dict(entry.origin.details).get("doubts", "")
        weak.append(
            WeakUnit(
                slug,
                locale,
                entry.line,
                entry.origin.score,
                entry.context,
                entry.source,
                entry.target,
                doubts,
            )
        )
    return weak
