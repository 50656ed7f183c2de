"""``memory``: the translation memory, TMX in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import AsJson, Locales

group = typer.Typer(
    no_args_is_help=True,
    help="Translation memory: what people have reviewed, used again.",
    rich_markup_mode=None,
)
app.add_typer(group, name="memory")


@group.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="TMX files.")],
    as_json: AsJson = False,
) -> None:
    """Take TMX files into the workspace; their units are used from now on.

    Example:  wirelocalize memory import old-translations.tmx
    """
    from wirelocalize.batch.memories import import_tmx

    options: Options = context.obj
    done = import_tmx(options.workspace(), files)
    if as_json:
        console.emit_json(done)
        return
    for item in done:
        languages = ", ".join(f"{code} {number:,}" for code, number in item.units.items())
        console.out(f"{item.path}: {languages or 'no unit of a known language'}")


@group.command("export")
def export(
    context: typer.Context,
    output: Annotated[Path, typer.Argument(help="TMX file to write.")],
    locales: Locales = None,
    people: Annotated[
        bool, typer.Option("--people", help="Name the translators (off: nobody is named).")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write all reviewed units as TMX 1.4b.

    Example:  wirelocalize memory export reviewed.tmx
    """
    from wirelocalize.batch.memories import export_tmx

    options: Options = context.obj
    number = export_tmx(options.workspace(), output, tuple(locales or ()), people=people)
    if as_json:
        console.emit_json({"file": output, "units": number})
    else:
        console.out(f"{output}: {console.count(number, 'unit')}")


@group.command()
def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="English text.")],
    locale: Annotated[str, typer.Option("--locale", "-l", metavar="CODE", help="Locale to search.")] = "fa",
    as_json: AsJson = False,
) -> None:
    """Show what was translated like this before, with score and origin.

    Example:  wirelocalize memory find "The clinic was closed on Monday." -l ps
    """
    from wirelocalize import languages
    from wirelocalize.memory import Memory

    options: Options = context.obj
    workspace = options.workspace()
    code = languages.get(locale).code
    memory = Memory.open(workspace, code)
    found = memory.matches(text, locale=code, threshold=workspace.config.memory.fuzzy_threshold, limit=5)
    if as_json:
        console.emit_json(found)
        return
    for match in found:
        console.out(f"{match.score:3}  {match.origin}")
        console.out(f"     {match.source}")
        console.out(f"     {match.target}")
    if not found:
        console.out("nothing similar")
