"""Splitting a batch over machines without a coordinator.

Articles are independent, so ``--shard 3/16`` is all a cluster needs: each machine takes the articles whose slug
hashes to its number. The hash is SHA-256, the same on every machine and in every run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wirelocalize.errors import ConfigurationError
from wirelocalize.files import digest


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``index`` (from 1) of ``total``."""

    index: int = 1
    total: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``3/16``.

        :raises ConfigurationError: it has another form, or the index is not within 1..total.
        """
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            raise ConfigurationError(f"{text!r} is not a shard", hint="write it as 3/16")
        return cls(int(match[1]), int(match[2]))

    def holds(self, slug: str) -> bool:
        """Whether the article belongs to this part."""
        return int(digest(slug)[:12], 16) % self.total == self.index - 1
