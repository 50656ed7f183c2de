"""Gates: what no reviewer should have to find alone, and no false alarms on people's translations."""

from __future__ import annotations

import pytest

from wirelocalize import languages
from wirelocalize.engines.gates import failures
from wirelocalize.engines.masks import mask
from wirelocalize.engines.model import Hypothesis
from wirelocalize.engines.names import invented_names, lost_names, person_names
from wirelocalize.engines.numerals import invented_numbers, lost_numbers, mend_numbers


def gates(source: str, target: str, locale: str = "fa", *, truncated: bool = False) -> list[str]:
    return failures(target, mask(source), Hypothesis(target, truncated=truncated), languages.get(locale))


@pytest.mark.parametrize(
    ("source", "target", "locale", "gate"),
    [
        ("The minister spoke.", "", "fa", "empty"),
        ("The minister spoke.", "...", "fa", "empty"),
        ("The minister spoke in Kabul.", "The minister spoke in Kabul.", "fa", "copied"),
        ("The minister spoke in the city.", "министр выступил в городе", "fa", "wrong-script"),
        ("He said no.", "او گفت گفت گفت گفت نه", "fa", "repetition"),
        ("He went to the city and came back.", "او به شهر رفت و به شهر رفت و به شهر رفت و", "fa", "repetition"),
        ("The teachers went home.", "ښوونکي خپلو کورونو ته لاړل او وویل چې ډېر ستړي دي", "fa", "wrong-language"),
        ("The women went to the market, and bought bread for their children and their neighbours.",
         "زنان به بازار رفتند و برای کودکان و همسایه‌های خود نان خریدند و برگشتند", "ps", "wrong-language"),
        ("Three men and 25 women came.", "سه مرد و چند زن آمدند.", "fa", "number-lost"),
        ("Some women came.", "۲۵ زن آمدند.", "fa", "number-invented"),
        ("People in Herat were afraid.", "مردم ترسیده بودند.", "fa", "name-lost"),
        ("People were afraid.", "مردم در قندهار ترسیده بودند.", "fa", "name-invented"),
        ("People were afraid.", "مردم Facebook ترسیدند.", "fa", "latin-invented"),
        ("The council met on Monday and talked about the price of bread for hours.", "شورا.", "fa", "too-short"),
        ("Yes.", "بله " + "متن تازه و دیگر دربارهٔ چیزهای گوناگون که در اصل نبود " * 2, "fa", "too-long"),
    ],
)  # fmt: skip
def test_a_fault_is_seen(source: str, target: str, locale: str, gate: str) -> None:
    assert gate in gates(source, target, locale)


def test_the_decoding_limit_is_seen() -> None:
    assert "truncated" in gates("He said no.", "او گفت نه.", truncated=True)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Two people were killed and 25 injured in Herat on 15 August 2021.",
         "روز ۱۵ اوت ۲۰۲۱ در هرات دو نفر کشته و ۲۵ نفر زخمی شدند.", "fa"),
        ("“Woman, life, freedom,” they chanted.", "آن‌ها شعار دادند: «زن، زندگی، آزادی».", "fa"),
        ("About 1.2 million people, 3.5 percent, left.", "حدود ۱٫۲ میلیون نفر، یعنی ۳٫۵ درصد، رفتند.", "fa"),
        ("Some 1,200,000 people left.", "حدود ۱٫۲ میلیون نفر رفتند.", "fa"),
        ("It began at 5:30 p.m.", "ساعت ۵:۳۰ عصر آغاز شد.", "fa"),
        ("Five students went to 3 schools.", "پنځه زده کوونکي درېیو ښوونځیو ته لاړل.", "ps"),
        ("The group sent 10 boats.", "این گروه ده قایق فرستاد.", "fa"),
        ("Twenty-five teachers came.", "۲۵ معلم آمدند.", "fa"),
        ("Mr Rakhimov met Ms Karimi in Tashkent.", "آقای رحیموف با خانم کریمی در تاشکند دیدار کرد.", "fa"),
        ("The Afghan capital was quiet.", "پایتخت افغانستان آرام بود.", "fa"),
        ("The Human Rights Watch report named the Ministry of Justice.",
         "گزارش دیده‌بان حقوق بشر از وزارت دادگستری نام برد.", "fa"),
        ("Covid-19 and the F-16 were in the news.", "کووید-۱۹ و اف-۱۶ در خبرها بودند.", "fa"),
        ("No, no, no, no!", "نه، نه، نه، نه!", "fa"),
        ("An engineer repaired the cable.", "مهندسی کابل را تعمیر کرد.", "fa"),
    ],
)  # fmt: skip
def test_a_persons_translation_raises_no_alarm(source: str, target: str, locale: str) -> None:
    assert gates(source, target, locale) == []


