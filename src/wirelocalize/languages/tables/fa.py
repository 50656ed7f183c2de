"""Persian as written in Iran.

Sources: Unicode CLDR 47 (digits, separators, quotation marks, weekdays, Gregorian months), the tables of
public broadcasters (Solar months, date order), Academy of Persian Language and Literature (ZWNJ).
"""

from __future__ import annotations

from wirelocalize.languages.model import Language, Months
from wirelocalize.languages.tables import _persian

LANGUAGE = Language(
    code="fa",
    bcp47="fa",
    name="Persian",
    native_name="فارسی",
    aliases=frozenset({"fa-ir", "fa-arab", "pes", "pes-arab", "fas", "per", "persian", "farsi", "فارسی"}),
    engine_codes={
        "nllb": "pes_Arab",
        "m2m100": "fa",
        "mbart50": "fa_IR",
        "madlad": "<2fa>",
        "opus": ">>pes<<",
        "argos": "fa",
        "starter": "fa",
    },
    plural_forms="nplurals=2; plural=(n > 1);",
    digits="۰۱۲۳۴۵۶۷۸۹",
    conjunction="و",
    solar=Months(
        (
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ),
    ),
    gregorian=Months(
        (
            "ژانویه",
            "فوریه",
            "مارس",
            "آوریل",
            "مه",
            "ژوئن",
            "ژوئیه",
            "اوت",
            "سپتامبر",
            "اکتبر",
            "نوامبر",
            "دسامبر",
        ),
        variants=((), (), (), ("آپریل",), ("می",), (), ("جولای",), ("آگوست",), (), (), (), ()),
    ),
    weekdays=_persian.WEEKDAYS,
    timezone="Asia/Tehran",
    alphabet=_persian.ALPHABET,
    function_words=_persian.FUNCTION_WORDS,
    dates=_persian.DATES,
    foreign_letters=_persian.PASHTO_LETTERS,
    letter_map=_persian.LETTER_MAP,
    percent_word="درصد",
    currencies={
        "USD": "دلار",
        "EUR": "یورو",
        "GBP": "پوند",
        "IRR": "ریال",
        "IRT": "تومان",
        "AFN": "افغانی",
        "PKR": "روپیه پاکستان",
        "INR": "روپیه هند",
        "AED": "درهم",
        "TRY": "لیر",
        "RUB": "روبل",
        "CNY": "یوان",
        "JPY": "ین",
        "CHF": "فرانک سوئیس",
        "CAD": "دلار کانادا",
        "AUD": "دلار استرالیا",
        "SAR": "ریال سعودی",
        "IQD": "دینار عراق",
    },
    ordinals=_persian.ORDINALS,
    scale_words=_persian.SCALE_WORDS,
    number_units=_persian.NUMBER_UNITS,
    zwnj=True,
)
