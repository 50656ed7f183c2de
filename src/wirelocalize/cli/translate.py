"""``translate``: fill what is untranslated, from memory first, then by machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import Articles, AsJson, FastDraft, Locales, Redraft, ShardOption, finish, job_of

if TYPE_CHECKING:
    from wirelocalize.batch import TranslateReport


@app.command()
def translate(
    context: typer.Context,
    articles: Articles = None,
    locales: Locales = None,
    shard: ShardOption = "",
    redraft: Redraft = False,
    draft: FastDraft = False,
    as_json: AsJson = False,
) -> None:
    """Draft the untranslated units of the catalogues; nothing that a person wrote is touched.

    Example:  wirelocalize translate --locale ps
              wirelocalize translate --redraft        (after installing a better model)
    """
    from wirelocalize import batch

    options: Options = context.obj
    with console.progress(quiet=options.quiet or as_json) as progress:
        report = batch.translate(
            job_of(options, articles, locales, shard, progress), redraft=redraft, draft=draft
        )
    if as_json:
        console.emit_json(report)
    else:
        for line in translate_summary(report):
            console.out(line)
    finish(report.failures, report.done)


def translate_summary(report: TranslateReport) -> list[str]:
    """A few lines on what was drafted, by which engine, and what was refused and why."""
    lines = []
    for part in report.locales:
        if not part.drafted and not part.from_memory and not part.refused:
            continue
        pieces = [console.count(part.drafted, "unit") + f" drafted by {part.engine}"] if part.drafted else []
        if part.from_memory:
            pieces.append(console.count(part.from_memory, "unit") + " from memory")
        if part.refused:
            pieces.append(console.count(part.refused, "unit") + " left untranslated")
        lines.append(f"translate {part.locale}: " + ", ".join(pieces))
        if part.marked:
            lines.append(f"  marked for the reviewer: {_tally(part.marked)}")
        if part.reasons:
            lines.append(f"  left untranslated: {_tally(part.reasons)}")
    cautions: dict[str, list[str]] = {}
    for part in report.locales:
        if part.warning:
            cautions.setdefault(part.warning, []).append(part.locale)
    lines += [f"  note for {', '.join(locales)}: {warning}" for warning, locales in cautions.items()]
    return lines or [
        f"translate: nothing done; {len(report.failures):,} failed"
        if report.failures
        else "translate: nothing to do"
    ]


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items(), key=lambda item: -item[1]))
