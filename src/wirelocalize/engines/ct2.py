"""Engines on CTranslate2: one loaded model serves every target language; batches are cut by tokens.

Sentences are queued and come back as promises, so that no worker waits for Python. One thread a worker and as many
workers as cores is the fastest layout on a CPU.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wirelocalize.engines.kinds import KINDS
from wirelocalize.engines.model import Engine, Hypothesis, Pending, Ready
from wirelocalize.engines.tokens import open_tokens
from wirelocalize.errors import EngineError
from wirelocalize.files import digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wirelocalize.engines.card import Card, Decoding
    from wirelocalize.engines.tokens import Tokens

BATCH_TOKENS = 1024
"""Of one batch, padding included."""


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Runtime:
    """A loaded model, shared by the engines of all its target languages; loaded at first use."""

    def __init__(self, card: Card, folder: Path, *, threads: int = 0) -> None:
        self.card = card
        self.folder = folder
        self.kind = KINDS[card.kind]
        self._threads = threads or cores()

    @cached_property
    def model_dir(self) -> Path:
        """The CTranslate2 directory.

        :raises EngineError: there is none.
        """
        for candidate in (self.folder / "ct2", self.folder / "model", self.folder):
            if (candidate / "model.bin").is_file():
                return candidate
        raise EngineError(
            "no CTranslate2 model (model.bin) in it", path=self.folder, hint="wirelocalize models verify"
        )

    @cached_property
    def translator(self) -> Any:
        """The CTranslate2 translator."""
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self.model_dir),
                device="cpu",
                compute_type="int8",
                inter_threads=self._threads,
                intra_threads=1,
                max_queued_batches=-1,  # the callers bound what is under way; a full queue would stop Python
            )
        except (RuntimeError, ValueError, MemoryError) as exc:
            raise EngineError(
                f"the model cannot be loaded: {exc}",
                path=self.folder,
                hint=f"wirelocalize models verify {self.card.name}; then install it again",
            ) from exc

    @cached_property
    def adds_end(self) -> bool:
        """Whether the model's own configuration adds the end token to a source."""
        try:
            settings = json.loads((self.model_dir / "config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(isinstance(settings, dict) and settings.get("add_source_eos"))

    def close(self) -> None:
        """Free the model's memory."""
        self.__dict__.pop("translator", None)


class Ct2Engine(Engine):
    """One target language of a loaded model."""

    def __init__(self, runtime: Runtime, locale: str, *, beam: int = 0) -> None:
        self._runtime = runtime
        self._card = runtime.card
        self._locale = locale
        self._code = self._card.targets[locale]
        decoding = self._card.decoding
        self._decoding = replace(decoding, beam=beam or decoding.beam)
        kind = runtime.kind
        self._source_prefix = _fill(kind.source_prefix, self._code)
        self._target_prefix = _fill(kind.target_prefix, self._code)

    @cached_property
    def _tokens(self) -> Tokens:
        return open_tokens(self._runtime.folder, self._runtime.kind, self._locale.partition("_")[0])

    @cached_property
    def signature(self) -> str:
        """Name, version, runtime and settings."""
        import ctranslate2

        version = ".".join(ctranslate2.__version__.split(".")[:2])
        return f"{self._card.ident} ct2/{version} int8 beam{self._decoding.beam}"

    @cached_property
    def cache_key(self) -> str:
        """All that decides the output."""
        parts = {"code": self._code, "decoding": asdict(self._decoding), "files": self._card.files}
        return f"{self.signature} {digest(json.dumps(parts, sort_keys=True))[:16]}"

    @property
    def aligns(self) -> bool:
        """Attention is offered; word positions only with SentencePiece."""
        return bool(self._tokens.words(["x"]))

    def submit(
        self, sentences: Sequence[str], *, careful: bool = False, align: bool = False
    ) -> Sequence[Pending]:
        """Queue sentences; see :class:`~wirelocalize.engines.model.Engine`."""
        promises: list[Pending] = [Ready(Hypothesis(""))] * len(sentences)
        places, wanted = [], []
        for place, sentence in enumerate(sentences):
            pieces = self._tokens.encode(sentence)
            if len(pieces) > self._decoding.max_source_tokens:
                promises[place] = Ready(Hypothesis("", truncated=True))
            elif pieces:
                places.append(place)
                wanted.append(pieces)
        if wanted:
            futures = self._queue(wanted, self._options(careful, align and self.aligns))
            for place, pieces, future in zip(places, wanted, futures, strict=True):
                promises[place] = _Promise(self, pieces, future)
        return promises

    def _options(self, careful: bool, align: bool) -> dict[str, Any]:
        """Decoding options of ``translate_batch``."""
        decoding: Decoding = self._decoding
        return {
            "beam_size": decoding.beam + 2 if careful else decoding.beam,
            "length_penalty": decoding.length_penalty,
            "repetition_penalty": max(decoding.repetition_penalty, 1.3)
            if careful
            else decoding.repetition_penalty,
            "no_repeat_ngram_size": 4 if careful else decoding.no_repeat_ngram_size,
            "coverage_penalty": decoding.coverage_penalty,
            "replace_unknowns": decoding.replace_unknowns,
            "max_decoding_length": decoding.max_length,
            "max_input_length": 0,
            "return_scores": True,
            "return_attention": align,
        }

    def _queue(self, pieces: list[list[str]], options: dict[str, Any]) -> list[Any]:
        """Hand sentences to the workers."""
        end = (
            [self._runtime.kind.source_end]
            if self._runtime.kind.source_end and not self._runtime.adds_end
            else []
        )
        prefix = [self._target_prefix] * len(pieces) if self._target_prefix else None
        futures: list[Any] = self._runtime.translator.translate_batch(
            [[*self._source_prefix, *sentence, *end] for sentence in pieces],
            target_prefix=prefix,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            asynchronous=True,
            **options,
        )
        return futures

    def read(self, source: list[str], future: Any) -> Hypothesis:
        """What has become of a queued sentence.

        :param source: its pieces; :param future: CTranslate2's promise.
        :raises EngineError: the model failed.
        """
        try:
            return self._hypothesis(source, future.result())
        except (RuntimeError, ValueError, MemoryError) as exc:
            raise EngineError(f"the model failed: {exc}", path=self._runtime.folder) from exc

    def _hypothesis(self, source: list[str], result: Any) -> Hypothesis:
        """Turn CTranslate2's result into text, mean log-probability and word alignment."""
        raw: list[str] = result.hypotheses[0]
        forced = len(self._target_prefix) if raw[: len(self._target_prefix)] == self._target_prefix else 0
        pieces = raw[forced:]
        text = self._tokens.decode(pieces)
        alignment: tuple[tuple[float, ...], ...] = ()
        if result.attention:
            first = len(self._source_prefix)
            rows = [row[first : first + len(source)] for row in result.attention[0][forced : len(raw)]]
            alignment = self._by_words(text, source, pieces, rows)
        return Hypothesis(
            text,
            self._mean(result.scores, len(raw) + 1, forced),
            len(raw) >= self._decoding.max_length,
            alignment,
        )

    def _mean(self, scores: list[float], length: int, forced: int) -> float | None:
        """Undo the length penalty: the mean log-probability of the tokens that were chosen."""
        if not scores or self._decoding.coverage_penalty:
            return None
        return scores[0] * float(length**self._decoding.length_penalty) / max(1, length - forced)

    def _by_words(
        self, text: str, source: list[str], pieces: list[str], rows: list[list[float]]
    ) -> tuple[tuple[float, ...], ...]:
        """Sum attention over the pieces of words; empty where pieces and words do not agree."""
        source_words, target_words = self._tokens.words(source), self._tokens.words(pieces)
        if (
            not source_words
            or not target_words
            or target_words[-1] + 1 != len(text.split())
            or len(rows) < len(pieces)
        ):
            return ()
        width = source_words[-1] + 1
        table = [[0.0] * width for _ in range(target_words[-1] + 1)]
        for row, target in zip(rows, target_words, strict=False):
            line = table[target]
            for weight, word in zip(row, source_words, strict=False):
                line[word] += weight
        return tuple(tuple(round(weight, 3) for weight in line) for line in table)


class _Promise:
    """A sentence in CTranslate2's queue. Its future can be read only once, also when it brings an error."""

    __slots__ = ("_engine", "_error", "_future", "_hypothesis", "_pieces")

    def __init__(self, engine: Ct2Engine, pieces: list[str], future: Any) -> None:
        self._engine, self._pieces, self._future = engine, pieces, future
        self._hypothesis: Hypothesis | None = None
        self._error: EngineError | None = None

    def done(self) -> bool:
        return self._future is None or bool(self._future.done())

    def result(self) -> Hypothesis:
        if self._future is not None:
            future, self._future = self._future, None
            try:
                self._hypothesis = self._engine.read(self._pieces, future)
            except EngineError as exc:
                self._error = exc
        if self._hypothesis is None:
            raise self._error or EngineError("the wait for the model was interrupted")
        return self._hypothesis


def _fill(template: str, code: str) -> list[str]:
    """A prefix template as tokens; empty code, no token."""
    token = template.replace("{code}", code)
    return [token] if token and code else []
