"""Running checks over catalogues of this project and of others."""

from __future__ import annotations

import pytest

from wirelocalize import checks
from wirelocalize.catalogue.model import Catalogue, Entry
from wirelocalize.errors import CatalogueError, ConfigurationError, DataError

WRONG = Entry("paragraph", "12 people were killed.", "۲۱ نفر کشته شدند.", line=7)


def _rules(entries, language="fa", **options):
    return [finding.rule for finding in checks.check(entries, language, **options)]


def test_finding_says_where_and_what():
    (finding,) = checks.check(Catalogue({"Language": "fa"}, (WRONG,)), file="locales/a.po")
    assert (finding.rule, finding.file, finding.line, finding.context) == (
        "number-mismatch",
        "locales/a.po",
        7,
        "paragraph",
    )
    assert finding.source == WRONG.source
    assert "12" in finding.message
    assert "21" in finding.message or "۲۱" in finding.message


def test_header_names_the_language_before_the_argument():
    entry = Entry("", "He says so.", "هغه وايي چې داسې ده.")
    assert "arabic-yeh-kaf" not in _rules(Catalogue({"Language": "ps"}, (entry,)), "fa")


def test_unknown_or_missing_language_is_a_mistake_of_the_user():
    with pytest.raises(CatalogueError, match="names no language"):
        checks.check(Catalogue({}, (WRONG,)))
    with pytest.raises(CatalogueError, match="Klingon"):
        checks.check(Catalogue({"Language": "Klingon"}, (WRONG,)))
    assert _rules(Catalogue({"Language": "Klingon"}, (WRONG,)), "fa") == ["number-mismatch"]


def test_what_is_not_translated_or_obsolete_is_skipped():
    entries = [
        Entry("paragraph", "12 people", ""),
        Entry("paragraph", "12 people", "۲۱ نفر", obsolete=True),
        Entry("paragraph", "12 people", "∅"),
    ]
    assert _rules(entries) == []


def test_machine_drafts_can_be_left_out():
    draft = Entry("paragraph", WRONG.source, WRONG.target, fuzzy=True)
    assert _rules([draft]) == ["number-mismatch"]
    assert _rules([draft], include_machine=False) == []


def test_plural_forms_are_checked_against_their_own_source():
    entry = Entry("", "%d file", "%d فایل", flags=("c-format",), plural=("%d files", "%d فایل", "فایل‌ها"))
    (finding,) = checks.check([entry], "fa", select=("placeholder-mismatch",))
    assert finding.source == "%d files"
    single = Entry("", "One file", "", plural=("{n} files", "{n} فایل"))
    assert checks.check([single], "fa", select=("placeholder-mismatch",)) == []


def test_percent_is_a_placeholder_only_where_flags_say_so():
    assert checks.check([Entry("", "100% sure", "کاملاً مطمئن")], "fa", select=("placeholder-mismatch",)) == []
    flagged = Entry("", "100%% sure of %s", "کاملاً مطمئن", flags=("python-format",))
    assert len(checks.check([flagged], "fa", select=("placeholder-mismatch",))) == 2
    assert (
        checks.check([Entry("", "5 %s", "۵", flags=("no-c-format",))], "fa", select=("placeholder-mismatch",))
        == []
    )


@pytest.mark.parametrize(
    "comment",
    [
        "wirelocalize: ignore[number-mismatch]",
        "checked — wirelocalize: ignore[figures, quotes]",
        "wirelocalize: ignore",
    ],
)
def test_comment_silences_rules_for_an_entry(comment):
    entry = Entry("paragraph", WRONG.source, WRONG.target, comments=(comment,))
    assert _rules([entry]) == []
    assert _rules(
        [Entry("paragraph", WRONG.source, WRONG.target, comments=("wirelocalize: ignore[tag-mismatch]",))]
    )


def test_select_and_ignore_take_rules_and_groups():
    entry = Entry("paragraph", "12 people", "۲۱ نفر ، نه")
    assert set(_rules([entry])) == {"number-mismatch", "space-before-punctuation"}
    assert _rules([entry], select=("figures",)) == ["number-mismatch"]
    assert _rules([entry], ignore=("figures",)) == ["space-before-punctuation"]
    with pytest.raises(ConfigurationError, match="number-mismatched") as caught:
        _rules([entry], select=("number-mismatched",))
    assert "number-mismatch" in str(caught.value)


def test_findings_come_in_the_order_of_the_file():
    entries = [Entry("paragraph", f"{n} people", f"{n + 5} نفر", line=n) for n in (20, 40, 60)]
    lines = [finding.line for finding in checks.check(entries, "fa", select=("figures",))]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_a_speech_over_several_units_is_balanced_as_a_whole():
    good = [
        Entry("paragraph", "“I was afraid. ", "مریم گفت: «می‌ترسیدم."),
        Entry("paragraph", "Then I left,” said Maryam.", "سپس رفتم.»"),
    ]
    assert _rules(good, select=("quotes",)) == []
    bad = [*good[:1], Entry("paragraph", "Then I left,” said Maryam.", "سپس رفتم.")]
    assert _rules(bad, select=("quotes",)) == ["quotes-unbalanced"]


def test_a_gap_in_the_translation_does_not_carry_an_open_speech_over():
    entries = [
        Entry("paragraph", "“I was afraid. ", "مریم گفت: «می‌ترسیدم."),
        Entry("paragraph", "Then I left,” said Maryam.", ""),
        Entry("paragraph", "It rained.", "باران آمد."),
    ]
    assert _rules(entries, select=("quotes",)) == []


def test_curly_source_and_straight_target_balance_alike():
    assert (
        checks.check_pair(
            "He said “no” and “never”.", 'گفت "نه" و "هرگز".', "fa", select=("quotes-unbalanced",)
        )
        == []
    )


def test_empty_translation_has_no_findings():
    assert checks.check_pair("12 people", "", "fa") == []


def test_language_may_be_given_by_any_name():
    assert {f.rule for f in checks.check_pair("12 people", "۲۱ تن", "prs")} == {"number-mismatch"}


def test_baseline_accepts_old_findings_wherever_they_move(tmp_path):
    found = checks.check([WRONG], "fa", file="a.po")
    path = tmp_path / "baseline.json"
    assert checks.baseline.write(path, found)
    moved = checks.check(
        [Entry("paragraph", "x", "ی", line=1), Entry("paragraph", WRONG.source, WRONG.target, line=99)],
        "fa",
        file="b.po",
    )
    assert checks.baseline.without(moved, checks.baseline.read(path)) == []
    other = checks.check([Entry("paragraph", WRONG.source, "۲۲ نفر کشته شدند.")], "fa")
    assert checks.baseline.without(other, checks.baseline.read(path)) == other
    twice = checks.baseline.without([*found, *found], checks.baseline.read(path))
    assert twice == found


@pytest.mark.parametrize(
    "content", ["", "[]", '{"version": 9, "accepted": {}}', '{"version": 1, "accepted": 3}']
)
def test_a_broken_baseline_is_named(tmp_path, content):
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(DataError, match=r"baseline\.json"):
        checks.baseline.read(path)


def test_a_language_without_its_own_words_still_has_the_general_rules():
    from dataclasses import replace

    from wirelocalize.languages import get

    uzbek = replace(get("fa"), code="uz_AF", aliases=frozenset())
    found = {finding.rule for finding in checks.check_pair("12 <b>people</b>", "21 <b>kishi", uzbek)}
    assert {"number-mismatch", "tag-mismatch"} <= found
