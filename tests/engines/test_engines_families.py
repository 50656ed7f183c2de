"""Every family of models: its own tokens round the source, its own way to choose the language."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from engines_helpers import tiny_model

from wirelocalize.config import Config, EnginePin
from wirelocalize.engines import Machine, ModelStore, Request
from wirelocalize.engines.ct2 import Ct2Engine, Runtime
from wirelocalize.engines.recognise import recognise
from wirelocalize.errors import EngineError

SENTENCE = "The minister spoke."

FAMILIES = {
    "nllb": (
        ["eng_Latn", "pes_Arab", "prs_Arab", "pbt_Arab"],
        {"fa": "pes_Arab", "fa_AF": "prs_Arab", "ps": "pbt_Arab"},
    ),
    "m2m100": (["__en__", "__fa__", "__ps__"], {"fa": "fa", "ps": "ps"}),
    "madlad": (["<2fa>", "<2ps>"], {"fa": "<2fa>", "ps": "<2ps>"}),
    "opus": ([">>pes<<", ">>pus<<"], {"fa": ">>pes<<", "ps": ">>pus<<"}),
}


@pytest.fixture
def build(tmp_path: Path, pieces):
    """A folder of a family's model as its converter leaves it."""

    def make(family: str, *, add_end: bool = False) -> Path:
        folder = tmp_path / f"tiny-{family}"
        tiny_model(folder, [*pieces[1], *FAMILIES[family][0]], add_end=add_end)
        names = ("source.spm", "target.spm") if family == "opus" else ("sentencepiece.bpe.model",)
        for name in names:
            (folder / name).write_bytes(pieces[0])
        return folder

    return make


@pytest.mark.parametrize("family", FAMILIES)
def test_a_folder_is_recognised_and_translates(family: str, build, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(build(family)), try_out=False)
    assert model.card.kind == family
    assert model.card.targets == FAMILIES[family][1]
    for locale in model.card.targets:
        machine = Machine.open(
            Config(engines={locale: EnginePin(engine=model.card.name)}), locale, store=store, cache_dir=None
        )
        (draft,) = machine.translate([Request(SENTENCE)])
        assert draft.signature.startswith(model.card.ident)
        assert draft.text is not None or draft.problems


@pytest.mark.parametrize(
    ("family", "locale", "before", "prefix"),
    [
        ("nllb", "fa_AF", ["eng_Latn"], ["prs_Arab"]),
        ("m2m100", "ps", ["__en__"], ["__ps__"]),
        ("madlad", "fa", ["<2fa>"], None),
        ("opus", "ps", [">>pus<<"], None),
    ],
)
@pytest.mark.parametrize("add_end", [False, True])
def test_sources_are_written_as_the_family_was_trained(
    family: str, locale: str, before: list[str], prefix: list[str] | None, add_end: bool, build, pieces
) -> None:
    found = recognise(build(family, add_end=add_end))
    runtime = Runtime(found.card, found.root)
    asked = []

    def translate_batch(tokens, *, target_prefix, **options):
        asked.append((tokens, target_prefix))
        answer = [*(target_prefix[0] if target_prefix else []), "▁", "و"]
        result = SimpleNamespace(hypotheses=[answer], scores=[-1.0], attention=[])
        return [SimpleNamespace(result=lambda: result)]

    runtime.__dict__["translator"] = SimpleNamespace(translate_batch=translate_batch)
    (hypothesis,) = Ct2Engine(runtime, locale).translate([SENTENCE])
    import sentencepiece

    words = sentencepiece.SentencePieceProcessor(model_proto=pieces[0]).encode(SENTENCE, out_type=str)
    assert asked == [([[*before, *words, *([] if add_end else ["</s>"])]], [prefix] if prefix else None)]
    assert hypothesis.text == "و"


def test_small100_names_the_target_in_the_source(tmp_path: Path, pieces) -> None:
    folder = tiny_model(tmp_path / "small100", [*pieces[1], "__fa__", "__ps__", "__en__"])
    (folder / "sentencepiece.bpe.model").write_bytes(pieces[0])
    found = recognise(folder)
    assert found.card.kind == "small100"
    engine = Ct2Engine(Runtime(found.card, folder), "ps")
    assert (engine._source_prefix, engine._target_prefix) == (["__ps__"], [])


def test_nllb_says_that_it_is_non_commercial(build) -> None:
    card = recognise(build("nllb")).card
    assert card.licence == "CC-BY-NC-4.0"
    assert "non-commercial" in card.notes


def test_a_wrong_kind_is_noticed(build) -> None:
    with pytest.raises(EngineError, match="no token for Persian"):
        recognise(build("opus"), kind="nllb")


def test_an_unknown_vocabulary_asks_for_the_kind(tmp_path: Path, pieces) -> None:
    folder = tiny_model(tmp_path / "what", pieces[1])
    with pytest.raises(EngineError) as caught:
        recognise(folder)
    assert "--kind" in caught.value.hint


