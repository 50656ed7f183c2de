"""Trained weights as a folder that the engine room loads: CTranslate2 int8, SentencePiece, a card."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from wirelocalize.engines.card import CARD_NAME, Card, card_text
from wirelocalize.files import write_text
from wlmodel.settings import TOKENS

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.engines.card import Decoding
    from wlmodel.weights import Checkpoint

NOTES = (
    "A draft engine for plain news sentences. In long or unusual ones it drops, repeats and invents, names above all. "
    "Every draft needs a reviewer."
)


def export(
    checkpoint: Checkpoint, vocabulary: Path, folder: Path, decoding: Decoding, *, version: str
) -> Card:
    """Write a model folder (``ct2/``, ``spm.model``, ``card.toml``) of int8 weights.

    :param vocabulary: the SentencePiece model that the weights were trained with.
    """
    ct2 = folder / "ct2"
    shutil.rmtree(ct2, ignore_errors=True)
    ct2.mkdir(parents=True)
    spec = _specification(checkpoint, vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(ct2))
    shutil.copyfile(vocabulary, folder / "spm.model")
    card = Card(
        name="starter",
        version=version,
        kind="starter",
        title="Embedded starter model, English to Persian, Dari and Pashto",
        licence="CC-BY-SA-4.0; see MODEL_CARD.md",
        origin="trained by the project; data, training and scores in MODEL_CARD.md",
        notes=NOTES,
        targets=dict(TOKENS),
        decoding=decoding,
    )
    write_text(folder / CARD_NAME, card_text(card))
    return card


def _specification(checkpoint: Checkpoint, vocabulary: Path) -> Any:
    """CTranslate2's description of the network with its weights."""
    import ctranslate2
    import sentencepiece

    from wlmodel.network import sinusoid

    network = checkpoint.shape.network
    weights = {name: value.float().numpy() for name, value in checkpoint.weights.items()}
    spec = ctranslate2.specs.TransformerSpec.from_config(
        (network.encoder_layers, network.decoder_layers),
        network.heads,
        pre_norm=True,
        activation=ctranslate2.specs.Activation.RELU,
    )
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = sinusoid(network.positions, network.width).numpy()
    spec.encoder.embeddings[0].weight = weights["emb.weight"]
    spec.decoder.embeddings.weight = weights["emb.weight"]
    spec.decoder.projection.weight = weights["emb.weight"]
    spec.decoder.projection.bias = weights["bias"]
    _norm(spec.encoder.layer_norm, weights, "enc_ln")
    _norm(spec.decoder.layer_norm, weights, "dec_ln")
    for number, layer in enumerate(spec.encoder.layer):
        _layer(layer, weights, f"enc.{number}")
    for number, layer in enumerate(spec.decoder.layer):
        _layer(layer, weights, f"dec.{number}")
        name = f"dec.{number}.ca"
        _norm(layer.attention.layer_norm, weights, f"{name}.ln")
        for part, linear in zip(("q", "kv", "out"), layer.attention.linear, strict=True):
            _linear(linear, weights, f"{name}.{part}")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    spec.config.add_source_eos = True
    spec.config.bos_token = spec.config.decoder_start_token = "<s>"
    spec.config.eos_token = "</s>"
    spec.config.unk_token = "<unk>"
    return spec


def _layer(layer: Any, weights: dict[str, Any], name: str) -> None:
    """What encoder and decoder layers have in common."""
    _norm(layer.self_attention.layer_norm, weights, f"{name}.sa.ln")
    _linear(layer.self_attention.linear[0], weights, f"{name}.sa.qkv")
    _linear(layer.self_attention.linear[1], weights, f"{name}.sa.out")
    _norm(layer.ffn.layer_norm, weights, f"{name}.ff.ln")
    _linear(layer.ffn.linear_0, weights, f"{name}.ff.a")
    _linear(layer.ffn.linear_1, weights, f"{name}.ff.b")


def _linear(spec: Any, weights: dict[str, Any], name: str) -> None:
    spec.weight, spec.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _norm(spec: Any, weights: dict[str, Any], name: str) -> None:
    spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]
