"""What a usable pair of sentences is: one spelling, the right language, lengths and words that go together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.engines.kinds import plain_source

if TYPE_CHECKING:
    from wlmodel.lexicon import Lexicon
    from wlmodel.settings import Clean

_VOWEL_SIGNS = re.compile("[\u064b-\u0653\u0655-\u065f\u0670\u06d6-\u06ed]")
"""Short vowels and recitation marks; not the hamza above, which Dari's ezafe and Persian loans need."""
_ASCII_QUOTES = re.compile('"')
_MARKUP = re.compile(r"[{}<>|\\_^~*#=]|\$\w|https?:|&\w+;|%(?:s|d|\d\$)|\b\w+\(\)")
_SPACE = re.compile(r"\s+")


def tidy_english(text: str) -> str:
    """English as the engine hands it to the model: NFC, straight quotes, `` - `` for a dash, single spaces."""
    return plain_source(unicodedata.normalize("NFC", text))


def tidy_target(text: str, locale: str) -> str:
    """A translation in the house's spelling: the project's own normalisation, without vowel signs.

    Straight quotation marks in pairs become «»; Persian leaves out the ezafe sign on a final heh, as its
    newspapers do; Dari keeps it.
    """
    text = _VOWEL_SIGNS.sub("", text)
    if text.count('"') % 2 == 0:
        marks = iter("«»" * (text.count('"') // 2))
        text = _ASCII_QUOTES.sub(lambda _: next(marks), text)
    text = languages.normalise(text, languages.get(locale))
    if locale == "fa":
        text = text.replace("ه\u0654", "ه")
    return _SPACE.sub(" ", text).strip()


def fault(english: str, target: str, locale: str, limits: Clean, lexicon: Lexicon) -> str:
    """Why a tidied pair is not usable, in one word; empty where it is.

    ``empty``, ``long``, ``markup`` (interface strings with code), ``ratio`` (one side far longer), ``latin``
    (little of the translation is in its script), ``language`` (another language, or none that is recognised),
    ``unaligned`` (several English words have known translations and none is there).
    """
    if not english or not target:
        return "empty"
    if max(len(english), len(target)) > limits.max_characters:
        return "long"
    if _MARKUP.search(english) or _MARKUP.search(target):
        return "markup"
    ratio = (len(target) + 8) / (len(english) + 8)
    if not 1 / limits.max_length_ratio <= ratio <= limits.max_length_ratio:
        return "ratio"
    profile = languages.script_profile(target)
    if profile.arabic == 0 or profile.latin > limits.max_latin_share:
        return "latin"
    if not _right_language(target, locale, limits):
        return "language"
    known, found = lexicon.agreement(english, target, locale)
    return "unaligned" if known >= limits.min_known_words and not found else ""


def _right_language(target: str, locale: str, limits: Clean) -> bool:
    """Short text may be unrecognised; text in another language never passes."""
    expected = languages.family(languages.get(locale))
    found = languages.identify(target)
    if found:
        return found == expected
    return len(target.split()) < limits.min_identified_words
