"""Sentence pairs as token arrays: the SentencePiece model, and packed files that training reads."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wirelocalize.files import write_text
from wlmodel.settings import LOCALES, MASKS, TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAD, BOS, EOS = 0, 1, 2
MAX_SPM_SENTENCES = 1_200_000


@dataclass(frozen=True, slots=True)
class Example:
    """One training pair.

    :param weight: expected copies in one pass over the data.
    """

    english: str
    target: str
    locale: str
    weight: float = 1.0


def train_vocabulary(examples: Sequence[Example], folder: Path, pieces: int, *, seed: int) -> None:
    """Learn one SentencePiece model for both sides and write ``spm.model``.

    Placeholders and language tokens are single pieces; what has no piece falls back to bytes.
    """
    import sentencepiece

    sentencepiece.set_random_generator_seed(seed)
    text = folder / "spm.txt"
    with text.open("w", encoding="utf-8") as stream:
        for example in examples[:: max(1, len(examples) // MAX_SPM_SENTENCES)]:
            copies = min(4, max(1, round(example.weight)))
            stream.write(f"{example.english}\n{example.target}\n" * copies)
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "spm"),
        vocab_size=pieces,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        pad_id=PAD,
        bos_id=BOS,
        eos_id=EOS,
        unk_id=3,
        user_defined_symbols=[*TOKENS.values(), *MASKS],
        normalization_rule_name="identity",
        remove_extra_whitespaces=True,
        input_sentence_size=2_000_000,
        shuffle_input_sentence=True,
        max_sentence_length=8000,
        num_threads=2,
        minloglevel=2,
        hard_vocab_limit=False,
    )
    text.unlink()


def reuse_vocabulary(model: Path, folder: Path) -> None:
    """Take the SentencePiece model of weights that training goes on from."""
    shutil.copyfile(model, folder / "spm.model")


def pack(examples: Sequence[Example], folder: Path, name: str) -> dict[str, int]:
    """Write ``NAME.npz`` (token arrays) and ``NAME.txt.gz`` (the text, for subword sampling).

    :returns: numbers of pairs and of tokens on each side.
    """
    import numpy as np
    import sentencepiece

    vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
    source = flatten(vocabulary.encode([example.english for example in examples]))
    target = flatten(vocabulary.encode([example.target for example in examples]))
    np.savez_compressed(
        folder / f"{name}.npz",
        src=source[0],
        src_off=source[1],
        tgt=target[0],
        tgt_off=target[1],
        lang=np.array([LOCALES.index(example.locale) for example in examples], dtype=np.int8),
        weight=np.array([example.weight for example in examples], dtype=np.float32),
    )
    with gzip.open(folder / f"{name}.txt.gz", "wt", encoding="utf-8", compresslevel=5) as stream:
        stream.writelines(f"{example.english}\t{example.target}\n" for example in examples)
    return {"pairs": len(examples), "source tokens": len(source[0]), "target tokens": len(target[0])}


def flatten(sequences: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """All tokens in one array, and the offsets at which sequences begin."""
    import numpy as np

    offsets = np.cumsum([0, *(len(sequence) for sequence in sequences)]).astype(np.int64)
    tokens = np.fromiter(
        (token for sequence in sequences for token in sequence), dtype=np.uint16, count=int(offsets[-1])
    )
    return tokens, offsets


def write_meta(folder: Path) -> None:
    """Write ``meta.json``: the vocabulary's size and the tokens of the locales, in their order."""
    import sentencepiece

    vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
    meta = {
        "vocabulary": vocabulary.get_piece_size(),
        "locales": list(LOCALES),
        "tokens": [vocabulary.piece_to_id(TOKENS[locale]) for locale in LOCALES],
    }
    write_text(folder / "meta.json", json.dumps(meta, indent=1) + "\n")
