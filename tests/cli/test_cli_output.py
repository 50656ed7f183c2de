"""What people read: summaries that do not drown, one-line errors, tables that fit, pipes that end."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import polib
import pytest

from wirelocalize import batch
from wirelocalize.batch import surveying
from wirelocalize.cli import catalogues, console
from wirelocalize.errors import ExitCode, OutputError

STATES = ("reviewed", "edited", "machine", "memory", "stale", "untranslated")


def one_line(text: str) -> str:
    """The only line of an error output."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


def standing(slug: str, *, reviewed: int = 0, machine: int = 0, day: int = 0) -> surveying.CatalogueStatus:
    units = dict.fromkeys(STATES, 0) | {"reviewed": reviewed, "machine": machine}
    since = datetime(2024, 1, day, tzinfo=UTC) if day else None
    return surveying.CatalogueStatus(slug, "fa", units, units, 0.0, since)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add",), "wirelocalize add --help"),
        (("frobnicate",), "frobnicate"),
        (("status", "--wurst", "3"), "--worst"),
        (("run", "-q"), "before the command"),
        (("check", "--json", "--sarif"), "not both"),
        (("check", "bridge", "--po", "x.po"), "give one of them"),
        (("glossary", "export", "terms.doc"), ".tbx"),
        (("publish", "--since", "yesterday"), "ISO date"),
    ],
)
def test_a_wrong_command_line_is_one_line_that_says_what_to_do(wl, arguments, told):
    result = wl(*arguments)
    assert result.code == ExitCode.USAGE
    assert told in one_line(result.err)


def test_no_command_shows_the_help(wl):
    result = wl(directory=None)
    assert result.code == ExitCode.USAGE
    assert "Commands:" in result.err


def test_a_file_is_named_once_in_its_error(wl, tmp_path):
    page = tmp_path / "latin.txt"
    page.write_bytes("café\n".encode("latin-1"))
    assert one_line(wl("add", page).err).count("latin.txt") == 1
    assert "name the pages in it" in one_line(wl("add", tmp_path).err)


