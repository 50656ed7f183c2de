"""Model cards: what a model is, whom it serves, under which licence, how it is decoded, how good it was measured.

Every model folder holds a ``card.toml``. What the project knows about a model at run time stands there and
nowhere else, so that better weights replace worse ones without a change of code.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from wirelocalize.errors import EngineError
from wirelocalize.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

CARD_NAME = "card.toml"
KINDS = ("starter", "argos", "nllb", "m2m100", "small100", "madlad", "opus", "firefox")
"""Families of models: each has its own tokenisation and its own way to name the target language."""

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,79}$")
_VERSION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,39}$")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How hypotheses are searched.

    :param beam: beam width where the workspace does not say otherwise.
    :param max_source_tokens: longer sources are split; the model has no positions for more, or was not trained on more.
    :param max_length: decoding limit in tokens; a hypothesis that reaches it counts as cut.
    :param max_words: sources of more English words are split at clause boundaries.
    """

    beam: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    coverage_penalty: float = 0.0
    no_repeat_ngram_size: int = 0
    replace_unknowns: bool = False
    max_source_tokens: int = 250
    max_length: int = 256
    max_words: int = 80


@dataclass(frozen=True, slots=True)
class Quality:
    """Measured scores on one test set.

    :param test: which set, how many sentences.
    :param chrf: chrF2++; :param bleu: BLEU.
    """

    test: str
    chrf: float
    bleu: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Maps a mean log-probability to the expected agreement with a person's translation (sentence chrF2++ / 100).

    :param score: knots, rising; :param value: expected agreement at each, not falling.
    :param correlation: Spearman's rank correlation of confidence and agreement on the held-out half.
    """

    score: tuple[float, ...]
    value: tuple[float, ...]
    correlation: float = 0.0


@dataclass(frozen=True, slots=True)
class Card:
    """A model's card.

    :param kind: one of :data:`KINDS`.
    :param targets: project locale → the model's own code or token for it.
    :param notes: what an editor must know (limits, restrictions of the licence).
    :param files: relative path → SHA-256 of every file of the model.
    """

    name: str
    version: str
    kind: str
    title: str = ""
    licence: str = "unknown"
    origin: str = ""
    notes: str = ""
    targets: dict[str, str] = field(default_factory=dict)
    decoding: Decoding = Decoding()
    quality: dict[str, tuple[Quality, ...]] = field(default_factory=dict)
    calibration: dict[str, Calibration] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def ident(self) -> str:
        """``name@version``, as it stands in signatures and folder names."""
        return f"{self.name}@{self.version}"


def check_name(name: str, version: str) -> None:
    """Refuse names that cannot be a folder's.

    :raises EngineError: with the offending name.
    """
    if not _NAME.match(name) or not _VERSION.match(version):
        raise EngineError(f"{name}@{version} cannot be a model's name", hint="use letters, digits, . _ + -")


def read_card(folder: Path) -> Card:
    """Read and validate ``card.toml`` of a model folder.

    :raises EngineError: missing, not TOML, or a value is of the wrong form.
    """
    from pydantic import TypeAdapter, ValidationError

    path = folder / CARD_NAME
    text = read_text(path, limit=4 * 1024 * 1024, error=EngineError)
    try:
        card = TypeAdapter(Card).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as exc:
        raise EngineError(f"is not valid TOML: {exc}", path=path) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        raise EngineError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", path=path) from exc
    check_name(card.name, card.version)
    if card.kind not in KINDS:
        raise EngineError(f"unknown kind {card.kind!r}", path=path, hint=f"one of {', '.join(KINDS)}")
    return card


def card_text(card: Card) -> str:
    """The card as TOML, in the order of its fields."""
    plain = asdict(card)
    lines = [f"{key} = {_toml(value)}" for key, value in plain.items() if not isinstance(value, dict)]
    for key in ("targets", "decoding", "files"):
        lines += ["", f"[{key}]", *(f"{_toml(name)} = {_toml(value)}" for name, value in plain[key].items())]
    for locale, calibration in plain["calibration"].items():
        lines += [
            "",
            f"[calibration.{locale}]",
            *(f"{name} = {_toml(value)}" for name, value in calibration.items()),
        ]
    for locale, measured in plain["quality"].items():
        for quality in measured:
            lines += [
                "",
                f"[[quality.{locale}]]",
                *(f"{name} = {_toml(value)}" for name, value in quality.items()),
            ]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A scalar or list as TOML (JSON's strings are TOML's basic strings, DEL aside)."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Order versions: numbers as numbers, everything else as text."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.findall(r"\d+|[^\d.]+", version)
    )
