"""Which old unit an edited one came from.

A translation is carried over only between sentences that a reader would call versions of each other: a fuzzy
text that has nothing to do with its source costs a translator more than an empty field, and is what made
projects switch fuzzy matching off. Three similarities are averaged: over characters (which forgives spelling
and inflection), over words in order, and, counting half, over words by what they mean for the sentence, where
"said that the" is nearly nothing. Without the last, "In a statement on Tuesday, the ministry said that …"
looks like every other sentence that begins so. The bar depends on what else speaks for the pair:

* where both stand beside the same unchanged unit, a good half in common is enough, and so is a sentence that
  contains nearly all words of the other (it was split or merged);
* anywhere else the text alone must convince, and a short one (headline, subheading) more so;
* two texts without a common word that carries meaning never match: bare numbers, names and set phrases are
  translated anew more safely than adapted.

The pairs in ``tests/catalogue/test_catalogue_matching.py`` are what the bars were set by: of pairs that must
match the lowest reaches 0.66, of those that must not the highest 0.60.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEAR = 0.63
"""Least similarity of units beside the same unchanged unit."""
FAR = 0.72
"""Least similarity of units anywhere else."""
SHORT_WORDS = 6
"""Up to so many words a text is short."""
SHORT_EXTRA = 0.06
CONTAINED = 0.85
"""Least share of the shorter text's words that a split or merged sentence has in common with the longer."""
CONTAINED_WORDS = 5
"""A shorter text than this is contained in many by chance."""
_NEARNESS = 0.15
"""What a shared neighbour counts for when two old units compete."""
_SHORTLIST = 6
_NEIGHBOURS = 40
_LENGTH_RATIO = 3.0
_MARKUP = re.compile(r"\]\([^)\s]*\)|</?[a-zA-Z][^>]*>|https?://\S+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON = frozenset(
    _WORD.findall(
        """a about after all also an and are as at be been but by for from had has have he her his in into is
        it its more new no not of on one or over said says she than that the their them there they this to two
        was we were when which who will with would you can could did do does how i if may me my our so up
    what"""
    )
)
_COMMON_WEIGHT = 0.2
_NUMBER_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """A unit as it is compared.

    :param words: its words, case-folded, without markup.
    :param plain: the words joined by spaces.
    :param weights: how much each word counts for the meaning, times its occurrences.
    """

    words: tuple[str, ...]
    plain: str
    weights: Mapping[str, float]

    @classmethod
    def of(cls, source: str) -> Text:
        """Prepare a msgid."""
        words = tuple(_WORD.findall(_MARKUP.sub(" ", source).casefold()))
        weights = {word: _weight(word) * count for word, count in Counter(words).items()}
        return cls(words, " ".join(words), weights)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An old unit that may be carried over, or a new unit that may take it.

    :param place: the unchanged units before and after it, by their old positions; ``None``: it has no place
        (an obsolete unit).
    """

    text: Text
    context: str
    place: tuple[int, int] | None

    def near(self, other: Candidate) -> bool:
        """Whether both stand after, or before, the same unchanged unit."""
        if self.place is None or other.place is None:
            return False
        return self.place[0] == other.place[0] or self.place[1] == other.place[1]


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

    shared = one.weights.keys() & other.weights.keys()
    total = sum(one.weights.values()) + sum(other.weights.values())
    telling = any(_weight(word) == 1.0 for word in shared)
    # A text of nothing but common words ("Who is he?") may still be edited in place.
    small = bool(shared) and all(word in _COMMON for word in (*one.words, *other.words))
    if not (telling or small):
        return 0.0
    meaning = 2 * sum(min(one.weights[word], other.weights[word]) for word in shared) / total
    form = ratio(one.plain, other.plain) / 100 + Indel.normalized_similarity(one.words, other.words)
    return (form / 2 + meaning) / 2


def containment(one: Text, other: Text) -> float:
    """Share of the shorter text's words that stand in the longer one in the same order; 0 for short texts."""
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one.words), len(other.words))
    if shorter < CONTAINED_WORDS:
        return 0.0
    return LCSseq.similarity(one.words, other.words) / shorter


def bar(one: Candidate, other: Candidate) -> float:
    """The similarity from which a pair is a match."""
    near = one.near(other)
    least = NEAR if near else FAR
    if not near and min(len(one.text.words), len(other.text.words)) <= SHORT_WORDS:
        least += SHORT_EXTRA
    if one.context != other.context:
        least += SHORT_EXTRA
    return least


def _weight(word: str) -> float:
    """What a word counts for the meaning of its sentence."""
    if word in _COMMON:
        return _COMMON_WEIGHT
    return _NUMBER_WEIGHT if word.isdigit() else 1.0


def match(new: Sequence[Candidate], old: Sequence[Candidate]) -> list[Match]:
    """Pair new units with the old ones they came from, each at most once, the surest pairs first."""
    found: list[tuple[float, int, int, float]] = []
    shortlists = _Shortlists(old)
    for index, unit in enumerate(new):
        for position in shortlists.of(unit):
            score = _score(unit, old[position])
            if score is not None:
                found.append(
                    (score + (_NEARNESS if unit.near(old[position]) else 0.0), index, position, score)
                )
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
    if score and unit.near(other) and containment(unit.text, other.text) >= CONTAINED:
        return score
    return None


class _Shortlists:
    """For each new unit the few old ones worth a close look."""

    def __init__(self, old: Sequence[Candidate]) -> None:
        self.order = sorted(range(len(old)), key=lambda position: len(old[position].text.plain))
        self.plain = [old[position].text.plain for position in self.order]
        self.lengths = [len(text) for text in self.plain]
        self.neighbours: dict[tuple[int, int], list[int]] = {}
        for position, unit in enumerate(old):
            for side, neighbour in enumerate(unit.place or ()):
                self.neighbours.setdefault((side, neighbour), []).append(position)

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
        for side, neighbour in enumerate(unit.place or ()):
            near = self.neighbours.get((side, neighbour), ())
            # Where everything changed, everything is near everything: the text alone must do.
            if len(near) <= _NEIGHBOURS:
                chosen += near
        return list(dict.fromkeys(chosen))
