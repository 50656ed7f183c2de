"""``check``: what is wrong with translations, as linters print it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import Articles, AsJson, Locales, finish, job_of
from wirelocalize.errors import ExitCode, WirelocalizeError

if TYPE_CHECKING:
    from wirelocalize.batch.checking import CheckReport
    from wirelocalize.workspace import Workspace


@app.command()
def check(
    context: typer.Context,
    articles: Articles = None,
    po: Annotated[
        list[Path] | None, typer.Option("--po", metavar="FILE", help="Any PO file (repeatable).")
    ] = None,
    locales: Locales = None,
    language: Annotated[str, typer.Option(help="Language of --po files whose header names none.")] = "",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Only this rule or group.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not this rule or group.")
    ] = None,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Only reviewed units; with --fix, mend them too.")
    ] = False,
    apply_fixes: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to drafts first.")] = False,
    baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Accept today's findings as known.")
    ] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF 2.1.0, for code review.")] = False,
    as_json: AsJson = False,
    info: Annotated[
        bool, typer.Option("--info", help="Print hints too, not only errors and warnings.")
    ] = False,
    explain: Annotated[bool, typer.Option("--rules", help="List all rules instead.")] = False,
) -> None:
    """Check translations: numbers, names, markup, letters, quotes, dates. Exit code 1 if there is an error.

    Example:  wirelocalize check
              wirelocalize check herat-clinic -l fa_AF
              wirelocalize check --po messages.po --language ps
              wirelocalize check --fix --select letters
              wirelocalize check --rules              (their names, groups and severities)
    """
    from wirelocalize import checks
    from wirelocalize.batch import checking as room

    options: Options = context.obj
    if explain:
        _print_rules(as_json=as_json)
        return
    for both, clash in (
        (po and articles, "--po checks files, ARTICLE checks the workspace's: give one of them"),
        (po and baseline, "--write-baseline is for the workspace's catalogues, not for --po"),
        (as_json and sarif, "give --json or --sarif, not both"),
    ):
        if both:
            raise typer.BadParameter(clash)
    how = room.CheckOptions(tuple(select or ()), tuple(ignore or ()), reviewed, language)
    if po:
        near = _workspace_or_none(options)
        mended = room.fix_files(po, how, reviewed=reviewed) if apply_fixes else room.Mended()
        report = room.check_files(po, how, near)
    else:
        job = job_of(options, articles, locales, "", lambda _what, _done, _total: None)
        mended = room.fix(job, how, reviewed=reviewed) if apply_fixes else room.Mended()
        report = room.check(job, how, with_known=baseline)
        if baseline:
            path = room.write_baseline(job.workspace, report.findings)
            console.note(f"wrote {path}: {console.count(len(report.findings), 'finding')} known from now on")
            finish(report.failures, report.files)
            return
    if as_json:
        console.out(checks.report.to_json(report.findings).rstrip("\n"))
    elif sarif:
        console.out(checks.report.to_sarif(report.findings).rstrip("\n"))
    else:
        _print_report(report, mended.texts, hints=info)
    errors = any(finding.severity is checks.Severity.ERROR for finding in report.findings)
    failures = tuple({failure.item: failure for failure in (*mended.failures, *report.failures)}.values())
    finish(failures, report.files, ExitCode.FINDINGS if errors else 0)


def _workspace_or_none(options: Options) -> Workspace | None:
    try:
        return options.workspace()
    except WirelocalizeError:
        return None


def _print_report(report: CheckReport, fixed: int, *, hints: bool) -> None:
    from wirelocalize import checks

    shown = [finding for finding in report.findings if hints or finding.severity is not checks.Severity.INFO]
    if shown:
        console.out(checks.report.text(shown).rstrip("\n"))
    counts = Counter(finding.severity for finding in report.findings)
    parts = [
        console.count(counts[checks.Severity.ERROR], "error"),
        console.count(counts[checks.Severity.WARNING], "warning"),
        console.count(counts[checks.Severity.INFO], "hint") + ("" if hints else " (--info shows them)"),
    ]
    if report.accepted:
        parts.append(f"{report.accepted} known from the baseline")
    if fixed:
        parts.append(console.count(fixed, "translation") + " mended")
    nothing = "" if report.files or report.failures else " (wirelocalize sync makes catalogues)"
    console.out(f"{console.count(report.files, 'catalogue')}: {', '.join(parts)}{nothing}")


def _print_rules(*, as_json: bool) -> None:
    from wirelocalize import checks

    facts = [
        {
            "rule": rule.id,
            "group": rule.group,
            "severity": rule.severity,
            "languages": sorted(rule.languages),
            "scope": rule.scope,
            "fixable": rule.fixable,
            "summary": rule.summary,
        }
        for rule in checks.rules()
    ]
    if as_json:
        console.emit_json(facts)
        return
    rows = [
        [
            str(f["rule"]),
            str(f["group"]),
            console.plain(f["severity"]),
            "fix" if f["fixable"] else "",
            str(f["summary"]),
        ]
        for f in facts
    ]
    console.table(("rule", "group", "severity", "", "what it finds"), rows)
