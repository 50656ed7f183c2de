"""What the last run saw: lets a run with nothing to do find that out by reading and hashing its inputs.

Only a cache: deleting ``.wirelocalize/publish`` costs time, never content.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any

from wirelocalize.checks.model import Finding, Severity
from wirelocalize.files import MAX_TEXT_BYTES, digest, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.errors import WirelocalizeError
    from wirelocalize.publish.model import OutputFile

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """One text as of the last run.

    :param settings: hash of all that its outcome depends on beside its article and catalogue.
    :param siblings: locales its article was published in.
    :param stamps: size and modification time (ns) of each output: its files, then its draft files.
    :param errors: the checks' errors, for reports.
    """

    settings: str
    siblings: tuple[str, ...]
    stamps: list[tuple[int, int]]
    errors: tuple[Finding, ...] = ()


@dataclass
class Cache:
    """All texts by (slug, locale), and files whose removal may have been cut short.

    :param pending: absolute paths to be removed once the manifest no longer names them.
    """

    path: Path
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Cache:
        """Read the cache; one that cannot be read is as good as none."""
        cache = cls(path)
        try:
            data = json.loads(path.read_bytes())
            if data["version"] == _VERSION:
                cache.seen = {
                    (slug, code): Seen(
                        settings, tuple(siblings), list(map(tuple, stamps)), _errors_in(errors)
                    )
                    for slug, code, settings, siblings, stamps, errors in data["seen"]
                }
                cache.pending = list(data["pending"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            cache = cls(path)
        cache._saved = list(cache.pending)
        return cache

    def __post_init__(self) -> None:
        self._changed = False
        self._saved: list[str] = []

    def keep(self, key: tuple[str, str], seen: Seen) -> None:
        """Note a text as seen."""
        self._changed |= self.seen.get(key) != seen
        self.seen[key] = seen

    def forget(self, key: tuple[str, str]) -> None:
        """Drop a text."""
        self._changed |= self.seen.pop(key, None) is not None

    def save(self) -> None:
        """Write it, if it changed."""
        if not self._changed and self.pending == self._saved:
            return
        seen = [
            [*key, item.settings, item.siblings, item.stamps, _errors_out(item.errors)]
            for key, item in sorted(self.seen.items())
        ]
        data = {"version": _VERSION, "pending": self.pending, "seen": seen}
        write_text(self.path, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        self._changed, self._saved = False, list(self.pending)


def stamp(path: str) -> tuple[int, int] | None:
    """Size and modification time of a file; ``None`` if it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of calls in a run that has nothing to do
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def file_hash(path: str, error: type[WirelocalizeError]) -> str:
    """Hash of a file's bytes; empty if there is none.

    :raises error: it cannot be read, or is too large.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - thousands of calls, as above
            if os.fstat(stream.fileno()).st_size > MAX_TEXT_BYTES:
                raise error(f"is larger than {MAX_TEXT_BYTES // (1024 * 1024)} MB", path=path)
            return hashlib.sha256(stream.read()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as exc:
        raise error(f"cannot be read: {exc.strerror or exc}", path=path) from exc


def in_place(folder: str, item: OutputFile, known: tuple[int, int] | None = None) -> bool:
    """Whether an output is as it was written: by its stamp if that is known, else by its bytes."""
    path = f"{folder}/{item.path}"
    now = stamp(path)
    if now is None or now[0] != item.size:
        return False
    if known == now:
        return True
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            return digest(stream.read()) == item.sha256
    except OSError:
        return False


def _errors_out(errors: tuple[Finding, ...]) -> list[list[Any]]:
    return [list(astuple(finding)) for finding in errors]


def _errors_in(data: list[list[Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(rule, Severity(severity), *rest) for rule, severity, *rest in data) if data else ()
