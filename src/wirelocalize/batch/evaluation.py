"""Measuring a model on translations made by people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.config import Config, EnginePin
from wirelocalize.errors import WirelocalizeError
from wirelocalize.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.engines.evaluate import Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of an engine, named by its signature."""

    model: str
    scores: Scores


def evaluate_file(
    file: Path, locale: str, *, near: Path, model: str = "", column: int = 1, limit: int = 0, beam: int = 0
) -> Evaluation:
    """Translate the English column of a TSV file and compare with the people's translations in ``column``.

    :param near: folder whose workspace pins the engine; without one, the embedded model is measured.
    :param model: ``name`` or ``name@version`` in the place of the pinned one.
    :param limit: only the first pairs; 0: all.
    :param beam: beam width; 0: as pinned.
    :raises DataError: the file is not such a table.
    :raises EngineError: the model is missing, or the ``evaluate`` extra is not installed.
    """
    from wirelocalize.engines import Machine, ModelStore
    from wirelocalize.engines.evaluate import evaluate, read_pairs

    code = languages.get(locale).code
    pairs = read_pairs(file, column=column)
    try:
        pin = Workspace.open(near).config.engine_for(code)
    except WirelocalizeError:
        pin = EnginePin()
    name, _, version = model.partition("@")
    chosen = EnginePin(
        engine=name or pin.engine, version=version if name else pin.version, beam=beam or pin.beam
    )
    machine = Machine.open(Config(engines={code: chosen}), code, store=ModelStore(), cache_dir=None)
    try:
        return Evaluation(machine.signature, evaluate(machine, pairs[:limit] if limit else pairs))
    finally:
        machine.close()
