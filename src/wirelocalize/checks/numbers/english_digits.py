"""Quantities that English text gives in digits: scales, decades, years, measures, times of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.english_tables import AMBIGUOUS_SCALES, CONVERSIONS, SCALES, SUFFIXES
from wirelocalize.checks.numbers.model import Quantity, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    r"(?P<pre>(?<![A-Za-z0-9])[A-Za-z]+(?:[-‐‑.][A-Za-z]+)*[-‐‑–]?)?"
    r"(?P<num>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?)"
    r"(?P<more>(?:\.\d+)+)?"
    r"(?:(?P<ord>st|nd|rd|th)(?![A-Za-z])|(?P<dec>['’]?s)(?![A-Za-z])|(?P<suf>[A-Za-z]+))?"
    r"|(?P<word>[A-Za-z]+)"
)
"""A number with what is attached to it, or a word."""

_PLAIN_PREFIX = re.compile(
    r"(?:mid|pre|post|early|late|under|over|sub|non|ex|anti|aged?|about|around|nearly|a|the|us|au|nz|hk|can|"
    r"rs|inr|usd|eur|no|nr|"
    r"vol|pp?|plus|minus|to|and|by|since|until|from|of|in|at|for|with|gt|lt)[-‐‑–.]?$",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s?(a\.?m\.?|p\.?m\.?)(?![A-Za-z])", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")


def is_year(text: str) -> bool:
    """Four ASCII digits that read as a year of the last two hundred years or so."""
    return len(text) == 4 and text.isdigit() and 1800 <= int(text) <= 2100


def solar_years(year: int) -> tuple[int, int]:
    """The two Solar Hijri years a Gregorian year overlaps."""
    return (year - 622, year - 621)


def year_values(year: int) -> set[float]:
    """A year as it may be given: Gregorian, Solar or lunar Hijri, or its last two digits."""
    lunar = round((year - 622) * 33 / 32)
    short = {float(year % 100)} if year < 2000 else set()
    return {
        float(year),
        *map(float, solar_years(year)),
        *(float(lunar + shift) for shift in (-1, 0, 1)),
        *short,
    }


def decade_values(year: int) -> set[float]:
    """A decade as it may be given, in either calendar; a whole hundred may be a century."""
    solar = (year - 621) // 10 * 10
    return {
        float(year),
        float(year % 100),
        *(float(s) for s in (solar, solar % 100, solar - 10, (solar - 10) % 100)),
    } | ({float(year // 100 + 1), float(year // 100)} if year % 100 == 0 else set())


def digits(match: re.Match[str], text: str) -> Quantity:
    """The quantity of a :data:`TOKEN` in digits, with its suffix or the scale word after it."""
    raw, suffix = match["num"], (match["suf"] or "").lower()
    after = text[match.end() : match.end() + 40]
    follower = _FOLLOWER.match(after)
    next_word = follower[1].lower() if follower else ""
    value = float(raw.replace(",", ""))
    values = _values(match, text, after, next_word)
    unit = suffix or (next_word if next_word not in SCALES else _word_after_scale(after))
    near = {base * factor for factor in CONVERSIONS.get(unit, ()) for base in values}
    if unit in {"f", "fahrenheit"} or after.startswith(("F", "°F", " degrees F", "° F")):
        near.add((value - 32) / 1.8)
    known = suffix in SCALES or suffix in CONVERSIONS or suffix in SUFFIXES
    name = (match["pre"] is not None and not _PLAIN_PREFIX.match(match["pre"])) or (
        bool(suffix) and not known
    )
    name = name or (
        len(raw) <= 2 and _SLASHED.search(text, max(0, match.start("num") - 4), match.end() + 4) is not None
    )
    more = match["more"]
    parts = tuple(float(part) for part in more.strip(".").split(".")) if more else _dotted_time(raw)
    return Quantity(match.group().strip(), frozenset(values), parts, not name and not more, frozenset(near))


def _values(match: re.Match[str], text: str, after: str, next_word: str) -> set[float]:
    """What the digits may mean."""
    raw, suffix = match["num"], (match["suf"] or "").lower()
    value = float(raw.replace(",", ""))
    values = {value}
    if "," in raw and not _GROUPED.fullmatch(raw):
        values |= {float(part) for part in raw.split(",")}  # 4,04,672 or a list without spaces
    if match["dec"] and value % 10 == 0 and len(raw) in (2, 4):
        return (
            decade_values(int(value))
            if len(raw) == 4
            else values | {1900 + value, (1900 + value - 621) // 10 * 10}
        )
    if suffix in SCALES:
        scaled = tidy(value * SCALES[suffix])
        return {scaled, value} if suffix in AMBIGUOUS_SCALES else {scaled}
    if suffix:
        return values
    if next_word in SCALES and next_word not in AMBIGUOUS_SCALES:
        return {tidy(value * _following_scale(after))}
    if shared := _shared_scale(after):
        values.add(tidy(value * shared))
    elif is_year(raw):
        values |= year_values(int(raw))
    elif len(raw) == 2 and _YEAR_BEFORE.search(text, 0, match.start("num")):
        values |= {2000 + value, 1900 + value, *map(float, solar_years(2000 + int(value)))}  # 2019-20
    return values


_SLASHED = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")
"""A fraction, or a name such as 9/11 and 24/7, which is said in words or turned round."""
_FOLLOWER = re.compile(r"[-‐‑\s]*([A-Za-z]+)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_YEAR_BEFORE = re.compile(r"\d{4}[-–/]$")


def _dotted_time(raw: str) -> tuple[float, ...]:
    """Hour and minute of a time as British papers write it: ``11.20``."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2})", raw)
    return (float(match[1]), float(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else ()


def _following_scale(after: str) -> float:
    """Product of the scale words that follow (``hundred thousand``)."""
    product = 1.0
    for word in re.findall(r"[A-Za-z]+", after):
        if word.lower() not in SCALES or word.lower() in AMBIGUOUS_SCALES:
            break
        product *= SCALES[word.lower()]
    return product


def _word_after_scale(after: str) -> str:
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", after)]
    while words and words[0] in SCALES:
        words.pop(0)
    return words[0] if words else ""


def _shared_scale(after: str) -> float:
    """The scale word a number shares with the next one: ``10 to 15 million``, ``$2.5-3bn``."""
    match = re.match(
        r"\s*(?:-|–|—|to|and|or|/|,)\s*(?:about|around|nearly|even|up to|US|"
        r"A)?\s*[$£€]?\s*\d[\d,.]*\s*-?\s*([A-Za-z]+)",
        after,
    )
    return SCALES.get(match[1].lower(), 0.0) if match else 0.0


def clock_times(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Times of day, as (start, end, quantity): twelve- and 24-hour readings are the same."""
    for pattern in (_TIME, _CLOCK):
        for match in pattern.finditer(text):
            hour, minute = int(match[1]), int(match[2] or 0)
            if hour > 24 or minute > 59:
                continue
            hours = {float(hour), float((hour + 12) % 24), float(hour % 12), float(hour % 12 or 12)}
            if pattern is _CLOCK:
                hours = {float(hour)} | ({float(hour - 12)} if hour > 12 else {float(hour + 12)})
            yield match.start(1), match.end(1), Quantity(match.group(), frozenset(hours))
            if match[2]:
                minutes = {float(minute)}
                minutes |= {30: {0.5}, 15: {0.25}, 45: {0.25, 0.75, 15.0}, 0: set()}.get(minute, set())
                yield match.start(2), match.end(2), Quantity(match[2], frozenset(minutes), firm=minute != 0)


_FEET = re.compile(
    r"(?<![\d.])(\d{1,2})(?:\s?(?:feet|foot|ft\.?)|-foot|['’′])[\s,-]*(\d{1,2})(?:\s?(?:inches|inch|ins?\b)|[\"”″])?"
)
_STONE = re.compile(r"(?<![\d.])(\d{1,2})\s?(?:stone|st)[\s,-]*(\d{1,2})\s?(?:lbs?|pounds?)")


def compound_measures(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Heights in feet and inches and weights in stones and pounds, as (start, end, quantity)."""
    for pattern, unit, steps, factors in ((_FEET, 30.48, 12, (1.0, 0.01)), (_STONE, 6.35, 14, (1.0,))):
        for match in pattern.finditer(text):
            parts = (float(match[1]), float(match[2]))
            if parts[1] < steps:
                total = (parts[0] + parts[1] / steps) * unit
                near = frozenset(total * factor for factor in factors)
                yield match.start(), match.end(), Quantity(match.group(), frozenset(), parts, near=near)
