"""Configuration, rates, batches, the log, the card; and with PyTorch: that training resumes and weights travel."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from wlmodel import runs
from wlmodel.card import Story, model_card
from wlmodel.corpus import TERMS, sources
from wlmodel.hardware import BF16_FLAGS, cpu_flags
from wlmodel.pack import Example, pack, train_vocabulary, write_meta
from wlmodel.pipeline import SHIPPED, put_in_place
from wlmodel.score import Scores, SetScore, better, read_scores, write_scores
from wlmodel.settings import HOME, LOCALES, Network, Profile, Training, load

from wirelocalize.engines.card import Calibration, Decoding, card_text, read_card
from wirelocalize.errors import ConfigurationError


def test_the_configuration_loads_and_every_set_has_a_weight():
    settings = load()
    assert {"gpu", "cpu", "tune", "smoke"} <= settings.profiles.keys()
    for profile in settings.profiles.values():
        assert profile.network.width % profile.network.heads == 0
        assert profile.weights in {"gpu", "cpu", "tune"}
    for source in sources():
        if source.role in {"train", "short"}:
            assert settings.weight(source.ident).gpu > 0, source.ident
    assert settings.weight("authored/lexicon_nouns").augment is False
    assert settings.weight("authored/world").augment is True
    assert set(settings.corpora.exclude_terms) <= set(TERMS)


def test_decoding_is_what_the_shipped_card_says():
    shipped = read_card(SHIPPED).decoding
    assert load().decoding == shipped


def test_a_misspelt_key_is_named(tmp_path):
    text = (HOME / "config.toml").read_text(encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        text.replace("batch_tokens = 24000", "batch_token = 24000"), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match=r"profiles\.gpu\.training\.batch_token"):
        load(tmp_path / "config.toml")
    with pytest.raises(ConfigurationError, match="no profile 'laptop'"):
        load().profile("laptop")


def test_half_precision_is_for_processors_that_have_it(tmp_path):
    info = tmp_path / "cpuinfo"
    info.write_text("processor\t: 0\nflags\t\t: fpu avx2 fma\n", encoding="utf-8")
    assert not cpu_flags(info) & BF16_FLAGS
    info.write_text("processor\t: 0\nflags\t\t: fpu avx2 avx512_bf16 amx_bf16\n", encoding="utf-8")
    assert cpu_flags(info) & BF16_FLAGS
    assert cpu_flags(tmp_path / "absent") == set()


def scores(*values: float, name: str = "authored_dev") -> Scores:
    found = tuple(
        SetScore(name, locale, 10, value, 5.0) for locale, value in zip(LOCALES, values, strict=True)
    )
    return Scores("starter@1", Decoding(), ("chrF", "BLEU"), found, {1: 100.0})


def test_a_model_is_better_only_if_it_is_in_every_language():
    old = scores(40, 40, 40)
    assert better(scores(41, 40.1, 40.1), old, ["authored_dev"], LOCALES)
    assert not better(scores(50, 50, 40), old, ["authored_dev"], LOCALES)


def test_scores_survive_writing(tmp_path):
    write_scores(tmp_path / "scores.json", scores(1, 2, 3))
    assert read_scores(tmp_path / "scores.json") == scores(1, 2, 3)


def test_the_log_is_a_table_of_whole_rows(tmp_path):
    run = runs.Run(*["x"] * 12, "no", "two\nlines\tand a tab")
    runs.add(run, tmp_path / "runs.tsv")
    runs.add(run, tmp_path / "runs.tsv")
    assert runs.read(tmp_path / "runs.tsv") == [replace(run, note="two lines and a tab")] * 2
    assert all(found.shipped in {"yes", "no"} for found in runs.read())


def test_the_card_tells_scores_licences_and_limits():
    text = model_card(Story("2", "9.4 M", "Somehow.", TERMS[:4]), scores(41, 42, 43), scores(40, 40, 40))
    assert "41.0 / 5.0" in text
    assert "model shipped before" in text
    assert "CC BY-SA 4.0" in text
    assert "nllb-seed (fa_AF, ps)" in text
    assert "umbrella-security" not in text, "not trained on: its licence is unclear"
    assert "invents" in text


def test_a_model_is_put_in_place_whole_with_scores_and_hashes(tmp_path):
    from wirelocalize.engines.install import damaged

    candidate, package = tmp_path / "candidate", tmp_path / "data" / "starter"
    shutil.copytree(SHIPPED, candidate)
    shutil.copytree(SHIPPED, package)
    (package / "left-over.txt").write_text("of the old model", encoding="utf-8")
    card = read_card(candidate)
    (candidate / "card.toml").write_text(card_text(replace(card, version="77", files={})), encoding="utf-8")
    put_in_place(candidate, scores(41, 42, 43), {"ps": Calibration((-1.0, 0.0), (0.2, 0.6))}, package)
    placed = read_card(package)
    damaged(placed, package)  # raises where a hash is wrong
    assert placed.version == "77"
    assert [quality.chrf for quality in placed.quality["ps"]] == [43]
    assert set(placed.calibration) == {"ps"}, "the old one belongs to the old weights"
    assert set(placed.files) >= {"ct2/model.bin", "spm.model"}
    assert not (package / "left-over.txt").exists()
    assert [path.name for path in package.parent.iterdir()] == ["starter"]


PAIRS = [
    Example(f"The village of {name} has {count} wells.", f"قریه {name} {count} چاه دارد.", locale, 1.5)
    for count, name in enumerate(("Alpha", "Beta", "Gamma", "Delta", "Epsilon"), start=11)
    for locale in LOCALES
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    train_vocabulary(PAIRS, folder, 330, seed=1)
    pack(PAIRS, folder, "train")
    pack(PAIRS, folder, "dev")
    write_meta(folder)
    return folder


def test_batches_encode_a_source_once_for_all_its_languages_and_are_the_same_for_a_seed(data):
    from wlmodel.batches import Packed, epoch

    packed = Packed(data, "train")
    groups, weights = packed.groups()
    assert sorted(len(group) for group in groups) == [3] * 5
    assert set(weights) == {1.5}
    first = list(epoch(packed, groups, weights, 400, (7, 0)))
    assert first == list(epoch(packed, groups, weights, 400, (7, 0)))
    assert first != list(epoch(packed, groups, weights, 400, (7, 1)))
    for rows, of in first:
        batch = packed.batch(rows, of)
        assert batch.source.shape[0] == max(of) + 1
        assert batch.target_in.shape == batch.target_out.shape
        assert len(rows) * batch.target_in.shape[1] <= 400 + 3 * batch.target_in.shape[1]
        assert (batch.target_out[:, 0] == 0).all(), "the language token is given, not predicted"


TINY = Profile(
    "cpu",
    330,
    Network(width=16, heads=2, feed_forward=32, encoder_layers=1, decoder_layers=1, word_dropout=0.1),
    Training(minutes=5, steps=30, batch_tokens=400, learning_rate=1e-2, warmup=5, ema=0.5),
)


def trainer(data, out, **changes):
    pytest.importorskip("torch", reason="PyTorch is only in the train requirements")
    from wlmodel.hardware import Hardware
    from wlmodel.train import Trainer

    return Trainer(
        replace(TINY, training=replace(TINY.training, **changes)),
        data,
        out,
        seed=3,
        hardware=Hardware("cpu", half=False, name="CPU"),
        say=lambda _: None,
    )


def test_the_rate_rises_stays_and_falls():
    pytest.importorskip("torch", reason="PyTorch is only in the train requirements")
    from wlmodel.train import rate

    training = Training(minutes=1, batch_tokens=1, learning_rate=1.0, warmup=10, cooldown=0.5)
    assert rate(training, 0, 0.0) == pytest.approx(0.1)
    assert rate(training, 100, 0.4) == 1.0
    assert rate(training, 100, 0.75) == pytest.approx(0.5)
    assert rate(training, 100, 1.0) == pytest.approx(0.02)


def test_training_learns_and_an_interrupted_run_ends_as_a_whole_one(data, tmp_path):
    whole = trainer(data, tmp_path / "whole", cooldown=0.0)
    before = whole.losses()
    result = whole.run()
    assert result.finished
    assert all(result.losses[locale] < before[locale] for locale in LOCALES)
    assert not trainer(data, tmp_path / "parts", cooldown=0.0).run(stop_after=0).finished
    trainer(data, tmp_path / "parts", cooldown=0.0, steps=11).run()
    second = trainer(data, tmp_path / "parts", cooldown=0.0).run()
    assert second.progress.step == result.progress.step
    assert second.progress.epoch == result.progress.epoch
    assert second.losses == pytest.approx(result.losses, abs=1e-3)


def test_weights_travel_in_small_files_and_the_engine_loads_the_export(data, tmp_path):
    result = trainer(data, tmp_path / "run").run()
    from wlmodel import weights
    from wlmodel.export import export

    from wirelocalize.engines import Model, ModelStore

    weights.carry(result.checkpoint, tmp_path / "parts")
    carried = weights.load(tmp_path / "parts")
    for name, weight in result.checkpoint.weights.items():
        assert (carried.weights[name] - weight).abs().max() <= weight.abs().max() / 120
    mean = weights.average([carried, result.checkpoint])
    assert (mean.weights["bias"] - result.checkpoint.weights["bias"]).abs().max() < 1e-6
    folder = tmp_path / "model"
    card = export(carried, data / "spm.model", folder, Decoding(max_length=20), version="9")
    assert read_card(folder) == card
    engine = ModelStore(tmp_path / "home").engine(Model(card, folder), "ps")
    assert engine.translate(["The village of Alpha has 11 wells."])[0].score is not None
