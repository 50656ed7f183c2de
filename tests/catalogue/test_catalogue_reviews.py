"""The record of human review."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from catalogue_helpers import ENGINE, NOW, SOURCES, TARGETS, change, drafted, po, pot, reviewed

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry, Reviews
from wirelocalize.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

ZAHRA = "Zahra Noori <zahra@example.org>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locales" / "fa" / "reviews.jsonl"


def signed(whole: Catalogue, who: str = ZAHRA, when: str = "2026-03-05 18:20+0430") -> Catalogue:
    return replace(whole, header={**whole.header, "Last-Translator": who, "PO-Revision-Date": when})


def worked() -> Catalogue:
    """One draft accepted, one amended by a word, one written, two left."""
    whole = change(drafted(), 0, fuzzy=False)
    whole = change(whole, 1, fuzzy=False, target=TARGETS[1].replace("دوشنبه", "سه‌شنبه"))
    return signed(change(whole, 2, fuzzy=False, target="نوشته", origin=None))


def test_accepted_amended_and_written_reviews_are_told_apart(path: Path) -> None:
    after, count = catalogue.record_reviews(drafted(), worked(), path, article="herat-clinic")
    assert count == 3
    accepted, amended, written = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    assert accepted == {
        "article": "herat-clinic",
        "by": ZAHRA,
        "context": "headline",
        "decision": "accepted",
        "distance": 0,
        "engine": ENGINE,
        "length": len(TARGETS[0]),
        "text": catalogue.digest(TARGETS[0]),
        "unit": catalogue.digest("headline\x04" + SOURCES[0][1]),
        "when": "2026-03-05T18:20+04:30",
        "words": 7,
    }
    assert list(accepted) == sorted(accepted)
    assert (amended["decision"], amended["distance"]) == ("amended", 3)
    assert (written["decision"], written["distance"], written["engine"]) == ("written", None, "")
    # The draft's text has done its work and goes; where it came from stays.
    assert "mt-text" not in "\n".join(catalogue.dumps(after).split("\n\n")[1:4])
    assert after.entries[1].origin is not None
    assert after.entries[1].origin.signature == ENGINE
    assert after.entries[3] == drafted().entries[3]


def test_a_review_is_recorded_once(path: Path) -> None:
    after, _ = catalogue.record_reviews(None, worked(), path, article="a")
    before = path.read_bytes()
    assert catalogue.record_reviews(None, after, path, article="a") == (after, 0)
    # Killed after the record and before the catalogue was written: the same again.
    assert catalogue.record_reviews(None, worked(), path, article="a") == (after, 0)
    # The date of a later save is no new review, and neither is the article's new name.
    assert (
        catalogue.record_reviews(None, signed(after, when="2027-01-01 10:00+0000"), path, article="b")[1] == 0
    )
    assert path.read_bytes() == before


def test_a_corrected_review_is_a_new_one_without_a_distance(path: Path) -> None:
    after, _ = catalogue.record_reviews(None, worked(), path, article="a")
    corrected = change(after, 1, target="متن دیگر")
    assert catalogue.record_reviews(after, corrected, path, article="a")[1] == 1
    last = Reviews.load(path).known[-1]
    assert (last.decision, last.distance, last.engine) == ("amended", None, ENGINE)


def test_the_distance_is_found_in_the_older_catalogue_if_the_file_has_lost_the_draft(path: Path) -> None:
    bare = Catalogue(worked().header, tuple(catalogue.review_recorded(entry) for entry in worked().entries))
    catalogue.record_reviews(drafted(), bare, path, article="a")
    # An origin without its text still names the draft by its digest.
    assert [review.distance for review in Reviews.load(path).known] == [0, 3, None]


def test_nobody_named_means_nobody_and_the_present_time(path: Path) -> None:
    unsigned = change(drafted(), 0, fuzzy=False)
    catalogue.record_reviews(None, unsigned, path, article="a", now=NOW)
    (review,) = Reviews.load(path).known
    assert (review.by, review.when) == ("", NOW.isoformat(timespec="minutes"))


def test_a_match_from_the_memory_names_its_source(path: Path) -> None:
    entry = catalogue.filled_by_memory(Entry(*SOURCES[0]), TARGETS[0], "kabul-school", 100)
    catalogue.record_reviews(None, signed(po(replace(entry, fuzzy=False))), path, article="a")
    (review,) = Reviews.load(path).known
    assert (review.engine, review.decision) == ("tm: kabul-school", "accepted")


def test_unreviewed_units_are_not_recorded(path: Path) -> None:
    whole = po(Entry("p", "open", target="باز", fuzzy=True), Entry("p", "new"))
    assert catalogue.record_reviews(None, whole, path, article="a")[1] == 0
    assert not path.exists()


def test_a_review_whose_source_was_edited_before_the_next_run_is_recorded(path: Path) -> None:
    edited = ("paragraph", SOURCES[1][1].replace("Monday", "Tuesday"))
    update = catalogue.update(worked(), pot([SOURCES[0], edited, *SOURCES[2:]]))
    _, count = catalogue.record_reviews(worked(), update.catalogue, path, article="a")
    assert count == 3
    assert [review.distance for review in Reviews.load(path).known] == [0, None, 3]


def test_the_file_only_grows(path: Path) -> None:
    catalogue.record_reviews(None, worked(), path, article="a")
    before = path.read_bytes()
    catalogue.record_reviews(None, signed(reviewed()), path, article="b")
    assert path.read_bytes().startswith(before)
    assert len(path.read_bytes()) > len(before)


def test_a_write_that_was_cut_off_is_mended(path: Path) -> None:
    catalogue.record_reviews(None, worked(), path, article="a")
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert len(Reviews.load(path).known) == 2
    assert catalogue.record_reviews(None, worked(), path, article="a")[1] == 1
    assert path.read_bytes() == whole
    path.write_bytes(whole[:-1])
    assert len(Reviews.load(path).known) == 3
    assert catalogue.record_reviews(None, signed(reviewed()), path, article="b")[1] > 0
    assert len(Reviews.load(path).known) == len(path.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[]",
        '{"article": "a"}',
        '{"article":1,"context":"","decision":"","text":"","unit":"","when":""}',
    ],
)
def test_a_damaged_line_is_named(path: Path, line: str) -> None:
    catalogue.record_reviews(None, worked(), path, article="a")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], line, *lines[1:], ""]), "utf-8")
    with pytest.raises(DataError) as caught:
        Reviews.load(path)
    assert caught.value.line == 2


def test_facts_that_a_later_version_adds_do_no_harm(path: Path) -> None:
    catalogue.record_reviews(None, worked(), path, article="a")
    path.write_text(path.read_text("utf-8").replace('{"article"', '{"mood":"good","article"'), "utf-8")
    assert len(Reviews.load(path).known) == 3


def test_the_summary_says_how_much_of_the_drafts_survived(path: Path, tmp_path: Path) -> None:
    catalogue.record_reviews(None, worked(), path, article="a")
    other = tmp_path / "ps.jsonl"
    amended = change(drafted(), 4, fuzzy=False, target="")
    amended = change(amended, 3, fuzzy=False, target="کاملا دیگر")
    catalogue.record_reviews(None, signed(amended, who="Omid <omid@example.org>"), other, article="b")
    # A union merge may double a line.
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    summary = catalogue.summarise_reviews([path, other])
    engine = summary.engines[ENGINE]
    assert (engine.reviews, engine.accepted, engine.amended, engine.written) == (3, 1, 2, 0)
    zahra = summary.people[ZAHRA]
    assert (zahra.reviews, zahra.written) == (3, 1)
    assert zahra.survived == pytest.approx(1 - 3 / (len(TARGETS[0]) + len(TARGETS[1]) + 1))
    assert summary.total.reviews == 4
    omid = summary.people["Omid <omid@example.org>"]
    assert omid.survived is not None
    assert omid.survived < 0.5
    assert catalogue.summarise_reviews([]).total.survived is None


def test_an_amended_draft_is_measured_after_a_round_through_the_file(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "fa.po"
    catalogue.write(file, worked())
    catalogue.record_reviews(None, catalogue.read(file), path, article="a")
    assert [review.distance for review in Reviews.load(path).known] == [0, 3, None]
