"""How results reach a person or a machine: tables, progress, JSON, one-line errors.

Results go to standard output, everything else to standard error, so that a pipe sees results alone.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from wirelocalize.errors import WirelocalizeError

Progress = "Callable[[str, int, int], None]"
"""Called with (what is being done, done, total)."""

MIN_NAME = 12
"""Characters of a name that are shown however narrow the window is."""


class ReaderGoneError(Exception):
    """Whoever read the output has gone (``| head``): there is nobody left to print for."""


def out(text: str = "") -> None:
    """Print a line of a result.

    :raises ReaderGoneError: the pipe is closed.
    """
    try:
        sys.stdout.write(text + "\n")
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def flush() -> None:
    """Hand on what was printed, so that a full disk or a closed pipe shows before the program ends.

    :raises ReaderGoneError: the pipe is closed.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def discard_output() -> None:
    """Let what could not be printed go, so that the interpreter does not complain of it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Print a line about the work, beside the result; where nobody can read it, that is no failure."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")


def complain(error: WirelocalizeError) -> None:
    """Print an error in one line."""
    note("wirelocalize: " + " ".join(str(error).split()))


def plain(value: Any) -> Any:
    """Turn dataclasses, enums and paths into what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name.lower() if isinstance(value, int) else value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def emit_json(value: Any) -> None:
    """Print one JSON document; text stays readable (no ``\\u`` escapes)."""
    out(json.dumps(plain(value), ensure_ascii=False, indent=2))


def few(lines: Sequence[str], more: str, limit: int = 10) -> list[str]:
    """The first lines, and how many more there are and where to see them: a summary must not drown.

    One line over the limit is shown: to say "1 more" would take as much room.
    """
    if len(lines) <= limit + 1:
        return list(lines)
    return [*lines[:limit], f"  … and {len(lines) - limit:,} more ({more})"]


def shorten(text: str, width: int) -> str:
    """``text`` in at most ``width`` characters, its beginning and its end kept."""
    if len(text) <= width:
        return text
    tail = max(0, width // 3)
    return text[: width - tail - 1] + "…" + text[len(text) - tail :]


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    names: int | None = None,
) -> None:
    """Print aligned columns; ``right`` holds the indices of right-aligned (number) columns.

    Plain text with two spaces between columns. On a terminal the column ``names`` is shortened where the table is
    wider than the window; in a pipe every name is whole.
    """
    lines = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    if names is not None and sys.stdout.isatty():
        over = sum(widths) + 2 * (len(widths) - 1) - shutil.get_terminal_size().columns
        widths[names] = min(widths[names], max(MIN_NAME, widths[names] - max(0, over)))
        for line in lines:
            line[names] = shorten(line[names], widths[names])
    for number, line in enumerate(lines):
        cells = [
            cell.rjust(widths[i]) if i in right else cell.ljust(widths[i]) for i, cell in enumerate(line)
        ]
        out("  ".join(cells).rstrip())
        if number == 0:
            out("  ".join("-" * width for width in widths))


@contextlib.contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A progress callback ``(what, done, total)``: bars on a terminal, nothing in a pipe or log."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    with Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bars:
        tasks: dict[str, Any] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield report


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 article``, ``3 articles``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
