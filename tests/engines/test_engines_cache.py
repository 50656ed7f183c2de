"""The cache may be deleted, damaged or held by another run; no run fails for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from wirelocalize.engines.cache import Cache
from wirelocalize.engines.model import Hypothesis

ALIGNED = Hypothesis("سلام دنیا", -0.25, alignment=((0.5, 0.5), (0.0, 1.0)))


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "c.sqlite")
    cache.put("e", [("hello world", ALIGNED), ("cut", Hypothesis("ب", None, truncated=True))], align=True)
    cache.close()
    again = Cache(tmp_path / "deep" / "c.sqlite")
    assert again.get("e", ["hello world", "cut", "unknown"], align=False) == {
        "hello world": ALIGNED, "cut": Hypothesis("ب", None, truncated=True),
    }  # fmt: skip
    assert again.get("another engine", ["hello world"], align=False) == {}


def test_an_entry_without_alignment_does_not_answer_who_needs_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("e", [("hello", Hypothesis("سلام", -1.0))], align=False)
    assert cache.get("e", ["hello"], align=True) == {}
    assert cache.get("e", ["hello"], align=False) == {"hello": Hypothesis("سلام", -1.0)}


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(damage)
    cache = Cache(path)
    assert cache.get("e", ["hello"], align=False) == {}
    cache.put("e", [("hello", Hypothesis("سلام"))], align=False)
    assert cache.get("e", ["hello"], align=False) == {"hello": Hypothesis("سلام")}


def test_a_file_cut_short_is_a_miss(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    cache = Cache(path)
    cache.put("e", [(f"s{i}", Hypothesis("متن " * 50)) for i in range(500)], align=False)
    cache.close()
    path.write_bytes(path.read_bytes()[:20_000])
    again = Cache(path)
    assert isinstance(again.get("e", [f"s{i}" for i in range(500)], align=False), dict)
    again.put("e", [("new", Hypothesis("تازه"))], align=False)


def test_another_table_under_the_same_name_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE hypotheses (x)")
    cache = Cache(path)
    cache.put("e", [("hello", Hypothesis("سلام"))], align=False)
    assert cache.get("e", ["hello"], align=False) == {"hello": Hypothesis("سلام")}


def test_a_folder_in_its_place_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").mkdir()
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("e", [("hello", Hypothesis("سلام"))], align=False)
    assert cache.get("e", ["hello"], align=False) == {}


def test_deleted_while_open_is_no_failure(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("e", [("hello", Hypothesis("سلام"))], align=False)
    for path in tmp_path.iterdir():
        path.unlink()
    cache.put("e", [("other", Hypothesis("دیگر"))], align=False)
    assert isinstance(cache.get("e", ["hello", "other"], align=False), dict)


def test_two_runs_share_one_file(tmp_path: Path) -> None:
    one, two = Cache(tmp_path / "c.sqlite"), Cache(tmp_path / "c.sqlite")
    one.put("e", [("a", Hypothesis("الف"))], align=False)
    two.put("e", [("b", Hypothesis("ب"))], align=False)
    assert set(one.get("e", ["a", "b"], align=False)) == {"a", "b"}
