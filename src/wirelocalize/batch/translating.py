"""``translate``: fill untranslated units, from memory first, then by machine.

Units of many articles go to the engine together, in slices; each slice is written before the next begins, so that
stopping at any moment loses at most the slice in flight, and memory stays flat however many articles there are.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize import catalogue, checks, languages
from wirelocalize.batch.job import Failure, Job
from wirelocalize.batch.ledger import Marks
from wirelocalize.batch.syncing import remember
from wirelocalize.catalogue.model import State
from wirelocalize.engines.model import Request
from wirelocalize.errors import ConfigurationError, WirelocalizeError
from wirelocalize.files import locked
from wirelocalize.glossary import Glossary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.catalogue.model import Catalogue, Entry
    from wirelocalize.config import Config
    from wirelocalize.engines import Machine, ModelStore
    from wirelocalize.engines.model import Draft
    from wirelocalize.languages import Language
    from wirelocalize.memory import Memory

SLICE = 2048
"""Units that go to the engine in one call: enough to sort by length well, and some seconds of work to lose."""

DOUBTFUL = frozenset({"negation-lost"})
"""Rules below an error whose finding in a draft is worth a mark all the same: the meaning may be reversed."""


@dataclass(frozen=True, slots=True)
class LocaleTranslation:
    """What was done for one locale.

    :param reasons: why units were left untranslated, by gate.
    :param marked: doubts noted for the reviewer in units that were drafted, by gate.
    :param warning: what the user should know of the engine (weak draft model, Dari adapted from Persian, none).
    """

    locale: str
    engine: str = ""
    drafted: int = 0
    from_memory: int = 0
    refused: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    warning: str = ""


@dataclass(frozen=True, slots=True)
class TranslateReport:
    """What a translation run did."""

    locales: tuple[LocaleTranslation, ...] = ()
    catalogues: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def done(self) -> int:
        """Catalogues that are in order now."""
        return self.catalogues + self.unchanged


@dataclass(frozen=True, slots=True)
class Open:
    """A catalogue with units to fill: as read, its entries with what an editor dropped put back, and which to fill."""

    slug: str
    base: Catalogue
    entries: tuple[Entry, ...]
    wanted: tuple[int, ...]


def translate(
    job: Job, *, redraft: bool = False, draft: bool = False, marks: Marks | None = None
) -> TranslateReport:
    """Fill the untranslated units of the job's catalogues.

    :param redraft: also replace machine drafts that nobody has touched.
    :param draft: decode with beam 1.
    :param marks: what is known to be done, shared by the steps of one run.
    :raises OutputError: another run holds the workspace.
    """
    run = _Translate(job, marks or Marks(job.workspace), redraft=redraft, draft=draft)
    with locked(job.workspace.lock_path):
        try:
            reports = tuple(run.locale(language) for language in job.locales())
        finally:
            run.marks.ledger.close()
    return TranslateReport(reports, run.catalogues, run.unchanged, tuple(run.failures))


class _Translate:
    """One run's state."""

    def __init__(self, job: Job, marks: Marks, *, redraft: bool, draft: bool) -> None:
        workspace = job.workspace
        self.job, self.redraft, self.draft = job, redraft, draft
        self.glossary = Glossary.load(workspace.glossary_path)
        self.marks = marks
        _known_engines(workspace.config)
        self.articles = job.articles()
        self.failures: list[Failure] = []
        self.catalogues = self.unchanged = 0
        self.store: ModelStore | None = None

    def locale(self, language: Language) -> LocaleTranslation:
        """Fill one locale, slice by slice."""
        tally = _Tally(language.code)
        filler: _Filler | None = None
        done = 0
        for group, size, total in self._slices(language):
            self.job.progress(f"Translating {language.code}", done, total)  # a slice may take a minute
            if filler is None:
                filler = _Filler(self, language, self._memory(language), tally)
            filler.fill(group)
            done += size
            self.job.progress(f"Translating {language.code}", done, total)
        if filler is not None:
            filler.close()
        return tally.report()

    def open_machine(self, language: Language) -> Machine:
        """The locale's engine; models are shared by the locales that use one.

        :raises EngineError: the pinned model is missing or does not serve the locale.
        """
        from wirelocalize.engines import Machine, ModelStore

        if self.store is None:
            self.store = ModelStore()
        workspace = self.job.workspace
        return Machine.open(
            workspace.config, language.code, store=self.store, cache_dir=workspace.cache_dir, draft=self.draft
        )

    def _memory(self, language: Language) -> Memory:
        from wirelocalize.memory import Memory

        return Memory.open(self.job.workspace, language.code)

    def _slices(self, language: Language) -> Iterator[tuple[list[Open], int, int]]:
        """Catalogues to fill, in groups of about :data:`SLICE` units: (group, its units, units in all)."""
        found = list(self._open(language))
        total = sum(len(item.wanted) for item in found)
        group: list[Open] = []
        size = 0
        for item in found:
            group.append(item)
            size += len(item.wanted)
            if size >= SLICE:
                yield group, size, total
                group, size = [], 0
        if group:
            yield group, size, total

    def _open(self, language: Language) -> Iterator[Open]:
        for slug in self.articles:
            path = self.job.workspace.catalogue_path(slug, language.code)
            if not path.exists():
                continue
            if not self.redraft and self.marks.is_translated(slug, language.code):
                self.unchanged += 1
                continue
            try:
                base = catalogue.read(path)
            except WirelocalizeError as error:
                self.failures.append(Failure.of(f"{slug} [{language.code}]", error))
                continue
            # What a person has begun and an editor has emptied (OmegaT) is not for the machine to fill.
            known = catalogue.recall(self.job.workspace.snapshot_path(slug, language.code))
            entries = catalogue.recover(base, known).catalogue.entries
            wanted = tuple(i for i, entry in enumerate(entries) if self._wants(entry))
            if wanted or entries != base.entries:
                yield Open(slug, base, entries, wanted)
            else:
                self.unchanged += 1
                self.marks.translated(slug, language.code)

    def _wants(self, entry: Entry) -> bool:
        if entry.obsolete:
            return False
        state = catalogue.state(entry)
        return state is State.UNTRANSLATED or (self.redraft and state is State.MACHINE)

    def save(self, language: Language, item: Open, entries: dict[int, Entry]) -> None:
        """Write one catalogue with its filled units."""
        slug, locale = item.slug, language.code
        path = self.job.workspace.catalogue_path(slug, locale)
        synced = self.marks.is_synced(slug, locale, self.articles[slug])
        new = tuple(entries.get(i, entry) for i, entry in enumerate(item.entries))
        try:
            saved = catalogue.save(path, dataclasses.replace(item.base, entries=new), item.base)
        except WirelocalizeError as error:
            self.failures.append(Failure.of(f"{slug} [{locale}]", error))
            return
        remember(self.job.workspace, slug, locale, saved.catalogue)
        self.catalogues += 1
        self.marks.translated(slug, locale)
        if synced and not saved.merged:
            self.marks.synced(slug, locale, self.articles[slug])


