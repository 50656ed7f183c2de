"""Which language a text is in: by script, letters and function words; for gates and for cleaning corpora."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.languages.characters import LETTER, ZWNJ
from wirelocalize.languages.protect import LATIN_RUN, SENTINEL, shield
from wirelocalize.languages.registry import all_languages

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

_WORD = re.compile(rf"[{LETTER}{ZWNJ}]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]")
_LATIN_ONLY = re.compile(LATIN_RUN)
_NAME_WORDS = 2
"""A text of so few Latin words may be a name that stays as it is."""
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class ScriptProfile:
    """Shares of the letters of a text, 0 to 1; all zero where it has none.

    :param letters: how many letters it has.
    :param arabic: Arabic script; ``latin``: Latin script outside addresses and the like; ``other``: the rest.
    """

    letters: int
    arabic: float
    latin: float
    other: float


def script_profile(text: str) -> ScriptProfile:
    """Count the scripts of a text's letters."""
    letters = len(_LETTERS.findall(text))
    if not letters:
        return ScriptProfile(0, 0.0, 0.0, 0.0)
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return ScriptProfile(
        letters, arabic / letters, latin / letters, max(0, letters - arabic - latin) / letters
    )


@lru_cache(maxsize=32)
def _marks(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Letters and function words that no language of another family has."""
    others = [other for other in all_languages() if family(other) != family(language)]
    letters = language.alphabet.difference(*(other.alphabet for other in others))
    words = language.function_words.difference(*(other.function_words for other in others))
    return letters, words


def family(language: Language) -> str:
    """The code languages of one written language share: ``fa`` for Persian and Dari, which a sentence may not
    tell apart.
    """
    return language.fallback or language.code


def scores(text: str) -> dict[str, float]:
    """Evidence per family code: function words count one, letters of its own one half."""
    body = shield(text).text
    words = Counter(_WORD.findall(body))
    found: dict[str, float] = {}
    for language in all_languages():
        if language.fallback:
            continue
        letters, function_words = _marks(language)
        total = float(sum(count for word, count in words.items() if word in function_words))
        total += 0.5 * sum(body.count(letter) for letter in letters)
        found[language.code] = total
    return found


def identify(text: str) -> str:
    """The family code (``fa``, ``ps``) of a text, or an empty string if it is another language or too short to say.

    Dari counts as ``fa`` here; :func:`wirelocalize.languages.dari_lexical_findings` tells how Iranian its words
    are.
    """
    profile = script_profile(_running(text))
    if profile.letters == 0 or profile.arabic < 0.5:
        return ""
    ranked = sorted(scores(text).items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def is_plausible(text: str, language: Language) -> bool:
    """Whether a text can be in ``language``: the right script, and no sign that it is in another family.

    Text that is too short to say, or a Latin name alone, is plausible. Meant for gates on engines, where a wrong
    alarm costs a draft.
    """
    body = _running(text)
    profile = script_profile(body)
    if profile.letters and profile.arabic < 0.5 and _arabic(language) and len(body.split()) > _NAME_WORDS:
        return False
    return identify(text) in {"", family(language)}


def _running(text: str) -> str:
    """The text without markup and addresses; Latin words stay."""
    shielded = shield(text)
    kept = (run if _LATIN_ONLY.fullmatch(run) else " " for run in shielded.runs)
    return re.sub(SENTINEL, lambda _: next(kept), shielded.text) if shielded.runs else text


def _arabic(language: Language) -> bool:
    return any(_ARABIC.match(letter) for letter in language.alphabet)
