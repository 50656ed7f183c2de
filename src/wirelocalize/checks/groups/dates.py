"""Dates: the right day, the right calendar, the month names of the language."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.numbers.calendar import english_dates, english_months
from wirelocalize.checks.numbers.english import MONTHS
from wirelocalize.checks.registry import DIGITS, PASHTO, case, rule
from wirelocalize.errors import DataError
from wirelocalize.languages import all_languages, find_dates, find_solar_dates, from_solar, to_ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirelocalize.checks.pair import Pair
    from wirelocalize.languages import Language

_AMBIGUOUS = frozenset(
    [
        "تیر",
        "مهر",
        "دی",
        "آذر",
        "سرطان",
        "اسد",
        "میزان",
        "قوس",
        "تله",
        "زمری",
        "زمري",
        "وری",
        "وري",
        "کب",
        "لړم",
        "جدی",
        "دلو",
        "حوت",
        "ثور",
        "بهمن",
        "تلې",
        "می",
        "مه",
        "مې",
        "مۍ",
        "مي",
        "مئ",
        "مارس",
        "اوت",
    ]
)
"""Month names that are other words as well: «دی» is "is" in Pashto, «سرطان» cancer, «می» a verb's prefix."""


def _alternation(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)"


@lru_cache(maxsize=16)
def _foreign_solar(language: Language) -> re.Pattern[str]:
    """Solar months that only other languages use, after a day; ambiguous ones only with a year of four digits."""
    own = set(language.solar.spellings())
    others = {
        name for other in all_languages() for name in other.solar.spellings() if other.code != language.code
    } - own
    sure, doubtful = others - _AMBIGUOUS, others & _AMBIGUOUS
    return re.compile(
        rf"(?<!\d)\d{{1,2}}(?:مه|م)?\s?(?:{_alternation(sure)})(?![\w\u200c])"
        rf"|(?<!\d)\d{{1,2}}\s(?:{_alternation(doubtful)})\s(?:ماه\s|سال\s)*\d{{4}}(?!\d)"
        rf"|د\s(?:{_alternation(sure)})\s(?:په\s)?\d{{1,2}}(?!\d)"
    )


@rule(
    "solar-month-foreign",
    Severity.ERROR,
    needs=DIGITS,
    reason="The Solar Hijri months have three sets of names. Readers in Kabul do not use مرداد, nor readers "
    "in Tehran اسد; "
    "date libraries mix them up.",
    evidence="CLDR 47 and public broadcasters' tables; no hit in 5,991 professionally translated sentences.",
    catch=[
        case("fa_AF", "On 27 July 2026", "۵ مرداد ۱۴۰۵"),
        case("fa", "On 27 July 2026", "۵ اسد ۱۴۰۵"),
        case("ps", "On 27 July 2026", "۵ مرداد ۱۴۰۵"),
    ],
    spare=[
        case("ps", "There are twelve.", "شمېر یې ۱۲ دی"),
        case("fa_AF", "Three shots were fired.", "۳ تیر شلیک شد"),
        case("fa", "Five cancer patients", "۵ بیمار سرطان"),
        case("fa", "Bashar al-Assad", "بشار اسد ۲۰ سال"),
    ],
)
def solar_month_foreign(pair: Pair) -> Iterator[Hit]:
    """A Solar Hijri month by the name of another country."""
    if pair.digits:
        yield from pair.search(
            _foreign_solar(pair.language),
            "«{}» is not this language's name of the month; see the table of months",
        )


@lru_cache(maxsize=16)
def _foreign_gregorian(language: Language) -> re.Pattern[str]:
    own = set(language.gregorian.spellings()) | set(language.solar.spellings())
    others = {name for other in all_languages() for name in other.gregorian.spellings()} - own
    accepted = {"مۍ"} if language.code in PASHTO else set()
    sure = {name for name in others - accepted if name not in _AMBIGUOUS}
    doubtful = {name for name in others - accepted if name in _AMBIGUOUS and len(name) > 2}
    return re.compile(
        rf"\d\s?(?:د\s)?(?:{_alternation(sure)})(?![\w\u200c])|"
        rf"\d\s?(?:{_alternation(doubtful)})(?![\w\u200c])"
        rf"|(?<![\w\u200c])(?:{_alternation(sure)})\s(?:سال\s)?\d{{4}}"
    )