def test_a_fault_of_the_program_is_one_line_and_no_finding(wl, monkeypatch):
    def fail(*_arguments: object, **_options: object) -> None:
        raise TypeError("two\nlines")

    monkeypatch.setattr(surveying, "status", fail)
    result = wl("status")
    assert result.code == 70
    assert "TypeError: two lines" in one_line(result.err)
    monkeypatch.setenv("WIRELOCALIZE_DEBUG", "1")
    with pytest.raises(TypeError):
        wl("status")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_reader_that_goes_away_ends_the_command_quietly(desk):
    long = desk / "articles" / "long.md"
    long.write_text("A sentence is here.\n\n" * 9000, encoding="utf-8")
    command = [sys.executable, "-m", "wirelocalize", "units", str(long)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")
@pytest.mark.parametrize(("stream", "code"), [(">&-", 1), (">/dev/full", 6)])
def test_output_that_cannot_be_written_is_no_traceback(desk, stream, code):
    shell = f'"{sys.executable}" -m wirelocalize -C "{desk}" status {stream}'
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_an_empty_workspace_says_what_comes_next(wl, tmp_path):
    root = tmp_path / "new"
    wl("init", root)
    for command in ("status", "run"):
        result = wl(command, directory=root)
        assert (result.code, "wirelocalize add" in result.out) == (0, True)
    assert "no review is on record" in wl("status", "--reviews", directory=root).out
    assert "wirelocalize sync" in wl("check", directory=root).out


def test_lists_are_cut_where_they_would_drown_the_summary():
    lines = [f"  article-{number}" for number in range(300)]
    shown = console.few(lines, "see status", limit=10)
    assert shown == [*lines[:10], "  … and 290 more (see status)"]
    assert console.few(lines[:11], "see status", limit=10) == lines[:11]


@pytest.mark.parametrize("width", [12, 13, 40])
def test_a_long_name_keeps_its_beginning_and_its_end(width):
    name = "taliban-commander-irans-revolutionary-guards-have-our-backs-on-the-border"
    short = console.shorten(name, width)
    assert len(short) == width
    assert name.startswith(short.partition("…")[0])
    assert name.endswith(short.partition("…")[2])
    assert console.shorten("ghor", width) == "ghor"


def test_a_table_fits_the_window_and_is_whole_in_a_pipe(monkeypatch, capsys):
    rows = [["a-very-long-name-of-an-article-" * 3, "fa", "12"]]
    console.table(("article", "locale", "machine"), rows, names=0)
    assert rows[0][0] in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    console.table(("article", "locale", "machine"), rows, names=0)
    assert max(len(line) for line in capsys.readouterr().out.splitlines()) == 60


def test_status_of_many_articles_lists_the_unfinished_longest_waiting_first(capsys):
    done = [standing(f"done-{n}", reviewed=3) for n in range(400)]
    waiting = [standing(f"open-{n}", machine=2, day=28 - n % 28) for n in range(100)]
    report = batch.StatusReport((*done, *waiting), totals={"fa": dict.fromkeys(STATES, 0) | {"machine": 200}})
    catalogues._print_status(report, everything=False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) < 40
    assert not any(line.startswith("done-") for line in lines)
    days = [line.split()[-1] for line in lines if line.startswith("open-")]
    assert days == sorted(days)
    assert "70 unfinished catalogues, 400 finished" in lines[-1]
    catalogues._print_status(report, everything=True)
    assert len(capsys.readouterr().out.splitlines()) > 500


def test_worst_drafts_come_without_the_table(wl):
    wl("run")
    out = wl("status", "--worst", "2", "-l", "ps").out
    assert "article  " not in out
    assert len(out.splitlines()) == 6


def test_what_stops_a_later_step_does_not_hide_the_earlier_ones(wl, monkeypatch):
    from wirelocalize.batch import publishing

    def full(*_arguments: object, **_options: object) -> None:
        raise OutputError("cannot be written: No space left on device", path="manifest.json")

    monkeypatch.setattr(publishing, "publish", full)
    result = wl("run")
    assert result.code == ExitCode.OUTPUT
    assert "6 catalogues written" in result.out
    assert "drafted by" in result.out
    assert "No space left" in one_line(result.err)
    assert wl("run", "--json").json()["publish"] is None


def test_a_pin_for_a_locale_that_is_none_is_refused(wl, desk):
    config = desk / "wirelocalize.toml"
    config.write_text(config.read_text("utf-8") + '\n[engines.dari]\nengine = "starter"\n', encoding="utf-8")
    result = wl("translate")
    assert result.code == ExitCode.CONFIGURATION
    assert "engines.dari" in one_line(result.err)


def test_no_locales_is_a_mistake_not_an_order_to_remove_everything(wl, desk):
    wl("run")
    before = sorted(desk.rglob("*"))
    (desk / "wirelocalize.toml").write_text("locales = []\n", encoding="utf-8")
    result = wl("run")
    assert result.code == ExitCode.CONFIGURATION
    assert "locales: should not be empty" in one_line(result.err)
    assert sorted(desk.rglob("*")) == before


def test_a_baseline_is_made_and_made_anew(wl, desk):
    config = desk / "wirelocalize.toml"
    config.write_text(
        config.read_text("utf-8") + '\n[checks]\nbaseline = "locales/known.json"\n', encoding="utf-8"
    )
    wl("sync")
    path = desk / "locales/fa/LC_MESSAGES/ghor-library.po"
    po = polib.pofile(str(path))
    po.find("It holds 214 books.").msgstr = "۲۱۵ کتاب دارد."
    po.save()
    assert wl("check").code == ExitCode.FINDINGS
    for _ in range(2):  # the second time all of it is known: it must not be forgotten for that
        assert wl("check", "--write-baseline").code == 0
        assert wl("check").code == 0


def test_fix_goes_on_past_a_broken_catalogue(wl, desk):
    wl("run")
    good = desk / "locales/fa/LC_MESSAGES/ghor-library.po"
    po = polib.pofile(str(good))
    entry = po.find("It holds 214 books.")
    entry.msgstr, entry.tcomment = "كتاب 214", ""
    po.save()
    broken = desk / "locales/fa/LC_MESSAGES/bridge.po"
    broken.write_text(broken.read_text("utf-8") + 'msgid "open\n', encoding="utf-8")
    result = wl("check", "--fix", "--select", "letters")
    assert result.code == ExitCode.PARTIAL
    assert "bridge.po" in one_line(result.err)
    assert polib.pofile(str(good)).find("It holds 214 books.").msgstr.startswith("کتاب")


def test_one_reason_is_told_once_however_many_items_it_stops(wl, desk):
    (desk / "locales/fa").mkdir()
    (desk / "locales/fa/reviews.jsonl").write_text("garbage\n", encoding="utf-8")
    wl("sync")
    for path in (desk / "locales/fa/LC_MESSAGES").glob("*.po"):
        path.write_text(path.read_text("utf-8") + "\n# a note\n", encoding="utf-8")
    result = wl("sync")
    line = one_line(result.err)
    assert "bridge [fa] and 1 more: " in line
    assert "restore the line" in line


@pytest.mark.parametrize("command", [("run",), ("glossary", "import"), ("models", "install")])
def test_examples_in_the_help_keep_their_lines(wl, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = wl(*command, "--help", directory=None).out
    examples = out[out.index("Example:") :].split("\n\n")[0].splitlines()
    assert all("wirelocalize " in line for line in examples)


def test_merging_a_file_that_is_not_there_is_one_line(wl, tmp_path):
    result = wl("merge-po", *[tmp_path / "none.po"] * 3)
    assert result.code == ExitCode.INPUT
    assert "no such file" in one_line(result.err)
