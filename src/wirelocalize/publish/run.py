"""A run of publishing: which texts changed, what becomes of them; files first, the manifest last.

An importer may look at any moment. Files are replaced whole; the manifest is replaced when all files it
names are there; files it no longer names are removed after that. A run that was cut off is completed by the
next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.errors import (
    ArticleError,
    CatalogueError,
    ConfigurationError,
    OutputError,
    WirelocalizeError,
)
from wirelocalize.files import locked, write_bytes
from wirelocalize.publish import feed
from wirelocalize.publish import manifest as manifests
from wirelocalize.publish.cache import Cache, Seen, file_hash, in_place, stamp
from wirelocalize.publish.ledger import Ledger
from wirelocalize.publish.manifest import Manifest, TextEntry
from wirelocalize.publish.model import Failure, Outcome, OutputFile, PublishReport, Reason, TextResult
from wirelocalize.publish.removing import remove_files
from wirelocalize.publish.settings import Settings
from wirelocalize.publish.text import Judged, judge, render
from wirelocalize.publish.writers.context import WriteContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.articles.model import Article
    from wirelocalize.checks.model import Finding
    from wirelocalize.languages.model import Language
    from wirelocalize.publish.compose import Edition
    from wirelocalize.segments.model import Unit
    from wirelocalize.workspace import Workspace

_KEPT = (
    "translated_sha256", "files", "engines", "reviewers", "title", "description", "date", "published_at",
    "modified_at",
)  # fmt: skip
"""What a stale text keeps of its last edition."""


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
    :raises OutputError: the manifest cannot be read or written, or another run holds the lock. What goes
        wrong with one article or text is among the report's failures, and what was published of it stays.
    """
    settings = Settings.of(workspace, locales, formats)
    paths = workspace.select(slugs or ())
    existing = set(workspace.article_paths()) if slugs else set(paths)
    moment = manifests.timestamp(now or datetime.now(UTC))
    with locked(workspace.cache_dir / "publish" / "lock"):
        ledger = Ledger(manifests.read(settings.manifest_path), moment)
        return _Run(settings, ledger).execute(paths, existing)


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Hashes of an article and, by locale, of its catalogues; empty where there is none."""

    source_sha256: str
    hashes: dict[str, str]


@dataclass
class _Run:
    """One run; articles are done one after the other, so that memory does not grow with their text."""

    settings: Settings
    ledger: Ledger
    results: list[TextResult] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def __post_init__(self) -> None:
        workspace = self.settings.workspace
        self.output, self.drafts = str(workspace.output_dir), str(workspace.draft_dir)
        self.output_name = self.settings.relative(workspace.output_dir)
        self.draft_name = self.settings.relative(workspace.draft_dir)
        self.fingerprint = self.settings.fingerprint[:16]
        self.catalogues = {c: str(workspace.catalogue_path("\0", c)) for c in self.settings.languages}
        self.cache = Cache.load(workspace.cache_dir / "publish" / "seen.json")

    def execute(self, paths: dict[str, Path], existing: set[str]) -> PublishReport:
        """Do it all."""
        for entry in self.ledger.drop_deleted(existing, self.settings.languages):
            self.cache.forget(entry.key)
        for slug, path in paths.items():
            try:
                self._article(slug, path)
            except WirelocalizeError as exc:
                self.failures.append(Failure(slug, "", exc))
        other: list[str] = []
        manifest = self._finish(other)
        removed = self._remove(manifest)
        told = {path for result in self.results for path in result.removed}
        return PublishReport(
            tuple(self.results),
            tuple(self.failures),
            self.settings.manifest_path,
            manifest.revision,
            tuple(other),
            tuple(path for path in removed if path not in told),
        )

    # One article

    def _article(self, slug: str, path: Path) -> None:
        """All selected locales of an article. Its editions link to each other: outcomes before outputs."""
        inputs = self._inputs(slug, path)
        suffix = path.suffix
        fresh = [code for code in self.settings.selected if not self._known(slug, suffix, code, inputs)]
        judged: dict[str, Judged] = {}
        source = self._read(slug, path) if fresh else None
        for code in fresh:
            assert source is not None
            self._judge(*source, code, inputs, judged)
        published = self._published(slug, judged, inputs)
        for code in self.settings.selected:
            if code not in fresh:
                if self.cache.seen[slug, code].siblings == published:
                    self._reuse(slug, code)
                    continue
                source = source or self._read(slug, path)
                self._judge(*source, code, inputs, judged)
            if code in judged:
                try:
                    self._settle(slug, path, code, judged[code], inputs=inputs, published=published)
                except WirelocalizeError as exc:
                    self.failures.append(Failure(slug, code, exc))

    def _inputs(self, slug: str, path: Path) -> _Inputs:
        """Read and hash the article and its catalogues: all that a run with nothing to do does."""
        source = file_hash(str(path), ArticleError)
        hashes: dict[str, str] = {}
        for code, name in self.catalogues.items():
            try:
                hashes[code] = file_hash(name.replace("\0", slug), CatalogueError)
            except CatalogueError as exc:
                if code in self.settings.selected:
                    self.failures.append(Failure(slug, code, exc))
        return _Inputs(source, hashes)

    def _known(self, slug: str, suffix: str, code: str, inputs: _Inputs) -> bool:
        """Whether the last run saw the same inputs and its outputs are still in place."""
        seen, entry = self.cache.seen.get((slug, code)), self.ledger.before.get((slug, code))
        return (
            seen is not None
            and entry is not None
            and seen.settings == self.fingerprint
            and entry.source_sha256 == inputs.source_sha256
            and entry.source.endswith(suffix)
            and entry.catalogue_sha256 == inputs.hashes.get(code)
            and len(seen.stamps) == len(entry.files) + len(entry.draft_files)
            and all(map(in_place, repeat(self.output), entry.files, seen.stamps))
            and all(map(in_place, repeat(self.drafts), entry.draft_files, seen.stamps[len(entry.files) :]))
        )

    def _read(self, slug: str, path: Path) -> tuple[Article, Sequence[Unit]]:
        """The article and its units."""
        from wirelocalize import articles, segments

        config = self.settings.workspace.config.articles
        article = articles.read(
            path, slug, text_keys=config.text_keys, include_related=config.include_related
        )
        return article, segments.extract(article, config.unit)

    def _judge(
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

    def _published(self, slug: str, judged: dict[str, Judged], inputs: _Inputs) -> tuple[str, ...]:
        """Locales the article is published in after this run."""
        found = []
        for code in self.settings.languages:
            old = self.ledger.before.get((slug, code))
            if code in judged:
                allowed = judged[code].decision.outcome is Outcome.PUBLISHED
                published = allowed or (old is not None and self._stays(old, inputs))
            else:
                published = old is not None and old.outcome is Outcome.PUBLISHED
            if published:
                found.append(code)
        return tuple(found)

    def _stays(self, old: TextEntry, inputs: _Inputs) -> bool:
        """Whether an older published text stays up although the present one may not be published."""
        policy = self.settings.workspace.config.publish.policy_for(old.locale)
        return (
            old.outcome is Outcome.PUBLISHED
            and policy.stale == "keep"
            and old.translated_sha256 != inputs.source_sha256
            and all(in_place(self.output, f) for f in old.files)
        )

    # One text

    def _reuse(self, slug: str, code: str) -> None:
        """Nothing to do for a text: report what the manifest says."""
        entry = self.ledger.before[slug, code]
        files = [f"{self.output_name}/{f.path}" for f in entry.files]
        files += [f"{self.draft_name}/{f.path}" for f in entry.draft_files]
        self._report(entry, self.cache.seen[slug, code].errors, (), tuple(files))

    def _settle(
        self, slug: str, path: Path, code: str, judged: Judged, *, inputs: _Inputs, published: tuple[str, ...]
    ) -> None:
        """Write a text's files and its entry."""
        old = self.ledger.before.get((slug, code))
        outcome = judged.decision.outcome
        language = self.settings.languages[code]
        entry = TextEntry(
            article=slug,
            locale=code,
            lang=language.bcp47,
            dir=language.direction,
            outcome=outcome,
            source=self.settings.relative(path),
            source_sha256=inputs.source_sha256,
            catalogue_sha256=inputs.hashes[code],
            reasons=judged.decision.reasons,
            counts=judged.decision.counts,
            checks=judged.checks,
            rules=judged.rules,
        )
        if outcome is not Outcome.PUBLISHED and old is not None and self._stays(old, inputs):
            reason = Reason("source-changed", "the source changed after this was published")
            entry = replace(entry, outcome=Outcome.PUBLISHED, stale=True, reasons=(reason, *entry.reasons))
            entry = replace(entry, **{name: getattr(old, name) for name in _KEPT})
        written: list[str] = []
        unchanged: list[str] = []
        if judged.edition is not None:
            entry = self._write_edition(
                entry, judged, judged.edition, published, written=written, unchanged=unchanged
            )
        entry = self.ledger.record(entry)
        self._remember(entry, published, judged.errors)
        self._report(entry, judged.errors, tuple(written), tuple(unchanged))

    def _write_edition(
        self,
        entry: TextEntry,
        judged: Judged,
        edition: Edition,
        published: tuple[str, ...],
        *,
        written: list[str],
        unchanged: list[str],
    ) -> TextEntry:
        """Write an edition's files and note them."""
        is_draft = judged.decision.outcome is not Outcome.PUBLISHED
        paths = self.settings.paths(entry.article, edition.language)
        for path in paths.values():
            if owner := self.ledger.claim(entry.key, path, draft=is_draft):
                raise ConfigurationError(
                    f"{path} is already the file of {owner[0]} [{owner[1]}]",
                    hint="change publish.layout or rename an article",
                )
        files, context = self._render(edition, judged.decision.outcome, paths, published)
        for item, data in files:
            target = Path(self.drafts if is_draft else self.output) / item.path
            (written if write_bytes(target, data) else unchanged).append(self.settings.relative(target))
        records = tuple(item for item, _ in files)
        if is_draft:
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
            published_at=context.published_at,
            modified_at=context.modified_at,
        )

    def _render(
        self, edition: Edition, outcome: Outcome, paths: dict[str, str], published: tuple[str, ...]
    ) -> tuple[list[tuple[OutputFile, bytes]], WriteContext]:
        """Render with the times of the last edition; if that differs from it, with the present time."""
        config = self.settings.workspace.config
        old = self.ledger.before.get((edition.slug, edition.language.code))
        again = old is not None and old.outcome is Outcome.PUBLISHED
        context = WriteContext(
            config.publish,
            config.outlet,
            outcome,
            old.published_at if old is not None and again else self.ledger.moment,
            old.modified_at if old is not None and again else self.ledger.moment,
            {code: self._page(edition.slug, code) for code in published},
            self.settings.templates,
        )
        files = render(edition, context, paths)
        if again and old is not None and tuple(item for item, _ in files) != old.files:
            context = replace(context, modified_at=self.ledger.moment)
            files = render(edition, context, paths)
        return files, context

    def _page(self, slug: str, code: str) -> tuple[Language, str]:
        """A language and the file its siblings link to."""
        language = self.settings.languages[code]
        return language, self.settings.page_path(slug, language)

    def _remember(self, entry: TextEntry, published: tuple[str, ...], errors: tuple[Finding, ...]) -> None:
        """Keep for the next run what this one saw."""
        paths = [f"{self.output}/{f.path}" for f in entry.files]
        paths += [f"{self.drafts}/{f.path}" for f in entry.draft_files]
        stamps = [stamp(path) or (0, 0) for path in paths]
        self.cache.keep(entry.key, Seen(self.fingerprint, published, stamps, errors))

    def _report(
        self,
        entry: TextEntry,
        errors: tuple[Finding, ...],
        written: tuple[str, ...],
        unchanged: tuple[str, ...],
    ) -> None:
        """Add a line to the report."""
        old = self.ledger.before.get(entry.key)
        gone: list[str] = []
        if old is not None and old is not entry:
            now, drafts = {f.path for f in entry.files}, {f.path for f in entry.draft_files}
            gone += [f"{self.output_name}/{f.path}" for f in old.files if f.path not in now]
            gone += [f"{self.draft_name}/{f.path}" for f in old.draft_files if f.path not in drafts]
        self.results.append(
            TextResult(
                entry.article,
                entry.locale,
                entry.outcome,
                entry.stale,
                entry.reasons,
                entry.counts,
                entry.checks,
                errors,
                written,
                unchanged,
                tuple(gone),
            )
        )

    # The whole

    def _finish(self, written: list[str]) -> Manifest:
        """Feeds, then what is to be removed afterwards, then the schema, and the manifest last."""
        feeds: dict[str, OutputFile] = {}
        config = self.settings.workspace.config
        for code, language in self.settings.languages.items() if self.settings.feeds else ():
            path = feed.feed_path(language)
            texts = self.ledger.entries.values()
            data = feed.write(texts, language, config.outlet, config.publish.base_url)
            try:
                self._write(Path(self.output) / path, data, written)
                feeds[code] = manifests.output_file("feed", path, data)
            except OutputError as exc:
                self.failures.append(Failure("", code, exc))
                if code in self.ledger.old.feeds:
                    feeds[code] = self.ledger.old.feeds[code]
        manifest = self.ledger.manifest(feeds)
        public, drafts = self.ledger.removable(manifest)
        removable = [f"{self.output}/{f.path}" for f in public] + [f"{self.drafts}/{f.path}" for f in drafts]
        self.cache.pending = sorted({*self.cache.pending, *removable})
        self.cache.save()
        self._write(Path(self.output) / manifests.SCHEMA_NAME, manifests.schema_text().encode(), written)
        if manifest is not self.ledger.old or not self.settings.manifest_path.exists():
            self._write(self.settings.manifest_path, manifests.dump(manifest).encode(), written)
        return manifest

    def _write(self, path: Path, data: bytes, written: list[str]) -> None:
        """Write one of the files that belong to no text."""
        if write_bytes(path, data):
            written.append(self.settings.relative(path))

    def _remove(self, manifest: Manifest) -> list[str]:
        """Take away what no text has any more, also for a run that was cut off before it could."""
        if not self.cache.pending:
            return []
        alive = {f"{self.output}/{f.path}" for e in manifest.texts for f in e.files}
        alive |= {f"{self.output}/{f.path}" for f in manifest.feeds.values()}
        alive |= {f"{self.drafts}/{f.path}" for e in manifest.texts for f in e.draft_files}
        wanted = [name for name in self.cache.pending if name not in alive]
        removed, kept, errors = remove_files(wanted, (self.output, self.drafts))
        self.failures += (Failure("", "", error) for error in errors)
        self.cache.pending = kept
        self.cache.save()
        return [self.settings.relative(path) for path in removed]
