"""Dates named in English text, and what they are in the Solar Hijri calendar."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from wirelocalize.checks.numbers.english import MONTHS
from wirelocalize.errors import DataError
from wirelocalize.languages import to_solar

_NAMES = "|".join(sorted((name for name in MONTHS if name != "may"), key=len, reverse=True)) + "|May"
_DAY_FIRST = re.compile(
    rf"(?<![\d,.])(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_NAMES})\b\.?(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:])(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)
_QUICK = re.compile(r"(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|\d[-/.]\d{1,2}[-/.]\d")
_MONTH = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November|December)\b|"
    r"\bMarch\b(?! (?:on|to|for|against))"
    r"|(?<=\d )May\b|\bMay(?= \d)|(?<=[Ii]n )May\b|(?<=[Ll]ast )May\b|(?<=[Ss]ince )May\b|"
    r"(?<=[Uu]ntil )May\b|(?<=[Bb]y )May\b"
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?![\d/.-])")


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A day in a text; ``year`` is ``None`` where it is left out."""

    text: str
    day: int
    month: int
    year: int | None

    @property
    def day_of_era(self) -> dt.date | None:
        """The day itself; ``None`` without a year or where there is no such day."""
        try:
            return dt.date(self.year, self.month, self.day) if self.year else None
        except ValueError:
            return None


@lru_cache(maxsize=1024)
def english_dates(text: str) -> tuple[NamedDate, ...]:
    """Days named with their month (``3 May 2024``, ``May 3``, ``2024-05-03``)."""
    if not _QUICK.search(text):
        return ()
    found = []
    for match in _DAY_FIRST.finditer(text):
        found.append(
            NamedDate(
                match.group(), int(match[1]), MONTHS[match[2].lower()], int(match[3]) if match[3] else None
            )
        )
    for match in _MONTH_FIRST.finditer(text):
        found.append(
            NamedDate(
                match.group(), int(match[2]), MONTHS[match[1].lower()], int(match[3]) if match[3] else None
            )
        )
    for match in _NUMERIC.finditer(text):
        first, second, third = int(match[1]), int(match[2]), int(match[3])
        if first > 31 and second <= 12:
            found.append(NamedDate(match.group(), third, second, first))
        elif third > 31 and second <= 12:
            found.append(NamedDate(match.group(), first, second, third))
    return tuple(date for date in found if 1 <= date.day <= 31 and 1 <= date.month <= 12)


@lru_cache(maxsize=4096)
def solar(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """The Solar Hijri (year, month, day) of a Gregorian day; ``None`` for a day that does not exist."""
    try:
        return to_solar(dt.date(year, month, day))
    except (ValueError, DataError):
        return None


@lru_cache(maxsize=4096)
def solar_candidates(date: NamedDate) -> frozenset[tuple[int, int]]:
    """(month, day) in the Solar Hijri calendar; every possible one where the year is not named."""
    years = (date.year,) if date.year else (2020, 2021, 2022, 2023, 2024)
    converted = (solar(year, date.month, date.day) for year in years)
    return frozenset((result[1], result[2]) for result in converted if result)


@lru_cache(maxsize=1024)
def english_months(text: str) -> frozenset[int]:
    """Gregorian months that a text names (``May`` only with a capital, and not as a verb)."""
    found = {MONTHS[match.group().lower()] for match in _MONTH.finditer(text)}
    found |= {date.month for date in english_dates(text)}
    return frozenset(found)
