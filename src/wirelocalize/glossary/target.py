"""Whether a translation has a term's accepted form, inflected as Persian, Dari and Pashto inflect.

*Missing* is judged generously, on stems in any order, because a false "missing" annoys translators more than
a miss. *Forbidden* is judged narrowly, on the form as written with its regular endings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIGHT = {
    "ك": "ک", "ڪ": "ک", "ى": "ی", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ة": "ه", "ـ": None,
    "\u200e": None, "\u200f": None, "\u00ad": None, "\u2060": None, "\ufeff": None, "\u00a0": " ",
    "\u202f": " ",
}  # fmt: skip
_GENEROUS = {
    "ي": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی", "ئ": "ی", "ؤ": "و", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ګ": "گ", "ء": None, "ټ": "ت", "ډ": "د", "ړ": "ر", "ڼ": "ن",
}  # fmt: skip
_LIGHT_TABLE = str.maketrans(_LIGHT)
_GENEROUS_TABLE = str.maketrans({**_LIGHT, **_GENEROUS})
_WORD = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*")
_PARTICLES = frozenset(
    ("د", "و", "او", "در", "از", "به", "با", "په", "له", "تر", "یی", "کی", "ده", "برای", "را", "ی")
)
_MARK = r"[\u064b-\u065f\u0670]*"
_NOT_LETTER_BEFORE, _NOT_LETTER_AFTER = r"(?<![^\W\d_])(?<!\u200c)", r"(?![^\W\d_])"
# Endings a forbidden form may carry: plural, ezafe, indefinite, possessive and copular ones of Persian and
# Dari; plural and oblique ones of Pashto.
_PERSIAN_ENDINGS = (
    r"(?:\u200c?(?:های?|هایی|ها?ی?(?:م|ت|ش|مان|تان|شان)|ی|ای|یی|ان|اند|ام|ات|یم|ید|است|تر|ترین))?"
)
_PASHTO_ENDINGS = r"(?:ونه|ونو|ان|انو|ګان|ګانو|و|ه|ې|ي|یو|یان|یانو|وال|والو)?"
_SHORT_ENDINGS = frozenset(
    (
        "",
        "ی",
        "ها",
        "های",
        "هایی",
        "هایش",
        "هایشان",
        "ان",
        "ات",
        "ش",
        "شان",
        "م",
        "ونه",
        "ونو",
        "ه",
        "و",
        "یو",
    )
)
"""What may follow a word of one or two letters, folded."""
_MIN_STEM = 3
_MIN_RUN = 5
"""So many letters found across the words of a text are no accident."""


def contains(target: str, form: str) -> bool:
    """Whether a translation has an accepted form, in whatever inflection and word order.

    What the form has in round brackets may be missing.
    """
    words = _folded_words(target)
    joined = "\n" + "\n".join(words) + "\n"
    run = _joins(joined)
    return any(
        all(_present(stem, words, joined) for stem in stems) or (len(whole) >= _MIN_RUN and whole in run)
        for whole, stems in _readings(form)
    )


def _present(stem: str, words: tuple[str, ...], joined: str) -> bool:
    """Whether a word begins with a stem; short stems allow short endings only.

    ``joined`` also finds a stem whose parts stand apart («نخست وزیر») or are written together («نخستوزیر»).
    """
    if len(stem) < _MIN_STEM:
        return any(word.startswith(stem) and word[len(stem) :] in _SHORT_ENDINGS for word in words)
    return f"\n{stem}" in joined or (len(stem) >= _MIN_RUN and stem in _joins(joined))


@lru_cache(maxsize=64)
def _joins(joined: str) -> str:
    return joined.replace("\n", "")


@lru_cache(maxsize=4096)
def _readings(form: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A form with and without what it has in brackets: (written in one word, stems); no reading is empty."""
    plain = re.sub(r"\([^()]*\)", " ", form)
    readings = [(_whole(reading), _stems(reading)) for reading in dict.fromkeys((form, plain))]
    return tuple(reading for reading in readings if reading[1])


def _whole(form: str) -> str:
    """A form written in one word, its last word by its stem: «جلال اباد» may stand as «جلال‌اباد»."""
    words = _folded_words(form)
    return "".join((*words[:-1], _stem(words[-1]))) if words else ""


def _stems(form: str) -> tuple[str, ...]:
    words = _folded_words(form)
    content = [word for word in words if word not in _PARTICLES] or list(words)
    return tuple(_stem(word) for word in content)


def _stem(word: str) -> str:
    """A folded word without what inflection changes: plural endings and a final vowel letter.

    «رسانه‌ها» and «رسانه», «پوهنځی» and «پوهنځیو», «ملګري» and «ملګرو», «نماینده» and «نمایندگان» meet.
    """
    for ending in ("ها", "ونه", "ونو", "گان", "ان", "ات", "ین"):
        if word.endswith(ending) and len(word) - len(ending) > _MIN_STEM:
            word = word[: -len(ending)]
            break
    if len(word) == _MIN_STEM and word[-1] in "هی":  # «غزه» and «غزې»
        return word[:-1]
    while len(word) > _MIN_STEM and word[-1] in "هیوا":
        word = word[:-1]
    return word


@lru_cache(maxsize=256)
def _folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, letters folded generously, no marks, compounds joined."""
    folded = unicodedata.normalize("NFC", text).translate(_GENEROUS_TABLE)
    bare = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    return tuple(match[0].replace("\u200c", "") for match in _WORD.finditer(bare))


def find_forbidden(target: str, forms: Iterable[str], allowed: Iterable[str]) -> list[tuple[int, int]]:
    """Where a translation has a forbidden form, as ranges; not where it is a part of an allowed one."""
    spared = [match.span() for form in allowed for match in _pattern(form).finditer(_light(target))]
    found = []
    for form in forms:
        for match in _pattern(form).finditer(_light(target)):
            start, end = match.span()
            if not any(left <= start and end <= right for left, right in spared):
                found.append((start, end))
    return sorted(set(found))


_SAME_LENGTH = {ord(c): "\u0640" if to is None else to for c, to in _LIGHT.items()}


def _light(text: str) -> str:
    """Letters unified, nothing removed, so that positions are those of the text."""
    return text.translate(_SAME_LENGTH)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    """A form with optional marks, open or joined compounds, and regular endings after each word."""
    words = []
    for word in re.split(r"[\s\u200c]+", unicodedata.normalize("NFC", form).translate(_LIGHT_TABLE)):
        letters = [c for c in word if not unicodedata.combining(c)]
        if letters:
            words.append((_MARK + "\u0640*").join(map(re.escape, letters)) + _MARK)
    ending = f"(?:{_PERSIAN_ENDINGS}|{_PASHTO_ENDINGS})"
    return re.compile(_NOT_LETTER_BEFORE + (ending + r"[\s\u200c]?").join(words) + ending + _NOT_LETTER_AFTER)
