"""Names whose spelling is known and which a small model would get wrong: they are masked for it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLE = Path(__file__).parent / "data" / "known_names.tsv"
FAMILIAR = 12
"""Sentences of its corpus from which on the starter model writes a name better itself."""
MOST = 2
"""Names masked in one piece of text; with more, masks get lost."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


class KnownNames:
    """Finds names of a table in English text, the longest at each place.

    :param spellings: English name → its spelling in the target language; :param locale: that language.
    """

    def __init__(self, spellings: Mapping[str, str], locale: str = "") -> None:
        self.spellings = spellings
        self.locale = locale
        self._longest: dict[str, int] = {}
        for name in spellings:
            words = _WORD.findall(name)
            if words:
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def find(self, text: str, begin: int = 0) -> list[tuple[int, int, str]]:
        """(start, end, spelling) of names from ``begin`` on; neighbours ("Masih", "Alinejad") are one.

        At most :data:`MOST` are given.
        """
        found: list[tuple[int, int, str]] = []
        for start, end, spelling in self.each(text):
            if start < begin:
                continue
            if found and text[found[-1][1] : start] == " ":
                first, _, before = found.pop()
                found.append((first, end, f"{before} {spelling}"))
            elif len(found) == MOST:
                break
            else:
                found.append((start, end, spelling))
        return found

    def each(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every name by itself. One with a possessive s or in a compound ("Sidon-based") is left to the model."""
        words = [match.span() for match in _WORD.finditer(text)] if self._longest else []
        index = 0
        while index < len(words):
            start = words[index][0]
            count = self._longest.get(text[start : words[index][1]], 0)
            for size in range(min(count, len(words) - index), 0, -1):
                end = words[index + size - 1][1]
                spelling = self.spellings.get(text[start:end])
                if spelling is not None:
                    yield start, end, spelling
                    index += size - 1
                    break
            index += 1


NONE = KnownNames({})


@lru_cache(maxsize=8)
def known_names(locale: str, *, familiar: bool = False) -> KnownNames:
    """The names of the shipped table in one of its locales (``fa``, ``fa_AF``, ``ps``).

    :param familiar: also those that the starter model has seen often.
    """
    head, *rows = (
        line.split("\t")
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    column = head.index(locale)
    return KnownNames({row[0]: row[column] for row in rows if familiar or int(row[-1]) < FAMILIAR}, locale)


_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'-]+(?: [A-Z][A-Z'-]+){0,3})(?P<region>, [A-Z][\w' ]{2,30}?)?(?: \((?P<agency>[^()]{2,30})\))?"
    r"\s*(?:[-–—]+|--)\s+(?=\w)"
)


def dateline(text: str, locale: str) -> tuple[int, str]:
    """Where a dateline at the beginning ends ("KABUL (Reuters) - ") and what it is in the language.

    :returns: (0, "") if there is none, or one of its places is in no table.
    """
    match = _DATELINE.match(text)
    if match is None:
        return 0, ""
    spellings = known_names(locale, familiar=True).spellings
    place = spellings.get(match["place"].title())
    region = spellings.get((match["region"] or "")[2:], "" if match["region"] is None else None)
    if not place or region is None:
        return 0, ""
    agency = f" ({spellings.get(match['agency'], match['agency'])})" if match["agency"] else ""
    return match.end(), place + (f"، {region}" if region else "") + agency + " –"
