"""Loading a workspace's memory: what counts, what is read again, and a cache that may be lost at any moment."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from wirelocalize.errors import DataError
from wirelocalize.memory import Memory, MemoryUnit, write_tmx
from wirelocalize.memory import store as store_module
from wirelocalize.workspace import Workspace

REVIEWED = "The well in the village had been dry since the spring."
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"PO-Revision-Date: {}\\n"\n"Last-Translator: A <a@example.org>\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
)


def po(*entries, locale="fa", date="2021-07-06 12:30+0430"):
    return HEADER.format(locale, date) + "".join(f"\n{entry}\n" for entry in entries)


def entry(source, target, before="", context="paragraph"):
    return f'{before}msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"'


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "wirelocalize.toml").write_text("")
    (tmp_path / "articles").mkdir()
    save(tmp_path, "wells", po(entry(REVIEWED, "چاه روستا از بهار خشک بود.")))
    return Workspace.open(tmp_path)


def save(root, slug, text, locale="fa"):
    path = Path(root) / "locales" / locale / "LC_MESSAGES" / f"{slug}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def targets(workspace, text=REVIEWED, locale="fa"):
    memory = Memory.load(workspace)
    try:
        return [m.target for m in memory.matches(text, "paragraph", locale)]
    finally:
        memory.close()


def test_reviewed_units_are_found_with_their_article_and_time(workspace):
    (match,) = Memory.open(workspace, "fa").matches(REVIEWED, "paragraph")
    assert (match.score, match.origin, match.when) == (100, "wells", "2021-07-06T08:00:00Z")


@pytest.mark.parametrize(
    "text",
    [
        entry(REVIEWED, "پیش‌نویس", "#, fuzzy\n"),
        entry(REVIEWED, ""),
        entry(REVIEWED, "∅"),
        entry(REVIEWED, "پیش‌نویس", "# mt: starter@1 | 3fa9c01b22de\n#, fuzzy\n"),
    ],
)
def test_drafts_gaps_and_omissions_are_no_memory(workspace, text):
    save(workspace.root, "wells", po(text))
    assert targets(workspace) == []


def test_slugs_in_folders_and_reviewed_obsolete_units_count(workspace):
    old = entry("Another sentence about the well and its owner.", "کهنه").replace("\n", "\n#~ ")
    save(workspace.root, "2021/07/wells", po("#~ " + old))
    (match,) = Memory.load(workspace).matches(
        "Another sentence about the well and its owner.", "paragraph", "fa"
    )
    assert match.origin == "2021/07/wells"


def test_only_changed_files_are_read_again(workspace, monkeypatch):
    paths = [
        save(workspace.root, f"a{n}", po(entry(f"Sentence number {n} of this test.", "جمله")))
        for n in range(3)
    ]
    for path in (*paths, save(workspace.root, "wells", po(entry(REVIEWED, "یک")))):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    Memory.load(workspace).close()
    read = []
    whole = store_module.read_bytes
    monkeypatch.setattr(
        store_module, "read_bytes", lambda path, **k: read.append(path.name) or whole(path, **k)
    )
    Memory.load(workspace).close()
    assert read == []
    paths[1].write_text(po(entry(REVIEWED, "دو")), encoding="utf-8")
    assert set(targets(workspace)) == {"یک", "دو"}
    assert read == ["a1.po"]


def test_a_change_of_the_same_size_within_the_clocks_grain_is_seen(workspace):
    path = save(workspace.root, "wells", po(entry(REVIEWED, "یک")))
    before = path.stat()
    assert targets(workspace) == ["یک"]
    path.write_text(po(entry(REVIEWED, "دو")), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert targets(workspace) == ["دو"]


def test_removed_files_are_forgotten_other_locales_are_not(workspace):
    save(workspace.root, "wells", po(entry(REVIEWED, "ps"), locale="ps"), "ps")
    assert targets(workspace, locale="ps") == ["ps"]
    Memory.open(workspace, "fa").close()
    with sqlite3.connect(workspace.cache_dir / "memory.sqlite") as cache:
        assert cache.execute("SELECT count(*) FROM units WHERE locale = 'ps'").fetchone() == (1,)
    (workspace.root / "locales/fa/LC_MESSAGES/wells.po").unlink()
    assert targets(workspace) == []


@pytest.mark.parametrize(
    "damage", [b"", b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_cache_is_rebuilt_in_silence(workspace, damage):
    expected = targets(workspace)
    (workspace.cache_dir / "memory.sqlite").write_bytes(damage)
    assert targets(workspace) == expected
    assert targets(workspace) == expected


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cache_cut_short_or_scribbled_over_is_rebuilt(workspace, share):
    for n in range(40):
        save(
            workspace.root,
            f"a{n}",
            po(*[entry(f"Sentence {i} of the article {n} in this test.", "ج" * 50) for i in range(20)]),
        )
    expected = targets(workspace)
    cache = workspace.cache_dir / "memory.sqlite"
    data = bytearray(cache.read_bytes())
    cache.write_bytes(data[: int(len(data) * share)])
    assert targets(workspace) == expected


def test_a_cache_of_another_version_is_rebuilt(workspace):
    expected = targets(workspace)
    with sqlite3.connect(workspace.cache_dir / "memory.sqlite") as cache:
        cache.execute("PRAGMA user_version = 999")
    assert targets(workspace) == expected


def test_a_cache_deleted_or_damaged_while_in_use_does_no_harm(workspace):
    memory = Memory.load(workspace)
    assert memory.size("fa") == 1
    cache = workspace.cache_dir / "memory.sqlite"
    cache.write_bytes(b"x" * cache.stat().st_size)
    assert [m.score for m in memory.matches(REVIEWED, "paragraph", "fa")] == [100]


def test_without_a_place_for_the_cache_it_works_all_the_same(workspace):
    workspace.cache_dir.write_text("a file where the folder should be")
    assert len(targets(workspace)) == 1


def test_two_processes_may_load_at_once(workspace):
    first, second = Memory.load(workspace), Memory.load(workspace)
    assert first.matches(REVIEWED, "paragraph", "fa") == second.matches(REVIEWED, "paragraph", "fa") != []


def test_a_broken_catalogue_is_named_and_the_rest_is_there(workspace):
    bad = save(workspace.root, "bad", "<<<<<<< ours\n")
    memory = Memory.load(workspace)
    assert [path for path, _ in memory.skipped] == [bad]
    assert memory.size("fa") == 1


def test_tmx_files_in_the_workspace_count_and_broken_ones_are_errors(workspace):
    folder = workspace.memories_dir
    folder.mkdir(parents=True)
    write_tmx(folder / "agency.tmx", [MemoryUnit("ps", REVIEWED, "کوهی وچ و", "paragraph", "x")])
    (match,) = Memory.load(workspace).matches(REVIEWED, "paragraph", "ps")
    assert (match.score, match.origin) == (100, "agency.tmx")
    (folder / "agency.tmx").write_text("<tmx>")
    with pytest.raises(DataError, match="not well-formed"):
        Memory.load(workspace)


def test_a_configured_tmx_file_that_is_missing_is_an_error(workspace):
    (workspace.root / "wirelocalize.toml").write_text('[memory]\ntmx = ["gone.tmx"]\n')
    with pytest.raises(DataError, match=r"gone\.tmx"):
        Memory.load(Workspace.open(workspace.root))
