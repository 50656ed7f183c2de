"""Findings as text for people, JSON for scripts, and SARIF 2.1.0 for code review."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wirelocalize import __version__
from wirelocalize.checks.baseline import fingerprint
from wirelocalize.checks.model import Severity
from wirelocalize.checks.registry import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirelocalize.checks.model import Finding, Rule

_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(findings: Iterable[Finding]) -> str:
    """One line for each finding, as linters print: ``file:line: severity rule message [excerpt]``."""
    return "".join(f"{_line(finding)}\n" for finding in findings)


def _line(finding: Finding) -> str:
    where = (
        f"{finding.file}:{finding.line}: " if finding.file else f"{finding.line}: " if finding.line else ""
    )
    excerpt = " ".join(finding.excerpt.split())
    shown = f" [{excerpt[:60]}]" if excerpt and excerpt not in finding.message else ""
    return f"{where}{finding.severity.name.lower()} {finding.rule} {finding.message}{shown}"


def to_json(findings: Iterable[Finding]) -> str:
    """A JSON list of objects with the fields of a finding; ``severity`` is its name in lower case."""
    rows = []
    for finding in findings:
        row = asdict(finding)
        row["severity"] = finding.severity.name.lower()
        row["fingerprint"] = fingerprint(finding)
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_sarif(findings: Iterable[Finding]) -> str:
    """A SARIF 2.1.0 log with one run; every rule is described, findings carry stable fingerprints."""
    every = rules()
    index = {rule.id: number for number, rule in enumerate(every)}
    log = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "wirelocalize",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_descriptor(rule) for rule in every],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.title() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.summary + "."},
        "fullDescription": {"text": rule.reason},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.group, *rule.languages],
            "scope": str(rule.scope),
            "fixable": rule.fixable,
        },
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    message = finding.message + (
        f" [{finding.excerpt}]" if finding.excerpt and finding.excerpt not in finding.message else ""
    )
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "partialFingerprints": {"wirelocalize/v1": fingerprint(finding)},
    }
    if finding.file:
        location: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line:
            location["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": location}]
    return result


def _uri(file: str) -> str:
    """A file name as a relative URI reference."""
    from pathlib import PurePath
    from urllib.parse import quote

    return quote(PurePath(file).as_posix())
