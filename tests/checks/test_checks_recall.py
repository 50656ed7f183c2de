"""Seeded faults are found: at least 300 for each language, nearly all of every kind."""

from __future__ import annotations

from collections import Counter

import pytest
from checks_faults import KINDS, LANGUAGES, faults

from wirelocalize import checks

FLOORS = {
    "negation lost": 0.5,
    "number in words altered": 0.8,
    "other language": 0.8,
    "ha apart": 0.8,
    "ezafe apart": 0.8,
}
"""Kinds that cannot all be found; every other kind has 0.95."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_seeded_faults_are_found(language):
    made: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for fault in faults(language):
        found = checks.check_pair(fault.source, fault.target, language, fault.kind.context)
        made[fault.kind.name] += 1
        hit[fault.kind.name] += any(finding.rule in fault.kind.rules for finding in found)
    assert sum(made.values()) >= 300
    assert sum(hit.values()) >= 0.97 * sum(made.values())
    low = {
        name: f"{hit[name]}/{made[name]}" for name in made if hit[name] < FLOORS.get(name, 0.95) * made[name]
    }
    assert not low


def test_every_kind_of_fault_names_real_rules():
    known = {rule.id for rule in checks.rules()}
    assert {rule for kind in KINDS for rule in kind.rules} <= known
