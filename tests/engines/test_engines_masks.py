"""Masks: nothing that is not words goes to the engine, and all of it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.engines import masks
from wirelocalize.engines.align import place
from wirelocalize.engines.masks import mask, recover, render, restore

HARD = (
    "The **minister** spoke in [*Kabul*](https://example.org/a_b_(c)?x=1&y=2 \"title\").",
    "Read <https://example.org>, write to desk@example.org or follow @desk_fa and #زنان #women.",
    "A `code_with_*stars*` and ![an image](images/a b.png) and {{< video id=\"x y\" >}} in one.",
    "<p>He said <a href=\"/x?a=1&amp;b=2\">the <b>police</b></a> came.<br/>Then <em>left</em>.",
    "Broken <a href=\"u\">link without end, and </b> an end without a start.",
    "**Bold *both*** and ~~gone~~, snake_case_word, 3 * 4 * 5, a_b_c.",
    "AT&amp;T paid \\$5 for Q&amp;A &mdash; or so &lt;they&gt; say.",
    "See note.[^1] See [the report][r1] and [again][].",
    "Visit example.org/news, www.example.com. (And http://a.example/path.)",
    "1. A line that looks like a list, # and > others.",
    "%(name)s has {count} items at 10:30, {{ site.title }}.",
    "   leading and trailing spaces  ",
    "",
    "**", "[", "]()", "<", "&", "`", "* * *", "[[x]](y)",
)  # fmt: skip


def identity(text: str) -> str:
    """The unit after a translation that changes no word."""
    masked = mask(text)
    words = masked.text.split()
    alignment = tuple(tuple(float(i == j) for j in range(len(words))) for i in range(len(words)))
    placed = place(masked.text, masked.text, masked.spans, alignment)
    return restore(placed.text if placed else masked.text, masked, {})


@pytest.mark.parametrize("text", HARD)
def test_every_atom_and_mark_comes_back(text: str) -> None:
    masked = mask(text)
    raws = (
        [atom.raw for atom in masked.atoms]
        + [s.before for s in masked.spans]
        + [s.after for s in masked.spans]
    )
    back = identity(text)
    assert all(raw in back for raw in raws)
    assert not masks.ALL_SIGNS.search(back)


@pytest.mark.parametrize(
    "text",
    [
        "The **minister** spoke in [*Kabul*](https://example.org/a_b).",
        'He said <a href="u">the <b>police</b></a> came.',
        "See [the report][r1] of @desk at https://example.org/x_y.",
    ],
)
def test_identity_translation_gives_the_unit_back(text: str) -> None:
    assert identity(text) == text


def test_the_engine_sees_words_only() -> None:
    masked = mask(
        "The **minister** spoke in [Kabul](https://example.org/a_b), see `x_1` or desk@example.org."
    )
    seen = render(masked.text, "⟦{n}⟧")
    assert seen == "The minister spoke in Kabul, see ⟦1⟧ or ⟦2⟧."
    assert "_" not in seen


def test_punctuation_after_a_url_belongs_to_the_sentence() -> None:
    masked = mask("Look at https://example.org/wiki/A_(b), please. (https://example.org/c)")
    assert [atom.raw for atom in masked.atoms] == ["https://example.org/wiki/A_(b)", "https://example.org/c"]


def test_entities_become_characters_unless_they_are_markup() -> None:
    assert mask("He said &ldquo;no&rdquo;&nbsp;&mdash; twice").text == "He said “no”\u00a0— twice"
    assert [atom.raw for atom in mask("AT&amp;T and 5 &lt; 6").atoms] == ["AT&amp;T", "&lt;"]
    assert mask("salt &amp; pepper").text == "salt and pepper"


def test_a_number_keeps_its_value_and_takes_native_digits() -> None:
    masked = mask("It cost 1,250.75 dollars on F-16s.", numbers=True)
    assert [atom.raw for atom in masked.atoms] == ["1,250.75"]
    table = str.maketrans({**{str(i): digit for i, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}, ",": "٬", ".": "٫"})
    assert "۱٬۲۵۰٫۷۵" in restore(masked.text, masked, table)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("در ⟦1⟧ و ⟦2⟧", True), ("در ⟦۲⟧ و ⟦ ۱ ⟧", True), ("در ⟦1⟧", False), ("⟦1⟧ ⟦1⟧ ⟦2⟧", False),
        ("⟦1⟧ ⟦2⟧ ⟦3⟧", False),
    ],
)  # fmt: skip
def test_lost_doubled_and_invented_masks_are_noticed(output: str, expected: bool) -> None:
    source = mask("at https://a.example and https://b.example").text
    recovered = recover(output, source, "⟦{n}⟧")
    assert (recovered is not None) is expected
    if recovered is not None:
        assert sorted(masks.SIGNS.findall(recovered)) == sorted(masks.SIGNS.findall(source))


def test_markup_characters_of_the_engine_are_dropped() -> None:
    assert masks.clean("متن *ناخواسته* <b> [x]", "plain words") == "متن ناخواسته b x"
    assert masks.clean("۳ * ۴", "3 * 4") == "۳ * ۴"


def test_private_use_characters_of_a_source_do_no_harm() -> None:
    masked = mask("odd \ue000\ue801 text https://a.example")
    assert [atom.raw for atom in masked.atoms] == ["https://a.example"]


markup = st.sampled_from(
    ["**bold**", "*it*", "[link](http://a.example/b_c)", "`code`", "<b>x</b>", "<br>", "&amp;", "\\*", "word", "Kabul,",
     "1,200", "“quoted”", "[^1]", "@who", "#tag", "https://a.example/?q=1", "_", "*", "<", "[", "]", "(", "!"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(markup, max_size=12), st.sampled_from([" ", "", "  "]))
def test_no_atom_is_lost_whatever_the_markup(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    masked = mask(text)
    assert masks.SIGNS.findall(masked.text) != [] or not masked.atoms
    assert sorted(masks.SIGNS.findall(masked.text)) == [
        chr(masks.FIRST_SIGN + i) for i in range(len(masked.atoms))
    ]
    back = identity(text)
    assert all(back.count(atom.raw) >= 1 for atom in masked.atoms)
