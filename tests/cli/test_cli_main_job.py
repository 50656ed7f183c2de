"""The main job as an editor and a translator live it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a workspace but its caches."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".wirelocalize" not in path.parts
    }


def test_run_makes_catalogues_drafts_and_a_manifest(wl, desk):
    result = wl("run")
    assert result.code == 0, result.err
    for locale in ("fa", "fa_AF", "ps"):
        assert (desk / "locales" / locale / "LC_MESSAGES" / "ghor-library.po").is_file()
        assert (desk / "drafts" / locale / "ghor-library.html").is_file()
        assert (desk / "drafts" / locale / "ghor-library.md").is_file()
    assert (desk / "public" / "manifest.json").is_file()
    assert "open " in result.out
    assert not list((desk / "public").glob("*/ghor-library.*")), (
        "nobody has reviewed it: it must not be published"
    )


def test_a_second_run_writes_nothing(wl, desk):
    wl("run")
    before = tree(desk)
    times = {path: (desk / path).stat().st_mtime_ns for path in before}
    second = wl("run")
    assert second.code == 0
    assert tree(desk) == before
    assert {path: (desk / path).stat().st_mtime_ns for path in before} == times
    assert "nothing to do" in second.out


def test_deleting_the_cache_changes_no_file(wl, desk):
    wl("run")
    before = tree(desk)
    shutil.rmtree(desk / ".wirelocalize")
    assert wl("run").code == 0
    assert tree(desk) == before


def review(path: Path, translations: dict[str, str]) -> None:
    """Save a catalogue as a translator's editor does."""
    po = polib.pofile(str(path), wrapwidth=78, encoding="utf-8")
    for entry in po:
        if entry.msgid in translations:
            entry.msgstr = translations[entry.msgid]
            entry.fuzzy = False
    po.metadata["Last-Translator"] = "A Reviewer <reviewer@example.org>"
    po.metadata["PO-Revision-Date"] = "2024-05-04 10:00+0430"
    po.save()


SENTENCE = "They hope for a building before winter."
REVIEWED = "آنان امیدوارند پیش از زمستان ساختمانی داشته باشند."


def test_a_translators_words_reach_the_output_and_stay_in_the_po(wl, desk):
    wl("run")
    path = desk / "locales/fa/LC_MESSAGES/ghor-library.po"
    review(path, {SENTENCE: REVIEWED})
    assert wl("run").code == 0
    entry = polib.pofile(str(path)).find(SENTENCE)
    assert entry is not None
    assert (entry.msgstr, entry.fuzzy) == (REVIEWED, False)
    assert REVIEWED in (desk / "drafts/fa/ghor-library.md").read_text("utf-8")
    reviews = (desk / "locales/fa/reviews.jsonl").read_text("utf-8")
    assert "A Reviewer" in reviews
    wl("run")
    assert (desk / "locales/fa/reviews.jsonl").read_text("utf-8") == reviews


@pytest.mark.gettext
def test_msgmerge_between_two_runs_loses_nothing(wl, desk):
    wl("run")
    path = desk / "locales/ps/LC_MESSAGES/ghor-library.po"
    review(path, {SENTENCE: "هغوی هیله لري چې تر ژمي مخکې ودانۍ ولري."})
    template = desk / "locales/templates/ghor-library.pot"
    subprocess.run(["msgmerge", "-q", "--update", "--backup=none", path, template], check=True)
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=True)
    assert wl("run").code == 0
    po = polib.pofile(str(path))
    assert po.find(SENTENCE).msgstr == "هغوی هیله لري چې تر ژمي مخکې ودانۍ ولري."
    assert all(entry.msgstr for entry in po if not entry.obsolete)
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=True)


def test_a_fully_reviewed_article_is_published(wl, desk):
    wl("run")
    fa = {
        "Bridge Reopens After Floods": "بازگشایی پل پس از سیل",
        "The bridge reopened on Saturday.": "پل روز شنبه بازگشایی شد.",
        "Traffic is light.": "رفت‌وآمد کم است.",
    }
    review(desk / "locales/fa/LC_MESSAGES/bridge.po", fa)
    assert wl("run").code == 0
    page = (desk / "public/fa/bridge.html").read_text("utf-8")
    assert 'lang="fa"' in page
    assert 'dir="rtl"' in page
    assert all(text in page for text in fa.values())
    assert "۱۲ خرداد ۱۴۰۳" in page
    assert not (desk / "drafts/fa/bridge.html").exists()
    assert "Reviewer" not in page


def test_editing_the_source_keeps_the_old_translation_as_fuzzy(wl, desk):
    wl("run")
    path = desk / "locales/fa/LC_MESSAGES/ghor-library.po"
    review(path, {SENTENCE: REVIEWED})
    wl("sync")
    article = desk / "articles/ghor-library.md"
    article.write_text(
        article.read_text("utf-8").replace("before winter", "before next winter"), encoding="utf-8"
    )
    result = wl("sync", "--json").json()
    assert sum(item["changes"].get("edited", 0) for item in result["catalogues"]) == 3
    entry = polib.pofile(str(path)).find("They hope for a building before next winter.")
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (REVIEWED, True, SENTENCE)


