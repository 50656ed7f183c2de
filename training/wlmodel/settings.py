"""``config.toml`` as data: what is trained on, how, and how the result is judged."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, ClassVar

from wirelocalize.engines.card import Decoding
from wirelocalize.errors import ConfigurationError
from wirelocalize.files import read_text

HOME = Path(__file__).resolve().parents[1]
"""The folder ``training/``."""
LOCALES = ("fa", "fa_AF", "ps")
TOKENS = {"fa": "<fa>", "fa_AF": "<prs>", "ps": "<ps>"}
"""The decoder's first token for each locale; the codes are those the model was first trained with."""
MASKS = tuple(f"⟦{number}⟧" for number in range(1, 10))
"""Placeholders: single pieces that the model learns to copy."""

_STRICT: dict[str, str] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Corpora:
    """Which open sets are used.

    :param exclude_terms: values of the column ``terms`` of ``sources.tsv`` that are left out.
    :param dari_from_persian: names of Persian sets that are adapted to Dari and added as such.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    exclude_terms: tuple[str, ...] = ()
    dari_from_persian: tuple[str, ...] = ()
    dari_from_persian_weight: float = 0.4


@dataclass(frozen=True, slots=True)
class Clean:
    """Limits of a usable pair; see :mod:`wlmodel.clean`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    max_characters: int = 600
    max_length_ratio: float = 3.0
    max_latin_share: float = 0.4
    min_identified_words: int = 6
    min_known_words: int = 4


@dataclass(frozen=True, slots=True)
class HeldOutRule:
    """When a training sentence counts as a near copy of a held-out one.

    :param gram: words in a gram; :param overlap: share of the shorter sentence's grams.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    gram: int = 4
    overlap: float = 0.6


@dataclass(frozen=True, slots=True)
class Augment:
    """Shares of sentences (0 to 1) that get each kind of variant; see :mod:`wlmodel.augment`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    weight: float = 0.5
    title: float = 0.0
    mask: float = 0.0
    mask_names: float = 0.0
    term: float = 0.0
    join: float = 0.0
    swap: float = 0.0
    max_joined_words: int = 45


@dataclass(frozen=True, slots=True)
class Weight:
    """Expected copies of a sentence of matching sets in one pass, by scheme; without a value they are left out."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    match: str
    gpu: float = 0.0
    cpu: float = 0.0
    tune: float = 0.0
    augment: bool = False

    def of(self, scheme: str) -> float:
        """The value of one scheme."""
        value: float = getattr(self, scheme)
        return value


@dataclass(frozen=True, slots=True)
class Network:
    """The Transformer's shape.

    :param word_dropout: share of input tokens whose embedding is dropped in training.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    width: int
    heads: int
    feed_forward: int
    encoder_layers: int
    decoder_layers: int
    dropout: float = 0.0
    word_dropout: float = 0.0
    positions: int = 256


@dataclass(frozen=True, slots=True)
class Training:
    """The course of training.

    :param minutes: wall-clock budget over all runs; :param steps: optimiser steps; whichever ends first (0: no limit).
    :param batch_tokens: target tokens a batch, padding included.
    :param warmup: steps of rising rate; :param cooldown: last share of the budget, with a falling rate.
    :param ema: decay of the averaged weights, which are what is kept.
    :param subword_sampling: a fresh random segmentation in three passes of four (0: never).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    minutes: float
    batch_tokens: int
    learning_rate: float
    steps: int = 0
    warmup: int = 1000
    cooldown: float = 0.25
    ema: float = 0.999
    label_smoothing: float = 0.1
    weight_decay: float = 0.01
    max_tokens: int = 128
    subword_sampling: float = 0.0
    report_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of machine trains.

    :param weights: scheme of :class:`Weight`; :param pieces: size of the vocabulary.
    :param max_pairs: training pairs at most (0: all).
    :param watched_pairs: pairs of each development set whose loss is watched (0: all).
    :param measured_pairs: pairs of each set that the finished model is measured on (0: all).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    weights: str
    pieces: int
    network: Network
    training: Training
    max_pairs: int = 0
    watched_pairs: int = 300
    measured_pairs: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Sets a model is judged on and reported on."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    decide_on: tuple[str, ...]
    report_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    weights: tuple[Weight, ...]
    profiles: dict[str, Profile]
    score: Score
    seed: int = 7
    corpora: Corpora = field(default_factory=Corpora)
    clean: Clean = field(default_factory=Clean)
    held_out: HeldOutRule = field(default_factory=HeldOutRule)
    augment: Augment = field(default_factory=Augment)
    decoding: Decoding = field(default_factory=Decoding)

    def profile(self, name: str) -> Profile:
        """A profile by name.

        :raises ConfigurationError: there is none of that name.
        """
        if name not in self.profiles:
            raise ConfigurationError(f"no profile {name!r}", hint=f"one of {', '.join(self.profiles)}")
        return self.profiles[name]

    def weight(self, name: str) -> Weight:
        """The first rule that fits a set's name; a weight of nothing if none does."""
        return next((rule for rule in self.weights if fnmatchcase(name, rule.match)), Weight(name))


def load(path: Path = HOME / "config.toml") -> Settings:
    """Read the configuration.

    :raises ConfigurationError: not TOML, or a key is unknown or of the wrong form; the message names it.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        data: dict[str, Any] = tomllib.loads(read_text(path, error=ConfigurationError))
        return TypeAdapter(Settings).validate_python(data)
    except tomllib.TOMLDecodeError as exc:
        raise ConfigurationError(f"is not valid TOML: {exc}", path=path) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        raise ConfigurationError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", path=path) from exc
