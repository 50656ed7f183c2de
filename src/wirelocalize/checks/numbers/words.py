"""Number words of Persian, Dari and Pashto, in the spellings that news uses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """Words of one language; keys are folded by :func:`fold`.

    :param values: cardinal → value below 1,000 (tens, teens, hundreds in one word).
    :param scales: scale word → factor.
    :param ordinals: irregular ordinals → value.
    :param suffixes: endings that make an ordinal or another form of a cardinal.
    :param conjunction: the word for «and».
    :param doubtful: number words that are other words as well; alone they state no number for certain.
    :param hints: words that imply a number without stating it.
    :param firm: words for numbers above twelve; made of the tables.
    :param measures: beginnings of nouns that are written together with a number («نودصفحه‌ای»).
    """

    values: dict[str, float]
    scales: dict[str, float]
    ordinals: Mapping[str, float]
    suffixes: tuple[str, ...]
    conjunction: str
    doubtful: frozenset[str]
    hints: Mapping[str, tuple[float, ...]]
    measures: tuple[str, ...]
    firm: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        names = {name for name, value in (self.values | self.scales).items() if value > 12}
        object.__setattr__(self, "firm", frozenset(names))

    def may_state_firmly(self, text: str) -> bool:
        """Whether a text may have a number above twelve in words; a quick look."""
        return not self.firm.isdisjoint(_WORD.findall(fold(text)))


_WORD = re.compile(r"[^\W\d_]+")
_FOLD = str.maketrans(
    dict.fromkeys("يىئے", "ی")
    | dict.fromkeys("ۀھہ", "ه")
    | dict.fromkeys("ُٔ\u200e\u200f\u2066\u2067\u2068\u2069")
    | dict.fromkeys("\u200c\u200d", " ")
    | {digit: str(value) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for value, digit in enumerate(digits)}
    | {"ك": "ک", "أ": "ا", "گ": "ګ"}
)


def fold(text: str) -> str:
    """Fold spellings that number words vary in, digits and half-spaces; each character stays one or goes."""
    return text.translate(_FOLD)


def _table(text: str) -> dict[str, float]:
    """``value word word …; value word …`` as a mapping from folded word to value."""
    table = {}
    for item in text.split(";"):
        value, *words = item.split()
        for word in words:
            table[fold(word).replace(" ", "")] = float(value)
    return table


def _folded(table: dict[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
    """The table with its words folded as texts are."""
    return {fold(word).replace(" ", ""): values for word, values in table.items()}


_PERSIAN_VALUES = _table(
    "0 صفر; 1 یک یکی یکه; 2 دو; 3 سه; 4 چهار; 5 پنج; 6 شش; 7 هفت; 8 هشت; 9 نه; 10 ده; 11 یازده; 12 دوازده; "
    "13 سیزده;"
    "14 چهارده; 15 پانزده پانزدهه پنزده; 16 شانزده شانزدهه; 17 هفده هفتده; 18 هجده هیجده هژده هشتده; 19 "
    "نوزده نزده; 20 بیست;"
    "30 سی; 40 چهل; 50 پنجاه پنجا; 60 شصت; 70 هفتاد; 80 هشتاد; 90 نود; 100 صد یکصد یک‌صد; 200 دویست دوصد; "
    "300 سیصد سه‌صد سهصد;"
    "400 چهارصد چارصد; 500 پانصد پنجصد; 600 ششصد; 700 هفتصد; 800 هشتصد; 900 نهصد; 0.5 نیم نصف نیمی; 4 چار"
)
_PERSIAN_SCALES = _table(
    "1000 هزار یکهزار; 1e6 میلیون ملیون میلیونه ملیونه میلون; 1e9 میلیارد ملیارد بیلیون بلیون بیلون بیلیارد;"
    "1e12 تریلیون ترلیون تریلیارد هزارمیلیارد; 1e5 لک; 1e7 کرور; 12 دوجین درجن"
)
_PERSIAN_ORDINALS = _table(
    "1 اول اولین نخست نخستین یکم اولی; 2 دوم دومین دومی دویم; 3 سوم سومین سومی سیوم; 4 چهارمین; 0.5 نیمه; "
    "0.25 ربع ربعه; 0.333 ثلث; 30 سی‌ام سیام سی‌امین;"
    "1 اولاً; 2 ثانی; 3 ثالث; 2 دوگانه دوجانبه دوبار دوبرابر دوتا; 3 سه‌گانه سهگانه; 1 یکبار یکجا یکسال "
    "یکسان یکدیگر; 2 هردو; 3 هرسه"
)
_PERSIAN_HINTS: dict[str, tuple[float, ...]] = _folded({
    "هفته": (7, 1), "جفت": (2,), "دهه": (10,), "قرن": (100,), "سده": (100,), "صدها": (100,),
    "ده‌ها": (10,), "دهها": (10,), "دوبار": (2,), "دوباره": (2,), "هزاران": (1000,), "میلیون‌ها": (1e6,),
    "تنها": (1,), "تک": (1,), "نصف": (0.5, 50), "نیمی": (0.5, 50), "نیم": (0.5, 50), "ظهر": (12,),
    "نیمه‌شب": (12, 24), "چند": (2, 3), "سالانه": (1,), "دوقلو": (2,), "دوگانگی": (2,), "دوگانه": (2,),
    "دوجانبه": (2,), "سه‌جانبه": (3,), "چندین": (3,), "هردو": (2,), "دوتن": (2,), "یازده": (11,),
    "مضاعف": (2,), "سوم": (0.3333, 33), "چهارم": (0.25, 25), "هیچ": (0,),
})  # fmt: skip

PERSIAN = NumberWords(
    values=_PERSIAN_VALUES,
    scales=_PERSIAN_SCALES,
    ordinals=_PERSIAN_ORDINALS,
    suffixes=(
        "مین",
        "امین",
        "ام",
        "م",
        "می",
        "ه",
        "ی",
        "تا",
        "تن",
        "گانه",
        "ساله",
        "روزه",
        "تایی",
        "ها",
        "ساله",
    ),
    conjunction="و",
    doubtful=frozenset(
        fold(w)
        for w in [
            "سی",
            "شش",
            "نه",
            "صد",
            "ده",
            "شصت",
            "نود",
            "یک",
            "دو",
            "سه",
            "بیست",
            "هزار",
            "هشت",
            "هفت",
            "چهار",
            "پنج",
            "نیم",
            "نصف",
            "نیمی",
            "چار",
            "لک",
            "درجن",
            "یکی",
            "یکه",
            "ربع",
            "نیمه",
            "نزده",
            "کرور",
        ]
    ),
    hints=_PERSIAN_HINTS,
    measures=tuple(
        fold(w)
        for w in [
            "سال",
            "نفر",
            "صفحه",
            "روز",
            "ماه",
            "هفته",
            "متر",
            "کیلو",
            "درصد",
            "فیصد",
            "دقیقه",
            "ساعت",
            "ثانیه",
            "طبقه",
            "عضو",
            "مرحله",
            "دلار",
            "دالر",
            "افغانی",
            "تومان",
            "تن",
            "بار",
            "برابر",
            "چند",
            "گانه",
            "رقم",
            "قسمت",
            "جلد",
            "جانبه",
            "طرف",
            "نقطه",
            "بند",
            "ماده",
            "هکتار",
            "تخت",
            "مورد",
            "واحد",
            "میل",
            "سانتی",
            "گرم",
            "راس",
            "کس",
            "اتاق",
            "ولایت",
            "کشور",
            "مرد",
            "زن",
        ]
    ),
)

_PASHTO_VALUES = _table(
    "0 صفر; 1 یو یوه یوې یوه‌یي; 2 دوه دوې دوو دو; 3 درې دری دریو دريو درېو درو درېیو درییو; 4 څلور څلورو "
    "څلوره; 5 پنځه پنځو پنځ; 6 شپږ شپږو; 7 اووه اوه اوو اوؤ;"
    "8 اته اتو; 9 نهه نهو نه; 10 لس لسو; 11 یوولس یولس یوولسو یولسو; 12 دولس دوولس دولسو دوولسو; 13 دیارلس "
    "دیارلسو دیرلس; 14 څوارلس څوارلسو څلورلس;"
    "15 پنځلس پنځلسو; 16 شپاړس شپاړسو شپاړلس; 17 اوولس اوولسو اولس اووه‌لس; 18 اتلس اتلسو; 19 نورلس نولس نولسو "
    "نونس; 20 شل شلو; 21 یوویشت یویشت یوویشتو; 22 دوویشت دوه‌ویشت دویشت دوویشتو;"
    "24 څلرویشت څلریشت; 23 درویشت درویشتو دروېشت; 24 څلورویشت څلېرویشت څلیرویشت څلوریشت; 25 پنځویشت "
    "پنځه‌ویشت پنځوېشت پنځه‌وېشت; 26 شپږویشت شپږوېشت; 27 اووه‌ویشت اوویشت اوه‌ویشت; 28 اته‌ویشت اتویشت; 29 "
    "نهه‌ویشت نه‌ویشت نهویشت;"
    "20 ویشت وېشت ویشتو وېشتو; 30 دېرش دیرش دېرشو دیرشو; 40 څلوېښت څلویښت څلوېښتو څلویښتو څلوېشت; 50 پنځوس "
    "پنځوسو پنځوستو; 60 شپېته شپیته شپېتو شپیتو; 70 اویا اویاوو اویاو; 80 اتیا اتیاوو اتیاو;"
    "90 نوي نوی نویو; 100 سل سلو سلګونو; 100 سوه سوو سوم سومه سومې; 0.5 نیم نیمه نیمې نیمو نیمايي نیمایی"
)
_PASHTO_SCALES = _table(
    "1000 زر زره زرو زرګونو; 1e6 میلیون ملیون میلیونه ملیونه میلیونو ملیونو میلیونونه میلیونونو ملیونونه "
    "ملیونونو; 1e9 میلیارد ملیارد میلیارده ملیارده میلیاردو ملیاردو بیلیون بلیون بیلیونه بیلیونو;"
    "1e12 تریلیون ټریلیون ټریلیونه تریلیونه تریلیونو ټریلیونو ترلیون ټرېلیون ټرېلیونه ټرېلیونو ترېلیون "
    "ترېلیونه ټریلیارد; 1e5 لک لکه لکو; 1e7 کروړ کروړه کروړو; 12 درجن درجنو درجنه"
)
_PASHTO_ORDINALS = _table(
    "1 لومړی لومړي لومړۍ لومړنی لومړني لومړنۍ لومړیو لومړنیو اول اولې; 2 دویم دوهم دوهمه دویمه دویمې دوهمې "
    "دویمو دوهمو دوېم دوېمه; 3 دریم درېیم دریمه درېیمه دریمې درېیمې درېیمو دریمو درییم درييم درېمه درېیمې;"
    "4 څلورم څلورمه څلورمې; 7 اووم اوومه اوومې اوم اومه اومې; 9 نهم نهمه نهمې; 3 دری‌ګونې دریګوني; 0.25 ربع "
    "ربعې ربعه; 0.333 ثلث;"
    "5 پنځم پنځمه پنځمې; 8 اتم اتمه اتمې; 25 پنځویشتم پنځویشتمه پنځه‌ویشتم; 30 دېرشم دیرشم; 100 سلم سلمه"
)
_PASHTO_HINTS: dict[str, tuple[float, ...]] = _folded({
    "اونۍ": (7, 1), "جوړه": (2,), "لسیزه": (10,), "لسیزو": (10,), "لسیزې": (10,), "پېړۍ": (100,),
    "سلګونه": (100,), "لسګونه": (10,), "زرګونه": (1000,), "دواړه": (2,), "دواړو": (2,), "دواړې": (2,),
    "یوازې": (1,), "یواځې": (1,), "نیمايي": (0.5, 50), "نیمه": (0.5, 12), "غرمې": (12,), "غرمه": (12,),
    "هېڅ": (0,), "دوه‌اړخیزه": (2,), "دوچند": (2,), "دوچنده": (2,), "درې‌اړخیزه": (3,), "څو": (2, 3),
    "غبرګولي": (2,),
})  # fmt: skip

PASHTO = NumberWords(
    values=_PASHTO_VALUES,
    scales=_PASHTO_SCALES,
    ordinals=_PASHTO_ORDINALS,
    suffixes=(
        "می",
        "یمه",
        "یمې",
        "یم",
        "مه",
        "مې",
        "مو",
        "م",
        "ه",
        "و",
        "ی",
        "ګونې",
        "ګوني",
        "کلن",
        "کلنه",
        "کلنې",
        "ورځنی",
        "ورځنۍ",
    ),
    conjunction="او",
    doubtful=frozenset(
        fold(w)
        for w in [
            "نه",
            "شل",
            "سل",
            "زر",
            "زره",
            "نوي",
            "نوی",
            "یو",
            "یوه",
            "یوې",
            "دوه",
            "دوې",
            "دو",
            "دری",
            "درې",
            "اووه",
            "اته",
            "پنځه",
            "لس",
            "لک",
            "لکه",
            "لکو",
            "نیم",
            "نیمه",
            "نویو",
            "څلور",
            "شپږ",
            "سوه",
            "ربع",
            "اویا",
            "اتلس",
            "ویشت",
            "وېشت",
            "ویشتو",
            "وېشتو",
            "سلو",
        ]
    ),
    hints=_PASHTO_HINTS,
    measures=tuple(
        fold(w)
        for w in [
            "کلن",
            "کلیز",
            "کال",
            "ورځن",
            "ورځ",
            "میاشت",
            "سلن",
            "کسی",
            "تن",
            "متر",
            "کیلو",
            "ساعت",
            "دقیق",
            "پوړ",
            "مخ",
            "ځل",
            "چند",
            "ګون",
            "اړخ",
            "ډالر",
            "افغان",
            "برابر",
        ]
    ),
)

BY_LANGUAGE = {"fa": PERSIAN, "fa_AF": PERSIAN, "ps": PASHTO}
"""Language code → words; a language without a table has its digits compared only."""