def test_a_renamed_article_keeps_its_catalogues_and_says_so(wl, desk):
    wl("run")
    review(desk / "locales/fa/LC_MESSAGES/ghor-library.po", {SENTENCE: REVIEWED})
    (desk / "articles/ghor-library.md").rename(desk / "articles/tent-library.md")
    result = wl("sync")
    assert result.code == 0
    assert "ghor-library is now tent-library" in result.out
    moved = polib.pofile(str(desk / "locales/fa/LC_MESSAGES/tent-library.po"))
    assert moved.find(SENTENCE).msgstr == REVIEWED
    assert not (desk / "locales/fa/LC_MESSAGES/ghor-library.po").exists()


def test_a_deleted_article_keeps_its_catalogue(wl, desk):
    wl("run")
    (desk / "articles/bridge.md").unlink()
    result = wl("sync")
    assert result.code == 0
    assert "bridge" in result.out
    assert (desk / "locales/fa/LC_MESSAGES/bridge.po").exists()


def test_redraft_replaces_only_what_nobody_touched(wl, desk):
    wl("run")
    path = desk / "locales/fa/LC_MESSAGES/ghor-library.po"
    po = polib.pofile(str(path))
    entry = po.find(SENTENCE)
    entry.msgstr = "متن نیمه‌کارهٔ یک مترجم"
    po.save()
    assert wl("translate", "--redraft").code == 0
    after = polib.pofile(str(path)).find(SENTENCE)
    assert after.msgstr == "متن نیمه‌کارهٔ یک مترجم"
    assert after.fuzzy


def test_memory_fills_a_sentence_that_was_reviewed_elsewhere(wl, desk):
    wl("run")
    review(desk / "locales/fa/LC_MESSAGES/bridge.po", {"Traffic is light.": "رفت‌وآمد کم است."})
    (desk / "articles/road.md").write_text(
        "---\ntitle: Road Opens\n---\n\nTraffic is light.\n", encoding="utf-8"
    )
    assert wl("run").code == 0
    entry = polib.pofile(str(desk / "locales/fa/LC_MESSAGES/road.po")).find("Traffic is light.")
    assert entry.msgstr == "رفت‌وآمد کم است."
    assert entry.fuzzy
    assert "tm: bridge" in entry.tcomment


def test_a_similar_sentence_is_suggested_with_score_and_origin(wl, desk):
    wl("run")
    review(desk / "locales/fa/LC_MESSAGES/ghor-library.po", {SENTENCE: REVIEWED})
    text = "---\ntitle: Road Opens\n---\n\nThey hope for a new building before winter.\n"
    (desk / "articles/road.md").write_text(text, encoding="utf-8")
    assert wl("run").code == 0
    entry = polib.pofile(str(desk / "locales/fa/LC_MESSAGES/road.po")).find(
        "They hope for a new building before winter."
    )
    assert REVIEWED in entry.comment
    assert "ghor-library" in entry.comment
    assert SENTENCE in entry.comment
    before = tree(desk)
    wl("run")
    assert tree(desk) == before


def test_status_counts_and_its_exit_code_says_whether_all_is_reviewed(wl, desk):
    wl("sync")
    result = wl("status", "--json")
    assert result.code == 1
    data = result.json()
    assert data["finished"] is False
    assert data["totals"]["fa"]["untranslated"] == 10
    table = wl("status")
    assert "ghor-library" in table.out


def test_units_of_an_article_as_json_have_ranges(wl, desk):
    path = desk / "articles/ghor-library.md"
    data = wl("units", "--json", path).json()[0]
    source = path.read_text("utf-8")
    assert data["units"][0]["role"] == "headline"
    for unit in data["units"]:
        assert source[unit["start"] : unit["end"]] == unit["text"]
    assert wl("units", "--verify", path).code == 0


def test_shards_divide_the_articles_between_them(wl, desk):
    wl("sync", "--shard", "1/2")
    first = {path.stem for path in (desk / "locales/fa/LC_MESSAGES").glob("*.po")}
    wl("sync", "--shard", "2/2")
    both = {path.stem for path in (desk / "locales/fa/LC_MESSAGES").glob("*.po")}
    assert both == {"bridge", "ghor-library"}
    assert first < both or first == set() or first == both
    assert wl("sync", "--shard", "3/2").code == 3


def test_help_loads_nothing_heavy():
    code = (
        "import sys; sys.argv=['wirelocalize','--help']\n"
        "from wirelocalize.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy={'ctranslate2','argostranslate','numpy','sentencepiece','pydantic','jinja2','polib','nh3'}\n"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
