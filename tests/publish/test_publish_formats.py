"""What the files of each format hold."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from publish_newsroom import ALL_FORMATS, CLINIC, SCHOOL

from wirelocalize import articles
from wirelocalize.publish.labels import labels_for

if TYPE_CHECKING:
    from publish_newsroom import Newsroom

DATA = resources.files("wirelocalize.publish") / "data"
HALF = "[publish.policy.default]\nmin_reviewed = 0.5\n"
OUTLET = '[outlet]\nname = "Outlet <One>"\nurl = "https://example.org"\n'


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def validate(item: object, name: str) -> None:
    jsonschema.Draft202012Validator(
        schema(name), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(item)


@pytest.fixture
def varied(newsroom: Newsroom) -> Newsroom:
    """Reviewed, partly reviewed, machine and HTML texts, published and drafts."""
    newsroom.configure(ALL_FORMATS + 'base_url = "https://example.org/news/"\n' + HALF + OUTLET)
    newsroom.article("school.html", SCHOOL)
    newsroom.translate("clinic", "fa")
    newsroom.translate("clinic", "ps", {"As of May.": ""}, fuzzy=("Tent", "Item"), machine=True)
    newsroom.translate("clinic", "fa_AF", fuzzy=("*",), machine=True)
    newsroom.translate("school", "fa")
    report = newsroom.publish()
    assert not report.failures
    return newsroom


# Markdown


def test_markdown_is_the_source_but_for_its_units_and_our_keys(varied: Newsroom) -> None:
    text = varied.read("public/fa/clinic.md")
    metadata = articles.read_string(text, "markdown").metadata
    assert {key: metadata[key] for key in ("title", "author", "tags", "source_url")} == {
        "title": "درمانگاهی در هرات بازگشایی شد",
        "author": "A. Writer",
        "tags": ["health"],
        "source_url": "https://example.org/en/clinic",
    }
    assert metadata["lang"] == "fa"
    assert metadata["dir"] == "rtl"
    assert metadata["translationKey"] == "clinic"
    assert metadata["translation_status"] == "reviewed"
    assert metadata["dateline"] == "۱۴ اردیبهشت ۱۴۰۳ - ۳ مه ۲۰۲۴"
    assert re.fullmatch(r"[0-9a-f]{64}", metadata["source_sha256"])
    body = text.split("---\n", 2)[2]
    assert body == (
        "\nدرمانگاه هرات روز جمعه بازگشایی شد. این درمانگاه روزانه **۲۰۰ بیمار** را درمان می‌کند.\n\n"
        "> پرستاری در [بیمارستان امید](https://example.org/en/hope) گفت: «ما برگشتیم.»\n\n"
        "## پس از این چه می‌شود\n\n- سقف به تعمیر نیاز دارد.\n\n"
        "| کالا | بها |\n| ---- | ----- |\n| چادر | 12    |\n\n"
        "موسسه خیریه Amnesty International چادر داد.[^1]\n\n[^1]: تا ماه مه.\n"
    )


def test_markdown_says_what_is_english_and_which_engine_helped(varied: Newsroom) -> None:
    text = varied.read("public/ps/clinic.md")
    assert '[^1]: <span lang="en" dir="ltr">As of May.</span>' in text
    metadata = articles.read_string(text, "markdown").metadata
    assert metadata["translation_status"] == "partly-reviewed"
    assert metadata["translation_engine"] == ["starter@1 ct2/4.8 int8 beam4"]
    assert "translation_reviewers" not in metadata
    draft = articles.read_string(varied.read("drafts/fa_AF/clinic.md"), "markdown").metadata
    assert draft["translation_status"] == "draft"
    assert draft["lang"] == "fa-AF"


def test_markdown_of_an_html_article_is_one_html_block(varied: Newsroom) -> None:
    text = varied.read("public/fa/school.md")
    metadata = articles.read_string(text, "markdown").metadata
    assert metadata["title"] == "مدرسه باز شد"
    body = text.split("---\n", 2)[2].strip()
    assert body.startswith("<h1>مدرسه باز شد</h1>")
    assert "\n\n" not in body
    assert "<pre>a&#10;&#10;b</pre>" in body
    assert "Home" not in body


# HTML


def test_html_is_in_its_language_and_direction(varied: Newsroom) -> None:
    page = varied.read("public/fa/clinic.html")
    assert page.startswith('<!DOCTYPE html>\n<html lang="fa" dir="rtl">')
    assert '<html lang="fa-AF" dir="rtl">' in varied.read("drafts/fa_AF/clinic.html")
    assert '<time datetime="2024-05-03">۱۴ اردیبهشت ۱۴۰۳ - ۳ مه ۲۰۲۴</time>' in page
    assert "<bdi>Amnesty International</bdi>" in page
    assert "<bdi>A. Writer</bdi>" in page
    assert "<td>۱۲</td>" in page  # a number alone is no unit; the page still writes it in its own digits
    assert '<a href="#fn-1" rel="noopener noreferrer">۱</a>' in page
    assert 'id="fn-1"' in page


def test_html_links_published_siblings_only(varied: Newsroom) -> None:
    page = varied.read("public/fa/clinic.html")
    alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    assert alternates == [
        ("fa", "https://example.org/news/fa/clinic.html"),
        ("ps", "https://example.org/news/ps/clinic.html"),
        ("en", "https://example.org/en/clinic"),
    ]
    assert "fa_AF" not in page
    assert 'hreflang="fa-AF"' not in page


@pytest.mark.parametrize(
    ("path", "wanted", "absent"),
    [
        ("public/fa/clinic.html", ["reviewed"], ["draft", "machine", "partial", "english"]),
        ("public/ps/clinic.html", ["partial", "english"], ["draft", "machine", "reviewed"]),
        ("drafts/fa_AF/clinic.html", ["draft", "machine"], ["partial", "english", "reviewed"]),
    ],
)
def test_html_says_in_its_language_what_it_is(
    varied: Newsroom, path: str, wanted: list[str], absent: list[str]
) -> None:
    page = varied.read(path)
    labels = labels_for(path.split("/")[1])
    for name in wanted:
        assert getattr(labels, name) in page
    for name in absent:
        assert getattr(labels, name) not in page


def test_html_marks_the_unreviewed_parts_of_a_mixed_text(varied: Newsroom) -> None:
    page = varied.read("public/ps/clinic.html")
    assert '<td><span class="unreviewed">چادر</span></td>' in page
    assert '<span class="unreviewed">کالا</span>' in page
    assert '<span lang="en" dir="ltr">As of May.</span>' in page
    assert 'unreviewed">' not in varied.read("drafts/fa_AF/clinic.html")
    assert "unreviewed" not in varied.read("public/ps/clinic.md")


def test_html_keeps_unreviewed_texts_out_of_search_engines(varied: Newsroom) -> None:
    robots = '<meta name="robots" content="noindex">'
    assert robots not in varied.read("public/fa/clinic.html")
    assert robots in varied.read("public/ps/clinic.html")
    assert robots in varied.read("drafts/fa_AF/clinic.html")


def test_json_ld_names_the_original(varied: Newsroom) -> None:
    page = varied.read("public/fa/clinic.html")
    found = re.search(r'ld\+json">(.*?)</script>', page)
    assert found is not None
    data = json.loads(found[1])
    assert data["@type"] == "NewsArticle"
    assert data["inLanguage"] == "fa"
    assert data["translationOfWork"]["url"] == "https://example.org/en/clinic"
    assert data["translationOfWork"]["inLanguage"] == "en"
    assert data["publisher"]["name"] == "Outlet <One>"
    assert data["datePublished"] == "2024-05-03"


def test_html_asks_nothing_of_the_network(newsroom: Newsroom) -> None:
    newsroom.article(
        "photo.md", "# Rain\n\nIt rains.\n\n![Rain](https://far.example/rain.jpg)\n\n![Sun](sun.jpg)\n\n"
        "[![Both](https://far.example/b.jpg)](https://far.example/b)\n"
    )  # fmt: skip
    newsroom.translate(
        "photo",
        "fa",
        {"Rain": "باران", "It rains.": "باران می‌بارد.", "Sun": "خورشید", "Both": "هر دو"},
        only=True,
    )
    newsroom.publish()
    page = newsroom.read("public/fa/photo.html")
    assert re.findall(r"<img[^>]*>", page) == ['<img src="sun.jpg" alt="خورشید">']
    assert '<a href="https://far.example/rain.jpg" rel="noopener noreferrer">باران</a>' in page
    assert '<a href="https://far.example/b" rel="noopener noreferrer">هر دو</a>' in page
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"@import|url\(|<link rel=\"stylesheet|<script src", page)


def test_a_workspace_may_bring_its_own_template(newsroom: Newsroom) -> None:
    newsroom.configure('[publish]\nformats = ["html"]\ntemplates = "templates"\n')
    folder = newsroom.root / "templates"
    folder.mkdir()
    own = '{% extends "default/page.html" %}{% block footer %}<footer>{{ page.title }} & co</footer>{% endblock %}'
    (folder / "page.html").write_text(own, encoding="utf-8")
    newsroom.translate("clinic", "fa", {"Clinic in Herat reopens": "درمانگاه <b>"})
    newsroom.publish()
    assert "<footer>درمانگاه ‹b> & co</footer>" in newsroom.read("public/fa/clinic.html").replace("&gt;", ">")
    (folder / "page.html").write_text(own.replace("page.title", "page.titel"), encoding="utf-8")
    report = newsroom.publish()
    assert "titel" in str(report.failures[0].error)
    (folder / "page.html").write_text("{% block x %}", encoding="utf-8")
    assert "page.html" in str(newsroom.publish().failures[0].error)


# ninjs


def test_ninjs_objects_use_only_what_ninjs_defines(varied: Newsroom) -> None:
    found = [
        n for n in varied.outputs() if n.endswith(".json") and "superdesk" not in n and "manifest" not in n
    ]
    assert len(found) == 4
    for name in found:
        validate(json.loads(varied.read(name)), "ninjs-3.1-profile.schema.json")


if "NINJS_SCHEMA" in os.environ:  # a copy of IPTC's own schema, for whoever has one

    def test_ninjs_objects_are_valid_against_iptcs_own_schema(varied: Newsroom) -> None:
        official = json.loads(Path(os.environ["NINJS_SCHEMA"]).read_text(encoding="utf-8"))
        for name in varied.outputs():
            if name.endswith(".json") and "superdesk" not in name and "manifest" not in name:
                jsonschema.Draft202012Validator(official).validate(json.loads(varied.read(name)))


def test_ninjs_tells_state_origin_and_engine(varied: Newsroom) -> None:
    reviewed = json.loads(varied.read("public/fa/clinic.json"))
    assert reviewed["uri"] == "https://example.org/news/fa/clinic.json"
    assert reviewed["pubStatus"] == "usable"
    assert reviewed["representationType"] == "full"
    assert reviewed["associations"][0]["uri"] == "https://example.org/en/clinic"
    assert "digitalSourceType" not in reviewed
    mixed = json.loads(varied.read("public/ps/clinic.json"))
    assert mixed["representationType"] == "partial"
    assert mixed["digitalSourceType"]["name"] == "compositeWithTrainedAlgorithmicMedia"
    assert {"role": "translator", "name": "starter@1 ct2/4.8 int8 beam4"} in mixed["infoSources"]
    draft = json.loads(varied.read("drafts/fa_AF/clinic.json"))
    assert draft["pubStatus"] == "withheld"
    assert draft["language"] == "fa-AF"
    assert draft["digitalSourceType"]["name"] == "trainedAlgorithmicMedia"


def test_ninjs_bodies_are_html_and_text(varied: Newsroom) -> None:
    html, plain = json.loads(varied.read("public/fa/clinic.json"))["bodies"]
    assert html["contentType"] == "text/html"
    assert "<strong>۲۰۰ بیمار</strong>" in html["value"]
    assert plain["value"].startswith("درمانگاه هرات روز جمعه بازگشایی شد.")
    assert "چادر\t۱۲" in plain["value"]
    assert "<" not in plain["value"]
    assert plain["charCount"] == len(plain["value"])


def test_superdesk_gets_its_dialect(varied: Newsroom) -> None:
    item = json.loads(varied.read("public/fa/clinic.superdesk.json"))
    assert item["guid"].startswith("urn:uuid:")
    assert {"headline", "body_html", "description_text", "byline", "slugline", "versioncreated"} <= set(item)
    assert item["keywords"] == ["health"]
    assert item["extra"]["wirelocalize"]["translation_group"] == "clinic"
    assert item["extra"]["wirelocalize"]["translation_status"] == "reviewed"
    assert isinstance(item.get("associations", {}), dict)
    other = json.loads(varied.read("public/ps/clinic.superdesk.json"))
    assert other["guid"] != item["guid"]


# Feeds


def test_a_feed_lists_what_is_published_newest_first(varied: Newsroom) -> None:
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ET.fromstring(varied.read("public/fa/feed.xml"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"
    assert root.findtext("a:title", namespaces=atom) == "Outlet <One>: تازه‌ترین مطالب به فارسی"
    entries = root.findall("a:entry", atom)
    assert {e.findtext("a:title", namespaces=atom) for e in entries} == {
        "درمانگاهی در هرات بازگشایی شد",
        "مدرسه باز شد",
    }
    link = entries[1].find("a:link", atom)
    assert link is not None
    assert link.get("href") == "https://example.org/news/fa/clinic.html"
    for element in ("id", "title", "updated"):
        assert root.findtext(f"a:{element}", namespaces=atom)
        assert all(e.findtext(f"a:{element}", namespaces=atom) for e in entries)
    assert ET.fromstring(varied.read("public/fa_AF/feed.xml")).findall("a:entry", atom) == []


# Manifest


def test_the_manifest_is_valid_against_its_published_schema(varied: Newsroom) -> None:
    data = json.loads(varied.read("public/manifest.json"))
    validate(data, "manifest.schema.json")
    assert json.loads(varied.read("public/manifest.schema.json")) == schema("manifest.schema.json")
    varied.article("clinic.md", CLINIC.replace("200 patients", "300 patients"))
    (varied.root / "articles/school.html").unlink()
    varied.publish()
    data = json.loads(varied.read("public/manifest.json"))
    validate(data, "manifest.schema.json")
    assert data["tombstones"]
    assert any(entry["stale"] for entry in data["texts"])


def test_labels_are_there_in_all_languages_and_not_each_others() -> None:
    found = {code: labels_for(code) for code in ("fa", "fa_AF", "ps")}
    assert len({labels.machine for labels in found.values()}) == 3
    assert len({labels.draft for labels in found.values()}) == 3
    assert "ې" in found["ps"].machine
    for labels in found.values():
        for name in labels.__slots__:
            text = getattr(labels, name)
            assert not re.search(
                r"[A-Za-zيك٠-٩,;?]", text if labels is not found["ps"] else text.replace("ي", "")
            )


def test_captions_of_the_front_matter_stand_on_the_page(newsroom: Newsroom) -> None:
    text = (
        "---\ntitle: A Tent\nimages:\n  - caption: The tent.\n    src: a.jpg\n  - src: b.jpg\n---\n\nA day.\n"
    )
    newsroom.article("pictures.md", text)
    newsroom.translate(
        "pictures", "fa", {"A Tent": "یک خیمه", "The tent.": "این <b>خیمه است.", "A day.": "یک روز."}
    )
    newsroom.publish()
    page = newsroom.read("public/fa/pictures.html")
    listed = re.search(r'<section class="captions".*?</section>', page, re.DOTALL)
    assert listed is not None
    assert listed[0].count("<li") == 1
    assert "خیمه است." in listed[0]
    assert "<b>" not in listed[0]
    assert labels_for("fa").pictures in listed[0]


def test_an_address_with_persian_letters_becomes_a_uri(newsroom: Newsroom) -> None:
    text = "---\ntitle: Tent\nsource_url: https://example.org/خبر?a=b%20c\n---\n\nItem\n"
    newsroom.article("address.md", text)
    newsroom.translate("address", "fa")
    newsroom.configure(ALL_FORMATS)
    newsroom.publish()
    assert "https://example.org/%D8%AE%D8%A8%D8%B1?a=b%20c" in newsroom.read("public/fa/address.json")
