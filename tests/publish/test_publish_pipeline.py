"""Real pipelines on real outputs: the documented importer, a Hugo site, a browser with axe-core."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from publish_newsroom import ALL_FORMATS, CLINIC, SCHOOL

if TYPE_CHECKING:
    from publish_newsroom import Newsroom

IMPORTER = Path(__file__).parents[2] / "docs" / "examples" / "importer.py"
LATER = datetime(2024, 5, 6, 8, 0, tzinfo=UTC)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HALF = "[publish.policy.default]\nmin_reviewed = 0.5\n"


def run_importer(newsroom: Newsroom, *, code: int = 0) -> str:
    command = [sys.executable, str(IMPORTER), str(newsroom.root / "public"), str(newsroom.root / "site")]
    (newsroom.root / "site").mkdir(exist_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def imported(newsroom: Newsroom) -> set[str]:
    site = newsroom.root / "site"
    return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and p.name != ".imported"}


def test_the_documented_importer_follows_every_change(newsroom: Newsroom) -> None:
    newsroom.configure('[publish]\nformats = ["markdown"]\n')
    newsroom.article("school.html", SCHOOL)
    for slug in ("clinic", "school"):
        newsroom.translate(slug, "fa")
    newsroom.translate("clinic", "ps", fuzzy=("Tent",))
    newsroom.publish()
    assert run_importer(newsroom) == "2 files fetched, revision 1\n"
    assert imported(newsroom) == {"fa/clinic.md", "fa/school.md"}
    assert run_importer(newsroom) == "0 files fetched, revision 1\n"

    newsroom.translate("clinic", "ps")
    (newsroom.root / "articles/school.html").unlink()
    newsroom.publish(now=LATER)
    assert run_importer(newsroom) == "1 files fetched, revision 2\n"
    assert imported(newsroom) == {"fa/clinic.md", "ps/clinic.md"}

    newsroom.translate("clinic", "ps", fuzzy=("Tent",))
    newsroom.publish(now=LATER)
    run_importer(newsroom)
    assert imported(newsroom) == {"fa/clinic.md"}


def test_the_documented_importer_waits_while_an_edition_is_written(newsroom: Newsroom) -> None:
    newsroom.translate("clinic", "fa")
    newsroom.publish()
    (newsroom.root / "public/fa/clinic.md").write_text("newer than the manifest", encoding="utf-8")
    assert "try again" in run_importer(newsroom, code=1)
    assert imported(newsroom) == set()


def test_the_documented_importer_is_as_short_as_promised() -> None:
    code = [line for line in IMPORTER.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(code) <= 30


@pytest.mark.hugo
@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
def test_a_hugo_site_is_built_from_the_outputs(newsroom: Newsroom) -> None:
    newsroom.configure('[publish]\nformats = ["markdown"]\nlayout = "{lang}/posts/{slug}"\n' + HALF)
    newsroom.article("school.html", SCHOOL)
    newsroom.translate("clinic", "fa")
    newsroom.translate("clinic", "fa_AF", {"As of May.": ""})
    newsroom.translate("clinic", "ps")
    newsroom.translate("school", "fa")
    newsroom.publish()
    example = IMPORTER.parent / "hugo"
    site = newsroom.root / "hugo"
    shutil.copytree(example, site)
    shutil.copytree(newsroom.root / "public", site / "content")
    done = subprocess.run(
        ["hugo", "--source", str(site)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    page = (site / "public/fa/posts/clinic/index.html").read_text(encoding="utf-8")
    assert re.search(r'<html lang="?fa"? dir="?rtl"?', page)
    assert "درمانگاهی در هرات بازگشایی شد" in page
    assert "۱۴ اردیبهشت ۱۴۰۳" in page
    assert 'hreflang="ps"' in page
    assert 'hreflang="fa-AF"' in page
    dari = (site / "public/fa-af/posts/clinic/index.html").read_text(encoding="utf-8")
    assert '<span lang="en" dir="ltr">As of May.</span>' in dari
    school = (site / "public/fa/posts/school/index.html").read_text(encoding="utf-8")
    assert "کابل" in school
    assert "raw HTML omitted" not in school + dari


def axe_source() -> Path | None:
    """axe-core, where a developer has put it: AXE_CORE, or node_modules of the repository."""
    candidates = [
        os.environ.get("AXE_CORE", ""),
        str(Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"),
    ]
    return next((Path(name) for name in candidates if name and Path(name).is_file()), None)


def chromium(*arguments: str, profile: Path) -> str:
    """Run Chromium without a window and without a network of its own."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={profile}", *arguments,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.fixture
