"""Hostile catalogues: whatever a PO file holds, no output of any format gains anything active."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pyromark
import pytest
from publish_newsroom import ALL_FORMATS, CLINIC, SCHOOL, Newsroom

from wirelocalize import articles
from wirelocalize.publish.markup import OPTIONS, body_start

ATTACKS = {
    "script": "متن <script>alert(1)</script>",
    "event": '<img src=x onerror="alert(1)"> متن <b onmouseover=alert(1)>x</b>',
    "open tag": "متن <img src=x onerror=alert(1) x='",
    "svg": "<svg/onload=alert(1)>متن<iframe src=https://evil.example></iframe>",
    "link": "[متن](javascript:alert(1)) [متن](https://evil.example/login)",
    "hidden link": "[متن](jav&#x09;ascript&colon;alert(1)) [x](\u0001javascript:alert(1)) <javascript:alert(1)>",
    "data": "[متن](data:text/html;base64,PHNjcmlwdD4=) ![متن](https://evil.example/pixel.gif)",
    "definition": "[evil]: javascript:alert(1)",
    "bidi": "متن \u202egnp.exe\u202c \u2067x \u202dabc",
    "path": "../../../../etc/passwd",
    "json-ld": 'متن </script><script>alert(1)</script> "}, "x": "y',
    "yaml": 'متن"\nevil: yes\n---\n<script>alert(1)</script>',
    "toml": 'متن"""\nevil = true\n+++',
    "generator": '{{< readfile "/etc/passwd" >}} {{ site.secret }} {% include x %} {#a style=x}',
    "control": "متن\x00\x08\x1b[31m\u2028\u2029\ufeff",
    "cdata": "]]> <!ENTITY x SYSTEM 'file:///etc/passwd'> &x; <![CDATA[x]]>",
    "style": "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/a.css>",
    "meta": '<meta http-equiv=refresh content="0;url=https://evil.example">',
}
HARMFUL_TAGS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "link",
    "meta",
    "base",
    "form",
    "img",
}
FORBIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2028\u2029\ufeff]")


class Reader(HTMLParser):
    """Every tag with its attributes, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def assert_harmless(html: str, *, hosts: tuple[str, ...] = ("example.org",)) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag not in HARMFUL_TAGS, tag
        for name, value in attributes.items():
            assert not name.startswith("on"), name
            if name in {"href", "src"}:
                target = (value or "").strip()
                assert re.match(rf"https://({'|'.join(hosts)})/|#|[\w.-]+\.html$", target), target


@pytest.fixture(scope="module", params=sorted(ATTACKS))
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Every unit of both articles is one attack, reviewed in fa and a machine draft in ps."""
    newsroom = Newsroom(tmp_path_factory.mktemp("attacked") / "newsroom")
    newsroom.root.mkdir()
    newsroom.article("clinic.md", CLINIC)
    newsroom.configure(ALL_FORMATS + 'base_url = "https://example.org/news"\n')
    newsroom.article("school.html", SCHOOL)
    attack = ATTACKS[request.param]
    for slug in ("clinic", "school"):
        hostile = {source: attack for _, source in newsroom.keys(slug)}
        newsroom.translate(slug, "fa", hostile, only=True)
        newsroom.translate(slug, "ps", hostile, only=True, fuzzy=("*",), machine=True)
    report = newsroom.publish()
    for failure in report.failures:
        assert "cannot be made harmless" in str(failure.error) or "front matter" in str(failure.error)
    done = {(r.slug, r.locale, r.outcome.value) for r in report.results}
    assert len(done) + len(report.failures) == 6
    assert ("school", "fa", "published") in done
    return newsroom


def outputs(newsroom: Newsroom, suffix: str) -> dict[str, str]:
    found = {k: v.decode() for k, v in newsroom.outputs().items() if k.endswith(suffix) and "schema" not in k}
    assert found
    return found