def test_a_checkpoint_asks_for_conversion(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(EngineError) as caught:
        recognise(tmp_path)
    assert "--convert" in caught.value.hint


def test_an_argos_package_is_called_as_argos_calls_it(argos_folder: Path, pieces, tmp_path: Path) -> None:
    """The same text as ``argostranslate.translate.apply_packaged_translation`` gives for single sentences."""
    import ctranslate2
    from argostranslate.tokenizer import SentencePieceTokenizer

    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(argos_folder), try_out=False)
    sentences = ["The minister spoke in Kabul.", "Twenty teachers were arrested.", "on Tuesday"]
    tokenizer = SentencePieceTokenizer(argos_folder / "sentencepiece.model")
    translator = ctranslate2.Translator(str(argos_folder / "model"), compute_type="int8")
    expected = []
    for sentence in sentences:
        (result,) = translator.translate_batch(
            [tokenizer.encode(sentence)], target_prefix=None, replace_unknowns=True, max_batch_size=32,
            batch_type="tokens", beam_size=4, num_hypotheses=1, length_penalty=0.2, return_scores=True,
        )  # fmt: skip
        value = tokenizer.decode(result.hypotheses[0])
        expected.append(value.removeprefix(" "))
    assert [hypothesis.text for hypothesis in store.engine(model, "fa").translate(sentences)] == expected


def test_underscores_never_reach_an_argos_package(argos_folder: Path, tmp_path: Path) -> None:
    from wirelocalize.engines.kinds import KINDS
    from wirelocalize.engines.ladder import Attempt, plan

    request = Request("See https://a.example/x_y and `a_b` of @some_one on #some_tag, desk_1@a.example.")
    for form in range(len(KINDS["argos"].mask_forms)):
        assert "_" not in "".join(plan(request, Attempt(form=form), KINDS["argos"]).sentences())


def test_a_target_prefix_of_a_package_is_used_and_taken_off(tmp_path: Path, pieces) -> None:
    folder = tmp_path / "translate-en_ps"
    tiny_model(folder / "model", [*pieces[1], "<ps>"], start="<s>")
    (folder / "sentencepiece.model").write_bytes(pieces[0])
    (folder / "metadata.json").write_text(
        json.dumps({"from_code": "en", "to_code": "ps", "package_version": "1.0", "target_prefix": "<ps>"})
    )
    found = recognise(folder)
    assert found.card.targets == {"ps": "<ps>"}
    engine = Ct2Engine(Runtime(found.card, folder), "ps")
    assert engine._target_prefix == ["<ps>"]
    assert "<ps>" not in engine.translate([SENTENCE])[0].text


def test_a_source_that_is_too_long_is_cut_off_nowhere(argos_folder: Path, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(argos_folder), try_out=False)
    (hypothesis,) = store.engine(model, "fa").translate(["minister " * 500])
    assert hypothesis.truncated


def test_order_and_batches_do_not_change_the_text(argos_folder: Path, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(argos_folder), try_out=False)
    engine = store.engine(model, "fa")
    sentences = [f"The minister spoke {'in Kabul ' * (i % 7)}on Tuesday." for i in range(30)]
    together = [hypothesis.text for hypothesis in engine.translate(sentences)]
    alone = [engine.translate([sentence])[0].text for sentence in sentences]
    assert together == alone


def test_alignments_have_a_row_for_each_word(argos_folder: Path, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(argos_folder), try_out=False)
    (hypothesis,) = store.engine(model, "fa").translate(["The minister spoke in Kabul."], align=True)
    assert len(hypothesis.alignment) in {0, len(hypothesis.text.split())}
    assert all(len(row) == 5 for row in hypothesis.alignment)


def test_scores_are_mean_log_probabilities(argos_folder: Path, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(argos_folder), try_out=False)
    engine = store.engine(model, "fa", beam=1)
    (hypothesis,) = engine.translate([SENTENCE])
    runtime = store.runtime(model)
    pieces = engine._tokens.encode(SENTENCE)
    (raw,) = runtime.translator.translate_batch(
        [pieces],
        beam_size=1,
        return_scores=True,
        length_penalty=0.0,
        max_decoding_length=256,
        replace_unknowns=True,
    )
    assert hypothesis.score == pytest.approx(raw.scores[0] / (len(raw.hypotheses[0]) + 1), rel=1e-3)


def test_a_failure_is_told_to_everyone_who_asks(argos_folder: Path, tmp_path: Path) -> None:
    """A future of CTranslate2 gives its error only once."""
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(argos_folder), try_out=False)
    engine = store.engine(model, "fa")
    asked = []

    def result() -> None:
        asked.append(1)
        raise RuntimeError("out of luck" if len(asked) == 1 else "No associated state")

    future = SimpleNamespace(result=result, done=lambda: True)
    translator = SimpleNamespace(translate_batch=lambda *_, **__: [future])
    store.runtime(model).__dict__["translator"] = translator
    (promise,) = engine.submit([SENTENCE])
    for _ in range(2):
        with pytest.raises(EngineError, match="out of luck"):
            promise.result()
    assert promise.done()
