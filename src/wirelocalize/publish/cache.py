"""What the last run saw: lets a run with nothing to do find that out by reading and hashing its inputs.

Only a cache: deleting ``.wirelocalize/publish`` costs time, never content.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from wirelocalize.checks.model import Finding, Severity
from wirelocalize.files import digest, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.publish.model import OutputFile

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """One text as of the last run.

    :param inputs: hash of everything its outcome depends on.
    :param siblings: locales its article was published in.
    :param stamps: size and modification time (ns) of each output, by absolute path.
    :param errors: the checks' errors, for reports.
    """

    inputs: str
    siblings: tuple[str, ...]
    stamps: dict[str, tuple[int, int]]
    errors: tuple[Finding, ...] = ()


@dataclass
class Cache:
    """All texts by ``slug|locale``, and files whose removal may have been cut short."""

    path: Path
    seen: dict[str, Seen] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Cache:
        """Read the cache; one that cannot be read is as good as none."""
        try:
            data = json.loads(path.read_bytes())
            if data["version"] != _VERSION:
                return cls(path)
            return cls(
                path, {key: _seen_in(item) for key, item in data["seen"].items()}, list(data["pending"])
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(path)

    def save(self) -> None:
        """Write it, if it differs."""
        seen = {key: _seen_out(self.seen[key]) for key in sorted(self.seen)}
        data = {"version": _VERSION, "pending": sorted(self.pending), "seen": seen}
        write_text(self.path, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def stamp(path: str) -> tuple[int, int] | None:
    """Size and modification time of a file; ``None`` if it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of calls in a run that has nothing to do
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def in_place(folder: str, item: OutputFile, stamps: dict[str, tuple[int, int]]) -> bool:
    """Whether an output is as it was written: by its stamp, else by its bytes."""
    path = f"{folder}/{item.path}"
    now = stamp(path)
    if now is None or now[0] != item.size:
        return False
    if stamps.get(path) == now:
        return True
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            return digest(stream.read()) == item.sha256
    except OSError:
        return False


def _seen_out(seen: Seen) -> dict[str, Any]:
    item: dict[str, Any] = {"i": seen.inputs, "s": seen.siblings, "t": seen.stamps}
    if seen.errors:
        item["e"] = [{**asdict(finding), "severity": finding.severity.value} for finding in seen.errors]
    return item


def _seen_in(data: dict[str, Any]) -> Seen:
    errors = tuple(Finding(**{**item, "severity": Severity(item["severity"])}) for item in data.get("e", ()))
    stamps = {path: (size, time) for path, (size, time) in data["t"].items()}
    return Seen(data["i"], tuple(data["s"]), stamps, errors)
