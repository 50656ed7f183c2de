"""Quantities in Persian, Dari and Pashto text: any digits, separators and scale words, and number words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.model import Quantity, tidy
from wirelocalize.checks.numbers.words import NumberWords, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\d+(?:[.,،٫٬/:’'\u066c]\d+)*|[^\W\d_]+|[^\s\w]|_")
_REVERSED = frozenset({20, 30, 40, 50, 60, 70, 80})
"""Tens that Pashto puts after the unit as a word of its own; «نوي», ninety, is far more often the word for new."""
_DISEASE = re.compile(r"کوو?ی[دډ]\W{0,2}$")
_RANGE = frozenset(
    {
        "تا",
        "الی",
        "یا",
        "و",
        "او",
        "-",
        "–",
        "—",
        "،",
        ",",
        "تر",
        "څخه",
        "بین",
        "ترمنځ",
        "ته",
        "له",
        "از",
        "به",
    }
)


@dataclass(slots=True)
class _Part:
    """A token that states a number."""

    values: frozenset[float]
    kind: str  # digits, word, scale, ordinal
    start: int
    end: int
    text: str
    pieces: tuple[float, ...] = ()

    @property
    def value(self) -> float:
        """The likeliest reading."""
        return max(self.values or self.pieces)


@lru_cache(maxsize=4096)
def readings(token: str) -> tuple[frozenset[float], tuple[float, ...]]:
    """What digits with separators may mean: values as one number, and its pieces as several."""
    numbers = re.split(r"[^\d]", token)
    separators = re.findall(r"[^\d]", token)
    pieces = tuple(float(number) for number in numbers)
    if "/" in separators and len(separators) > 1:
        halves = [readings(half) for half in token.split("/")]
        return frozenset(), tuple(
            value for values, parts in halves for value in (max(values) if values else 0.0, *parts)
        )
    if not separators:
        return frozenset(pieces), ()
    values: set[float] = set()
    grouped = all(len(number) == 3 for number in numbers[1:]) and len(numbers[0]) <= 3
    if grouped and ":" not in separators:
        values.add(float("".join(numbers)))
    if len(separators) == 1 and separators[0] != ":":
        values.add(float(f"{numbers[0]}.{numbers[1]}"))
        if separators[0] == "/":  # decimals are written with a slash, sometimes the other way round on screen
            values.add(float(f"{numbers[1]}.{numbers[0]}"))
    elif len(separators) > 1 and separators[-1] != separators[0] and all(len(n) == 3 for n in numbers[1:-1]):
        values.add(float("".join(numbers[:-1]) + "." + numbers[-1]))
    if ":" in separators and len(numbers) == 2 and numbers[1] == "00":
        values.add(pieces[0])
    return frozenset(values or pieces), pieces


@lru_cache(maxsize=32768)
def _word(token: str, words: NumberWords) -> tuple[frozenset[float], str] | None:
    """(values, kind) of a number word, its inflected and ordinal forms included."""
    if token in words.values:
        return frozenset({words.values[token]}), "word"
    if token in words.scales:
        return frozenset({words.scales[token]}), "scale"
    if token in words.ordinals:
        return frozenset({words.ordinals[token]}), "ordinal"
    for suffix in words.suffixes:
        stem = token.removesuffix(suffix)
        if stem == token or len(stem) < 2 or (len(suffix) == 1 and suffix != "م" and stem in words.doubtful):
            continue
        for kind, table in (("ordinal", words.values), ("scale", words.scales)):
            if stem in table:
                return frozenset({table[stem]}), kind
    return None


def _parts(text: str, words: NumberWords | None) -> Iterator[_Part | str]:
    """Number parts of a text, and the other tokens between them."""
    following = False
    for match in _TOKEN.finditer(text):
        token = match.group()
        follows, following = following, following and token == "-"  # noqa: S105 - a dash
        if token[0].isdigit():
            values, pieces = readings(token)
            yield _Part(values, "digits", match.start(), match.end(), token, pieces)
            following = True
            continue
        if words is None or not token[0].isalpha():
            yield token
            continue
        found = _word(token, words)
        if found is not None:
            yield _Part(found[0], found[1], match.start(), match.end(), token)
            following = True
            continue
        rest = token.removeprefix(words.conjunction) if follows else token
        joined = _joined(rest, words) if rest != token or len(token) > 4 else ()
        if not joined:
            yield token
            continue
        if rest != token:
            yield words.conjunction  # «سی‌ودو», «بیست وپنج»
        for value, kind, piece in joined:
            yield _Part(frozenset({value}), kind, match.start(), match.end(), piece) if kind else piece
        following = bool(joined[-1][1])


@lru_cache(maxsize=32768)
def _joined(token: str, words: NumberWords) -> tuple[tuple[float, str, str], ...]:
    """Number words written together («سیودو», «پنجهزار», «یوڅلوېښت», «نودصفحه‌ای») as (value, kind, text).

    A conjunction or the rest of the word has an empty kind; the whole is empty if the token is no number.
    """
    single = _word(token, words)
    if single is not None:
        return ((max(single[0]), single[1], token),)
    parts: list[tuple[float, str, str]] = []
    rest = token
    before = 0.0
    while rest:
        joined = bool(parts) and rest.startswith(words.conjunction)
        piece = _longest_number(rest.removeprefix(words.conjunction) if joined else rest, words)
        if joined and not piece:
            joined, piece = False, _longest_number(rest, words)
        value = words.values.get(piece) or words.scales.get(piece) or 0.0
        if not piece or (parts and not _may_join(before, value, joined)):
            break
        if joined:
            parts.append((0.0, "", words.conjunction))
            rest = rest.removeprefix(words.conjunction)
        parts.append((value, "scale" if piece in words.scales else "word", piece))
        rest = rest[len(piece) :]
        before = value
    if not parts or (len(parts) == 1 and not rest):
        return ()
    if not rest:
        return tuple(parts)
    if (len(parts) > 1 and rest in words.suffixes) or rest.startswith(words.measures):
        return (*parts, (0.0, "", rest))
    return ()


def _may_join(before: float, value: float, conjunction: bool) -> bool:
    """Whether two number words may be written as one: «سیودو», «پنجهزار», «یوڅلوېښت», «پنجصد»."""
    if conjunction:
        return value < before and before >= 20
    if value >= 1000:
        return before < 1000
    return 0 < before < 10 and (value == 100 or value in _REVERSED or value == 90)


def _longest_number(text: str, words: NumberWords) -> str:
    """The longest number word a text starts with; words of two letters only where more follows."""
    for length in range(min(len(text), 9), 1, -1):
        piece = text[:length]
        if piece in words.values or piece in words.scales:
            return piece
    return ""


class _Composite:
    """A number being read from its parts."""

    def __init__(self, part: _Part) -> None:
        self.parts = [part]
        self.total = 0.0
        self.current = 0.0
        self.last = 1e18
        self.alternatives = part.values if part.kind == "digits" else frozenset()
        self._take(part)

    def _take(self, part: _Part) -> None:
        value = part.value
        if part.kind == "scale" or (part.kind != "digits" and value == 100 and 0 < self.current < 10):
            if value == 100:
                self.current *= 100
                self.last = 100.0
                return
            if (
                self.current == 0
                and self.parts[-1] is not part
                and self.parts[-1].kind == "scale"
                and value > self.last
            ):
                self.total *= value  # «۳۲ هزار میلیارد»
                self.last = value
                return
            self.total += (self.current or 1.0) * value
            self.current = 0.0
            self.last = value
        else:
            self.current += value
            self.last = (
                100.0
                if value >= 100
                else 10.0
                if value >= 20 and value % 10 == 0 and part.kind != "digits"
                else 1.0
            )

    def accepts(self, part: _Part, joined: bool, reverse: bool) -> bool:
        """Whether ``part`` continues the number; ``joined``: a conjunction stands before it."""
        value = part.value
        if part.kind == "scale":
            return not joined and (self.current > 0 or self.parts[-1].kind == "scale")
        if part.kind != "digits" and value == 100 and not joined:
            return 0 < self.current < 10
        if value == 0.5:
            return part.kind == "word" and (joined or (self.last == 1.0 and self.parts[-1].kind == "word"))
        if part.kind == "digits":
            return joined and self.last >= 1000 and self.current == 0 and value < self.last
        if joined:
            return value < self.last and self.last >= 10
        # Pashto puts the unit before the ten: «دوه دېرش».
        return (
            reverse
            and self.last == 1.0
            and 0 < self.current < 10
            and value in _REVERSED
            and self.parts[-1].kind == "word"
        )

    def add(self, part: _Part) -> None:
        if part.value == 0.5 and self.current == 0 and self.total:
            self.total += 0.5 * self.last  # «یک میلیون و نیم»
            self.parts.append(part)
            return
        self._take(part)
        self.parts.append(part)

    def quantity(self, text: str, words: NumberWords | None) -> Quantity:
        """The number read, with its other readings."""
        phrase = text[self.parts[0].start : self.parts[-1].end]
        first = self.parts[0]
        values = {tidy(self.total + self.current)}
        if len(self.parts) == 1:
            values |= first.values
            if words is not None and first.kind != "digits":
                values |= set(words.hints.get(first.text, ()))
            firm = (first.kind == "digits" and not _DISEASE.search(text, 0, first.start)) or (
                first.value > 12
                and first.kind == "word"
                and words is not None
                and first.text not in words.doubtful
            )
            return Quantity(phrase, frozenset(values), first.pieces, firm)
        if first.kind == "digits" and self.parts[1].kind == "scale":
            rest = self.total + self.current - first.value * self.parts[1].value
            values |= {tidy(value * self.parts[1].value + rest) for value in first.values}
        doubtful = words is not None and any(
            part.kind == "scale" and part.text in words.doubtful
            for part in self.parts
            if part.value != 1000 or part is first
        )
        firm = any(part.kind == "digits" for part in self.parts) or (
            tidy(self.total + self.current) > 12 and not doubtful
        )
        return Quantity(phrase, frozenset(values), tuple(self._pieces()), firm)

    def _pieces(self) -> Iterator[float]:
        """Readings of the parts as separate numbers, each with the scale it carries."""
        index = 0
        while index < len(self.parts):
            part = self.parts[index]
            value = part.value
            while index + 1 < len(self.parts) and self.parts[index + 1].kind == "scale":
                index += 1
                value *= self.parts[index].value
            yield tidy(value)
            index += 1


@lru_cache(maxsize=2048)
def target_quantities(text: str, words: NumberWords | None) -> tuple[Quantity, ...]:
    """Every quantity a translation states; ``text`` without URLs, markup, placeholders and Latin runs."""
    folded = fold(text)
    conjunction = words.conjunction if words else ""
    reverse = conjunction == "او"
    found: list[Quantity] = []
    ends: list[tuple[int, int]] = []
    current: _Composite | None = None
    joined = False

    def close() -> None:
        nonlocal current
        if current is not None:
            found.append(current.quantity(folded, words))
            ends.append((current.parts[0].start, current.parts[-1].end))
            current = None

    for item in _parts(folded, words):
        if isinstance(item, str):
            if item == "-" and current is not None and current.parts[-1].kind == "word" and not joined:
                continue  # «بیست-ویک»
            if current is not None and item in (conjunction, "و") and not joined:
                joined = True
                continue
            close()
            joined = False
            if words is not None and item in words.hints:
                found.append(Quantity(item, frozenset(words.hints[item]), firm=False))
                ends.append((0, 0))
            continue
        if current is not None and current.accepts(item, joined, reverse):
            current.add(item)
        else:
            close()
            current = _Composite(item)
        joined = False
    close()
    return tuple(_share_scales(found, ends, folded))


_SCALES = (1e12, 1e9, 1e6, 1e3)


def _share_scales(found: list[Quantity], ends: list[tuple[int, int]], text: str) -> Iterator[Quantity]:
    """Give the first number of a range the scale of the second: «۱۰ تا ۱۵ میلیون»."""
    last = (Quantity("", frozenset()), (0, 0))
    for (quantity, span), (following, next_span) in pairwise([*zip(found, ends, strict=True), last]):
        between = text[span[1] : next_span[0]].split() if span[1] and next_span[0] >= span[1] else []
        ranged = 1 <= len(between) <= 2 and all(
            word in _RANGE or word.strip("،,") in _RANGE for word in between
        )
        if ranged and following.parts and not quantity.parts:
            scale = next((factor for factor in _SCALES if following.parts[0] >= factor), 1.0)
            values = quantity.values | {tidy(value * scale) for value in quantity.values}
            yield Quantity(quantity.text, values, quantity.parts, quantity.firm)
        else:
            yield quantity
