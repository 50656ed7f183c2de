"""Variants of sentences that teach the model what news needs: copying masks and given terms, headlines, pairs of
sentences, other names and figures in the same place.

Whether a sentence gets a variant depends on its English alone, so that all its translations get the same ones
(one encoding then serves them all), and every run makes the same data.
"""

from __future__ import annotations

import random
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.languages import get, to_ascii_digits, to_native_digits
from wlmodel.settings import MASKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wlmodel.lexicon import Lexicon
    from wlmodel.settings import Augment

Texts = tuple[str, str]
"""English and its translation."""

_NUMBER = re.compile(r"(?<![\d.,\w])\d+(?:[.,]\d+)*(?![\d\w])")
_NATIVE = re.compile(r"[۰-۹]+(?:[٫٬.،][۰-۹]+)*")
_SEPARATORS = str.maketrans("٫٬،", ".,,")
_SENTENCE_END = (".", "!", "?")
_SMALL_WORDS = frozenset(
    ["a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "by", "with", "from", "as"]
)
_LETTER = "\u0621-\u06ff\u200c"


@dataclass(frozen=True, slots=True)
class Names:
    """Names that can stand for one another, by their English: capitalised entries of the gazetteer.

    :param table: English → translation, of one locale.
    :param groups: names that are alike enough to change places (same last English word, or single words).
    """

    table: dict[str, str]
    groups: dict[str, tuple[str, ...]]


def names_of(rows: Sequence[tuple[str, str]]) -> Names:
    """Names from (English, translation) rows of a gazetteer."""
    table = {
        english: target
        for english, target in rows
        if english[:1].isupper() and len(english) >= 4 and len(target) >= 4 and " / " not in target
    }
    groups: dict[str, list[str]] = {}
    for english in table:
        words = english.split()
        groups.setdefault(words[-1] if len(words) > 1 else "", []).append(english)
    return Names(
        table, {kind: tuple(sorted(group)) for kind, group in groups.items() if kind and len(group) >= 4}
    )


def chance(english: str, kind: str) -> float:
    """A number in [0, 1) that depends on the English and the kind of variant alone."""
    return zlib.crc32(f"{kind}\t{english}".encode()) / 2**32


def variants(
    rows: Sequence[Texts], locale: str, settings: Augment, lexicon: Lexicon, names: Names
) -> list[Texts]:
    """Every variant that the shares of the configuration give to consecutive sentences of one set."""
    made: list[Texts | None] = []
    before: Texts | None = None
    for english, target in rows:
        if chance(english, "title") < settings.title:
            made.append(titled(english, target))
        if chance(english, "mask") < settings.mask:
            made.append(
                masked(english, target, names if chance(english, "name") < settings.mask_names else None)
            )
        if chance(english, "term") < settings.term:
            made.append(termed(english, target, locale, lexicon))
        if chance(english, "swap") < settings.swap:
            made.append(swapped(english, target, names))
        if before is not None and chance(english, "join") < settings.join:
            made.append(joined(before, (english, target), settings.max_joined_words))
        before = (english, target)
    return [texts for texts in made if texts is not None]


def titled(english: str, target: str) -> Texts | None:
    """A short sentence as a headline in title case; its translation without the full stop."""
    words = english.rstrip(".").split()
    if not 3 <= len(words) <= 14 or english.endswith(("?", "!", '"')):
        return None
    title = [
        word if at and word.lower() in _SMALL_WORDS else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    ]
    return " ".join(title), target.rstrip(".")


def masked(english: str, target: str, names: Names | None) -> Texts | None:
    """Figures, and names where given, that stand once on both sides become placeholders, in the order of the English.

    The same placeholders stand on both sides, each once.
    """
    pairs = _common_figures(english, target)
    if names is not None:
        pairs += _common_names(english, target, names)
    pairs = sorted(pairs)[: len(MASKS)]
    if not pairs:
        return None
    return _replace(english, target, pairs, list(zip(MASKS, MASKS, strict=True)))


def termed(english: str, target: str, locale: str, lexicon: Lexicon) -> Texts | None:
    """One known term of the English already in the target language, as the glossary hands it over."""
    uses = [use for use in lexicon.uses(english, target, locale) if use.end - use.start >= 4]
    if not uses:
        return None
    use = uses[int(chance(english, "which") * len(uses))]
    return english[: use.start] + use.translation + english[use.end :], target


def joined(first: Texts, second: Texts, max_words: int) -> Texts | None:
    """Two neighbouring sentences as one unit."""
    words = len(first[0].split()) + len(second[0].split())
    if words > max_words or not first[0].endswith(_SENTENCE_END) or not second[0].endswith(_SENTENCE_END):
        return None
    return f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"


def swapped(english: str, target: str, names: Names) -> Texts | None:
    """The same sentence with other figures of as many digits, and another name of the same kind."""
    generator = random.Random(zlib.crc32(english.encode()))
    pairs, others = [], []
    for pair in _common_figures(english, target):
        start, end, _, _ = pair
        figure = english[start:end]
        if figure.isdigit() and len(figure) >= 2:
            new = str(generator.randrange(10 ** (len(figure) - 1), 10 ** len(figure)))
            if len(figure) == 4 and figure[:2] in {"19", "20"}:
                new = figure[:2] + new[2:]  # a year stays one
            pairs.append(pair)
            others.append((new, to_native_digits(new, get("fa"))))
    for pair in _common_names(english, target, names):
        group = names.groups.get(english[pair[0] : pair[1]].rsplit(maxsplit=1)[-1], ())
        if group:
            other = generator.choice(group)
            pairs.append(pair)
            others.append((other, names.table[other]))
    return _replace(english, target, pairs, others) if pairs else None


_Place = tuple[int, int, int, int]
"""Start and end in the English, start and end in the translation."""


def _replace(english: str, target: str, pairs: list[_Place], texts: list[tuple[str, str]]) -> Texts:
    """Put texts in the place of pairs of ranges that do not overlap."""
    changes = list(zip(pairs, texts, strict=False))
    for (start, end, _, _), (new, _) in sorted(changes, key=lambda item: -item[0][0]):
        english = english[:start] + new + english[end:]
    for (_, _, start, end), (_, new) in sorted(changes, key=lambda item: -item[0][2]):
        target = target[:start] + new + target[end:]
    return english, target


def _common_figures(english: str, target: str) -> list[_Place]:
    """Figures of equal value that stand exactly once on both sides."""
    here = {match.group(): match.span() for match in _NUMBER.finditer(english)}
    there = {
        to_ascii_digits(match.group()).translate(_SEPARATORS): match.span()
        for match in _NATIVE.finditer(target)
    }
    counts = [match.group() for match in _NUMBER.finditer(english)]
    others = [to_ascii_digits(match.group()).translate(_SEPARATORS) for match in _NATIVE.finditer(target)]
    return [
        (*here[value], *there[value])
        for value in here
        if counts.count(value) == 1 and others.count(value) == 1
    ]


def _common_names(english: str, target: str, names: Names) -> list[_Place]:
    """Names of the gazetteer that stand exactly once on both sides, longest first, none inside another."""
    found: list[_Place] = []
    for match in re.finditer(r"(?:[A-Z][\w'-]+)(?: [A-Z][\w'-]+){0,3}", english):
        words = match.group().split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            form = names.table.get(name)
            if form is None or english.count(name) != 1:
                continue
            places = [
                hit.span()
                for hit in re.finditer(rf"(?<![{_LETTER}]){re.escape(form)}(?![{_LETTER}])", target)
            ]
            if len(places) == 1 and not any(a < places[0][1] and places[0][0] < b for _, _, a, b in found):
                found.append((match.start(), match.start() + len(name), *places[0]))
                break
    return found
