"""Names whose spelling is known and which a small model would get wrong: they are masked for it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirelocalize.engines.names import is_translated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

TABLE = Path(__file__).parent / "data" / "known_names.tsv"
FAMILIAR = 12
"""Sentences of its corpus from which on the starter model writes a name better itself."""
MOST = 2
"""Names masked in one piece of text; with more, masks get lost."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\Z")
_ARTICLE = "The "


class Name(NamedTuple):
    """A name in a text. :ivar spelling: in the target language; empty: the model knows it, or is to find it."""

    start: int
    end: int
    spelling: str


class KnownNames:
    """Finds names of a table in English text, the longest at each place.

    :param spellings: English name → its spelling in the target language.
    :param familiar: names of the table that are found, but left to the model.
    :param locale: the target language.
    """

    def __init__(
        self, spellings: Mapping[str, str], locale: str = "", *, familiar: Collection[str] = ()
    ) -> None:
        self.spellings = {**spellings}
        self.locale = locale
        for name, spelling in spellings.items():
            bare = name.removeprefix(_ARTICLE)
            if " " in bare:  # not "The Hague"
                self.spellings.setdefault(bare, spelling)
        self._familiar = frozenset(familiar)
        self._longest: dict[str, int] = {}
        for name in self.spellings:
            words = _WORD.findall(name)
            if words:
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def find(self, text: str, begin: int = 0) -> list[Name]:
        """Names to mask, from ``begin`` on; neighbours ("Masih", "Alinejad") are one. At most :data:`MOST`."""
        found: list[Name] = []
        for name in self._alone(text):
            if name.start < begin:
                continue
            if found and text[found[-1].end : name.start] == " ":
                before = found.pop()
                found.append(Name(before.start, name.end, f"{before.spelling} {name.spelling}"))
            elif len(found) == MOST:
                break
            else:
                found.append(name)
        return found

    def each(self, text: str) -> Iterator[Name]:
        """Every name by itself, familiar ones too; a possessive s behind it is no part of it."""
        words = _words(text) if self._longest else []
        index = 0
        while index < len(words):
            end = self._match(text, words, index)
            if end and text.startswith(_ARTICLE, words[index][0]) and index + 1 < len(words):
                later = self._match(text, words, index + 1)
                index, end = (index + 1, later) if later > end else (index, end)
            if end:
                name = text[words[index][0] : words[end - 1][1]]
                yield Name(
                    words[index][0],
                    words[end - 1][1],
                    "" if name in self._familiar else self.spellings[name],
                )
            index = max(index + 1, end)

    def _match(self, text: str, words: list[tuple[int, int]], index: int) -> int:
        """Number of the word behind the longest name that begins at a word; 0: none does."""
        start, end = words[index]
        count = self._longest.get(text[start:end], 0)
        for behind in range(min(index + count, len(words)), index, -1):
            if text[start : words[behind - 1][1]] in self.spellings:
                return behind
        return 0

    def _alone(self, text: str) -> Iterator[Name]:
        """Names to mask: a single word only if it is no part of a longer name that the table does not have."""
        names = list(self.each(text))
        taken = {at for name in names for at in (name.start, name.end)}
        for name in names:
            words = text[name.start : name.end].removeprefix(_ARTICLE)
            if name.spelling and (" " in words or not _in_larger_name(text, name, taken)):
                yield name


def _words(text: str) -> list[tuple[int, int]]:
    """Words without a possessive s."""
    spans = []
    for match in _WORD.finditer(text):
        tail = _POSSESSIVE.search(match[0])
        spans.append((match.start(), match.start() + tail.start() if tail else match.end()))
    return spans


def _in_larger_name(text: str, name: Name, taken: Collection[int]) -> bool:
    """Whether a neighbour looks like another part of the same name ("Miley" Cyrus, Alexandria "Ocasio-Cortez")."""
    before = re.search(r"([^\W\d_][\w'’-]*) \Z", text[: name.start][-40:])
    after = re.match(r" ([^\W\d_][\w'’-]*)", text[name.end :])
    if after and after[1][0].isupper() and name.end + 1 not in taken:
        return text.startswith(_ARTICLE, name.start) or not is_translated(after[1])
    return bool(
        before and before[1][0].isupper() and name.start - 1 not in taken and not is_translated(before[1])
    )


NONE = KnownNames({})


@lru_cache(maxsize=4)
def known_names(locale: str) -> KnownNames:
    """The names of the shipped table in one of its locales (``fa``, ``fa_AF``, ``ps``)."""
    head, *rows = (
        line.split("\t")
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    column = head.index(locale)
    familiar = {row[0] for row in rows if int(row[-1]) >= FAMILIAR}
    return KnownNames({row[0]: row[column] for row in rows}, locale, familiar=familiar)


_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’]+(?:[- ][A-Z'’]+){0,4})(?P<region>, [A-Z][\w' ]{2,30}?)?(?: \((?P<agency>[^()]{2,30})\))?"
    r"\s{0,2}[-–—]{1,3}\s{1,2}(?=\w)"
)
_INITIALS = re.compile(r"[A-Z]{2,5}")


def dateline(text: str, locale: str) -> tuple[int, str]:
    """Where a dateline at the beginning ends ("KABUL (Reuters) - ") and what it is in the language.

    :returns: (0, "") if there is none, or a part of it is in no table.
    """
    match = _DATELINE.match(text)
    if match is None or match["place"] in known_names(locale).spellings:  # NATO is no place
        return 0, ""
    spellings = _in_any_case(locale)
    place = spellings.get(match["place"].lower(), "")
    region = spellings.get(match["region"][2:].lower(), "") if match["region"] else ""
    agency = match["agency"] or ""
    agency = spellings.get(agency.lower(), agency if _INITIALS.fullmatch(agency) else "")
    if not place or bool(region) != bool(match["region"]) or bool(agency) != bool(match["agency"]):
        return 0, ""
    return match.end(), place + (f"، {region}" if region else "") + (f" ({agency})" if agency else "") + " –"


@lru_cache(maxsize=4)
def _in_any_case(locale: str) -> dict[str, str]:
    return {name.lower(): spelling for name, spelling in known_names(locale).spellings.items()}
