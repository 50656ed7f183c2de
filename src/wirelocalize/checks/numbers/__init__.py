"""Which quantities a text states, in English and in the target languages, and whether the two agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.compare import Comparison, compare
from wirelocalize.checks.numbers.words import BY_LANGUAGE

if TYPE_CHECKING:
    from wirelocalize.checks.numbers.words import NumberWords

__all__ = ["Comparison", "compare", "words_of"]


def words_of(code: str) -> NumberWords | None:
    """Number words of a language; ``None`` where there is no table and only digits can be compared."""
    return BY_LANGUAGE.get(code)
