"""A run of publishing: which texts changed, what becomes of them, files first, the manifest last.

An importer may look at any moment. Files are replaced whole; the manifest is replaced after all files it names are
there; files it no longer names are removed after that. A run that is cut off is completed by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.errors import ConfigurationError, OutputError, WirelocalizeError
from wirelocalize.files import digest, locked, read_bytes, write_bytes, write_text
from wirelocalize.publish import feed, manifest as manifests
from wirelocalize.publish.cache import Cache, Seen, in_place, stamp
from wirelocalize.publish.manifest import Manifest, TextEntry, Tombstone
from wirelocalize.publish.model import Failure, Outcome, OutputFile, PublishReport, Reason, TextResult
from wirelocalize.publish.settings import Settings
from wirelocalize.publish.text import Judged, judge, render
from wirelocalize.publish.writers.context import WriteContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.articles.model import Article
    from wirelocalize.languages.model import Language
    from wirelocalize.segments.model import Unit
    from wirelocalize.workspace import Workspace


def publish(
    workspace: Workspace,
    *,
    slugs: Sequence[str] | None = None,
    locales: Sequence[str] | None = None,
    formats: Sequence[str] | None = None,
    now: datetime | None = None,
) -> PublishReport:
    """Write what the policies allow, and say what became of each text.

    :param slugs: articles by slug or path; ``None`` or empty: all.
    :param locales: codes or aliases; ``None``: all of the workspace's.
    :param formats: output formats, in the place of the configured ones.
    :param now: the time of changes; default: now. Only its moment in UTC is used.
    :raises ConfigurationError: a setting is wrong, or an article named in ``slugs`` does not exist.
    :raises OutputError: the manifest cannot be read or written, or another run holds the lock. What goes wrong with
        one article or text is in the report's failures instead, and what was published of it stays.
    """
    settings = Settings.of(workspace, locales, formats)
    paths = workspace.select(slugs or ())
    moment = manifests.timestamp(now or datetime.now(UTC))
    with locked(workspace.cache_dir / "publish" / "lock"):
        run = _Run(settings, manifests.read(settings.manifest_path), moment)
        return run.execute(paths, set(workspace.article_paths()))


@dataclass(frozen=True)
class _Inputs:
    """What an article's outcomes depend on.

    :param hashes: per locale, the hash of its catalogue; empty where there is none.
    :param keys: per locale, the hash of all inputs together.
    """

    source_sha256: str
    hashes: dict[str, str]
    keys: dict[str, str]


@dataclass
class _Run:
    """The state of one run; everything is decided per article, so that memory does not grow with their number."""

    settings: Settings
    old: Manifest
    moment: str
    entries: dict[tuple[str, str], TextEntry] = field(default_factory=dict)
    tombstones: dict[tuple[str, str, str], Tombstone] = field(default_factory=dict)
    results: list[TextResult] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    changed: bool = False

    def __post_init__(self) -> None:
        self.before = self.old.by_key()
        self.entries = dict(self.before)
        self.tombstones = {(*t.key, t.reason): t for t in self.old.tombstones}
        self.revision = self.old.revision + 1
        workspace = self.settings.workspace
        self.output, self.drafts = str(workspace.output_dir), str(workspace.draft_dir)
        self.cache = Cache.load(workspace.cache_dir / "publish" / "seen.json")
        self.claims = {f.path: e.key for e in self.old.texts for f in (*e.files, *e.draft_files)}
        self.cache_changed = False

    def execute(self, paths: dict[str, Path], existing: set[str]) -> PublishReport:
        """Do it all."""
        for slug, path in paths.items():
            try:
                self._article(slug, path)
            except WirelocalizeError as exc:
                self.failures.append(Failure(slug, "", exc))
        self._bury_deleted(existing)
        feeds, other = self._feeds()
        manifest = self._manifest(feeds)
        removals = self._removals(manifest)
        if removals != self.cache.pending or self.cache_changed:
            self.cache.pending = removals
            self.cache.save()
        if manifest is not self.old:
            self._write(Path(self.output) / manifests.SCHEMA_NAME, manifests.schema_text().encode(), other)
            self._write(self.settings.manifest_path, manifests.dump(manifest).encode(), other)
        removed = self._remove(removals)
        known = {path for result in self.results for path in result.removed}
        return PublishReport(
            tuple(sorted(self.results, key=lambda r: (r.slug, r.locale))),
            tuple(self.failures),
            self.settings.manifest_path,
            manifest.revision,
            tuple(other),
            tuple(sorted(set(removed) - known)),
        )

    # -- one article ---------------------------------------------------------------------------------------------

    def _article(self, slug: str, path: Path) -> None:
        """All selected locales of an article. Siblings link to each other, so outcomes come before outputs."""
        inputs = self._inputs(slug, path)
        reusable = {code for code in self.settings.selected if self._known(slug, code, inputs)}
        judged: dict[str, Judged] = {}
        if reusable != set(self.settings.selected):
            article, units = self._read(slug, path)
            for code in self.settings.selected:
                if code not in reusable:
                    self._judge_one(article, units, code, inputs, judged)
        siblings = self._siblings(slug, judged, inputs)
        names = tuple(sorted(siblings))
        article_units: tuple[Article, Sequence[Unit]] | None = None
        for code in self.settings.selected:
            if code in reusable and self.cache.seen[f"{slug}|{code}"].siblings == names:
                self._reuse(slug, code)
                continue
            if code not in judged and code in reusable:
                article_units = article_units or self._read(slug, path)
                self._judge_one(*article_units, code, inputs, judged)
            if code in judged:
                try:
                    self._settle(slug, path, code, judged[code], inputs, siblings)
                except WirelocalizeError as exc:
                    self.failures.append(Failure(slug, code, exc))

    def _inputs(self, slug: str, path: Path) -> _Inputs:
        """Read and hash the article and its catalogues."""
        source = digest(read_bytes(path))
        hashes: dict[str, str] = {}
        for code in self.settings.languages:
            catalogue = self.settings.workspace.catalogue_path(slug, code)
            try:
                hashes[code] = digest(read_bytes(catalogue)) if catalogue.exists() else ""
            except WirelocalizeError as exc:
                if code in self.settings.selected:
                    self.failures.append(Failure(slug, code, exc))
        seed = f"{self.settings.fingerprint}\n{path.suffix}\n{source}"
        return _Inputs(source, hashes, {code: digest(f"{seed}\n{sha}") for code, sha in hashes.items()})

    def _read(self, slug: str, path: Path) -> tuple[Article, Sequence[Unit]]:
        """The article and its units."""
        from wirelocalize import articles, segments

        config = self.settings.workspace.config.articles
        article = articles.read(
            path, slug, text_keys=config.text_keys, include_related=config.include_related
        )
        return article, segments.extract(article, config.unit)

    def _known(self, slug: str, code: str, inputs: _Inputs) -> bool:
        """Whether the last run saw the same inputs and its outputs are still in place."""
        seen, entry = self.cache.seen.get(f"{slug}|{code}"), self.before.get((slug, code))
        if seen is None or entry is None or seen.inputs != inputs.keys.get(code):
            return False
        return all(in_place(self.output, f, seen.stamps) for f in entry.files) and all(
            in_place(self.drafts, f, seen.stamps) for f in entry.draft_files
        )

    def _judge_one(
        self, article: Article, units: Sequence[Unit], code: str, inputs: _Inputs, judged: dict[str, Judged]
    ) -> None:
        """Judge a text; a failure is noted and leaves what was published."""
        if code not in inputs.hashes:
            return
        try:
            judged[code] = judge(
                self.settings,
                article,
                units,
                self.settings.languages[code],
                inputs.source_sha256,
                has_catalogue=bool(inputs.hashes[code]),
            )
        except WirelocalizeError as exc:
            self.failures.append(Failure(article.slug, code, exc))

    def _siblings(
        self, slug: str, judged: dict[str, Judged], inputs: _Inputs
    ) -> dict[str, tuple[Language, str]]:
        """Locales the article is published in after this run, with their pages."""
        found = {}
        for code, language in self.settings.languages.items():
            old = self.before.get((slug, code))
            published = old is not None and old.outcome is Outcome.PUBLISHED
            if code in judged:
                published = judged[code].decision.outcome is Outcome.PUBLISHED or (
                    old is not None and self._stays(old, inputs)
                )
            page = self.settings.page_path(slug, language)
            if published and page:
                found[code] = (language, page)
        return found

    def _stays(self, old: TextEntry, inputs: _Inputs) -> bool:
        """Whether an older published text stays up although the present one may not be published."""
        policy = self.settings.workspace.config.publish.policy_for(old.locale)
        return (
            old.outcome is Outcome.PUBLISHED
            and policy.stale == "keep"
            and old.translated_sha256 != inputs.source_sha256
            and all(in_place(self.output, f, {}) for f in old.files)
        )

    # -- one text ------------------------------------------------------------------------------------------------

    def _reuse(self, slug: str, code: str) -> None:
        """Nothing to do for a text: report what the manifest says."""
        entry = self.before[slug, code]
        files = [f"{self.settings.relative(Path(self.output))}/{f.path}" for f in entry.files]
        files += [f"{self.settings.relative(Path(self.drafts))}/{f.path}" for f in entry.draft_files]
        self._report(entry, self.cache.seen[f"{slug}|{code}"].errors, [], files)

    def _settle(
        self,
        slug: str,
        path: Path,
        code: str,
        judged: Judged,
        inputs: _Inputs,
        siblings: dict[str, tuple[Language, str]],
    ) -> None:
        """Write a text's files and its entry."""
        old = self.before.get((slug, code))
        outcome = judged.decision.outcome
        stays = outcome is not Outcome.PUBLISHED and old is not None and self._stays(old, inputs)
        entry = TextEntry(
            article=slug,
            locale=code,
            lang=self.settings.languages[code].bcp47,
            dir=self.settings.languages[code].direction,
            outcome=Outcome.PUBLISHED if stays else outcome,
            stale=stays,
            source=self.settings.relative(path),
            source_sha256=inputs.source_sha256,
            catalogue_sha256=inputs.hashes[code],
            reasons=judged.decision.reasons,
            counts=judged.decision.counts,
            checks=judged.checks or {},
            rules=judged.rules or {},
        )
        if stays and old is not None:
            entry = replace(
                entry,
                reasons=(
                    Reason("source-changed", "the source changed after this was published"),
                    *entry.reasons,
                ),
                **{name: getattr(old, name) for name in _KEPT},
            )
        written: list[str] = []
        unchanged: list[str] = []
        if judged.edition is not None:
            entry = self._write_edition(entry, judged, old, siblings, written, unchanged)
        self._record(entry, old)
        self._remember(entry, inputs, tuple(sorted(siblings)), judged)
        self._report(self.entries[entry.key], judged.errors, written, unchanged)

    def _write_edition(
        self,
        entry: TextEntry,
        judged: Judged,
        old: TextEntry | None,
        siblings: dict[str, tuple[Language, str]],
        written: list[str],
        unchanged: list[str],
    ) -> TextEntry:
        """Render with the times of the last edition; only if that differs from it, with the present one."""
        edition = judged.edition
        assert edition is not None
        outcome = judged.decision.outcome
        language = edition.language
        paths = self.settings.paths(entry.article, language)
        self._claim(entry.key, paths.values())
        config = self.settings.workspace.config
        again = old is not None and old.outcome is Outcome.PUBLISHED
        first = old.published_at if old is not None and again else self.moment
        context = WriteContext(
            config.publish,
            config.outlet,
            outcome,
            first,
            old.modified_at if old is not None and again else self.moment,
            siblings,
            self.settings.templates,
        )
        files = render(edition, context, paths)
        published = outcome is Outcome.PUBLISHED
        if published and old is not None and again and tuple(f for f, _ in files) != old.files:
            context = replace(context, modified_at=self.moment)
            files = render(edition, context, paths)
        folder = Path(self.output if published else self.drafts)
        for item, data in files:
            target = folder / item.path
            (written if write_bytes(target, data) else unchanged).append(self.settings.relative(target))
        records = tuple(item for item, _ in files)
        if not published:
            return replace(entry, draft_files=records)
        return replace(
            entry,
            files=records,
            translated_sha256=entry.source_sha256,
            engines=judged.engines,
            reviewers=judged.reviewers,
            title=edition.title,
            description=edition.description,
            date=edition.date,
            published_at=first,
            modified_at=context.modified_at,
        )

    def _claim(self, key: tuple[str, str], paths: Sequence[str] | object) -> None:
        """Two texts must not share a file.

        :raises ConfigurationError: they would, with this layout.
        """
        for path in paths:  # type: ignore[attr-defined]
            owner = self.claims.setdefault(path, key)
            if owner != key and owner in self.entries:
                raise ConfigurationError(
                    f"{path} is already the file of {owner[0]} [{owner[1]}]",
                    hint="change publish.layout or a slug",
                )
            self.claims[path] = key

    def _record(self, entry: TextEntry, old: TextEntry | None) -> None:
        """Enter a text; its times and revision move only if its content did."""
        if (
            old is not None
            and manifests.content_of(entry) == manifests.content_of(old)
            and entry.modified_at == old.modified_at
        ):
            self.entries[entry.key] = old
            return
        self.changed = True
        self.entries[entry.key] = replace(entry, updated=self.moment, revision=self.revision)
        kept = {f.path for f in entry.files}
        gone = tuple(f for f in old.files if f.path not in kept) if old is not None else ()
        if gone:
            self._bury(entry.key, "replaced" if entry.outcome is Outcome.PUBLISHED else "withdrawn", gone)

    def _bury(self, key: tuple[str, str], reason: str, files: tuple[OutputFile, ...]) -> None:
        """Leave a tombstone."""
        self.changed = True
        before = self.tombstones.get((*key, reason))
        older = tuple(f for f in before.files if f.path not in {g.path for g in files}) if before else ()
        self.tombstones[(*key, reason)] = Tombstone(
            *key, reason, (*older, *files), self.moment, self.revision
        )

    def _remember(self, entry: TextEntry, inputs: _Inputs, siblings: tuple[str, ...], judged: Judged) -> None:
        """Keep for the next run what this one saw."""
        stamps: dict[str, tuple[int, int]] = {}
        for folder, files in ((self.output, entry.files), (self.drafts, entry.draft_files)):
            for item in files:
                path = f"{folder}/{item.path}"
                if (now := stamp(path)) is not None:
                    stamps[path] = now
        seen = Seen(inputs.keys[entry.locale], siblings, stamps, judged.errors)
        self.cache.seen[f"{entry.article}|{entry.locale}"] = seen
        self.cache_changed = True

    def _report(
        self, entry: TextEntry, errors: tuple[object, ...], written: list[str], unchanged: list[str]
    ) -> None:
        """Add a line to the report."""
        old = self.before.get(entry.key)
        now = {f.path for f in entry.files}
        drafts = {f.path for f in entry.draft_files}
        removed = [
            f"{self.settings.relative(Path(self.output))}/{f.path}"
            for f in (old.files if old else ())
            if f.path not in now
        ]
        removed += [
            f"{self.settings.relative(Path(self.drafts))}/{f.path}"
            for f in (old.draft_files if old else ())
            if f.path not in drafts
        ]
        self.results.append(
            TextResult(
                entry.article,
                entry.locale,
                entry.outcome,
                entry.stale,
                entry.reasons,
                entry.counts,
                entry.checks,
                errors,  # type: ignore[arg-type]
                tuple(written),
                tuple(unchanged),
                tuple(removed),
            )
        )

    # -- the whole -----------------------------------------------------------------------------------------------

    def _bury_deleted(self, existing: set[str]) -> None:
        """Texts whose article or locale is gone."""
        for key, entry in self.before.items():
            if entry.article in existing and entry.locale in self.settings.languages:
                continue
            self.changed = True
            del self.entries[key]
            self.cache_changed |= self.cache.seen.pop(f"{entry.article}|{entry.locale}", None) is not None
            if entry.files:
                self._bury(key, "deleted", entry.files)

    def _feeds(self) -> tuple[dict[str, OutputFile], list[str]]:
        """Write the feeds; they are named by the manifest like any other file."""
        written: list[str] = []
        if not self.settings.feeds:
            return {}, written
        config = self.settings.workspace.config
        feeds = {}
        for code, language in self.settings.languages.items():
            path = feed.feed_path(language)
            old = self.old.feeds.get(code)
            if not self.changed and old is not None and in_place(self.output, old, {}):
                feeds[code] = old
                continue
            data = feed.write(self.entries.values(), language, config.outlet, config.publish.base_url)
            feeds[code] = manifests.output_file("feed", path, data)
            self._write(Path(self.output) / path, data, written)
        return feeds, written

    def _manifest(self, feeds: dict[str, OutputFile]) -> Manifest:
        """The manifest after this run: the old one itself if nothing changed."""
        if not self.changed and feeds == dict(self.old.feeds) and self.settings.manifest_path.exists():
            return self.old
        alive = {f.path for entry in self.entries.values() for f in entry.files}
        stones = []
        for stone in self.tombstones.values():
            files = tuple(f for f in stone.files if f.path not in alive)
            if files:
                stones.append(replace(stone, files=files))
        return Manifest(self.revision, self.moment, tuple(self.entries.values()), tuple(stones), feeds)

    def _removals(self, manifest: Manifest) -> list[str]:
        """Outputs that no entry names any more, as absolute paths; those of a run that was cut off included."""
        alive = {f"{self.output}/{f.path}" for e in manifest.texts for f in e.files}
        alive |= {f"{self.drafts}/{f.path}" for e in manifest.texts for f in e.draft_files}
        alive |= {f"{self.output}/{f.path}" for f in manifest.feeds.values()}
        gone = {f"{self.output}/{f.path}" for e in self.before.values() for f in e.files}
        gone |= {f"{self.drafts}/{f.path}" for e in self.before.values() for f in e.draft_files}
        gone |= {f"{self.output}/{f.path}" for f in self.old.feeds.values()}
        gone |= {f"{self.output}/{f.path}" for t in manifest.tombstones for f in t.files if self._is_ours(f)}
        inside = (f"{self.output}/", f"{self.drafts}/")
        pending = {path for path in self.cache.pending if path.startswith(inside) and "/../" not in path}
        return sorted((gone | pending) - alive)

    def _is_ours(self, item: OutputFile) -> bool:
        """Whether a buried file is still there as it was written; a file that someone else put there stays."""
        return in_place(self.output, item, {})

    def _write(self, path: Path, data: bytes, written: list[str]) -> None:
        """Write one of the files that belong to no text."""
        if write_bytes(path, data):
            written.append(self.settings.relative(path))

    def _remove(self, paths: list[str]) -> list[str]:
        """Take files away, then folders that are empty now.

        :raises OutputError: one of them cannot be removed; the next run tries again.
        """
        removed = []
        for name in paths:
            path = Path(name)
            try:
                if path.is_file():
                    path.unlink()
                    removed.append(self.settings.relative(path))
                roots = {Path(self.output), Path(self.drafts)}
                for parent in path.parents:
                    if parent in roots or not parent.is_dir() or any(parent.iterdir()):
                        break
                    parent.rmdir()
            except OSError as exc:
                raise OutputError(f"cannot be removed: {exc.strerror or exc}", path=path) from exc
        if paths:
            self.cache.pending = []
            self.cache.save()
        return removed


_KEPT = (
    "translated_sha256", "files", "engines", "reviewers", "title", "description", "date", "published_at", "modified_at",
)  # fmt: skip
