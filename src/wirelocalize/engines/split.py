"""Cut sentences that are longer than an engine does well, at clause boundaries.

Small models lose the thread: cut into clauses of twenty words, sentences of more than 42 words gained 4 to 5 chrF2++
with the starter model, those of 30 to 42 words up to 3 (development sets, ``training/README.md``).
"""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[,—–)\"”]$")
_END = re.compile(r"\w\w[;:.!?]$")
_OPENERS = frozenset({
    "and", "but", "so", "yet", "because", "although", "though", "while", "whereas", "which", "who", "whom", "whose",
    "that", "when", "where", "if", "after", "before", "since", "until", "unless", "as", "including", "adding", "saying",
})  # fmt: skip
_ABBREVIATIONS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "jr",
        "sr",
        "vs",
        "no",
        "vol",
        "inc",
        "co",
        "ltd",
        "corp",
        "mt",
        "ft",
        "pp",
        "approx",
    }
)
_AS_AS = frozenset({"many", "much", "few", "little", "well", "long", "soon", "far", "such"})
"""Between these and "as" is no clause boundary."""
_SHORTEST = 4
"""Words of the shortest piece."""
_BEARABLE = 1.6
"""A sentence without a clause boundary may have so many times the limit: Persian, Dari and Pashto have their verb at
the end, and half a clause cannot be put right by a reviewer."""


def split_words(words: list[str], limit: int) -> list[list[str]]:
    """Runs of words, cut where clauses end, as evenly as these allow, until none is longer than ``limit``.

    Runs without a clause boundary stay whole up to 1.6 times the limit.
    """
    if len(words) <= limit:
        return [words]
    cut = _best_cut(words)
    if cut is None:
        if len(words) <= _BEARABLE * limit:
            return [words]
        cut = len(words) // 2
    return split_words(words[:cut], limit) + split_words(words[cut:], limit)


def _best_cut(words: list[str]) -> int | None:
    """Where to cut: near the middle, behind strong punctuation rather than before a conjunction."""
    least = max(_SHORTEST, len(words) // 6)
    middle = len(words) / 2
    costs = {
        at: (abs(at - middle) / len(words) + 0.2) * weakness
        for at in range(least, len(words) - least + 1)
        if (weakness := _weakness(words, at)) is not None
    }
    return min(costs, key=costs.__getitem__, default=None)


def _weakness(words: list[str], at: int) -> float | None:
    """How poor a boundary there is before a word (0 is best); ``None``: there is none."""
    if words[at - 1].lower().strip("\"'“(.") in _ABBREVIATIONS and words[at - 1].endswith("."):
        return None
    if _END.search(words[at - 1]):
        return 0.2
    if _CLAUSE.search(words[at - 1]) and not _inside_number_list(words, at):
        return 0.35
    word = words[at].lower().strip("\"'“(")
    if word in _OPENERS and not (word == "as" and words[at - 1].lower() in _AS_AS):
        measures = word == "as" and at + 1 < len(words) and words[at + 1].lower() in _AS_AS
        return None if measures else 0.5
    return None


def _inside_number_list(words: list[str], at: int) -> bool:
    """A comma within a date or an enumeration of single words ("August 15, 2021"; "women, life, freedom")."""
    return words[at][:1].isdigit() or words[at].endswith(",") or (at >= 2 and words[at - 2].endswith(","))
