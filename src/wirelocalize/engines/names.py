"""Are the names of a translation those of the source?

Two kinds of evidence. Names of countries, provinces and cities are looked up in a table, in both directions: one
that the source has and the translation has not is *lost*; one that stands in the translation without anything in
the source to explain it is *invented*. Other names (two or more capitalised words in a row, or one after a title)
are compared by their consonants, which Persian, Dari and Pashto spellings of a foreign name keep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"

_FOLD = str.maketrans({
    "\u200c": " ", "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "أ": "ا", "\u0654": None, "آ": "ا", "ګ": "گ",
    "ې": "ی", "ۍ": "ی", "ئ": "ی", "ټ": "ت", "ډ": "د", "ړ": "ر", "ڼ": "ن", "ؤ": "و",
})  # fmt: skip
_TITLES = (
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Maj", "Capt", "Lt", "Sgt", "Sheikh", "Mullah", "Mawlawi",
    "Ayatollah", "Hojatoleslam", "President", "Minister", "Governor", "Judge", "Commander",
)  # fmt: skip
_NAME_WORD = r"[A-Z][a-z]+(?:[-'’][A-Za-z][a-z]+)*"
_NAME = re.compile(rf"(?:\b(?:{'|'.join(_TITLES)})\.?\s+)({_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}})")
_PAIR = re.compile(rf"\b({_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}})")
_LATIN = (
    ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("kh", "k"), ("gh", "k"), ("ph", "p"),
    ("th", "t"), ("dh", "t"), ("ck", "k"), ("qu", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ge", "g"), ("gi", "g"),
    ("x", "ks"),
)  # fmt: skip
_LATIN_CLASS = str.maketrans({
    "b": "p", "p": "p", "f": "p", "t": "t", "d": "t", "s": "s", "z": "s", "j": "s", "c": "k", "k": "k", "q": "k",
    "g": "g", "l": "l", "m": "m", "n": "n", "r": "r",
    "v": "v",
    **dict.fromkeys("aeiouyhw'’-", None),
})  # fmt: skip
_ARABIC_CLASS = {
    **dict.fromkeys("بپف", "p"), **dict.fromkeys("تطدټډ", "t"), **dict.fromkeys("ثسصشزذضظژجچڅځښږ", "s"),
    **dict.fromkeys("خغقکگګك", "k"), "ل": "l", "م": "m", **dict.fromkeys("نڼ", "n"), **dict.fromkeys("رړ", "r"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """One name of the table."""

    english: tuple[str, ...]
    stems: tuple[str, ...]
    forms: tuple[str, ...]
    accepted: tuple[str, ...]


def fold(text: str) -> str:
    """Text without the differences of spelling that do not make another name."""
    return re.sub(r"\s+", " ", text.translate(_FOLD)).strip()


def lost_names(source: str, target: str) -> list[str]:
    """Names of the source that the translation does not have."""
    folded = fold(target)
    lowered = source.lower()
    pattern, rows = _english()
    named = [rows[name] for name in dict.fromkeys(pattern.findall(lowered))]
    lost = [row.english[0] for row in named if not any(form in folded for form in row.accepted)]
    persons = person_names(source)
    skeletons = _target_skeletons(target) if persons else ""
    return lost + [name for name in persons if not _found(name, skeletons)]


def invented_names(source: str, target: str) -> list[str]:
    """Names of the table that the translation has and nothing in the source explains."""
    folded = fold(target)
    lowered = source.lower()
    return [
        row.forms[0]
        for form, row in _found_forms(folded)
        if form and not any(stem in lowered for stem in row.stems)
    ]


def _found_forms(folded: str) -> list[tuple[str, _Row]]:
    pattern, rows = _forms()
    return [(form, rows[form]) for form in dict.fromkeys(pattern.findall(folded))]


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    """The table."""
    rows = []
    for line in (DATA / "names.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "english\t")):
            continue
        english, stems, forms, also = (
            [item for item in cell.split("|") if item] for cell in line.split("\t")
        )
        folded = [fold(form) for form in forms]
        rows.append(
            _Row(tuple(english), tuple(stems), tuple(folded), tuple(folded + [fold(form) for form in also]))
        )
    return tuple(rows)


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], dict[str, _Row]]:
    """One expression for all target forms."""
    return _search({form: row for row in _rows() for form in row.forms})


@lru_cache(maxsize=1)
def _english() -> tuple[re.Pattern[str], dict[str, _Row]]:
    """One expression for all English names."""
    return _search({name: row for row in _rows() for name in row.english})


def _search(rows: dict[str, _Row]) -> tuple[re.Pattern[str], dict[str, _Row]]:
    """An expression that finds the keys as words of their own, the longest first.

    Branches by first letter: a search among hundreds of names tries a dozen of them.
    """
    tails: dict[str, list[str]] = {}
    for name in sorted(rows, key=len, reverse=True):
        tails.setdefault(name[0], []).append(re.escape(name[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return re.compile(rf"\b(?:{'|'.join(branches)})(?!\w)"), rows


def person_names(source: str) -> list[str]:
    """Single words that are very likely parts of personal names: after a title, or in a run of capitalised words."""
    words: list[str] = []
    tokens = re.findall(r"[A-Za-z]{4,}", source)
    if (
        sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens)
        and source.rstrip()[-1:] not in '.!?"”'
    ):
        return []  # a headline in title case, or nothing but names: capitals tell nothing
    for match in [*_NAME.finditer(source), *_PAIR.finditer(source)]:
        parts = match.group(1).split()
        if any(_ordinary(part) for part in parts[1:]) or (len(parts) == 1 and _ordinary(parts[0])):
            continue
        words += [
            part for part in parts if not _ordinary(part) and part not in _TITLES and len(skeleton(part)) >= 3
        ]
    return list(dict.fromkeys(words))


@lru_cache(maxsize=1)
def _translated() -> frozenset[str]:
    """Capitalised words that are no names."""
    text = (DATA / "capitalised.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_translated(word: str) -> bool:
    """A capitalised word of titles, bodies and sentence beginnings that is no name."""
    return word in _translated()


def _ordinary(word: str) -> bool:
    """A capitalised word that is translated, not spelt."""
    return is_translated(word) or "-" in word or word.endswith(("ian", "ese", "ish", "ans"))


def skeleton(word: str) -> str:
    """Consonant classes of a Latin spelling."""
    text = word.lower()
    for letters, sound in _LATIN:
        text = text.replace(letters, sound)
    return _squeeze(text.translate(_LATIN_CLASS))


def _arabic_skeleton(word: str) -> str:
    """Consonant classes of a Persian, Dari or Pashto spelling."""
    return _squeeze("".join(_ARABIC_CLASS.get(char, "") for char in word))


def _squeeze(text: str) -> str:
    """Double consonants are one."""
    return re.sub(r"(.)\1+", r"\1", text)


def _target_skeletons(target: str) -> str:
    """All words' skeletons, and those of neighbours together, in one searchable text."""
    words = [_arabic_skeleton(word) for word in re.findall(r"[^\W\d_]+", target.replace("\u200c", ""))]
    return " ".join(words) + " | " + " ".join(a + b for a, b in pairwise(words))


def _found(name: str, skeletons: str) -> bool:
    """Whether some word of the target sounds like the name: the same consonants, one of them perhaps missing."""
    shapes = {skeleton(name), skeleton(re.sub(r"kh|gh", "", name.lower()))}
    variants = {
        shape.replace("g", hard).replace("v", lip) for shape in shapes for hard in "ks" for lip in ("", "p")
    }
    for variant in variants:
        if len(variant) >= 3 and variant in skeletons:
            return True
        if len(variant) >= 4 and any(
            variant[:i] + variant[i + 1 :] in skeletons for i in range(len(variant))
        ):
            return True
    return False
