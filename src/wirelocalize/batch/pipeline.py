"""``run``: sync, translate, publish, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.batch.job import Failure
from wirelocalize.batch.ledger import Marks
from wirelocalize.batch.syncing import SyncReport, sync
from wirelocalize.batch.translating import TranslateReport, translate

if TYPE_CHECKING:
    from wirelocalize.batch.job import Job
    from wirelocalize.publish import PublishReport
    from wirelocalize.publish.model import Failure as PublishFailure


@dataclass(frozen=True, slots=True)
class RunReport:
    """What the whole job did."""

    sync: SyncReport
    translate: TranslateReport
    publish: PublishReport

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Every item that failed in any step, once."""
        published = (publish_failure(failure) for failure in self.publish.failures)
        return tuple(dict.fromkeys((*self.sync.failures, *self.translate.failures, *published)))

    @property
    def done(self) -> int:
        """Items that every step is done with; 0 means that nothing worked."""
        return min(self.sync.done, len(self.publish.results))


def run(job: Job, *, redraft: bool = False, draft: bool = False) -> RunReport:
    """Do the whole job after ``add``; each step goes on past items that fail in it.

    :raises WirelocalizeError: the workspace itself cannot be used.
    """
    from wirelocalize.batch.publishing import publish

    marks = Marks(job.workspace)
    return RunReport(
        sync(job, marks), translate(job, redraft=redraft, draft=draft, marks=marks), publish(job)
    )


def publish_failure(failure: PublishFailure) -> Failure:
    """A text that could not be published, as a batch names its failures."""
    return Failure.of(f"{failure.slug} [{failure.locale}]" if failure.locale else failure.slug, failure.error)
