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
_INITIALS = frozenset({"US", "UN", "UK", "EU", "UAE"})
"""Kept where all is in capitals."""
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", ""), ("er", "e"), ("'s", ""), ("’s", ""),
)  # fmt: skip


def sentence_case(text: str) -> str:
    """The text with only its names capitalised, if all of it is in Title Case or capitals; else as it is.

    The length stays, and so does every character that is not a letter.
    """
    words = [match[0] for match in _WORD.finditer(text)]
    telling = [word for word in words if word.lower() not in _SMALL]
    if len(telling) < 3:
        return text
    capitals = sum(word.isupper() for word in telling)
    if capitals > 0.8 * len(telling) and sum(map(len, telling)) > 4 * len(telling):
        return _rewritten(text, capitals=True)
    if sum(word[0].isupper() for word in telling) > 0.8 * len(telling):
        return _rewritten(text, capitals=False)
    return text


def _rewritten(text: str, *, capitals: bool) -> str:
    words, names = _tables()
    kept = set() if capitals else {at for start, end, _ in names.each(text) for at in range(start, end)}
    first = _WORD.search(text)

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() in kept or (word in _INITIALS if capitals else len(word) > 1 and word.isupper()):
            return word
        if is_ordinary(word.lower(), words):
            lowered = word.lower()
            return lowered.capitalize() if first and match.start() == first.start() else lowered
        return word.capitalize() if capitals and len(word) > 3 else word

    return _WORD.sub(written, text)


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
