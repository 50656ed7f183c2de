"""What is known to be done: a cache of fingerprints, so that a run with nothing to do only reads and hashes.

It may be deleted at any time; then the next run does the work again and finds that nothing changes.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from wirelocalize import __version__
from wirelocalize.errors import OutputError, WirelocalizeError
from wirelocalize.files import read_bytes, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wirelocalize.workspace import Workspace


def fingerprint(paths: Iterable[Path], *settings: str, known: Digests | None = None) -> str:
    """Hash the content of files (a missing one counts as missing), some settings, and the program's version."""
    digest_of = (known or Digests()).of
    total = hashlib.sha256(__version__.encode())
    for text in settings:
        total.update(b"\0" + text.encode())
    for path in paths:
        total.update(b"\0" + digest_of(path))
    return total.hexdigest()[:32]


class Digests:
    """Hashes of files within one run: a file whose size, time and inode stand is not read again."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int, int], bytes]] = {}

    def of(self, path: Path) -> bytes:
        """SHA-256 of the file; ``missing`` if it cannot be read."""
        try:
            status = path.stat()
        except OSError:
            return b"missing"
        mark = (status.st_size, status.st_mtime_ns, status.st_ino)
        found = self._known.get(path)
        if found is not None and found[0] == mark:
            return found[1]
        try:
            value = hashlib.sha256(read_bytes(path)).digest()
        except WirelocalizeError:
            return b"missing"
        self._known[path] = (mark, value)
        return value


class Ledger:
    """Fingerprints of finished items, kept in one JSON file.

    An item is a step and what it was done to: ``sync herat-clinic [ps]``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = False
        try:
            known = json.loads(path.read_bytes())
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, str] = (
            {str(key): str(value) for key, value in known.items()} if isinstance(known, dict) else {}
        )

    def is_done(self, item: str, mark: str) -> bool:
        """Whether this item was finished with exactly these inputs."""
        return self._known.get(item) == mark

    def done(self, item: str, mark: str) -> None:
        """Remember an item as finished."""
        if self._known.get(item) != mark:
            self._known[item] = mark
            self._changed = True

    def forget(self, item: str) -> None:
        """An item is not finished any more."""
        if self._known.pop(item, None) is not None:
            self._changed = True

    def close(self) -> None:
        """Write the file if something changed; a cache that cannot be written is no failure."""
        if self._changed:
            try:
                write_text(self._path, json.dumps(self._known, sort_keys=True))
            except OutputError:
                return
            self._changed = False


class Marks:
    """The fingerprints of a workspace's catalogues, by step.

    Both steps' marks hold the catalogue's own bytes: what a person saves makes both undone, and a step that
    writes a catalogue the other was done with marks it for both.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.ledger = Ledger(workspace.cache_dir / "done.json")
        self._digests = Digests()
        self._workspace = workspace
        glossary = [workspace.glossary_path]
        self._sync = fingerprint(glossary, workspace.config.articles.model_dump_json())
        self._translate = fingerprint(glossary, workspace.config.model_dump_json())

    def is_synced(self, slug: str, locale: str, article: Path) -> bool:
        """Whether article, template, catalogue and glossary are as the last sync left them."""
        return self.ledger.is_done(f"sync {slug} [{locale}]", self._synced(slug, locale, article))

    def synced(self, slug: str, locale: str, article: Path) -> None:
        """The catalogue is up to its article."""
        self.ledger.done(f"sync {slug} [{locale}]", self._synced(slug, locale, article))

    def is_translated(self, slug: str, locale: str) -> bool:
        """Whether the catalogue is as the last translation left it."""
        return self.ledger.is_done(f"translate {slug} [{locale}]", self._translated(slug, locale))

    def translated(self, slug: str, locale: str) -> None:
        """There is nothing to fill in the catalogue, or nothing that could be filled."""
        self.ledger.done(f"translate {slug} [{locale}]", self._translated(slug, locale))

    def forget(self, slug: str, locale: str) -> None:
        """Something went wrong with the catalogue: look at it again."""
        self.ledger.forget(f"sync {slug} [{locale}]")
        self.ledger.forget(f"translate {slug} [{locale}]")

    def _synced(self, slug: str, locale: str, article: Path) -> str:
        workspace = self._workspace
        files = (article, workspace.template_path(slug), workspace.catalogue_path(slug, locale))
        return fingerprint(files, self._sync, known=self._digests)

    def _translated(self, slug: str, locale: str) -> str:
        path = self._workspace.catalogue_path(slug, locale)
        return fingerprint([path], self._translate, known=self._digests)
