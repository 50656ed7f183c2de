"""Measure a model anew: how sure it is against how right it is, and its scores, for its card.

To be run whenever the weights of a model change; the confidence of its drafts rests on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wirelocalize.engines.card import CARD_NAME, Calibration, Card, Quality, card_text, read_card
from wirelocalize.engines.confidence import fit, interpolate
from wirelocalize.engines.download import file_hash
from wirelocalize.engines.evaluate import rank_correlation
from wirelocalize.errors import EngineError
from wirelocalize.files import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wirelocalize.engines.model import Engine
    from wirelocalize.languages.model import Language


def calibrate(
    engine: Engine, language: Language, pairs: Sequence[tuple[str, str]], test: str
) -> tuple[Calibration, Quality]:
    """Translate the pairs' English and fit confidence to agreement (sentence chrF2++ / 100).

    The knots are fitted on all pairs; the correlation is that of every second pair under a fit to the others.

    :param test: what the pairs are, for the card.
    :raises EngineError: sacrebleu is not installed, the engine has no scores, or there are too few pairs.
    """
    from wirelocalize import languages

    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as exc:
        raise EngineError("measuring needs sacrebleu", hint="pip install 'wirelocalize[evaluate]'") from exc
    hypotheses = engine.translate([source for source, _ in pairs])
    texts = [languages.normalise(hypothesis.text, language) for hypothesis in hypotheses]
    references = [reference for _, reference in pairs]
    chrf = CHRF(word_order=2)
    points = [
        (hypothesis.score, chrf.sentence_score(text, [reference]).score / 100)
        for hypothesis, text, reference in zip(hypotheses, texts, references, strict=True)
        if hypothesis.score is not None
    ]
    try:
        half, whole = fit(points[::2]), fit(points)
    except ValueError as exc:
        raise EngineError(f"cannot be calibrated: {exc}", hint="some hundred pairs are needed") from exc
    correlation = rank_correlation([(interpolate(half, score), value) for score, value in points[1::2]])
    quality = Quality(
        test,
        chrf=round(chrf.corpus_score(texts, [references]).score, 1),
        bleu=round(BLEU().corpus_score(texts, [references]).score, 1),
    )
    return replace(whole, correlation=correlation), quality


def renew_card(folder: Path, measured: dict[str, tuple[Calibration, Quality]]) -> Card:
    """Write new measurements, and the hashes of the files as they are, into a model folder's card.

    :param measured: locale → calibration and quality; other locales keep theirs.
    """
    from wirelocalize.engines.install import model_files

    card = read_card(folder)
    kept = set(card.files) or set(model_files(folder))
    card = replace(
        card,
        calibration={
            **card.calibration,
            **{locale: calibration for locale, (calibration, _) in measured.items()},
        },
        quality={**card.quality, **{locale: (quality,) for locale, (_, quality) in measured.items()}},
        files={name: file_hash(folder / name) for name in model_files(folder) if name in kept},
    )
    write_text(folder / CARD_NAME, card_text(card))
    return card
