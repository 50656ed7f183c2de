"""States and provenance, read off the entry alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polib
import pytest
from catalogue_helpers import ENGINE, SOURCES, TARGETS, change, drafted, po, reviewed, states, untranslated

from wirelocalize import catalogue
from wirelocalize.catalogue import Entry, State

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = catalogue.filled_by_machine(
    Entry("paragraph", "At least 40 patients came."),
    "دست‌کم ۴۰ بیمار آمدند.",
    ENGINE,
    confidence=0.613,
    terms=("a", "b"),
)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry("p", "a"), State.UNTRANSLATED),
        (Entry("p", "a", fuzzy=True), State.UNTRANSLATED),
        (DRAFT, State.MACHINE),
        (replace(DRAFT, target="چهل بیمار آمدند."), State.EDITED),
        (replace(DRAFT, fuzzy=False), State.REVIEWED),
        (replace(DRAFT, fuzzy=False, target="چهل"), State.REVIEWED),
        (replace(DRAFT, previous=("p", "b")), State.STALE),
        (replace(DRAFT, previous=("p", "b"), fuzzy=False), State.REVIEWED),
        (catalogue.filled_by_memory(Entry("p", "a"), "آ", "other-article", 100), State.MEMORY),
        (Entry("p", "a", target="آ", fuzzy=True), State.EDITED),
        (Entry("p", "a", target="آ"), State.REVIEWED),
        (Entry("p", "a", target="∅"), State.REVIEWED),
        (Entry("p", "a", plural=("b", "", "دو")), State.REVIEWED),
    ],
)
def test_the_table_of_states(entry: Entry, state: State) -> None:
    assert catalogue.state(entry) is state


def test_states_follow_from_the_written_file_alone() -> None:
    whole = change(change(drafted(), 1, target="متن دیگر"), 2, fuzzy=False)
    again = catalogue.loads(catalogue.dumps(whole))
    assert states(again) == ["machine", "edited", "reviewed", "machine", "machine"]
    assert again.entries == whole.entries


def test_a_draft_never_replaces_a_persons_words() -> None:
    for entry in (
        Entry("p", "a", target="آ"),
        Entry("p", "a", target="آ", fuzzy=True),
        replace(DRAFT, target="دیگر"),
        replace(DRAFT, fuzzy=False),
        Entry("p", "a", target="آ", fuzzy=True, previous=("p", "b")),
    ):
        with pytest.raises(ValueError, match="person"):
            catalogue.filled_by_machine(entry, "ب", ENGINE)
        with pytest.raises(ValueError, match="person"):
            catalogue.filled_by_memory(entry, "ب", "memory", 100)


def test_a_draft_may_replace_a_draft_even_of_an_older_source() -> None:
    stale = replace(DRAFT, previous=("paragraph", "At least 30 patients came."))
    again = catalogue.filled_by_machine(stale, "تازه", ENGINE)
    assert (again.target, again.previous, catalogue.state(again)) == ("تازه", None, State.MACHINE)


def test_facts_of_a_draft_cannot_break_its_comment() -> None:
    nasty = catalogue.filled_by_machine(
        Entry("p", "a"),
        "x\ny | z\\n ",
        "en|gine\nv2",
        confidence=0.5,
        terms=("a|b", "c\nd"),
        adapted_from="fa",
    )
    assert nasty.origin is not None
    assert nasty.origin.details == (("terms", "a/b; c d"), ("adapted", "fa"))
    (again,) = catalogue.loads(catalogue.dumps(po(nasty))).entries
    assert again == nasty


def test_peoples_comments_are_not_taken_for_provenance() -> None:
    comments = ("mt: looks odd to me", "tm: ask Zahra", "mt-text: what?", "see mt: below")
    whole = po(Entry("p", "a", target="آ", comments=comments))
    (entry,) = catalogue.loads(catalogue.dumps(whole)).entries
    assert entry.comments == comments
    assert entry.origin is None


def test_a_persons_comment_after_a_long_mark_stays_theirs() -> None:
    terms = ("ceasefire", "university", "humanitarian corridor", "border crossing")
    entry = catalogue.filled_by_machine(Entry("p", "a"), "متن", ENGINE, confidence=0.6, terms=terms)
    noted = catalogue.review_recorded(replace(entry, comments=("please check the name",)))
    assert catalogue.loads(catalogue.dumps(po(noted))).entries == (noted,)


@pytest.mark.parametrize("width", [78, 60, 40])
def test_provenance_survives_a_tool_that_wraps_comments(tmp_path: Path, width: int) -> None:
    # polib breaks comments hard; what was one line comes back as several.
    terms = ("ceasefire", "university", "humanitarian corridor", "border crossing")
    texts = [
        "این متن بلند است و ابزاری آن را می‌شکند. " * 6,
        "کوتاه",
        "a  b   c",
        "https://example.org/" + "x" * 200 + " پایان",
    ]
    path = tmp_path / "fa.po"
    drafts = [
        catalogue.filled_by_machine(
            Entry("p", f"s{n}"), text.strip(), ENGINE, confidence=0.6, terms=terms[: n + 1]
        )
        for n, text in enumerate(texts)
    ]
    catalogue.write(path, po(*(replace(draft, comments=("a person's note",)) for draft in drafts)))
    wrapped = polib.pofile(path, encoding="utf-8", wrapwidth=width)
    wrapped.save(path)
    found = catalogue.read(path).entries
    assert [catalogue.state(entry) for entry in found] == [State.MACHINE] * len(texts)
    for draft, entry in zip(drafts, found, strict=True):
        assert entry.origin is not None
        assert draft.origin is not None
        assert (entry.origin.signature, entry.origin.digest) == (ENGINE, draft.origin.digest)
        assert entry.comments[-1] == "a person's note"
    if width == 78:
        assert [entry.origin for entry in found if entry.source != "s2"] == [
            draft.origin for draft in drafts if draft.source != "s2"
        ]


def test_a_damaged_draft_text_is_dropped_and_not_believed() -> None:
    text = catalogue.dumps(drafted()).replace("mt-text: درمانگاه", "mt-text: بیمارستان")
    entry = catalogue.loads(text).entries[0]
    assert entry.origin is not None
    assert entry.origin.text is None
    assert catalogue.state(entry) is State.MACHINE


def test_statistics_count_units_and_source_words_by_state() -> None:
    whole = change(change(drafted(), 0, fuzzy=False), 1, target="")
    stats = catalogue.statistics(whole)
    assert (stats.units[State.MACHINE], stats.units[State.REVIEWED], stats.units[State.UNTRANSLATED]) == (
        3,
        1,
        1,
    )
    assert stats.words[State.REVIEWED] == len(SOURCES[0][1].split())
    assert stats.total_units == len(TARGETS)
    assert 0 < stats.reviewed < 1
    assert not stats.finished
    assert stats.unreviewed_since is not None
    assert stats.unreviewed_since.isoformat() == "2026-03-01T09:30:00+00:00"
    done = catalogue.statistics(reviewed())
    assert (done.finished, done.reviewed, done.unreviewed_since) == (True, 1.0, None)
    both = catalogue.total([stats, done])
    assert both.total_units == 2 * len(TARGETS)
    assert both.unreviewed_since == stats.unreviewed_since


def test_obsolete_units_and_markup_do_not_count() -> None:
    whole = po(
        Entry("p", "Read [the *full* story](https://example.org/a/b) at https://x.example now"),
        Entry("p", "gone", target="رفت", obsolete=True),
    )
    assert catalogue.statistics(whole).total_words == 6
    assert catalogue.statistics(po()).finished


def test_new_catalogues_are_untranslated_and_name_nobody() -> None:
    whole = untranslated()
    assert set(states(whole)) == {"untranslated"}
    assert catalogue.translator(whole) == ""
    assert catalogue.translator(reviewed()) == "Zahra Noori <zahra@example.org>"
