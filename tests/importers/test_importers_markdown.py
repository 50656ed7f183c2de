"""Plain text that stays plain text in Markdown; slugs; front matter."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pyromark
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wirelocalize.articles import Format, read_string
from wirelocalize.articles.importers import import_page, slugify
from wirelocalize.articles.importers.lines import clean
from wirelocalize.articles.importers.markdown import escape, heading
from wirelocalize.workspace import check_slug

_O = pyromark.Options
OPTIONS = (
    _O.ENABLE_TABLES | _O.ENABLE_FOOTNOTES | _O.ENABLE_STRIKETHROUGH | _O.ENABLE_TASKLISTS | _O.ENABLE_MATH
    | _O.ENABLE_HEADING_ATTRIBUTES | _O.ENABLE_GFM | _O.ENABLE_DEFINITION_LIST
)  # fmt: skip


def rendered(markdown: str) -> str:
    return html.unescape(pyromark.html(markdown, options=OPTIONS))


NASTY = [
    "# not a heading", "1. not a list", "12) nor this", "- nor this", "+ nor this", "* nor this",
    "> not a quote", "---", "***", "===", "~~~", "```", "| a | b |", ": a definition", "<b>not bold</b>",
    "<!-- no comment -->", "[a](b)", "[a][b]", "[a]: http://x.example", "[^1]", "[^1]: note", "![a](b)",
    "a*b*c", "_a_ b_c_d __e__", "`code`", '\\*', 'a\\', "&amp; &#42; & AT&T", "~~gone~~ ~50", "$x$ $$y$$",
    "from $5 to $10", "{{< shortcode >}}", "{% raw %}", "[x] done", "[of Afghanistan, since 2001]", "C#",
    "1986. A great year", "2.5 percent", "-5 degrees", "#hashtag", "https://a.example.org/a_b_c?d=*",
    "a | b", "***", "* * *", "_ _ _", "- - -", "+++", "::: note", "1.", "-",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_markup_in_plain_text_stays_text(text: str) -> None:
    assert rendered(escape(text)) == f"<p>{text}</p>\n"


@given(
    st.text(st.sampled_from("ab1 .)(#*_-+>[]<!&;:`~$|\\{}=^%\"'/x“’é"), min_size=1, max_size=24).map(clean)
)
@settings(max_examples=600, deadline=None)
@example("[](")
def test_any_line_survives_escaping(text: str) -> None:
    if text:
        assert rendered(escape(text)) == f"<p>{text}</p>\n"


@given(st.lists(st.sampled_from(NASTY), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_blocks_do_not_change_each_other(texts: list[str]) -> None:
    assert rendered("\n\n".join(escape(text) for text in texts)) == "".join(
        f"<p>{text}</p>\n" for text in texts
    )


@pytest.mark.parametrize("text", ["C #", "Act {#one}", "#", "Plain", "1. One", "A # B ##", "{x}"])
def test_heading_text_survives(text: str) -> None:
    assert re.sub(r"</?h2>|\n", "", rendered(heading(escape(text), 2))) == text


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Iran’s River War: 3 Lessons", "irans-river-war-3-lessons"),
        ("  “Quoted”  ", "quoted"),
        ("Café in Šiauliai", "cafe-in-siauliai"),
        ("../../etc/passwd", "etc-passwd"),
        ("???", "article"),
        ("CON", "article-con"),
        ("کابل", "کابل"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_every_slug_is_a_safe_name_and_its_own_slug(title: str) -> None:
    slug = slugify(title)
    assert check_slug(slug) == slug
    assert len(slug) <= 88
    assert slugify(slug) == slug


PAGE = import_page("Some Headline\nJuly 6, 2021\nBy Ali Reza\n\nThe text of it.\n\nMore text.\n")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).map(clean))
@settings(max_examples=80, deadline=None)
@example("yes")
@example("2021-07-06")
@example("- a: b # c")
@example("'\"{[&*!|>%@`")
def test_any_title_survives_the_front_matter(title: str) -> None:
    if not title:
        return
    article = read_string(replace(PAGE, title=title, related=(title,)).to_markdown(), Format.MARKDOWN)
    assert article.metadata["title"] == title
    assert list(article.metadata["related"]) == [title]
    assert str(article.metadata["date"]) == "2021-07-06"
