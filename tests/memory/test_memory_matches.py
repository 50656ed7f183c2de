"""What the memory finds, how it scores it, and what it must not fill in unseen."""

from __future__ import annotations

import random

import pytest
from rapidfuzz import fuzz

from wirelocalize.memory import Memory, MemoryUnit
from wirelocalize.memory.text import Features, guards, normalise

STRIKE = "Teachers in Herat said on Monday that the strike would go on until their wages were paid."


def unit(source, target="ترجمه", context="paragraph", origin="other", when="", locale="fa"):
    return MemoryUnit(locale, source, target, context, origin, when)


def scores(held, asked, context="paragraph", **options):
    return [m.score for m in Memory.of([unit(held)]).matches(asked, context, "fa", **options)]


def test_the_same_text_in_the_same_role_is_100_elsewhere_99():
    memory = Memory.of([unit(STRIKE, "یک", "paragraph"), unit(STRIKE, "دو", "headline")])
    assert [(m.score, m.target) for m in memory.matches(STRIKE, "headline")] == [(100, "دو"), (99, "یک")]
    assert memory.best(STRIKE, "caption").score == 99


@pytest.mark.parametrize(
    ("held", "asked", "score"),
    [
        ("“We won’t leave,” she said.", '"We won\'t leave," she said.', 98),
        ("the clinic  was closed", "The clinic was closed", 98),
        ("The *clinic* was closed again.", "The clinic was closed again.", 89),
        ("The [clinic](a.html) was closed.", "The [clinic](b.html) was closed.", 97),
    ],
)
def test_typography_is_98_and_markup_is_guarded(held, asked, score):
    assert scores(held, asked) == [score]


def test_similar_text_scores_by_rapidfuzz_and_never_above_97():
    asked = STRIKE.replace("would go on", "will go on")
    (match,) = Memory.of([unit(STRIKE)]).matches(asked, "paragraph")
    assert match.score == min(97, int(fuzz.ratio(normalise(STRIKE), normalise(asked))))
    assert match.fillable
    assert (match.source, match.target, match.origin) == (STRIKE, "ترجمه", "other")


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        (("Monday", "Tuesday"), "names"),
        (("Herat", "Farah"), "names"),
        (("would go on", "would not go on"), "negation"),
        (("on Monday", "on Monday, 5 July,"), "numbers"),
        (("the strike", "the *strike*"), "markup"),
    ],
)
def test_a_difference_that_changes_the_meaning_is_never_filled_in(change, guard):
    memory = Memory.of([unit(STRIKE)])
    asked = STRIKE.replace(*change)
    (match,) = memory.matches(asked, "paragraph")
    assert guard in match.guards
    assert match.score <= 89
    assert not match.fillable
    assert memory.best(asked, "paragraph") is None


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("At least 12 people were hurt.", "At least 13 people were hurt.", ("numbers",)),
        ("About 1,200 left.", "About 1,300 left.", ("numbers",)),
        ("Two people were hurt.", "Three people were hurt.", ("numbers", "names")),
        ("They didn't leave.", "They did leave.", ("negation",)),
        ("Nobody was hurt.", "Somebody was hurt.", ("negation", "names")),
        ("Kabul's roads are closed.", "Kabul roads are closed.", ()),
        ("He said so.", "She said so.", ()),
        ("<b>Go</b> now.", "Go now.", ("markup",)),
        ("**Go** now.", "*Go* now.", ("markup",)),
    ],
)
def test_guards_see_numbers_negation_names_and_markup(one, two, expected):
    assert guards(Features.of(one), Features.of(two)) == expected
    assert guards(Features.of(two), Features.of(one)) == expected


def test_an_unguarded_match_comes_before_a_guarded_one_of_higher_similarity():
    close, safe = (
        STRIKE.replace("Monday", "Sunday"),
        STRIKE.replace("until their wages were", "till the wages are"),
    )
    found = Memory.of([unit(close, "بسته"), unit(safe, "باز")]).matches(STRIKE, "paragraph")
    assert (
        fuzz.ratio(normalise(close), normalise(STRIKE)) > fuzz.ratio(normalise(safe), normalise(STRIKE)) > 89
    )
    assert [m.target for m in found] == ["باز", "بسته"]


