"""What an edit of the article does to its catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from catalogue_helpers import (
    ENGINE,
    NOW,
    SOURCES,
    TARGETS,
    change,
    drafted,
    entry_of,
    po,
    pot,
    reviewed,
    states,
    untranslated,
)

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry, State

EDIT = "The clinic reopened on Tuesday with a staff of twelve nurses."


def with_edit(index: int, text: str) -> tuple[tuple[str, str], ...]:
    sources = list(SOURCES)
    sources[index] = (sources[index][0], text)
    return tuple(sources)


def active(whole: Catalogue) -> list[Entry]:
    return [entry for entry in whole.entries if not entry.obsolete]


def obsolete(whole: Catalogue) -> list[Entry]:
    return [entry for entry in whole.entries if entry.obsolete]


def test_nothing_changes_when_nothing_changed() -> None:
    for whole in (untranslated(), drafted(), reviewed()):
        result = catalogue.update(whole, pot())
        assert result.catalogue.entries == whole.entries
        assert result.changes == ()
        assert result.unchanged == len(SOURCES)
        assert result.catalogue.header == whole.header


def test_a_paragraph_at_the_top_of_300_units_changes_exactly_the_new_units() -> None:
    sources = [("paragraph", f"Sentence {n} of the report names village {n * 7}.") for n in range(300)]
    template = pot(sources)
    whole = po(*(replace(entry, target=f"جملهٔ {n}") for n, entry in enumerate(template.entries)))
    added = [
        ("paragraph", "A new first sentence."),
        ("paragraph", "Sentence 5 of the report names village 36."),
    ]
    result = catalogue.update(whole, pot([*added, *sources]))
    assert result.catalogue.entries[2:] == whole.entries
    assert states(result.catalogue)[:2] == ["untranslated", "untranslated"]
    assert result.counts == {"added": 2}


def test_moved_units_keep_everything() -> None:
    whole = change(drafted(), 3, fuzzy=False, comments=("checked with the hospital",))
    result = catalogue.update(whole, pot(reversed(SOURCES)))
    assert result.catalogue.entries == tuple(reversed(whole.entries))
    assert result.changes == ()


def test_an_edited_unit_becomes_fuzzy_and_keeps_text_source_and_provenance() -> None:
    whole = change(drafted(), 1, fuzzy=False, target=TARGETS[1] + " ", comments=("ask Zahra",))
    result = catalogue.update(whole, pot(with_edit(1, EDIT)))
    entry = active(result.catalogue)[1]
    assert catalogue.state(entry) is State.STALE
    assert entry.source == EDIT
    assert entry.previous == SOURCES[1]
    assert entry.target == TARGETS[1] + " "
    assert entry.origin == whole.entries[1].origin
    assert entry.comments == ("ask Zahra",)
    assert result.counts == {"edited": 1}
    assert result.changes[0].old == SOURCES[1]


def test_a_stale_unit_edited_again_names_the_source_it_was_translated_from() -> None:
    first = catalogue.update(reviewed(), pot(with_edit(1, EDIT))).catalogue
    second = catalogue.update(first, pot(with_edit(1, EDIT.replace("Tuesday", "Wednesday")))).catalogue
    entry = active(second)[1]
    assert entry.previous == SOURCES[1]
    assert entry.target == TARGETS[1]
    assert len(obsolete(second)) == 1


def test_undoing_an_edit_brings_the_review_back() -> None:
    edited = catalogue.update(reviewed(), pot(with_edit(1, EDIT))).catalogue
    assert [(entry.key, entry.fuzzy) for entry in obsolete(edited)] == [(SOURCES[1], False)]
    undone = catalogue.update(edited, pot()).catalogue
    assert undone.entries == reviewed().entries


def test_undoing_an_edit_after_the_new_text_was_reviewed_keeps_both_reviews() -> None:
    edited = catalogue.update(reviewed(), pot(with_edit(1, EDIT))).catalogue
    approved = change(edited, 1, fuzzy=False, target="ترجمهٔ تازه")
    undone = catalogue.update(approved, pot()).catalogue
    assert active(undone) == list(reviewed().entries)
    assert [(entry.source, entry.target, entry.fuzzy) for entry in obsolete(undone)] == [
        (EDIT, "ترجمهٔ تازه", False)
    ]
    redone = catalogue.update(undone, pot(with_edit(1, EDIT))).catalogue
    assert (active(redone)[1].target, active(redone)[1].fuzzy) == ("ترجمهٔ تازه", False)


def test_undoing_the_edit_of_a_draft_makes_it_a_draft_again() -> None:
    edited = catalogue.update(drafted(), pot(with_edit(1, EDIT))).catalogue
    assert states(edited)[1] == "stale"
    assert obsolete(edited) == []
    assert catalogue.update(edited, pot()).catalogue.entries == drafted().entries


def test_deleted_units_become_obsolete_and_return_as_they_were() -> None:
    whole = change(drafted(), 1, fuzzy=False, target="تأییدشده", comments=("keep",))
    less = catalogue.update(whole, pot(SOURCES[3:]))
    assert [entry.source for entry in obsolete(less.catalogue)] == [text for _, text in SOURCES[:3]]
    assert less.counts == {"removed": 3}
    again = catalogue.update(less.catalogue, pot())
    assert again.catalogue.entries == whole.entries
    assert again.counts == {"returned": 3}


def test_deleted_units_without_text_leave_nothing_behind() -> None:
    result = catalogue.update(untranslated(), pot(SOURCES[1:]))
    assert obsolete(result.catalogue) == []


def test_an_unrelated_sentence_in_the_same_place_gets_nothing() -> None:
    result = catalogue.update(
        reviewed(), pot(with_edit(1, "Snow closed the road to the airport for a week."))
    )
    assert active(result.catalogue)[1].target == ""
    assert [entry.target for entry in obsolete(result.catalogue)] == [TARGETS[1]]
    assert result.counts == {"added": 1, "removed": 1}


@pytest.mark.parametrize("draft", [False, True])
def test_a_number_or_a_negation_changed_is_never_still_reviewed(draft: bool) -> None:
    whole = drafted() if draft else reviewed()
    for text in (
        "At least 14 patients came on the first day.",
        "At least 40 patients never came on the first day.",
    ):
        entry = active(catalogue.update(whole, pot(with_edit(3, text))).catalogue)[3]
        assert (entry.fuzzy, entry.previous, entry.target) == (True, SOURCES[3], TARGETS[3])


def test_between_running_text_roles_a_review_stands() -> None:
    sources = [("quote", text) if index == 2 else (role, text) for index, (role, text) in enumerate(SOURCES)]
    result = catalogue.update(reviewed(), pot(sources))
    assert states(result.catalogue) == ["reviewed"] * 5
    assert active(result.catalogue)[2].context == "quote"
    assert result.counts == {"role": 1}


def test_into_a_headline_a_review_has_to_be_confirmed() -> None:
    sources = [("headline", SOURCES[3][1]), *SOURCES[1:3], SOURCES[4]]
    result = catalogue.update(reviewed(), pot(sources))
    entry = active(result.catalogue)[0]
    assert (entry.target, entry.fuzzy, entry.previous) == (TARGETS[3], True, SOURCES[3])
    # …and going back costs nothing.
    assert catalogue.update(result.catalogue, pot()).catalogue.entries == reviewed().entries


def test_a_split_sentence_keeps_its_translation_at_the_nearest_half() -> None:
    long = (
        "The clinic reopened on Monday with a staff of eleven nurses, and the first patients came at eight."
    )
    whole = po(
        *(replace(e, target="ترجمهٔ بلند") for e in pot([SOURCES[0], ("paragraph", long), SOURCES[3]]).entries)
    )
    halves = [SOURCES[1], ("paragraph", "The first patients came at eight.")]
    result = catalogue.update(whole, pot([SOURCES[0], *halves, SOURCES[3]]))
    assert [(e.target, e.fuzzy) for e in active(result.catalogue)[1:3]] == [("ترجمهٔ بلند", True), ("", False)]
    assert [e.source for e in obsolete(result.catalogue)] == [long]


def test_merged_sentences_keep_the_nearest_and_lose_neither() -> None:
    merged = f"{SOURCES[1][1][:-1]}, and at least 40 patients came on the first day."
    result = catalogue.update(reviewed(), pot([SOURCES[0], ("paragraph", merged), SOURCES[2], SOURCES[4]]))
    assert (active(result.catalogue)[1].target, active(result.catalogue)[1].fuzzy) == (TARGETS[1], True)
    assert {e.target for e in obsolete(result.catalogue)} == {TARGETS[1], TARGETS[3]}


def test_repeated_text_is_one_unit_per_role() -> None:
    template = pot([*SOURCES, SOURCES[1], ("caption", SOURCES[1][1])])
    assert [entry.key for entry in template.entries] == [*SOURCES, ("caption", SOURCES[1][1])]
    result = catalogue.update(reviewed(), template)
    assert states(result.catalogue) == ["reviewed"] * 5 + ["untranslated"]


def test_notes_and_references_come_from_the_template_and_flags_stay() -> None:
    whole = change(
        reviewed(), 0, notes=("role: old", "stale note"), references=("old.md",), flags=("no-wrap", "mt")
    )
    result = catalogue.update(whole, pot())
    entry = active(result.catalogue)[0]
    assert (entry.notes, entry.references) == (("role: headline",), ("articles/herat-clinic.md",))
    assert entry.flags == ("no-wrap", "mt")


def test_a_template_lists_roles_then_what_the_caller_adds() -> None:
    from catalogue_helpers import units

    template = catalogue.template(
        "a", units(SOURCES), {SOURCES[1]: ("term: clinic = درمانگاه",)}, "articles/a b.md", now=NOW
    )
    assert template.entries[1].notes == ("role: paragraph", "term: clinic = درمانگاه")
    assert template.entries[1].references == ("articles/a b.md",)
    assert template.header["POT-Creation-Date"] == "2026-03-01 09:30+0000"


def test_the_creation_date_follows_the_template_only_when_something_changed() -> None:
    later = NOW.replace(year=2027)
    same = catalogue.update(reviewed(), pot(now=later)).catalogue
    assert same.header["POT-Creation-Date"].startswith("2026")
    edited = catalogue.update(reviewed(), pot(with_edit(1, EDIT), now=later)).catalogue
    assert edited.header["POT-Creation-Date"].startswith("2027")
    assert edited.header["Last-Translator"] == reviewed().header["Last-Translator"]


def test_updating_twice_changes_nothing_more() -> None:
    for sources in (with_edit(1, EDIT), SOURCES[2:], [("headline", SOURCES[3][1]), *SOURCES[1:]]):
        for whole in (drafted(), reviewed()):
            once = catalogue.update(whole, pot(sources)).catalogue
            twice = catalogue.update(once, pot(sources))
            assert twice.catalogue == once
            assert twice.changes == ()


def test_a_fuzzy_copy_goes_when_its_original_stays() -> None:
    edited = catalogue.update(reviewed(), pot(with_edit(1, EDIT))).catalogue
    gone = catalogue.update(edited, pot([SOURCES[0], *SOURCES[2:]])).catalogue
    assert [(entry.source, entry.target) for entry in obsolete(gone)] == [(SOURCES[1][1], TARGETS[1])]


def test_an_obsolete_draft_is_not_offered_for_another_sentence() -> None:
    less = catalogue.update(drafted(), pot([SOURCES[0], *SOURCES[2:]])).catalogue
    more = catalogue.update(less, pot(with_edit(1, EDIT))).catalogue
    assert entry_of(more, EDIT).target == ""


def test_overlap_finds_the_article_of_an_orphaned_catalogue() -> None:
    assert catalogue.overlap(reviewed(), pot()) == 1.0
    assert 0.5 < catalogue.overlap(reviewed(), pot(with_edit(1, EDIT))) < 1.0
    assert catalogue.overlap(reviewed(), pot([("paragraph", "Another story.")])) == 0.0
    assert catalogue.overlap(reviewed(), pot([])) == 0.0


def test_a_large_edit_is_not_quadratic_in_tricky_texts() -> None:
    # Every sentence resembles every other one; only their order tells them apart.
    old = [("paragraph", f"Item {n} of the list was delivered on day {n} by the team.") for n in range(400)]
    new = [(role, text.replace("delivered", "brought")) for role, text in old]
    whole = po(*(replace(e, target=f"{n}") for n, e in enumerate(pot(old).entries)))
    result = catalogue.update(whole, pot(new))
    assert result.counts["edited"] + result.counts["added"] == 400


def test_a_memory_match_keeps_its_origin_when_its_source_changes() -> None:
    whole = untranslated()
    filled = catalogue.filled_by_memory(whole.entries[1], TARGETS[1], "kabul-school", 88.4)
    edited = catalogue.update(
        change(whole, 1, **{f: getattr(filled, f) for f in ("target", "fuzzy", "origin")}),
        pot(with_edit(1, EDIT)),
    )
    entry = active(edited.catalogue)[1]
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.signature, entry.origin.score) == ("tm", "kabul-school", 88.4)
    assert ENGINE not in catalogue.dumps(edited.catalogue)
