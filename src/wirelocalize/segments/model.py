"""Translation units: the smallest thing a translator sees."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, str]
"""Identity of a unit: (msgctxt, msgid). Nothing positional, so that an inserted paragraph changes no other unit."""

OMIT = "∅"
"""A translation of exactly this sign means: merged into a neighbour, emit nothing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or block) of an article.

    :param context: the block's role; the PO entry's ``msgctxt``.
    :param text: the source text with its inline markup; the PO entry's ``msgid``.
    :param start: first character in the article's source.
    :param end: one past its last character there.
    :param line: 1-based line of ``start``.
    :param block: index of its block in the article.
    """

    context: str
    text: str
    start: int
    end: int
    line: int
    block: int

    @property
    def key(self) -> Key:
        """(context, text)."""
        return (self.context, self.text)
