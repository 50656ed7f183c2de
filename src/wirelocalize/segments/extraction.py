"""From blocks to units."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from wirelocalize.articles.model import Role
from wirelocalize.articles.text import NEWLINE
from wirelocalize.segments.model import Unit
from wirelocalize.segments.sentences import split_sentences, whole

if TYPE_CHECKING:
    from wirelocalize.articles.model import Article

Mode = Literal["sentence", "paragraph"]

NEVER_SPLIT = frozenset(
    (Role.HEADLINE, Role.SUBHEADING, Role.TABLE_CELL, Role.BYLINE, Role.DATELINE, Role.RELATED)
)
"""Roles whose blocks are one unit in every mode."""


def extract(article: Article, mode: Mode = "sentence") -> tuple[Unit, ...]:
    """The units of an article in document order; blocks without letters give none.

    Repeated text gives a unit each time; equal keys are one catalogue entry.

    :param mode: ``sentence``, or ``paragraph`` for whole blocks.
    """
    starts = [0, *(m.end() for m in NEWLINE.finditer(article.source))]
    units: list[Unit] = []
    for index, block in enumerate(article.blocks):
        cut = whole if mode == "paragraph" or block.role in NEVER_SPLIT else split_sentences
        for start, end in cut(block.text, block.spans):
            at = block.offsets[start]
            units.append(
                Unit(
                    context=str(block.role),
                    text=block.text[start:end],
                    start=at,
                    end=block.offsets[end],
                    line=bisect_right(starts, at),
                    block=index,
                )
            )
    return tuple(units)
