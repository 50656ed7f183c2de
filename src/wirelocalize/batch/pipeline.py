"""``run``: sync, translate, publish, one after the other."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.batch.job import Failure
from wirelocalize.batch.ledger import Marks
from wirelocalize.batch.syncing import SyncReport, sync
from wirelocalize.batch.translating import TranslateReport, translate
from wirelocalize.errors import WirelocalizeError

if TYPE_CHECKING:
    from wirelocalize.batch.job import Job
    from wirelocalize.publish import PublishReport
    from wirelocalize.publish.model import Failure as PublishFailure


@dataclass(frozen=True, slots=True)
class RunReport:
    """What the whole job did.

    :param translate: ``None`` if an earlier step stopped the job; ``publish`` likewise.
    :param stopped: what stopped it.
    """

    sync: SyncReport
    translate: TranslateReport | None = None
    publish: PublishReport | None = None
    stopped: Failure | None = None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Every item that failed in any step, once."""
        translated = self.translate.failures if self.translate else ()
        published = (publish_failure(failure) for failure in (self.publish.failures if self.publish else ()))
        stopped = (self.stopped,) if self.stopped else ()
        return tuple(dict.fromkeys((*self.sync.failures, *translated, *published, *stopped)))

    @property
    def done(self) -> int:
        """Items that every step is done with; 0 means that nothing worked."""
        return min(self.sync.done, len(self.publish.results)) if self.publish else 0


def run(job: Job, *, redraft: bool = False, draft: bool = False) -> RunReport:
    """Do the whole job after ``add``; each step goes on past items that fail in it.

    What stops a later step altogether does not hide what the earlier ones did: it is in the report.

    :raises WirelocalizeError: the workspace itself cannot be used.
    """
    from wirelocalize.batch.publishing import publish

    marks = Marks(job.workspace)
    report = RunReport(sync(job, marks))
    try:
        report = dataclasses.replace(
            report, translate=translate(job, redraft=redraft, draft=draft, marks=marks)
        )
        return dataclasses.replace(report, publish=publish(job))
    except WirelocalizeError as error:
        step = "publish" if report.translate else "translate"
        return dataclasses.replace(report, stopped=Failure.of(step, error))


def publish_failure(failure: PublishFailure) -> Failure:
    """A text that could not be published, as a batch names its failures."""
    return Failure.of(f"{failure.slug} [{failure.locale}]" if failure.locale else failure.slug, failure.error)
