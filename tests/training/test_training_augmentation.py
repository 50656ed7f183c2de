"""Variants keep the two sides together: the same placeholders, the same figures, the same names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wlmodel.augment import chance, joined, masked, names_of, swapped, termed, titled, variants
from wlmodel.corpus import Row
from wlmodel.lexicon import Lexicon
from wlmodel.settings import MASKS, Augment

from wirelocalize.languages import to_ascii_digits

NAMES = names_of(
    [
        ("Bamyan Province", "ولایت بامیان"),
        ("Herat Province", "ولایت هرات"),
        ("Ghazni Province", "ولایت غزنی"),
        ("Kunar Province", "ولایت کنر"),
        ("Kabul", "کابل"),
        ("Herat", "هرات"),
    ]
)
LEXICON = Lexicon.build([Row("ceasefire", ("آتش‌بس", "آتش‌بس", "اوربند"))], glossary=False)
ENGLISH = "On 14 March 2019 some 1,250 families left Herat Province for Kabul."
TARGET = "در ۱۴ مارس ۲۰۱۹ حدود ۱٬۲۵۰ خانواده ولایت هرات را به مقصد کابل ترک کردند."
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def marks(text: str) -> list[str]:
    return re.findall(r"⟦\d⟧", text)


def test_figures_become_placeholders_numbered_in_the_order_of_the_english():
    english, target = masked(ENGLISH, TARGET, None)
    assert english == "On ⟦1⟧ March ⟦2⟧ some ⟦3⟧ families left Herat Province for Kabul."
    assert target == "در ⟦1⟧ مارس ⟦2⟧ حدود ⟦3⟧ خانواده ولایت هرات را به مقصد کابل ترک کردند."


def test_names_are_masked_longest_first():
    english, target = masked(ENGLISH, TARGET, NAMES)
    assert english == "On ⟦1⟧ March ⟦2⟧ some ⟦3⟧ families left ⟦4⟧ for ⟦5⟧."
    assert sorted(marks(target)) == sorted(marks(english))


def test_what_stands_twice_or_on_one_side_only_is_not_masked():
    assert masked("He is 5 and she is 5.", "او ۵ و او ۵ ساله است.", None) is None
    assert masked("He is five.", "او ۵ ساله است.", None) is None
    assert masked("Route 66A is closed.", "جاده ۶۶ بسته است.", None) is None


def test_swapping_changes_figures_and_names_on_both_sides_alike():
    english, target = swapped(ENGLISH, TARGET, NAMES)
    assert english != ENGLISH
    assert FIGURE.findall(english) == FIGURE.findall(to_ascii_digits(target).replace("٬", ","))
    name = next(name for name in NAMES.groups["Province"] if name in english)
    assert NAMES.table[name] in target
    assert re.search(r"March (?:19|20)\d\d", english), "a year stays a year"


def test_a_given_term_stands_in_the_english_as_in_the_translation():
    pair = ("Both sides accepted a ceasefire on Friday.", "هر دو طرف روز جمعه آتش‌بس را پذیرفتند.")
    assert termed(*pair, "fa", LEXICON) == ("Both sides accepted a آتش‌بس on Friday.", pair[1])
    assert termed("A ceasefire.", "صلح.", "fa", LEXICON) is None


def test_headlines_are_short_in_title_case_and_without_a_full_stop():
    assert titled("Floods cut the road to the north.", "سیل راه شمال را قطع کرد.") == (
        "Floods Cut the Road to the North",
        "سیل راه شمال را قطع کرد",
    )
    assert titled("Why?", "چرا؟") is None


def test_sentences_are_joined_only_if_both_are_whole():
    assert joined(("A b.", "الف."), ("C d.", "ب."), 10) == ("A b. C d.", "الف. ب.")
    assert joined(("A headline", "الف"), ("C d.", "ب."), 10) is None
    assert joined(("a " * 30 + ".", "الف."), ("b " * 30 + ".", "ب."), 45) is None


def test_variants_depend_on_the_english_alone():
    shares = Augment(title=0.5, mask=0.5, mask_names=0.5, term=0.5, join=0.5, swap=0.5)
    rows = [
        (ENGLISH, TARGET),
        ("Both sides accepted a ceasefire on Friday.", "آتش‌بس روز جمعه پذیرفته شد."),
    ] * 3
    assert variants(rows, "fa", shares, LEXICON, NAMES) == variants(rows, "fa", shares, LEXICON, NAMES)
    assert variants(rows, "fa", Augment(), LEXICON, NAMES) == []
    assert 0 <= chance(ENGLISH, "mask") < 1


@pytest.fixture(scope="module")
def real():
    from wlmodel import corpus
    from wlmodel.prepare import gazetteer
    from wlmodel.settings import LOCALES

    parts = corpus.authored()
    rows = parts["region"][:150] + parts["gazetteer_sentences"][:150] + parts["economy"][:100]
    return [
        (locale, row.english, row.translations[at]) for row in rows for at, locale in enumerate(LOCALES)
    ], gazetteer(parts)


def test_on_real_sentences_both_sides_hold_the_same_placeholders(real):
    rows, names = real
    made = [masked(english, target, names[locale]) for locale, english, target in rows]
    found = [texts for texts in made if texts]
    assert len(found) > 300
    for english, target in found:
        assert sorted(marks(english)) == sorted(marks(target))
        assert marks(english) == list(MASKS[: len(marks(english))])


def test_on_real_sentences_swapping_keeps_figures_equal(real):
    rows, names = real
    for locale, english, target in rows:
        texts = swapped(english, target, names[locale])
        before = set(FIGURE.findall(english)) & set(
            FIGURE.findall(to_ascii_digits(target).replace("٬", ",").replace("٫", "."))
        )
        if texts and before:
            after = set(FIGURE.findall(texts[0])) & set(
                FIGURE.findall(to_ascii_digits(texts[1]).replace("٬", ",").replace("٫", "."))
            )
            assert len(after) >= len(before) - 1, texts  # two figures may become the same


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 99999), min_size=1, max_size=12))
def test_any_figures_are_masked_alike(values):
    english = " and ".join(map(str, values))
    target = " و ".join(
        str(value).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) for value in reversed(values)
    )
    texts = masked(english, target, None)
    if texts:
        assert sorted(marks(texts[0])) == sorted(marks(texts[1]))
        assert len(set(marks(texts[0]))) == len(marks(texts[0])) <= len(MASKS)
