"""Safe fixes: they mend, they settle, and they touch nothing else."""

from __future__ import annotations

import pytest
from checks_faults import LANGUAGES, faults, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize import checks

PIECES = st.one_of(
    st.sampled_from(["سلام", "كتاب", "ها", "می", "شود", "گ", "ہ", "ﺳﻼم", " ", "  ", "\n", "۱۲", "12", "٣"]),
    st.sampled_from(
        ["،", ",", "?", '"', "«", "»", "٫", ".", "...", "%", "۔", "\u200c", "\u00a0", "\u202b", "\u200f"]
    ),
    st.sampled_from(["https://a.org/x?y=1", "{name}", "<b>", "</b>", "NATO", "A320", "a@b.org", "`x, y`"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(LANGUAGES))
def test_fixing_twice_is_fixing_once(text, language):
    once = checks.fix(text, language)
    assert checks.fix(once, language) == once


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=10).map("".join), st.sampled_from(LANGUAGES))
def test_each_fix_settles_and_keeps_what_is_not_prose(text, language):
    for rule in checks.rules():
        if rule.fixable:
            once = checks.fix(text, language, select=(rule.id,))
            assert checks.fix(once, language, select=(rule.id,)) == once
            for piece in ("https://a.org/x?y=1", "{name}", "NATO", "A320"):
                assert once.count(piece) >= text.count(piece), rule.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_correct_sentences_stay_as_they_are_but_for_house_style(language):
    changed = [(s, t, checks.fix(t, language, source=s)) for s, t in sentences()[language][:200]]
    assert sum(t != fixed for _, t, fixed in changed) <= 12, [(t, f) for _, t, f in changed if t != f][:5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_text_has_none_of_the_faults_that_say_they_mend(language):
    fixable = {rule.id for rule in checks.rules() if rule.fixable}
    left = []
    for fault in list(faults(language))[::2]:
        if fault.kind.rules <= fixable:
            fixed = checks.fix(fault.target, language, source=fault.source, context=fault.kind.context)
            found = checks.check_pair(
                fault.source, fixed, language, fault.kind.context, select=sorted(fault.kind.rules)
            )
            left += [(fault.kind.name, fault.target, fixed)] if found else []
    assert left == []


def test_selected_fix_leaves_other_faults():
    assert checks.fix("كتاب , 12", "fa", select=("arabic-yeh-kaf",)) == "کتاب , 12"


def test_edges_follow_the_source_where_there_is_one():
    assert checks.fix(" سلام ", "fa", source="Hello") == "سلام"
    assert checks.fix("سلام", "fa", source="Hello\n") == "سلام\n"
    assert (
        checks.fix("درمانگاه باز شد.", "fa", source="Clinic reopens", context="headline") == "درمانگاه باز شد"
    )


def test_finding_carries_the_mended_text():
    (finding,) = checks.check_pair("books", "كتاب‌ها", "fa", select=("arabic-yeh-kaf",))
    assert finding.fixed == "کتاب‌ها"
