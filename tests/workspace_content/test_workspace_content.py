"""The repository's own workspace: articles that read, and one whose three translations are finished work."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from wirelocalize import articles, catalogue, checks, languages, segments
from wirelocalize.articles import Role
from wirelocalize.articles.importers import import_page
from wirelocalize.glossary import Glossary
from wirelocalize.segments.model import OMIT
from wirelocalize.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
REVIEWED = "herat-clinic"
LOCALES = ("fa", "fa_AF", "ps")


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open(ROOT)


@pytest.fixture(scope="module")
def report(workspace: Workspace) -> articles.Article:
    return articles.read(workspace.article_paths()[REVIEWED], REVIEWED)


def localised(workspace: Workspace, article: articles.Article, locale: str) -> articles.Article:
    """The reviewed article as it will be published."""
    po = catalogue.read(workspace.catalogue_path(REVIEWED, locale))
    text = segments.rebuild(
        article, segments.extract(article), {entry.key: entry.target for entry in po.entries}
    )
    return articles.read_string(text, article.format)


def test_every_article_reads_and_rebuilds_to_the_same_bytes(workspace: Workspace) -> None:
    found = workspace.article_paths()
    assert {"herat-clinic", "qanat-diggers", "radio-for-girls", "tehran-tremor"} <= set(found)
    for slug, path in found.items():
        article = articles.read(path, slug)
        units = segments.extract(article)
        assert units, slug
        assert segments.rebuild(article, units, {unit.key: unit.text for unit in units}) == article.source
        assert article.metadata.get("date"), slug


def test_the_articles_together_use_every_role_and_format(workspace: Workspace) -> None:
    read = [
        articles.read(path, slug, include_related=True) for slug, path in workspace.article_paths().items()
    ]
    roles = {block.role for article in read for block in article.blocks}
    assert set(Role) - {Role.BYLINE, Role.DATELINE} <= roles
    assert {article.format for article in read} == set(articles.Format)


def test_the_report_is_what_importing_its_page_gives(report: articles.Article) -> None:
    page = import_page(ROOT / "tests" / "importers" / "data" / "herat-clinic.txt")
    imported = articles.read_string(page.to_markdown(), articles.Format.MARKDOWN)
    written = [block.text for block in report.blocks if block.role is not Role.STANDFIRST]
    assert [block.text for block in imported.blocks] == written


@pytest.mark.parametrize("locale", LOCALES)
def test_the_report_is_fully_reviewed(workspace: Workspace, report: articles.Article, locale: str) -> None:
    po = catalogue.read(workspace.catalogue_path(REVIEWED, locale))
    assert {catalogue.state(entry) for entry in po.entries} == {catalogue.State.REVIEWED}
    assert [entry.key for entry in po.entries] == list(dict.fromkeys(u.key for u in segments.extract(report)))
    assert po.header["Last-Translator"].endswith(" desk")
    assert "@" not in po.header["Last-Translator"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_review_is_on_record(workspace: Workspace, locale: str) -> None:
    po = catalogue.read(workspace.catalogue_path(REVIEWED, locale))
    recorded = workspace.reviews_path(locale).read_text(encoding="utf-8")
    assert all(f'"text":"{catalogue.digest(entry.target)}"' in recorded for entry in po.entries)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_check_finds_an_error_or_a_warning_in_the_reviewed_translation(
    workspace: Workspace, locale: str
) -> None:
    po = catalogue.read(workspace.catalogue_path(REVIEWED, locale))
    found = checks.check(po, glossary=Glossary.load(workspace.glossary_path))
    grave = [finding for finding in found if finding.severity > checks.Severity.INFO]
    assert [f"{finding.rule}: {finding.message}: {finding.excerpt}" for finding in grave] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_reviewed_translation_is_normalised(workspace: Workspace, locale: str) -> None:
    language = languages.get(locale)
    po = catalogue.read(workspace.catalogue_path(REVIEWED, locale))
    for entry in po.entries:
        assert languages.normalise(entry.target, language) == entry.target


@pytest.mark.parametrize("locale", LOCALES)
def test_the_localised_report_has_no_english_left_and_its_quotes_close(
    workspace: Workspace, report: articles.Article, locale: str
) -> None:
    article = localised(workspace, report, locale)
    assert len(article.blocks) == len(report.blocks)
    for block in article.blocks:
        assert not re.search(r"[A-Za-z0-9\"“”?,;]", block.text), block.text
        assert block.text.count("«") == block.text.count("»")
        assert OMIT not in block.text
        assert "  " not in block.text


def test_dari_is_not_persian_and_pashto_has_its_letters(
    workspace: Workspace, report: articles.Article
) -> None:
    text = {code: localised(workspace, report, code).source for code in LOCALES}
    for persian, dari in (
        ("درمانگاه", "کلینیک"),
        ("بیمارستان", "شفاخانه"),
        ("دلار", "دالر"),
        ("ژوئیه", "جولای"),
    ):
        assert persian in text["fa"]
        assert persian not in text["fa_AF"]
        assert dari in text["fa_AF"]
    assert set("ټځڅډړږښڼګېۍ") <= set(text["ps"])
    assert not set("گكھہ\u200c") & set(text["ps"])


@pytest.mark.gettext
@pytest.mark.parametrize("locale", LOCALES)
def test_msgfmt_accepts_the_catalogues(workspace: Workspace, locale: str) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("msgfmt (gettext) is not installed")
    for path in sorted(workspace.catalogue_path(REVIEWED, locale).parent.glob("*.po")):
        done = subprocess.run([msgfmt, "-c", "-o", "-", str(path)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""
