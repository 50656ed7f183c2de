"""What is out and what is gone, while a run changes it: the manifest in the making."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wirelocalize.publish.manifest import Manifest, TextEntry, Tombstone, content_of
from wirelocalize.publish.model import Outcome, OutputFile

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

Key = tuple[str, str]


@dataclass
class Ledger:
    """Entries and tombstones of the old manifest, and what becomes of them.

    :param moment: UTC time stamp of this run's changes.
    """

    old: Manifest
    moment: str
    before: dict[Key, TextEntry] = field(init=False)
    entries: dict[Key, TextEntry] = field(init=False)
    changed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.before = self.old.by_key()
        self.entries = dict(self.before)
        self.revision = self.old.revision + 1
        self._stones = {(*stone.key, stone.reason): stone for stone in self.old.tombstones}
        self._gone: list[OutputFile] = []
        self._gone_drafts: list[OutputFile] = []
        self._owners = {
            f"{folder}:{f.path}": entry.key
            for entry in self.old.texts
            for folder, files in (("public", entry.files), ("draft", entry.draft_files))
            for f in files
        }

    def claim(self, key: Key, path: str, *, draft: bool) -> Key | None:
        """Take a path for a text; returns the other text that has it, if any."""
        name = f"{'draft' if draft else 'public'}:{path}"
        owner = self._owners.setdefault(name, key)
        if owner != key and owner in self.entries:
            return owner
        self._owners[name] = key
        return None

    def record(self, entry: TextEntry) -> TextEntry:
        """Enter a text; its time and revision move only if its content did."""
        old = self.before.get(entry.key)
        if old is not None and content_of(entry) == content_of(old):
            return old
        self.changed = True
        new = replace(entry, updated=self.moment, revision=self.revision)
        self.entries[entry.key] = new
        if old is not None:
            kept = {f.path for f in new.files}
            reason = "replaced" if new.outcome is Outcome.PUBLISHED else "withdrawn"
            self._bury(new.key, reason, tuple(f for f in old.files if f.path not in kept))
            drafts = {f.path for f in new.draft_files}
            self._gone_drafts += [f for f in old.draft_files if f.path not in drafts]
        return new

    def drop_deleted(self, articles: Container[str], locales: Container[str]) -> list[TextEntry]:
        """Take out the texts whose article or locale is gone."""
        dropped = [e for e in self.before.values() if e.article not in articles or e.locale not in locales]
        for entry in dropped:
            self.changed = True
            del self.entries[entry.key]
            self._gone_drafts += entry.draft_files
            self._bury(entry.key, "deleted", entry.files)
        return dropped

    def _bury(self, key: Key, reason: str, files: tuple[OutputFile, ...]) -> None:
        """Leave a tombstone for published files."""
        if not files:
            return
        self._gone += files
        paths = {f.path for f in files}
        before = self._stones.get((*key, reason))
        older = tuple(f for f in before.files if f.path not in paths) if before else ()
        self._stones[*key, reason] = Tombstone(*key, reason, (*older, *files), self.moment, self.revision)

    def manifest(self, feeds: Mapping[str, OutputFile]) -> Manifest:
        """The manifest after this run; the old one itself if nothing changed."""
        if not self.changed and dict(feeds) == dict(self.old.feeds) and self.old.revision:
            return self.old
        alive = {f.path for entry in self.entries.values() for f in entry.files}
        stones = []
        for stone in self._stones.values():
            files = tuple(f for f in stone.files if f.path not in alive)
            if files:
                stones.append(replace(stone, files=files))
        return Manifest(self.revision, self.moment, tuple(self.entries.values()), tuple(stones), feeds)

    def removable(self, manifest: Manifest) -> tuple[list[OutputFile], list[OutputFile]]:
        """Published files and drafts that this run leaves without a text."""
        alive = {f.path for e in manifest.texts for f in e.files} | {f.path for f in manifest.feeds.values()}
        feeds = [f for f in self.old.feeds.values() if f.path not in alive]
        drafts = {f.path for e in manifest.texts for f in e.draft_files}
        return (
            [*feeds, *(f for f in self._gone if f.path not in alive)],
            [f for f in self._gone_drafts if f.path not in drafts],
        )
