"""TMX files into and out of a workspace."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.errors import DataError
from wirelocalize.files import locked, read_bytes, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wirelocalize.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportedMemory:
    """A TMX file that is part of the workspace now.

    :param path: its copy in the workspace.
    :param units: number of units by locale.
    """

    path: Path
    units: dict[str, int]


def import_tmx(workspace: Workspace, files: Iterable[Path]) -> list[ImportedMemory]:
    """Copy TMX files to the workspace's ``locales/memory/``, each read once to see that it is sound.

    :raises DataError: one is not TMX, or another file of its name is there; nothing of it is kept then.
    """
    from wirelocalize import memory

    done = []
    with locked(workspace.lock_path):
        for path in files:
            units = Counter(unit.locale for unit in memory.read_tmx(path))
            copy = workspace.memories_dir / path.name
            data = read_bytes(path, limit=2**30, error=DataError)
            if copy.exists() and copy.read_bytes() != data:
                raise DataError(
                    "another memory of this name is in the workspace", path=copy, hint="rename the new one"
                )
            write_bytes(copy, data)
            done.append(ImportedMemory(copy, dict(units)))
    return done


def export_tmx(workspace: Workspace, output: Path, locales: tuple[str, ...], *, people: bool = False) -> int:
    """Write the workspace's reviewed units as TMX.

    :returns: number of units written.
    :raises OutputError: the file cannot be written.
    """
    from wirelocalize import memory

    codes = [languages.get(code).code for code in locales or workspace.config.locales]
    held = memory.Memory.load(workspace, codes)
    units = [unit for code in codes for unit in held.units(code)]
    memory.write_tmx(output, units, people=people)
    return len(units)
