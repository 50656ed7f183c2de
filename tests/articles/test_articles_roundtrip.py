"""The promise of the readers: with the identity translation every text comes back byte for byte."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirelocalize.articles import Role, read, read_string
from wirelocalize.articles.roles import is_note
from wirelocalize.segments import extract, rebuild, render

DATA = Path(__file__).parent / "data"

_MARKDOWN = [
    "a", "B", " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "#", "# ", "*", "**", "_", "`",
    "```\n", "~~~\n", "> ", "- ",
    "+ ", "1. ", "2) ", "|", "\n|-|-|\n", "---\n", "===\n", "+++\n", "[", "]", "(", ")", "[x]: y\n",
    "[^1]", "[^1]: ", "![", "](u)",
    "<", ">", "<b>", "</b>", "<div>\n", "</div>\n", "<br>", "<!-- ", " -->", "&amp;", "&nbsp;",
    "&rsquo;", "\\", "\\\n", "  \n", "$",
    "$$", ":", "\n: ", "{{< ", " >}}", "{{% x %}}", "{% y %}", "<Foo bar={1} />", "- [ ] ",
    "title: x\n", "title: |\n  ab\n\n  cd\n",
    "title: 'it''s'\n", "{#id}", "\ufeff", "\u2028", "\x85", "\x00", "é", "سلام", "😀", "http://a.b",
    ". ", "? ", "“", "”", '"',
    "import x from 'y'\n", "Related coverage:\n", "This article was ", "<!-- translate:off -->",
    "<!-- translate:on -->",
]  # fmt: skip
_HTML = [
    "a", "B", " ", "\n", "\r\n", "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i class='x'>",
    "</i>", "<li>", "<ul>", "</ul>",
    "<td>", "<tr>", "<table>", "<h1>", "</h1>", "<h2>", "<br>", "<br/>", "<img alt='x y' src=a>",
    "<img title=z>", "<!-- c -->", "<!--",
    "<![CDATA[", "]]>", "<?php ", "?>", "<script>", "</script>", "<style>", "<title>", "</title>",
    "<svg>", "</svg>", "<pre>", "</pre>",
    "<code>", "</code>", "<span lang=fa>", "<span translate=no>", "</span>", "<p lang=fr>",
    "<html lang=en>", "<head>", "<meta name=",
    "description content='", "'", '"', ">", "<", "</", "&", "&amp;", "&nbsp;", "&rsquo;", "&#x41;",
    ". ", "? ", "é", "سلام", "\x00",
    "<blockquote>", "<figure>", "<figcaption>", "<aside class=related>", "<!doctype html>", "\ufeff",
    "=", "/", "<a href=x>", "</a>",
]  # fmt: skip


def _assert_identity(source: str, format_: str) -> None:
    article = read_string(source, format_, include_related=True)
    for mode in ("sentence", "paragraph"):
        units = extract(article, mode)  # type: ignore[arg-type]
        assert rebuild(article, units, {}) == source
        assert rebuild(article, units, {unit.key: unit.text for unit in units}) == source
        assert rebuild(article, units, {}, wrap=lambda _, text: text) == source
        render(article, units, {})
        position = -1
        for unit in units:
            assert unit.text == unit.text.strip()
            assert 0 <= unit.start <= unit.end <= len(source)
            if not article.blocks[unit.block].is_value:
                assert unit.start >= position
                position = unit.end


@given(st.lists(st.sampled_from(_MARKDOWN), max_size=40).map("".join))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_markdown_of_any_kind_comes_back(source: str) -> None:
    _assert_identity(source, "markdown")


@given(st.lists(st.sampled_from(_MARKDOWN), max_size=20).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_front_matter_of_any_kind_comes_back(text: str) -> None:
    _assert_identity(f"---\n{text}\n---\n\nBody.\n", "markdown")
    _assert_identity(f"+++\ntitle = 'x'\n{text}\n+++\nBody.", "markdown")


@given(st.lists(st.sampled_from(_HTML), max_size=40).map("".join))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_html_of_any_kind_comes_back(source: str) -> None:
    _assert_identity(source, "html")


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_arbitrary_text_comes_back(source: str) -> None:
    _assert_identity(source, "markdown")
    _assert_identity(source, "html")


@pytest.mark.parametrize("name", sorted(p.name for p in DATA.iterdir() if p.suffix in (".md", ".html")))
def test_the_hard_cases_come_back(name: str) -> None:
    article = read(DATA / name, "x", include_related=True)
    assert article.source.encode("utf-8") == (DATA / name).read_bytes()
    _assert_identity(article.source, article.format)


_ONCE = [
    (str(p.name), mode)
    for p in sorted(DATA.iterdir())
    if p.suffix in (".md", ".html")
    for mode in ("sentence", "paragraph")
]


@pytest.mark.parametrize(("name", "mode"), _ONCE)
def test_translated_articles_have_the_same_blocks(name: str, mode: str) -> None:
    article = read(DATA / name, "x")
    units = extract(article, mode)  # type: ignore[arg-type]
    translations = {unit.key: f"ترجمهٔ {number}: «متن نو»." for number, unit in enumerate(units)}
    rebuilt = read_string(rebuild(article, units, translations), article.format)
    again = extract(rebuilt, "paragraph")
    expected: dict[int, list[str]] = {}
    for unit in units:
        expected.setdefault(unit.block, []).append(translations[unit.key])
    assert [block.role for block in rebuilt.blocks if _lettered(block.text)] == [
        Role.PARAGRAPH if is_note(block.text) or block.text == "By Laila Noori" else block.role
        for block in article.blocks
        if _lettered(block.text)
    ]  # a role read from English words alone is a paragraph in translation
    for unit, pieces in zip(again, expected.values(), strict=True):
        position = 0
        for piece in pieces:
            position = unit.text.index(piece, position) + len(piece)


def _lettered(text: str) -> bool:
    return any(char.isalpha() for char in text)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "<",
        "*",
        ">",
        "`",
        "_",
        "![",
        "[a](",
        "- ",
        "| a ",
        "a|b\n-|-\n",
        "<!--",
        "{{<",
        "{%",
        "> > > > \n",
        "* * * * \n",
        "<Ab ",
    ],
)
@pytest.mark.parametrize("head", ["", "---\n"])
def test_hostile_markdown_takes_linear_time(piece: str, head: str) -> None:
    from time import process_time

    source = head + piece * (60_000 // len(piece))
    started = process_time()
    article = read_string(source, "markdown")
    units = extract(article)
    assert rebuild(article, units, {unit.key: unit.text for unit in units}) == source
    assert process_time() - started < 8