@rule(
    "gregorian-month-foreign",
    Severity.WARNING,
    needs=DIGITS,
    reason="Iran writes the French names of the months (ژوئیه, اوت), Afghanistan the English ones (جولای, "
    "آگست; Pashto اګست).",
    evidence="CLDR 47; 2 hits in 5,991 professionally translated sentences.",
    catch=[case("fa_AF", "On 27 July 2026", "۲۷ ژوئیه ۲۰۲۶"), case("fa", "On 27 April", "۲۷ اپریل")],
    spare=[
        case("fa_AF", "On 27 July 2026", "۲۷ جولای ۲۰۲۶"),
        case("fa", "On 27 July", "۲۷ جولای"),
        case("ps", "Three May", "۳ می"),
    ],
)
def gregorian_month_foreign(pair: Pair) -> Iterator[Hit]:
    """A Gregorian month by the name of another country."""
    if pair.digits:
        yield from pair.search(
            _foreign_gregorian(pair.language), "«{}» is another country's name of the month"
        )


_YEAR = re.compile(r"\d{4}")
_APPOSED = re.compile(r"^\s*(?:[-–—(]|برابر با|مطابق(?: با)?|مصادف با|سره سم)\s*$")


@rule(
    "date-mismatch",
    Severity.ERROR,
    needs=DIGITS,
    reason="A Solar and a Gregorian date side by side must be the same day.",
    evidence="Conversion by persiantools, checked against an independent calendar for every day of 1900 to "
    "2100.",
    catch=[
        case("fa", "3 May 2024", "۱۵ اردیبهشت ۱۴۰۳ - ۳ مه ۲۰۲۴"),
        case("fa_AF", "3 May 2024", "۱۵ ثور ۱۴۰۳ (۳ می ۲۰۲۴)"),
    ],
    spare=[
        case("fa", "3 May 2024", "۱۴ اردیبهشت ۱۴۰۳ - ۳ مه ۲۰۲۴"),
        case("ps", "3 May 2024", "۱۴ غویی ۱۴۰۳ - ۳ می ۲۰۲۴"),
        case("fa", "Between", "او ۱۵ اردیبهشت ۱۴۰۳ آمد و ۳ مه ۲۰۲۴ رفت"),
    ],
)
def date_mismatch(pair: Pair) -> Iterator[Hit]:
    """A Solar Hijri and a Gregorian date beside each other are not the same day."""
    if pair.digits < 10 or len(_YEAR.findall(pair.prose)) < 2:
        return
    text = to_ascii_digits(pair.target)
    solar = list(_plain_dates(text, pair.language, solar=True))
    for start, end, day in _plain_dates(text, pair.language, solar=False) if solar else ():
        for other_start, other_end, other in solar:
            between = text[min(end, other_end) : max(start, other_start)]
            if _APPOSED.match(between) and day != other:
                yield Hit(
                    "the two dates are not the same day",
                    pair.target[min(start, other_start) : max(end, other_end)],
                )


@lru_cache(maxsize=16)
def _date_pattern(language: Language, solar: bool) -> tuple[re.Pattern[str], dict[str, int]]:
    names = (language.solar if solar else language.gregorian).spellings()
    return re.compile(
        rf"(?<![\d/])(\d{{1,2}})(?:م|مه|ام)? ({_alternation(names)})\u0654?,?،? (?:سال )?(\d{{4}})(?!\d)"
    ), names


def _plain_dates(text: str, language: Language, *, solar: bool) -> Iterator[tuple[int, int, dt.date]]:
    """Day, month, year in this order, as in datelines; ``text`` with ASCII digits, positions unchanged."""
    pattern, names = _date_pattern(language, solar)
    for match in pattern.finditer(text):
        day, month, year = int(match[1]), names[match[2]], int(match[3])
        with contextlib.suppress(ValueError, DataError):
            yield (
                match.start(),
                match.end(),
                from_solar(year, month, day) if solar else dt.date(year, month, day),
            )


@lru_cache(maxsize=16)
def _gregorian_beside_number(language: Language) -> tuple[re.Pattern[str], dict[str, int]]:
    names = dict(language.gregorian.spellings().items())
    every = _alternation(names)
    return re.compile(
        rf"(?<![\d/.:])\d{{1,2}}(?:م|مه|ام|اُم)?\s(?:د\s)?({every})(?![\w\u200c])|"
        rf"(?<![\w\u200c])({every})\s(?:په\s|سال\s)?\d{{1,4}}(?!\d)"
    ), names


