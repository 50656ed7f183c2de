"""The memory's cache: every reviewed unit of the workspace and its TMX files in one SQLite file.

It may be deleted at any time, holds nothing that the catalogues do not, and is rebuilt in silence when it is
damaged or of another version. Only files whose size, time or hash changed are read again.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.errors import DataError, WirelocalizeError
from wirelocalize.files import digest, read_bytes
from wirelocalize.memory.text import normalise, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from wirelocalize.memory.model import MemoryUnit

VERSION = 1
CACHE_NAME = "memory.sqlite"
MAX_FILE_BYTES = 1 << 30
_RACY_SECONDS = 2.0
"""A file changed so shortly before it was read may change again within the same clock tick."""
_BATCH = 500
_SCHEMA = """
CREATE TABLE files (id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, locale TEXT NOT NULL,
    size INTEGER NOT NULL, mtime INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE units (id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL, locale TEXT NOT NULL,
    context TEXT NOT NULL, origin TEXT NOT NULL, written TEXT NOT NULL, who TEXT NOT NULL,
    source TEXT NOT NULL, target TEXT NOT NULL, norm TEXT NOT NULL, signature BLOB NOT NULL);
CREATE INDEX units_file ON units (file);
CREATE INDEX units_locale ON units (locale);
"""
_COLUMNS = "context, origin, written, source, target"
Row = tuple[int, str, str, str, str, str]
"""(id, context, origin, when, source, target)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that units come from.

    :param locale: of a catalogue; empty for a TMX file, which can hold several.
    :param read: gives its units.
    :param required: a fault in it is an error; else it is skipped and reported.
    """

    path: Path
    locale: str
    read: Callable[[], Iterable[MemoryUnit]]
    required: bool = False


class Store:
    """The cache of a workspace; one connection, used by one thread at a time.

    :param path: the SQLite file; ``None`` keeps everything in this process.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = self._open()
        self.skipped: tuple[tuple[Path, str], ...] = ()

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def refresh(self, sources: Sequence[Source], locales: Sequence[str]) -> None:
        """Make the cache agree with the files.

        :param locales: catalogues of these that are not among ``sources`` are forgotten, and TMX files.
        :raises DataError: a TMX file cannot be read.
        """
        with self._lock:
            try:
                self._refresh(sources, locales)
            except sqlite3.Error:
                self._connection.close()
                self._discard()
                self._connection = self._open()
                try:
                    self._refresh(sources, locales)
                except sqlite3.Error:  # the folder cannot be written: go without a file
                    self._connection.close()
                    self._connection = _prepared(":memory:")
                    self._refresh(sources, locales)

    def add(self, units: Iterable[MemoryUnit]) -> None:
        """Put units in directly, as if from one file."""
        with self._lock, self._connection:
            self._insert(0, units)

    def keys(self, locale: str) -> list[tuple[int, str, bytes]]:
        """(id, normalised source, signature) of every unit of a locale.

        :raises sqlite3.Error: the cache is damaged.
        """
        with self._lock:
            sql = "SELECT id, norm, signature FROM units WHERE locale = ? ORDER BY id"
            return self._connection.execute(sql, (locale,)).fetchall()

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The units with these ids; those that are gone meanwhile are left out.

        :raises sqlite3.Error: the cache is damaged.
        """
        found: list[Row] = []
        with self._lock:
            for at in range(0, len(ids), _BATCH):
                part = ids[at : at + _BATCH]
                marks = ",".join("?" * len(part))
                sql = f"SELECT id, {_COLUMNS} FROM units WHERE id IN ({marks})"  # noqa: S608 - question marks
                found += self._connection.execute(sql, part).fetchall()
        return found

    def everything(self, locale: str) -> Iterator[tuple[str, str, str, str, str, str]]:
        """(context, origin, when, who, source, target) of every unit of a locale, in order of origin."""
        with self._lock:
            sql = (
                "SELECT context, origin, written, who, source, target FROM units"
                " WHERE locale = ? ORDER BY origin, id"
            )
            rows = self._connection.execute(sql, (locale,)).fetchall()
        yield from rows

    def _open(self) -> sqlite3.Connection:
        """The cache, made anew if it is not usable, in memory if there is no way to write one."""
        if self._path is None:
            return _prepared(":memory:")
        for _attempt in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                return _prepared(str(self._path))
            except (sqlite3.Error, OSError):
                self._discard()
        return _prepared(":memory:")

    def _discard(self) -> None:
        if self._path is not None:
            for suffix in ("", "-journal", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _refresh(self, sources: Sequence[Source], locales: Sequence[str]) -> None:
        marks = ",".join("?" * (len(locales) + 1))
        sql = f"SELECT id, path, size, mtime, digest FROM files WHERE locale IN ({marks})"  # noqa: S608
        known = {
            path: (number, size, mtime, hash_)
            for number, path, size, mtime, hash_ in self._connection.execute(sql, ("", *locales))
        }
        skipped = []
        for source in sources:
            old = known.pop(str(source.path), None)
            try:
                self._update(source, old)
            except WirelocalizeError as exc:
                if source.required:
                    raise
                skipped.append((source.path, exc.message))
        if known:
            with self._connection:
                for number, *_ in known.values():
                    self._forget(number)
        self.skipped = tuple(skipped)

    def _update(self, source: Source, old: tuple[int, int, int, str] | None) -> None:
        """Read a file again if it changed; each file is one transaction."""
        try:
            status = source.path.stat()
        except OSError as exc:
            if old:
                with self._connection:
                    self._forget(old[0])
            raise DataError(f"cannot be read: {exc.strerror or exc}", path=source.path) from exc
        if old and (old[1], old[2]) == (status.st_size, status.st_mtime_ns):
            return
        racy = time.time() - status.st_mtime < _RACY_SECONDS
        mtime = 0 if racy else status.st_mtime_ns
        current = digest(read_bytes(source.path, limit=MAX_FILE_BYTES, error=DataError))
        with self._connection:
            if old and old[3] == current:
                changes = (status.st_size, mtime, old[0])
                self._connection.execute("UPDATE files SET size = ?, mtime = ? WHERE id = ?", changes)
                return
            if old:
                self._forget(old[0])
            cursor = self._connection.execute(
                "INSERT INTO files (path, locale, size, mtime, digest) VALUES (?, ?, ?, ?, ?)",
                (str(source.path), source.locale, status.st_size, mtime, current),
            )
            self._insert(int(cursor.lastrowid or 0), source.read())

    def _forget(self, number: int) -> None:
        self._connection.execute("DELETE FROM units WHERE file = ?", (number,))
        self._connection.execute("DELETE FROM files WHERE id = ?", (number,))

    def _insert(self, number: int, units: Iterable[MemoryUnit]) -> None:
        self._connection.executemany(
            "INSERT INTO units (file, locale, context, origin, written, who, source, target, norm, signature)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    u.locale,
                    u.context,
                    u.origin,
                    u.when,
                    u.who,
                    u.source,
                    u.target,
                    norm,
                    signature(norm),
                )
                for u in units
                if (norm := normalise(u.source)) and u.target
            ),
        )


def _prepared(name: str) -> sqlite3.Connection:
    """A connection to a database of the present version.

    :raises sqlite3.Error: it is no database, or cannot be opened.
    """
    connection = sqlite3.connect(name, timeout=30.0, check_same_thread=False)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if version != VERSION or not {"files", "units"} <= tables:
            if tables - {"sqlite_sequence"}:
                raise sqlite3.DatabaseError("another version")
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
