"""Packed sentences as batches: bucketed by length, each English sentence encoded once for all its translations."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from wlmodel.pack import BOS, EOS, flatten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BUCKETS: tuple[int, ...] = (*range(8, 68, 4), 72, 80, 96, 112, 132)
"""Lengths of batches. Few, because each new shape costs a compilation of kernels on the CPU."""
WINDOW = 200_000
"""Sentences sorted by length at a time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids with 0 where there is none.

    :param source: distinct sources × length; :param target_in: rows × length; :param target_out: what is to be
        predicted there (the language token is given, not predicted).
    :param of: for each row the place of its source.
    """

    source: NDArray[np.int64]
    target_in: NDArray[np.int64]
    target_out: NDArray[np.int64]
    of: NDArray[np.int64]


class Packed:
    """One packed file in memory.

    :param folder: data folder of :mod:`wlmodel.prepare`; :param name: ``train`` or ``dev``.
    :param max_tokens: longer pairs are left out.
    """

    def __init__(self, folder: Path, name: str, *, max_tokens: int = 128) -> None:
        with np.load(folder / f"{name}.npz") as arrays:
            self._arrays: dict[str, Any] = {key: arrays[key] for key in arrays.files}
        self._folder, self._name, self._max = folder, name, max_tokens
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.vocabulary: int = meta["vocabulary"]
        self.locales: list[str] = meta["locales"]
        self._tokens: list[int] = meta["tokens"]
        self._plain = self._arrays
        self._usable = self._choose()

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Tokens of the longer side of every pair."""
        found: NDArray[np.int64] = np.minimum(
            np.maximum(np.diff(self._arrays["src_off"]), np.diff(self._arrays["tgt_off"])), self._max
        )
        return found

    def of_locale(self, locale: str) -> NDArray[np.int64]:
        """Numbers of the pairs of one locale."""
        return np.flatnonzero(self._arrays["lang"] == self.locales.index(locale))

    def groups(self) -> tuple[list[list[int]], NDArray[np.float64]]:
        """Pairs with the same source, and each group's expected copies in one pass."""
        found: dict[bytes, list[int]] = {}
        offsets, tokens = self._plain["src_off"], self._plain["src"]
        for number in self._usable:
            found.setdefault(tokens[offsets[number] : offsets[number + 1]].tobytes(), []).append(int(number))
        groups = list(found.values())
        return groups, np.array([self._plain["weight"][group].max() for group in groups], dtype=np.float64)

    def resegment(self, alpha: float, seed: int) -> None:
        """Encode the text anew with sampled subwords; ``alpha`` 0 brings the plain segmentation back."""
        self._arrays = self._plain
        if not alpha:
            return
        import sentencepiece

        sentencepiece.set_random_generator_seed(seed)
        vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(self._folder / "spm.model"))
        with gzip.open(self._folder / f"{self._name}.txt.gz", "rt", encoding="utf-8") as stream:
            text = [line.rstrip("\n").split("\t") for line in stream]
        arrays = dict(self._plain)
        for side, key in enumerate(("src", "tgt")):
            sampled = vocabulary.encode(
                [pair[side] for pair in text],
                enable_sampling=True,
                alpha=alpha,
                nbest_size=-1,
                num_threads=os.cpu_count() or 1,
            )
            arrays[key], arrays[f"{key}_off"] = flatten(sampled)
        self._arrays = arrays

    def batch(self, rows: Sequence[int], of: Sequence[int] | None = None) -> Batch:
        """A batch of pairs.

        :param of: for each row the place of its source among the batch's distinct sources; default: its own.
        """
        places = np.arange(len(rows)) if of is None else np.asarray(of)
        first = [rows[at] for at in np.unique(places, return_index=True)[1]]
        sources = [np.append(self._row("src", row), EOS) for row in first]
        targets = [self._row("tgt", row) for row in rows]
        starts = [[BOS, self._tokens[self._arrays["lang"][row]]] for row in rows]
        inputs = [np.concatenate((start, target)) for start, target in zip(starts, targets, strict=True)]
        outputs = [np.concatenate(([0], target, [EOS])) for target in targets]
        length = bucket(max(map(len, (*sources, *inputs, *outputs))))
        return Batch(_pad(sources, length), _pad(inputs, length), _pad(outputs, length), places)

    def _row(self, key: str, row: int) -> NDArray[Any]:
        offsets = self._arrays[f"{key}_off"]
        found: NDArray[Any] = self._arrays[key][
            offsets[row] : min(offsets[row + 1], offsets[row] + self._max)
        ]
        return found

    def _choose(self) -> NDArray[np.int64]:
        source, target = np.diff(self._plain["src_off"]), np.diff(self._plain["tgt_off"])
        return np.flatnonzero((source > 0) & (target > 0) & (source <= self._max) & (target <= self._max))


def epoch(
    packed: Packed,
    groups: list[list[int]],
    weights: NDArray[np.float64],
    batch_tokens: int,
    seed: tuple[int, int],
) -> Iterator[tuple[list[int], list[int]]]:
    """One pass: rows and their sources, batch by batch. The same seed gives the same batches.

    A group comes floor or ceil of its weight times.
    """
    generator = np.random.default_rng(seed)
    copies = np.floor(weights) + (generator.random(len(groups)) < weights - np.floor(weights))
    order = np.repeat(np.arange(len(groups)), copies.astype(np.int64))
    generator.shuffle(order)
    pair_lengths = packed.lengths
    lengths = np.array([pair_lengths[group].max() for group in groups])
    for start in range(0, len(order), WINDOW):
        part = order[start : start + WINDOW]
        part = part[np.argsort(lengths[part] + generator.random(len(part)) * 0.9)]
        batches = _cut(part, groups, lengths, batch_tokens)
        for number in generator.permutation(len(batches)):
            yield batches[number]


def bucket(length: int) -> int:
    """The length a batch is padded to."""
    return next(size for size in BUCKETS if size >= length)


def _cut(
    part: NDArray[np.int64], groups: list[list[int]], lengths: NDArray[np.int64], batch_tokens: int
) -> list[tuple[list[int], list[int]]]:
    """Cut groups in order of length into batches of one bucket and at most ``batch_tokens`` with padding."""
    batches: list[tuple[list[int], list[int]]] = []
    rows: list[int] = []
    of: list[int] = []
    size = 0
    for number in part:
        group, needed = groups[number], bucket(int(lengths[number]) + 2)
        if rows and (needed != size or len(rows) + len(group) > batch_tokens // size):
            batches.append((rows, of))
            rows, of = [], []
        of += [of[-1] + 1 if of else 0] * len(group)
        rows += group
        size = needed
    if rows:
        batches.append((rows, of))
    return batches


def _pad(sequences: Sequence[NDArray[Any]], length: int) -> NDArray[np.int64]:
    padded = np.zeros((len(sequences), length), dtype=np.int64)
    for number, sequence in enumerate(sequences):
        padded[number, : len(sequence)] = sequence
    return padded
