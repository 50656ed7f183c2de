"""Quantities that English text gives in words, and what other words imply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.english_digits import decade_values, year_values
from wirelocalize.checks.numbers.english_tables import (
    AMBIGUOUS_SCALES,
    CONVERSIONS,
    HINTS,
    MONTHS,
    ORDINALS,
    PLURAL_TENS,
    SCALES,
    TENS,
    UNITS,
)
from wirelocalize.checks.numbers.model import Quantity, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

_Token = tuple[str, int, int]
"""A word in lower case (``""`` for a number in digits), its start and its end."""


class _Phrase:
    """A number in words being read: ``two hundred and thirty-one thousand``."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current = 0.0
        self.last = 1e15
        self.parts: list[float] = []
        self.ordinal = False

    def takes(self, word: str, after: str) -> bool:
        """Read one more word, if it continues the number; ``after`` is the word behind it."""
        if self.ordinal:
            return False
        if word == "and":
            return (
                bool(self.parts)
                and self.last >= 100
                and (after in UNITS or after in TENS or after in ORDINALS)
            )
        if word in SCALES and word not in AMBIGUOUS_SCALES:
            self._scale(SCALES[word])
            return True
        value = float(UNITS.get(word) or TENS.get(word) or ORDINALS.get(word) or 0)
        if not value or (self.parts and value >= self.last and not (word in ORDINALS and value >= 100)):
            return False
        self.current += value
        self.parts.append(value)
        self.last = 10.0 if word in TENS else 1.0
        self.ordinal = word in ORDINALS
        return True

    def _scale(self, scale: float) -> None:
        if scale in (100, 12):
            self.current = (self.current or 1) * scale
        else:
            self.total += (self.current or 1) * scale
            self.current = 0.0
        self.last = scale if scale != 12 else 1.0
        self.parts.append(scale)

    def quantity(self, phrase: str, text: str, follower: str) -> Quantity:
        """The number read; ``follower`` is the word after it, ``text`` the whole text."""
        value = tidy(self.total + self.current)
        values = {value}
        if len(self.parts) > 1 and 1900 <= value < 2100:
            values |= year_values(int(value))
        bare = all(part in SCALES.values() for part in self.parts)
        if bare and re.search(r"\b(?:half|quarters?|thirds?)\b", text):
            values |= {value * factor for factor in (0.25, 0.5, 0.75, 1.25, 1.5, 2.5)}
        if follower in _FRACTIONS:
            values |= {value / 2, value / 4, tidy(value / 3)}
        single = len(self.parts) == 1
        if single:
            values |= set(HINTS.get(phrase.lower(), ()))
        firm = value > 12 and not self.ordinal and not bare
        near = frozenset(value * factor for factor in CONVERSIONS.get(follower, ()))
        return Quantity(phrase, frozenset(values), () if single else tuple(self.parts), firm, near)


_FRACTIONS = frozenset({"half", "quarter", "quarters", "thirds", "third", "fifths", "tenths"})


_NUMERIC = UNITS.keys() | TENS.keys() | ORDINALS.keys() | (SCALES.keys() - AMBIGUOUS_SCALES)
TELLING = frozenset(
    {"", "and", *_NUMERIC, *AMBIGUOUS_SCALES, *HINTS, *PLURAL_TENS, *MONTHS, *CONVERSIONS, *_FRACTIONS}
)
"""Words that say anything of numbers; ``number_words`` needs no others."""


def number_words(tokens: list[_Token], text: str) -> Iterator[Quantity]:
    """Numbers in words, and what single words hint at; scale words after digits belong to the digits."""
    index = 0
    while index < len(tokens):
        word, start, _ = tokens[index]
        follower = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        belongs = word in SCALES and _after_digits(tokens, index, text)
        if not word or belongs or (word == "nineteen" and follower in PLURAL_TENS):
            index += 1
            continue
        if word not in _NUMERIC:
            yield from _hints(word)
            index += 1
            continue
        phrase = _Phrase()
        end = index
        while end < len(tokens) and (
            end == index or _GAP.fullmatch(text, tokens[end - 1][2], tokens[end][1])
        ):
            if not phrase.takes(tokens[end][0], tokens[end + 1][0] if end + 1 < len(tokens) else ""):
                break
            end += 1
        end = max(end, index + 1)
        adjacent = end < len(tokens) and _GAP.fullmatch(text, tokens[end - 1][2], tokens[end][1])
        follower = tokens[end][0] if adjacent else ""
        yield phrase.quantity(text[start : tokens[end - 1][2]], text, follower)
        index = end


def _after_digits(tokens: list[_Token], index: int, text: str) -> bool:
    """Whether a scale word belongs to digits before it, other scale words in between (``2 hundred thousand``)."""
    while index and _GAP.fullmatch(text, tokens[index - 1][2], tokens[index][1]):
        index -= 1
        if tokens[index][0] not in SCALES:
            return not tokens[index][0]
    return False


_GAP = re.compile(r"[\s\-‐‑–]*")


def _hints(word: str) -> Iterator[Quantity]:
    """What a word that is no number may explain in a translation."""
    if word in HINTS:
        yield Quantity(word, frozenset(HINTS[word]), firm=False)
    elif word in PLURAL_TENS:
        value = float(PLURAL_TENS[word])
        yield Quantity(word, frozenset({value, value + 9.0, value + 10.0, 1900.0 + value}), firm=False)
    elif word in MONTHS:
        yield Quantity(word, frozenset({float(MONTHS[word])}), firm=False)


_DECADE = re.compile(r"nineteen[-\s]([a-z]+ies)")


def decades(text: str) -> Iterator[Quantity]:
    """``nineteen-nineties``."""
    for match in _DECADE.finditer(text) if "nineteen" in text else ():
        if match[1] in PLURAL_TENS:
            yield Quantity(
                match.group(), frozenset(decade_values(1900 + int(PLURAL_TENS[match[1]]))), firm=False
            )


_HALF = re.compile(
    r"(?P<n>\d+|[A-Za-z]+)\s+and\s+(?:a\s+half|a\s+quarter)(?:\s+(?P<scale>[A-Za-z]+))?|"
    r"half\s+an?\s+(?P<of>[A-Za-z]+)",
    re.IGNORECASE,
)


def halves(text: str) -> Iterator[Quantity]:
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
            yield Quantity(
                match.group(), frozenset({tidy((base + fraction) * scale), base + fraction}), firm=False
            )


_ROMAN = re.compile(r"(?<![A-Za-z])(?=[IVX]{1,5}(?![A-Za-z]))(X{0,2})(IX|IV|V?I{0,3})(?![A-Za-z])")
_ROMAN_UNITS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def roman_numerals(text: str) -> Iterator[Quantity]:
    """Numerals of kings, popes and wars."""
    for match in _ROMAN.finditer(text):
        value = 10 * len(match[1]) + _ROMAN_UNITS.get(match[2], 0)
        if value:
            yield Quantity(match.group(), frozenset({float(value)}), firm=False)
