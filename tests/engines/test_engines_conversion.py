"""Real conversion: checkpoints that Transformers wrote (random weights), laid out as in their public repositories.

Needs PyTorch and Transformers (``make test-models``); tried with Transformers 4.57 and 5.24.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
from engines_helpers import CORPUS

from wirelocalize.engines import ModelStore
from wirelocalize.engines.ct2 import Ct2Engine

torch = pytest.importorskip("torch", reason="no PyTorch")
transformers = pytest.importorskip("transformers", reason="no Transformers")
import ctranslate2  # noqa: E402
from ctranslate2.converters import TransformersConverter  # noqa: E402

SENTENCE = "The minister spoke in Kabul on Tuesday."
SHAPE = {
    "d_model": 16,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "max_position_embeddings": 512,
}
NLLB_CODES = ("eng_Latn", "pbt_Arab", "pes_Arab", "prs_Arab")


def write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data), encoding="utf-8")


def trained(**options: Any) -> bytes:
    """A SentencePiece model of a few sentences."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS * 4), model_writer=model, vocab_size=110, hard_vocab_limit=False, minloglevel=2,
        character_coverage=1.0, **options,
    )  # fmt: skip
    return model.getvalue()


def nllb(folder: Path, pieces: tuple[bytes, list[str]]) -> None:
    del pieces  # a unigram model; NLLB's is a BPE one
    (folder / "sentencepiece.bpe.model").write_bytes(trained(model_type="bpe"))
    fast = getattr(transformers, "NllbTokenizerFast", None) or transformers.NllbTokenizer
    tokenizer = fast.from_pretrained(str(folder))
    tokenizer.add_tokens(list(NLLB_CODES), special_tokens=True)
    tokenizer.save_pretrained(folder)
    config = transformers.M2M100Config(vocab_size=len(tokenizer), **SHAPE)
    transformers.M2M100ForConditionalGeneration(config).save_pretrained(folder)


def m2m100(folder: Path, pieces: tuple[bytes, list[str]]) -> None:
    (folder / "sentencepiece.bpe.model").write_bytes(pieces[0])
    special = ("<s>", "<pad>", "</s>", "<unk>")
    words = [*special, *(piece for piece in pieces[1] if piece not in special)]
    write(folder / "vocab.json", {word: number for number, word in enumerate(words)})
    files = {"vocab_file": str(folder / "vocab.json"), "spm_file": str(folder / "sentencepiece.bpe.model")}
    numbers = transformers.M2M100Tokenizer(**files).lang_token_to_id
    write(
        folder / "special_tokens_map.json",
        {"additional_special_tokens": sorted(numbers, key=numbers.__getitem__)},
    )
    write(folder / "tokenizer_config.json", {"tokenizer_class": "M2M100Tokenizer"})
    config = transformers.M2M100Config(vocab_size=max(numbers.values()) + 9, **SHAPE)
    transformers.M2M100ForConditionalGeneration(config).save_pretrained(folder)


def madlad(folder: Path, pieces: tuple[bytes, list[str]]) -> None:
    del pieces  # MADLAD's own holds the language tokens
    (folder / "spiece.model").write_bytes(trained(user_defined_symbols=["<2en>", "<2fa>", "<2ps>"], pad_id=3))
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), tokenizer_type="t5", extra_ids=0)
    tokenizer.save_pretrained(folder)
    config = transformers.T5Config(
        vocab_size=len(tokenizer), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2,
        feed_forward_proj="gated-gelu", tie_word_embeddings=False, decoder_start_token_id=0, pad_token_id=1,
        eos_token_id=2,
    )  # fmt: skip
    transformers.T5ForConditionalGeneration(config).save_pretrained(folder)


def opus(folder: Path, pieces: tuple[bytes, list[str]]) -> None:
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(pieces[0])
    own = ("</s>", "<unk>", "<s>")
    words = ["</s>", "<unk>", *(p for p in pieces[1] if p not in own), ">>pes<<", ">>pus<<", "<pad>"]
    write(folder / "vocab.json", {word: number for number, word in enumerate(words)})
    write(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "MarianTokenizer", "source_lang": "eng", "target_lang": "iir"},
    )
    pad = len(words) - 1
    config = transformers.MarianConfig(
        vocab_size=len(words), pad_token_id=pad, decoder_start_token_id=pad, eos_token_id=0, forced_eos_token_id=0,
        scale_embedding=True, activation_function="swish", **SHAPE,
    )  # fmt: skip
    transformers.MarianMTModel(config).save_pretrained(folder)


@pytest.mark.parametrize(
    ("build", "targets"),
    [
        (nllb, {"fa": "pes_Arab", "fa_AF": "prs_Arab", "ps": "pbt_Arab"}),
        (m2m100, {"fa": "fa", "ps": "ps"}),
        (madlad, {"fa": "<2fa>", "ps": "<2ps>"}),
        (opus, {"fa": ">>pes<<", "ps": ">>pus<<"}),
    ],
)
def test_a_converted_checkpoint_says_what_transformers_says(
    build: Any, targets: dict[str, str], pieces: tuple[bytes, list[str]], tmp_path: Path
) -> None:
    torch.manual_seed(3)
    folder = tmp_path / build.__name__
    folder.mkdir()
    build(folder, pieces)
    store = ModelStore(tmp_path / "home")
    (model,) = store.install(str(folder), convert=True)  # with the trial translation
    assert (model.card.kind, model.card.targets) == (build.__name__, targets)
    assert set(store.verify(model.card.name)) == set(targets)
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder))
    theirs = transformers.AutoModelForSeq2SeqLM.from_pretrained(str(folder))
    exact = tmp_path / "exact"
    TransformersConverter(str(folder)).convert(str(exact))  # not rounded to 8 bits
    ours = ctranslate2.Translator(str(exact))
    for locale, code in targets.items():
        engine = store.engine(model, locale)
        assert isinstance(engine, Ct2Engine)
        assert engine.translate([SENTENCE])[0].text
        end = [] if engine._runtime.adds_end else ["</s>"]
        asked = [*engine._source_prefix, *engine._tokens.encode(SENTENCE), *end]
        prefix = [engine._target_prefix] if engine._target_prefix else None
        length = {"min_decoding_length": 12, "max_decoding_length": 12}
        (result,) = ours.translate_batch([asked], target_prefix=prefix, beam_size=1, **length)
        assert result.hypotheses[0][:11] == generate(theirs, tokenizer, code, build)[:11]


def generate(model: Any, tokenizer: Any, code: str, build: Any) -> list[str]:
    """What Transformers itself makes of the sentence, as the model's page says that it is called."""
    sentence, options = SENTENCE, {}
    if build is nllb:
        tokenizer.src_lang = "eng_Latn"
        options = {"forced_bos_token_id": tokenizer.convert_tokens_to_ids(code)}
    elif build is m2m100:
        tokenizer.src_lang = "en"
        options = {"forced_bos_token_id": tokenizer.get_lang_id(code)}
    else:
        sentence = f"{code} {SENTENCE}"
    (tokens,) = model.generate(
        **tokenizer(sentence, return_tensors="pt"), num_beams=1, do_sample=False, max_new_tokens=12,
        min_new_tokens=12, **options,
    )  # fmt: skip
    texts: list[str] = tokenizer.convert_ids_to_tokens(tokens)
    return texts[1:]  # behind the decoder's start token
