"""``manifest.json``: what is out, in which state, made from what. Written last, read by importers.

The form is in ``data/manifest.schema.json``; the guarantees are in ``docs/pipeline.md``. Nothing in it comes from a
clock but the time of a change, and nothing changes unless content does: equal inputs give equal bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from wirelocalize.errors import OutputError
from wirelocalize.files import MAX_TEXT_BYTES, digest, read_text, write_text
from wirelocalize.publish.model import Outcome, OutputFile, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = 1
NAME = "manifest.json"
SCHEMA_NAME = "manifest.schema.json"
_SAFE_PATH = re.compile(r"^(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^\\\x00-\x1f:]+$")


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One article in one locale.

    :param source / source_sha256: path of the article relative to the workspace, and the hash of its bytes.
    :param catalogue_sha256: hash of the PO file; empty if there is none.
    :param counts: units by state. ``checks``: findings by severity. ``rules``: findings by rule id.
    :param engines: signatures of the engines whose drafts went into the text.
    :param reviewers: names, only where the workspace credits them.
    :param translated_sha256: the source hash the published files were made from; differs from ``source_sha256`` if
        ``stale``.
    :param files: published files, relative to the output folder. ``draft_files``: relative to the draft folder.
    :param title / description / date: of the published text, for feeds; empty unless published.
    :param published_at: when it was first published; ``modified_at``: when its files last changed; ``updated``: when
        anything of the entry did (all UTC).
    :param revision: number of the manifest in which the entry last changed.
    """

    article: str
    locale: str
    lang: str
    outcome: Outcome
    source: str
    source_sha256: str
    catalogue_sha256: str = ""
    stale: bool = False
    dir: str = "rtl"
    reasons: tuple[Reason, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    engines: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    translated_sha256: str = ""
    files: tuple[OutputFile, ...] = ()
    draft_files: tuple[OutputFile, ...] = ()
    title: str = ""
    description: str = ""
    date: str = ""
    published_at: str = ""
    modified_at: str = ""
    updated: str = ""
    revision: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """(article, locale)."""
        return (self.article, self.locale)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Published files that are gone.

    :param reason: ``deleted`` (the article or locale is), ``withdrawn`` (no longer approved) or ``replaced`` (other
        files serve the text now).
    """

    article: str
    locale: str
    reason: str
    files: tuple[OutputFile, ...]
    deleted_at: str
    revision: int

    @property
    def key(self) -> tuple[str, str]:
        """(article, locale)."""
        return (self.article, self.locale)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole file.

    :param revision: grows by one with each change.
    :param updated: time of the last change (UTC).
    :param feeds: feed files by locale, relative to the output folder.
    """

    revision: int = 0
    updated: str = ""
    texts: tuple[TextEntry, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    feeds: Mapping[str, OutputFile] = field(default_factory=dict)

    def by_key(self) -> dict[tuple[str, str], TextEntry]:
        """Entries by (article, locale)."""
        return {entry.key: entry for entry in self.texts}


@dataclass(frozen=True, slots=True)
class Changes:
    """What an importer has to do to catch up.

    :param fetch: published texts that are new or changed. ``remove``: files that are gone.
    """

    revision: int
    fetch: tuple[TextEntry, ...]
    remove: tuple[Tombstone, ...]


def timestamp(moment: datetime) -> str:
    """A moment as UTC, to the second: no time zone of anybody's is told."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def changed_since(manifest: Manifest, since: int | datetime) -> Changes:
    """Published texts and tombstones newer than a revision (safest: no clock is in it) or a moment (inclusive)."""
    if isinstance(since, int):
        fetch = [e for e in manifest.texts if e.revision > since]
        remove = [t for t in manifest.tombstones if t.revision > since]
    else:
        moment = timestamp(since)
        fetch = [e for e in manifest.texts if e.updated >= moment]
        remove = [t for t in manifest.tombstones if t.deleted_at >= moment]
    published = tuple(e for e in fetch if e.outcome is Outcome.PUBLISHED)
    return Changes(manifest.revision, published, tuple(remove))


def diff(old: Manifest, new: Manifest) -> Changes:
    """What changed between two manifests of one workspace, whatever their revisions say."""
    before = old.by_key()
    fetch = tuple(
        entry
        for entry in new.texts
        if entry.outcome is Outcome.PUBLISHED
        and (entry.key not in before or before[entry.key].files != entry.files)
    )
    known = {(t.key, t.files) for t in old.tombstones}
    return Changes(new.revision, fetch, tuple(t for t in new.tombstones if (t.key, t.files) not in known))


def content_of(entry: TextEntry) -> TextEntry:
    """The entry without what tells when it changed: equal contents mean no change."""
    return replace(entry, published_at="", updated="", revision=0)


def write(path: Path, manifest: Manifest) -> bool:
    """Write atomically; returns whether the bytes changed."""
    return write_text(path, dump(manifest))


def read(path: Path) -> Manifest:
    """Read a manifest; an absent one is empty.

    :raises OutputError: it is damaged, of a newer version, or names a path outside its folder.
    """
    if not path.exists():
        return Manifest()
    try:
        return parse(read_text(path, limit=4 * MAX_TEXT_BYTES, error=OutputError))
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        hint = "move it away and publish again: all texts then count as new"
        raise OutputError(f"is not a manifest of version {VERSION} ({exc})", path=path, hint=hint) from exc


def dump(manifest: Manifest) -> str:
    """The manifest's text: two equal manifests have equal bytes."""
    data = {
        "$schema": SCHEMA_NAME,
        "version": VERSION,
        "revision": manifest.revision,
        "updated": manifest.updated,
        "texts": [_entry_out(e) for e in sorted(manifest.texts, key=lambda e: e.key)],
        "tombstones": [_tombstone_out(t) for t in sorted(manifest.tombstones, key=_tombstone_order)],
        "feeds": {locale: _file_out(manifest.feeds[locale]) for locale in sorted(manifest.feeds)},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def parse(text: str) -> Manifest:
    """The manifest in a text.

    :raises ValueError: not JSON, another version, or an unsafe path.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("its version is not known")
    return Manifest(
        int(data["revision"]),
        data["updated"],
        tuple(map(_entry_in, data["texts"])),
        tuple(map(_tombstone_in, data["tombstones"])),
        {locale: _file_in(item) for locale, item in data["feeds"].items()},
    )


def _tombstone_order(tombstone: Tombstone) -> tuple[str, str, int]:
    return (*tombstone.key, tombstone.revision)


def _file_out(item: OutputFile) -> dict[str, Any]:
    return {"format": item.format, "path": item.path, "sha256": item.sha256, "size": item.size}


def _file_in(data: dict[str, Any]) -> OutputFile:
    path = data["path"]
    if not _SAFE_PATH.match(path):
        raise ValueError(f"unsafe path {path!r}")
    return OutputFile(data["format"], path, data["sha256"], data["size"])


def _entry_out(entry: TextEntry) -> dict[str, Any]:
    """JSON form of an entry; every key is always there, so that importers need no defaults."""
    return {
        "article": entry.article,
        "locale": entry.locale,
        "lang": entry.lang,
        "dir": entry.dir,
        "outcome": entry.outcome.value,
        "stale": entry.stale,
        "reasons": [{"code": r.code, "message": r.message} for r in entry.reasons],
        "source": {"path": entry.source, "sha256": entry.source_sha256},
        "catalogue": {"sha256": entry.catalogue_sha256} if entry.catalogue_sha256 else None,
        "translated_source_sha256": entry.translated_sha256 or None,
        "units": dict(entry.counts),
        "checks": {"by_severity": dict(entry.checks), "by_rule": dict(sorted(entry.rules.items()))},
        "engines": list(entry.engines),
        "reviewers": list(entry.reviewers),
        "title": entry.title,
        "description": entry.description,
        "date": entry.date or None,
        "files": [_file_out(f) for f in entry.files],
        "draft_files": [_file_out(f) for f in entry.draft_files],
        "published_at": entry.published_at or None,
        "modified_at": entry.modified_at or None,
        "updated": entry.updated,
        "revision": entry.revision,
    }


def _entry_in(data: dict[str, Any]) -> TextEntry:
    return TextEntry(
        article=data["article"],
        locale=data["locale"],
        lang=data["lang"],
        outcome=Outcome(data["outcome"]),
        source=data["source"]["path"],
        source_sha256=data["source"]["sha256"],
        catalogue_sha256=(data["catalogue"] or {}).get("sha256", ""),
        stale=data["stale"],
        dir=data["dir"],
        reasons=tuple(Reason(r["code"], r["message"]) for r in data["reasons"]),
        counts=data["units"],
        checks=data["checks"]["by_severity"],
        rules=data["checks"]["by_rule"],
        engines=tuple(data["engines"]),
        reviewers=tuple(data["reviewers"]),
        translated_sha256=data["translated_source_sha256"] or "",
        files=tuple(map(_file_in, data["files"])),
        draft_files=tuple(map(_file_in, data["draft_files"])),
        title=data["title"],
        description=data["description"],
        date=data["date"] or "",
        published_at=data["published_at"] or "",
        modified_at=data["modified_at"] or "",
        updated=data["updated"],
        revision=int(data["revision"]),
    )


def _tombstone_out(stone: Tombstone) -> dict[str, Any]:
    return {
        "article": stone.article,
        "locale": stone.locale,
        "reason": stone.reason,
        "files": [_file_out(f) for f in stone.files],
        "deleted_at": stone.deleted_at,
        "revision": stone.revision,
    }


def _tombstone_in(data: dict[str, Any]) -> Tombstone:
    return Tombstone(
        data["article"],
        data["locale"],
        data["reason"],
        tuple(map(_file_in, data["files"])),
        data["deleted_at"],
        int(data["revision"]),
    )


def output_file(kind: str, path: str, data: bytes) -> OutputFile:
    """The record of a file about to be written."""
    return OutputFile(kind, path, digest(data), len(data))


def schema_text() -> str:
    """The published JSON Schema of the manifest."""
    from importlib import resources

    folder = resources.files("wirelocalize.publish") / "data"
    return (folder / SCHEMA_NAME).read_text(encoding="utf-8")
