"""Argos packages with Moses tokenisation and byte-pair encoding. Needs sacremoses (``make test-models``)."""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from pathlib import Path

import pytest
from engines_helpers import CORPUS, tiny_model

from wirelocalize.config import Config, EnginePin
from wirelocalize.engines import Machine, ModelStore, Request
from wirelocalize.errors import EngineError

SENTENCES = ["The minister spoke in Kabul.", "Twenty teachers were arrested, they said.", "on Tuesday"]
needs_sacremoses = pytest.mark.skipif(importlib.util.find_spec("sacremoses") is None, reason="no sacremoses")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An ``.argosmodel`` with codes for byte-pair encoding and random weights."""
    folder = tmp_path / "translate-en_fa-1_0"
    merges = ["T h", "Th e</w>", "i n", "i n</w>", "m in", "s t", "o n</w>", "ک ا", "د ر</w>"]
    letters = sorted({letter for line in CORPUS for letter in line if not letter.isspace()})
    joined = [merge.replace(" ", "") for merge in merges]
    words = [
        piece for letter in (*letters, *joined) for piece in (letter.removesuffix("</w>"), f"{letter}@@")
    ]
    tiny_model(folder / "model", ["<unk>", "<s>", "</s>", *dict.fromkeys(words)], start="<s>")
    (folder / "bpe.model").write_text("\n".join(["#version: 0.2", *merges]) + "\n", encoding="utf-8")
    metadata = {"package_version": "1.0", "from_code": "en", "to_code": "fa", "to_name": "Persian"}
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    out = tmp_path / "translate-en_fa-1_0.argosmodel"
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(tmp_path))
    return out


@needs_sacremoses
def test_a_bpe_package_is_called_as_argos_calls_it(package: Path, tmp_path: Path) -> None:
    """The text of ``argostranslate.translate.apply_packaged_translation`` for single sentences."""
    import ctranslate2
    from argostranslate.tokenizer import BPETokenizer

    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(package))
    tokenizer = BPETokenizer(model.folder / "bpe.model", "en", "fa")
    translator = ctranslate2.Translator(str(model.folder / "model"), compute_type="int8")
    expected = []
    for sentence in SENTENCES:
        (result,) = translator.translate_batch(
            [tokenizer.encode(sentence)], target_prefix=None, replace_unknowns=True, max_batch_size=32,
            batch_type="tokens", beam_size=4, num_hypotheses=1, length_penalty=0.2, return_scores=True,
        )  # fmt: skip
        expected.append(tokenizer.decode(result.hypotheses[0]).removeprefix(" "))
    assert [hypothesis.text for hypothesis in store.engine(model, "fa").translate(SENTENCES)] == expected


@needs_sacremoses
def test_units_with_links_go_through_a_bpe_package(package: Path, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(package))
    config = Config(engines={"fa": EnginePin(engine=model.card.name)})
    machine = Machine.open(config, "fa", store=store, cache_dir=None)
    text = "The *minister* spoke [in Kabul](https://kabul.example/news), he said."
    (draft,) = machine.translate([Request(text)])
    assert draft.text is None or "(https://kabul.example/news)" in draft.text
    assert draft.text is not None or draft.problems


def test_without_sacremoses_the_error_says_what_to_install(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sacremoses.normalize", None)
    store = ModelStore(tmp_path / "home")
    with pytest.raises(EngineError) as caught:
        store.install(str(package))
    assert "pip install" in caught.value.hint
    assert "sacremoses" in caught.value.hint
