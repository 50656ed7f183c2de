"""Measure a machine on sentence pairs: chrF2++ and BLEU with sacrebleu's signatures, and speed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.engines.model import Request
from wirelocalize.errors import DataError, EngineError
from wirelocalize.files import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wirelocalize.engines.machine import Machine


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured.

    :param chrf: chrF2++, 0 to 100; :param bleu: BLEU, 0 to 100; each with its ``*_signature``.
    :param pairs: sentence pairs scored; :param refused: of these, without a draft (scored as empty).
    :param marked: drafts with problems.
    :param words_per_second: English words, the model's loading left out.
    :param correlation: Spearman's between confidence and sentence chrF2++; ``None`` where there are too few.
    """

    chrf: float
    bleu: float
    chrf_signature: str
    bleu_signature: str
    pairs: int
    refused: int
    marked: int
    words_per_second: float
    correlation: float | None


def read_pairs(path: Path, *, column: int = 1) -> list[tuple[str, str]]:
    """Pairs of a tab-separated file: English in the first column, the translation in ``column``.

    :raises DataError: a row has too few columns, or there is none.
    """
    pairs = []
    for number, line in enumerate(read_text(path, error=DataError).splitlines(), start=1):
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) <= column:
            raise DataError(f"a row needs {column + 1} columns, separated by tabs", path=path, line=number)
        if cells[0].strip() and cells[column].strip():
            pairs.append((cells[0].strip(), cells[column].strip()))
    if not pairs:
        raise DataError("no sentence pairs in it", path=path)
    return pairs


def evaluate(machine: Machine, pairs: Sequence[tuple[str, str]]) -> Scores:
    """Translate the English sides and compare.

    :raises EngineError: sacrebleu (the ``evaluate`` extra) is not installed.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as exc:
        raise EngineError("measuring needs sacrebleu", hint="pip install 'wirelocalize[evaluate]'") from exc
    machine.translate([Request("Good morning.")])  # load the model
    start = time.perf_counter()
    drafts = machine.translate([Request(source) for source, _ in pairs])
    seconds = time.perf_counter() - start
    texts = [draft.text or "" for draft in drafts]
    references = [reference for _, reference in pairs]
    chrf, bleu = CHRF(word_order=2), BLEU()
    chrf_score, bleu_score = chrf.corpus_score(texts, [references]), bleu.corpus_score(texts, [references])
    known = [
        (draft.confidence, chrf.sentence_score(text, [reference]).score)
        for draft, text, reference in zip(drafts, texts, references, strict=True)
        if draft.confidence is not None
    ]
    words = sum(len(source.split()) for source, _ in pairs)
    return Scores(
        chrf=round(chrf_score.score, 2),
        bleu=round(bleu_score.score, 2),
        chrf_signature=str(chrf.get_signature()),
        bleu_signature=str(bleu.get_signature()),
        pairs=len(pairs),
        refused=sum(draft.text is None for draft in drafts),
        marked=sum(draft.text is not None and bool(draft.problems) for draft in drafts),
        words_per_second=round(words / max(seconds, 1e-9), 1),
        correlation=rank_correlation(known) if len(known) >= 10 else None,
    )


def rank_correlation(points: Sequence[tuple[float, float]]) -> float:
    """Spearman's rank correlation, ties sharing their mean rank."""
    left, right = _ranks([x for x, _ in points]), _ranks([y for _, y in points])
    mean = (len(points) - 1) / 2
    covariance = sum((x - mean) * (y - mean) for x, y in zip(left, right, strict=True))
    spread = sum((x - mean) ** 2 for x in left) * sum((y - mean) ** 2 for y in right)
    return round(float(covariance / spread**0.5), 3) if spread > 0 else 0.0


def _ranks(values: list[float]) -> list[float]:
    """Rank of each value from 0."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for index in order[start : end + 1]:
            ranks[index] = (start + end) / 2
        start = end + 1
    return ranks
