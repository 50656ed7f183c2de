"""What a machine translation engine is to the rest of the project."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

Progress = Callable[[int, int], None]
"""Called with (sentences done, sentences known so far); retries raise the second."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An engine's raw output for one masked sentence.

    :param text: detokenised text.
    :param score: mean log-probability per target token (0 is best); ``None`` if the engine has none.
    :param truncated: decoding stopped at the length limit, or the source was longer than the model takes.
    :param alignment: for each word of ``text`` (as ``str.split`` sees it) its weights over the words of the
        source, where attention was asked for and the engine offers it; else empty.
    """

    text: str
    score: float | None = None
    truncated: bool = False
    alignment: tuple[tuple[float, ...], ...] = ()


class Pending(Protocol):
    """A sentence on its way through an engine."""

    def done(self) -> bool:
        """Whether :meth:`result` will answer at once."""

    def result(self) -> Hypothesis:
        """The translation; waits for it.

        :raises EngineError: the model failed.
        """


@dataclass(frozen=True, slots=True)
class Ready:
    """A :class:`Pending` that is known already."""

    hypothesis: Hypothesis

    def done(self) -> bool:
        """Always."""
        return True

    def result(self) -> Hypothesis:
        """The hypothesis."""
        return self.hypothesis


SLICE = 256
"""Sentences handed over at once by :meth:`Engine.translate`; two slices are under way, so that no core waits."""


class Engine(Protocol):
    """A model that translates English sentences into one language. Engines derive from this class."""

    @property
    def signature(self) -> str:
        """Name, version, runtime and settings, as in ``starter@1 ct2/4.8 int8 beam4``."""

    @property
    def cache_key(self) -> str:
        """All that decides the output: the signature, the target language, the files, the decoding."""

    @property
    def aligns(self) -> bool:
        """Whether alignments can be asked for."""

    def submit(
        self, sentences: Sequence[str], *, careful: bool = False, align: bool = False
    ) -> Sequence[Pending]:
        """Begin to translate sentences, first come, first served; one promise each, in order. Does not wait.

        :param careful: decode against repetition, for a second try.
        :param align: fill in alignments.
        :raises EngineError: the model cannot be loaded.
        """

    def stop(self) -> None:
        """Give up what is queued and not begun: a run was interrupted. Engines without such a queue do nothing."""
        return

    def translate(
        self,
        sentences: Sequence[str],
        *,
        careful: bool = False,
        align: bool = False,
        done: Callable[[int], None] | None = None,
    ) -> list[Hypothesis]:
        """Translate all sentences, the longest first; one hypothesis each, in order. See :meth:`submit`.

        :param done: called with the number of sentences finished since the last call.
        :raises EngineError: the model cannot be loaded or run.
        """
        results = [Hypothesis("")] * len(sentences)
        order = sorted(range(len(sentences)), key=lambda index: -len(sentences[index]))
        waiting: deque[tuple[list[int], Sequence[Pending]]] = deque()
        for start in range(0, len(order) + SLICE, SLICE):
            chosen = order[start : start + SLICE]
            if chosen:
                texts = [sentences[index] for index in chosen]
                waiting.append((chosen, self.submit(texts, careful=careful, align=align)))
            while len(waiting) > 1 or (waiting and not chosen):
                places, pending = waiting.popleft()
                for index, promise in zip(places, pending, strict=True):
                    results[index] = promise.result()
                if done is not None:
                    done(len(places))
        return results


@dataclass(frozen=True, slots=True)
class Request:
    """A unit to translate.

    :param text: the msgid with its inline markup.
    :param context: its role.
    :param terms: required terms as (English as it stands in the text, translation).
    """

    text: str
    context: str = "paragraph"
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A gated machine translation of one unit.

    :param text: the translation with markup put back; ``None`` where none was good enough.
    :param signature: the engine's signature.
    :param confidence: calibrated, 0 to 1; ``None`` if unknown.
    :param terms: glossary terms that were applied and verified.
    :param adapted_from: ``fa`` where Dari was adapted from a Persian engine's output.
    :param problems: gates that failed, by name; with ``text is None`` they are the reason.
    """

    text: str | None
    signature: str
    confidence: float | None = None
    terms: tuple[str, ...] = ()
    adapted_from: str = ""
    problems: tuple[str, ...] = ()
