"""Stopped at any moment, a run loses nothing; run again, it finishes."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polib
import pytest

from wirelocalize import batch, catalogue
from wirelocalize.batch.ledger import Ledger, fingerprint
from wirelocalize.batch.shards import Shard
from wirelocalize.errors import ConfigurationError
from wirelocalize.workspace import Workspace


def job(root: Path, **options: object) -> batch.Job:
    return batch.Job(Workspace.open(root), **options)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("after", [0.4, 0.9, 1.6])
def test_a_killed_run_leaves_whole_files_and_the_next_one_finishes(desk, after):
    command = [sys.executable, "-m", "wirelocalize", "-C", str(desk), "-q", "run"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for path in desk.rglob("*.po"):
        if ".wirelocalize" not in path.parts:
            polib.pofile(str(path))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for locale in ("fa", "fa_AF", "ps"):
        po = polib.pofile(str(desk / f"locales/{locale}/LC_MESSAGES/ghor-library.po"))
        assert len([entry for entry in po if entry.msgstr]) == len(po)
    assert not [
        path for path in desk.rglob("*.tmp") if ".wirelocalize" not in path.parts and "public" in path.parts
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_ends_with_130_and_no_traceback(desk):
    command = [sys.executable, "-m", "wirelocalize", "-C", str(desk), "run"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, 0), err
    assert "Traceback" not in err


def test_a_po_saved_by_a_translator_while_we_translate_is_merged(desk, monkeypatch):
    batch.sync(job(desk))
    path = desk / "locales/fa/LC_MESSAGES/bridge.po"
    sentence, words = "Traffic is light.", "رفت‌وآمد کم است."
    real = catalogue.save

    def save_late(
        target: Path, new: catalogue.Catalogue, base: catalogue.Catalogue | None
    ) -> catalogue.Saved:
        if target == path:
            po = polib.pofile(str(path))
            po.find(sentence).msgstr = words
            po.save()
        return real(target, new, base)

    monkeypatch.setattr(catalogue, "save", save_late)
    report = batch.translate(job(desk, only=("fa",)))
    assert report.failures == ()
    po = polib.pofile(str(path))
    assert po.find(sentence).msgstr == words
    assert not po.find(sentence).fuzzy
    assert po.find("The bridge reopened on Saturday.").msgstr


def test_a_run_that_finds_the_workspace_held_says_so(desk, monkeypatch):
    import filelock

    from wirelocalize import files
    from wirelocalize.errors import OutputError

    workspace = Workspace.open(desk)
    workspace.cache_dir.mkdir()
    with (
        filelock.FileLock(workspace.lock_path),
        pytest.raises(OutputError, match="another run"),
        files.locked(workspace.lock_path, timeout=0.1),
    ):
        pass


def test_a_damaged_ledger_is_an_empty_one(tmp_path):
    path = tmp_path / "ledger.json"
    path.write_bytes(b"\xff{not json")
    ledger = Ledger(path)
    assert not ledger.is_done("a", "1")
    ledger.done("a", "1")
    ledger.close()
    assert Ledger(path).is_done("a", "1")
    assert not Ledger(path).is_done("a", "2")


def test_a_fingerprint_tells_content_not_time(tmp_path):
    one = tmp_path / "a"
    one.write_text("x", encoding="utf-8")
    mark = fingerprint([one], "s")
    os.utime(one, (1, 1))
    assert fingerprint([one], "s") == mark
    assert fingerprint([one], "t") != mark
    one.write_text("y", encoding="utf-8")
    assert fingerprint([one], "s") != mark


def test_shards_cover_every_article_once():
    slugs = [f"article-{number}" for number in range(200)]
    for total in (1, 2, 7):
        shards = [Shard(index, total) for index in range(1, total + 1)]
        assert all(sum(shard.holds(slug) for shard in shards) == 1 for slug in slugs)
    for wrong in ("0/2", "3/2", "a/b", "1", "1/0", "-1/2"):
        with pytest.raises(ConfigurationError):
            Shard.parse(wrong)


def test_no_draft_is_written_below_the_floor(desk):
    config = desk / "wirelocalize.toml"
    config.write_text(config.read_text("utf-8") + "\n[mt]\nfloor = 1.0\n", encoding="utf-8")
    batch.sync(job(desk))
    report = batch.translate(job(desk, only=("ps",)))
    part = report.locales[0]
    assert part.drafted == 0
    assert part.refused == 10
    assert part.reasons


def test_failures_decide_the_exit_code():
    a = batch.Failure("a", "x", 4)
    assert batch.exit_code((), 0) == 0
    assert batch.exit_code((a,), 0) == 4
    assert batch.exit_code((a,), 3) == 7
    assert batch.exit_code((a, dataclasses.replace(a, exit_code=6)), 0) == 7
