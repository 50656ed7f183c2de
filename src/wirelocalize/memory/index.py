"""One locale's units in searchable form: by length, filtered by word signatures, scored by RapidFuzz."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from wirelocalize.memory.text import SIGNATURE_BITS, is_short, signature

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_SHARED = 0.34
"""Share of the query's content words that a candidate must have; measured, see ``benchmarks/memory.py``."""
MAX_CANDIDATES = 4000
"""So many units are scored for one query, those with the most words in common."""
MAX_SAME = 400
"""So many units with one and the same text are looked at, the latest ones."""


class Index:
    """Units of one locale.

    :param keys: (id, normalised source, signature).
    """

    def __init__(self, keys: Sequence[tuple[int, str, bytes]]) -> None:
        import numpy as np

        norms = [key[1] for key in keys]
        lengths = np.fromiter(map(len, norms), dtype=np.int32, count=len(norms))
        order = np.argsort(lengths, kind="stable")
        signatures = np.frombuffer(b"".join(key[2] for key in keys), dtype="<u8")
        self._np: Any = np
        self._lengths = lengths[order]
        self._signatures = signatures.reshape(len(norms), SIGNATURE_BITS // 64)[order]
        self._norms = [norms[i] for i in order]
        self._ids = [keys[i][0] for i in order]
        self._same: dict[str, list[int]] = {}
        for key in keys:
            self._same.setdefault(key[1], []).append(key[0])

    def __len__(self) -> int:
        return len(self._norms)

    def same(self, norm: str) -> list[int]:
        """Ids of units whose normalised source is this one, the latest last."""
        return self._same.get(norm, [])[-MAX_SAME:]

    def similar(self, norm: str, threshold: int, limit: int) -> list[tuple[int, float]]:
        """(id, similarity in percent) of the most similar units, best first; equal ones are left out.

        Similarity is RapidFuzz's ``ratio``: 100 × (1 − insertions and deletions / total length).
        """
        if is_short(norm) or not self._norms:
            return []
        from rapidfuzz import fuzz, process

        np = self._np
        share = threshold / 100
        shortest, longest = len(norm) * share / (2 - share), len(norm) * (2 - share) / share
        low = int(np.searchsorted(self._lengths, math.floor(shortest), side="left"))
        high = int(np.searchsorted(self._lengths, math.ceil(longest), side="right"))
        wanted = np.frombuffer(signature(norm), dtype="<u8")
        common = np.bitwise_count(self._signatures[low:high] & wanted).sum(axis=1)
        least = max(1, math.floor(MIN_SHARED * int(np.bitwise_count(wanted).sum())))
        found = np.nonzero(common >= least)[0]
        if len(found) > MAX_CANDIDATES:
            found = found[np.argpartition(-common[found].astype(np.int32), MAX_CANDIDATES)[:MAX_CANDIDATES]]
        candidates = (found + low).tolist()
        if not candidates:
            return []
        texts = [self._norms[i] for i in candidates]
        scores = process.cdist([norm], texts, scorer=fuzz.ratio, score_cutoff=threshold)[0]
        kept = np.nonzero((scores >= threshold) & (scores < 100))[0]
        kept = kept[np.argsort(-scores[kept], kind="stable")][: limit * 2].tolist()
        best = sorted(kept, key=lambda i: (-scores[i], -self._ids[candidates[i]]))[:limit]
        return [(self._ids[candidates[i]], float(scores[i])) for i in best]
