"""What Iranian Persian and Dari share: one written language with two sets of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirelocalize.languages.model import DateStyle, words

if TYPE_CHECKING:
    from collections.abc import Mapping

ALPHABET = frozenset("ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیة")

LETTER_MAP: Mapping[str, str] = {
    "\u0643": "ک",  # Arabic kaf
    "\u06aa": "ک",  # swash kaf
    "\u064a": "ی",  # Arabic yeh
    "\u0649": "ی",  # alef maksura
    "\u06d2": "ی",  # barree yeh
    "\u06d3": "ئ",  # barree yeh with hamza
    "\u06be": "ه",  # heh doachashmee
    "\u06c1": "ه",  # heh goal
    "\u06d5": "ه",  # ae
    "\u06c0": "ه\u0654",  # heh with yeh above: NFC does not unify it with heh + hamza
    "\u06c2": "ه\u0654",  # heh goal with hamza
    "\u06d4": ".",  # Urdu full stop
}

PASHTO_LETTERS = frozenset("ټځڅډړږښڼګېۍ")

WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")

_TEENS = ("یازدهم", "دوازدهم", "سیزدهم", "چهاردهم", "پانزدهم", "شانزدهم", "هفدهم", "هجدهم/هژدهم", "نوزدهم")
_UNITS = ("یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم")
ORDINALS = (
    "یکم/اول",
    *_UNITS[1:],
    "دهم",
    *_TEENS,
    "بیستم",
    *(f"بیست و {unit}" for unit in _UNITS),
    "سی‌ام",
    "سی و یکم",
)

FUNCTION_WORDS = frozenset(
    words(
        "را که از است این آن با برای بود شد شده می‌شود می‌کند خود هم نیز اما یا تا بر هر بودند کرد کردند کرده "
        "گفت دارد دارند باید نیست پس او آنها آن‌ها ما من شان همه چه بین یک هیچ های ها در به و"
    )
)

DATES = DateStyle(
    running="{day} {month} {year}",
    forms=(
        # ۱۷ ژوئیهٔ ۱۹۷۳ · سوم ماه مه سال ۱۹۶۸ · ۱۷ ژوئیه، ۱۹۷۳ میلادی
        r"{day}(?:م|\u200c?ام)?\s(?:ماه\s)?{month},?\s(?:سال\s)?{year}(?P<era>\sمیلادی|\sم(?!\w))?",
        # ژوئیه ۱۷، ۱۹۷۳: the English order, from engines
        r"{month}\s{day},\s?{year}",
    ),
    range_words=("تا", "الی", "و", "یا"),
    equals=("برابر با", "برابر", "مطابق با", "مطابق", "مصادف با", "معادل"),
    solar_eras=("هجری خورشیدی", "خورشیدی", "هجری شمسی", "شمسی", "ه‍.ش", "ه.ش", "ه‍. ش."),
)

SCALE_WORDS = words("هزار میلیون ملیون میلیارد ملیارد تریلیون درصد فیصد")
NUMBER_UNITS = words("نفر تن سال کیلومتر")
