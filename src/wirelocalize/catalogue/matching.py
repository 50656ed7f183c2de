"""Which old unit an edited one came from.

A translation is carried over only between sentences that a reader would call versions of each other: a fuzzy
text that has nothing to do with its source costs a translator more than an empty field, and is what made
projects switch fuzzy matching off. The measure is the mean of two similarities, over characters (which
forgives spelling and inflection) and over words (which tells unrelated sentences of similar letters apart),
and the bar depends on what else speaks for the pair:

* where both stand between the same unchanged neighbours, half in common is enough, and so is one that
  contains nearly all words of the other (a sentence that was split or merged);
* anywhere else the text alone must convince;
* short texts (headlines, subheadings) need more: three of five words in common is chance.

The pairs in ``tests/catalogue/test_catalogue_matching.py`` are what the bars were set by.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 0.5
"""Least similarity of units between the same unchanged neighbours."""
FAR = 0.68
"""Least similarity of units anywhere else."""
SHORT_WORDS = 6
"""Up to so many words a text is short."""
SHORT_EXTRA = 0.08
CONTAINED = 0.85
"""Least share of the shorter text's words that a split or merged sentence has in common with the longer."""
CONTAINED_WORDS = 5
"""A shorter text than this is contained in many by chance."""
_SHORTLIST = 6
_LENGTH_RATIO = 3.0
_MARKUP = re.compile(r"\]\([^)\s]*\)|</?[a-zA-Z][^>]*>|https?://\S+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON = frozenset(
    (
        "a about after all also an and are as at be been but by for from had has have he her his in into is it"
        " its more new no not of on one or over said says she than that the their them there they this to two"
        " was we were when which who will with would you"
    ).split(" ")
)


@dataclass(frozen=True, slots=True)
class Text:
    """A unit as it is compared.

    :param words: its words, case-folded, without markup.
    :param plain: the words joined by spaces.
    """

    words: tuple[str, ...]
    plain: str

    @classmethod
    def of(cls, source: str) -> Text:
        """Prepare a msgid."""
        words = tuple(_WORD.findall(_MARKUP.sub(" ", source).casefold()))
        return cls(words, " ".join(words))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An old unit that may be carried over, or a new unit that may take it.

    :param rank: its place between unchanged units: equal ranks stand between the same neighbours. ``None``:
        it has no place (an obsolete unit).
    """

    text: Text
    context: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """New unit ``new`` came from old unit ``old`` (positions in the lists given)."""

    new: int
    old: int
    similarity: float


def similarity(one: Text, other: Text) -> float:
    """How much two texts have in common, 0 to 1; 0 where they share no word that carries meaning."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import ratio

    shared = set(one.words) & set(other.words)
    if not any(word not in _COMMON and not word.isdigit() for word in shared):
        # A text of nothing but common words ("Who is he?") may still be edited in place.
        small = {*one.words, *other.words} <= _COMMON
        if not (small and shared):
            return 0.0
    characters = ratio(one.plain, other.plain) / 100
    words = Indel.normalized_similarity(one.words, other.words)
    return (characters + words) / 2


def containment(one: Text, other: Text) -> float:
    """Share of the shorter text's words that stand in the longer one in the same order; 0 for short texts."""
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one.words), len(other.words))
    if shorter < CONTAINED_WORDS:
        return 0.0
    return LCSseq.similarity(one.words, other.words) / shorter


def bar(one: Candidate, other: Candidate) -> float:
    """The similarity from which a pair is a match."""
    near = one.rank is not None and one.rank == other.rank
    least = NEAR if near else FAR
    if min(len(one.text.words), len(other.text.words)) <= SHORT_WORDS:
        least += SHORT_EXTRA
    if one.context != other.context:
        least += SHORT_EXTRA
    return least


def match(new: Sequence[Candidate], old: Sequence[Candidate]) -> list[Match]:
    """Pair new units with the old ones they came from, each at most once, the surest pairs first."""
    found: list[tuple[float, int, int, float]] = []
    shortlists = _Shortlists(old)
    for index, unit in enumerate(new):
        for position in shortlists.of(unit):
            score = _score(unit, old[position])
            if score is not None:
                near = unit.rank is not None and unit.rank == old[position].rank
                found.append((score + (0.15 if near else 0.0), index, position, score))
    found.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    matches = []
    for _, index, position, score in found:
        if index not in taken_new and position not in taken_old:
            taken_new.add(index)
            taken_old.add(position)
            matches.append(Match(index, position, score))
    return sorted(matches, key=lambda pair: pair.new)


def _score(unit: Candidate, other: Candidate) -> float | None:
    """The similarity of a pair that clears the bar, else ``None``."""
    score = similarity(unit.text, other.text)
    if score >= bar(unit, other):
        return score
    near = unit.rank is not None and unit.rank == other.rank
    if score and near and containment(unit.text, other.text) >= CONTAINED:
        return score
    return None


class _Shortlists:
    """For each new unit the few old ones worth a close look."""

    def __init__(self, old: Sequence[Candidate]) -> None:
        self.order = sorted(range(len(old)), key=lambda position: len(old[position].text.plain))
        self.plain = [old[position].text.plain for position in self.order]
        self.lengths = [len(text) for text in self.plain]
        self.by_rank: dict[int, list[int]] = {}
        for position, unit in enumerate(old):
            if unit.rank is not None:
                self.by_rank.setdefault(unit.rank, []).append(position)

    def of(self, unit: Candidate) -> list[int]:
        """Positions of old units: the nearest in text of about the same length, and the neighbours."""
        from rapidfuzz import fuzz, process

        length = len(unit.text.plain)
        low = bisect_left(self.lengths, length / _LENGTH_RATIO)
        high = bisect_right(self.lengths, length * _LENGTH_RATIO)
        nearest = process.extract(
            unit.text.plain,
            self.plain[low:high],
            scorer=fuzz.ratio,
            score_cutoff=50,
            limit=_SHORTLIST,
            processor=None,
        )
        chosen = [self.order[low + offset] for _, _, offset in nearest]
        near = self.by_rank.get(unit.rank, []) if unit.rank is not None else []
        if len(near) <= 40:
            chosen += [position for position in near if position not in chosen]
        return chosen
