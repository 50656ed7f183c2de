"""The translation memory: loading it, and the matches of a text."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from wirelocalize.memory.index import Index
from wirelocalize.memory.model import Match, MemoryUnit
from wirelocalize.memory.store import CACHE_NAME, Source, Store
from wirelocalize.memory.text import Features, guards, typographic
from wirelocalize.segments.model import OMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from wirelocalize.workspace import Workspace

GUARDED = 89
"""No match with a guard scores higher, whatever its similarity."""
SIMILAR, TYPOGRAPHY, ANOTHER_ROLE, SAME = 97, 98, 99, 100
SPARE = 4
"""For each match wanted so many are looked at, because guards change their order."""


class Memory:
    """Reviewed translations of a workspace and its imported TMX files.

    Made by :meth:`load` or :meth:`open`; indices are built per locale at the first question.

    :param locales: what it was loaded for; the first one is meant where a question names none.
    """

    def __init__(self, store: Store, locales: Sequence[str], sources: Sequence[Source] = ()) -> None:
        self._store = store
        self._sources = tuple(sources)
        self._indices: dict[str, Index] = {}
        self.locales = tuple(locales)

    @classmethod
    def load(cls, workspace: Workspace, locales: Sequence[str] | None = None) -> Self:
        """The memory of a workspace: reviewed units of its catalogues, and its TMX files.

        The cache in the workspace's cache folder makes this quick; only changed files are read. A catalogue
        that cannot be read is left out and named in :attr:`skipped`.

        :param locales: default: the workspace's.
        :raises DataError: a TMX file cannot be read.
        """
        wanted = tuple(locales or workspace.config.locales)
        folders = {code: workspace.catalogues_dir / code / "LC_MESSAGES" for code in wanted}
        paths = {
            code: {
                path.relative_to(folder).with_suffix("").as_posix(): path
                for path in sorted(folder.rglob("*.po"))
            }
            for code, folder in folders.items()
        }
        tmx = sorted(workspace.memories_dir.glob("*.tmx"))
        tmx += [workspace.root / name for name in workspace.config.memory.tmx]
        return cls.build(paths, dict.fromkeys(tmx), workspace.cache_dir)

    @classmethod
    def open(cls, workspace: Workspace, locale: str) -> Self:
        """The memory of one locale; see :meth:`load`."""
        return cls.load(workspace, (locale,))

    @classmethod
    def build(
        cls,
        catalogues: Mapping[str, Mapping[str, Path]],
        tmx: Iterable[Path] = (),
        cache_dir: Path | None = None,
    ) -> Self:
        """A memory of given files.

        :param catalogues: locale → slug → PO file.
        :param cache_dir: where the cache is kept; ``None``: not at all.
        :raises DataError: a TMX file cannot be read.
        """
        sources = [
            _catalogue(path, code, slug) for code, by in catalogues.items() for slug, path in by.items()
        ]
        sources += [_tmx(path) for path in tmx]
        store = Store(cache_dir / CACHE_NAME if cache_dir else None)
        store.refresh(sources, tuple(catalogues))
        return cls(store, tuple(catalogues), sources)

    @classmethod
    def of(cls, units: Iterable[MemoryUnit]) -> Self:
        """A memory of given units, in this process only."""
        held = list(units)
        store = Store(None)
        store.add(held)
        return cls(store, tuple(dict.fromkeys(unit.locale for unit in held)))

    @property
    def skipped(self) -> tuple[tuple[Path, str], ...]:
        """Catalogues that could not be read, with the reason."""
        return self._store.skipped

    def close(self) -> None:
        """Release the cache file."""
        self._store.close()

    def size(self, locale: str | None = None) -> int:
        """Number of units of a locale."""
        return len(self._index(self._locale(locale)))

    def matches(
        self,
        text: str,
        context: str = "",
        locale: str | None = None,
        *,
        threshold: int = 75,
        limit: int = 3,
        exclude: str = "",
    ) -> list[Match]:
        """Translations of the same or similar texts, best first; of equal ones the newest, each text once.

        :param context: the unit's role: only the same text in the same role scores 100.
        :param threshold: least score, 50 to 100.
        :param exclude: slug of the unit's own article, whose entry for the very unit is no match.
        """
        code = self._locale(locale)
        options = {"threshold": threshold, "limit": limit}
        try:
            return self._matches(text, context, code, exclude=exclude, **options)
        except sqlite3.Error:  # the cache was damaged meanwhile
            self._indices.clear()
            self._store.refresh(self._sources, self.locales)
            return self._matches(text, context, code, exclude=exclude, **options)

    def matches_all(
        self,
        units: Iterable[tuple[str, str]],
        locale: str | None = None,
        *,
        threshold: int = 75,
        limit: int = 3,
        exclude: str = "",
    ) -> list[list[Match]]:
        """:meth:`matches` for each (text, context) of an article."""
        options = {"threshold": threshold, "limit": limit}
        return [self.matches(text, context, locale, exclude=exclude, **options) for text, context in units]

    def best(
        self,
        text: str,
        context: str = "",
        *,
        locale: str | None = None,
        threshold: int = 75,
        exclude: str = "",
    ) -> Match | None:
        """The best match that may be filled in (as fuzzy, for review): no guard applies to it."""
        found = self.matches(text, context, locale, threshold=threshold, limit=5, exclude=exclude)
        return next((match for match in found if match.fillable), None)

    def units(self, locale: str | None = None) -> Iterator[MemoryUnit]:
        """Every unit of a locale, in order of origin."""
        code = self._locale(locale)
        for context, origin, when, who, source, target in self._store.everything(code):
            yield MemoryUnit(code, source, target, context, origin, when, who)

    def _locale(self, locale: str | None) -> str:
        return locale or (self.locales[0] if self.locales else "")

    def _index(self, locale: str) -> Index:
        index = self._indices.get(locale)
        if index is None:
            index = self._indices[locale] = Index(self._store.keys(locale))
        return index

    def _matches(
        self, text: str, context: str, locale: str, *, threshold: int, limit: int, exclude: str
    ) -> list[Match]:
        index = self._index(locale)
        query = Features.of(text)
        similarity = dict.fromkeys(index.same(query.norm), 100.0)
        similarity.update(index.similar(query.norm, threshold, limit * SPARE))
        found = []
        for number, there, origin, when, source, target in self._store.rows(list(similarity)):
            if origin == exclude and source == text and there == context:
                continue
            score, reasons = _score(similarity[number], query, context, source, there)
            if score >= threshold:
                rank = (-score, len(reasons), there != context, _descending(when), -number)
                found.append((rank, Match(score, source, target, origin, when, there, reasons)))
        unique: dict[str, Match] = {}
        for _rank, match in sorted(found, key=lambda one: one[0]):
            unique.setdefault(match.target, match)
        return list(unique.values())[:limit]


def _score(
    similarity: float, query: Features, context: str, source: str, there: str
) -> tuple[int, tuple[str, ...]]:
    """The score of a found source, and the guards on it."""
    if source == query.text:
        return (SAME if there == context else ANOTHER_ROLE), ()
    found = Features.of(source)
    reasons = guards(query, found)
    if similarity == 100 and not reasons:
        return (TYPOGRAPHY if typographic(query.text) == typographic(source) else SIMILAR), ()
    score = min(SIMILAR, int(similarity))
    return (min(score, GUARDED) if reasons else score), reasons


def _descending(when: str) -> tuple[int, ...]:
    """A key that puts later times first."""
    return tuple(-ord(c) for c in when) or (0,)


def _catalogue(path: Path, locale: str, slug: str) -> Source:
    def read() -> Iterator[MemoryUnit]:
        from wirelocalize import catalogue
        from wirelocalize.catalogue.model import State

        read_in = catalogue.read(path)
        when = _utc(read_in.header.get("PO-Revision-Date", ""))
        who = read_in.header.get("Last-Translator", "")
        for entry in read_in.entries:
            if (
                entry.source
                and entry.target != OMIT
                and not entry.plural
                and catalogue.state(entry) is State.REVIEWED
            ):
                yield MemoryUnit(locale, entry.source, entry.target, entry.context, slug, when, who)

    return Source(path, locale, read)


def _tmx(path: Path) -> Source:
    def read() -> Iterator[MemoryUnit]:
        from wirelocalize.memory import tmx

        return tmx.read(path)

    return Source(path, "", read, required=True)


def _utc(stamp: str) -> str:
    """A PO header's ``2021-07-06 12:30+0430`` as ISO 8601 in UTC; empty if it is no date."""
    for form in ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z"):
        try:
            return datetime.strptime(stamp.strip(), form).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError):
            continue
    return ""
