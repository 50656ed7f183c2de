"""Bad input: one line that says what and where, the exit code of the manual, and everything else still done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from wirelocalize.errors import ExitCode

PAGE = "A Headline\n\nJuly 6, 2021\nA Writer\n5 min read\n\nOne paragraph of text is here.\n"


def one_line(text: str) -> str:
    """The only line of an error output."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert "Traceback" not in text
    return lines[0]


def test_no_workspace(wl, tmp_path):
    result = wl("status", directory=tmp_path)
    assert result.code == ExitCode.CONFIGURATION
    assert "wirelocalize init" in one_line(result.err)


def test_no_such_folder(wl, tmp_path):
    result = wl("status", directory=tmp_path / "nowhere")
    assert result.code == ExitCode.CONFIGURATION
    assert "nowhere" in one_line(result.err)


def test_a_misspelt_key_in_the_configuration_is_named(wl, desk):
    config = desk / "wirelocalize.toml"
    config.write_text(config.read_text("utf-8") + '\n[publish]\nformat = ["html"]\n', encoding="utf-8")
    result = wl("status")
    assert result.code == ExitCode.CONFIGURATION
    assert "publish.format" in one_line(result.err)


def test_a_broken_po_stops_only_itself(wl, desk):
    wl("run")
    broken = desk / "locales/fa/LC_MESSAGES/bridge.po"
    broken.write_text(
        broken.read_text("utf-8").replace('msgid "Traffic', 'msgid "Traf"fic'), encoding="utf-8"
    )
    damaged = broken.read_bytes()
    article = desk / "articles/bridge.md"
    article.write_text(article.read_text("utf-8") + "\nA new line.\n", encoding="utf-8")
    result = wl("run")
    assert result.code == ExitCode.PARTIAL
    lines = [line for line in result.err.splitlines() if "bridge.po" in line]
    assert len(lines) == 1
    assert "bridge.po:" in lines[0]
    assert broken.read_bytes() == damaged, "a file that cannot be read is left alone"
    assert "A new line." in (desk / "locales/ps/LC_MESSAGES/bridge.po").read_text("utf-8")


def test_an_article_that_is_not_utf8_stops_only_itself(wl, desk):
    (desk / "articles/latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n\nText.\n")
    result = wl("run")
    assert result.code == ExitCode.PARTIAL
    lines = [line for line in result.err.splitlines() if "latin.md" in line]
    assert len(lines) == 1
    assert "latin.md:2" in lines[0]
    assert "UTF-8" in lines[0]
    assert (desk / "drafts/ps/bridge.html").exists()


def test_a_missing_model_is_named_and_the_rest_is_done(wl, desk):
    config = desk / "wirelocalize.toml"
    config.write_text(config.read_text("utf-8") + '\n[engines.ps]\nengine = "nllb-600m"\n', encoding="utf-8")
    result = wl("run")
    assert result.code == ExitCode.PARTIAL
    assert "nllb-600m" in result.err
    assert "models install" in result.err
    assert "Traceback" not in result.err
    data = wl("status", "--json").json()
    assert data["totals"]["fa"]["machine"] > 0
    assert data["totals"]["ps"]["machine"] == 0
    assert data["totals"]["ps"]["untranslated"] == 10


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_read_only_output_folder(wl, desk):
    wl("sync")
    (desk / "public").mkdir()
    (desk / "public").chmod(0o500)
    try:
        result = wl("run")
    finally:
        (desk / "public").chmod(0o700)
    assert result.code in (ExitCode.OUTPUT, ExitCode.PARTIAL)
    assert "public" in result.err


def test_an_output_folder_that_is_a_file(wl, desk):
    wl("sync")
    (desk / "public").write_text("in the way", encoding="utf-8")
    result = wl("publish")
    assert result.code in (ExitCode.OUTPUT, ExitCode.PARTIAL)
    assert "public" in result.err
    assert "Traceback" not in result.err
    assert (desk / "public").read_text("utf-8") == "in the way"


def test_two_articles_of_one_slug(wl, desk):
    (desk / "articles/bridge.html").write_text("<p>Hello.</p>", encoding="utf-8")
    result = wl("sync")
    assert result.code == ExitCode.CONFIGURATION
    assert "bridge" in one_line(result.err)


def test_an_unknown_article_and_an_unknown_locale(wl):
    assert "no-such" in one_line(wl("translate", "no-such").err)
    result = wl("translate", "-l", "xx")
    assert result.code == ExitCode.CONFIGURATION
    assert "xx" in one_line(result.err)


def test_a_folder_outside_the_workspace_is_refused(wl, desk):
    config = desk / "wirelocalize.toml"
    config.write_text('output_dir = "../elsewhere"\n' + config.read_text("utf-8"), encoding="utf-8")
    result = wl("publish")
    assert result.code == ExitCode.CONFIGURATION
    assert "outside" in one_line(result.err)


def test_add_refuses_to_overwrite_without_force(wl, desk, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    assert wl("add", page).code == 0
    made = desk / "articles/a-headline.md"
    made.write_text(made.read_text("utf-8") + "\nAn editor's addition.\n", encoding="utf-8")
    kept = made.read_bytes()
    result = wl("add", page)
    assert result.code == ExitCode.CONFIGURATION
    assert "--force" in result.err
    assert made.read_bytes() == kept
    assert wl("add", "--force", page).code == 0
    assert made.read_bytes() != kept


def test_add_of_a_missing_page(wl, tmp_path):
    result = wl("add", tmp_path / "none.txt")
    assert result.code == ExitCode.INPUT
    assert "none.txt" in one_line(result.err)


def test_units_of_something_that_is_no_article(wl, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF")
    result = wl("units", path)
    assert result.code == ExitCode.INPUT
    assert "page.pdf" in one_line(result.err)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX devices")
def test_a_full_disk_is_told_and_nothing_is_lost(wl, desk, monkeypatch):
    wl("run")
    kept = (desk / "locales/fa/LC_MESSAGES/bridge.po").read_bytes()
    article = desk / "articles/bridge.md"
    article.write_text(article.read_text("utf-8") + "\nA new line.\n", encoding="utf-8")
    real = os.fsync

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = wl("sync")
    monkeypatch.setattr(os, "fsync", real)
    assert result.code in (ExitCode.OUTPUT, ExitCode.PARTIAL)
    assert "No space left" in result.err
    assert (desk / "locales/fa/LC_MESSAGES/bridge.po").read_bytes() == kept
    assert not list(Path(desk).rglob("*.tmp"))
    assert wl("sync").code == 0


def test_a_header_without_a_language_is_that_of_its_folder(wl, desk):
    wl("run")
    path = desk / "locales/ps/LC_MESSAGES/bridge.po"
    whole = path.read_bytes()
    path.write_bytes(b"".join(line for line in whole.splitlines(True) if not line.startswith(b'"Language: ')))
    assert wl("check", "bridge").err == ""
    assert wl("sync").code == 0
    assert path.read_bytes() == whole
    path.write_bytes(whole.replace(b'"Language: ps', b'"Language: fa'))
    assert "is it the file of another language?" in wl("sync").out
