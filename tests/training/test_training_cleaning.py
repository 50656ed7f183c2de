"""What is trained on: tidied text in the right language; nothing that is tested on, nor near copies of it."""

from __future__ import annotations

import pytest
from wlmodel.clean import fault, tidy_english, tidy_target
from wlmodel.corpus import Row
from wlmodel.heldout import HeldOut
from wlmodel.lexicon import Lexicon
from wlmodel.prepare import Report, Set, clean_set, dari_of, development, measured_sets, sample
from wlmodel.settings import Clean, HeldOutRule, load

LEXICON = Lexicon.build(
    [
        Row("government", ("دولت", "حکومت", "حکومت")),
        Row("school", ("مدرسه", "مکتب", "ښوونځی")),
        Row("teacher", ("معلم", "معلم", "ښوونکی")),
        Row("village", ("روستا", "قریه", "کلی")),
        Row("the winter", ("زمستان", "زمستان", "ژمی")),
        Row("Ministry of Education", ("وزارت آموزش", "وزارت معارف", "د پوهنې وزارت")),
    ],
    glossary=False,
)
ENGLISH = "The government closed the school of the village, and the teacher left before the winter."
PERSIAN = "دولت مدرسه روستا را بست و معلم پیش از زمستان رفت."
PASHTO = "حکومت د کلي ښوونځی وتاړه او ښوونکی تر ژمي مخکې ولاړ."


def reason(english: str, target: str, locale: str = "fa") -> str:
    return fault(tidy_english(english), tidy_target(target, locale), locale, Clean(), LEXICON)


def test_a_good_pair_passes():
    assert reason(ENGLISH, PERSIAN) == ""
    assert reason(ENGLISH, PASHTO, "ps") == ""


@pytest.mark.parametrize(
    ("english", "target", "locale", "expected"),
    [
        ("Hello.", "", "fa", "empty"),
        ("Open %s files", "باز کردن %s پرونده", "fa", "markup"),
        ("Yes.", "این جمله‌ای است که بسیار بلندتر از یک کلمه انگلیسی است و نباید بماند.", "fa", "ratio"),
        ("Install Firefox on Windows", "Firefox on Windows را", "fa", "latin"),
        (ENGLISH, PASHTO, "fa", "language"),
        (ENGLISH, PERSIAN, "ps", "language"),
        (ENGLISH, "او گفت که فردا باران خواهد بارید و هوا در شمال کشور سردتر می‌شود.", "fa", "unaligned"),
    ],
)
def test_unusable_pairs_are_named(english, target, locale, expected):
    assert reason(english, target, locale) == expected


def test_targets_are_in_the_house_spelling():
    assert tidy_target('گفت: "می روم" در سال 2021', "fa") == "گفت: «می‌روم» در سال ۲۰۲۱"
    assert tidy_target("هفتهٔ گذشته", "fa") == "هفته گذشته"
    assert tidy_target("هفتۀ گذشته", "fa_AF") == "هفتهٔ گذشته"
    assert tidy_target("كتاب", "ps") == "کتاب"


def test_english_is_as_the_engine_hands_it_over():
    assert tidy_english("“We’re here”—she said…") == '"We\'re here" - she said...'


def test_held_out_sentences_and_near_copies_are_recognised():
    banned = HeldOut(
        ["The minister said on Monday that the schools of the province would stay closed."], HeldOutRule()
    )
    assert "The minister said on Monday that the schools of the province would stay closed." in banned
    assert "the Minister said, on Monday, that the schools of the province would stay closed" in banned
    assert "The minister said on Monday that the schools of the province would open in March." in banned
    assert "The minister said on Monday that he was tired." not in banned
    assert "The schools of the province are old." not in banned


def test_cleaning_keeps_held_out_sentences_and_duplicates_out_and_counts_them():
    banned, report = HeldOut([ENGLISH], HeldOutRule()), Report()
    good = ("The teacher lives in the village.", "معلم در روستا زندگی می‌کند.")
    part = Set("some.fa", "fa", [(ENGLISH, PERSIAN), good, good, ("Hello.", "")])
    assert clean_set(part, load(), LEXICON, banned, set(), report) == [good]
    assert report.sets["some.fa (fa)"] == {"held out": 1, "kept": 1, "duplicate": 1, "empty": 1}


def test_a_proofread_set_is_not_filtered_by_guesses_but_never_holds_test_sentences():
    banned = HeldOut([ENGLISH], HeldOutRule())
    odd = ("GDP = growth", "رشد = تولید")
    part = Set("authored/x", "fa", [odd, (ENGLISH, PERSIAN)], trusted=True)
    assert clean_set(part, load(), LEXICON, banned, set(), Report()) == [odd]


def test_without_a_folder_of_open_sets_the_projects_own_rows_are_measured_on():
    sets = measured_sets(None)
    assert list(sets) == ["authored_dev"]
    assert {len(pairs) for pairs in sets["authored_dev"].values()} == {1445}


def test_watched_losses_are_of_development_sets_only():
    settings = load()
    watched = development(settings, settings.profile("smoke"), None)
    assert len(watched) == 3 * settings.profile("smoke").watched_pairs


def test_dari_from_persian_keeps_only_what_the_lexicon_changed():
    pairs = [("He went to hospital.", "او به بیمارستان رفت."), ("He came.", "او آمد.")]
    assert dari_of(pairs) == [("He went to hospital.", "او به شفاخانه رفت.")]


def test_a_sample_takes_the_same_english_in_every_locale():
    english = [f"Sentence number {number}." for number in range(400)]
    sets = [Set("x", locale, [(text, locale) for text in english]) for locale in ("fa", "ps")]
    taken = sample(sets, 200)
    assert [text for text, _ in taken[0].pairs] == [text for text, _ in taken[1].pairs]
    assert 60 <= len(taken[0].pairs) <= 140
    assert sample(sets, 0) is sets


def test_the_lexicon_finds_whole_words_longest_phrase_first():
    uses = LEXICON.uses(
        "The Ministry of Education closed a school.", "وزارت آموزش مدرسه‌ای را بست؛ مدرسه دور بود.", "fa"
    )
    assert [use.translation for use in uses] == ["وزارت آموزش", "مدرسه"]
    assert LEXICON.uses("A school opened.", "مدرسه‌ها باز شد.", "fa") == []
