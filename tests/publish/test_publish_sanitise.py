"""The two layers behind the units' own: the look at the whole document, and the allow-list of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from wirelocalize.errors import CatalogueError
from wirelocalize.languages import get
from wirelocalize.publish.guard import guard_markdown, guard_metadata
from wirelocalize.publish.sanitise import finish, isolate, sanitise

PO = Path("clinic.po")
SOURCE = "# Rain\n\nIt <b>rains</b> at [home](https://example.org/a).\n\n<div class=x>\nmap\n</div>\n"


@pytest.mark.parametrize(
    ("body", "harmless"),
    [
        (SOURCE, SOURCE),
        ("a <script>alert(1)</script> b\n", "a &lt;script>alert(1)&lt;/script> b\n"),
        ("<div onclick=x>\nmap\n</div>\n", "&lt;div onclick=x>\nmap\n</div>\n"),
        ("<!-- secret -->\n", "&lt;!-- secret -->\n"),
        ("[a](javascript:x) [b][c]\n\n[c]: data:text/html,x\n", "a b\n\n[c]: data:text/html,x\n"),
        ("![p](https://example.org/a)\n", "p\n"),
        ('<span lang="en" dir="ltr">Rain</span>\n', '<span lang="en" dir="ltr">Rain</span>\n'),
        ("x {{ y }} {#a}\n", "x &#123;&#123; y }} &#123;#a}\n"),
    ],
)
def test_the_document_gains_no_tag_link_or_command(body: str, harmless: str) -> None:
    assert guard_markdown(body, SOURCE, PO) == harmless
    assert guard_markdown(harmless, SOURCE, PO) == harmless


def test_front_matter_changes_in_its_text_only() -> None:
    guard_metadata({"title": "a", "date": 1}, {"title": "b", "date": 1}, frozenset({"title"}), PO)
    with pytest.raises(CatalogueError, match="evil"):
        guard_metadata({"title": "a"}, {"title": "b", "evil": True}, frozenset({"title"}), PO)
    with pytest.raises(CatalogueError, match="date"):
        guard_metadata({"title": "a", "date": 1}, {"title": "b"}, frozenset({"title"}), PO)


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p onclick=x style=y>a<script>b</script></p>", "<p>a</p>"),
        ('<a href="javascript:x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href=" java\tscript:x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="mailto:a@b.org">a</a>', '<a href="mailto:a@b.org" rel="noopener noreferrer">a</a>'),
        ('<img src="data:text/html,x" alt="a">', '<img alt="a">'),
        ("<svg><script>x</script></svg><form><input></form>", ""),
        (
            '<span lang="en" dir="ltr" class="unreviewed evil">a</span>',
            '<span lang="en" dir="ltr" class="unreviewed">a</span>',
        ),
        ('<p lang="x y" dir="up">a</p>', "<p>a</p>"),
        (
            '<div id="a"></div><a href="#a">b</a>',
            '<div id="fn-a"></div><a href="#fn-a" rel="noopener noreferrer">b</a>',
        ),
    ],
)
def test_pages_hold_what_the_list_allows(html: str, clean: str) -> None:
    assert sanitise(html) == clean


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("او J. K. Rowling است", "او <bdi>J. K. Rowling</bdi> است"),
        ("شرکت Google، Meta و Apple", "شرکت <bdi>Google</bdi>، <bdi>Meta</bdi> و <bdi>Apple</bdi>"),
        ("شرکت Smith & Co < ۲", "شرکت <bdi>Smith &amp; Co</bdi> &lt; ۲"),
    ],
)
def test_foreign_runs_are_isolated_and_names_stay_whole(text: str, html: str) -> None:
    assert isolate(text) == html


def test_numbers_alone_get_the_languages_numerals_and_code_does_not() -> None:
    page = "<td>1,234.5</td><td>12 km</td><code>12</code><pre>3</pre>"
    fa = get("fa")
    assert finish(page, fa) == "<td>۱٬۲۳۴٫۵</td><td>12 <bdi>km</bdi></td><code>12</code><pre>3</pre>"
