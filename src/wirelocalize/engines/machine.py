"""A locale's machine translation, from units to gated drafts.

Requests → masks → cache → token batches → gates → retry ladder → markup put back → normalised text. All units of
all articles go through one call. Units are judged in the order in which they come back from the engine, and second
attempts join the queue while it works on the rest: no core waits for a round to end.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from wirelocalize.engines import ladder, masks
from wirelocalize.engines.align import place
from wirelocalize.engines.answers import Answers, Ask
from wirelocalize.engines.cache import Cache
from wirelocalize.engines.confidence import confidence, doubt
from wirelocalize.engines.counters import without_counters
from wirelocalize.engines.gates import REFUSING, failures
from wirelocalize.engines.known_names import NONE, known_names
from wirelocalize.engines.model import Draft, Hypothesis, Request
from wirelocalize.engines.numerals import mend_numbers
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from wirelocalize.config import Config
    from wirelocalize.engines.card import Card
    from wirelocalize.engines.kinds import Kind
    from wirelocalize.engines.ladder import Attempt, Plan
    from wirelocalize.engines.model import Engine, Pending, Progress
    from wirelocalize.engines.store import ModelStore
    from wirelocalize.languages.model import Language

WINDOW = 2048
"""Units sorted by length at a time, so that batches are full of equals."""
SLICE = 256
"""Units queued at once. One slice is worked on while the next waits: full batches, flat memory, and little to wait
for when a run is interrupted."""
TOGETHER = 16
"""Second attempts that are worth a batch of their own; fewer wait for company while there is other work..."""
NEARLY_DONE = 32
"""... that is, until so few units are left in the queue."""
ATTEMPTS = 4
"""At one unit, the first included."""


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
    plan: Plan | None = None
    promises: list[Pending] = field(default_factory=list)
    tried: list[Attempt] = field(default_factory=list)
    best: _Candidate | None = None


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
        self._answers = Answers(engine, self._cache)
        self.adapted_from = adapted_from
        self._names = known_names(adapted_from or language.code) if kind.known_names else NONE
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
        answers = self._answers
        return Summary(
            **self._counts,
            sentences=answers.sentences,
            cache_hits=answers.cache_hits,
            gates=dict(self._gates),
            problems=dict(self._problems),
        )

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
        try:
            for job in self._worked(unique, meter):
                drafts[job.request] = self._draft(job)
        except BaseException:
            self._engine.stop()
            raise
        finally:
            self._answers.keep()
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

    def _worked(self, requests: Sequence[Request], meter: _Meter) -> Iterator[_Job]:
        """Units that have been through the whole ladder, in the order in which they get done."""
        new = self._in_order(requests)
        again: list[_Job] = []
        queue: deque[_Job] = deque()
        while True:
            if len(queue) < SLICE:
                queue.extend(self._start(list(islice(new, SLICE))))
            if again and (len(again) >= TOGETHER or len(queue) < NEARLY_DONE):
                queue.extend(self._start(again))
                again = []
            if not queue:
                return
            job = queue.popleft()
            if self._judge(job):
                again.append(job)
                meter.expect(1)
                self._counts["retries"] += 1
            else:
                yield job
            meter.step(1)

    def _in_order(self, requests: Sequence[Request]) -> Iterator[_Job]:
        """Units, the longest of each window first."""
        for start in range(0, len(requests), WINDOW):
            for request in sorted(requests[start : start + WINDOW], key=lambda wanted: -len(wanted.text)):
                yield _Job(request, ladder.first_attempt(self._kind, self.card.decoding))

    def _start(self, jobs: list[_Job]) -> list[_Job]:
        """Queue the sentences of the jobs' present attempts."""
        if not jobs:
            return jobs
        asks: list[Ask] = []
        for job in jobs:
            job.plan = plan = ladder.plan(job.request, job.attempt, self._kind, self._names)
            job.attempt = plan.attempt
            asks += (Ask(sentence, plan.attempt.careful, plan.align) for sentence in plan.sentences())
        promises = iter(self._answers.ask(asks))
        for job in jobs:
            assert job.plan is not None
            job.promises = list(islice(promises, len(job.plan.sentences())))
        self._answers.keep()
        return jobs

    def _judge(self, job: _Job) -> bool:
        """Read the answer to a job's attempt; whether another attempt is to follow."""
        assert job.plan is not None
        candidate = self._candidate(job.request, job.plan, [promise.result() for promise in job.promises])
        if job.best is None:
            self._gates.update(candidate.problems)
        if job.best is None or candidate.cost < job.best.cost:
            self._counts["rescued"] += job.best is not None and not candidate.problems
            job.best = candidate
        job.tried.append(job.attempt)
        if not candidate.problems or len(job.tried) == ATTEMPTS:
            return False
        following = ladder.following(job.attempt, candidate.problems, job.request, self._kind, job.tried)
        job.attempt = following or job.attempt
        return following is not None

    def _candidate(self, request: Request, plan: Plan, found: list[Hypothesis]) -> _Candidate:
        """Read the answers of one attempt and judge them."""
        hypothesis, whole = ladder.assemble(plan, found)
        language = self._language_of_output()
        mended = mend_numbers(plan.masked.words, hypothesis.text, language.code, language.digits)
        mended, alignment = without_counters(mended, hypothesis.alignment, plan.masked)
        hypothesis = replace(hypothesis, text=mended, alignment=alignment)
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
