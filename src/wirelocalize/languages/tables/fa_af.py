"""Dari: Persian as written in Afghanistan, with its own months, words and spellings.

Sources: Unicode CLDR 47 (fa-AF), the tables of public broadcasters (حمل … حوت; جنوری … دسمبر), counts in
public professional translations (نومبر and دسمبر before نوامبر and دسامبر).
"""

from __future__ import annotations

from wirelocalize.languages.model import Language, Months
from wirelocalize.languages.tables import _persian

LANGUAGE = Language(
    code="fa_AF",
    bcp47="fa-AF",
    name="Dari",
    native_name="دری",
    aliases=frozenset({"prs", "prs-af", "prs-arab", "fa-arab-af", "gbz-af", "dari", "afghan-persian", "دری"}),
    engine_codes={"nllb": "prs_Arab", "starter": "prs"},
    plural_forms="nplurals=2; plural=(n > 1);",
    digits="۰۱۲۳۴۵۶۷۸۹",
    conjunction="و",
    solar=Months(
        ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
    ),
    gregorian=Months(
        (
            "جنوری",
            "فبروری",
            "مارچ",
            "اپریل",
            "می",
            "جون",
            "جولای",
            "آگست",
            "سپتمبر",
            "اکتوبر",
            "نومبر",
            "دسمبر",
        ),
        variants=((), (), (), (), (), (), (), ("اگست",), (), ("اکتبر",), ("نوامبر",), ("دسامبر",)),
    ),
    weekdays=_persian.WEEKDAYS,
    timezone="Asia/Kabul",
    alphabet=_persian.ALPHABET,
    function_words=_persian.FUNCTION_WORDS,
    dates=_persian.DATES,
    foreign_letters=_persian.PASHTO_LETTERS,
    letter_map=_persian.LETTER_MAP,
    percent_word="درصد",
    currencies={
        "USD": "دالر",
        "EUR": "یورو",
        "GBP": "پوند",
        "IRR": "ریال ایران",
        "IRT": "تومان",
        "AFN": "افغانی",
        "PKR": "کلدار پاکستانی",
        "INR": "روپیهٔ هندی",
        "AED": "درهم",
        "TRY": "لیرهٔ ترکیه",
        "RUB": "روبل",
        "CNY": "یوان",
        "JPY": "ین",
        "CHF": "فرانک سویس",
        "CAD": "دالر کانادا",
        "AUD": "دالر استرالیا",
        "SAR": "ریال سعودی",
        "IQD": "دینار عراق",
    },
    ordinals=_persian.ORDINALS,
    scale_words=_persian.SCALE_WORDS,
    number_units=_persian.NUMBER_UNITS,
    zwnj=True,
    fallback="fa",
)
