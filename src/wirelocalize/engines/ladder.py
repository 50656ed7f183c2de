"""The attempts at one unit: how it is written for the engine, how the answer is read, what is tried next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirelocalize.engines import masks
from wirelocalize.engines.model import Hypothesis
from wirelocalize.engines.split import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirelocalize.engines.card import Decoding
    from wirelocalize.engines.kinds import Kind
    from wirelocalize.engines.masks import Masked
    from wirelocalize.engines.model import Request

_POSSESSIVE = re.compile(r"^['’]s\b")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to translate a unit.

    :param form: which of the kind's mask forms; -1: translate around masks and marks.
    :param terms: ``free`` (not shown to the engine), ``inline`` or ``mask``.
    :param numbers: whether numbers are masked.
    :param careful: decode against repetition.
    :param max_words: longer sentences are cut.
    """

    form: int = 0
    terms: str = "free"
    numbers: bool = False
    careful: bool = False
    max_words: int = 80


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a unit as it goes to the engine; ``literal`` pieces do not.

    :param text: masked text, spaces at its ends included.
    """

    text: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A unit ready for the engine."""

    attempt: Attempt
    masked: Masked
    parts: tuple[Part, ...]
    form: str

    @property
    def align(self) -> bool:
        """Whether marks must find their words again."""
        return bool(self.masked.spans)

    def sentences(self) -> list[str]:
        """What to translate, in order."""
        return [masks.render(part.text.strip(), self.form) for part in self.parts if not part.literal]


def plan(request: Request, attempt: Attempt, kind: Kind) -> Plan:
    """Write a unit for the engine."""
    masked = masks.mask(
        request.text,
        numbers=attempt.numbers,
        terms=request.terms if attempt.terms != "free" else (),
        inline=attempt.terms == "inline",
        straighten=kind.name == "starter",
    )
    around = attempt.form < 0 or len(masks.SIGNS.findall(masked.text)) > kind.masks
    form = kind.mask_forms[max(0, attempt.form) % len(kind.mask_forms)]
    if around:
        masked = masks.spans_as_atoms(masked)
        parts = [part for piece in _around(masked.text) for part in _cut(piece, attempt.max_words)]
    else:
        parts = _cut(Part(masked.text), attempt.max_words)
    return Plan(attempt, masked, tuple(parts), form)


def _around(text: str) -> list[Part]:
    """Pieces between signs; the signs and what has no letters are literal."""
    parts = []
    for piece in re.split(f"({masks.SIGNS.pattern})", text):
        rest = piece
        if parts and parts[-1].literal and masks.SIGNS.fullmatch(parts[-1].text):
            rest = _POSSESSIVE.sub("", piece)
        if rest:
            parts.append(Part(rest, literal=not _LETTER.search(rest)))
    return parts


def _cut(part: Part, limit: int) -> list[Part]:
    """Long pieces in runs of words."""
    words = part.text.split()
    if part.literal or len(words) <= limit:
        return [part]
    head = part.text[: len(part.text) - len(part.text.lstrip())]
    tail = part.text[len(part.text.rstrip()) :]
    runs = [" ".join(run) for run in split_words(words, limit)]
    return [
        Part((head if i == 0 else " ") + run + (tail if i == len(runs) - 1 else ""), False) for i, run in enumerate(runs)
    ]


def assemble(made: Plan, answers: Sequence[Hypothesis]) -> tuple[Hypothesis, bool]:
    """The engine's answers as one text with signs, and whether every mask is there.

    Scores are averaged by length; alignments of cut sentences are put together.
    """
    pieces: list[str] = []
    whole = True
    score, weight, truncated = 0.0, 0, False
    scored = True
    waiting = iter(answers)
    blocks: list[tuple[int, tuple[tuple[float, ...], ...]]] = []
    column = 0
    for part in made.parts:
        width = len(part.text.split())
        if part.literal:
            pieces.append(part.text)
            column += width
            continue
        answer = next(waiting)
        text = masks.recover(answer.text, part.text, made.form)
        whole = whole and text is not None
        text = masks.clean((text if text is not None else answer.text).strip(), part.text)
        head = part.text[: len(part.text) - len(part.text.lstrip())]
        tail = part.text[len(part.text.rstrip()) :]
        pieces.append(head + text + tail)
        blocks.append((column, answer.alignment))
        column += width
        length = max(1, len(text))
        scored = scored and answer.score is not None
        score += (answer.score or 0.0) * length
        weight += length
        truncated = truncated or answer.truncated
    alignment = _blocks(blocks, column) if made.align else ()
    mean = score / weight if scored and weight else None
    return Hypothesis("".join(pieces).strip(), mean, truncated, alignment), whole


def _blocks(blocks: list[tuple[int, tuple[tuple[float, ...], ...]]], width: int) -> tuple[tuple[float, ...], ...]:
    """Alignments of consecutive pieces side by side; empty if one is missing."""
    rows: list[tuple[float, ...]] = []
    for column, block in blocks:
        if not block:
            return ()
        for row in block:
            rows.append((*([0.0] * column), *row, *([0.0] * max(0, width - column - len(row)))))
    return tuple(rows)


def following(attempt: Attempt, problems: Sequence[str], request: Request, kind: Kind, tried: Sequence[Attempt]) -> Attempt | None:
    """The next attempt that may mend ``problems``; ``None``: nothing is left to try."""
    for candidate in _candidates(attempt, set(problems), request, kind):
        if candidate not in tried:
            return candidate
    return None


_LOOPS = frozenset({"empty", "truncated", "repetition", "wrong-script", "wrong-language", "copied", "too-long", "too-short"})


def _candidates(attempt: Attempt, problems: set[str], request: Request, kind: Kind) -> list[Attempt]:
    """Attempts that suit the problems, the gentlest first."""
    found: list[Attempt] = []
    if "mask-lost" in problems:
        if attempt.form + 1 < len(kind.mask_forms) and attempt.form >= 0:
            found.append(replace(attempt, form=attempt.form + 1))
        found.append(replace(attempt, form=-1))
    if "markup-lost" in problems:
        found.append(replace(attempt, form=-1))
    if "term-missing" in problems and attempt.terms != "mask":
        found.append(replace(attempt, terms="inline" if attempt.terms == "free" and kind.inline_terms else "mask"))
        found.append(replace(attempt, terms="mask"))
    if problems & {"number-lost", "number-invented"} and not attempt.numbers:
        found.append(replace(attempt, numbers=True))
    if problems & _LOOPS:
        found.append(replace(attempt, careful=True))
        words = len(request.text.split())
        if words > 12:
            found.append(replace(attempt, careful=True, max_words=max(8, min(attempt.max_words, words) // 2)))
    return found


def first_attempt(request: Request, kind: Kind, decoding: Decoding) -> Attempt:
    """How a unit is tried first."""
    terms = "free"
    if request.terms and kind.inline_terms:
        terms = "inline"
    return Attempt(terms=terms, max_words=decoding.max_words)


def terms_missing(text: str, request: Request, source: Mapping[str, int] | None = None) -> list[str]:
    """English forms of required terms whose translation the text does not have."""
    del source
    return [english for english, translation in request.terms if fold(translation) not in fold(text)]


_FOLD = str.maketrans({"\u200c": " ", "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "أ": "ا", "\u0654": None})


def fold(text: str) -> str:
    """Text without the differences of spelling that do not make another word."""
    return re.sub(r"\s+", " ", text.translate(_FOLD)).strip()
