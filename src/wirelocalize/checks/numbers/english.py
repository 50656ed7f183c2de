"""Quantities in English news text: digits with scale words, ordinals, decades, times, dates, and number words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.english_digits import TOKEN, clock_times, compound_measures, digits
from wirelocalize.checks.numbers.english_tables import MONTHS, ORDINALS, SCALES, TENS, UNITS
from wirelocalize.checks.numbers.english_words import TELLING, decades, halves, number_words, roman_numerals

if TYPE_CHECKING:
    from wirelocalize.checks.numbers.model import Quantity

__all__ = ["MONTHS", "SCALES", "english_quantities", "may_state_firmly"]

_DIGIT = re.compile("[0-9]")
_LARGE = {word for word, value in (UNITS | TENS | SCALES).items() if value > 12 and len(word) > 2}
_FIRM = frozenset(_LARGE | {"dozen"})


def may_state_firmly(text: str) -> bool:
    """Whether a text may have a number in digits, or in words above twelve; a quick look."""
    return _DIGIT.search(text) is not None or not _FIRM.isdisjoint(re.findall("[a-z]+", text.lower()))


@lru_cache(maxsize=2048)
def english_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity an English text states; ``text`` without URLs, markup and placeholders."""
    found: list[Quantity] = []
    taken: set[int] = set()
    for start, end, quantity in (*clock_times(text), *compound_measures(text)):
        if start not in taken:
            found.append(quantity)
            taken.update(range(start, end))
    words: list[tuple[str, int, int]] = []
    for match in TOKEN.finditer(text):
        if match["word"]:
            word = match["word"].lower()
            if word in TELLING or (word := _singular(word)) in TELLING:
                words.append((word, match.start(), match.end()))
        elif match.start("num") not in taken:
            found.append(digits(match, text))
            words.append(("", match.start(), match.end()))
    found.extend(number_words(words, text))
    found.extend(halves(text))
    found.extend(decades(text))
    found.extend(roman_numerals(text))
    return tuple(found)


def _singular(word: str) -> str:
    """``eighteens`` as ``eighteen``."""
    stem = word.removesuffix("s")
    return stem if stem in UNITS or (stem in ORDINALS and word != "seconds") else word
