"""From units and translations back to the article."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Block, Syntax
from wirelocalize.articles.text import line_start as start_of_line
from wirelocalize.articles.writing import encode, splice
from wirelocalize.segments.model import OMIT, Fate, Piece, Raw, Rendered, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from wirelocalize.articles.model import Article
    from wirelocalize.segments.model import Key

    Wrap = Callable[[Block, str], str]

_LINE_HEAD = re.compile(
    r"(?:[ \t>]|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])|\[\^[^\]\r\n]{1,200}\]:|:(?=[ \t])|\ufeff)*"
)


def render(
    article: Article, units: Sequence[Unit], translations: Mapping[Key, str | None]
) -> tuple[Rendered, ...]:
    """Every block that has units, with what stands in place of each: for previews, feeds and policies.

    :param units: as :func:`~wirelocalize.segments.extract` gave them for this article.
    """
    rendered = []
    for index, group in _by_block(units):
        block = article.blocks[index]
        pieces: list[Piece] = []
        kept: list[tuple[str, Piece]] = []
        position = 0
        for unit in group:
            at = max(position, block.text.find(unit.text, position))
            kept.append((block.text[position:at], _piece(unit, translations)))
            position = at + len(unit.text)
        for gap, piece in _tidied(kept):
            if gap:
                pieces.append(Piece(gap))
            pieces.append(piece)
        if tail := block.text[position:]:
            pieces.append(Piece(tail))
        rendered.append(Rendered(index, block.role, tuple(pieces)))
    return tuple(rendered)


def rebuild(
    article: Article,
    units: Sequence[Unit],
    translations: Mapping[Key, str | None],
    *,
    wrap: Wrap | None = None,
) -> str:
    """The article's source with translations in place of units.

    A unit whose translation is missing, ``None``, empty or equal to its text keeps its source bytes; ``∅`` leaves
    nothing and one space less; a block of which nothing is left goes with its bullet, heading mark or element.

    :param units: as :func:`~wirelocalize.segments.extract` gave them for this article.
    :param wrap: called with the block and the source bytes of every unit that stays untranslated where markup is
        possible (not in front matter, attributes, titles or alternative texts); what it returns goes in unescaped.
    """
    replacements: dict[tuple[int, int], str] = {}
    for index, group in _by_block(units):
        block = article.blocks[index]
        pieces = [_piece(unit, translations) for unit in group]
        may_wrap = wrap is not None and not block.is_value and block.style not in ("alt", "text")
        changed = any(p.unit is not None and p.text != p.unit.text for p in pieces)
        if not changed and not (may_wrap and any(p.fate is Fate.SOURCE for p in pieces)):
            continue
        if block.is_value:
            replacements[block.outer] = _value(article, block, group, pieces)
        else:
            replacements.update(_running_text(article.source, block, pieces, wrap if may_wrap else None))
    return splice(article.source, replacements)


def _by_block(units: Sequence[Unit]) -> Iterator[tuple[int, list[Unit]]]:
    """Units grouped by block, in document order."""
    ordered = sorted(units, key=lambda u: (u.block, u.start))
    for index, group in groupby(ordered, key=lambda u: u.block):
        yield index, list(group)


def _piece(unit: Unit, translations: Mapping[Key, str | None]) -> Piece:
    """What becomes of a unit."""
    text = translations.get(unit.key)
    if text is None or not text.strip():
        return Piece(unit.text, unit, Fate.SOURCE)
    if text.strip() == OMIT:
        return Piece("", unit, Fate.OMITTED)
    return Piece(text, unit, Fate.TRANSLATED)


def _tidied(kept: list[tuple[str, Piece]]) -> list[tuple[str, Piece]]:
    """Of the two gaps around an omitted piece only the one with more in it stays."""
    result: list[tuple[str, Piece]] = []
    waiting: str | None = None  # the gap before a run of omitted pieces
    for gap, piece in kept:
        if waiting is None:
            before = gap
        elif any(p.fate is not Fate.OMITTED for _, p in result):
            before = gap if (gap.strip() or "\n" in gap) and not waiting.strip() else waiting
        else:
            before = waiting
        omitted = piece.fate is Fate.OMITTED
        waiting = before if omitted else None
        result.append(("" if omitted else before, piece))
    return result


def _value(article: Article, block: Block, units: list[Unit], pieces: list[Piece]) -> str:
    """A front-matter value or attribute, written as a whole."""
    kept = []
    position = 0
    for unit, piece in zip(units, pieces, strict=True):
        at = max(position, block.text.find(unit.text, position))
        kept.append((block.text[position:at], piece))
        position = at + len(unit.text)
    text = "".join(gap + piece.text for gap, piece in _tidied(kept)) + block.text[position:]
    return encode(text, block, article.source)


def _running_text(
    source: str, block: Block, pieces: list[Piece], wrap: Wrap | None
) -> dict[tuple[int, int], str]:
    """Replacements for one block of running text."""
    units = [piece.unit for piece in pieces if piece.unit is not None]
    if all(piece.fate is Fate.OMITTED for piece in pieces) and _nothing_else(source, block, units):
        return {block.outer: ""}
    gaps = [source[a.end : b.start] for a, b in pairwise(units)]
    kept = _tidied(list(zip(["", *gaps], pieces, strict=True)))
    at_start = _stands_at_line_start(source, block, units[0])
    written = []
    empty = True
    for (gap, piece), unit in zip(kept, units, strict=True):
        if piece.fate is Fate.OMITTED:
            continue
        line_start = at_start if empty else "\n" in gap or "\r" in gap
        moved = empty and unit is not units[0]
        written.append(gap + _written(source, block, piece, wrap, line_start=line_start, moved=moved))
        empty = False
    return {(units[0].start, units[-1].end): "".join(written)}


def _written(
    source: str, block: Block, piece: Piece, wrap: Wrap | None, *, line_start: bool, moved: bool
) -> str:
    """One unit in the syntax of its block; ``moved`` if it now stands first in place of an omitted one."""
    unit = piece.unit
    if unit is not None and (piece.fate is Fate.SOURCE or piece.text == unit.text):
        text = source[unit.start : unit.end]
        if moved and line_start and block.syntax is Syntax.MARKDOWN:
            text = encode(piece.text, block, source)
        return wrap(block, text) if wrap is not None and piece.fate is Fate.SOURCE else text
    if isinstance(piece.text, Raw):
        return str(piece.text)
    return encode(piece.text, block, source, line_start=line_start)


def _nothing_else(source: str, block: Block, units: list[Unit]) -> bool:
    """Whether a block is only its units, white space and breaks between them."""
    position = block.start
    for unit in units:
        if not _is_blank(source[position : unit.start]):
            return False
        position = unit.end
    return _is_blank(source[position : block.end])


def _is_blank(gap: str) -> bool:
    """White space, quote signs, backslashes and ``<br>``."""
    return re.fullmatch(r"(?:[\s>\\]|<br\s*/?>)*", gap, re.IGNORECASE) is not None


def _stands_at_line_start(source: str, block: Block, unit: Unit) -> bool:
    """Whether only indentation, quote signs and bullets stand before the block on its line."""
    if block.syntax not in (Syntax.MARKDOWN, Syntax.TABLE_CELL):
        return False
    start = unit.start
    return _LINE_HEAD.fullmatch(source, start_of_line(source, start), start) is not None
