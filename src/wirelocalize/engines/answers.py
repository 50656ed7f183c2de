"""Who answers a sentence: one asked a moment ago, the cache, or the engine. Each sentence is translated once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from wirelocalize.engines.model import Ready
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirelocalize.engines.cache import Cache
    from wirelocalize.engines.model import Engine, Hypothesis, Pending

REMEMBERED = 4096
"""Sentences remembered in this process; retries and repeated sentences come soon after the first."""


class Ask(NamedTuple):
    """One sentence for the engine, and how; see :meth:`~wirelocalize.engines.model.Engine.submit`."""

    sentence: str
    careful: bool = False
    align: bool = False


class Answers:
    """Asks an engine, at once for all that is wanted, and never twice.

    :ivar sentences: how many went to the engine; :ivar cache_hits: how many the cache knew.
    """

    def __init__(self, engine: Engine, cache: Cache) -> None:
        self._engine = engine
        self._cache = cache
        self._known: dict[Ask, Pending] = {}
        self._fresh: dict[Ask, Pending] = {}
        self.sentences = 0
        self.cache_hits = 0

    def ask(self, asks: Iterable[Ask]) -> list[Pending]:
        """A promise for each, in order.

        :raises EngineError: the model cannot be loaded.
        """
        wanted = [ask if self._engine.aligns else ask._replace(align=False) for ask in asks]
        missing: dict[tuple[bool, bool], dict[str, None]] = {}
        for ask in wanted:
            if ask not in self._known:
                missing.setdefault((ask.careful, ask.align), {})[ask.sentence] = None
        for (careful, align), sentences in missing.items():
            self._find(list(sentences), careful=careful, align=align)
        found = [self._known[ask] for ask in wanted]
        for old in list(islice(self._known, max(0, len(self._known) - REMEMBERED))):
            del self._known[old]
        return found

    def _find(self, sentences: list[str], *, careful: bool, align: bool) -> None:
        """Look sentences up in the cache and queue the others."""
        cached = self._cache.get(self._key(careful), sentences, align=align)
        self.cache_hits += len(cached)
        for sentence, hypothesis in cached.items():
            self._known[Ask(sentence, careful, align)] = Ready(hypothesis)
        fresh = [sentence for sentence in sentences if sentence not in cached]
        if not fresh:
            return
        self.sentences += len(fresh)
        promises = self._engine.submit(fresh, careful=careful, align=align)
        made = {Ask(s, careful, align): promise for s, promise in zip(fresh, promises, strict=True)}
        self._known |= made
        self._fresh |= made

    def keep(self) -> None:
        """Put what has come back meanwhile into the cache; does not wait for the rest, and never fails.

        A promise that failed is forgotten: whoever waits for it is told, and asking again is a new try.
        """
        finished: dict[tuple[bool, bool], list[tuple[str, Hypothesis]]] = {}
        for ask in [ask for ask, promise in self._fresh.items() if promise.done()]:
            try:
                hypothesis = self._fresh.pop(ask).result()
            except EngineError:
                self._known.pop(ask, None)
                continue
            finished.setdefault((ask.careful, ask.align), []).append((ask.sentence, hypothesis))
        for (careful, align), items in finished.items():
            self._cache.put(self._key(careful), items, align=align)

    def _key(self, careful: bool) -> str:
        return self._engine.cache_key + (" careful" if careful else "")
