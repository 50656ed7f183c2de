"""``sync``: bring templates and catalogues up to the articles as they are now, keeping every human word."""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize import articles, catalogue, languages, segments
from wirelocalize.batch.job import Failure, Job
from wirelocalize.batch.ledger import Marks
from wirelocalize.batch.renames import Move, adopt_renamed
from wirelocalize.catalogue.model import State
from wirelocalize.errors import ConfigurationError, OutputError, WirelocalizeError
from wirelocalize.files import locked
from wirelocalize.glossary import Glossary

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.articles.model import Article
    from wirelocalize.catalogue.model import Catalogue
    from wirelocalize.languages import Language
    from wirelocalize.memory import Match, Memory
    from wirelocalize.segments.model import Unit
    from wirelocalize.workspace import Workspace

SUGGESTIONS = 2
"""Memory matches noted beside a unit; more would bury it."""
SAME_TEXT = 98
"""From this score on the sources differ in typography at most, and only the translation is shown."""


@dataclass(frozen=True, slots=True)
class CatalogueSync:
    """What happened to one catalogue.

    :param changes: number of units by what became of them (``added``, ``edited``, ``returned``, ``removed`` …).
    :param reviews: reviews that were entered in the record.
    :param merged: somebody had saved the file meanwhile, and it was merged.
    :param warnings: what a person should look at, in plain words.
    """

    slug: str
    locale: str
    changes: dict[str, int]
    reviews: int
    written: bool
    merged: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did.

    :param unchanged: catalogues whose article, glossary and own text were as the last sync left them.
    :param moved: articles that were renamed and keep their catalogues.
    :param orphans: names of catalogues whose article is gone; they are kept.
    """

    catalogues: tuple[CatalogueSync, ...] = ()
    unchanged: int = 0
    moved: tuple[Move, ...] = ()
    orphans: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def done(self) -> int:
        """Catalogues that are in order now."""
        return len(self.catalogues) + self.unchanged


@dataclass(frozen=True, slots=True)
class Source:
    """An article read and cut into units."""

    article: Article
    units: tuple[Unit, ...]


def read_source(workspace: Workspace, slug: str, path: Path) -> Source:
    """Read an article as the workspace's settings say.

    :raises ArticleError: it cannot be read.
    """
    settings = workspace.config.articles
    article = articles.read(
        path, slug, text_keys=settings.text_keys, include_related=settings.include_related
    )
    return Source(article, segments.extract(article, settings.unit))


def make_template(
    workspace: Workspace, source: Source, glossary: Glossary, locale: str | None = None
) -> Catalogue:
    """The article's units with role and glossary notes: as its POT, or as one locale's catalogue shows them."""
    notes = {unit.key: glossary.term_notes(unit.text, locale) for unit in source.units}
    reference = source.article.path.relative_to(workspace.root).as_posix()
    return catalogue.template(source.article.slug, source.units, notes, reference)


def sync(job: Job, marks: Marks | None = None) -> SyncReport:
    """Update every template and catalogue of the job; one that fails does not stop the rest.

    :param marks: what is known to be done, shared by the steps of one run.

    :raises OutputError: another run holds the workspace.
    """
    workspace = job.workspace
    with locked(workspace.lock_path):
        run = _Sync(job, Glossary.load(workspace.glossary_path), marks or Marks(workspace))
        run.moved, run.orphans = adopt_renamed(
            workspace, lambda slug, path: read_source(workspace, slug, path).units
        )
        chosen = job.articles()
        try:
            for number, (slug, path) in enumerate(chosen.items(), 1):
                run.article(slug, path)
                job.progress("Updating catalogues", number, len(chosen))
        finally:
            run.close()
    return SyncReport(tuple(run.catalogues), run.unchanged, run.moved, run.orphans, tuple(run.failures))


@dataclass
class _Sync:
    """One run's state."""

    job: Job
    glossary: Glossary
    marks: Marks
    catalogues: list[CatalogueSync] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    moved: tuple[Move, ...] = ()
    orphans: tuple[str, ...] = ()
    records: dict[str, catalogue.Reviews] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)

    def close(self) -> None:
        """Write the ledger and release the memory's cache."""
        self.marks.ledger.close()
        for memory in self.memories.values():
            memory.close()

    def article(self, slug: str, path: Path) -> None:
        """Update one article's template and catalogues, unless nothing changed."""
        workspace = self.job.workspace
        source: Source | None = None
        for language in self.job.locales():
            if self.marks.is_synced(slug, language.code, path):
                self.unchanged += 1
                continue
            try:
                if source is None:
                    source = read_source(workspace, slug, path)
                    catalogue.write(
                        workspace.template_path(slug), make_template(workspace, source, self.glossary)
                    )
            except WirelocalizeError as error:
                self.failures.append(Failure.of(slug, error))
                return
            try:
                template = make_template(workspace, source, self.glossary, language.code)
                self.catalogues.append(self._catalogue(slug, language, template))
                self.marks.synced(slug, language.code, path)
            except WirelocalizeError as error:
                self.marks.forget(slug, language.code)
                self.failures.append(Failure.of(f"{slug} [{language.code}]", error))

    def _catalogue(self, slug: str, language: Language, template: Catalogue) -> CatalogueSync:
        """Create or update one catalogue; reviews go on record before the file is written."""
        workspace = self.job.workspace
        path = workspace.catalogue_path(slug, language.code)
        if not path.exists():
            fresh = self._suggest(catalogue.new(template, language), slug, language)
            saved = catalogue.save(path, fresh, None)
            return CatalogueSync(slug, language.code, {"added": len(fresh.entries)}, 0, saved.written)
        old = catalogue.read(path)
        update = catalogue.update(
            old, template, base=catalogue.recall(workspace.snapshot_path(slug, language.code))
        )
        named, doubts = _named(update.catalogue, language)
        record = self._record(language)
        before = len(record.pending)
        reviewed = self._suggest(record.record(slug, named, old), slug, language)
        added = len(record.pending) - before
        record.save()
        saved = catalogue.save(path, reviewed, old)
        remember(workspace, slug, language.code, saved.catalogue)
        return CatalogueSync(
            slug,
            language.code,
            dict(update.counts),
            added,
            saved.written,
            saved.merged,
            (*update.warnings, *doubts),
        )

    def _suggest(self, new: Catalogue, slug: str, language: Language) -> Catalogue:
        """Note what the memory has for units that nobody has reviewed, for the translator to see."""
        memory = self._memory(language)
        if not memory.size(language.code):
            return new
        threshold = self.job.workspace.config.memory.fuzzy_threshold
        entries = []
        for entry in new.entries:
            if entry.obsolete or catalogue.state(entry) is State.REVIEWED:
                entries.append(entry)
                continue
            found = memory.matches(
                entry.source, entry.context, threshold=threshold, limit=SUGGESTIONS, exclude=slug
            )
            notes = [_suggestion(match) for match in found if match.target != entry.target]
            entries.append(dataclasses.replace(entry, notes=(*entry.notes, *notes)) if notes else entry)
        return dataclasses.replace(new, entries=tuple(entries))

    def _memory(self, language: Language) -> Memory:
        if language.code not in self.memories:
            from wirelocalize.memory import Memory

            self.memories[language.code] = Memory.open(self.job.workspace, language.code)
        return self.memories[language.code]

    def _record(self, language: Language) -> catalogue.Reviews:
        if language.code not in self.records:
            path = self.job.workspace.reviews_path(language.code)
            self.records[language.code] = catalogue.Reviews.load(path)
        return self.records[language.code]


def _named(found: Catalogue, language: Language) -> tuple[Catalogue, tuple[str, ...]]:
    """The catalogue with its language in the header, where a tool dropped it; a doubt where it names another."""
    named = found.header.get("Language", "")
    if not named:
        header = {"Language": language.code, "Plural-Forms": language.plural_forms, **found.header}
        return dataclasses.replace(found, header={**header, "Language": language.code}), ()
    try:
        same = languages.get(named) == language
    except ConfigurationError:
        same = False
    doubt = f"its header names the language {named}: is it the file of another language?"
    return found, () if same else (doubt,)


def _suggestion(match: Match) -> str:
    """A ``#.`` line: score, origin, and the source where it differs much from the unit's."""
    text = " ".join(match.target.split())
    source = f" [{' '.join(match.source.split())}]" if match.score < SAME_TEXT else ""
    return f"memory: {match.score}% {match.origin}: {text}{source}"


def remember(workspace: Workspace, slug: str, locale: str, written: Catalogue) -> None:
    """Keep a catalogue as it was written, to tell later what a tool dropped; a full cache disk is no failure."""
    with contextlib.suppress(OutputError):
        catalogue.remember(workspace.snapshot_path(slug, locale), written)
