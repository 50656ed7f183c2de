"""Save a catalogue that a translator may have saved in the meantime; merge files; keep snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize import files
from wirelocalize.catalogue.merging import Conflict, merge3
from wirelocalize.catalogue.model import Catalogue
from wirelocalize.catalogue.reader import loads, read
from wirelocalize.catalogue.writer import dumps, same_content
from wirelocalize.errors import CatalogueError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did.

    :param written: whether the file changed.
    :param merged: whether somebody else's changes were merged in.
    :param catalogue: what the file says now.
    """

    written: bool
    merged: bool
    catalogue: Catalogue
    conflicts: tuple[Conflict, ...] = ()


def save(path: Path, new: Catalogue, base: Catalogue | None) -> Saved:
    """Write ``new``, made from ``base``, merging in what was saved to the file since ``base`` was read.

    Whatever a person changed in the file meanwhile stays; of two drafts the one in the file stays.

    :param base: the catalogue as it was read; ``None`` if there was no file.
    :raises CatalogueError: the file cannot be read now; it is left alone.
    :raises OutputError: it cannot be written, or changes faster than it can be merged.
    """
    for _ in range(_ATTEMPTS):
        seen = _content(path)
        result, merged = new, False
        conflicts: tuple[Conflict, ...] = ()
        if seen is not None:
            current = loads(seen, path)
            if same_content(current, new):
                return Saved(written=False, merged=False, catalogue=current)
            if base is None or current != base:
                result, conflicts = merge3(base or Catalogue({}, ()), current, new, theirs_is_person=False)
                merged = True
                if same_content(current, result):
                    return Saved(written=False, merged=True, catalogue=current, conflicts=conflicts)
        text = dumps(result)
        # Closes all but the last instant between reading and renaming.
        if _content(path) == seen:
            return Saved(files.write_text(path, text), merged, result, conflicts)
    raise OutputError(
        "keeps changing while it is saved", path=path, hint="close other programs that write it"
    )


def merge_files(base: Path, ours: Path, theirs: Path) -> tuple[Conflict, ...]:
    """Merge three PO files into ``ours``: what git asks of a merge driver.

    An empty ``base`` means that both sides added the file.

    :returns: the conflicts that a person has to settle; the file is valid and complete all the same.
    :raises CatalogueError: one of them cannot be read; ``ours`` is then as it was.
    :raises OutputError: it cannot be written.
    """
    mine = read(ours)
    merged, conflicts = merge3(read(base), mine, read(theirs))
    if not same_content(mine, merged):
        files.write_text(ours, dumps(merged))
    return conflicts


def remember(snapshot: Path, catalogue: Catalogue) -> None:
    """Keep a catalogue as it was last written, in the cache, for :func:`recover` and :func:`update`.

    :raises OutputError: the cache cannot be written.
    """
    files.write_text(snapshot, dumps(catalogue))


def recall(snapshot: Path) -> Catalogue | None:
    """The catalogue that :func:`remember` kept; ``None`` if there is none or it is damaged."""
    try:
        text = _content(snapshot)
        return None if text is None else loads(text, snapshot)
    except CatalogueError:
        return None


def _content(path: Path) -> str | None:
    return files.read_text(path, error=CatalogueError) if path.exists() else None
