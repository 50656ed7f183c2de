"""Every failure a user can meet: one exception tree, each class with its exit code.

A message says what is wrong, where, and what to do. The command line prints it in one line; a library user
catches :class:`WirelocalizeError`. The codes are documented in ``docs/exit-codes.md``.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ExitCode(IntEnum):
    """Exit codes of the command line; 2 is left to the argument parser (wrong usage)."""

    OK = 0
    FINDINGS = 1
    """The command did its work and what it looked at is not as it should be (checks, open reviews)."""
    USAGE = 2
    CONFIGURATION = 3
    """The workspace or its configuration is missing or wrong."""
    INPUT = 4
    """An article, page, catalogue or other input cannot be read."""
    ENGINE = 5
    """No usable engine or model, or a model is damaged."""
    OUTPUT = 6
    """Something could not be written."""
    PARTIAL = 7
    """Some items failed; everything else was done."""
    NETWORK = 8
    """A download failed (only ``models install`` from an index or URL uses the network)."""
    INTERRUPTED = 130


class WirelocalizeError(Exception):
    """Base of all errors a user can mend.

    :param message: what is wrong.
    :param path: the file it is about, shown first.
    :param line: 1-based line in that file, where known.
    :param hint: what to do about it.
    """

    exit_code: ExitCode = ExitCode.INPUT

    def __init__(
        self, message: str, *, path: Path | str | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        where = (
            f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        )
        return f"{where}{self.message}" + (f" ({self.hint})" if self.hint else "")


class ConfigurationError(WirelocalizeError):
    """The workspace or ``wirelocalize.toml`` is missing or wrong."""

    exit_code = ExitCode.CONFIGURATION


class ArticleError(WirelocalizeError):
    """An article or page cannot be read."""


class CatalogueError(WirelocalizeError):
    """A PO or POT file cannot be read or is not valid."""


class DataError(WirelocalizeError):
    """A glossary, memory (TMX), profile or other data file cannot be read."""


class EngineError(WirelocalizeError):
    """No usable engine for a language, or a model is missing or damaged."""

    exit_code = ExitCode.ENGINE


class OutputError(WirelocalizeError):
    """A file cannot be written (permissions, full disk, a lock held by another process)."""

    exit_code = ExitCode.OUTPUT


class NetworkError(WirelocalizeError):
    """A download failed."""

    exit_code = ExitCode.NETWORK
