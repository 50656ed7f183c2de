"""The embedded model through the doors, in all three languages; its wording is never tested, it will change."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from wirelocalize import languages
from wirelocalize.config import Config
from wirelocalize.engines import Machine, ModelStore, Request
from wirelocalize.engines.card import card_text, read_card
from wirelocalize.engines.evaluate import evaluate, rank_correlation, read_pairs
from wirelocalize.errors import DataError, EngineError

LOCALES = ("fa", "fa_AF", "ps")
UNITS = (
    Request("The minister said on Tuesday that 25 people were killed in Herat."),
    Request("Teachers in [Kabul](https://example.org/a_b) read **many books** every day."),
    Request("Write to desk@example.org or see https://example.org/x_y?z=1."),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    return ModelStore(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("locale", LOCALES)
def test_units_become_drafts_in_the_language(locale: str, store: ModelStore) -> None:
    machine = Machine.open(Config(), locale, store=store, cache_dir=None)
    drafts = machine.translate(UNITS)
    language = languages.get(locale)
    for request, draft in zip(UNITS, drafts, strict=True):
        assert draft.text is not None or draft.problems
        if draft.text is None:
            continue
        assert re.findall(r"https?://[^\s)،؛]+?(?=[.)]?(?:\s|$|\)))", draft.text) is not None
        for address in re.findall(r"https?://[^\s)]+[^\s).]", request.text):
            assert address in draft.text
        assert draft.text.count("**") == request.text.count("**")
        words = re.sub(r"\S*(?:https?:|@)\S*", "", draft.text)
        assert not re.search(r"[0-9]", words)
        letters = [char for char in words if char.isalpha() and not char.isascii()]
        assert sum(char in language.alphabet for char in letters) > 0.9 * len(letters)
        assert draft.confidence is None or 0 <= draft.confidence <= 1


def test_three_locales_load_one_model(store: ModelStore) -> None:
    runtimes = {id(store.runtime(store.get("starter"))) for _ in LOCALES}
    assert len(runtimes) == 1


def test_its_card_is_whole(store: ModelStore) -> None:
    card = store.get("starter").card
    assert set(card.targets) == set(LOCALES)
    assert card.notes
    assert set(card.calibration) == set(LOCALES)
    assert all(quality.chrf > 0 for locale in LOCALES for quality in card.quality[locale])
    store.verify("starter")


def test_a_card_survives_writing_and_reading(store: ModelStore, tmp_path: Path) -> None:
    card = store.get("starter").card
    (tmp_path / "card.toml").write_text(card_text(card), encoding="utf-8")
    assert read_card(tmp_path) == card


@pytest.mark.parametrize(("locale", "code"), [("fa", "fa"), ("fa_AF", "prs"), ("ps", "ps")])
def test_an_exported_package_says_the_same(locale: str, code: str, store: ModelStore, tmp_path: Path) -> None:
    """Installed again as an Argos package, at Argos's settings, it gives what the model gives at these settings."""
    out = store.export("starter", locale, tmp_path / "out.argosmodel")
    with zipfile.ZipFile(out) as opened:
        names = {name.partition("/")[2] for name in opened.namelist()}
    assert {
        "metadata.json",
        "sentencepiece.model",
        "model/model.bin",
        "model/config.json",
        "README.md",
    } <= names
    other = ModelStore(tmp_path / "home")
    (model,) = other.install(str(out))
    assert model.card.name == f"argos-en_{code}"
    text = "The minister said on Tuesday that 25 people were killed in Herat."
    starter = store.engine(store.get("starter"), locale)
    options = {"beam_size": 4, "length_penalty": 0.2, "replace_unknowns": True, "return_scores": True}
    (raw,) = store.runtime(store.get("starter")).translator.translate_batch(
        [starter._tokens.encode(text)], target_prefix=[starter._target_prefix], **options
    )
    expected = starter._tokens.decode(raw.hypotheses[0][1:])
    assert other.engine(model, locale).translate([text])[0].text == expected


