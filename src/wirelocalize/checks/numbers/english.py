"""Quantities in English news text: digits with scale words, ordinals, decades, times, dates, and number words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.model import Quantity, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "lac": 1e5, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6,
    "crore": 1e7, "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12, "dozen": 12,
}  # fmt: skip
_AMBIGUOUS_SCALES = {"k", "m", "b"}

UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 1e6,
}  # fmt: skip
_PLURAL_TENS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
HINTS: dict[str, tuple[float, ...]] = {
    "once": (1,), "single": (1,), "sole": (1,), "alone": (1,), "a": (1,), "an": (1,), "another": (1,), "per": (1,), "each": (1,),
    "every": (1,), "both": (2,), "pair": (2,), "pairs": (2,), "couple": (2,), "twice": (2,), "twins": (2,), "twin": (2,),
    "double": (2,), "doubled": (2, 100), "doubling": (2, 100), "doubles": (2,), "duo": (2,), "dual": (2,), "bilateral": (2,),
    "either": (2, 1), "neither": (2,), "biennial": (2,), "bi": (2,), "runner-up": (2,), "runners-up": (2,), "brace": (2,),
    "triple": (3,), "tripled": (3,), "trebled": (3,), "trio": (3,), "thrice": (3,), "hat": (3,), "triplets": (3,),
    "trilateral": (3,), "tripling": (3,), "trinity": (3,), "quadruple": (4,), "quadrupled": (4,), "quartet": (4,),
    "quarterly": (3, 4), "fortnight": (2, 14, 15), "week": (7, 1), "weekly": (7, 1), "weekend": (2,), "weeklong": (7,),
    "decade": (10, 1), "decades": (10,), "century": (100, 1), "centuries": (100,), "centenary": (100,), "dozen": (12,),
    "dozens": (12, 10), "half": (0.5, 2, 50, 1, 30), "halves": (0.5, 2, 1), "halved": (0.5, 2, 50), "halving": (0.5, 2),
    "quarter": (0.25, 4, 1, 25, 15, 3), "quarters": (0.25, 4, 0.75, 3, 75), "third": (3, 1, 33), "thirds": (3, 2, 66, 67),
    "tenfold": (10,), "tens": (10,), "scores": (20,), "score": (20,), "hundreds": (100,), "thousands": (1000,),
    "millions": (1e6,), "billions": (1e9,), "trillions": (1e12,), "millionaire": (1e6,), "billionaire": (1e9,),
    "multimillion": (1e6,), "millennium": (1000,), "millennia": (1000,), "midnight": (0, 12, 24), "noon": (12,), "midday": (12,),
    "semi": (0.5, 2), "annual": (1,), "year": (1, 12), "yearly": (1,), "monthly": (1,), "month": (1, 30), "day": (1, 24),
    "daily": (1,), "today": (1,), "unanimous": (100,), "initial": (1,), "initially": (1,), "previous": (1,), "last": (1,),
    "next": (1, 2), "teenager": (13, 19, 18), "teenagers": (13, 19, 18), "teens": (13, 19, 10), "teenage": (13, 19), "minors": (18,),
    "zero": (0,), "nil": (0,), "none": (0,), "leading": (1,), "top": (1,), "gold": (1,), "hourly": (1,), "hour": (1, 60),
    "mixed": (2,), "mid": (2, 0.5), "primary": (1,), "elementary": (1,), "secondary": (2,), "tertiary": (3,), "octogenarian": (80,),
    "septuagenarian": (70,), "unicameral": (1,), "bicameral": (2,), "quadrennial": (4,), "semis": (2,), "semifinal": (2,),
    "multi": (2,), "two-fold": (2,), "twofold": (2,), "threefold": (3,), "fourfold": (4,), "fivefold": (5,), "sixfold": (6,),
    "equal": (1,), "same": (1,), "unique": (1,), "anniversary": (1,), "premier": (1,), "debut": (1,),
}  # fmt: skip
"""Words that imply a number: they explain one in the translation and require none."""

MONTHS = {
    name: index
    for index, names in enumerate(
        ("january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip

_CONVERSIONS: dict[str, tuple[float, ...]] = {
    "mile": (1.609, 1609.0), "miles": (1.609, 1609.0), "mph": (1.609,), "mi": (1.609,), "yard": (0.9144,), "yards": (0.9144,),
    "foot": (0.3048, 30.48), "feet": (0.3048, 30.48), "ft": (0.3048, 30.48), "inch": (2.54, 25.4, 0.0254), "inches": (2.54, 25.4, 0.0254),
    "in": (2.54,), "pound": (0.4536,), "pounds": (0.4536,), "lb": (0.4536,), "lbs": (0.4536,), "ounce": (28.35,), "ounces": (28.35,),
    "oz": (28.35,), "stone": (6.35,), "acre": (0.4047, 4047.0, 2.0), "acres": (0.4047, 4047.0, 2.0), "gallon": (3.785, 4.546),
    "gallons": (3.785, 4.546), "ton": (0.907, 1.016, 1000.0), "tons": (0.907, 1.016, 1000.0), "hectare": (5.0,), "hectares": (5.0,),
    "kilometers": (1000.0,), "kilometres": (1000.0,), "km": (1000.0,), "meters": (100.0,), "metres": (100.0,), "tonnes": (1000.0,),
}  # fmt: skip

_TOKEN = re.compile(
    r"(?P<pre>(?<![A-Za-z0-9])[A-Za-z]+(?:[-‐‑.][A-Za-z]+)*[-‐‑–]?)?"
    r"(?P<num>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?)"
    r"(?P<more>(?:\.\d+)+)?"
    r"(?:(?P<ord>st|nd|rd|th)(?![A-Za-z])|(?P<dec>['’]?s)(?![A-Za-z])|(?P<suf>[A-Za-z]+))?"
    r"|(?P<word>[A-Za-z]+)"
)
_SUFFIXES = frozenset("am pm kg g mg ml cm mm cc c f x v p hr hrs h s min mins sec secs yr yrs year y km kmh kph kmph gb mb tb ghz mhz kw mw gw mwh".split())
"""Units written with no space after a number; any other word there makes it a name (``49ers``)."""
_PLAIN_PREFIX = re.compile(
    r"(?:mid|pre|post|early|late|under|over|sub|non|ex|anti|aged?|about|around|nearly|a|the|us|au|nz|hk|can|rs|inr|usd|eur|no|nr|"
    r"vol|pp?|plus|minus|to|and|by|since|until|from|of|in|at|for|with|gt|lt)[-‐‑–.]?$",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s?(a\.?m\.?|p\.?m\.?)(?![A-Za-z])", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
_ROMAN = re.compile(r"(?<![A-Za-z])(?=[IVX]{1,5}(?![A-Za-z]))(X{0,2})(IX|IV|V?I{0,3})(?![A-Za-z])")
_RANGE_WORDS = re.compile(r"\s*(?:-|–|—|to|and|or|/|,)\s*\$?£?€?\s*$")


def is_year(text: str) -> bool:
    """Four ASCII digits that read as a year of the last two hundred years or so."""
    return len(text) == 4 and text.isdigit() and 1800 <= int(text) <= 2100


def solar_years(year: int) -> tuple[int, int]:
    """The two Solar Hijri years a Gregorian year overlaps."""
    return (year - 622, year - 621)


def _year_values(year: int) -> set[float]:
    lunar = round((year - 622) * 33 / 32)
    short = {float(year % 100)} if year < 2000 else set()
    return {float(year), *map(float, solar_years(year)), *(float(lunar + shift) for shift in (-1, 0, 1)), *short}


def _decade_values(year: int) -> set[float]:
    solar = (year - 621) // 10 * 10
    return {float(year), float(year % 100), *(float(s) for s in (solar, solar % 100, solar - 10, (solar - 10) % 100))} | (
        {float(year // 100 + 1), float(year // 100)} if year % 100 == 0 else set()
    )


def _digits(match: re.Match[str], text: str) -> Quantity:
    """A number in digits, with its suffix or the scale word after it."""
    raw = match["num"]
    value = float(raw.replace(",", ""))
    values: set[float] = {value}
    near: set[float] = set()
    after = text[match.end() : match.end() + 40]
    suffix = (match["suf"] or "").lower()
    if "," in raw and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", raw):
        values |= {float(part) for part in raw.split(",")}  # 4,04,672 or a list without spaces
    follower = re.match(r"[-‐‑\s]*([A-Za-z]+)", after)
    next_word = follower[1].lower() if follower else ""
    if match["dec"] and len(raw) == 4 and value % 10 == 0:
        values = _decade_values(int(value))
    elif match["dec"] and len(raw) == 2 and value % 10 == 0:
        values |= {1900 + value, (1900 + value - 621) // 10 * 10}
    elif suffix in SCALES:
        scaled = tidy(value * SCALES[suffix])
        values = {scaled, value} if suffix in _AMBIGUOUS_SCALES else {scaled}
    elif not suffix and next_word in SCALES and next_word not in _AMBIGUOUS_SCALES:
        values = {tidy(value * _following_scale(after))}
    elif not suffix and (shared := _shared_scale(after)):
        values |= {tidy(value * shared)}
    elif is_year(raw) and not suffix:
        values |= _year_values(int(raw))
    elif len(raw) == 2 and re.search(r"\d{4}[-–/]$", text[: match.start("num")]):
        values |= {2000 + value, 1900 + value, *solar_years(2000 + int(value))}  # 2019-20
    unit = suffix or (next_word if next_word not in SCALES else _word_after_scale(after))
    for factor in _CONVERSIONS.get(unit, ()):
        near |= {base * factor for base in values}
    if unit in {"f", "fahrenheit"} or after.startswith(("F", "°F", " degrees F", "° F")):
        near.add((value - 32) / 1.8)
    soft = match["pre"] is not None and not _PLAIN_PREFIX.match(match["pre"])
    soft = soft or match["more"] is not None or (bool(suffix) and suffix not in SCALES and suffix not in _CONVERSIONS and suffix not in _SUFFIXES)
    parts = tuple(float(p) for p in match["more"].strip(".").split(".")) if match["more"] else _dotted_time(raw)
    return Quantity(match.group().strip(), frozenset(values), parts, not soft, frozenset(near))


def _dotted_time(raw: str) -> tuple[float, ...]:
    """Hour and minute of a time as British papers write it: ``11.20``."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2})", raw)
    return (float(match[1]), float(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else ()


def _following_scale(after: str) -> float:
    """Product of the scale words that follow (``hundred thousand``)."""
    product = 1.0
    for word in re.findall(r"[A-Za-z]+", after):
        if word.lower() not in SCALES or word.lower() in _AMBIGUOUS_SCALES:
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
        r"\s*(?:-|–|—|to|and|or|/|,)\s*(?:about|around|nearly|even|up to|US|A)?\s*[$£€]?\s*\d[\d,.]*\s*-?\s*([A-Za-z]+)", after
    )
    return SCALES.get(match[1].lower(), 0.0) if match else 0.0


def _clock(text: str) -> Iterator[tuple[int, int, Quantity]]:
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


def _words(tokens: list[tuple[str, int, int]], text: str) -> Iterator[Quantity]:
    """Numbers in words: ``two hundred and thirty-one thousand``; each word's hints too."""
    index = 0
    while index < len(tokens):
        word = tokens[index][0]
        if word == "nineteen" and index + 1 < len(tokens) and tokens[index + 1][0] in _PLURAL_TENS:
            index += 1
            continue
        if word in SCALES and index and (tokens[index - 1][0] == "\0" or word in _AMBIGUOUS_SCALES):
            while index < len(tokens) and tokens[index][0] in SCALES:
                index += 1  # belongs to the digits before it
            continue
        if word not in UNITS and word not in TENS and word not in ORDINALS and word not in SCALES:
            if word in HINTS:
                yield Quantity(word, frozenset(HINTS[word]), firm=False)
            elif word in _PLURAL_TENS:
                value = _PLURAL_TENS[word]
                yield Quantity(word, frozenset({float(value), value + 9.0, value + 10.0, 1900.0 + value}), firm=False)
            elif word in MONTHS:
                yield Quantity(word, frozenset({float(MONTHS[word])}), firm=False)
            index += 1
            continue
        start = index
        total = current = 0.0
        parts: list[float] = []
        ordinal = False
        last = 1e15
        while index < len(tokens):
            word, begin, _ = tokens[index]
            gap = text[tokens[index - 1][2] : begin] if index > start else ""
            if index > start and (not re.fullmatch(r"[\s\-‐‑–]*", gap)):
                break
            if word in UNITS or word in TENS or word in ORDINALS:
                value = float(UNITS.get(word) or TENS.get(word) or ORDINALS[word])
                if index > start and not value < last and not (word in ORDINALS and value >= 100):
                    break
                current += value
                parts.append(value)
                last = 10.0 if word in TENS else 1.0
                ordinal = word in ORDINALS
            elif word in SCALES and word not in _AMBIGUOUS_SCALES:
                scale = SCALES[word]
                if scale in (100, 12):
                    current = (current or 1) * scale
                    last = 100.0
                else:
                    total += (current or 1) * scale
                    current = 0.0
                    last = scale
                parts.append(scale)
            elif word == "and" and index > start and last >= 100 and index + 1 < len(tokens):
                follower = tokens[index + 1][0]
                if not (follower in UNITS or follower in TENS or follower in ORDINALS):
                    break
            else:
                break
            index += 1
            if ordinal:
                break
        if index == start:
            index += 1
            continue
        value = tidy(total + current)
        phrase = text[tokens[start][1] : tokens[index - 1][2]]
        values = {value}
        if len(parts) > 1 and 1900 <= value * 1 < 2100:
            values |= set(_year_values(int(value)))
        bare = all(part in SCALES.values() for part in parts)
        if bare and re.search(r"\b(?:half|quarters?|thirds?)\b", text):
            values |= {value * factor for factor in (0.25, 0.5, 0.75, 1.25, 1.5, 2.5)}
        firm = value > 12 and not ordinal and not bare
        hints = set(HINTS.get(tokens[start][0], ())) if index == start + 1 else set()
        if index < len(tokens) and tokens[index][0] in ("half", "quarter", "quarters", "thirds", "third", "fifths", "tenths"):
            values |= {value / 2, value / 4, tidy(value / 3)}
        yield Quantity(phrase, frozenset(values | hints), tuple(parts) if len(parts) > 1 else (), firm)


@lru_cache(maxsize=2048)
def english_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity an English text states; ``text`` without URLs, markup and placeholders."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    if ":" in text or "m" in text:
        for start, end, quantity in _clock(text):
            if not any(a <= start < b for a, b in taken):
                found.append(quantity)
                taken.append((start, end))
    words: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        if match["word"]:
            word = match["word"].lower()
            stem = word[:-1] if word.endswith("s") and (word[:-1] in UNITS or word[:-1] in ORDINALS) and word != "seconds" else word
            words.append((stem, match.start(), match.end()))
        elif not any(a <= match.start("num") < b for a, b in taken):
            found.append(_digits(match, text))
            words.append(("\0", match.start(), match.end()))
    found.extend(_halves(text))
    found.extend(_decades(text))
    found.extend(_words(words, text))
    for match in _ROMAN.finditer(text):
        value = 10 * len(match[1]) + {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}.get(match[2], 0)
        if value:
            found.append(Quantity(match.group(), frozenset({float(value)}), firm=False))
    return tuple(found)


def _decades(text: str) -> Iterator[Quantity]:
    """``nineteen-nineties``."""
    for match in re.finditer(r"nineteen[-\s]([a-z]+ies)", text):
        if match[1] in _PLURAL_TENS:
            yield Quantity(match.group(), frozenset(_decade_values(1900 + _PLURAL_TENS[match[1]])), firm=False)


_HALF = re.compile(r"(?P<n>\d+|[A-Za-z]+)\s+and\s+(?:a\s+half|a\s+quarter)(?:\s+(?P<scale>[A-Za-z]+))?|half\s+an?\s+(?P<of>[A-Za-z]+)", re.IGNORECASE)


def _halves(text: str) -> Iterator[Quantity]:
    """``two and a half million``, ``half a million``."""
    if "half" not in text and "quarter" not in text:
        return
    for match in _HALF.finditer(text):
        if match["of"]:
            scale = SCALES.get(match["of"].lower())
            if scale:
                yield Quantity(match.group(), frozenset({scale / 2}), firm=True)
            continue
        number = match["n"].lower()
        base = float(number) if number.isdigit() else float(UNITS.get(number, 0) or TENS.get(number, 0))
        if base:
            fraction = 0.25 if "quarter" in match.group() else 0.5
            scale = SCALES.get((match["scale"] or "").lower(), 1.0)
            yield Quantity(match.group(), frozenset({tidy((base + fraction) * scale), base + fraction}), firm=False)
