"""Saved web pages: structure kept, menus left out aloud, hostile input bounded."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.articles.importers import Imported, Kind, import_page, load_profile
from wirelocalize.errors import ArticleError, DataError

pytest.importorskip("trafilatura", reason="the web extra is not installed")

DATA = Path(__file__).parent / "data"
FILLER = (
    "<p>The bridge was closed on Monday after a truck with cement had broken through the guard rail, and nobody knows "
    "when it will be opened again, the police said.</p><p>There is no other road for 30 kilometers, and the ferry does "
    "not run at night. Some people now walk across the ice, although it is only a hand wide.</p>"
)


@pytest.fixture(scope="module")
def grove() -> Imported:
    return import_page(DATA / "wordpress.html")


def page(inner: str, head: str = "<title>A Bridge Is Closed</title>") -> str:
    return f"<html><head>{head}</head><body><article>{FILLER}{inner}{FILLER}</article></body></html>"


def body(inner: str) -> str:
    """The Markdown body of a small page with ``inner`` between two paragraphs."""
    return import_page(page(inner)).to_markdown().split("---\n", 2)[2]


def test_metadata_with_the_time_zone_of_publication(grove: Imported) -> None:
    assert grove.title == "Pistachio Farmers of Rafsanjan Sell Their Trees"
    assert (grove.author, grove.date) == ("Mahin Kermani", "2023-09-14T09:45:00+03:30")
    assert grove.description.startswith("A tree that takes ten years")
    assert grove.source_url == "https://news.example.org/rafsanjan/pistachios"
    assert grove.warnings == ()


def test_inline_markup_and_links_are_kept(grove: Imported) -> None:
    text = grove.to_markdown()
    assert "**Abbas Kermani**" in text
    assert "*four million tomans*" in text
    assert "(https://news.example.org/rafsanjan/prices?year=2023&unit=kg)" in text
    assert '<span translate="no">Banooband</span>' in text


def test_lists_quotes_tables_and_subheadings_are_kept(grove: Imported) -> None:
    text = grove.to_markdown()
    assert "\n## Water From 300 Meters\n" in text
    assert "- wells **without permits**,\n  - half of them dug at night,\n- and six dry winters." in text
    assert "> My father planted for his grandchildren.\n>\n> I cut for my children.\n" in text
    assert "| Year | Harvest (tons) |\n| --- | --- |\n| 2007 | 220,000 |\n" in text
    assert "\n1\\. That is how the list" in text


def test_figure_caption_goes_to_the_front_matter_once(grove: Imported) -> None:
    (picture,) = grove.pictures
    assert (picture.src, picture.alt) == ("https://cdn.example.org/tree.jpg", "A cut pistachio tree")
    assert grove.to_markdown().count(picture.caption) == 1


def test_note_related_and_menus_are_told_apart(grove: Imported) -> None:
    assert len(grove.notes) == 1
    assert grove.related == ("The Salt Wells of Yazd", "A Dam and Its Debts")
    found = {label.text: label.kind for label in grove.labels}
    assert found["Home"] is Kind.CHROME
    assert found["Related coverage"] is Kind.RELATED_HEADING
    assert any(kind is Kind.LEFT_OUT and "newsletter" in text for text, kind in found.items())
    assert "newsletter" not in grove.to_markdown()
    assert "tracking" not in "".join(found)


def test_importing_twice_gives_the_same_file(grove: Imported) -> None:
    assert import_page(DATA / "wordpress.html").to_markdown() == grove.to_markdown()


def test_dropped_paragraph_of_the_article_is_a_warning() -> None:
    lost = "Anyone who crosses the ice does so at their own risk, the mayor said on the radio."
    found = import_page(page(f'<div class="newsletter-signup">{lost}</div>'))
    assert lost not in found.to_markdown()
    assert any("left out" in warning and lost[:40] in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>It is <b> very </b>late, *really*.</p>", "It is **very** late, \\*really\\*."),
        ("<p>un<b>believ</b>able and <i>“so”</i>called</p>", "un**believ**able and <em>“so”</em>called"),
        ("<p><b><i>both</i></b> and <b>a</b><b>b</b></p>", "both"),
        (
            "<p>On Sunday the mayor went <a href=javascript:x()>here</a> and <a href=https://a.example.org/x(1)>there</a>.</p>",
            "went here and [there](https://a.example.org/x%281%29).",
        ),
        ("<p>First line<br>- second line</p>", "First line  \n\\- second line"),
        ("<p>Wow! <a href='https://a.example.org/'>This</a></p>", "Wow! [This](https://a.example.org/)"),
        ("<p>1 &lt; 2 &amp; &amp;lt;b&amp;gt; <code>a`b</code> end of it.</p>", "1 < 2 & \\&lt;b\\&gt; ``a`b`` end"),
    ],
)  # fmt: skip
def test_inline_content(inner: str, expected: str) -> None:
    assert expected in body(inner)


WORDS = st.sampled_from(["rain", " ", "-", "*", "“", ".", "x", "!", "[", "]", "_", "é", "  ", "`"])
XML = {"b": 'hi rend="#b"', "i": 'hi rend="#i"', "a": 'ref target="https://a.example.org/"', "code": "code"}
TREE = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(sorted(XML.values())), st.lists(inner, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"
    ),
    max_leaves=8,
)


@given(st.lists(TREE, min_size=1, max_size=5).map("".join))
@settings(max_examples=200, deadline=None)
def test_rendering_gives_back_the_text_of_the_page(inner: str) -> None:
    import html

    import pyromark
    from lxml import etree

    from wirelocalize.articles.importers.inline import inline, plain

    element = etree.fromstring(f"<p>x {inner} x</p>")
    markdown = " ".join(inline(element))
    text = html.unescape(re.sub(r"<[^>]+>", "", pyromark.html(markdown)))
    assert " ".join(text.split()) == plain(element), markdown


def test_late_loaded_and_embedded_images() -> None:
    found = import_page(
        f"<html><body><article>{FILLER}<figure><img src='data:image/gif;base64,AAAA' data-src='https://a.example.org/b.jpg'>"
        f"<figcaption>The bridge</figcaption></figure>{FILLER}</article></body></html>"
    )
    assert [(picture.src, picture.caption) for picture in found.pictures] == [
        ("https://a.example.org/b.jpg", "The bridge")
    ]
    assert "data:" not in found.to_markdown()


def test_declared_encodings(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = page("", '<meta charset="{}"><title>The Mayor’s Bridge</title>')
    path.write_bytes(text.format("iso-8859-1").encode("cp1252"))
    assert import_page(path).title == "The Mayor’s Bridge"
    path.write_bytes(text.format("iso-8859-1").encode("utf-8"))
    assert import_page(path).title in {"The Mayor’s Bridge", "The Mayorâ€™s Bridge"}
    path.write_bytes(text.format("utf-8").encode("cp1252"))
    with pytest.raises(ArticleError, match="not UTF-8"):
        import_page(path)


def test_elements_named_by_the_profile_are_removed() -> None:
    text = page('<p class="promo">Buy our calendar with twelve bridges, now at half the price.</p>')
    assert "calendar" in import_page(text).to_markdown()
    profile = replace(load_profile("default"), remove_xpath=("//p[@class='promo']",))
    assert "calendar" not in import_page(text, profile=profile).to_markdown()
    with pytest.raises(DataError, match="remove_xpath"):
        import_page(text, profile=replace(profile, remove_xpath=("//p[",)))


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ArticleError, match=r"wirelocalize\[web\]"):
        import_page(DATA / "wordpress.html")


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<html><body><div id='app'></div><script>render()</script></body></html>",
        "<html><body>" + "<div>" * 50_000 + "<p>deep</p></body></html>",
        "<html>" + "<" * 200_000,
        "<html><body><article><p>" + "<b>" * 20_000,
        "<!DOCTYPE html [<!ENTITY a 'aaaa'>]><html><body>&a;&a;</body></html>",
    ],
    ids=["empty", "script only", "deep", "open", "unclosed", "entity"],
)
def test_hopeless_pages_fail_soon_and_in_one_line(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(ArticleError) as caught:
        import_page(text)
    assert "\n" not in str(caught.value)
    assert time.monotonic() - start < 20


def test_scripts_and_hostile_links_do_not_reach_the_article() -> None:
    text = body(
        "<p>Click <a href='JaVa&#x0A;script:alert(1)'>this</a> or <a href='data:text/html,x'>that</a>, and look at the "
        "<img src=x onerror=alert(1)> bridge.</p><script>alert(2)</script>"
        "<p onclick='x()'>&lt;script&gt;alert(3)&lt;/script&gt;</p>"
    )
    assert "javascript" not in text.lower()
    assert "data:" not in text
    assert "onerror" not in text
    assert "alert(2)" not in text
    assert not re.search(r"(?<!\\)<script", text)


def test_json_metadata_of_any_shape_is_survived() -> None:
    for script in ("[" * 20_000, '{"datePublished": 5}', '{"datePublished": "soon"}', "{", "null"):
        text = page("", f'<script type="application/ld+json">{script}</script>')
        assert import_page(text).date == ""
