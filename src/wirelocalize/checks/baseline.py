"""Baselines: findings of old work that are known and not to be shown again.

A finding's fingerprint is made of the rule, the entry and the faulty piece, not of lines or file names, so that it
stays the same when units move, and is gone when the text changes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from wirelocalize.errors import DataError
from wirelocalize.files import read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wirelocalize.checks.model import Finding

_VERSION = 1


def fingerprint(finding: Finding) -> str:
    """16 hexadecimal digits that stay the same when the entry moves."""
    parts = (finding.rule, finding.context, finding.source, " ".join(finding.excerpt.split()))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write(path: Path, findings: Iterable[Finding]) -> bool:
    """Write a baseline that accepts these findings, each as often as it occurs.

    :returns: whether the file changed.
    :raises OutputError: it cannot be written.
    """
    counts = Counter(f"{finding.rule}:{fingerprint(finding)}" for finding in findings)
    data = {"version": _VERSION, "accepted": dict(sorted(counts.items()))}
    return write_text(path, json.dumps(data, indent=1) + "\n")


def read(path: Path) -> Counter[str]:
    """The accepted fingerprints of a baseline file and how often each may occur; none yet if there is no file.

    :raises DataError: it cannot be read or is no baseline.
    """
    if not path.exists():
        return Counter()
    try:
        data = json.loads(read_text(path, error=DataError))
        accepted = data["accepted"] if data["version"] == _VERSION else None
        if not isinstance(accepted, dict):
            raise KeyError("accepted")
        return Counter({str(name): int(count) for name, count in accepted.items()})
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as exc:
        raise DataError(
            "is not a baseline of checks", path=path, hint="write it anew with --write-baseline"
        ) from exc


def without(findings: Iterable[Finding], accepted: Counter[str]) -> list[Finding]:
    """The findings that a baseline does not accept; of more than it knows, the later ones are shown."""
    left = Counter(accepted)
    shown = []
    for finding in findings:
        name = f"{finding.rule}:{fingerprint(finding)}"
        if left[name] > 0:
            left[name] -= 1
        else:
            shown.append(finding)
    return shown
