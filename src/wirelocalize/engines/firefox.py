"""Firefox Translations models through the ``fxtranslate`` package (the ``firefox`` extra).

It translates sentence by sentence, has no scores and no attention; its calls release the interpreter lock, so a
thread for each core is used.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wirelocalize.engines.ct2 import cores
from wirelocalize.engines.model import Engine, Hypothesis, Pending
from wirelocalize.errors import EngineError
from wirelocalize.files import digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wirelocalize.engines.card import Card


class FirefoxEngine(Engine):
    """One Firefox Translations model: a folder with ``model.*.bin``, ``vocab.*.spm`` and perhaps ``lex.*.bin``."""

    def __init__(self, card: Card, folder: Path) -> None:
        self._card = card
        self._folder = folder

    @cached_property
    def _translator(self) -> Any:
        try:
            import fxtranslate
        except ImportError as exc:
            raise EngineError(
                f"{self._card.ident} needs the fxtranslate package",
                hint="pip install 'wirelocalize[firefox]'",
            ) from exc
        try:
            source = self._one("srcvocab.*.spm", "vocab.*.spm").read_bytes()
            target = self._one("trgvocab.*.spm", "vocab.*.spm").read_bytes()
            shortlists = sorted(self._folder.glob("lex.*.bin"))
            return fxtranslate.Translator(
                self._one("model.*.bin").read_bytes(),
                source,
                target,
                shortlists[0].read_bytes() if shortlists else None,
            )
        except (OSError, ValueError, RuntimeError) as exc:
            raise EngineError(
                f"the model cannot be loaded: {exc}", path=self._folder, hint="wirelocalize models verify"
            ) from exc

    def _one(self, *patterns: str) -> Path:
        """The first file that a pattern finds."""
        for pattern in patterns:
            found = sorted(self._folder.glob(pattern))
            if found:
                return found[0]
        raise EngineError(f"no {patterns[-1]} in it", path=self._folder)

    @property
    def signature(self) -> str:
        """Name, version and runtime."""
        return f"{self._card.ident} fxtranslate"

    @property
    def cache_key(self) -> str:
        """All that decides the output."""
        return f"{self.signature} {digest(repr(sorted(self._card.files.items())))[:16]}"

    @property
    def aligns(self) -> bool:
        """No attention is offered."""
        return False

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(cores())

    def submit(
        self, sentences: Sequence[str], *, careful: bool = False, align: bool = False
    ) -> Sequence[Pending]:
        """Queue sentences; see :class:`~wirelocalize.engines.model.Engine`. There is no careful decoding."""
        del careful, align
        translator = self._translator
        return [self._pool.submit(self._one_sentence, translator, sentence) for sentence in sentences]

    def stop(self) -> None:
        """Cancel what is queued; else the process would wait for all of it."""
        pool = self.__dict__.pop("_pool", None)
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _one_sentence(self, translator: Any, sentence: str) -> Hypothesis:
        try:
            return Hypothesis(translator.translate(sentence).strip())
        except (ValueError, RuntimeError) as exc:
            raise EngineError(f"the model failed: {exc}", path=self._folder) from exc
