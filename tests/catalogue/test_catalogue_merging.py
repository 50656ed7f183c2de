"""Two versions of one catalogue: a run and a translator's save, or two branches in git."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from catalogue_helpers import (
    ENGINE,
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
    untranslated,
)

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Conflict, Entry
from wirelocalize.errors import CatalogueError

if TYPE_CHECKING:
    from pathlib import Path

EDIT = "The clinic reopened on Tuesday with a staff of twelve nurses."


def approve(whole: Catalogue, index: int, text: str = "") -> Catalogue:
    return change(whole, index, fuzzy=False, target=text or whole.entries[index].target)


class TestThreeWays:
    """What ``merge3`` takes from which side."""

    def test_work_on_different_units_joins(self) -> None:
        merged, conflicts = catalogue.merge3(
            drafted(), approve(drafted(), 0, "الف"), change(approve(drafted(), 3), 4, comments=("check",))
        )
        assert conflicts == ()
        assert states(merged) == ["reviewed", "machine", "machine", "reviewed", "machine"]
        assert merged.entries[0].target == "الف"
        assert merged.entries[4].comments == ("check",)

    def test_the_same_work_on_both_sides_is_no_conflict(self) -> None:
        both = approve(drafted(), 0, "الف")
        assert catalogue.merge3(drafted(), both, both) == (both, ())

    def test_a_review_stands_against_a_new_draft_from_either_side(self) -> None:
        draft = replace(
            untranslated(),
            entries=tuple(catalogue.filled_by_machine(e, "پیش‌نویس", ENGINE) for e in untranslated().entries),
        )
        for ours, theirs in ((reviewed(), draft), (draft, reviewed())):
            merged, conflicts = catalogue.merge3(untranslated(), ours, theirs)
            assert merged.entries == reviewed().entries
            assert conflicts == ()

    def test_approving_the_same_text_wins_over_leaving_it(self) -> None:
        merged, conflicts = catalogue.merge3(
            drafted(), change(drafted(), 0, target="الف"), approve(drafted(), 0, "الف")
        )
        assert (states(merged)[0], conflicts) == ("reviewed", ())

    def test_two_reviews_of_one_unit_keep_both_words_and_wait_for_a_person(self) -> None:
        merged, conflicts = catalogue.merge3(
            drafted(), approve(drafted(), 0, "الف"), approve(drafted(), 0, "ب\nپ")
        )
        assert conflicts == (Conflict(SOURCES[0], "الف", "ب\nپ", disputed=True),)
        entry = merged.entries[0]
        assert (entry.target, entry.fuzzy) == ("الف", True)
        assert entry.comments == ("set aside: ب\\nپ",)

    def test_a_review_stands_against_unfinished_work_which_is_kept_beside_it(self) -> None:
        for ours, theirs in (
            (approve(drafted(), 0, "الف"), change(drafted(), 0, target="ب")),
            (change(drafted(), 0, target="ب"), approve(drafted(), 0, "الف")),
        ):
            merged, conflicts = catalogue.merge3(drafted(), ours, theirs)
            entry = merged.entries[0]
            assert (entry.target, entry.fuzzy, entry.comments) == ("الف", False, ("set aside: ب",))
            assert [conflict.disputed for conflict in conflicts] == [False]

    def test_a_unit_removed_on_one_side_and_translated_on_the_other_stays_as_obsolete(self) -> None:
        less = replace(drafted(), entries=drafted().entries[1:])
        merged, _ = catalogue.merge3(drafted(), less, approve(drafted(), 0, "الف"))
        assert (merged.entries[-1].target, merged.entries[-1].obsolete) == ("الف", True)
        assert catalogue.merge3(drafted(), less, drafted())[0].entries == less.entries

    def test_units_added_on_both_sides_keep_their_neighbours(self) -> None:
        first, second = Entry("paragraph", "one"), Entry("paragraph", "two")
        ours = replace(drafted(), entries=(drafted().entries[0], first, *drafted().entries[1:]))
        theirs = replace(drafted(), entries=(*drafted().entries[:4], second, drafted().entries[4]))
        merged, _ = catalogue.merge3(drafted(), ours, theirs)
        sources = [entry.source for entry in merged.entries]
        assert sources.index("one") == sources.index(SOURCES[0][1]) + 1
        assert sources.index("two") == sources.index(SOURCES[3][1]) + 1

    def test_comments_of_both_sides_join_and_removed_ones_go(self) -> None:
        base = change(drafted(), 0, comments=("old", "kept"))
        merged, _ = catalogue.merge3(
            base,
            change(drafted(), 0, comments=("kept", "mine")),
            change(drafted(), 0, comments=("old", "kept", "theirs")),
        )
        assert merged.entries[0].comments == ("kept", "mine", "theirs")

    def test_the_later_save_signs_the_header(self) -> None:
        early = {**drafted().header, "Last-Translator": "A", "PO-Revision-Date": "2026-03-05 10:00+0430"}
        late = {**drafted().header, "Last-Translator": "B", "PO-Revision-Date": "2026-03-05 09:00+0000"}
        for ours, theirs in ((early, late), (late, early)):
            merged, _ = catalogue.merge3(
                drafted(), replace(drafted(), header=ours), replace(drafted(), header=theirs)
            )
            assert (merged.header["Last-Translator"], merged.header["PO-Revision-Date"]) == (
                "B",
                "2026-03-05 09:00+0000",
            )

    def test_files_that_both_sides_added_join_without_a_base(self) -> None:
        merged, _ = catalogue.merge3(Catalogue({}, ()), approve(drafted(), 0), approve(drafted(), 1))
        assert states(merged)[:3] == ["reviewed", "reviewed", "machine"]


class TestSaving:
    """A file that changes between reading and writing."""

    def test_an_undisturbed_save_writes_what_it_is_given(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        assert catalogue.save(path, untranslated(), None).written
        base = catalogue.read(path)
        saved = catalogue.save(path, drafted(), base)
        assert (saved.written, saved.merged, saved.conflicts) == (True, False, ())
        assert catalogue.read(path) == drafted()
        assert not catalogue.save(path, drafted(), drafted()).written

    def test_a_translators_save_during_a_run_is_merged(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, untranslated())
        base = catalogue.read(path)
        catalogue.write(path, change(untranslated(), 2, target="کار مترجم"))
        saved = catalogue.save(path, drafted(), base)
        assert (saved.written, saved.merged) == (True, True)
        assert states(catalogue.read(path)) == ["machine", "machine", "reviewed", "machine", "machine"]
        assert catalogue.read(path).entries[2].target == "کار مترجم"
        assert catalogue.read(path) == saved.catalogue

    def test_a_program_never_wins_over_what_is_in_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        person = change(reviewed(), 0, target="واژهٔ انسان")
        catalogue.write(path, person)
        fixed = change(reviewed(), 0, target="واژهٔ برنامه")
        saved = catalogue.save(path, fixed, reviewed())
        assert catalogue.read(path).entries[0] == person.entries[0]
        assert saved.conflicts == ()

    def test_a_translation_finished_during_an_update_follows_the_edited_source(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, drafted())
        base = catalogue.read(path)
        sources = [SOURCES[0], ("paragraph", EDIT), *SOURCES[2:]]
        new = catalogue.update(base, pot(sources)).catalogue
        catalogue.write(path, approve(drafted(), 1, "ترجمهٔ تمام‌شده"))
        catalogue.save(path, new, base)
        after = catalogue.read(path)
        assert (entry_of(after, EDIT).target, entry_of(after, EDIT).previous) == ("ترجمهٔ تمام‌شده", SOURCES[1])
        old = entry_of(after, SOURCES[1][1])
        assert (old.target, old.fuzzy, old.obsolete) == ("ترجمهٔ تمام‌شده", False, True)

    def test_a_file_that_appeared_meanwhile_is_merged(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, reviewed())
        catalogue.save(path, drafted(), None)
        assert [entry.target for entry in catalogue.read(path).entries] == list(TARGETS)
        assert states(catalogue.read(path)) == ["reviewed"] * 5

    def test_a_save_that_comes_between_the_last_look_and_the_write_is_seen(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from wirelocalize.catalogue import saving

        path = tmp_path / "fa.po"
        catalogue.write(path, untranslated())
        base = catalogue.read(path)
        real, disturbed = saving.dumps, []

        def slow(whole: Catalogue) -> str:
            if not disturbed:
                disturbed.append(True)
                path.write_text(real(change(untranslated(), 1, target="در میان")), encoding="utf-8")
            return real(whole)

        monkeypatch.setattr(saving, "dumps", slow)
        catalogue.save(path, drafted(), base)
        assert catalogue.read(path).entries[1].target == "در میان"


DRIVER = (
    "import sys, pathlib; from wirelocalize import catalogue;"
    " catalogue.merge_files(*map(pathlib.Path, sys.argv[1:4]))"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with the merge driver of the documentation and one catalogue."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "Test")
    git(tmp_path, "config", "user.email", "test@example.org")
    git(tmp_path, "config", "commit.gpgsign", "false")
    driver = f"{shlex.quote(sys.executable)} -c {shlex.quote(DRIVER)} %O %A %B"
    git(tmp_path, "config", "merge.wirelocalize-po.driver", driver)
    (tmp_path / ".gitattributes").write_text(
        "*.po merge=wirelocalize-po\nreviews.jsonl merge=union\n", encoding="utf-8"
    )
    catalogue.write(tmp_path / "fa.po", drafted())
    (tmp_path / "reviews.jsonl").write_text("", encoding="utf-8")
    commit(tmp_path, "drafts")
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def test_git_joins_two_translators_branches(repository: Path) -> None:
    file = repository / "fa.po"
    git(repository, "checkout", "-q", "-b", "zahra")
    for index in (0, 1):
        catalogue.write(file, approve(catalogue.read(file), index, f"زهرا {index}"))
    record(repository, "zahra")
    commit(repository, "Zahra reviews the top")
    git(repository, "checkout", "-q", "main")
    for index in (1, 2):
        catalogue.write(file, approve(catalogue.read(file), index, f"امید {index}"))
    record(repository, "omid")
    commit(repository, "Omid reviews the middle")
    git(repository, "merge", "-q", "-m", "both", "zahra")
    merged = catalogue.read(file)
    assert "<<<<" not in file.read_text(encoding="utf-8")
    assert [entry.target for entry in merged.entries[:3]] == ["زهرا 0", "امید 1", "امید 2"]
    assert "set aside: زهرا 1" in merged.entries[1].comments
    assert states(merged) == ["reviewed", "edited", "reviewed", "machine", "machine"]
    assert len(catalogue.Reviews.load(repository / "reviews.jsonl").known) == 4


@pytest.mark.gettext
def test_a_merged_file_is_valid(repository: Path) -> None:
    test_git_joins_two_translators_branches(repository)
    msgfmt_accepts(repository / "fa.po")


def test_git_joins_an_update_with_a_review(repository: Path) -> None:
    file = repository / "fa.po"
    git(repository, "checkout", "-q", "-b", "desk")
    sources = [("paragraph", "A new opening."), SOURCES[0], ("paragraph", EDIT), *SOURCES[2:4]]
    catalogue.write(file, catalogue.update(catalogue.read(file), pot(sources)).catalogue)
    commit(repository, "The article was edited")
    git(repository, "checkout", "-q", "main")
    whole = catalogue.read(file)
    for index in range(5):
        whole = approve(whole, index, f"امید {index}")
    catalogue.write(file, whole)
    commit(repository, "Omid reviews all of it")
    git(repository, "merge", "-q", "-m", "both", "desk")
    merged = catalogue.read(file)
    assert [entry.source for entry in merged.entries if not entry.obsolete] == [text for _, text in sources]
    assert states(merged) == ["untranslated", "reviewed", "stale", "reviewed", "reviewed"]
    assert {entry.target for entry in merged.entries} >= {f"امید {index}" for index in range(5)}


def test_a_broken_file_stops_the_merge_and_is_left_alone(tmp_path: Path) -> None:
    for name in ("base", "ours"):
        catalogue.write(tmp_path / name, drafted())
    (tmp_path / "theirs").write_text('msgid "broken\n', encoding="utf-8")
    before = (tmp_path / "ours").read_bytes()
    with pytest.raises(CatalogueError):
        catalogue.merge_files(tmp_path / "base", tmp_path / "ours", tmp_path / "theirs")
    assert (tmp_path / "ours").read_bytes() == before


def test_an_empty_base_file_is_what_git_gives_for_added_files(tmp_path: Path) -> None:
    (tmp_path / "base").write_bytes(b"")
    catalogue.write(tmp_path / "ours", approve(drafted(), 0))
    catalogue.write(tmp_path / "theirs", approve(drafted(), 1))
    assert catalogue.merge_files(tmp_path / "base", tmp_path / "ours", tmp_path / "theirs") == ()
    assert states(catalogue.read(tmp_path / "ours"))[:3] == ["reviewed", "reviewed", "machine"]


def record(folder: Path, name: str) -> None:
    """Record the reviews of the file as this person's."""
    whole = catalogue.read(folder / "fa.po")
    signed = replace(
        whole, header={**whole.header, "Last-Translator": name, "PO-Revision-Date": "2026-03-05 10:00+0000"}
    )
    after, _ = catalogue.record_reviews(None, signed, folder / "reviews.jsonl", article="herat-clinic")
    catalogue.write(folder / "fa.po", replace(after, header=whole.header))


def test_plain_entries_merge_by_role_and_text() -> None:
    base = po(Entry("headline", "Same", target="۱"), Entry("caption", "Same", target="۲"))
    merged, _ = catalogue.merge3(base, change(base, 0, target="۳"), change(base, 1, target="۴"))
    assert [entry.target for entry in merged.entries] == ["۳", "۴"]


def test_templates_merge_too() -> None:
    ours, theirs = pot([("paragraph", "Mine."), *SOURCES]), pot([*SOURCES, ("paragraph", "Theirs.")])
    merged, conflicts = catalogue.merge3(pot(), ours, theirs)
    assert [entry.source for entry in merged.entries] == ["Mine.", *(text for _, text in SOURCES), "Theirs."]
    assert conflicts == ()
    assert catalogue.dumps(merged).startswith("#, fuzzy\n")
