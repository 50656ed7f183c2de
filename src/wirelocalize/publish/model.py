"""What publishing decides and reports: outcomes, reasons, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirelocalize.checks.model import Finding
    from wirelocalize.errors import WirelocalizeError


class Outcome(StrEnum):
    """What became of one article in one locale."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHHELD = "withheld"


class Shown(StrEnum):
    """What stands in an output for a unit."""

    REVIEWED = "reviewed"  # the reviewed translation
    UNREVIEWED = "unreviewed"  # a translation nobody has reviewed, marked as such
    SOURCE = "source"  # the English text, marked as English


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a text is not published, or why an older one stays.

    :param code: stable name for programs (``share-reviewed``); see ``docs/policies.md``.
    :param message: one English line for people.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of an edition.

    :param format: ``markdown``, ``html``, ``ninjs`` or ``ninjs-superdesk``.
    :param path: relative to the output folder (or, for a draft, to the draft folder), ``/`` between parts.
    :param sha256: of its bytes; ``size``: their number.
    """

    format: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class TextResult:
    """What publishing did with one article in one locale.

    :param outcome: the outcome the manifest shows.
    :param stale: an older published text stays up although its source changed.
    :param counts: number of units by state name.
    :param checks: number of findings by severity name, lower case.
    :param errors: the findings of severity error.
    :param written: paths relative to the workspace that changed; ``unchanged``: those that did not;
        ``removed``: those that were taken away.
    """

    slug: str
    locale: str
    outcome: Outcome
    stale: bool = False
    reasons: tuple[Reason, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[Finding, ...] = ()
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done; what was published of it stays as it was.

    :param slug: the article; empty: a locale's feed, or a file that could not be removed.
    :param locale: empty: the article in all locales.
    """

    slug: str
    locale: str
    error: WirelocalizeError


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What one run of :func:`wirelocalize.publish.publish` did.

    :param results: per article and locale, in that order.
    :param manifest: path of the manifest; ``revision``: its number after this run.
    :param other_files: feeds and the manifest that changed, relative to the workspace.
    :param removed: files of deleted articles and dropped formats that were taken away.
    """

    results: tuple[TextResult, ...]
    failures: tuple[Failure, ...]
    manifest: Path
    revision: int
    other_files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        """Number of texts by outcome, of stale ones, of failures, and of files written, unchanged and removed."""
        totals = {outcome.value: sum(r.outcome is outcome for r in self.results) for outcome in Outcome}
        totals["stale"] = sum(r.stale for r in self.results)
        totals["failed"] = len(self.failures)
        totals["written"] = sum(len(r.written) for r in self.results) + len(self.other_files)
        totals["unchanged"] = sum(len(r.unchanged) for r in self.results)
        totals["removed"] = sum(len(r.removed) for r in self.results) + len(self.removed)
        return totals