def test_a_number_that_lost_its_separator_is_put_right() -> None:
    digits = languages.get("fa").digits
    assert (
        mend_numbers("Prices rose by 3.5 percent.", "قیمت‌ها ۳۵ درصد بالا رفت.", "fa", digits)
        == "قیمت‌ها ۳٫۵ درصد بالا رفت."
    )
    untouched = "قیمت‌ها ۴۵ درصد بالا رفت."
    assert mend_numbers("Prices rose by 3.5 percent.", untouched, "fa", digits) == untouched
    right = "۳٫۵ درصد از ۳۵ نفر"
    assert mend_numbers("3.5 percent of 35 people", right, "fa", digits) == right


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("62.5 percent of the patients", "۶۲ درصد بیماران", "۶۲٫۵ درصد بیماران"),
        ("more than 141 women", "بیش از ۱۴۰۰ زن", "بیش از ۱۴۱ زن"),
        ("1,200 women and 36 men", "۱۲۰ زن و ۳۶ مرد", "۱٬۲۰۰ زن و ۳۶ مرد"),
        ("until 10:36 p.m.", "تا ۱۰۳ شب", "تا ۱۰:۳۶ شب"),
    ],
)
def test_the_only_lost_number_takes_the_place_of_its_garbled_form(
    source: str, target: str, mended: str
) -> None:
    assert mend_numbers(source, target, "fa", languages.get("fa").digits) == mended


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It collected $87,501.", "۱۸۵۱ جمع شد."),  # another number
        ("in 1979", "در ۱۳۵۷"),  # the year of another calendar
        ("1 of them", "۱۹۴۵ نفر از آنان"),
        ("33 people and 34 houses", "۳ نفر و خانه‌ها"),  # which one?
        ("33 people", "۳ نفر و ۳۳۰ خانه"),  # which one?
        ("36 people and 12,000 houses", "۳ نفر و ۱۲ هزار و ۱ خانه"),
    ],
)
def test_other_numbers_are_left_for_the_gates(source: str, target: str) -> None:
    assert mend_numbers(source, target, "fa", languages.get("fa").digits) == target


def test_numbers_are_compared_by_value() -> None:
    assert lost_numbers("1,200 women and 0.50 dollars", "۱۲۰۰ زن و ۰٫۵ دلار", "fa") == []
    assert len(lost_numbers("1,200 women", "۱۲۰ زن", "fa")) == 1
    assert invented_numbers("a dozen women", "۱۲ زن", "fa") == []
    assert invented_numbers("3 million women", "۳٬۰۰۰٬۰۰۰ زن", "fa") == []


def test_names_are_found_by_their_consonants() -> None:
    source = "Judge Mohammad Moghiseh sentenced Narges Hosseini."
    assert set(person_names(source)) >= {"Moghiseh", "Narges"}
    assert lost_names(source, "قاضی محمد مقیسه نرگس حسینی را محکوم کرد.") == []
    assert lost_names(source, "قاضی محمد مقیسه او را محکوم کرد.") == ["Narges"]


def test_a_headline_in_title_case_has_no_certain_names() -> None:
    assert person_names("Missing Trekker Found Alive After Eleven Days") == []


def test_dari_and_pashto_spellings_of_places_are_known() -> None:
    assert lost_names("He went to Ghazni.", "هغه غزني ته لاړ.") == []
    assert invented_names("He went to the town.", "هغه کندهار ته لاړ.") != []
