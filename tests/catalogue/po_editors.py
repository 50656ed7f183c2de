"""What PO editors do to a file, as far as it is known from their source: habits, not the editors themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

KNOWN_FLAGS = re.compile(r"fuzzy$|no-wrap$|wrap$|(no-)?[a-z]+-format$")
PERSON = "Zahra Noori <zahra@example.org>"


def poedit(path: Path, work: Callable[[polib.POEntry], None] = lambda entry: None) -> None:
    """Poedit: wraps at 79, strips flags that gettext does not know, signs the header."""
    file = polib.pofile(path, encoding="utf-8", wrapwidth=79)
    for entry in file:
        work(entry)
        entry.flags = [flag for flag in entry.flags if KNOWN_FLAGS.match(flag)]
    file.metadata |= {
        "X-Generator": "Poedit 3.4.2",
        "Last-Translator": PERSON,
        "PO-Revision-Date": "2026-03-05 18:20+0430",
    }
    file.save(path)


def weblate(path: Path, work: Callable[[polib.POEntry], None] = lambda entry: None) -> None:
    """Weblate: wraps at 77, clears ``#|`` when a unit is no longer fuzzy, may drop references."""
    file = polib.pofile(path, encoding="utf-8", wrapwidth=77)
    for entry in file:
        work(entry)
        entry.occurrences = []
        if "fuzzy" not in entry.flags:
            entry.previous_msgid = entry.previous_msgctxt = None
    file.metadata |= {
        "X-Generator": "Weblate 5.14",
        "Last-Translator": PERSON,
        "PO-Revision-Date": "2026-03-05 18:20+0000",
    }
    file.save(path)


def omegat(path: Path, *, confirmed: Container[str] | None = None) -> None:
    """OmegaT: removes every fuzzy flag and ``#|`` line, writes msgstr on one line, empties what is not confirmed.

    :param confirmed: the msgids that the translator confirmed; ``None``: nothing is emptied.
    """
    lines: list[str] = []
    msgid, target, collecting = "", None, False
    header_done = False

    def flush() -> None:
        nonlocal target, header_done
        if target is not None:
            keep = not header_done or confirmed is None or msgid in confirmed
            lines.append(f'msgstr "{target if keep else ""}"')
            header_done = True
        target = None

    for raw in path.read_text(encoding="utf-8").split("\n"):
        line = raw.strip()
        if line.startswith("#|") or line == "#, fuzzy":
            continue
        if line.startswith("#, fuzzy, "):
            line = line.replace("fuzzy, ", "")
        if line.startswith("msgid "):
            msgid, collecting = line[7:-1], True
        elif line.startswith("msgstr "):
            target, collecting = line[8:-1], False
            continue
        elif line.startswith('"') and target is not None:
            target += line[1:-1]
            continue
        elif line.startswith('"') and collecting:
            msgid += line[1:-1]
        else:
            flush()
        lines.append(line)
    flush()
    path.write_text("\n".join(lines), encoding="utf-8")
