"""The same thing the same way throughout an article."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Scope, Severity
from wirelocalize.checks.registry import case, cases, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirelocalize.checks.pair import Pair


@rule(
    "inconsistent-translation",
    Severity.WARNING,
    reason="A sentence that comes twice should read the same twice.",
    evidence="Weblate (consistency) checks the same.",
    scope=Scope.ARTICLE,
    catch=[cases("fa", ("He left the city.", "او شهر را ترک کرد."), ("He left  the city.", "از شهر رفت."))],
    spare=[
        cases("fa", ("He left the city.", "او شهر را ترک کرد."), ("He left the city.", "او شهر را ترک کرد.")),
        cases("fa", ("Yes.", "بله."), ("Yes.", "آری.")),
    ],
)
def inconsistent_translation(pairs: Sequence[Pair]) -> Iterator[Hit]:
    """The same sentence is translated in two ways."""
    first: dict[tuple[str, str], Pair] = {}
    for index, pair in enumerate(pairs):
        if len(pair.source) < 12 or len(pair.source.split()) < 3:
            continue
        key = " ".join(pair.source.split()), pair.context
        other = first.setdefault(key, pair)
        if " ".join(other.target.split()) != " ".join(pair.target.split()):
            yield Hit("the same source is translated otherwise above", pair.target[:40], at=index)


_NAME = re.compile(r"(?<![\w'’-])[A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-z]+)?(?![\w’'](?!s\b))")
_ENGLISH_SOUNDS = (
    ("tch", "C"), ("sch", "S"), ("sh", "S"), ("ch", "C"), ("kh", "X"), ("gh", "G"), ("ph", "f"),
    ("th", "t"), ("zh", "Z"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("j", "J"), ("v", "v"),
    ("w", "v"),
)  # fmt: skip
_TARGET_SOUNDS = str.maketrans({
    "ث": "s", "س": "s", "ص": "s", "ذ": "z", "ز": "z", "ض": "z", "ظ": "z", "ژ": "Z", "ږ": "Z", "ت": "t",
    "ط": "t", "ټ": "t", "د": "d", "ډ": "d", "ب": "b", "پ": "p", "ج": "J", "چ": "C", "ح": "h", "خ": "X",
    "ر": "r", "ړ": "r", "ش": "S", "ښ": "S", "غ": "G", "ف": "f", "ق": "k", "ک": "k", "گ": "g", "ګ": "g",
    "ل": "l", "م": "m", "ن": "n", "ڼ": "n", "و": "v", "ه": "h", "ځ": "z", "څ": "s",
})  # fmt: skip
_VOWELS = re.compile(r"[aeiouyhv]|[اآأیيېۍئؤءع\u0640\u064b-\u0655]")


@lru_cache(maxsize=4096)
def _english_key(name: str) -> str:
    """Consonants of an English name by sound; vowels, h, v and w, which come and go in spelling, left out."""
    key = name.lower()
    for letters, sound in _ENGLISH_SOUNDS:
        key = key.replace(letters, sound)
    return _squeeze(_VOWELS.sub("", key))


@lru_cache(maxsize=16384)
def _target_key(word: str) -> str:
    return _squeeze(_VOWELS.sub("", _VOWELS.sub("", word).translate(_TARGET_SOUNDS)))


def _squeeze(key: str) -> str:
    return re.sub(r"(.)\1+", r"\1", key)


def _same_name(first: str, second: str) -> bool:
    """Whether two spellings are one name with different endings (plural, oblique, ezafe)."""
    shorter, longer = sorted((first, second), key=len)
    endings = ("ی", "ي", "و", "ه", "ې", "ان", "ها", "ۍ", "یان", "ه\u0654")
    return longer.startswith(shorter) or any(
        shorter.removesuffix(ending) == longer.removesuffix(other) for ending in endings for other in endings
    )


@rule(
    "inconsistent-name",
    Severity.WARNING,
    reason="ترامپ in one paragraph and ترمپ in the next: readers, and search engines, take them for two "
    "people.",
    evidence="Names are matched by their consonants; 900 authored articles gave under 1 finding in 300 "
    "sentences.",
    scope=Scope.ARTICLE,
    catch=[
        cases("fa", ("Mr Trump said so.", "ترامپ چنین گفت."), ("Then Trump left.", "سپس ترمپ رفت.")),
        cases("ps", ("Mr Trump said so.", "ټرمپ داسې وویل."), ("Then Trump left.", "بیا ټرامپ ولاړ.")),
    ],
    spare=[
        cases("fa", ("Mr Trump said so.", "ترامپ چنین گفت."), ("Then Trump left.", "سپس ترامپ رفت.")),
        cases(
            "ps",
            ("Mr Karimov said so.", "کریموف داسې وویل."),
            ("They met Karimov.", "له کریموف سره یې ولیدل."),
        ),
        case("fa", "Mr Trump said so.", "ترامپ چنین گفت."),
    ],
)
def inconsistent_name(pairs: Sequence[Pair]) -> Iterator[Hit]:
    """The same name is spelt in two ways."""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for index, pair in enumerate(pairs):
        keys: dict[str, set[str]] | None = None
        for name in {match.group() for match in _NAME.finditer(pair.source_bare)}:
            key = _english_key(name)
            if len(key) < 3 or name in _NOT_NAMES:
                continue
            if keys is None:
                keys = defaultdict(set)
                for word in pair.native_words:
                    keys[_target_key(word)].add(word)
            forms = keys.get(key, set())
            if len(forms) == 1:
                spellings[name].setdefault(next(iter(forms)), index)
    for name, spelt in spellings.items():
        ordered = list(spelt.items())
        for form, index in ordered[1:]:
            if not any(_same_name(form, other) for other, _ in ordered if other != form):
                yield Hit(f"{name} is spelt «{ordered[0][0]}» above", form, at=index)


_NOT_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "President",
        "Minister",
        "Ministry",
        "Mr",
        "Mrs",
        "Dr",
        "Islamic",
        "Republic",
        "State",
        "United",
        "Nations",
        "Court",
        "Council",
        "General",
        "North",
        "South",
        "East",
        "West",
        "Party",
        "The",
        "This",
        "That",
        "There",
        "These",
        "Those",
        "When",
        "Then",
        "They",
        "University",
        "Street",
        "Road",
        "River",
        "Lake",
        "Sea",
        "Bank",
        "Photo",
    ]
)
