"""``run``: the whole job after ``add``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import Articles, AsJson, FastDraft, Locales, Redraft, ShardOption, finish, job_of

if TYPE_CHECKING:
    from wirelocalize.batch import RunReport


@app.command()
def run(
    context: typer.Context,
    articles: Articles = None,
    locales: Locales = None,
    shard: ShardOption = "",
    redraft: Redraft = False,
    draft: FastDraft = False,
    as_json: AsJson = False,
) -> None:
    """Do the whole job: update catalogues, translate what is new, publish, and say what was made.

    Example:  wirelocalize run            (everything)
              wirelocalize run herat-clinic -l ps
    """
    from wirelocalize import batch

    options: Options = context.obj
    with console.progress(quiet=options.quiet or as_json) as progress:
        report = batch.run(job_of(options, articles, locales, shard, progress), redraft=redraft, draft=draft)
    if as_json:
        console.emit_json(report)
    else:
        _print_run(report)
    finish(report.failures, report.done)


def _print_run(report: RunReport) -> None:
    from wirelocalize.cli.catalogues import sync_summary
    from wirelocalize.cli.publish import publish_summary
    from wirelocalize.cli.translate import translate_summary

    for line in (
        *sync_summary(report.sync),
        *(translate_summary(report.translate) if report.translate else ()),
        *(publish_summary(report.publish) if report.publish else ()),
    ):
        console.out(line)
