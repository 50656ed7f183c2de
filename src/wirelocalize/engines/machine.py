"""A locale's machine translation, from units to gated drafts.

Requests → masks → cache → token batches → gates → retry ladder → markup put back → normalised text. All units of
all articles go through one call, and every round of the ladder is one call of the engine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wirelocalize.engines import ladder, masks
from wirelocalize.engines.align import place
from wirelocalize.engines.cache import Cache
from wirelocalize.engines.confidence import confidence, doubt
from wirelocalize.engines.gates import REFUSING, failures
from wirelocalize.engines.model import Draft, Hypothesis, Request
from wirelocalize.engines.numerals import mend_numbers
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from wirelocalize.config import Config
    from wirelocalize.engines.card import Card
    from wirelocalize.engines.kinds import Kind
    from wirelocalize.engines.ladder import Attempt, Plan
    from wirelocalize.engines.model import Engine, Progress
    from wirelocalize.engines.store import ModelStore
    from wirelocalize.languages.model import Language

WINDOW = 2048
"""Units in work at once: enough for full batches, few enough for flat memory."""
ROUNDS = 4
"""Attempts at one unit, the first included."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a machine did since it was opened.

    :param units: requests; :param drafts: drafts with text; :param refused: units left untranslated.
    :param marked: drafts with a problem the reviewer is told of.
    :param sentences: sentences sent to the model; :param cache_hits: answered from the cache.
    :param retries: attempts after the first; :param rescued: units that a retry mended.
    :param gates: how often each gate failed at the first attempt; :param problems: what remained in the end.
    """

    units: int = 0
    drafts: int = 0
    refused: int = 0
    marked: int = 0
    sentences: int = 0
    cache_hits: int = 0
    retries: int = 0
    rescued: int = 0
    gates: dict[str, int] = field(default_factory=dict)
    problems: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Candidate:
    """A translation with its faults; ``text`` has signs for atoms and marks."""

    plan: Plan
    text: str
    hypothesis: Hypothesis
    problems: list[str]

    @property
    def cost(self) -> tuple[int, float]:
        """Smaller is better: refusing faults first, then how much the others cost in confidence."""
        return (sum(problem in REFUSING for problem in self.problems), 1.0 - doubt(self.problems))


@dataclass(slots=True)
class _Job:
    """A unit on its way through the ladder."""

    request: Request
    attempt: Attempt
    tried: list[Attempt] = field(default_factory=list)
    best: _Candidate | None = None
    done: bool = False


class Machine:
    """Translates units into one locale.

    Open one with :meth:`open`; the constructor takes the parts, for tests and tools.

    :param adapted_from: code of the language the engine really writes, where another's serves.
    """

    def __init__(
        self,
        engine: Engine,
        card: Card,
        kind: Kind,
        language: Language,
        *,
        cache: Cache | None = None,
        adapted_from: str = "",
    ) -> None:
        self._engine = engine
        self.card = card
        self._kind = kind
        self._language = language
        self._cache = cache or Cache(None)
        self.adapted_from = adapted_from
        self._counts: Counter[str] = Counter()
        self._gates: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()

    @classmethod
    def open(
        cls, config: Config, locale: str, *, store: ModelStore, cache_dir: Path | None, draft: bool = False
    ) -> Machine:
        """The machine that the workspace's pin for ``locale`` asks for. Nothing is loaded yet.

        :param store: one store for all locales, so that they share loaded models.
        :param cache_dir: where the cache lies; ``None``: no cache.
        :param draft: quick and rough: beam 1.
        :raises EngineError: the pinned model is not installed or does not serve the locale; the hint mends it.
        :raises ConfigurationError: no such language.
        """
        from wirelocalize import languages
        from wirelocalize.engines.kinds import KINDS

        language = languages.get(locale)
        pin = config.engine_for(language.code)
        model = store.get(pin.engine, pin.version)
        serves, adapted = language, ""
        if language.code not in model.card.targets:
            if not language.fallback or language.fallback not in model.card.targets:
                offers = ", ".join(model.card.targets) or "nothing"
                raise EngineError(
                    f"the model {model.card.ident} does not translate into {language.code} (it serves: {offers})",
                    hint=f'pin another one in wirelocalize.toml: [engines.{language.code}] engine = "starter"',
                )
            adapted = language.fallback
            serves = languages.get(adapted)
        beam = 1 if draft else pin.beam
        engine = store.engine(model, serves.code, beam=beam)
        cache = Cache(cache_dir / "mt-cache.sqlite" if cache_dir is not None else None)
        return cls(engine, model.card, KINDS[model.card.kind], language, cache=cache, adapted_from=adapted)

    @property
    def signature(self) -> str:
        """Model, version, runtime and settings, as provenance comments show it."""
        return self._engine.signature + (f" adapted={self.adapted_from}" if self.adapted_from else "")

    @property
    def summary(self) -> Summary:
        """What was done so far."""
        return Summary(**self._counts, gates=dict(self._gates), problems=dict(self._problems))

    def translate(self, requests: Sequence[Request], *, progress: Progress | None = None) -> list[Draft]:
        """Translate all units; one draft each, in order.

        :raises EngineError: the model cannot be loaded or run.
        """
        drafts: dict[Request, Draft] = {}
        unique = [request for request in dict.fromkeys(requests) if len(request.text) <= masks.MAX_UNIT]
        for request in requests:
            if len(request.text) > masks.MAX_UNIT:
                drafts[request] = Draft(
                    None, self.signature, problems=("unit-too-long",), adapted_from=self.adapted_from
                )
        meter = _Meter(progress, len(unique))
        for start in range(0, len(unique), WINDOW):
            chosen = unique[start : start + WINDOW]
            for request, draft in zip(chosen, self._window(chosen, meter), strict=True):
                drafts[request] = draft
        result = [drafts[request] for request in requests]
        self._counts["units"] += len(result)
        self._counts["drafts"] += sum(draft.text is not None for draft in result)
        self._counts["refused"] += sum(draft.text is None for draft in result)
        self._counts["marked"] += sum(draft.text is not None and bool(draft.problems) for draft in result)
        for draft in result:
            self._problems.update(draft.problems)
        return result

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()

    def _window(self, requests: Sequence[Request], meter: _Meter) -> list[Draft]:
        """One window of units through the whole ladder."""
        jobs = [
            _Job(request, ladder.first_attempt(request, self._kind, self.card.decoding))
            for request in requests
        ]
        for turn in range(ROUNDS):
            waiting = [job for job in jobs if not job.done]
            if not waiting:
                break
            if turn:
                self._counts["retries"] += len(waiting)
                meter.expect(len(waiting))
            self._round(waiting, first=turn == 0, meter=meter)
        return [self._draft(job) for job in jobs]

    def _round(self, jobs: list[_Job], *, first: bool, meter: _Meter) -> None:
        """One attempt at each job, then what to try next."""
        plans = [ladder.plan(job.request, job.attempt, self._kind) for job in jobs]
        answers = self._answers(plans)
        for job, plan in zip(jobs, plans, strict=True):
            key = (plan.attempt.careful, plan.align)
            found = [answers[key][sentence] for sentence in plan.sentences()]
            candidate = self._candidate(job.request, plan, found)
            job.tried.append(job.attempt)
            if first:
                self._gates.update(candidate.problems)
            if job.best is None or candidate.cost < job.best.cost:
                self._counts["rescued"] += job.best is not None and not candidate.problems
                job.best = candidate
            following = (
                ladder.following(job.attempt, candidate.problems, job.request, self._kind, job.tried)
                if candidate.problems
                else None
            )
            job.done = following is None
            job.attempt = following or job.attempt
        meter.step(len(jobs))

    def _answers(self, plans: Iterable[Plan]) -> dict[tuple[bool, bool], dict[str, Hypothesis]]:
        """Hypotheses for every sentence of the plans, from the cache or the engine."""
        wanted: dict[tuple[bool, bool], dict[str, None]] = {}
        for plan in plans:
            wanted.setdefault((plan.attempt.careful, plan.align), {}).update(dict.fromkeys(plan.sentences()))
        answers: dict[tuple[bool, bool], dict[str, Hypothesis]] = {}
        for (careful, align), sentences in wanted.items():
            key = self._engine.cache_key + (" careful" if careful else "")
            align_here = align and self._engine.aligns
            known = self._cache.get(key, list(sentences), align=align_here)
            missing = [sentence for sentence in sentences if sentence not in known]
            self._counts["cache_hits"] += len(known)
            self._counts["sentences"] += len(missing)
            if missing:
                made = self._engine.translate(missing, careful=careful, align=align_here)
                fresh = list(zip(missing, made, strict=True))
                self._cache.put(key, fresh, align=align_here)
                known.update(fresh)
            answers[(careful, align)] = known
        return answers

    def _candidate(self, request: Request, plan: Plan, found: list[Hypothesis]) -> _Candidate:
        """Read the answers of one attempt and judge them."""
        hypothesis, whole = ladder.assemble(plan, found)
        language = self._language_of_output()
        mended = mend_numbers(plan.masked.words, hypothesis.text, language.code, language.digits)
        hypothesis = replace(hypothesis, text=mended)
        problems = failures(hypothesis.text, plan.masked, hypothesis, language)
        if not whole:
            problems.insert(0, "mask-lost")
        text = hypothesis.text
        if plan.masked.spans and whole:
            phrases = (
                [answer.text for answer in found[len(found) - len(plan.phrases) :]] if plan.phrases else []
            )
            placed = place(plan.masked.text, text, plan.masked.spans, hypothesis.alignment, phrases)
            if placed is None:
                problems.append("markup-lost")
            else:
                text = placed.text
                if not placed.sure:
                    problems.append("markup-guess")
        if ladder.terms_missing(masks.restore(text, plan.masked, self._numerals()), request):
            problems.append("term-missing")
        if plan.attempt.form < 0:
            problems.append("pieced")
        return _Candidate(plan, text, hypothesis, problems)

    def _draft(self, job: _Job) -> Draft:
        """The best candidate as a draft, or the reasons why there is none."""
        best = job.best
        if best is None or best.cost[0]:
            problems = tuple(best.problems) if best else ("empty",)
            return Draft(None, self.signature, problems=problems, adapted_from=self.adapted_from)
        text = self._finish(best)
        missing = set(ladder.terms_missing(text, job.request))
        return Draft(
            text,
            self.signature,
            confidence=confidence(
                best.hypothesis.score, best.problems, self.card, self.adapted_from or self._language.code
            ),
            terms=tuple(english for english, _ in job.request.terms if english not in missing),
            adapted_from=self.adapted_from,
            problems=tuple(best.problems),
        )

    def _finish(self, candidate: _Candidate) -> str:
        """Normalise the words while atoms and marks are still signs, then put these back."""
        from wirelocalize import languages

        text = candidate.text
        normal = languages.normalise(text, self._language)
        if self.adapted_from and self._language.code == "fa_AF":
            normal = languages.adapt_to_dari(normal).text
        if masks.ALL_SIGNS.findall(normal) != masks.ALL_SIGNS.findall(text):
            normal = text
        return masks.restore(normal, candidate.plan.masked, self._numerals()).strip()

    def _language_of_output(self) -> Language:
        """Whose letters the engine's raw output must have."""
        if not self.adapted_from:
            return self._language
        from wirelocalize import languages

        return languages.get(self.adapted_from)

    def _numerals(self) -> dict[int, str | None]:
        """Translation table from an English number to this language's."""
        table: dict[str, str | None] = {
            str(value): digit for value, digit in enumerate(self._language.digits)
        }
        return str.maketrans({**table, ",": self._language.thousands, ".": self._language.decimal})


class _Meter:
    """Counts units for a progress callback."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._count = 0

    def expect(self, more: int) -> None:
        """Retries were added."""
        self._total += more

    def step(self, count: int) -> None:
        """Units were finished."""
        self._count += count
        if self._progress is not None:
            self._progress(self._count, self._total)