_MONTH_WORDS = frozenset(MONTHS)


@rule(
    "month-mismatch",
    Severity.ERROR,
    needs=DIGITS,
    reason="June for July puts an event a month off; the names ژوئن and ژوئیه, جون and جولای are easily "
    "mixed up.",
    evidence="House rule; months count only beside a number, and Solar dates are compared after conversion.",
    catch=[
        case("fa", "He was arrested on 5 June.", "او ۵ ژوئیه بازداشت شد."),
        case("ps", "In March 2021", "په اپریل ۲۰۲۱ کې"),
    ],
    spare=[
        case("fa", "He was arrested on 5 June.", "او ۱۵ خرداد بازداشت شد."),
        case("fa_AF", "On 5 June and 7 July", "در ۵ جون و ۷ جولای"),
        case("fa", "In the spring", "در مه ۲۰۲۱"),
    ],
)
def month_mismatch(pair: Pair) -> Iterator[Hit]:
    """The translation names another Gregorian month than the source."""
    if _MONTH_WORDS.isdisjoint(pair.source_vocabulary):
        return
    wanted = english_months(pair.source_bare)
    if not wanted:
        return
    pattern, names = _gregorian_beside_number(pair.language)
    text = to_ascii_digits(pair.prose)
    stated = {names[match[1] or match[2]]: match.group() for match in pattern.finditer(text)}
    strange = {month: text for month, text in stated.items() if month not in wanted}
    if strange and any(month not in stated and not _names_month(pair, month) for month in wanted):
        month, excerpt = next(iter(strange.items()))
        yield Hit(f"the source does not name this month ({month})", excerpt)


def _names_month(pair: Pair, month: int) -> bool:
    """Whether the month's name occurs anywhere in the translation."""
    return any(
        re.search(rf"(?<![\w\u200c]){re.escape(name)}(?![\w\u200c])", pair.prose)
        for name, index in pair.language.gregorian.spellings().items()
        if index == month
    )


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_NAMES = frozenset(form for name in _WEEKDAYS for form in (name, f"{name}s"))
_TARGET_WEEKDAYS = (
    re.compile(r"(?<![\w\u200c])دو[ \u200c]?شنب"),
    re.compile(r"(?<![\w\u200c])س[هې]?[ \u200c]?شنب|درې ?شنب"),
    re.compile(r"(?<![\w\u200c])(?:چهار|چار)[ \u200c]?شنب"),
    re.compile(r"(?<![\w\u200c])پنج[ \u200c]?شنب|پنچشنب|زیارت"),
    re.compile(r"(?<![\w\u200c])جمع[هېے]|ادینه|آدینه"),
    re.compile(
        r"(?<!یک)(?<!دو)(?<!سه)(?<!سې)(?<!چهار)(?<!پنج)(?<!یک[ \u200c])(?<!دو[ \u200c])(?<!سه[ \u200c])"
        r"(?<!سې[ \u200c])(?<!چهار[ \u200c])(?<!پنج[ \u200c])(?<![^\W\d_])شنب"
    ),
    re.compile(r"(?<![\w\u200c])یک?[ \u200c]?شنب|اتوار"),
)


_EVE = re.compile(r"\b(?:night|evening|eve)s?\b|\bovernight\b")


@rule(
    "weekday-mismatch",
    Severity.WARNING,
    reason="سه‌شنبه for Wednesday puts an event a day off.",
    evidence="House rule; sentences that speak of nights are spared: «شب جمعه» is Thursday night.",
    catch=[case("fa", "He came on Monday.", "او سه‌شنبه آمد."), case("ps", "On Friday", "د شنبې په ورځ")],
    spare=[
        case("fa", "He drives on Thursday nights.", "شب‌های جمعه رانندگی می‌کند."),
        case("ps", "On Tuesday", "د سې‌شنبې په ورځ"),
        case("fa", "He came on Monday.", "او دوشنبه آمد."),
        case("ps", "On Tuesday", "د سه شنبې په ورځ"),
        case("fa_AF", "On Saturday", "روز شنبه"),
        case("fa", "He came on Monday.", "او دیروز آمد."),
    ],
)
def weekday_mismatch(pair: Pair) -> Iterator[Hit]:
    """The translation names another day of the week than the source."""
    if _WEEKDAY_NAMES.isdisjoint(pair.source_vocabulary) or (
        "شنب" not in pair.target and "جمع" not in pair.target
    ):
        return
    wanted = {index for index, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name}s?\b", pair.source_lower)}
    if not wanted:
        return
    stated = {index for index, pattern in enumerate(_TARGET_WEEKDAYS) if pattern.search(pair.prose)}
    missing, strange = wanted - stated, stated - wanted
    if missing and strange and not _EVE.search(pair.source_lower):  # «شب جمعه» is Thursday night
        yield Hit(
            f"the source says {', '.join(_WEEKDAYS[i].title() for i in sorted(missing))}, the translation "
            f"another day"
        )


