"""Translations made harmless: no markup, target or control character that the source does not have."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.articles.model import Syntax
from wirelocalize.publish.guard import guard_markdown
from wirelocalize.publish.markup import OPTIONS
from wirelocalize.publish.neutralise import clean_characters, neutralise

SOURCE = "He **said** <b>so</b> at [Iran](https://iranwire.com/en/x) and `a<b` ok"


def md(target: str, source: str = SOURCE) -> str:
    return neutralise(target, source, Syntax.MARKDOWN)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(html)
    return reader.found


def test_markup_of_the_source_is_kept_to_the_letter() -> None:
    good = "او در [ایران](https://iranwire.com/en/x) <b>چنین</b> **گفت**: `a<b`"
    assert md(good) == good


@pytest.mark.parametrize(
    ("target", "harmless"),
    [
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<img src=x onerror=alert(1)", "&lt;img src=x onerror=alert(1)"),
        ("<svg/onload=alert(1)>", "&lt;svg/onload=alert(1)>"),
        ("<b onclick=alert(1)>x</b>", "&lt;b onclick=alert(1)>x</b>"),
        ("<!-- x --> <?php ?>", "&lt;!-- x --> &lt;?php ?>"),
        ("[a](javascript:alert(1))", "a"),
        ("[a](JaVa&#x73;cript:alert(1))", "a"),
        ("[a](java&Tab;script:alert(1))", "a"),
        ("[a](data:text/html;base64,PHNjcmlwdD4=)", "a"),
        ("[a](//evil.example/)", "a"),
        ("[a](https://iranwire.com@evil.example/)", "a"),
        ("[a](https:\\\\evil.example)", "a"),
        ("![a](https://evil.example/pixel.png)", "a"),
        ("[![a](https://evil.example/p.png)](https://evil.example)", "a"),
        ("<javascript:alert(1)>", "&lt;javascript:alert(1)>"),
        ("<https://evil.example>", "&lt;https\\://evil.example>"),
        ("https://evil.example/x", "https\\://evil.example/x"),
        ("www.evil.example", "www\\.evil.example"),
        ("spy@evil.example", "spy\\@evil.example"),
        ("[evil]: javascript:alert(1)", "\\[evil]: javascript:alert(1)"),
        ('{{< readfile "/etc/passwd" >}}', '&#123;&#123;&lt; readfile "/etc/passwd" >}}'),
        ("{% include secret %}", "&#123;% include secret %}"),
        ("x {#id style=color:red}", "x &#123;#id style=color:red}"),
        ("a\u202eb\u202c\u2066c", "abc"),
        ("a\nb", "a b"),
    ],
)
def test_what_the_source_does_not_have_becomes_text(target: str, harmless: str) -> None:
    assert md(target) == harmless


def test_a_link_may_go_to_another_page_of_the_same_site() -> None:
    assert md("[ایران](https://iranwire.com/fa/x)") == "[ایران](https://iranwire.com/fa/x)"
    assert md("https://iranwire.com/fa/y") == "https://iranwire.com/fa/y"
    assert md("[x](http://iranwire.com/fa/x)") == "x"  # not the same site: no encryption


def test_isolates_stay_in_pairs_and_joiners_always() -> None:
    assert clean_characters("می‌رود \u2066C++\u2069 ه‍.ش \u200e−۵") == "می‌رود \u2066C++\u2069 ه‍.ش \u200e−۵"
    assert clean_characters("\u2066a\u2069\u2069") == "a"


def test_values_get_signs_that_no_later_step_can_revive() -> None:
    got = neutralise("<script>x</script> {{ .Site }} a < b [y](javascript:x)", "Title", Syntax.YAML)
    assert got == "‹script>x‹/script> { { .Site }} a < b y"


def test_html_units_keep_the_tags_of_their_source_only() -> None:
    source = 'A <a href="https://x.org/en" title="Go">link</a><br>'
    same = '<a href="https://x.org/fa" title="برو">پیوند</a><br/>'
    assert neutralise(same, source, Syntax.HTML) == same
    other = '<a href="https://y.org/" title="Go">x</a> <a href="https://x.org/en" onclick="x()" title="Go">'
    assert "<a" not in neutralise(other, source, Syntax.HTML)


ATTACKS = st.lists(
    st.sampled_from(
        [
            "<", ">", "[", "]", "(", ")", "!", "`", "\\", "&", "#", ";", ":", "//", "\n", " ", "{", "}", "\"", "'", "=",
            "*", "_", "|", "~~~", "script", "javascript:", "https://evil.example/", "onerror=x", "&lt;", "&colon;",
            "سلام", "a", "img src=x ", "<b>", "</b>", "[Iran](https://iranwire.com/en/x)", "x]: ", "<!--", "-->",
            "www.evil.example", "\u202e", "<svg ", "/>",
        ]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(ATTACKS, ATTACKS)
def test_no_mix_of_two_units_gives_an_active_page(first: str, second: str) -> None:
    from pathlib import Path

    body = guard_markdown(f"{md(first)} {md(second)}\n", SOURCE, Path("x.po"))
    for tag, attributes in tags(pyromark.html(body, options=OPTIONS)):
        assert tag not in {"script", "svg", "img", "iframe"}
        assert not any(name.startswith("on") for name in attributes)
        if tag == "a":
            assert re.match(r"https://iranwire\.com/|#", attributes["href"] or "")


@given(ATTACKS)
def test_html_units_give_no_active_page(target: str) -> None:
    source = 'A <a href="https://x.org/en">link</a> <b>b</b>'
    for tag, attributes in tags(f"<p>{neutralise(target, source, Syntax.HTML)} </p><p title='x'>y</p>"):
        assert tag in {"p", "a", "b"}
        assert set(attributes) <= {"href", "title"}


@given(st.text())
def test_neutralising_is_idempotent_on_plain_text(text: str) -> None:
    once = md(text)
    assert clean_characters(once) == once