@pytest.mark.parametrize(
    ("held", "asked"), [("Kabul", "Babul"), ("He was killed.", "He was billed."), ("July 6", "July 5")]
)
def test_very_short_texts_need_an_exact_match(held, asked):
    assert scores(held, asked, threshold=50) == []
    assert scores(held, held) == [100]


def test_below_the_threshold_nothing_is_found():
    asked = "Teachers in Herat said that nothing of the kind had been agreed with the ministry last year."
    assert scores(STRIKE, asked) == []
    assert scores(STRIKE, asked, threshold=50) != []


def test_the_newest_of_equal_translations_is_preferred_and_each_is_shown_once():
    memory = Memory.of([
        unit(STRIKE, "کهنه", when="2020-01-01T00:00:00Z"),
        unit(STRIKE, "نو", when="2021-07-06T00:00:00Z", origin="b"),
        unit(STRIKE, "نو", when="2019-07-06T00:00:00Z", origin="c"),
        unit(STRIKE, "بی‌تاریخ", origin="d"),
    ])  # fmt: skip
    assert [m.target for m in memory.matches(STRIKE, "paragraph")] == ["نو", "کهنه", "بی‌تاریخ"]
    assert [m.target for m in memory.matches(STRIKE, "paragraph", limit=1)] == ["نو"]


def test_a_unit_does_not_match_its_own_entry_but_its_neighbours():
    memory = Memory.of([unit(STRIKE, "خود", origin="a"), unit(STRIKE, "عنوان", "headline", "a")])
    assert [m.target for m in memory.matches(STRIKE, "paragraph", exclude="a")] == ["عنوان"]
    assert [m.target for m in memory.matches(STRIKE, "paragraph", exclude="b")] == ["خود", "عنوان"]


def test_locales_are_kept_apart():
    memory = Memory.of([unit(STRIKE, "fa"), unit(STRIKE, "ps", locale="ps")])
    assert [m.target for m in memory.matches(STRIKE, "paragraph", "ps")] == ["ps"]
    assert memory.matches(STRIKE, "paragraph", "fa_AF") == []


@pytest.mark.parametrize("text", ["", " ", "…", "**", "<b></b>", "\x00", "[](", "٣", "🙂" * 30])
def test_odd_texts_find_nothing_and_break_nothing(text):
    memory = Memory.of([unit(STRIKE), unit(text or "x")])
    assert all(m.score >= 75 for m in memory.matches(text, "paragraph"))


def test_an_empty_memory_answers():
    assert Memory.of([]).matches(STRIKE, "paragraph", "fa") == []


def test_the_filter_loses_almost_nothing_that_a_full_comparison_finds():
    rng = random.Random(3)
    stock = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}{'aeiou'[n % 5]}r" for n in range(400)]
    texts = [" ".join(rng.choice(stock) for _ in range(rng.randint(6, 30))) for _ in range(600)]
    memory = Memory.of(unit(text, text) for text in texts)
    missed = asked = 0
    for text in rng.sample(texts, 200):
        words = text.split()
        for _ in range(rng.randint(1, max(1, len(words) // 5))):
            words[rng.randrange(len(words))] = rng.choice(stock)
        query = " ".join(words)
        best = max(fuzz.ratio(query, other) for other in texts)
        if 75 <= best < 100:
            asked += 1
            found = memory.matches(query, "paragraph")
            missed += not found or (found[0].score < min(97, int(best)) and not found[0].guards)
    assert asked > 100
    assert missed <= asked * 0.01


def test_an_article_is_answered_unit_by_unit():
    memory = Memory.of([unit(STRIKE, "یک")])
    found = memory.matches_all([(STRIKE, "paragraph"), ("Something else entirely, and long.", "note")], "fa")
    assert [[m.score for m in one] for one in found] == [[100], []]
