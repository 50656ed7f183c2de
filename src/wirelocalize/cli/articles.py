"""``init``, ``add`` and ``units``: a workspace, its articles, and what they are made of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wirelocalize.cli import console
from wirelocalize.cli.app import Options, app
from wirelocalize.cli.shared import AsJson
from wirelocalize.errors import ExitCode

if TYPE_CHECKING:
    from wirelocalize.articles.importers import Imported
    from wirelocalize.articles.model import Article
    from wirelocalize.segments.model import Unit


@app.command()
def init(
    context: typer.Context,
    directory: Annotated[Path | None, typer.Argument(help="Folder of the workspace; default: here.")] = None,
    locales: Annotated[
        list[str] | None, typer.Option("--locale", "-l", metavar="CODE", help="Target locale.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a workspace: configuration, folders, and a starter glossary. Existing files are kept.

    Example:  wirelocalize init newsroom
    """
    from wirelocalize import scaffold

    options: Options = context.obj
    root = (options.directory / (directory or Path())).resolve()
    made = scaffold.create(root, tuple(locales or ("fa", "fa_AF", "ps")))
    if as_json:
        console.emit_json({"root": root, "made": made.made, "kept": made.kept})
        return
    for path in made.made:
        console.out(f"made {path.relative_to(root)}")
    for path in made.kept:
        console.out(f"kept {path.relative_to(root)} (it was there)")
    console.out("Next: wirelocalize add PAGE, then wirelocalize run")


@app.command()
def add(
    context: typer.Context,
    pages: Annotated[list[Path], typer.Argument(help="Saved pages: plain text or HTML.")],
    slug: Annotated[
        str, typer.Option("--slug", help="Name of the article (one page only); default: from its title.")
    ] = "",
    profile: Annotated[Path | None, typer.Option("--profile", help="TOML file with a site's habits.")] = None,
    article: Annotated[
        int, typer.Option("--article", metavar="N", help="Which article of the page; 0: the first.")
    ] = 0,
    url: Annotated[str, typer.Option("--url", help="Address the page came from.")] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each line was taken for; write nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an article of the same name.")] = False,
    as_json: AsJson = False,
) -> None:
    """Turn scraped pages into articles/<slug>.md, one each.

    Example:  wirelocalize add page.txt
              wirelocalize add --explain page.txt
              wirelocalize add --profile mysite.toml saved/*.html
    """
    from wirelocalize.articles import importers
    from wirelocalize.batch import Failure, add_page
    from wirelocalize.errors import ArticleError, WirelocalizeError

    options: Options = context.obj
    if slug and len(pages) > 1:
        raise typer.BadParameter("--slug names one article; give one page")
    chosen = importers.load_profile(profile) if profile else None
    workspace = None if explain else options.workspace()
    results: list[dict[str, Any]] = []
    failures = []
    for page in pages:
        try:
            if page.is_dir():
                raise ArticleError("is a folder", path=page, hint=f"name the pages in it: {page}/*")
            found = importers.import_page(page, profile=chosen, article=article or None)
            made = None
            if workspace is not None:
                made = add_page(workspace, found, slug=slug, source_url=url, force=force)
        except WirelocalizeError as error:
            failures.append(Failure.of(str(page), error))
            continue
        results.append(_facts(page, found, made))
        if not as_json:
            _print_import(page, found, made, explain=explain)
    if as_json:
        console.emit_json(results)
    from wirelocalize.cli.shared import finish

    finish(tuple(failures), len(results))


def _other_roles(found: Imported) -> dict[str, int]:
    """Pieces that are neither paragraphs nor subheadings nor counted elsewhere, by role."""
    counts = Counter(piece.role.value for piece in found.pieces)
    return {
        role.replace("-", " "): number
        for role, number in counts.items()
        if role not in {"paragraph", "subheading", "caption", "note"}
    }


def _facts(page: Path, found: Imported, made: Path | None) -> dict[str, Any]:
    return {"page": page, "article": made, **console.plain(found)}


def _print_import(page: Path, found: Imported, made: Path | None, *, explain: bool) -> None:
    if explain:
        for label in found.labels:
            where = f" ({label.article})" if label.article > 1 else ""
            console.out(f"{label.line:5}  {label.kind.value + where:20}  {label.text}")
    title = found.title or "(no title)"
    console.out(f"{page}: {title}")
    facts = [found.date or "no date", found.author or "no byline"]
    counts = {
        "caption": len(found.captions),
        "paragraph": sum(1 for piece in found.pieces if piece.role.value == "paragraph"),
        "subheading": sum(1 for piece in found.pieces if piece.role.value == "subheading"),
        **_other_roles(found),
        "note": len(found.notes),
    }
    facts += [console.count(number, noun) for noun, number in counts.items() if number]
    console.out("  " + ", ".join(facts))
    if found.related:
        console.out(
            f"  {console.count(len(found.related), 'related headline')} kept in the front matter, not published"
        )
    for other in found.others:
        kind = "a stub (headline and byline, no text)" if other.stub else "another article"
        console.out(f"  line {other.line}: {kind}, not imported: {other.title}")
    for warning in found.warnings:
        console.note(f"  warning: {warning}")
    if made is not None:
        console.out(f"  wrote {made}")


@app.command()
def units(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help="Article files (Markdown or HTML), of a workspace or not.")
    ],
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Rebuild each file with the identity translation and compare bytes."),
    ] = False,
    paragraphs: Annotated[bool, typer.Option("--paragraphs", help="Blocks instead of sentences.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what articles are made of: role, line and text of each unit.

    Example:  wirelocalize units articles/herat-clinic.md
              wirelocalize units --verify articles/*.md
    """
    from wirelocalize.batch import Failure, identical, open_article
    from wirelocalize.cli.shared import finish
    from wirelocalize.errors import WirelocalizeError

    results: list[dict[str, Any]] = []
    failures = []
    wrong = 0
    for path in files:
        try:
            article, found = open_article(
                path, context.obj.directory, mode="paragraph" if paragraphs else "sentence"
            )
            same = identical(article, found) if verify else None
        except WirelocalizeError as error:
            failures.append(Failure.of(str(path), error))
            continue
        wrong += same is False
        results.append(_unit_facts(path, article, found, same))
        if not as_json:
            _print_units(path, article, found, same)
    if as_json:
        console.emit_json(results)
    finish(tuple(failures), len(results), ExitCode.FINDINGS if wrong else 0)


def _unit_facts(path: Path, article: Article, found: tuple[Unit, ...], same: bool | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "file": path,
        "format": article.format,
        "blocks": len(article.blocks),
        "units": [
            {
                "role": u.context,
                "line": u.line,
                "start": u.start,
                "end": u.end,
                "block": u.block,
                "text": u.text,
            }
            for u in found
        ],
    }
    if same is not None:
        facts["identical"] = same
    return facts


def _print_units(path: Path, article: Article, found: tuple[Unit, ...], same: bool | None) -> None:
    if same is not None:
        console.out(
            f"{path}: {'identical' if same else 'NOT IDENTICAL'} ({console.count(len(found), 'unit')})"
        )
        return
    for unit in found:
        console.out(f"{path}:{unit.line}: {unit.context}: {unit.text}")
    console.out(f"{path}: {console.count(len(article.blocks), 'block')}, {console.count(len(found), 'unit')}")
