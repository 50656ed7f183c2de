"""Quality gates: what must be true of a translation before a person sees it, and what marks it as doubtful.

A *refusing* gate means that the text is no translation at all; a *marking* gate that it is one with a fault the
reviewer must know of. Both make the engine try again first.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING

from wirelocalize.engines.masks import ALL_SIGNS
from wirelocalize.engines.names import invented_names, lost_names
from wirelocalize.engines.numerals import invented_numbers, lost_numbers

if TYPE_CHECKING:
    from wirelocalize.engines.masks import Masked
    from wirelocalize.engines.model import Hypothesis
    from wirelocalize.languages.model import Language

REFUSING = frozenset({
    "empty", "truncated", "repetition", "wrong-script", "wrong-language", "copied", "mask-lost", "markup-lost",
    "too-long",
})  # fmt: skip
"""With one of these there is no draft."""
MARKING = (
    "number-lost", "number-invented", "name-lost", "name-invented", "latin-invented", "too-short", "term-missing",
    "markup-guess",
)  # fmt: skip
"""With one of these there is a draft that says so."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’-][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]+")


def failures(text: str, masked: Masked, hypothesis: Hypothesis, language: Language) -> list[str]:
    """Names of the gates that ``text`` (masks as signs) fails, refusing ones first."""
    source = masked.words
    words = re.sub(r"\s+", " ", ALL_SIGNS.sub(" ", text)).strip()
    if not source or not _LETTER.search(source):
        return [] if words or masked.atoms else ["empty"]
    if not words or (not _LETTER.search(words) and not re.search(r"\d", words)):
        return ["empty"]
    return [name for name, failed in (
        ("truncated", hypothesis.truncated),
        ("repetition", repeats(words, source)),
        ("copied", _copied(words, source)),
        ("wrong-script", _wrong_script(words)),
        ("wrong-language", _wrong_language(words, language)),
        ("too-long", len(words) > 40 + 3.0 * len(source)),
        ("too-short", len(source) > 40 and len(words) < 0.3 * len(source)),
        ("number-lost", bool(lost_numbers(source, words, language.code))),
        ("number-invented", bool(invented_numbers(source, words, language.code))),
        ("name-lost", bool(lost_names(source, words))),
        ("name-invented", bool(invented_names(source, words))),
        ("latin-invented", _invented_latin(words, source)),
    ) if failed]  # fmt: skip


def repeats(text: str, source: str) -> bool:
    """A phrase of one to six words three times in a row, or one word far oftener than the source has any.

    "زن، زندگی، آزادی" and a source that repeats itself are no loops.
    """
    words = _WORD.findall(text)
    lowered = [word.casefold() for word in _WORD.findall(source)]
    if longest_run(words) >= 3 and longest_run(lowered) < 3:
        return True
    if len(words) < 12:
        return False
    pairs = Counter(pairwise(words))
    source_pairs = Counter(pairwise(lowered))
    common = max(pairs.values(), default=0)
    return (
        common >= 4 and common > 2 * max(source_pairs.values(), default=0) and common * 2 > 0.3 * len(words)
    )


def longest_run(words: list[str]) -> int:
    """How often the most repeated phrase of one to six words stands in a row."""
    best = 1
    for size in range(1, 7):
        if not any(map(eq, words, words[size:])):
            continue  # nothing comes back at this distance
        run = 1
        index = size
        while index + size <= len(words):
            if words[index : index + size] == words[index - size : index]:
                run += 1
                best = max(best, run)
                index += size
            else:
                run = 1
                index += 1
    return best


def _copied(text: str, source: str) -> bool:
    """The source came back: mostly its own Latin words."""
    latin = [word.casefold() for word in _LATIN.findall(text)]
    own = {word.casefold() for word in _LATIN.findall(source)}
    if len(latin) < 2 or not own:
        return text.casefold() == source.casefold() and len(source.split()) > 2
    return sum(word in own for word in latin) > 0.6 * len(_WORD.findall(text))


def _wrong_script(text: str) -> bool:
    """Fewer than half of the letters are Arabic-script ones."""
    letters = "".join(_LETTERS.findall(text))
    return len(letters) > 3 and len(_ARABIC.findall(letters)) < 0.5 * len(letters)


def _wrong_language(text: str, language: Language) -> bool:
    """Letters of a related language, in more words than quotations and names explain."""
    words = [word for word in _WORD.findall(text) if _ARABIC.search(word)]
    if len(words) < 4:
        return False
    foreign = sum(bool(language.foreign_letters & set(word)) for word in words)
    if foreign > max(1, 0.15 * len(words)):
        return True
    return language.code == "ps" and len(words) >= 12 and not any(set(word) & _PASHTO for word in words)


_PASHTO = frozenset("ټځڅډړږښڼګېۍ")


def _invented_latin(text: str, source: str) -> bool:
    """A Latin word that the source does not have."""
    own = {word.casefold() for word in _LATIN.findall(source)}
    return any(word.casefold() not in own for word in _LATIN.findall(text))
