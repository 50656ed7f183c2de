"""What a machine translation engine is to the rest of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An engine's raw output for one masked sentence.

    :param text: detokenised text.
    :param score: mean log-probability per target token (0 is best); ``None`` if the engine has none.
    :param truncated: decoding stopped at the length limit.
    :param alignment: for each target token ``(piece, weights over source tokens)`` where attention was asked for.
    """

    text: str
    score: float | None = None
    truncated: bool = False
    alignment: tuple[tuple[str, tuple[float, ...]], ...] = ()


class Engine(Protocol):
    """A model that translates English sentences into one language."""

    @property
    def signature(self) -> str:
        """Name, version, runtime and settings, as in ``starter@1 ct2/4.8 int8 beam4``; part of every cache key."""

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """Translate all sentences in as few model calls as memory allows; one hypothesis each, in order."""


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
