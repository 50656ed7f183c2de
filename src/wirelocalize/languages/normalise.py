"""Orthographic normalisation: one spelling of every letter, digit, sign and space, per language.

The order matters: Unicode form and presentation forms, letters, punctuation, digits and numbers, ZWNJ. Every
step works on text whose protected runs were taken out (:mod:`wirelocalize.languages.protect`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.languages import zwnj
from wirelocalize.languages.characters import ARABIC_INDIC_DIGITS, ASCII_DIGITS, EXTENDED_DIGITS, clean
from wirelocalize.languages.numbers import localise_separators
from wirelocalize.languages.protect import shield
from wirelocalize.languages.punctuation import punctuate

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

_MAX_PASSES = 12
"""Taking out an invisible character can join two halves of an address; a few passes settle even that."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """Compiled letter and digit maps of one language."""

    mapped: re.Pattern[str]
    table: dict[str, str]
    unquoted: re.Pattern[str] | None
    unquoted_table: dict[int, str]
    quoted_part: re.Pattern[str]


@lru_cache(maxsize=32)
def _letters(language: Language) -> _Letters:
    table = dict(language.letter_map)
    for digits in (ASCII_DIGITS, ARABIC_INDIC_DIGITS, EXTENDED_DIGITS):
        if digits != language.digits:
            table |= dict(zip(digits, language.digits, strict=True))
    unquoted = {ord(letter): replacement for letter, replacement in language.unquoted_letter_map.items()}
    opening, closing = map(re.escape, language.quotes)
    return _Letters(
        mapped=re.compile(f"[{''.join(table)}]"),
        table=table,
        unquoted=re.compile(f"[{''.join(map(chr, unquoted))}]") if unquoted else None,
        unquoted_table=unquoted,
        quoted_part=re.compile(f"({opening}[^{opening}{closing}]*{closing})"),
    )


def normalise(text: str, language: Language) -> str:
    """Normalise running text of ``language``; idempotent, and defined for every string.

    URLs, e-mail addresses, Latin runs, handles and hashtags, code spans, link targets, tags, character
    references, placeholders and masks stay as they are, character for character. Outer white space and line
    ends stay.
    """
    shielded = shield(text)
    for _ in range(_MAX_PASSES):
        cleaned = zwnj.tidy(clean(shielded.text))
        if cleaned == shielded.text:
            break
        shielded = shield(shielded.restore(cleaned))
    return shielded.restore(_apply_rules(shielded.text, language))


def _apply_rules(text: str, language: Language) -> str:
    """Letters, punctuation, numbers and ZWNJ of clean, shielded text."""
    letters = _letters(language)
    text = letters.mapped.sub(lambda match: letters.table[match[0]], text)  # few hits: quicker than translate
    text = punctuate(text, language)
    if letters.unquoted is not None and letters.unquoted.search(text):
        parts = letters.quoted_part.split(text)
        parts[::2] = [part.translate(letters.unquoted_table) for part in parts[::2]]
        text = "".join(parts)
    text = localise_separators(text, language)
    return zwnj.repair(text) if language.zwnj else text