def pages(newsroom: Newsroom) -> dict[str, str]:
    """One page of each kind."""
    newsroom.configure(ALL_FORMATS + HALF + '[outlet]\nname = "Outlet"\n')
    newsroom.article("school.html", SCHOOL)
    newsroom.article("clinic.md", CLINIC + "\n1. One\n2. Two\n\n![A tent](tent.jpg)\n\n*Rain* and `code`.\n")
    more = {"One": "یک", "Two": "دو", "A tent": "یک چادر", "*Rain* and `code`.": "*باران* و `code`."}
    newsroom.translate("clinic", "fa", more)
    newsroom.translate("clinic", "ps", {**more, "As of May.": ""}, fuzzy=("Tent",), machine=True)
    newsroom.translate("clinic", "fa_AF", more, fuzzy=("*",), machine=True)
    newsroom.translate("school", "fa")
    newsroom.publish()
    return {n: d.decode() for n, d in newsroom.outputs().items() if n.endswith(".html")}


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_pages_from_right_to_left_and_blocks_everything_foreign(
    pages: dict[str, str], tmp_path: Path
) -> None:
    probe = (
        "<script>document.title=JSON.stringify({dir:getComputedStyle(document.body).direction,"
        "spacing:getComputedStyle(document.querySelector('h1')).letterSpacing,"
        "italic:[...document.querySelectorAll('em')].map(e=>getComputedStyle(e).fontStyle),"
        "list:[...document.querySelectorAll('ol')].map(e=>getComputedStyle(e).listStyleType)})</script>"
    )
    assert len(pages) == 4
    for name, page in pages.items():
        if name.startswith("drafts/"):
            continue  # the same template; starting a browser takes seconds
        # The page's own policy would block the probe: it is taken out for the measurement only.
        open_page = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("</body>", f"{probe}</body>")
        path = tmp_path / "probe.html"
        path.write_text(open_page, encoding="utf-8")
        dom = chromium("--dump-dom", f"file://{path}", profile=tmp_path / "profile")
        found = re.search(r"<title>(.*?)</title>", dom)
        assert found is not None
        seen = json.loads(found[1])
        assert seen["dir"] == "rtl", name
        assert seen["spacing"] in {"normal", "0px"}
        assert set(seen["italic"]) <= {"normal"}
        assert set(seen["list"]) <= {"persian"}
        path.write_text(
            page.replace("</body>", "<script>document.title='ran'</script></body>"), encoding="utf-8"
        )
        assert "<title>ran" not in chromium("--dump-dom", f"file://{path}", profile=tmp_path / "profile")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.skipif(axe_source() is None, reason="axe-core is not there: npm install --no-save axe-core")
def test_axe_finds_no_barrier_on_any_page(pages: dict[str, str], tmp_path: Path) -> None:
    source = axe_source()
    assert source is not None
    for name, page in pages.items():
        script = (
            f"<script>{source.read_text(encoding='utf-8')}</script><script>"
            "axe.run().then(r=>{document.title=JSON.stringify({passes:r.passes.length,"
            "found:r.violations.map(v=>[v.id,v.nodes.map(n=>n.html)])});})</script>"
        )
        path = tmp_path / "axe.html"
        open_page = re.sub(r"<meta http-equiv[^>]*>", "", page)
        path.write_text(
            open_page[: open_page.rindex("</body>")] + script + "</body></html>", encoding="utf-8"
        )
        dom = chromium(
            "--virtual-time-budget=20000", "--dump-dom", f"file://{path}", profile=tmp_path / "profile"
        )
        found = re.search(r"<title>(\{.*?\})</title>", dom, re.DOTALL)
        assert found is not None, name
        result = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        assert result["passes"] > 10
        assert result["found"] == [], name
