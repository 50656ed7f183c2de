"""What several commands share: arguments, options, the job they describe, and how a batch ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wirelocalize.cli import console

if TYPE_CHECKING:
    from wirelocalize.batch import Job
    from wirelocalize.batch.job import Failure, Progress
    from wirelocalize.cli.app import Options

Articles = Annotated[
    list[str] | None,
    typer.Argument(metavar="ARTICLE", help="Slugs or paths of articles; none: all of them."),
]
Locales = Annotated[
    list[str] | None,
    typer.Option("--locale", "-l", metavar="CODE", help="Only this locale (may be repeated)."),
]
ShardOption = Annotated[
    str,
    typer.Option("--shard", metavar="I/N", help="Only part I of N of the articles, for several machines."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
Redraft = Annotated[bool, typer.Option("--redraft", help="Make machine drafts anew that nobody has touched.")]
FastDraft = Annotated[bool, typer.Option("--draft", help="Beam 1: about twice as fast, somewhat worse.")]


def job_of(
    options: Options, articles: list[str] | None, locales: list[str] | None, shard: str, progress: Progress
) -> Job:
    """Build the job that the command line describes."""
    from wirelocalize.batch import Job, Shard

    return Job(
        options.workspace(),
        tuple(articles or ()),
        tuple(locales or ()),
        Shard.parse(shard) if shard else Shard(),
        progress,
    )


def finish(failures: tuple[Failure, ...], done: int, otherwise: int = 0) -> None:
    """Print failures, one line for each reason, and leave with the batch's exit code."""
    from wirelocalize.batch import exit_code

    reasons: dict[str, list[str]] = {}
    for failure in failures:
        reasons.setdefault(" ".join(failure.message.split()), []).append(failure.item)
    for message, items in reasons.items():
        what = f"{items[0]} and {len(items) - 1:,} more: " if len(items) > 1 else f"{items[0]}: "
        # a message that begins with the item, a file, does not name it twice
        named = len(items) == 1 and message.startswith(f"{items[0]}:")
        console.note(f"wirelocalize: {'' if named else what}{message}")
    code = exit_code(failures, done) or otherwise
    if code:
        raise typer.Exit(int(code))