def test_markdown_gains_nothing(attacked: Newsroom) -> None:
    for name, text in outputs(attacked, ".md").items():
        assert not FORBIDDEN_CHARACTERS.search(text)
        assert not re.search(r"<script|<svg|<iframe|\{\{|\{%|\{#", text, re.IGNORECASE)
        head = body_start(text)
        assert_harmless(pyromark.html(text[head:], options=OPTIONS))
        metadata = articles.read_string(text, "markdown").metadata
        assert "evil" not in metadata, name
        assert metadata["translationKey"] in {"clinic", "school"}
        assert str(metadata.get("date", "2024-05-03")) == "2024-05-03"


def test_html_gains_nothing(attacked: Newsroom) -> None:
    for text in outputs(attacked, ".html").values():
        assert not FORBIDDEN_CHARACTERS.search(text)
        assert text.count("<script") == 1
        assert text.count("</script") == 1
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert data is not None
        assert "<" not in data[1]
        assert set(json.loads(data[1])) >= {"@context", "headline"}
        body = text[text.index("<body>") :]
        assert_harmless(body)
        assert {name for name, _ in Reader(text[: text.index("<body>")]).tags} <= {
            "html", "head", "meta", "title", "link", "style", "script",
        }  # fmt: skip
        assert "evil.example" not in re.sub(r">[^<]*<", "><", body)


@pytest.mark.parametrize("suffix", ["clinic.json", "clinic.superdesk.json", "school.json"])
def test_ninjs_gains_nothing(attacked: Newsroom, suffix: str) -> None:
    for text in outputs(attacked, suffix).values():
        item = json.loads(text)
        html = item["body_html"] if "body_html" in item else item["bodies"][0]["value"]
        assert_harmless(html)
        for value in json.dumps(item, ensure_ascii=False).splitlines():
            assert not FORBIDDEN_CHARACTERS.search(value)
        assert "x" not in item


def test_feeds_and_manifest_gain_nothing(attacked: Newsroom) -> None:
    for text in outputs(attacked, "feed.xml").values():
        assert "<!" not in text
        for element in ET.fromstring(text).iter():
            assert element.tag.startswith("{http://www.w3.org/2005/Atom}")
            if href := element.get("href"):
                assert href.startswith("https://example.org/news/")
        assert not FORBIDDEN_CHARACTERS.search(text)
    manifest = json.loads(attacked.read("public/manifest.json"))
    for entry in manifest["texts"]:
        for item in (*entry["files"], *entry["draft_files"]):
            assert re.fullmatch(r"(?:fa|fa_AF|ps)/(?:clinic|school)[.a-z]+", item["path"])


def test_no_file_lies_outside_its_folders(attacked: Newsroom) -> None:
    top = {path.name for path in attacked.root.iterdir()}
    assert top <= {"articles", "locales", "public", "drafts", "wirelocalize.toml", ".wirelocalize"}
    assert not list(attacked.root.parent.glob("passwd"))


def test_a_tag_spread_over_two_units_is_made_harmless(newsroom: Newsroom) -> None:
    newsroom.configure(ALL_FORMATS)
    newsroom.translate(
        "clinic",
        "fa",
        {
            "The clinic in Herat reopened on Friday.": "[a](<javascript:",
            "It treats **200 patients** a day.": "alert(1)>) <img src=x",
            "Tent": "`<b",
        },
    )
    newsroom.publish()
    text = newsroom.read("public/fa/clinic.md")
    assert_harmless(pyromark.html(text[body_start(text) :], options=OPTIONS))
    assert_harmless(newsroom.read("public/fa/clinic.html").partition("<body>")[2])


def test_toml_front_matter_holds_a_hostile_title(newsroom: Newsroom) -> None:
    newsroom.configure(ALL_FORMATS)
    newsroom.article("toml.md", '+++\ntitle = "Rain"\ndate = 2024-05-03\n+++\n\nIt rains.\n')
    newsroom.translate(
        "toml", "fa", {"Rain": 'x"\nevil = true\n+++\n', "It rains.": "باران می‌بارد."}, only=True
    )
    newsroom.publish()
    metadata = articles.read_string(newsroom.read("public/fa/toml.md"), "markdown").metadata
    assert "evil" not in metadata
    assert metadata["title"] == 'x" evil = true +++'
    assert metadata["lang"] == "fa"
