"""Character classes and character-level clean-up: Unicode form, invisible signs, digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.languages.protect import SENTINEL

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

ZWNJ = "\u200c"
ASCII_DIGITS = "0123456789"
ARABIC_INDIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
EXTENDED_DIGITS = "۰۱۲۳۴۵۶۷۸۹"

LETTER = "\u0400-\u052f\u0620-\u063f\u0641-\u0655\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
"""Body of a character class: letters and vowel signs of Arabic and Cyrillic scripts (no digits, signs,
tatweel).
"""

_CLEANABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00a0\u00ad\u061c\u0640\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f"
    "\u205f-\u2064\u2066-\u2069\u206a-\u206f\u3000\ufeff\ufb50-\ufd3d\ufd40-\ufdf9\ufe70-\ufefc]"
)
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufd3d\ufd40-\ufdf9\ufe70-\ufefc]+")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_TATWEEL_DASH = re.compile(f"(?<![{LETTER}\u0640\u200c\u200d])\u0640+(?![{LETTER}\u0640\u200c\u200d])")
"""Tatweel between spaces is a typist's dash."""
_DELETED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u0640\u180e\u200b\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff]"
)
# A left-to-right mark belongs before the minus sign and after a Latin run («C++»), nowhere else.
_STRAY_MARK = re.compile(
    f"(?<!{SENTINEL})[\u200e\u061c]+(?!\u2212)|[\u200e\u061c]+$|(?<=[\u200e\u061c])[\u200e\u061c]+"
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """NFC, no presentation forms, no tatweel, no invisible characters but ZWNJ, ZWJ and bidi marks that do
    something.

    Presentation forms are decomposed first and letters are mapped only after NFC: NFD splits ئ into two
    characters of which one would be mapped.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _CLEANABLE.search(text):
        return text
    text = _PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _SPACES.sub(" ", text)
    text = _TATWEEL_DASH.sub("–", text)
    text = _DELETED.sub("", text)
    text = _STRAY_MARK.sub("", text)
    if text.count("\u2066") + text.count("\u2067") + text.count("\u2068") != text.count("\u2069"):
        text = _ISOLATES.sub("", text)
    return unicodedata.normalize("NFC", text)


def strip_bidi(text: str) -> str:
    """Remove every bidirectional control character; HTML carries direction in markup, catalogues carry
    none.
    """
    return _BIDI.sub("", text)


@lru_cache(maxsize=32)
def _digit_table(native: str) -> dict[int, str]:
    return {ord(digit): native[value] for digits in _DIGIT_SETS for value, digit in enumerate(digits)}


_DIGIT_SETS = (ASCII_DIGITS, ARABIC_INDIC_DIGITS, EXTENDED_DIGITS)
_TO_ASCII = _digit_table(ASCII_DIGITS)


def to_native_digits(text: str, language: Language) -> str:
    """Every decimal digit (ASCII, Arabic-Indic, Extended Arabic-Indic) as the language's own; nothing else
    changes.
    """
    return text.translate(_digit_table(language.digits))


def to_ascii_digits(text: str) -> str:
    """Every Arabic-Indic and Extended Arabic-Indic digit as ASCII, for parsing and comparing."""
    return text.translate(_TO_ASCII)
