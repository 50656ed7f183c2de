"""The glossary's rules, with the glossary room's own terms."""

from __future__ import annotations

from wirelocalize import checks
from wirelocalize.glossary.model import Hit, Term, TermIssue, Use


def _hit(use, translation="آتش‌بس", text="ceasefire"):
    return Hit(Term(text), 4, 4 + len(text), text, translation, use=use)


class Desk:
    """A glossary whose findings are given."""

    def __init__(self, *issues):
        self.issues = issues
        self.asked = []

    def verify(self, source, target_text, locale):
        self.asked.append((source, target_text, locale))
        return self.issues


def _found(*issues):
    desk = Desk(*issues)
    found = checks.check_pair("The ceasefire held.", "صلح ماند.", "dari", glossary=desk, select=("terms",))
    assert desk.asked[0] == ("The ceasefire held.", "صلح ماند.", "fa_AF")
    return [(finding.rule, finding.excerpt) for finding in found]


def test_missing_terms_are_graded_by_use():
    assert _found(TermIssue("missing", _hit(Use.REQUIRED))) == [("term-missing", "ceasefire")]
    assert _found(TermIssue("missing", _hit(Use.PREFERRED))) == [("term-preferred", "ceasefire")]


def test_forbidden_form_is_shown():
    assert _found(TermIssue("forbidden", _hit(Use.PREFERRED), "صلح", 0, 3)) == [("term-forbidden", "صلح")]


def test_without_a_glossary_nothing_is_asked():
    assert checks.check_pair("The ceasefire held.", "صلح ماند.", "fa", select=("terms",)) == []
