"""What an update makes good after a PO editor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import po_editors
import pytest
from catalogue_helpers import (
    SOURCES,
    TARGETS,
    change,
    drafted,
    entry_of,
    msgfmt_accepts,
    po,
    pot,
    reviewed,
    states,
)

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry, State

if TYPE_CHECKING:
    from pathlib import Path

    import polib

OLD = ("paragraph", "The clinic reopened on Sunday with a staff of nine nurses.")


def mixed() -> Catalogue:
    """One unit in each state that holds text, with everything an editor may drop."""
    whole = change(drafted(), 0, fuzzy=False, flags=("no-wrap",))
    whole = change(whole, 1, previous=OLD, target="متنی از یک انسان", origin=None)
    whole = change(whole, 2, target="متن ویراسته", comments=("not sure",), flags=("sticky",))
    memory = catalogue.filled_by_memory(Entry(*SOURCES[3]), TARGETS[3], "kabul-school", 100)
    whole = change(whole, 3, origin=memory.origin)
    return catalogue.Catalogue(
        whole.header, (*whole.entries, Entry("note", "gone", target="رفته", obsolete=True))
    )


MIXED_STATES = ["reviewed", "stale", "edited", "memory", "machine"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "fa.po"
    catalogue.write(file, mixed())
    assert states(catalogue.read(file)) == MIXED_STATES
    return file


@pytest.mark.parametrize("editor", [po_editors.poedit, po_editors.weblate])
def test_saving_in_an_editor_loses_nothing(editor: object, path: Path) -> None:
    editor(path)  # type: ignore[operator]
    result = catalogue.update(catalogue.read(path), pot()).catalogue
    assert states(result) == MIXED_STATES
    for entry, before in zip(result.entries, mixed().entries, strict=True):
        assert replace(entry, flags=()) == replace(before, flags=())
    assert result.header["X-Source-Language"] == "en"


@pytest.mark.parametrize("editor", [po_editors.poedit, po_editors.weblate])
def test_work_done_in_an_editor_counts(editor: object, path: Path) -> None:
    def approve(entry: polib.POEntry) -> None:
        if entry.msgid in {SOURCES[1][1], SOURCES[4][1]}:
            entry.flags = []
            entry.previous_msgid = entry.previous_msgctxt = None

    editor(path, approve)  # type: ignore[operator]
    result = catalogue.update(catalogue.read(path), pot(), base=mixed())
    assert states(result.catalogue) == ["reviewed", "reviewed", "edited", "memory", "reviewed"]
    assert result.warnings == ()
    assert catalogue.translator(result.catalogue) == po_editors.PERSON


def test_a_previous_source_that_a_tool_dropped_comes_back_from_the_snapshot(path: Path) -> None:
    path.write_text(
        "".join(
            line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("#|")
        ),
        "utf-8",
    )
    assert states(catalogue.read(path))[1] == "edited"
    result = catalogue.update(catalogue.read(path), pot(), base=mixed()).catalogue
    assert states(result) == MIXED_STATES
    assert result.entries[1].previous == OLD


def test_comments_that_a_tool_dropped_come_back_from_the_snapshot(path: Path) -> None:
    path.write_text(
        "".join(
            line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("# ")
        ),
        "utf-8",
    )
    result = catalogue.update(catalogue.read(path), pot(), base=mixed()).catalogue
    assert states(result) == MIXED_STATES
    assert [entry.origin for entry in result.entries] == [entry.origin for entry in mixed().entries]


class TestOmegaT:
    """Drafts whose flags OmegaT has removed must not pass for reviewed."""

    def test_unconfirmed_drafts_are_restored_from_the_file_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, drafted())
        po_editors.omegat(path, confirmed={SOURCES[0][1]})
        damaged = catalogue.read(path)
        assert [entry.target for entry in damaged.entries] == [TARGETS[0], "", "", "", ""]
        result = catalogue.update(damaged, pot())
        assert states(result.catalogue) == ["machine"] * 5
        assert result.counts == {"recovered": 5}
        assert [entry.target for entry in result.catalogue.entries] == list(TARGETS)

    def test_an_amended_text_is_a_review(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, change(drafted(), 2, target="متن انسان"))
        po_editors.omegat(path, confirmed={SOURCES[2][1]})
        result = catalogue.update(catalogue.read(path), pot())
        assert states(result.catalogue) == ["machine", "machine", "reviewed", "machine", "machine"]
        assert result.catalogue.entries[2].target == "متن انسان"

    def test_flags_removed_everywhere_at_once_are_restored_where_the_header_names_it(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, replace(drafted(), header={**drafted().header, "X-Generator": "OmegaT 6.0"}))
        po_editors.omegat(path)
        assert states(catalogue.read(path)) == ["reviewed"] * 5
        result = catalogue.update(catalogue.read(path), pot())
        assert states(result.catalogue) == ["machine"] * 5
        assert {change.message for change in result.changes} == {"fuzzy flag restored"}

    def test_a_review_on_record_is_never_taken_back(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        accepted = change(drafted(), 0, fuzzy=False)
        recorded, _ = catalogue.record_reviews(None, accepted, tmp_path / "reviews.jsonl", article="a")
        catalogue.write(path, replace(recorded, header={**recorded.header, "X-Generator": "OmegaT 6.0"}))
        po_editors.omegat(path)
        result = catalogue.update(catalogue.read(path), pot()).catalogue
        assert states(result) == ["reviewed", "machine", "machine", "machine", "machine"]

    @pytest.mark.gettext
    def test_with_a_snapshot_everything_comes_back(self, path: Path) -> None:
        po_editors.omegat(path, confirmed=set())
        assert states(catalogue.read(path)) == ["untranslated"] * 5
        result = catalogue.update(catalogue.read(path), pot(), base=mixed()).catalogue
        assert states(result) == MIXED_STATES
        assert replace(result, header={}) == replace(mixed(), header={})
        msgfmt_accepts(_written(path, result))

    def test_stale_texts_that_kept_their_text_do_not_pass_for_reviewed(self, tmp_path: Path) -> None:
        stale = change(
            change(reviewed(), 1, fuzzy=True, previous=OLD), 3, fuzzy=True, previous=("paragraph", "x")
        )
        path = tmp_path / "fa.po"
        catalogue.write(path, stale)
        po_editors.omegat(path)
        assert states(catalogue.read(path)) == ["reviewed"] * 5
        result = catalogue.update(catalogue.read(path), pot(), base=stale).catalogue
        assert result.entries == stale.entries

    def test_a_person_who_signs_the_file_is_believed(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, drafted())
        approved = replace(
            drafted(),
            header={
                **drafted().header,
                "Last-Translator": po_editors.PERSON,
                "PO-Revision-Date": "2026-03-05 18:20+0430",
            },
            entries=tuple(replace(entry, fuzzy=False) for entry in drafted().entries),
        )
        result = catalogue.update(approved, pot(), base=drafted())
        assert states(result.catalogue) == ["reviewed"] * 5
        assert result.warnings == ()


def test_all_flags_gone_and_nobody_named_is_reported() -> None:
    bare = replace(drafted(), entries=tuple(replace(entry, fuzzy=False) for entry in drafted().entries))
    result = catalogue.update(bare, pot())
    assert states(result.catalogue) == ["reviewed"] * 5
    assert len(result.warnings) == 1
    assert "5 drafts" in result.warnings[0]


def test_a_draft_that_a_person_cleared_stays_cleared() -> None:
    cleared = change(drafted(), 2, target="", fuzzy=False)
    result = catalogue.update(cleared, pot(), base=drafted())
    assert states(result.catalogue) == ["machine", "machine", "untranslated", "machine", "machine"]


def test_a_text_that_differs_from_its_draft_is_never_taken_back() -> None:
    header = {**drafted().header, "X-Generator": "OmegaT 6.0"}
    entries = tuple(replace(e, target=e.target + "!", fuzzy=False) for e in drafted().entries)
    result = catalogue.update(Catalogue(header, entries), pot(), base=drafted())
    assert [catalogue.state(entry) for entry in result.catalogue.entries] == [State.REVIEWED] * 5


def test_a_damaged_snapshot_is_as_good_as_none(tmp_path: Path) -> None:
    snapshot = tmp_path / "cache" / "fa.po"
    assert catalogue.recall(snapshot) is None
    catalogue.remember(snapshot, mixed())
    assert catalogue.recall(snapshot) == mixed()
    snapshot.write_bytes(b"\xff\xfe garbage")
    assert catalogue.recall(snapshot) is None


def test_a_unit_that_another_tool_aligned_learns_its_source_from_the_snapshot() -> None:
    # msgmerge without --previous: the new msgid with the old draft, its comments and a fuzzy flag.
    edited = "The clinic reopened on Tuesday with a staff of twelve nurses."
    moved = replace(drafted().entries[1], source=edited)
    sources = [SOURCES[0], ("paragraph", edited), *SOURCES[2:]]
    current = po(*(moved if entry.source == SOURCES[1][1] else entry for entry in drafted().entries))
    assert states(current) == ["machine"] * 5
    result = catalogue.update(current, pot(sources), base=drafted()).catalogue
    assert entry_of(result, edited).previous == SOURCES[1]


def _written(path: Path, whole: Catalogue) -> Path:
    path.unlink()
    catalogue.write(path, whole)
    return path
