"""``models``: which engines there are, getting others, and measuring them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import AsJson
from wirelocalize.errors import WirelocalizeError

if TYPE_CHECKING:
    from wirelocalize.engines import Model

group = typer.Typer(
    no_args_is_help=True,
    help="Translation models: list, install, measure, carry away.",
    rich_markup_mode=None,
)
app.add_typer(group, name="models")

Name = Annotated[str, typer.Argument(help="Name of a model, or name@version.")]


@group.command("list")
def list_models(as_json: AsJson = False) -> None:
    """Show the models of this machine and those that can be had by name.

    Example:  wirelocalize models list
    """
    from wirelocalize.engines import ModelStore

    store = ModelStore()
    have = store.list()
    offers = store.available()
    if as_json:
        console.emit_json(
            {"home": store.home, "installed": [_facts(model) for model in have], "available": offers}
        )
        return
    rows = [
        [
            model.card.ident,
            ", ".join(model.card.targets),
            "embedded" if model.embedded else "installed",
            f"{model.size / 1e6:.0f} MB",
            model.card.licence,
        ]
        for model in have
    ]
    names = {model.card.name for model in have}
    rows += [
        [offer.name, ", ".join(offer.locales), "available", offer.size, offer.licence]
        for offer in offers
        if offer.name not in names
    ]
    console.table(("model", "locales", "", "size", "licence"), rows)
    console.out(
        "wirelocalize models info MODEL tells what it can do; models install MODEL gets an available one"
    )


def _facts(model: Model) -> dict[str, Any]:
    facts: dict[str, Any] = console.plain(model.card)
    return {**facts, "folder": str(model.folder), "embedded": model.embedded, "bytes": model.size}


@group.command()
def install(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="A file, folder, URL, or a name of `models list`.")],
    kind: Annotated[
        str, typer.Option(help="Family: argos, nllb, m2m100, small100, madlad, opus, firefox.")
    ] = "",
    name: Annotated[str, typer.Option(help="Name to install it under.")] = "",
    version: Annotated[str, typer.Option(help="Version to record.")] = "",
    checksum: Annotated[str, typer.Option(metavar="SHA256", help="What the file's hash must be.")] = "",
    convert: Annotated[
        bool, typer.Option("--convert", help="Convert a Hugging Face checkpoint ([convert] extra).")
    ] = False,
    mirror: Annotated[str, typer.Option(metavar="URL", help="HTTP mirror; default: the workspace's.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace one of the same name and version.")] = False,
    as_json: AsJson = False,
) -> None:
    """Install a model. Only this command uses the network, and only for a name or a URL.

    Example:  wirelocalize models install argos-en_fa
              wirelocalize models install ~/stick/models.bundle
              wirelocalize models install ~/nllb-ct2 --kind nllb
    """
    from wirelocalize.engines import ModelStore

    options: Options = context.obj
    with console.progress(quiet=options.quiet or as_json) as progress:
        models = ModelStore().install(
            source,
            kind=kind,
            name=name,
            version=version,
            checksum=checksum,
            convert=convert,
            mirror=mirror or _mirror(options),
            force=force,
            progress=lambda done, total: progress("Downloading", done, total),
        )
    if as_json:
        console.emit_json([_facts(model) for model in models])
        return
    for model in models:
        console.out(
            f"installed {model.card.ident} for {', '.join(model.card.targets)} ({model.card.licence})"
        )
        console.out("to use it, put into wirelocalize.toml:")
        for locale in model.card.targets:
            console.out(
                f'  [engines.{locale}]\n  engine = "{model.card.name}"\n  version = "{model.card.version}"'
            )


def _mirror(options: Options) -> str:
    try:
        return options.workspace().config.mt.mirror
    except WirelocalizeError:
        return ""


@group.command()
def remove(name: Name, as_json: AsJson = False) -> None:
    """Delete an installed model.

    Example:  wirelocalize models remove argos-en_fa
    """
    from wirelocalize.engines import ModelStore

    model = ModelStore().remove(name)
    if as_json:
        console.emit_json({"removed": model.card.ident})
    else:
        console.out(f"removed {model.card.ident}")


@group.command()
def info(name: Name, as_json: AsJson = False) -> None:
    """Show a model's card: languages, licence, limits, measured quality.

    Example:  wirelocalize models info starter
    """
    from wirelocalize.engines import ModelStore

    model = ModelStore().get(name)
    card = model.card
    if as_json:
        console.emit_json(_facts(model))
        return
    console.out(f"{card.ident}  {card.title}")
    for label, value in (
        ("kind", card.kind),
        ("locales", ", ".join(card.targets)),
        ("licence", card.licence),
        ("origin", card.origin),
        ("size", f"{model.size / 1e6:.1f} MB"),
        ("folder", str(model.folder)),
    ):
        console.out(f"  {label:8} {value}")
    if card.notes:
        console.out(f"  {card.notes}")
    for locale, scores in card.quality.items():
        for score in scores:
            console.out(f"  {locale}: chrF2++ {score.chrf:.1f}, BLEU {score.bleu:.1f} ({score.test})")


@group.command()
def verify(name: Name, as_json: AsJson = False) -> None:
    """Check a model's hashes and let it translate one sentence.

    Example:  wirelocalize models verify starter
    """
    from wirelocalize.engines import ModelStore

    said = ModelStore().verify(name)
    if as_json:
        console.emit_json({"model": name, "sound": True, "said": said})
        return
    console.out(f"{name} is sound")
    for locale, text in said.items():
        console.out(f"  {locale}: {text}")


@group.command()
def export(
    name: Name,
    output: Annotated[Path, typer.Argument(help="File to write, e.g. translate-en_ps.argosmodel.")],
    locale: Annotated[str, typer.Option("--locale", "-l", metavar="CODE", help="The language to export.")],
    as_json: AsJson = False,
) -> None:
    """Write one language of a model as a package for Argos Translate.

    Example:  wirelocalize models export starter translate-en_ps.argosmodel --locale ps
    """
    from wirelocalize.engines import ModelStore

    path = ModelStore().export(name, locale, output)
    if as_json:
        console.emit_json({"file": path})
    else:
        console.out(f"wrote {path}")


@group.command()
def bundle(
    output: Annotated[Path, typer.Argument(help="File to write.")],
    names: Annotated[list[str], typer.Argument(help="Models to put in.")],
    as_json: AsJson = False,
) -> None:
    """Put models into one file, for a machine without a network (there: models install FILE).

    Example:  wirelocalize models bundle stick.bundle argos-en_fa starter
    """
    from wirelocalize.engines import ModelStore

    models = ModelStore().bundle(names, output)
    if as_json:
        console.emit_json({"file": output, "models": [model.card.ident for model in models]})
    else:
        console.out(f"wrote {output}: {', '.join(model.card.ident for model in models)}")


@group.command()
def evaluate(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="TSV: English in the first column, the translation in another.")
    ],
    locale: Annotated[
        str, typer.Option("--locale", "-l", metavar="CODE", help="Language of the translations.")
    ],
    name: Annotated[
        str, typer.Option("--model", help="Model to measure; default: the workspace's for the locale.")
    ] = "",
    column: Annotated[int, typer.Option(min=2, help="Column of the translation, from 1.")] = 2,
    limit: Annotated[int, typer.Option(min=0, help="Only the first N pairs; 0: all.")] = 0,
    beam: Annotated[int, typer.Option(min=0, max=16, help="Beam width; 0: as pinned.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Measure a model on translations made by people: chrF2++ and BLEU with their signatures, words a second.

    Example:  wirelocalize models evaluate dev.tsv --locale ps
    """
    from wirelocalize.batch.evaluation import evaluate_file

    options: Options = context.obj
    result = evaluate_file(
        file, locale, near=options.directory, model=name, column=column - 1, limit=limit, beam=beam
    )
    if as_json:
        console.emit_json({"model": result.model, **console.plain(result.scores)})
        return
    scores = result.scores
    console.out(f"{result.model} on {file}: {console.count(scores.pairs, 'pair')}")
    console.out(f"  chrF2++  {scores.chrf:.2f}   {scores.chrf_signature}")
    console.out(f"  BLEU     {scores.bleu:.2f}   {scores.bleu_signature}")
    console.out(f"  {scores.words_per_second:,.0f} English words a second; {scores.refused} refused")