def _known_engines(config: Config) -> None:
    """Refuse a pin for a locale that does not exist: a misspelt one must not fall back to another engine unseen.

    :raises ConfigurationError: naming the key.
    """
    known = [language.code for language in languages.all_languages()]
    for name in config.engines:
        if name not in {*known, "default"}:
            raise ConfigurationError(
                f"engines.{name}: no such locale", hint=f"one of {', '.join(known)}, or default"
            )


class _Filler:
    """Fills the units of one locale."""

    def __init__(self, run: _Translate, language: Language, memory: Memory, tally: _Tally) -> None:
        self.run, self.language, self.memory, self.tally = run, language, memory, tally
        self.settings = run.job.workspace.config
        self._machine: Machine | None = None
        self._engine_error: WirelocalizeError | None = None

    def machine(self) -> Machine | None:
        """The locale's engine, opened when first needed; ``None`` (and one failure) if there is none."""
        if self._machine is None and self._engine_error is None:
            try:
                self._machine = self.run.open_machine(self.language)
            except WirelocalizeError as error:
                self._engine_error = error
                self.run.failures.append(Failure.of(self.language.code, error))
            else:
                self.tally.engine, self.tally.warning = self._machine.signature, _caution(self._machine)
        return self._machine

    def close(self) -> None:
        """Close the caches."""
        self.memory.close()
        if self._machine is not None:
            self._machine.close()

    def fill(self, group: list[Open]) -> None:
        """Fill one slice: memory, then machine, then write."""
        filled: list[dict[int, Entry]] = []
        requests: list[Request] = []
        places: list[tuple[int, int]] = []
        for number, item in enumerate(group):
            entries = self._from_memory(item)
            filled.append(entries)
            for i in item.wanted:
                if i not in entries:
                    entry = item.entries[i]
                    terms = self.run.glossary.required(entry.source, self.language.code)
                    requests.append(Request(entry.source, entry.context, terms))
                    places.append((number, i))
        machine = self.machine() if requests else None
        if machine is not None:
            for (number, i), drafted in zip(places, machine.translate(requests), strict=True):
                made = self._from_machine(group[number].entries[i], drafted)
                if made is not None:
                    filled[number][i] = made
        for item, entries in zip(group, filled, strict=True):
            if entries:
                self.run.save(self.language, item, entries)
            elif self._engine_error is None:
                self.run.save(self.language, item, {})

    def _from_memory(self, item: Open) -> dict[int, Entry]:
        filled = {}
        for i in item.wanted:
            entry = item.entries[i]
            best = self.memory.best(entry.source, entry.context, exclude=item.slug)
            if best is not None and best.score >= self.settings.memory.prefer_over_mt:
                filled[i] = catalogue.filled_by_memory(entry, best.target, best.origin, best.score)
                self.tally.from_memory += 1
        return filled

    def _from_machine(self, entry: Entry, drafted: Draft) -> Entry | None:
        """The entry with its draft; ``None`` where there is none good enough."""
        confidence = drafted.confidence
        too_weak = confidence is not None and confidence < self.settings.mt.floor
        if drafted.text is None or too_weak:
            self.tally.refused += 1
            self.tally.reasons.update(drafted.problems or ("low confidence",))
            return None
        text = languages.convert_dates(drafted.text, self.language, self.settings.dates.body)
        doubts = tuple(dict.fromkeys((*drafted.problems, *self._doubts(entry, text))))
        self.tally.drafted += 1
        self.tally.marked.update(doubts)
        filled = catalogue.filled_by_machine(
            entry,
            text,
            drafted.signature,
            confidence=confidence,
            terms=drafted.terms,
            adapted_from=drafted.adapted_from,
        )
        if not doubts or filled.origin is None:
            return filled
        details = (*filled.origin.details, ("doubts", "; ".join(doubts)))
        return dataclasses.replace(filled, origin=dataclasses.replace(filled.origin, details=details))

    def _doubts(self, entry: Entry, text: str) -> list[str]:
        """What the checks find wrong with a draft that its gates let through: marked, for the reviewer to see."""
        findings = checks.check_pair(entry.source, text, self.language, entry.context)
        return [f.rule for f in findings if f.severity is checks.Severity.ERROR or f.rule in DOUBTFUL]


def _caution(machine: Machine) -> str:
    """What the user must know of an engine's drafts."""
    if machine.adapted_from:
        return f"made by a Persian engine and adapted to Dari by the lexicon ({machine.card.ident}): read every word"
    return machine.card.notes


@dataclass
class _Tally:
    """Counters of one locale."""

    locale: str
    engine: str = ""
    warning: str = ""
    drafted: int = 0
    from_memory: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)

    def report(self) -> LocaleTranslation:
        """The counters as a report."""
        return LocaleTranslation(
            self.locale,
            self.engine,
            self.drafted,
            self.from_memory,
            self.refused,
            dict(self.reasons),
            dict(self.marked),
            self.warning,
        )
