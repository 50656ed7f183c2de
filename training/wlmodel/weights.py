"""Trained weights as files: what training keeps, and a compact form (int8) to carry between machines.

A checkpoint is a dictionary: ``ema`` (name → averaged weight), ``network`` (the shape), ``vocabulary``, ``step``.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import torch

from wirelocalize.errors import DataError
from wirelocalize.files import write_bytes
from wlmodel.network import Shape, Translator
from wlmodel.settings import Network

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor

PART_BYTES = 15 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Averaged weights and what they belong to.

    :param step: optimiser steps taken so far.
    """

    shape: Shape
    weights: dict[str, Tensor]
    step: int

    def model(self) -> Translator:
        """A model with these weights."""
        model = Translator(self.shape)
        model.load_state_dict(self.weights)
        return model


def save(path: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint atomically."""
    plain = {
        "ema": checkpoint.weights,
        "network": asdict(checkpoint.shape.network),
        "vocabulary": checkpoint.shape.vocabulary,
        "step": checkpoint.step,
    }
    store(path, plain)


def load(path: Path) -> Checkpoint:
    """Read a checkpoint, or a folder of parts written by :func:`carry`.

    Only tensors and plain values are read, never code.

    :raises DataError: it is not there or not such a file.
    """
    try:
        if path.is_dir():
            return _unpack(b"".join(part.read_bytes() for part in sorted(path.glob("w.*"))))
        plain = torch.load(path, map_location="cpu", weights_only=True)
        return Checkpoint(
            Shape(plain["vocabulary"], Network(**plain["network"])), plain["ema"], plain["step"]
        )
    except (OSError, KeyError, RuntimeError, EOFError, TypeError) as exc:
        raise DataError(f"holds no weights of this model: {exc}", path=path) from exc


def average(checkpoints: Sequence[Checkpoint]) -> Checkpoint:
    """The mean of weights of one shape: often better than each, where one went on from another.

    :raises DataError: their shapes differ, or there are none.
    """
    if not checkpoints or any(other.weights.keys() != checkpoints[0].weights.keys() for other in checkpoints):
        raise DataError("weights of different networks have no mean")
    first = checkpoints[0]
    try:
        mean = {
            name: torch.stack([checkpoint.weights[name].float() for checkpoint in checkpoints]).mean(0)
            for name in first.weights
        }
    except RuntimeError as exc:
        raise DataError(f"weights of different networks have no mean: {exc}") from exc
    return Checkpoint(first.shape, mean, max(checkpoint.step for checkpoint in checkpoints))


def carry(checkpoint: Checkpoint, folder: Path) -> int:
    """Write weights with rows as int8 and a scale each, in files ``w.00`` … of at most 15 MiB.

    That is the precision the exported model keeps anyway.

    :returns: bytes written.
    """
    packed = {name: _quantise(weight.float()) for name, weight in checkpoint.weights.items()}
    stream = io.BytesIO()
    torch.save(
        {
            "cfg": asdict(checkpoint.shape.network),
            "vocabulary": checkpoint.shape.vocabulary,
            "step": checkpoint.step,
            "w": packed,
        },
        stream,
    )
    data = stream.getvalue()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("w.*"):
        old.unlink()
    for number, start in enumerate(range(0, len(data), PART_BYTES)):
        write_bytes(folder / f"w.{number:02}", data[start : start + PART_BYTES])
    return len(data)


def store(path: Path, plain: dict[str, Any]) -> None:
    """Write anything that torch can save, atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    torch.save(plain, temporary)
    temporary.replace(path)


def _quantise(weight: Tensor) -> Tensor | tuple[Tensor, Tensor]:
    if weight.dim() != 2:
        return weight
    scale = (weight.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
    return (weight / scale).round().to(torch.int8), scale


def _unpack(data: bytes) -> Checkpoint:
    """Read carried weights, of this form or of the first recipe's (other names for the shape)."""
    plain = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    shape = plain["cfg"]
    vocabulary = plain.get("vocabulary") or shape["vocab"]
    if "width" in shape:
        network = Network(**shape)
    else:
        network = Network(
            width=shape["d"],
            heads=shape["heads"],
            feed_forward=shape["ffn"],
            encoder_layers=shape["enc"],
            decoder_layers=shape["dec"],
            dropout=shape["drop"],
            positions=shape["maxlen"],
        )
    weights = {
        name: value[0].float() * value[1] if isinstance(value, tuple) else value
        for name, value in plain["w"].items()
    }
    return Checkpoint(Shape(vocabulary, network), weights, plain["step"])
