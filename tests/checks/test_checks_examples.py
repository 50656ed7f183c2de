"""Every rule finds the cases its documentation shows as found, and spares those it shows as right."""

from __future__ import annotations

import pytest

from wirelocalize import checks
from wirelocalize.catalogue.model import Entry

RULES = {rule.id: rule for rule in checks.rules()}
CAUGHT = [(rule.id, example) for rule in RULES.values() for example in rule.catch]
SPARED = [(rule.id, example) for rule in RULES.values() for example in rule.spare]


def _run(rule, example):
    entries = [
        Entry(example.context, source, target, flags=example.flags) for source, target in example.pairs
    ]
    return checks.check(entries, example.language, select=(rule,))


@pytest.mark.parametrize(("rule", "example"), CAUGHT, ids=[f"{r}-{n}" for n, (r, _) in enumerate(CAUGHT)])
def test_rule_finds_its_fault(rule, example):
    found = _run(rule, example)
    assert found
    assert all(finding.severity is RULES[rule].severity and finding.message for finding in found)


@pytest.mark.parametrize(("rule", "example"), SPARED, ids=[f"{r}-{n}" for n, (r, _) in enumerate(SPARED)])
def test_rule_spares_what_is_right(rule, example):
    assert _run(rule, example) == []


def test_every_rule_is_described_and_has_both_kinds_of_case():
    for rule in RULES.values():
        assert rule.summary
        assert rule.reason
        assert rule.evidence
        assert rule.group in checks.GROUPS
        if rule.group != "terms":  # these need a glossary; see test_checks_terms.py
            assert rule.catch, rule.id
            assert rule.spare, rule.id


@pytest.mark.parametrize("rule", [rule.id for rule in RULES.values() if rule.fixable])
def test_mending_takes_the_fault_away(rule):
    mended = 0
    for example in RULES[rule].catch:
        for source, target in example.pairs:
            fixed = checks.fix(
                target, example.language, source=source, context=example.context, select=(rule,)
            )
            if fixed != target:
                mended += 1
                assert not checks.check_pair(source, fixed, example.language, example.context, select=(rule,))
    assert mended, "a rule that says it mends must mend one of its own cases"
