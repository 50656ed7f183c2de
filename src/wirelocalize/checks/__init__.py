"""Checks of translations: rules with ids, severities and, where it is safe, fixes.

``check`` looks at a catalogue, ``check_pair`` at one unit, ``fix`` mends a text; ``rules`` lists what is looked for.
"""

from __future__ import annotations

from wirelocalize.checks import baseline, report
from wirelocalize.checks.model import Example, Finding, Glossary, Hit, Rule, Scope, Severity
from wirelocalize.checks.pair import Pair
from wirelocalize.checks.registry import GROUPS, rule, rules
from wirelocalize.checks.runner import check, check_pair, fix

__all__ = [
    "GROUPS",
    "Example",
    "Finding",
    "Glossary",
    "Hit",
    "Pair",
    "Rule",
    "Scope",
    "Severity",
    "baseline",
    "check",
    "check_pair",
    "fix",
    "report",
    "rule",
    "rules",
]