def test_exporting_what_cannot_be_exported(store: ModelStore, tmp_path: Path) -> None:
    from dataclasses import replace

    from wirelocalize.engines.export import export_argos
    from wirelocalize.engines.store import Model

    starter = store.get("starter")
    with pytest.raises(EngineError, match="token"):
        export_argos(
            Model(replace(starter.card, kind="nllb"), starter.folder), "fa", tmp_path / "x.argosmodel"
        )
    with pytest.raises(EngineError, match="does not translate"):
        export_argos(
            Model(replace(starter.card, targets={"fa": "<fa>"}), starter.folder),
            "ps",
            tmp_path / "x.argosmodel",
        )


def test_evaluation_has_scores_and_signatures(store: ModelStore, tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(
        "The minister spoke in Kabul.\tوزیر در کابل سخن گفت.\n\nTeachers came.\tمعلمان آمدند.\n",
        encoding="utf-8",
    )
    machine = Machine.open(Config(), "fa", store=store, cache_dir=None)
    scores = evaluate(machine, read_pairs(tmp_path / "pairs.tsv"))
    assert scores.pairs == 2
    assert 0 < scores.chrf <= 100
    assert "nw:2" in scores.chrf_signature
    assert "tok:13a" in scores.bleu_signature
    assert scores.words_per_second > 0


def test_pairs_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("one column\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_pairs(tmp_path / "a.tsv")
    assert caught.value.line == 1
    (tmp_path / "b.tsv").write_text("\n\n", encoding="utf-8")
    with pytest.raises(DataError, match="no sentence pairs"):
        read_pairs(tmp_path / "b.tsv")


def test_rank_correlation() -> None:
    assert rank_correlation([(1, 10), (2, 20), (3, 30)]) == 1.0
    assert rank_correlation([(1, 30), (2, 20), (3, 10)]) == -1.0
    assert rank_correlation([(1, 5), (2, 5), (3, 5)]) == 0.0
    assert rank_correlation([(1, 1), (1, 2), (2, 2), (3, 3)]) == pytest.approx(0.833, abs=0.001)


@pytest.mark.skipif(
    not os.environ.get("WIRELOCALIZE_ARGOS_PYTHON"), reason="no Python with argostranslate given"
)
@pytest.mark.parametrize(("locale", "code"), [("fa", "fa"), ("fa_AF", "prs"), ("ps", "ps")])
def test_argos_translate_itself_says_the_same(
    locale: str, code: str, store: ModelStore, tmp_path: Path
) -> None:
    """``WIRELOCALIZE_ARGOS_PYTHON`` names an interpreter with argostranslate and spaCy; no network is needed."""
    out = store.export("starter", locale, tmp_path / "out.argosmodel")
    other = ModelStore(tmp_path / "home")
    (model,) = other.install(str(out))
    sentences = [
        "The minister spoke in Kabul on Tuesday.",
        "Twenty-five teachers were arrested in Herat.",
        "Kabul",
    ]
    code_text = (
        "import json, sys, argostranslate.package as p, argostranslate.translate as t\n"
        "p.install_from_path(sys.argv[1])\n"
        "by = {l.code: l for l in t.get_installed_languages()}\n"
        "to = by['en'].get_translation(by[sys.argv[2]])\n"
        "print(json.dumps([to.translate(s) for s in json.loads(sys.argv[3])]))\n"
    )
    run = subprocess.run(
        [os.environ["WIRELOCALIZE_ARGOS_PYTHON"], "-c", code_text, str(out), code, json.dumps(sentences)],
        env={**os.environ, "HOME": str(tmp_path), "ARGOS_CHUNK_TYPE": "SPACY"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = json.loads(run.stdout.splitlines()[-1])
    assert said == [hypothesis.text for hypothesis in other.engine(model, locale).translate(sentences)]


def test_the_prefix_of_an_exported_package_has_no_text(store: ModelStore, tmp_path: Path) -> None:
    import sentencepiece

    with zipfile.ZipFile(store.export("starter", "ps", tmp_path / "out.argosmodel")) as opened:
        name = next(name for name in opened.namelist() if name.endswith("sentencepiece.model"))
        pieces = sentencepiece.SentencePieceProcessor(model_proto=opened.read(name))
    token = store.get("starter").card.targets["ps"]
    assert pieces.decode_pieces(["▁a", token, "▁b"]) == "a b"
    assert pieces.id_to_piece(pieces.piece_to_id(token)) == token
