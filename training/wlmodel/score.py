"""Measuring a model with the project's own engine: chrF2++ and BLEU per set and locale, and words a second.

References are taken as they are, outputs as the engine gives them; no gate or mask stands between, so that numbers
are about the weights. ``wirelocalize models evaluate`` measures the whole way an article goes.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from wirelocalize.engines import Model, ModelStore
from wirelocalize.engines.card import Decoding, read_card
from wirelocalize.files import read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SetScore:
    """Scores (0 to 100) of one model on one set in one locale."""

    name: str
    locale: str
    pairs: int
    chrf: float
    bleu: float


@dataclass(frozen=True, slots=True)
class Example:
    """A real output beside the reference; ``chrf`` is that sentence's chrF2++."""

    locale: str
    english: str
    output: str
    reference: str
    chrf: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All that was measured of a model.

    :param engine: its signature; :param decoding: settings of the search.
    :param signatures: sacrebleu's, of both measures.
    :param words_per_core_second: English words by beam width, per second of one core of this machine.
    """

    engine: str
    decoding: Decoding
    signatures: tuple[str, str]
    sets: tuple[SetScore, ...]
    words_per_core_second: dict[int, float] = field(default_factory=dict)
    machine: str = ""
    examples: tuple[Example, ...] = ()

    def mean(self, names: Iterable[str], locale: str) -> float:
        """Mean chrF2++ over sets in one locale."""
        wanted = set(names)
        values = [score.chrf for score in self.sets if score.name in wanted and score.locale == locale]
        return sum(values) / len(values)


def measure(
    folder: Path,
    sets: Mapping[str, Mapping[str, Pairs]],
    *,
    decoding: Decoding | None = None,
    limit: int = 0,
    examples_from: str = "",
) -> Scores:
    """Score a model folder.

    :param decoding: in the place of its card's.
    :param limit: sentences a set at most (0: all).
    :param examples_from: the set that examples are taken from.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    card = read_card(folder)
    card = replace(card, decoding=decoding or card.decoding, files={})
    store, model = ModelStore(), Model(card, folder)
    chrf, bleu = CHRF(word_order=2), BLEU()
    found, examples = [], []
    engine = ""
    for name, by_locale in sets.items():
        for locale, pairs in by_locale.items():
            chosen = pairs[:limit] if limit else pairs
            translator = store.engine(model, locale)
            engine = translator.signature
            outputs = [
                hypothesis.text for hypothesis in translator.translate([source for source, _ in chosen])
            ]
            references = [reference for _, reference in chosen]
            found.append(
                SetScore(
                    name,
                    locale,
                    len(chosen),
                    round(chrf.corpus_score(outputs, [references]).score, 2),
                    round(bleu.corpus_score(outputs, [references]).score, 2),
                )
            )
            if name == examples_from:
                each = [
                    chrf.sentence_score(output, [reference]).score
                    for output, reference in zip(outputs, references, strict=True)
                ]
                examples += _examples(locale, chosen, outputs, each)
    signatures = (str(chrf.get_signature()), str(bleu.get_signature()))
    return Scores(engine, card.decoding, signatures, tuple(found), examples=tuple(examples))


def speed(
    folder: Path, sentences: Sequence[str], locale: str, beams: Sequence[int] = (1, 4)
) -> dict[int, float]:
    """English words per second of processor time at each beam width, the loading of the model left out.

    Processor time hardly depends on what else the machine does; n idle cores translate n times as much.
    """
    store, model = ModelStore(), Model(read_card(folder), folder)
    words = sum(len(sentence.split()) for sentence in sentences)
    found = {}
    for beam in beams:
        engine = store.engine(model, locale, beam=beam)
        engine.translate(sentences[:8])
        start = time.process_time()
        engine.translate(sentences)
        found[beam] = round(words / (time.process_time() - start), 1)
    return found


def better(candidate: Scores, shipped: Scores, names: Iterable[str], locales: Iterable[str]) -> bool:
    """Whether a model has a higher mean chrF2++ over the sets in every locale."""
    wanted = tuple(names)
    return all(candidate.mean(wanted, locale) > shipped.mean(wanted, locale) for locale in locales)


def write_scores(path: Path, scores: Scores) -> None:
    """Write scores as JSON."""
    write_text(path, json.dumps(asdict(scores), ensure_ascii=False, indent=1) + "\n")


def read_scores(path: Path) -> Scores:
    """Read what :func:`write_scores` wrote."""
    from pydantic import TypeAdapter

    return TypeAdapter(Scores).validate_json(read_text(path))


def _examples(locale: str, pairs: Pairs, outputs: Sequence[str], each: Sequence[float]) -> list[Example]:
    """Good, middling and bad outputs: at fixed ranks among sentences of ordinary length."""
    order = [number for number in range(len(pairs)) if 9 <= len(pairs[number][0].split()) <= 24]
    order.sort(key=lambda number: -each[number])
    ranks = (0.03, 0.25, 0.5, 0.75, 0.95)
    chosen = dict.fromkeys(order[int(rank * (len(order) - 1))] for rank in ranks) if order else {}
    return [
        Example(locale, pairs[number][0], outputs[number], pairs[number][1], round(each[number], 1))
        for number in chosen
    ]
