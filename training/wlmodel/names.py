"""Names that the starter model is not trusted with: those its own corpus hardly has.

Masked and put back in the right spelling they come through whole; names the model has seen often it writes better
itself, in their place in the sentence (measured with the shipped weights: see ``training/README.md``).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.engines.known_names import TABLE, KnownNames
from wirelocalize.files import write_text
from wlmodel.corpus import authored
from wlmodel.settings import LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wlmodel.corpus import Row

SEEN = 12
"""Sentences of the corpus from which on the model knows a name."""
HEADER = (
    f"# Names with fewer than {SEEN} sentences in the starter model's corpus: the engine masks them and writes the\n"
    "# spelling of this table. Made by `python -m wlmodel names` (in training/) from the corpus's gazetteer; CC0.\n"
    "english\t" + "\t".join(LOCALES) + "\n"
)
_WORD = re.compile(r"\b[a-z][\w'-]*")


def rare_names(parts: Mapping[str, tuple[Row, ...]]) -> list[Row]:
    """Rows of the gazetteer whose name is rare in the other parts, and no ordinary word there."""
    gazetteer = {row.english: row for row in parts["lexicon_gazetteer"] if row.english[:1].isupper()}
    finder = KnownNames(dict.fromkeys(gazetteer, ""))
    seen: Counter[str] = Counter()
    ordinary: set[str] = set()
    for part, rows in parts.items():
        for row in rows:
            ordinary.update(_WORD.findall(row.english))
            if not part.startswith("lexicon"):
                seen.update({row.english[start:end] for start, end, _ in finder.each(row.english)})
    return [row for name, row in gazetteer.items() if seen[name] < SEEN and name.lower() not in ordinary]


def write_names(path: Path = TABLE) -> int:
    """Write the engine's table of names; how many there are."""
    lines = []
    for row in sorted(rare_names(authored()), key=lambda row: row.english):
        cells = [
            languages.normalise(cell.partition(" / ")[0], languages.get(locale))
            for locale, cell in zip(LOCALES, row.translations, strict=True)
        ]
        if all(cells):
            lines.append("\t".join((row.english, *cells)) + "\n")
    write_text(path, HEADER + "".join(lines))
    return len(lines)
