"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import json
import re

from wirelocalize import checks
from wirelocalize.catalogue.model import Entry
from wirelocalize.checks import report

ENTRIES = [
    Entry("paragraph", "12 people were killed.", "۲۱ نفر کشته شدند.", line=12),
    Entry("headline", "Herat | clinic", "درمانگاه هرات ، باز", line=20),
]
FOUND = checks.check(ENTRIES, "fa", file="locales/fa/LC_MESSAGES/هرات clinic.po")


def test_text_is_one_line_for_each_finding():
    lines = report.text(FOUND).splitlines()
    assert len(lines) == len(FOUND) == 2
    assert re.match(r"locales/fa/LC_MESSAGES/هرات clinic\.po:12: error number-mismatch .*12", lines[0])
    assert ":20: warning space-before-punctuation " in lines[1]


def test_json_is_a_list_with_rule_severity_file_and_line():
    rows = json.loads(report.to_json(FOUND))
    assert [(row["rule"], row["severity"], row["line"]) for row in rows] == [
        ("number-mismatch", "error", 12),
        ("space-before-punctuation", "warning", 20),
    ]
    assert rows[1]["fixed"] == "درمانگاه هرات، باز"
    assert all(re.fullmatch("[0-9a-f]{16}", row["fingerprint"]) for row in rows)
    assert json.loads(report.to_json([])) == []


def test_sarif_has_what_the_standard_requires():
    log = json.loads(report.to_sarif(FOUND))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.id for rule in checks.rules()]
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9%._~/-]+", place["artifactLocation"]["uri"])
        assert place["region"]["startLine"] >= 1
    assert len({r["partialFingerprints"]["wirelocalize/v1"] for r in run["results"]}) == 2
    assert json.loads(report.to_sarif([]))["runs"][0]["results"] == []


def test_sarif_of_a_finding_without_a_file_has_no_location():
    found = checks.check_pair("12 people", "۲۱ نفر", "fa")
    (result,) = json.loads(report.to_sarif(found))["runs"][0]["results"]
    assert "locations" not in result
