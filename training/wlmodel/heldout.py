"""Sentences that are tested on, and what must therefore not be trained on: they themselves, and near copies."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wlmodel.settings import HeldOutRule

_NOT_WORD = re.compile(r"\W+")
_MIN_GRAMS = 2
"""A shared gram alone is an idiom."""


def key(text: str) -> str:
    """A sentence reduced to its words in lower case."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


class HeldOut:
    """The English sides of all sets that are tested on.

    :param sentences: English sentences.
    """

    def __init__(self, sentences: Iterable[str], rule: HeldOutRule) -> None:
        self._rule = rule
        self._keys = {key(sentence) for sentence in sentences} - {""}
        self._sizes: list[int] = []
        self._places: dict[tuple[str, ...], list[int]] = {}
        for number, known in enumerate(sorted(self._keys)):
            grams = self._grams(known)
            self._sizes.append(len(grams))
            for gram in grams:
                self._places.setdefault(gram, []).append(number)

    def __contains__(self, english: str) -> bool:
        """Whether a sentence is a held-out one or a near copy: it shares most of its words' order with one."""
        words = key(english)
        if words in self._keys:
            return True
        grams = self._grams(words)
        shared = Counter(number for gram in grams for number in self._places.get(gram, ()))
        return any(
            count >= _MIN_GRAMS and count >= self._rule.overlap * min(len(grams), self._sizes[number])
            for number, count in shared.items()
        )

    def _grams(self, words: str) -> set[tuple[str, ...]]:
        parts = words.split()
        return {tuple(parts[at : at + self._rule.gram]) for at in range(len(parts) - self._rule.gram + 1)}
