"""Cut sentences that are longer than an engine can take, at clause boundaries."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[;:,.!?—–)\"”]$")
_OPENERS = frozenset(
    [
        "and",
        "but",
        "or",
        "nor",
        "so",
        "yet",
        "because",
        "although",
        "though",
        "while",
        "whereas",
        "which",
        "who",
        "whom",
        "whose",
        "that",
        "when",
        "where",
        "if",
        "after",
        "before",
        "since",
        "until",
        "unless",
        "as",
        "for",
        "with",
        "without",
        "including",
        "adding",
        "saying",
    ]
)


def split_words(words: list[str], limit: int) -> list[list[str]]:
    """Runs of at most ``limit`` words, cut where a clause ends, as evenly as the clauses allow."""
    if len(words) <= limit:
        return [words]
    cut = _best_cut(words, limit)
    return split_words(words[:cut], limit) + split_words(words[cut:], limit)


def _best_cut(words: list[str], limit: int) -> int:
    """Where to cut: near the middle, behind punctuation rather than before a conjunction, else anywhere."""
    middle = len(words) / 2
    low, high = max(1, len(words) // 5), min(len(words) - 1, len(words) - len(words) // 5)

    def cost(at: int) -> float:
        strength = 1.0
        if words[at - 1][-1:] in ";.!?":
            strength = 0.2
        elif _CLAUSE.search(words[at - 1]) and not _inside_number_list(words, at):
            strength = 0.35
        elif words[at].lower().strip("\"'“(") in _OPENERS:
            strength = 0.5
        return (abs(at - middle) / len(words) + 0.2) * strength

    del limit
    return min(range(low, high + 1), key=cost)


def _inside_number_list(words: list[str], at: int) -> bool:
    """A comma within a date or an enumeration of single words ("August 15, 2021"; "women, life, freedom")."""
    return words[at][:1].isdigit() or (at >= 2 and words[at - 2].endswith(","))
