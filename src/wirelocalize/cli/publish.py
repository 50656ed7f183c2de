"""``publish``: write what policy lets out, and tell an importer what changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import Articles, AsJson, Locales, ShardOption, finish, job_of

if TYPE_CHECKING:
    from wirelocalize.publish import PublishReport
    from wirelocalize.publish.model import TextResult
    from wirelocalize.workspace import Workspace


@app.command()
def publish(
    context: typer.Context,
    articles: Articles = None,
    locales: Locales = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            help="markdown, html, ninjs, ninjs-superdesk or feed, in the place of the configured ones.",
        ),
    ] = None,
    shard: ShardOption = "",
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="REVISION|TIME", help="Publish nothing; list what changed since then."
        ),
    ] = "",
    changed: Annotated[
        bool, typer.Option("--changed", help="Publish, then list what this run changed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write localised articles, drafts and the manifest, as the workspace's policies say.

    Example:  wirelocalize publish
              wirelocalize publish --changed --json
              wirelocalize publish --since 2026-03-01
    """
    from wirelocalize import batch
    from wirelocalize.batch.pipeline import publish_failure

    options: Options = context.obj
    job = job_of(options, articles, locales, shard, lambda _what, _done, _total: None)
    if since:
        _print_changes(job.workspace, _moment(since), as_json=as_json)
        return
    before = _revision(job.workspace) if changed else 0
    report = batch.publish(job, formats=formats)
    if changed:
        _print_changes(job.workspace, before, as_json=as_json)
    elif as_json:
        console.emit_json({**console.plain(report), "totals": report.totals})
    else:
        for line in publish_summary(report):
            console.out(line)
    finish(tuple(publish_failure(failure) for failure in report.failures), len(report.results))


def publish_summary(report: PublishReport) -> list[str]:
    """What came out, why the rest did not, and which page to open."""
    totals = report.totals
    lines = [
        f"publish: {totals['published']} published, {console.count(totals['draft'], 'draft')}, "
        f"{totals['withheld']} withheld; {console.count(totals['written'], 'file')} written"
        + (f", {totals['removed']} removed" if totals["removed"] else "")
    ]
    if not report.results and not report.failures:
        lines.append("  there is no article yet (wirelocalize add PAGE makes one)")
    # what readers see comes first: stale pages, then what was withheld, then the many drafts
    held = [result for result in report.results if result.outcome != "published" or result.stale]
    held.sort(key=lambda r: (not r.stale, r.outcome == "draft"))
    lines += console.few([_held(result) for result in held], "wirelocalize status, or --json for the reasons")
    root = report.manifest.parent.parent
    pages: dict[str, str] = {}
    for result in sorted(report.results, key=lambda r: r.outcome != "published"):
        for path in (*result.written, *result.unchanged):
            if path.endswith(".html"):
                pages.setdefault(result.locale, path)
    lines += [f"  open {root / path}" for path in pages.values()]
    return lines


def _held(result: TextResult) -> str:
    """Why one text is not out, or not as it should be."""
    why = "; ".join(reason.message for reason in result.reasons)
    state = "published, but stale" if result.stale else result.outcome.value
    return f"  {result.slug} [{result.locale}]: {state}" + (f" ({why})" if why else "")


def _revision(workspace: Workspace) -> int:
    from wirelocalize.publish import manifest

    path = workspace.output_dir / "manifest.json"
    return manifest.read(path).revision if path.exists() else 0


def _moment(text: str) -> int | datetime:
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("give a manifest's revision number or an ISO date or time") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _print_changes(workspace: Workspace, since: int | datetime, *, as_json: bool) -> None:
    from wirelocalize.publish import manifest

    changes = manifest.changed_since(manifest.read(workspace.output_dir / "manifest.json"), since)
    if as_json:
        console.emit_json(changes)
        return
    for entry in changes.fetch:
        for file in entry.files:
            console.out(f"fetch   {file.path}")
    for stone in changes.remove:
        for file in stone.files:
            console.out(f"remove  {file.path}")
    nothing = "" if changes.fetch or changes.remove else ": nothing has changed"
    console.note(f"revision {changes.revision}{nothing}")
