"""``publish`` as a step of a batch, with the job's selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.batch.job import Job
    from wirelocalize.publish import PublishReport


def publish(job: Job, *, formats: Sequence[str] | None = None) -> PublishReport:
    """Write what policy lets out; see :func:`wirelocalize.publish.publish`.

    :param formats: output formats in the place of the configured ones.
    :raises OutputError: another run holds the workspace, or the manifest cannot be written.
    """
    from wirelocalize import publish as room

    slugs = tuple(job.articles()) if job.wanted or job.shard.total > 1 else None
    locales = tuple(language.code for language in job.locales()) if job.only else None
    return room.publish(job.workspace, slugs=slugs, locales=locales, formats=formats)
