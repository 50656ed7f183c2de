"""What the engine knows about names and words, from the project's corpus.

Names that the corpus hardly has are not trusted to the starter model: masked and put back in the right spelling they
come through whole. Names it has seen often the model writes better itself, in their place in the sentence. Words that
the corpus writes small turn headlines in Title Case into sentences. Both measured: ``training/README.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.engines import known_names, truecase
from wirelocalize.engines.house_english import house_english
from wirelocalize.engines.known_names import KnownNames
from wirelocalize.errors import DataError
from wirelocalize.files import read_text, write_text
from wlmodel.corpus import authored
from wlmodel.settings import HOME, LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wlmodel.corpus import Row

HEADER = (
    "# Names in the three languages, and in how many sentences of the starter model's corpus they stand. Made by\n"
    "# `python -m wlmodel names` (in training/) from the corpus's gazetteer; CC0.\n"
    "english\t" + "\t".join(LOCALES) + "\tseen\n"
)
WORDS_HEADER = """\
# Words that the project's corpus writes small, and names of several words that would be such. Made by
# `python -m wlmodel names` (in training/); CC0.
"""
_SMALL_WORD = re.compile(r"\b[a-z][\w'-]*")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE_END = tuple('.!?:"“')


def names(parts: Mapping[str, tuple[Row, ...]]) -> list[tuple[Row, int]]:
    """Rows of the gazetteer that are no ordinary words, and how many sentences of the other parts have the name."""
    gazetteer = {row.english: row for row in parts["lexicon_gazetteer"] if row.english[:1].isupper()}
    finder = KnownNames(dict.fromkeys(gazetteer, ""))
    seen: Counter[str] = Counter()
    ordinary: set[str] = set()
    for part, rows in parts.items():
        for row in rows:
            ordinary.update(_SMALL_WORD.findall(row.english))
            if not part.startswith("lexicon"):
                seen.update({row.english[start:end] for start, end, _ in finder.each(row.english)})
    return [(row, seen[name]) for name, row in gazetteer.items() if name.lower() not in ordinary]


def corrections(path: Path = HOME / "names_corrections.tsv") -> dict[str, tuple[str, ...]]:
    """English name → what stands in the table instead of the gazetteer's spellings; empty ones leave it out."""
    lines = read_text(path, error=DataError).splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: tuple(row[1 : 1 + len(LOCALES)]) for row in rows}


def write_names(path: Path = known_names.TABLE) -> int:
    """Write the engine's table of names; how many there are."""
    lines = []
    corrected = corrections()
    for row, seen in sorted(names(authored()), key=lambda item: item[0].english):
        cells = [
            languages.normalise(cell.partition(" / ")[0], languages.get(locale))
            for locale, cell in zip(LOCALES, corrected.get(row.english, row.translations), strict=True)
        ]
        if all(cells):
            forms = dict.fromkeys(
                (row.english, house_english(row.english))
            )  # the engine looks at house English
            lines += ["\t".join((form, *cells, str(seen))) + "\n" for form in forms]
    write_text(path, HEADER + "".join(lines))
    return len(lines)


def ordinary_words(parts: Mapping[str, tuple[Row, ...]]) -> list[str]:
    """Words that stand in lower case more often than capitalised within sentences, and familiar names made of them."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for row in (row for rows in parts.values() for row in rows if not _is_title(row.english)):
        for match in _WORD.finditer(row.english):
            before = row.english[: match.start()].rstrip()
            if before and not before.endswith(_SENTENCE_END):
                (large if match[0][0].isupper() else small)[match[0].lower()] += 1
    words = {word for word, count in small.items() if count > large[word] and len(word) > 1}
    gazetteer = (row.english for row in parts["lexicon_gazetteer"])
    names = [
        name for name in gazetteer if name[:1].isupper() and " " in name and words & set(name.lower().split())
    ]
    return sorted(words) + sorted(set(names))


def _is_title(english: str) -> bool:
    """Whether most words of a row are capitalised: a headline, whose capitals tell nothing."""
    words = [word for word in _WORD.findall(english) if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def write_words(path: Path = truecase.TABLE) -> int:
    """Write the engine's list of ordinary words; how many there are."""
    words = ordinary_words(authored())
    write_text(path, WORDS_HEADER + "".join(f"{word}\n" for word in words))
    return len(words)
