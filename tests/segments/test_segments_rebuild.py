"""Units of an article, and the article put together again."""

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.articles import encode, read_string, splice
from wirelocalize.segments import Fate, Raw, extract, rebuild, render


def _translated(
    source: str, translations: dict[str, str | None], format_: str = "markdown", **options: object
) -> str:
    article = read_string(source, format_)
    units = extract(article)
    keyed = {unit.key: translations[unit.text] for unit in units if unit.text in translations}
    return rebuild(article, units, keyed, **options)  # type: ignore[arg-type]


def test_a_unit_knows_its_place() -> None:
    source = "---\ntitle: T x\n---\n\n> One\n> two. Three.\n"
    article = read_string(source, "markdown")
    units = extract(article)
    assert [(u.context, u.text, u.line, u.block) for u in units] == [
        ("headline", "T x", 2, 0),
        ("quote", "One two.", 5, 1),
        ("quote", "Three.", 6, 1),
    ]
    assert [source[u.start : u.end] for u in units] == ["T x", "One\n> two.", "Three."]


def test_headings_cells_and_bylines_are_never_split() -> None:
    source = "# One. Two.\n\n| A. B |\n|---|\n| C. D |\n"
    assert [u.text for u in extract(read_string(source, "markdown"))] == ["One. Two.", "A. B", "C. D"]


def test_paragraph_mode_keeps_blocks_whole() -> None:
    assert [u.text for u in extract(read_string("One. Two.\nThree.\n", "markdown"), "paragraph")] == [
        "One. Two. Three."
    ]


def test_only_translated_units_change() -> None:
    source = "> One\n> two.  Three\n> four. Five.\n"
    assert _translated(source, {"Three four.": "سه."}) == "> One\n> two.  سه. Five.\n"


@pytest.mark.parametrize(
    ("omitted", "expected"),
    [
        ({"One."}, "Two.\nThree.\n"),
        ({"Two."}, "One.\nThree.\n"),
        ({"Three."}, "One. Two.\n"),
        ({"One.", "Two."}, "Three.\n"),
        ({"Two.", "Three."}, "One.\n"),
        ({"One.", "Three."}, "Two.\n"),
    ],
)
def test_an_omitted_unit_takes_one_space_along(omitted: set[str], expected: str) -> None:
    assert _translated("One. Two.\nThree.\n", dict.fromkeys(omitted, "∅")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a1.\n\nGone. Gone.\n\nb2.\n", "a1.\n\n\nb2.\n"),
        ("a1.\n\n## Gone.\n\nb2.\n", "a1.\n\n\nb2.\n"),
        ("- a1.\n- Gone.\n- b2.\n", "- a1.\n- b2.\n"),
        ("a1.\n\n> Gone.\n> Gone.\n\nb2.\n", "a1.\n\n\nb2.\n"),
        ("a1.\n\n**Gone.**\n\nb2.\n", "a1.\n\n\nb2.\n"),
        ("| Gone. | b2. |\n|---|---|\n", "|  | b2. |\n|---|---|\n"),
        ("Gone.\n=====\n\nb2.\n", "\nb2.\n"),
        ("---\ntitle: Gone.\n---\n\nb2.\n", '---\ntitle: ""\n---\n\nb2.\n'),
        ("---\ntitle: |\n  Gone.\nx: 1\n---\n\nb2.\n", '---\ntitle: ""\nx: 1\n---\n\nb2.\n'),
    ],
)
def test_a_block_of_which_nothing_is_left_leaves_no_marks(source: str, expected: str) -> None:
    assert _translated(source, {"Gone.": "∅"}) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a1.</p><p><b>Gone.</b></p>", "<p>a1.</p>"),
        ("<ul><li>a1.<li>Gone.<li>b2.</ul>", "<ul><li>a1.<li>b2.</ul>"),
        ("<blockquote><p>Gone.</p></blockquote><p>b2.", "<p>b2."),
        ("<p>Gone.<br>a1.</p>", "<p>a1.</p>"),
        ("<p>a1.<br>Gone.</p>", "<p>a1.</p>"),
        ("<p><img src=x alt='b2.'> Gone.</p>", "<p><img src=x alt='b2.'> </p>"),
        ("<table><tr><td>Gone.<td>a1.</table>", "<table><tr><td><td>a1.</table>"),
    ],
)
def test_the_same_in_html(source: str, expected: str) -> None:
    assert _translated(source, {"Gone.": "∅"}, "html") == expected


def test_untranslated_units_can_be_wrapped() -> None:
    source = "---\ntitle: T\n---\n\n# One\n\nTwo *is*\nhere. Three.\n\n![Alt](u)\n"
    wrapped = _translated(
        source, {"Three.": "سه."}, wrap=lambda _, text: f'<span lang="en" dir="ltr">{text}</span>'
    )
    assert wrapped == (
        '---\ntitle: T\n---\n\n# <span lang="en" dir="ltr">One</span>\n\n'
        '<span lang="en" dir="ltr">Two *is*\nhere.</span> سه.\n\n![Alt](u)\n'
    )


def test_raw_text_goes_in_unescaped_and_a_persons_text_does_not() -> None:
    assert _translated("One.\n", {"One.": Raw("# x")}) == "# x\n"
    assert _translated("One.\n", {"One.": "# x"}) == "\\# x\n"


