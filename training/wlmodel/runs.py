"""The log of training runs: one row each in ``runs.tsv``, whether the model was shipped or not."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from wirelocalize.files import read_text, write_text
from wlmodel.settings import HOME

if TYPE_CHECKING:
    from pathlib import Path

    from wlmodel.score import Scores


@dataclass(frozen=True, slots=True)
class Run:
    """One run.

    :param start: ``scratch``, or the run whose weights it went on from.
    :param losses: per locale; :param scores: chrF2++/BLEU per set and locale.
    :param shipped: ``yes`` or ``no``.
    """

    date: str
    name: str
    profile: str
    hardware: str
    start: str
    pairs: str
    parameters: str
    steps: str
    passes: str
    minutes: str
    losses: str
    scores: str
    shipped: str
    note: str = ""


def add(run: Run, path: Path = HOME / "runs.tsv") -> None:
    """Append a row; tabs and line ends inside values become spaces."""
    head = "\t".join(field.name for field in fields(Run)) + "\n"
    text = read_text(path) if path.is_file() else head
    write_text(path, text + "\t".join(" ".join(str(value).split()) for value in astuple(run)) + "\n")


def read(path: Path = HOME / "runs.tsv") -> list[Run]:
    """All runs, oldest first."""
    lines = read_text(path).splitlines()[1:]
    return [Run(*line.split("\t")) for line in lines]


def in_short(scores: Scores) -> str:
    """Scores as one cell: ``set locale chrF2++/BLEU; …``."""
    return "; ".join(
        f"{score.name} {score.locale} {score.chrf:.1f}/{score.bleu:.1f}" for score in scores.sets
    )
