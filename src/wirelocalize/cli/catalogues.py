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

_ROWS = 30
"""Catalogues that ``status`` lists unless all are asked for: a screenful."""
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
    if written:
        head = f"sync: {console.count(written, 'catalogue')} written" + (
            f" (units: {changes})" if changes else ""
        )
    else:
        head = f"sync: nothing to change in {console.count(report.done, 'catalogue')}"
    lines = [head + (f"; {len(report.failures):,} failed" if report.failures else "")]
    reviews = sum(item.reviews for item in report.catalogues)
    if reviews:
        lines.append(f"  {console.count(reviews, 'review')} entered in the record")
    lines += [
        f"  {move.old} is now {move.new}; its catalogues came along ({', '.join(move.locales)})"
        for move in report.moved
    ]
    if report.orphans:
        more = f" and {len(report.orphans) - 10:,} more" if len(report.orphans) > 10 else ""
        lines.append(f"  kept, though their articles are gone: {', '.join(report.orphans[:10])}{more}")
    notes = [
        f"  {item.slug} [{item.locale}]: {text}"
        for item in report.catalogues
        for text in (
            *item.warnings,
            *(["was saved by somebody meanwhile; both versions are joined"] if item.merged else []),
        )
    ]
    return [*lines, *console.few(notes, "--json lists them all")]


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
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help=f"List every catalogue; without it, of more than {_ROWS} the unfinished ones."
        ),
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
    elif worst:
        _print_worst(report)
    else:
        _print_status(report, everything=everything)
    finish(report.failures, report.done, 0 if report.finished else ExitCode.FINDINGS)


def _print_status(report: StatusReport, *, everything: bool) -> None:
    if not report.catalogues and not report.missing and not report.failures:
        console.out("no articles yet (wirelocalize add PAGE makes one)")
        return
    chosen = list(report.catalogues)
    if len(chosen) > _ROWS and not everything:
        # the longest waiting first: what an editor of hundreds of articles looks for
        waiting = [item for item in chosen if not item.finished]
        waiting.sort(key=lambda item: item.unreviewed_since.isoformat() if item.unreviewed_since else "~")
        chosen = waiting[:_ROWS]
    states = [state for state in _STATES if any(sums[state] for sums in report.totals.values())]
    rows = [
        [
            item.slug,
            item.locale,
            *(f"{item.units[state]:,}" if item.units[state] else "" for state in states),
            f"{item.reviewed:.0%}",
            f"{item.unreviewed_since:%Y-%m-%d}" if item.unreviewed_since else "",
        ]
        for item in chosen
    ]
    for locale, sums in report.totals.items():
        rows.append(
            ["total", locale, *(f"{sums[state]:,}" if sums[state] else "" for state in states), "", ""]
        )
    columns = ("article", "locale", *states, "words done", "waiting since")
    console.table(columns, rows, right=frozenset(range(2, len(states) + 3)), names=0)
    for line in _left_out(report, len(chosen)):
        console.out(line)


def _left_out(report: StatusReport, shown: int) -> list[str]:
    """What the table does not show, and how to see it."""
    lines = []
    left = len(report.catalogues) - shown
    if left:
        finished = sum(item.finished for item in report.catalogues)
        lines.append(
            f"not listed: {console.count(left - finished, 'unfinished catalogue')}, {finished:,} finished "
            "(--all lists them; ARTICLE and -l choose)"
        )
    missing = [f"  {item}" for item in report.missing]
    if missing:
        lines += [
            "no catalogue yet (wirelocalize sync makes it):",
            *console.few(missing, "--json lists them all"),
        ]
    return lines


def _print_worst(report: StatusReport) -> None:
    for unit in report.worst:
        doubts = f"  [{unit.doubts}]" if unit.doubts else ""
        console.out(f"{unit.confidence:.2f}  {unit.slug} [{unit.locale}] line {unit.line}{doubts}")
        console.out(f"      {unit.source}")
        console.out(f"      {unit.target}")
    if not report.worst:
        console.out("no machine draft is waiting for review")


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
    if not summary.total.reviews:
        console.out("no review is on record yet (sync enters it when a unit is no longer fuzzy)")
        return
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
    from wirelocalize.errors import CatalogueError

    def read(path: Path) -> Catalogue:
        if not path.exists():
            raise CatalogueError("no such file", path=path)
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
