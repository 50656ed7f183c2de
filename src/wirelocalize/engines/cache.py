"""The cache of hypotheses: an SQLite file that may be deleted, cut short or locked at any time without harm."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from hashlib import sha256
from typing import TYPE_CHECKING

from wirelocalize.engines.model import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS hypotheses (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, score REAL, truncated INTEGER NOT NULL, alignment TEXT NOT NULL
) WITHOUT ROWID
"""
_CHUNK = 500


class Cache:
    """Hypotheses by (engine's cache key, masked source).

    Every failure of the file is a miss: a cache must never stop a run.

    :param path: the SQLite file; ``None``: nothing is remembered.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def _open(self) -> sqlite3.Connection | None:
        """The connection; a file that is no database is replaced by an empty one."""
        if self._connection is not None or self._path is None:
            return self._connection
        for _ in range(2):
            connection: sqlite3.Connection | None = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self._path, timeout=5.0)
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=OFF")
                connection.execute(_SCHEMA)
                connection.execute(
                    "SELECT key, text, score, truncated, alignment FROM hypotheses LIMIT 1"
                ).fetchall()
            except (sqlite3.DatabaseError, OSError) as exc:
                if connection is not None:
                    connection.close()
                if isinstance(exc, sqlite3.OperationalError) and "locked" in str(exc):
                    break
                self._discard()
            else:
                self._connection = connection
                return connection
        self._path = None
        return None

    def _discard(self) -> None:
        """Delete the file and what SQLite keeps beside it."""
        self.close()
        if self._path is not None:
            for suffix in ("", "-wal", "-shm", "-journal"):
                with contextlib.suppress(OSError):
                    self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def get(self, engine: str, sources: Sequence[str], *, align: bool) -> dict[str, Hypothesis]:
        """What is known of ``sources``; with ``align``, only entries that have an alignment."""
        connection = self._open()
        found: dict[str, Hypothesis] = {}
        if connection is None:
            return found
        by_key = {_key(engine, source): source for source in sources}
        keys = list(by_key)
        try:
            for start in range(0, len(keys), _CHUNK):
                chunk = keys[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                rows = connection.execute(
                    f"SELECT key, text, score, truncated, alignment FROM hypotheses WHERE key IN ({marks})",  # noqa: S608
                    chunk,
                )
                for key, text, score, truncated, alignment in rows:
                    rows_of_weights = tuple(tuple(row) for row in json.loads(alignment or "[]"))
                    if alignment or not align:
                        found[by_key[bytes(key)]] = Hypothesis(text, score, bool(truncated), rows_of_weights)
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError):
            self._discard()
        return found

    def put(self, engine: str, items: Iterable[tuple[str, Hypothesis]], *, align: bool) -> None:
        """Remember hypotheses; failures are ignored."""
        connection = self._open()
        if connection is None:
            return
        rows = [
            (
                _key(engine, source),
                hypothesis.text,
                hypothesis.score,
                hypothesis.truncated,
                json.dumps(hypothesis.alignment, separators=(",", ":")) if align else "",
            )
            for source, hypothesis in items
        ]
        try:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO hypotheses VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.OperationalError:
            return  # full disk, or another run holds it: the work is done all the same
        except sqlite3.DatabaseError:
            self._discard()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _key(engine: str, source: str) -> bytes:
    """Digest of (engine, source)."""
    return sha256(f"{engine}\0{source}".encode("utf-8", "surrogatepass")).digest()
