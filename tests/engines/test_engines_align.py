"""Emphasis and links go back to the words they belong to."""

from __future__ import annotations

from wirelocalize.engines.align import place
from wirelocalize.engines.masks import mask, restore


def put(
    unit: str, target: str, pairs: dict[int, tuple[int, ...]], phrases: tuple[str, ...] = ()
) -> tuple[str, bool]:
    """Place the unit's marks in ``target``; ``pairs`` maps a target word to the source words it looks at."""
    masked = mask(unit)
    width = len(masked.text.split())
    rows = tuple(
        tuple(1.0 if j in pairs.get(i, ()) else 0.0 for j in range(width)) for i in range(len(target.split()))
    )
    placed = place(masked.text, target, masked.spans, rows if pairs else (), phrases)
    assert placed is not None
    return restore(placed.text, masked, {}), placed.sure


def test_words_may_move() -> None:
    text, sure = put(
        "She lives in **Herat**.", "او در هرات زندگی می‌کند.", {0: (0,), 2: (3,), 3: (1,), 4: (1,)}
    )
    assert text == "او در **هرات** زندگی می‌کند."
    assert sure


def test_an_inner_span_stays_inside_the_outer_one() -> None:
    text, _ = put(
        "According to [the *Central* Bank](u) prices rose.", "به گفتهٔ بانک مرکزی، قیمت‌ها بالا رفت.",
        {0: (0,), 1: (1,), 2: (4,), 3: (3,), 4: (5,), 5: (6,), 6: (6,)},
    )  # fmt: skip
    assert text == "به گفتهٔ [بانک *مرکزی*](u)، قیمت‌ها بالا رفت."


def test_neighbours_share_no_word() -> None:
    text, _ = put(
        "**Kabul** and *Herat* slept.", "کابل و هرات خوابیدند.", {0: (0,), 1: (1,), 2: (0, 2), 3: (3,)}
    )
    assert text == "**کابل** و *هرات* خوابیدند."


def test_a_mark_round_everything_keeps_the_full_stop_inside() -> None:
    assert put("**Read more.**", "بیشتر بخوانید.", {})[0] == "**بیشتر بخوانید.**"


def test_function_words_are_not_emphasised() -> None:
    text, sure = put("She said **no**.", "او گفت که نه.", {2: (2,), 1: (1,)})
    assert not sure
    assert "**" in text


def test_the_translation_of_a_phrase_is_found_again_without_attention() -> None:
    text, sure = put(
        "A report by [Human Rights Watch](u) appeared.",
        "گزارشی از دیده‌بان حقوق بشر منتشر شد.",
        {},
        ("دیده‌بان حقوق بشر",),
    )
    assert text == "گزارشی از [دیده‌بان حقوق بشر](u) منتشر شد."
    assert sure


def test_without_any_evidence_the_place_is_a_guess_and_says_so() -> None:
    text, sure = put("One two **three** four.", "یک دو سه چهار.", {})
    assert text.count("**") == 2
    assert not sure
