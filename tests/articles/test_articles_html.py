"""What the HTML reader finds, and that its tokens agree with the standard library's."""

from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.articles import read, read_string
from wirelocalize.articles.html_tokens import tokenise

DATA = Path(__file__).parent / "data"


def _roles(source: str) -> list[tuple[str, str]]:
    return [(str(b.role), b.text) for b in read_string(source, "html").blocks]


def test_a_saved_page() -> None:
    article = read(DATA / "page.html", "page")
    assert [(str(b.role), b.text) for b in article.blocks] == [
        ("headline", "Wells run dry — The Desk"),
        ("standfirst", 'Water is "gone" & nobody knows why'),
        ("headline", "Wells run dry"),
        ("headline", "Wells <em>run</em> dry"),
        ("standfirst", "Farmers dig deeper\u00a0every year."),
        ("byline", 'By <a rel="author" href="/noori">Laila Noori</a>'),
        ("dateline", "March 5, 2024"),
        ("caption", "A dry well"),
        ("caption", "A dry well <small>Photo: A reader</small>"),
        (
            "paragraph",
            "The well was 40 metres deep. It’s dry.<br>Nobody <b>knows. Why</b> is it so? AT&amp;T &lt;left&gt; 2 < 3.",
        ),
        ("paragraph", 'Unclosed paragraph. <span lang="fa">چاه</span> means well. <code>x. Y</code> stays.'),
        ("list-item", "First item"),
        ("list-item", "Second item. Still second."),
        ("quote", "“We dig,” he said."),
        ("quote", "“And dig.”"),
        ("table-cell", "Year"),
        ("table-cell", "Depth"),
        ("table-cell", "20 m"),
        ("paragraph", "Wrapped twice. Two sentences."),
        ("caption", "Icon"),
        ("paragraph", "Text after an image."),
        ("note", "The page was updated."),
        ("paragraph", "Last <b>unclosed bold"),
    ]
    assert article.metadata["lang"] == "en-GB"
    assert article.metadata["title"] == "Wells run dry — The Desk"


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<html lang=fa><p>Text</p>", []),
        ("<html lang=fa><p lang=en>Text</p>", ["Text"]),
        ('<p>One <span translate="no">Two. Three</span> four</p>',
         ['One <span translate="no">Two. Three</span> four']),
        ('<p class="notranslate">One</p><p>Two', ["Two"]),
        ("<p>a<textarea>b</textarea>c</p>", ["a<textarea>b</textarea>c"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p lang=fr>a<p>b", ["b"]),
        ("<a href=x><div>a</div></a>", ["a"]),
        ("<p>a <!-- x -->", ["a"]),
        ("<p>a<script>b</script>", ["a"]),
        ("<!-- translate:off --><p>a</p><!-- translate:on --><p>b</p>", ["b"]),
        ("<svg><p>a</p></svg><p>b</p>", ["b"]),
        ("<p>a</p", ["a"]),
        ("<p>a <b", ["a"]),
        ("text alone", ["text alone"]),
        ("<p>&copy; &lt;a&gt; &hellip;</p>", ["© &lt;a&gt; …"]),
    ],
)  # fmt: skip
def test_which_text_is_found(source: str, texts: list[str]) -> None:
    assert [text for _, text in _roles(source)] == texts


class _Standard(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: list[tuple[str, str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("start", tag, tuple(dict.fromkeys(name for name, _ in attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag, ()))


def test_tags_are_those_of_the_standard_library_on_a_real_page() -> None:
    source = (DATA / "page.html").read_text(encoding="utf-8")
    source = source.replace(
        '<?php echo "<p>no</p>" ?>', ""
    )  # there the standard library stops at the first ">"
    standard = _Standard()
    standard.feed(source)
    tags = [
        (t.kind, t.name, tuple(a.name for a in t.attributes))
        for t in tokenise(source)
        if t.kind in ("start", "end")
    ]
    assert [(kind, name, names if kind == "start" else ()) for kind, name, names in tags] == standard.seen


@given(st.text(alphabet=st.sampled_from("<>/!-?ab =\"'&;[]\n\x00é"), max_size=60))
def test_tokens_cover_every_character_once(source: str) -> None:
    position = 0
    for token in tokenise(source):
        assert token.start == position < token.end
        position = token.end
    assert position == len(source)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        '<a b="',
        "<!--",
        "<![CDATA[",
        "<?",
        "</",
        "<b>",
        "</b>",
        "<div>",
        "<p>",
        "<title>",
        "&",
        "<i></i>",
    ],
)
def test_broken_pages_take_linear_time(piece: str) -> None:
    source = piece * (60_000 // len(piece))
    started = process_time()
    read_string(source, "html")
    assert process_time() - started < 5
