"""``sync``, ``status`` and ``merge-po``: the catalogues."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import Articles, AsJson, Locales, ShardOption, finish, job_of
from wirelocalize.errors import ExitCode

if TYPE_CHECKING:
    from wirelocalize.batch import StatusReport, SyncReport
    from wirelocalize.catalogue import ReviewSummary

_STATES = ("reviewed", "edited", "machine", "memory", "stale", "untranslated")
_WORDS = {
    "added": "new",
    "edited": "changed",
    "role": "in another role",
    "reverted": "changed back",
    "returned": "returned",
    "removed": "removed",
    "recovered": "put right",
}


@app.command()
def sync(
    context: typer.Context,
    articles: Articles = None,
    locales: Locales = None,
    shard: ShardOption = "",
    as_json: AsJson = False,
) -> None:
    """Bring templates and catalogues up to the articles as they are now; every human word is kept.

    Example:  wirelocalize sync
              wirelocalize sync herat-clinic
    """
    from wirelocalize import batch

    options: Options = context.obj
    with console.progress(quiet=options.quiet or as_json) as progress:
        report = batch.sync(job_of(options, articles, locales, shard, progress))
    if as_json:
        console.emit_json(report)
    else:
        for line in sync_summary(report):
            console.out(line)
    finish(report.failures, report.done)


def sync_summary(report: SyncReport) -> list[str]:
    """A few lines on what a sync changed."""
    sums: Counter[str] = Counter()
    for item in report.catalogues:
        sums.update(item.changes)
    written = sum(item.written for item in report.catalogues)
    changes = ", ".join(f"{number:,} {_WORDS.get(kind, kind)}" for kind, number in sums.items() if number)
    lines = [
        f"sync: {console.count(written, 'catalogue')} written" + (f" (units: {changes})" if changes else "")
    ]
    if not report.catalogues:
        lines = [f"sync: nothing to do ({console.count(report.unchanged, 'catalogue')})"]
    reviews = sum(item.reviews for item in report.catalogues)
    if reviews:
        lines.append(f"  {console.count(reviews, 'review')} entered in the record")
    lines += [
        f"  {move.old} is now {move.new}; its catalogues came along ({', '.join(move.locales)})"
        for move in report.moved
    ]
    if report.orphans:
        lines.append(f"  kept, though their articles are gone: {', '.join(report.orphans)}")
    for item in report.catalogues:
        lines += [f"  {item.slug} [{item.locale}]: {warning}" for warning in item.warnings]
        if item.merged:
            lines.append(
                f"  {item.slug} [{item.locale}]: was saved by somebody meanwhile; both versions are joined"
            )
    return lines


@app.command()
def status(
    context: typer.Context,
    articles: Articles = None,
    locales: Locales = None,
    worst: Annotated[
        int, typer.Option("--worst", metavar="N", min=0, help="List the N least confident drafts.")
    ] = 0,
    reviews: Annotated[
        bool, typer.Option("--reviews", help="Sum up the review record, per engine and person.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show where every article stands: units by state per locale. Exit code 1 while something is unreviewed.

    Example:  wirelocalize status
              wirelocalize status --worst 20 -l ps
              wirelocalize status --reviews
    """
    from wirelocalize import batch
    from wirelocalize.catalogue import summarise_reviews

    options: Options = context.obj
    job = job_of(options, articles, locales, "", lambda _what, _done, _total: None)
    if reviews:
        paths = [job.workspace.reviews_path(language.code) for language in job.locales()]
        summary = summarise_reviews([path for path in paths if path.exists()])
        if as_json:
            console.emit_json(_review_facts(summary))
        else:
            _print_reviews(summary)
        return
    report = batch.status(job, worst=worst)
    if as_json:
        console.emit_json({**console.plain(report), "finished": report.finished})
    else:
        _print_status(report)
    finish(report.failures, report.done, 0 if report.finished else ExitCode.FINDINGS)


def _print_status(report: StatusReport) -> None:
    rows = [
        [
            item.slug,
            item.locale,
            *(str(item.units[state] or "") for state in _STATES),
            f"{item.reviewed:.0%}",
            f"{item.unreviewed_since:%Y-%m-%d}" if item.unreviewed_since else "",
        ]
        for item in report.catalogues
    ]
    for locale, sums in report.totals.items():
        rows.append(["total", locale, *(str(sums[state] or "") for state in _STATES), "", ""])
    columns = ("article", "locale", *_STATES, "words reviewed", "waiting since")
    console.table(columns, rows, right=frozenset(range(2, 9)))
    for item in report.missing:
        console.out(f"no catalogue yet: {item} (wirelocalize sync)")
    for unit in report.worst:
        doubts = f"  [{unit.doubts}]" if unit.doubts else ""
        console.out(f"{unit.confidence:.2f}  {unit.slug} [{unit.locale}] line {unit.line}{doubts}")
        console.out(f"      {unit.source}")
        console.out(f"      {unit.target}")


def _review_facts(summary: ReviewSummary) -> dict[str, object]:
    def facts(tallies: object) -> object:
        if isinstance(tallies, dict):
            return {name: facts(tally) for name, tally in tallies.items()}
        survived = getattr(tallies, "survived", None)
        return {**console.plain(tallies), "survived": None if survived is None else round(survived, 4)}

    return {
        "engines": facts(dict(summary.engines)),
        "people": facts(dict(summary.people)),
        "total": facts(summary.total),
    }


def _print_reviews(summary: ReviewSummary) -> None:
    for title, tallies in (("engine", summary.engines), ("person", summary.people)):
        rows = [
            [
                name or "(not named)",
                str(t.reviews),
                str(t.words),
                str(t.accepted),
                str(t.amended),
                str(t.written),
                "" if t.survived is None else f"{t.survived:.0%}",
            ]
            for name, t in tallies.items()
        ]
        columns = (title, "reviews", "words", "accepted", "amended", "written", "of the draft kept")
        console.table(columns, rows, right=frozenset(range(1, 7)))
        console.out()


@app.command("merge-po")
def merge_po(
    base: Annotated[Path, typer.Argument(help="The common ancestor.")],
    ours: Annotated[Path, typer.Argument(help="Our version; the result is written here.")],
    theirs: Annotated[Path, typer.Argument(help="Their version.")],
    name: Annotated[str, typer.Argument(help="What to call the file in messages.")] = "",
) -> None:
    """Join two versions of a catalogue, as git's merge driver. Exit code 1 if a person must decide.

    Example:  git config merge.wirelocalize.driver "wirelocalize merge-po %O %A %B %P"
              (and in .gitattributes:  *.po merge=wirelocalize)
    """
    from wirelocalize import catalogue
    from wirelocalize.catalogue.model import Catalogue

    def read(path: Path) -> Catalogue:
        # git gives an empty file for an ancestor that does not exist
        return catalogue.read(path) if path.stat().st_size else Catalogue({}, ())

    merged, conflicts = catalogue.merge3(read(base), read(ours), read(theirs))
    catalogue.write(ours, merged)
    for conflict in conflicts:
        console.note(
            f"{name or ours}: two translations of {conflict.key[1][:60]!r}; the other one is in a comment"
        )
    if any(conflict.disputed for conflict in conflicts):
        raise typer.Exit(ExitCode.FINDINGS)
