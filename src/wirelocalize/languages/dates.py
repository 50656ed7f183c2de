"""Dates: Solar Hijri and Gregorian, in datelines and in running text.

Conversion is that of persiantools (exact for 1200 to 1500 Solar Hijri, the range allowed here); names and
order come from the language's table, because locale libraries print Iranian months in Dari, or English ones.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wirelocalize.errors import ConfigurationError, DataError
from wirelocalize.languages.characters import to_native_digits

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

FIRST_SOLAR_YEAR, LAST_SOLAR_YEAR = 1200, 1500
"""Outside these years algorithms for the Solar Hijri leap year disagree, so nothing is converted."""


def to_solar(day: dt.date) -> tuple[int, int, int]:
    """The Solar Hijri (year, month, day) of a Gregorian date.

    :raises DataError: the year is outside 1200 to 1500 Solar Hijri (1821 to 2122).
    """
    from persiantools.jdatetime import JalaliDate

    if 1800 < day.year < 2200:
        solar = JalaliDate(dt.date(day.year, day.month, day.day))  # type: ignore[no-untyped-call]
        if FIRST_SOLAR_YEAR <= solar.year <= LAST_SOLAR_YEAR:
            return solar.year, solar.month, solar.day
    raise DataError(
        f"{day.isoformat()[:10]} cannot be converted to a Solar Hijri date", hint="is the year right?"
    )


def from_solar(year: int, month: int, day: int) -> dt.date:
    """The Gregorian date of a Solar Hijri one.

    :raises DataError: there is no such day, or the year is outside 1200 to 1500.
    """
    from persiantools.jdatetime import JalaliDate

    if FIRST_SOLAR_YEAR <= year <= LAST_SOLAR_YEAR:
        try:
            converted = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
        except ValueError:
            pass
        else:
            return dt.date(converted.year, converted.month, converted.day)
    raise DataError(f"there is no Solar Hijri date {year}-{month}-{day}")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise ConfigurationError(f"no time zone {name!r}", hint="names are like Asia/Kabul") from exc


def local_day(when: dt.date | dt.datetime, language: Language, timezone: str | None = None) -> dt.date:
    """The calendar day of a moment where the outlet is.

    :param when: a date or a moment without a zone is taken as it is; a moment with a zone is moved first.
    :param timezone: IANA name; default: the language's (Tehran, Kabul).
    :raises ConfigurationError: there is no such time zone.
    """
    zone = _zone(timezone or language.timezone)
    if isinstance(when, dt.datetime):
        return (when.astimezone(zone) if when.tzinfo is not None else when).date()
    return when


def parse_when(value: object) -> dt.date | dt.datetime | None:
    """What a front-matter ``date`` says: a date, a moment, or ISO 8601 text; ``None`` if it is none of
    these.
    """
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return dt.date.fromisoformat(text) if len(text) <= 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def solar_date(day: dt.date, language: Language, *, running: bool = False, weekday: bool = False) -> str:
    """«۱۱ بهمن ۱۴۰۲»; with ``running``, as in the middle of a sentence («د ۱۴۰۲ کال د سلواغې ۱۱مه» in
    Pashto).

    :raises DataError: the date is outside the years that can be converted.
    """
    year, month, number = to_solar(day)
    text = _write(year, language.solar.name(month, oblique=running), number, language, running=running)
    return f"{weekday_name(day, language)} {text}" if weekday else text


def gregorian_date(day: dt.date, language: Language, *, running: bool = False, weekday: bool = False) -> str:
    """«۳۱ ژانویه ۲۰۲۴» with the language's own names; see :func:`solar_date`."""
    text = _write(
        day.year, language.gregorian.name(day.month, oblique=running), day.day, language, running=running
    )
    return f"{weekday_name(day, language)} {text}" if weekday else text


def _write(year: int, month: str, day: int, language: Language, *, running: bool) -> str:
    pattern = language.dates.running if running else "{day} {month} {year}"
    return to_native_digits(pattern.format(day=day, month=month, year=year), language)


def weekday_name(day: dt.date, language: Language, *, oblique: bool = False) -> str:
    """«پنجشنبه»; ``oblique`` as after a preposition (Pashto «د پنجشنبې په ورځ»)."""
    names = language.weekdays_oblique if oblique and language.weekdays_oblique else language.weekdays
    return names[day.weekday()]


def format_dateline(when: dt.date | dt.datetime, language: Language, timezone: str | None = None) -> str:
    """A dateline in both calendars, Solar first: «۱۴ ثور ۱۴۰۳ - ۳ می ۲۰۲۴».

    The day is chosen in the outlet's time zone; a plain date is taken as it is.

    :raises DataError: the date is outside the years that can be converted.
    :raises ConfigurationError: there is no such time zone.
    """
    day = local_day(when, language, timezone)
    return f"{solar_date(day, language)} - {gregorian_date(day, language)}"