def test_render_says_what_stands_where() -> None:
    article = read_string("One. Two. Three. Four.\n", "markdown")
    units = extract(article)
    one, two, three, _ = (u.key for u in units)
    (block,) = render(article, units, {one: "یک.", two: "∅", three: "Three."})
    assert block.text == "یک. Three. Four."
    assert [p.fate for p in block.units] == [Fate.TRANSLATED, Fate.OMITTED, Fate.TRANSLATED, Fate.SOURCE]
    assert not block.complete


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_empty_translation_is_none(empty: str | None) -> None:
    assert _translated("One.\n", {"One.": empty}) == "One.\n"


def test_hard_breaks_and_prefixes_are_written_back() -> None:
    article = read_string("> *One  \n> two*\n", "markdown")
    (unit,) = extract(article, "paragraph")
    assert unit.text == "One\ntwo"
    assert rebuild(article, (unit,), {unit.key: "یک\nدو"}) == "> *یک\\\n> دو*\n"


HAZARDS = st.lists(
    st.sampled_from([
        "# ", "- ", "+ ", "* ", "> ", "1. ", "2) ", "---", "===", "***", "```", "~~~", "|", "\n",
        "\n\n", "\r\n", ": ", "[a]: b", "[^1]: ",
        "<div>", "</div>", "</p>", "<script>", "<!--", "-->", "<", ">", "&", "&amp;", "`", "[", "]",
        "{", "}", "#", "\\", "سلام", " ",
        "«نقل»", "متن", "\t", "    ", "+++", "<b>", "</b>", "$", '"', "'", "\u200f", "\u200c", "<?php",
        "<![CDATA[", "]]>", "[ ] ", "!",
    ]),
    min_size=1, max_size=8,
).map("".join).filter(lambda t: t.strip() and any(c.isalpha() for c in t))  # fmt: skip

MARKDOWN = (
    "# HEAD\n\npara one. UNIT\n\nUNIT\n\n> UNIT\n> more text.\n\n- UNIT\n- next item\n  1. UNIT\n\n"
    "setext UNIT\n====\n\n# *UNIT*\n\n**UNIT**\n\n"
    "| UNIT | b |\n|---|---|\n| c | UNIT |\n\n[^n]: UNIT\n\nterm\n: UNIT\n\n- [ ] UNIT\n\nlast words[^n]\n"
)


def _shape(source: str) -> list[str]:
    """Block structure as pulldown-cmark sees it, inline content left out."""
    from wirelocalize.articles.markdown import options

    shape = []
    for event in pyromark.events(source, options=options()):
        if isinstance(event, dict) and ("Start" in event or "End" in event):
            tag = next(iter(event.values()))
            name = tag if isinstance(tag, str) else next(iter(tag))
            if name not in ("Emphasis", "Strong", "Strikethrough", "Link", "Image"):
                shape.append(f"{next(iter(event))} {name}")
    return shape


@given(text=HAZARDS)
@settings(max_examples=300, deadline=None)
def test_no_text_changes_the_block_structure_of_markdown(text: str) -> None:
    source = MARKDOWN.replace("UNIT", "Replace me.").replace("HEAD", "Head me.")
    article = read_string(source, "markdown")
    units = extract(article)
    translations = {u.key: text for u in units if u.text in ("Replace me.", "Head me.", "setext Replace me.")}
    assert _shape(rebuild(article, units, translations)) == _shape(source)


@given(text=HAZARDS)
@settings(max_examples=300, deadline=None)
def test_no_text_changes_the_elements_of_html(text: str) -> None:
    from html.parser import HTMLParser

    class Structure(HTMLParser):
        seen: list[str]

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.seen.append(tag)

        def handle_endtag(self, tag: str) -> None:
            self.seen.append("/" + tag)

    def structure(page: str) -> list[str]:
        parser = Structure()
        parser.seen = []
        parser.feed(page)
        parser.close()
        return [tag for tag in parser.seen if tag.strip("/") != "b"]

    source = '<title>Me.</title><h1>Me.</h1><p>One. Me.</p><ul><li>Me.</ul><p><img alt="Me."><i>Me.</i></p>'
    source += "<td title=x>Me.</td>"
    assert structure(_translated(source, {"Me.": text}, "html")) == structure(source)


def test_splice_refuses_overlaps() -> None:
    assert splice("abcd", {(1, 2): "X", (3, 3): "Y"}) == "aXcYd"
    with pytest.raises(ValueError, match="overlap"):
        splice("abcd", {(0, 3): "X", (2, 4): "Y"})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. اول", "1\\. اول"),
        ("2) دوم", "2\\) دوم"),
        ("۱. اول", "۱. اول"),
        ("- x", "\\- x"),
        ("-x", "-x"),
        ("#x", "#x"),
        ("> x", "\\> x"),
        ("*تأکید* کرد", "*تأکید* کرد"),
        ("`کد", "\\`کد"),
        ("[متن](x) و [باز", "[متن](x) و \\[باز"),
        ("a < b", "a \\< b"),
        ("<https://example.org> x", "<https://example.org> x"),
        ("خط\nدوم", "خط دوم"),
        ("پایان\\", "پایان\\\\"),
    ],
)
def test_what_is_escaped_in_a_paragraph(text: str, written: str) -> None:
    (block,) = read_string("Text\n", "markdown").blocks
    assert encode(text, block) == written
