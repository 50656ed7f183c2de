"""Engines for tests: one that answers from a table, and real CTranslate2 models with random weights."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from engines_helpers import CORPUS, tiny_model

from wirelocalize import languages
from wirelocalize.engines.cache import Cache
from wirelocalize.engines.card import Card
from wirelocalize.engines.kinds import KINDS
from wirelocalize.engines.machine import Machine
from wirelocalize.engines.model import Engine, Hypothesis

Answer = Callable[[str, bool], Hypothesis]


class Late:
    """Answers when it is asked."""

    def __init__(self, answer: Answer, sentence: str, careful: bool) -> None:
        self._ask = lambda: answer(sentence, careful)

    def done(self) -> bool:
        return True

    def result(self) -> Hypothesis:
        return self._ask()


class TableEngine(Engine):
    """Answers with a function; remembers what it was asked."""

    def __init__(self, answer: Answer, *, aligns: bool = True) -> None:
        self._answer = answer
        self._aligns = aligns
        self.calls: list[tuple[str, bool]] = []

    @property
    def aligns(self) -> bool:
        return self._aligns

    @property
    def signature(self) -> str:
        return "table@1"

    @property
    def cache_key(self) -> str:
        return "table@1"

    def submit(self, sentences: Sequence[str], *, careful: bool = False, align: bool = False) -> list[Late]:
        self.calls += [(sentence, careful) for sentence in sentences]
        return [Late(self._answer, sentence, careful) for sentence in sentences]


@pytest.fixture
def machine() -> Callable[..., tuple[Machine, TableEngine]]:
    """Build a machine round an answering function."""

    def build(
        answer: Answer, locale: str = "fa", *, kind: str = "starter", cache: Path | None = None,
        adapted_from: str = "", aligns: bool = True,
    ) -> tuple[Machine, TableEngine]:  # fmt: skip
        engine = TableEngine(answer, aligns=aligns)
        card = Card("table", "1", kind, targets={locale: "x"}, decoding=KINDS[kind].decoding)
        made = Machine(
            engine, card, KINDS[kind], languages.get(locale), cache=Cache(cache), adapted_from=adapted_from
        )
        return made, engine

    return build


@pytest.fixture(scope="session")
def pieces() -> tuple[bytes, list[str]]:
    """A SentencePiece model trained on a few sentences, and its vocabulary."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS * 4), model_writer=model, vocab_size=110, model_type="unigram",
        character_coverage=1.0, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return model.getvalue(), [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


@pytest.fixture
def argos_folder(tmp_path: Path, pieces: tuple[bytes, list[str]]) -> Path:
    """The folder of an Argos package with random weights."""
    folder = tmp_path / "made" / "translate-en_fa-1_5"
    tiny_model(folder / "model", pieces[1], start="<s>")
    (folder / "sentencepiece.model").write_bytes(pieces[0])
    metadata = {"package_version": "1.5", "argos_version": "1.5", "from_code": "en", "from_name": "English",
                "to_code": "fa", "to_name": "Persian"}  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder
