"""Taking outputs away: only below the output and draft folders, and only what publishing once wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Sequence


def remove_files(
    names: Sequence[str], roots: Sequence[str]
) -> tuple[list[Path], list[str], list[OutputError]]:
    """Remove files by absolute path, then folders that are empty now.

    :param roots: the output and draft folders; what does not lie in one of them is left alone.
    :returns: what was removed, the names that are still to be removed, and why.
    """
    removed: list[Path] = []
    kept: list[str] = []
    errors: list[OutputError] = []
    inside = tuple(f"{root}/" for root in roots)
    for name in names:
        if not name.startswith(inside) or "/../" in name:
            continue
        path = Path(name)
        try:
            if path.is_file():
                path.unlink()
                removed.append(path)
            _prune(path.parent, {Path(root) for root in roots})
        except OSError as exc:
            kept.append(name)
            errors.append(
                OutputError(f"cannot be removed: {exc.strerror or exc}", path=path, hint="run again")
            )
    return removed, kept, errors


def _prune(folder: Path, roots: set[Path]) -> None:
    """Remove folders of ours that are empty now."""
    while folder not in roots and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
