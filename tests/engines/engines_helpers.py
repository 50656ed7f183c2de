"""Real CTranslate2 models of random weights: the arithmetic and the files are real, the language is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

CORPUS = (
    "The minister spoke in Kabul on Tuesday.",
    "Twenty teachers were arrested in Herat.",
    "وزیر روز سه‌شنبه در کابل سخن گفت.",
    "بیست معلم در هرات بازداشت شدند.",
    "وزیر د سه‌شنبې په ورځ په کابل کې خبرې وکړې.",
)
"""What the tests' SentencePiece models are trained on."""


def tiny_model(
    folder: Path, vocabulary: Sequence[str], *, add_end: bool = False, start: str = "</s>"
) -> Path:
    """A CTranslate2 Transformer of one layer."""
    import numpy as np
    from ctranslate2.specs import Activation, TransformerSpec

    random = np.random.default_rng(7)
    size, inner = 16, 32

    def weights(*shape: int) -> Any:
        return random.normal(0, 0.4, shape).astype("float32")

    def linear(spec: Any, rows: int, columns: int) -> None:
        spec.weight, spec.bias = weights(rows, columns), np.zeros(rows, "float32")

    def norm(spec: Any) -> None:
        spec.gamma, spec.beta = np.ones(size, "float32"), np.zeros(size, "float32")

    spec = TransformerSpec.from_config((1, 1), 2, pre_norm=True, activation=Activation.RELU)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = weights(300, size)
        norm(side.layer_norm)
    spec.encoder.embeddings[0].weight = weights(len(vocabulary), size)
    spec.decoder.embeddings.weight = weights(len(vocabulary), size)
    linear(spec.decoder.projection, len(vocabulary), size)
    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * size, size)
        linear(layer.self_attention.linear[1], size, size)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, inner, size)
        linear(layer.ffn.linear_1, size, inner)
    for layer in spec.decoder.layer:
        norm(layer.attention.layer_norm)
        linear(layer.attention.linear[0], size, size)
        linear(layer.attention.linear[1], 2 * size, size)
        linear(layer.attention.linear[2], size, size)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.config.add_source_eos = add_end
    spec.config.decoder_start_token = start
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.validate()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    assert (folder / "model.bin").is_file()
    return folder
