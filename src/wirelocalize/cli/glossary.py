"""``glossary``: the term base, TSV, CSV and TBX in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import AsJson

_SUFFIXES = (".tsv", ".csv", ".tbx", ".xml")

group = typer.Typer(
    no_args_is_help=True, help="Glossary: terms and how the house translates them.", rich_markup_mode=None
)
app.add_typer(group, name="glossary")


@group.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Glossary to take in: .tsv, .csv or .tbx.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Let it replace translations that are there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add another glossary's terms to the workspace's.

    Example:  wirelocalize glossary import terms.tbx
    """
    from wirelocalize.errors import DataError
    from wirelocalize.files import locked
    from wirelocalize.glossary import Glossary

    options: Options = context.obj
    workspace = options.workspace()
    if not file.exists():
        raise DataError("no such file", path=file)
    with locked(workspace.lock_path):
        merged = Glossary.load(workspace.glossary_path).merge(Glossary.load(file), overwrite=overwrite)
        merged.glossary.save(workspace.glossary_path)
    if as_json:
        console.emit_json({"added": merged.added, "changed": merged.changed, "kept": merged.kept})
        return
    console.out(
        f"{workspace.glossary_path.relative_to(workspace.root)}: {console.count(len(merged.added), 'term')} added, "
        f"{len(merged.changed)} completed or replaced, {len(merged.kept)} kept as they were"
    )
    for term in merged.kept[:20]:
        console.out(f"  kept: {term} (--overwrite replaces)")


@group.command("export")
def export(
    context: typer.Context,
    output: Annotated[Path, typer.Argument(help="File to write: .tsv, .csv or .tbx.")],
    as_json: AsJson = False,
) -> None:
    """Write the glossary for another tool.

    Example:  wirelocalize glossary export terms.tbx
    """
    from wirelocalize.glossary import Glossary

    options: Options = context.obj
    if output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(f"{output.name}: the name must end in {', '.join(_SUFFIXES)}")
    glossary = Glossary.load(options.workspace().glossary_path)
    glossary.save(output)
    if as_json:
        console.emit_json({"file": output, "terms": len(glossary)})
    else:
        console.out(f"{output}: {console.count(len(glossary), 'term')}")


@group.command()
def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="English text.")],
    locale: Annotated[
        str, typer.Option("--locale", "-l", metavar="CODE", help="Show this locale only.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the terms in a text and their translations.

    Example:  wirelocalize glossary find "The ministry announced a ceasefire."
    """
    from wirelocalize import languages
    from wirelocalize.glossary import Glossary

    options: Options = context.obj
    glossary = Glossary.load(options.workspace().glossary_path)
    code = languages.get(locale).code if locale else None
    if as_json:
        console.emit_json(glossary.find(text, code))
        return
    for line in glossary.term_notes(text, code) or ["no term"]:
        console.out(line.removeprefix("term: "))
