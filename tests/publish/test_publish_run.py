"""A run: what is written when, what survives accidents, and what becomes of published texts later."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from publish_newsroom import ALL_FORMATS, CLINIC, LOCALES, SCHOOL

from wirelocalize import articles
from wirelocalize import publish as room
from wirelocalize.errors import ConfigurationError, OutputError
from wirelocalize.files import digest
from wirelocalize.publish import Outcome, manifest, run
from wirelocalize.publish.feed import feed_path

if TYPE_CHECKING:
    from pathlib import Path

    from publish_newsroom import Newsroom

LATER = datetime(2024, 5, 6, 8, 0, tzinfo=UTC)


def outcomes(report: room.PublishReport) -> dict[tuple[str, str], str]:
    return {(r.slug, r.locale): r.outcome.value for r in report.results}


def assert_sound(root: Path) -> None:
    """What an importer relies on: every file the manifest names is there with the hash it names."""
    path = root / "public" / "manifest.json"
    for entry in manifest.read(path).texts:
        for item in entry.files:
            assert digest((root / "public" / item.path).read_bytes()) == item.sha256


def entry_of(newsroom: Newsroom, slug: str = "clinic", locale: str = "fa") -> manifest.TextEntry:
    return manifest.read(newsroom.root / "public/manifest.json").by_key()[slug, locale]


def test_published_texts_drafts_and_withheld_ones(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.translate("clinic", "fa_AF", fuzzy=("*",), machine=True)
    report = newsroom.publish()
    assert outcomes(report) == {
        ("clinic", "fa"): "published",
        ("clinic", "fa_AF"): "draft",
        ("clinic", "ps"): "withheld",
    }
    names = set(newsroom.outputs())
    assert {"public/fa/clinic.md", "public/fa/clinic.html", "drafts/fa_AF/clinic.md"} <= names
    assert not any(
        name.startswith(("public/fa_AF/clinic", "public/ps/clinic", "drafts/fa/")) for name in names
    )
    assert_sound(newsroom.root)
    assert report.totals["published"] == 1
    assert report.totals["written"] == 8 + 5


def test_a_second_run_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.article("school.html", SCHOOL)
    for slug in ("clinic", "school"):
        newsroom.translate(slug, "fa")
        newsroom.translate(slug, "ps", fuzzy=("*",))
    newsroom.publish()
    stamps = {p: p.stat().st_mtime_ns for p in newsroom.root.rglob("*") if p.is_file() and p.name != "lock"}
    report = newsroom.publish(now=LATER)
    assert {
        p: p.stat().st_mtime_ns for p in newsroom.root.rglob("*") if p.is_file() and p.name != "lock"
    } == stamps
    assert report.totals["written"] == 0
    assert report.totals["unchanged"] == 16
    assert outcomes(report)["clinic", "ps"] == "draft"


def test_the_cache_may_be_deleted_at_any_time(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    before = newsroom.outputs()
    shutil.rmtree(newsroom.root / ".wirelocalize")
    report = newsroom.publish(now=LATER)
    assert newsroom.outputs() == before
    assert report.totals["written"] == 0
    (newsroom.root / ".wirelocalize/publish/seen.json").write_text(
        '{"version": 1, "seen": 3}', encoding="utf-8"
    )
    assert newsroom.publish(now=LATER).totals["written"] == 0


def test_two_workspaces_with_equal_content_have_equal_bytes(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.translate("clinic", "fa_AF", fuzzy=("Tent",))
    twin = tmp_path / "twin"
    shutil.copytree(newsroom.root, twin, ignore=shutil.ignore_patterns("twin"))
    newsroom.publish()
    first = newsroom.outputs()
    newsroom.root = twin
    newsroom.publish()
    assert newsroom.outputs() == first


def test_a_damaged_or_missing_output_is_written_again(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    good = newsroom.outputs()
    (newsroom.root / "public/fa/clinic.md").write_text("broken", encoding="utf-8")
    (newsroom.root / "public/fa/clinic.html").unlink()
    report = newsroom.publish(now=LATER)
    assert newsroom.outputs() == good
    assert report.totals["written"] == 2


def test_a_changed_translation_changes_its_text_only(newsroom: Newsroom) -> None:
    newsroom.article("school.html", SCHOOL)
    for slug in ("clinic", "school"):
        newsroom.translate(slug, "fa")
    newsroom.publish()
    school = entry_of(newsroom, "school")
    newsroom.translate("clinic", "fa", {"Tent": "خیمه"})
    report = newsroom.publish(now=LATER)
    assert {r.slug for r in report.results if r.written} == {"clinic"}
    entry = entry_of(newsroom)
    assert entry.revision == 2
    assert entry.published_at == "2024-05-04T06:30:00Z"
    assert entry.modified_at == entry.updated == "2024-05-06T08:00:00Z"
    assert entry_of(newsroom, "school") == school


def test_siblings_learn_of_each_other(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    assert 'hreflang="ps"' not in newsroom.read("public/fa/clinic.html")
    newsroom.translate("clinic", "ps")
    report = newsroom.publish(now=LATER)
    assert '<link rel="alternate" hreflang="ps" href="../ps/clinic.html">' in newsroom.read(
        "public/fa/clinic.html"
    )
    fa = next(r for r in report.results if r.locale == "fa")
    assert fa.written == ("public/fa/clinic.html", "public/fa/clinic.json", "public/fa/clinic.superdesk.json")


def test_a_broken_catalogue_stops_only_itself_and_keeps_what_was_out(newsroom: Newsroom) -> None:
    newsroom.article("school.html", SCHOOL)
    for slug in ("clinic", "school"):
        newsroom.translate(slug, "fa")
    newsroom.publish()
    path = newsroom.workspace.catalogue_path("clinic", "fa")
    path.write_text('msgid "x"\nmsgstr "y" rubbish\n', encoding="utf-8")
    newsroom.translate("school", "fa", {"Girls may attend.": "دختران می‌توانند بیایند."})
    report = newsroom.publish(now=LATER)
    assert [(f.slug, f.locale) for f in report.failures] == [("clinic", "fa")]
    assert "clinic.po" in str(report.failures[0].error)
    assert entry_of(newsroom).outcome is Outcome.PUBLISHED
    assert (newsroom.root / "public/fa/clinic.md").exists()
    assert "بیایند" in newsroom.read("public/fa/school.html")
    assert_sound(newsroom.root)


def test_an_article_that_is_not_utf8_stops_only_itself(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    (newsroom.root / "articles/bad.md").write_bytes(b"\xff\xfe bad")
    report = newsroom.publish()
    assert [(f.slug, f.locale) for f in report.failures] == [("bad", "")]
    assert outcomes(report)["clinic", "fa"] == "published"


def test_a_front_matter_that_cannot_be_read_is_a_failure_not_a_broken_output(newsroom: Newsroom) -> None:
    newsroom.article("torn.md", "---\ntitle: [Rain\n---\n\nIt rains.\n")
    newsroom.translate("torn", "fa", {"It rains.": "باران می‌بارد."}, only=True)
    report = newsroom.publish()
    assert [(f.slug, f.locale) for f in report.failures] == [("torn", "fa")]
    assert "torn.md:" in str(report.failures[0].error)
    assert not list(newsroom.root.glob("*/fa/torn.*"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("json.md", '{\n "title": "Rain",\n "date": "2024-05-03"\n}\n\nIt rains.\n'),
        ("crlf.md", "---\r\ntitle: Rain\r\n---\r\n\r\nIt rains.\r\n"),
        ("bom.md", "\ufeff---\ntitle: Rain\ndate: 1066-10-14\n---\n\nIt rains.\n"),
        ("plain.md", "It rains.\n"),
        ("codes.md", '# Rain\n\nIt rains.\n\n{{< fig src="a" >}}\n\n`{{ x }}`\n'),
        ("part.html", "<h1>Rain</h1><p>It rains."),
    ],
)
def test_articles_of_odd_shapes_are_published(newsroom: Newsroom, name: str, text: str) -> None:
    slug, suffix = name.split(".")
    (newsroom.root / "articles" / name).write_bytes(text.encode())
    newsroom.translate(slug, "fa", {"Rain": "باران", "It rains.": "باران می‌بارد."}, only=True)
    report = newsroom.publish(slugs=[slug], locales=["fa"])
    assert not report.failures
    page = newsroom.read(f"public/fa/{slug}.html")
    assert "<p>باران می‌بارد.</p>" in page
    assert page.count("<h1") == 1
    assert "fig src" not in page
    written = (newsroom.root / f"public/fa/{slug}.md").read_bytes().decode()
    assert articles.read_string(written, "markdown").metadata["lang"] == "fa"
    assert "Rain" not in written.replace("<h1", "")
    assert ("\r\n" in written) == ("\r\n" in text)
    assert ("{{< fig" in written) == ("{{< fig" in text)
    assert suffix


def test_a_source_edited_after_approval_makes_its_text_stale(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    good = newsroom.read("public/fa/clinic.html")
    newsroom.article("clinic.md", CLINIC.replace("200 patients", "300 patients"))
    report = newsroom.publish(now=LATER)
    entry = entry_of(newsroom)
    assert entry.outcome is Outcome.PUBLISHED
    assert entry.stale
    assert entry.reasons[0].code == "source-changed"
    assert entry.translated_sha256 != entry.source_sha256
    assert newsroom.read("public/fa/clinic.html") == good
    assert "300 patients" in newsroom.read("drafts/fa/clinic.md")
    assert report.totals["stale"] == 1
    assert newsroom.publish(now=LATER).totals["written"] == 0
    assert_sound(newsroom.root)

    newsroom.translate(
        "clinic", "fa", {"It treats **300 patients** a day.": "روزانه **۳۰۰ بیمار** را درمان می‌کند."}
    )
    newsroom.publish(now=LATER)
    entry = entry_of(newsroom)
    assert not entry.stale
    assert entry.draft_files == ()
    assert "۳۰۰" in newsroom.read("public/fa/clinic.html")
    assert not (newsroom.root / "drafts/fa").exists()


def test_policy_may_withdraw_stale_texts(newsroom: Newsroom) -> None:
    newsroom.configure(ALL_FORMATS + '[publish.policy.default]\nstale = "withdraw"\n')
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    newsroom.article("clinic.md", CLINIC.replace("200 patients", "300 patients"))
    report = newsroom.publish(now=LATER)
    read = manifest.read(newsroom.root / "public/manifest.json")
    assert read.by_key()["clinic", "fa"].outcome is Outcome.DRAFT
    assert [(t.key, t.reason, len(t.files)) for t in read.tombstones] == [(("clinic", "fa"), "withdrawn", 4)]
    assert not list((newsroom.root / "public/fa").glob("clinic*"))
    assert "public/fa/clinic.html" in report.results[0].removed


def test_approval_taken_back_takes_the_text_back(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    newsroom.translate("clinic", "fa", fuzzy=("Tent",))
    newsroom.publish(now=LATER)
    assert not (newsroom.root / "public/fa/clinic.md").exists()
    assert (newsroom.root / "drafts/fa/clinic.md").exists()
    newsroom.translate("clinic", "fa")
    newsroom.publish(now=LATER)
    read = manifest.read(newsroom.root / "public/manifest.json")
    assert read.tombstones == ()
    assert (newsroom.root / "public/fa/clinic.md").exists()
    assert not (newsroom.root / "drafts/fa/clinic.md").exists()


def test_a_deleted_article_leaves_a_tombstone(newsroom: Newsroom) -> None:
    newsroom.article("school.html", SCHOOL)
    for slug in ("clinic", "school"):
        newsroom.translate(slug, "fa")
    newsroom.publish()
    (newsroom.root / "articles/clinic.md").unlink()
    report = newsroom.publish(now=LATER)
    read = manifest.read(newsroom.root / "public/manifest.json")
    assert {e.article for e in read.texts} == {"school"}
    assert [(t.article, t.reason, t.deleted_at) for t in read.tombstones] == [
        ("clinic", "deleted", "2024-05-06T08:00:00Z")
    ]
    assert not (newsroom.root / "public/fa/clinic.md").exists()
    assert "public/fa/clinic.md" in report.removed
    assert "clinic" not in newsroom.read("public/fa/feed.xml")


def test_dropped_formats_and_a_new_layout_replace_files(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    newsroom.configure('[publish]\nformats = ["markdown"]\nlayout = "{slug}.{lang}"\n')
    newsroom.publish(now=LATER)
    assert set(newsroom.outputs()) == {
        "public/clinic.fa.md",
        "public/manifest.json",
        "public/manifest.schema.json",
    }
    read = manifest.read(newsroom.root / "public/manifest.json")
    assert [(t.reason, len(t.files)) for t in read.tombstones] == [("replaced", 4)]
    assert read.feeds == {}


class CrashError(Exception):
    """The machine stops."""


@pytest.mark.parametrize("after", [2, 8, 12, 14, 15])
def test_a_run_cut_off_at_any_write_leaves_a_sound_folder(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """A manifest never names a file that is missing; the next run ends where an undisturbed one would."""
    newsroom.translate("clinic", "fa")
    newsroom.translate("clinic", "ps")
    newsroom.publish()
    newsroom.translate("clinic", "fa", fuzzy=("Tent",))
    newsroom.translate("clinic", "ps", {"Tent": "خیمه"})
    real = run.write_bytes
    count = 0

    def crashing(path: Path, data: bytes) -> bool:
        nonlocal count
        count += 1
        if count == after:
            raise CrashError
        return real(path, data)

    monkeypatch.setattr(run, "write_bytes", crashing)
    try:
        newsroom.publish(now=LATER)
    except CrashError:
        for entry in manifest.read(newsroom.root / "public/manifest.json").texts:
            assert all((newsroom.root / "public" / item.path).exists() for item in entry.files)
    monkeypatch.undo()
    newsroom.publish(now=LATER)
    assert_sound(newsroom.root)
    names = set(newsroom.outputs())
    assert "public/fa/clinic.md" not in names
    assert "drafts/fa/clinic.md" in names
    assert not [name for name in names if name.endswith(".tmp")]


def test_a_run_cut_off_before_removing_is_completed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    newsroom.translate("clinic", "fa", fuzzy=("Tent",))

    def crash(*_: object) -> list[str]:
        raise CrashError

    monkeypatch.setattr(run._Run, "_remove", crash)
    with pytest.raises(CrashError):
        newsroom.publish(now=LATER)
    assert (newsroom.root / "public/fa/clinic.md").exists()
    monkeypatch.undo()
    newsroom.publish(now=LATER)
    assert not (newsroom.root / "public/fa/clinic.md").exists()


def test_files_of_others_in_the_output_folder_stay(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    (newsroom.root / "public/fa/own.html").write_text("mine", encoding="utf-8")
    (newsroom.root / "articles/clinic.md").unlink()
    newsroom.publish(now=LATER)
    assert newsroom.read("public/fa/own.html") == "mine"


def test_selecting_articles_and_locales(newsroom: Newsroom) -> None:
    newsroom.article("school.html", SCHOOL)
    for slug in ("clinic", "school"):
        for locale in ("fa", "fa_AF", "ps"):
            newsroom.translate(slug, locale)
    report = newsroom.publish(slugs=["school"], locales=["dari"], formats=["html"])
    assert outcomes(report) == {("school", "fa_AF"): "published"}
    assert [n for n in newsroom.outputs() if "manifest" not in n] == ["public/fa_AF/school.html"]
    with pytest.raises(ConfigurationError, match="nope"):
        newsroom.publish(slugs=["nope"])
    with pytest.raises(ConfigurationError, match="pdf"):
        newsroom.publish(formats=["pdf"])


@pytest.mark.parametrize(
    ("settings", "head", "slip"),
    [
        ('[publish]\nlayout = "{slug}"\n', "", "layout"),
        ('[publish]\nlayout = "../{locale}/{slug}"\n', "", "layout"),
        ('[publish]\nlayout = "/{locale}/{slug}"\n', "", "layout"),
        ('[publish]\nlayout = "{locale}/{slug}{evil}"\n', "", "layout"),
        ('[publish]\ntemplates = "../elsewhere"\n', "", "templates"),
        ("", 'draft_dir = "public/drafts"\n', "draft_dir"),
        ("", 'output_dir = "articles/out"\n', "output_dir"),
        ("[publish.policy.fr]\nmin_reviewed = 0\n", "", "fr"),
    ],
)
def test_settings_that_would_harm_are_refused(
    newsroom: Newsroom, settings: str, head: str, slip: str
) -> None:
    newsroom.configure(settings, head)
    newsroom.translate("clinic", "fa")
    with pytest.raises(ConfigurationError, match=slip):
        newsroom.publish()
    assert not (newsroom.root / "public/fa").exists()


def test_two_texts_never_share_a_file(newsroom: Newsroom) -> None:
    newsroom.configure('[publish]\nformats = ["ninjs", "ninjs-superdesk"]\n')
    newsroom.article("clinic.superdesk.md", CLINIC)
    for slug in ("clinic", "clinic.superdesk"):
        newsroom.translate(slug, "fa")
    report = newsroom.publish()
    assert [(f.slug, f.locale) for f in report.failures] == [("clinic.superdesk", "fa")]
    assert "already the file of clinic [fa]" in str(report.failures[0].error)


def test_a_folder_that_cannot_be_written_is_a_failure_and_the_rest_is_done(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.translate("clinic", "ps")
    (newsroom.root / "public").mkdir()
    (newsroom.root / "public/fa").write_text("a file in the way", encoding="utf-8")
    report = newsroom.publish()
    assert [(f.slug, f.locale) for f in report.failures] == [("clinic", "fa"), ("", "fa")]
    assert all("public/fa" in str(f.error) for f in report.failures)
    assert (newsroom.root / "public/ps/clinic.html").exists()
    assert {e.locale for e in manifest.read(report.manifest).texts} == {"ps", "fa_AF"}
    assert_sound(newsroom.root)


def test_an_error_of_the_checks_keeps_a_text_from_being_published(newsroom: Newsroom) -> None:
    newsroom.config = LOCALES
    newsroom.configure(ALL_FORMATS)
    newsroom.translate("clinic", "fa", {"Tent": "چادر <b>"})
    report = newsroom.publish()
    result = next(r for r in report.results if r.locale == "fa")
    assert result.outcome is Outcome.DRAFT
    assert [reason.code for reason in result.reasons] == ["check-errors"]
    assert {(f.source, f.file) for f in result.errors} == {("Tent", "locales/fa/LC_MESSAGES/clinic.po")}
    assert entry_of(newsroom).checks["error"] == len(result.errors)
    again = next(r for r in newsroom.publish(now=LATER).results if r.locale == "fa")
    assert again.errors == result.errors
    newsroom.configure(ALL_FORMATS + '[publish.policy.default]\nerrors = "unit"\n')
    newsroom.publish(now=LATER)
    assert '<span lang="en" dir="ltr">Tent</span>' in newsroom.read("public/fa/clinic.md")


def test_a_damaged_manifest_is_refused_not_overwritten(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    path = newsroom.root / "public/manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["texts"][0]["files"][0]["path"] = "../../etc/passwd"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(OutputError, match="unsafe path"):
        newsroom.publish(now=LATER)


def test_folders_in_slugs_are_kept(newsroom: Newsroom) -> None:
    newsroom.article("2024/rain.md", "# Rain\n\nIt rains.\n")
    newsroom.translate("2024/rain", "fa", {"Rain": "باران", "It rains.": "باران می‌بارد."}, only=True)
    newsroom.publish()
    assert "باران می‌بارد" in newsroom.read("public/fa/2024/rain.md")
    page = newsroom.read("public/fa/2024/rain.html")
    assert page.count("<h1>") == 1
    assert "<title>باران</title>" in page


def test_feed_paths_are_no_articles(newsroom: Newsroom) -> None:
    from wirelocalize.languages import get

    assert feed_path(get("dari")) == "fa_AF/feed.xml"
