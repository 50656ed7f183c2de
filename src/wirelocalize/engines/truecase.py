"""Headlines in Title Case or CAPITALS as plain sentences: a small model reads their words as names.

On held-out sentences the starter model's chrF2++ falls from 37 to 23 when their words are capitalised, and comes back
with this module (``training/README.md``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.engines.known_names import KnownNames

if TYPE_CHECKING:
    from collections.abc import Collection

TABLE = Path(__file__).parent / "data" / "ordinary_words.txt"

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SMALL = frozenset({
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "by", "with", "from", "as", "is",
    "are", "was", "be", "it", "its", "his", "her", "over", "into", "after", "under", "than", "that", "vs", "via", "up",
})  # fmt: skip
"""Words that headlines in Title Case may leave small."""
_INITIALS = frozenset({"US", "UN", "UK", "EU", "UAE", "WHO"})
"""Kept where all is in capitals."""
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("'s", ""), ("’s", ""),
)  # fmt: skip


_BYLINE = re.compile(r"(?:(?:written|photos?|photographs?|reporting|editing|story) )?by\s", re.IGNORECASE)


def style(text: str) -> str:
    """``title`` or ``capitals`` where all of a text is written so; else nothing.

    A sentence has its full stop and small words of some length; a byline consists of names.
    """
    words = _WORD.findall(text)
    telling = [word for word in words if word.lower() not in _SMALL]
    if len(telling) < 3 or _BYLINE.match(text):
        return ""
    capitals = sum(word.isupper() for word in telling)
    if capitals > 0.8 * len(telling) and sum(map(len, telling)) > 4 * len(telling):
        return "capitals"
    if text.rstrip().endswith(".") or any(word[0].islower() for word in telling if len(word) > 2):
        return ""
    return "title"


def sentence_case(text: str, written: str = "", *, first: bool = True) -> str:
    """A text in Title Case or capitals with only its names capitalised; any other as it is.

    The length stays, and so does every character that is not a letter.

    :param written: the :func:`style` of the whole, where ``text`` is a part; :param first: it is the first part.
    """
    written = written or style(text)
    if not written:
        return text
    words, names = _tables()
    capitals = written == "capitals"
    kept = set() if capitals else {at for name in names.each(text) for at in range(name.start, name.end)}
    beginning = _WORD.search(text) if first else None

    def small(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() in kept or (word in _INITIALS if capitals else len(word) > 1 and word.isupper()):
            return word
        if is_ordinary(word.lower(), words):
            lowered = word.lower()
            return lowered.capitalize() if beginning and match.start() == beginning.start() else lowered
        return word.capitalize() if capitals and len(word) > 3 else word

    return _WORD.sub(small, text)


def is_ordinary(word: str, words: Collection[str]) -> bool:
    """Whether a word in lower case is no name: it is one of ``words``, or derived from one."""
    return word in words or any(
        word.removesuffix(ending) + instead in words
        for ending, instead in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) > 2
    )


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], KnownNames]:
    """Ordinary words, and names of several words that are ordinary by themselves ("New York")."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = KnownNames({line: "" for line in lines if line != line.lower()})
    return frozenset(lines), names
