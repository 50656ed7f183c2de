"""Iranian Persian adapted to Dari."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.languages import adapt_to_dari, dari_lexical_findings
from wirelocalize.languages.inflection import Ending, attach, endings


@pytest.mark.parametrize(
    ("persian", "dari"),
    [
        # endings go with the word
        ("پلیس گفت", "پولیس گفت"),
        ("پلیس‌ها و دلارهای او", "پولیس‌ها و دالرهای او"),
        ("سه دانشجو و دانشجویان", "سه محصل و محصلان"),
        ("دادگاه‌های کشور و دادگاهی", "محاکم کشور و محکمه‌ای"),
        ("هواپیماهای ژاپنی و هواپیمای او", "طیاره‌های جاپانی و طیارهٔ او"),
        ("فرودگاه‌های کشور", "میدان‌های هوایی کشور"),
        ("خودروهایش و خودروی او", "موترهایش و موتر او"),
        ("پزشکان و کشاورزانشان", "داکتران و دهقانان‌شان"),
        ("روستاها و روستای دور", "قریه‌ها و قریهٔ دور"),
        ("قرنطینهٔ کامل", "قرنطین کامل"),
        # the linking vowel is written where the Dari word needs it
        ("ارتش پاکستان", "اردوی پاکستان"),
        ("ارتش گفت", "اردو گفت"),
        ("بیمارستان کابل", "شفاخانهٔ کابل"),
        ("در بیمارستان است", "در شفاخانه است"),
        # phrases come first
        ("سازمان جهانی بهداشت", "سازمان جهانی صحت"),
        ("وزیر کشور پاکستان", "وزیر داخلهٔ پاکستان"),
        ("کرهٔ شمالی", "کوریای شمالی"),
        # months
        ("۱۷ ژوئیهٔ ۲۰۲۴", "۱۷ جولای ۲۰۲۴"),
        ("۹ مه و ماه مه", "۹ می و ماه می"),
        ("۱۱ بهمن ۱۴۰۲", "۱۱ دلو ۱۴۰۲"),
        ("۳ تیر ۱۴۰۳ و تیرماه", "۳ سرطان ۱۴۰۳ و ماه سرطان"),
        # speech is adapted like the rest
        ("او گفت: «در بیمارستان بودم»", "او گفت: «در شفاخانه بودم»"),
    ],
)
def test_adapts(persian: str, dari: str) -> None:
    assert adapt_to_dari(persian).text == dari


@pytest.mark.parametrize(
    "text",
    [
        "مسعود پزشکیان",
        "دانشگاه تهران",
        "دادگاه انقلاب",
        "خبرگزاری دانشجو",
        "«خبرگزاری دانشجو»",
        "فیلمبرداری از پلیسه",
        "آقای مهندس",
        "مسافران سرگردان",
        "بیماری سرخک",
        "اعتراضات خیابانی",
        "شرکت هواپیمایی",
        "زنان روستایی",
        "مدرسه دینی",
        "سه تیر شلیک شد",
        "دی بهمن گفت",
        "مه غلیظ بود",
        "بمب‌گذار",
        "ارتش تازه‌نفس",
        "https://example.org/پلیس `پلیس` #پلیس",
    ],
)
def test_spares_names_titles_and_other_words(text: str) -> None:
    assert adapt_to_dari(text).text == text


def test_replacements_say_where_and_what() -> None:
    text = "به World Health Organization و پلیس [کابل](https://a.b/c) دلار داد"
    adapted = adapt_to_dari(text)
    assert [(text[item.start : item.end], item.dari, item.level) for item in adapted.replacements] == [
        ("پلیس", "پولیس", "hard"),
        ("دلار", "دالر", "hard"),
    ]
    assert [item.found for item in adapted.replacements] == ["پلیس", "دلار"]


def test_findings_in_dari_text_leave_accepted_words_alone() -> None:
    assert [
        (item.found, item.level) for item in dari_lexical_findings("دانشگاه و پلیس و شفاخانه و درصد")
    ] == [
        ("دانشگاه", "soft"),
        ("پلیس", "hard"),
    ]
    assert dari_lexical_findings("دیده‌بان حقوق بشر") == []


WORDS = [
    "پلیس",
    "بیمارستان",
    "دانشجویان",
    "مه",
    "۱۲",
    "۱۴۰۲",
    "تیر",
    "ارتش",
    "پاکستان",
    "«",
    "»",
    ":",
    "گفت",
    "A",
    ".",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_adapting_twice_changes_nothing_more(text: str) -> None:
    once = adapt_to_dari(text).text
    assert adapt_to_dari(once).text == once


@pytest.mark.parametrize(
    ("noun", "ending", "form"),
    [
        ("کتاب", Ending(plural="ها"), "کتاب‌ها"),
        ("دلار", Ending(plural="ها", ezafe=True), "دلارهای"),
        ("خانه", Ending(ezafe=True), "خانه\u0654"),
        ("خانه", Ending(indefinite=True), "خانه‌ای"),
        ("خانه", Ending(possessive="ش"), "خانه‌اش"),
        ("پزشک", Ending(plural="ان", indefinite=True), "پزشکانی"),
        ("پناهنده", Ending(plural="ان"), "پناهندگان"),
        ("دانشجو", Ending(plural="ان"), "دانشجویان"),
        ("دادگاه", Ending(indefinite=True), "دادگاهی"),
        ("کتاب", Ending(possessive="شان"), "کتاب‌شان"),
        ("میدان هوایی", Ending(plural="ها"), "میدان‌های هوایی"),
    ],
)
def test_endings(noun: str, ending: Ending, form: str) -> None:
    assert attach(noun, ending) == form
    if " " not in noun:
        assert endings(noun, animate=True)[form] == ending