_CLDR_WEEKDAY = re.compile(r"(?<![\w\u200c])د (?:اونۍ|يونۍ|یونۍ|دونۍ|درېنۍ|څلرنۍ|پينځنۍ|پینځنۍ) په ورځ(?!و)")


@rule(
    "weekday-cldr",
    Severity.WARNING,
    reason="دونۍ, درېنۍ and the like come from a locale library; news says دوشنبه, درېشنبه… and اونۍ means "
    "week.",
    evidence="CLDR 47 against 3,071 TICO-19 and newspaper sentences: none uses them as days.",
    languages=PASHTO,
    catch=[case("ps", "On Saturday", "د اونۍ په ورځ")],
    spare=[case("ps", "Last week", "په تېره اونۍ کې"), case("ps", "On Saturday", "د شنبې په ورځ")],
)
def weekday_cldr(pair: Pair) -> Iterator[Hit]:
    """A Pashto weekday as locale libraries have it, not as news writes it."""
    if "په ورځ" in pair.prose:
        yield from pair.search(_CLDR_WEEKDAY, "«{}»: news uses the names with شنبه")


@lru_cache(maxsize=4)
def _direct_case(language: Language) -> re.Pattern[str]:
    changed = [
        direct
        for direct, oblique in zip(
            language.solar.direct, language.solar.oblique or language.solar.direct, strict=True
        )
        if direct != oblique
    ]
    return re.compile(rf"(?<![\w\u200c])د (?:{_alternation(changed)}) (?:(?:په|میاشت\w*) )?\d{{1,2}}")


@rule(
    "month-case",
    Severity.INFO,
    needs=DIGITS,
    reason="After «د» a Pashto month is oblique: د سلواغې ۱۱مه, د زمري ۱۶مه.",
    evidence="Usage of Afghan broadcasters; the oblique forms are in the table of months.",
    languages=PASHTO,
    catch=[case("ps", "On 31 January", "د سلواغه ۱۱مه")],
    spare=[case("ps", "On 31 January", "د سلواغې ۱۱مه"), case("ps", "Dateline", "۱۱ سلواغه ۱۴۰۲")],
)
def month_case(pair: Pair) -> Iterator[Hit]:
    """A Pashto Solar month in the direct case after «د»."""
    if "د " in pair.prose:
        yield from pair.search(
            _direct_case(pair.language), "«{}»: after «د» the month is oblique (سلواغې, زمري, تلې)"
        )


@rule(
    "solar-date-wrong",
    Severity.ERROR,
    needs=DIGITS,
    reason="Where the source's full date is given in the Solar calendar only, it must be the same day.",
    evidence="As date-mismatch.",
    catch=[case("fa", "On 31 January 2024 he left.", "او ۱۲ بهمن ۱۴۰۲ رفت.")],
    spare=[
        case("fa", "On 31 January 2024 he left.", "او ۱۱ بهمن ۱۴۰۲ رفت."),
        case("fa", "On 31 January 2024 he left.", "او ۳۱ ژانویه ۲۰۲۴ رفت."),
        case("fa_AF", "On 31 January 2024 and on 2 May 2024", "۱۱ دلو ۱۴۰۲ و ۱۳ ثور ۱۴۰۳"),
    ],
)
def solar_date_wrong(pair: Pair) -> Iterator[Hit]:
    """A full date of the source is another day in the Solar Hijri calendar."""
    dates = [date for date in english_dates(pair.source_bare) if date.year]
    if not dates or pair.digits < 5:
        return
    days = {date.day_of_era for date in dates}
    for found in find_solar_dates(pair.target, pair.language):
        if (
            found.day not in days
            and None not in days
            and not any(other.day == found.day for other in find_dates(pair.target, pair.language))
        ):
            yield Hit(
                f"this is {found.day.isoformat()}, not a date of the source",
                pair.target[found.start : found.end],
            )
            return
