"""Articles that were renamed or moved keep their catalogues: found by content, said aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize import catalogue
from wirelocalize.errors import OutputError, WirelocalizeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from wirelocalize.segments.model import Unit
    from wirelocalize.workspace import Workspace

SAME_ARTICLE = 0.6
"""Share of the old template's units that the new article must hold: a rename usually comes with small edits, while
two different reports share a few boilerplate sentences at most."""


@dataclass(frozen=True, slots=True)
class Move:
    """An article's catalogues that followed it to a new name."""

    old: str
    new: str
    locales: tuple[str, ...]


def orphaned_slugs(workspace: Workspace) -> list[str]:
    """Slugs that have a template or a catalogue but no article."""
    return sorted(_known(workspace).keys() - workspace.article_paths().keys())


def _known(workspace: Workspace) -> dict[str, Path]:
    """Slugs with a file that shows their units: the template, or a catalogue where somebody keeps no templates."""
    known: dict[str, Path] = {}
    folders = [folder / "LC_MESSAGES" for folder in sorted(workspace.catalogues_dir.glob("*"))]
    for folder, suffix in ((workspace.catalogues_dir / "templates", "pot"), *((f, "po") for f in folders)):
        for path in sorted(folder.rglob(f"*.{suffix}")):
            known.setdefault(path.relative_to(folder).with_suffix("").as_posix(), path)
    return known


def adopt_renamed(
    workspace: Workspace, units_of: Callable[[str, Path], tuple[Unit, ...]]
) -> tuple[tuple[Move, ...], tuple[str, ...]]:
    """Give each article without a template the catalogues of the orphan that holds its text.

    :param units_of: reads an article's units.
    :returns: the moves made, and the orphans that are left.
    """
    known, present = _known(workspace), workspace.article_paths()
    orphans = sorted(known.keys() - present.keys())
    if not orphans:
        return (), ()
    fresh = {slug: path for slug, path in present.items() if slug not in known}
    moves = []
    for slug, path in fresh.items():
        try:
            keys = {unit.text for unit in units_of(slug, path)}
        except WirelocalizeError:
            continue  # it is reported when its own turn comes
        best, score = _nearest({slug: known[slug] for slug in orphans}, keys)
        if best and score >= SAME_ARTICLE:
            moves.append(_move(workspace, best, slug))
            orphans.remove(best)
    return tuple(moves), tuple(orphans)


def _nearest(orphans: Mapping[str, Path], texts: set[str]) -> tuple[str, float]:
    best, score = "", 0.0
    for slug, path in orphans.items():
        try:
            old = {entry.source for entry in catalogue.read(path).entries if not entry.obsolete}
        except WirelocalizeError:
            continue
        share = len(old & texts) / len(old) if old else 0.0
        if share > score:
            best, score = slug, share
    return best, score


def _move(workspace: Workspace, old: str, new: str) -> Move:
    """Rename the template and every locale's catalogue (also of locales outside this run)."""
    moved = []
    for folder in sorted(workspace.catalogues_dir.iterdir()):
        path = workspace.catalogue_path(old, folder.name)
        if path.is_file():
            _rename(path, workspace.catalogue_path(new, folder.name))
            moved.append(folder.name)
    if workspace.template_path(old).exists():
        _rename(workspace.template_path(old), workspace.template_path(new))
    return Move(old, new, tuple(moved))


def _rename(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        if new.exists():
            raise OutputError(
                "already exists; not replaced", path=new, hint=f"the catalogue at {old} may be its older form"
            )
        old.rename(new)
    except OSError as error:
        raise OutputError(f"cannot be renamed: {error.strerror or error}", path=old) from error
