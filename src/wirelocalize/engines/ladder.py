"""The attempts at one unit: how it is written for the engine, how the answer is read, what is tried next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from wirelocalize.engines import masks
from wirelocalize.engines.known_names import NONE
from wirelocalize.engines.model import Hypothesis
from wirelocalize.engines.split import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.engines.card import Decoding
    from wirelocalize.engines.kinds import Kind
    from wirelocalize.engines.known_names import KnownNames
    from wirelocalize.engines.masks import Masked
    from wirelocalize.engines.model import Request

_LEAD, _TRAIL = re.compile(r"(?:[,;:.!?)\]]+\s*|\s+)"), re.compile(r"(?:\s*[,;:(\[]+|\s+)\Z")
"""What stands at the ends of a piece between two masks."""
_STOP = re.compile(r"\s*[.۔]([»\"”’)]*)\Z")
_POSSESSIVE = re.compile(r"^['’]s\b")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to translate a unit.

    :param form: which of the kind's mask forms; -1: translate around masks and marks.
    :param terms: whether required terms are masked; else the engine is left free, and may find them itself.
    :param numbers: whether numbers are masked; :param names: whether names of the kind's table are.
    :param careful: decode against repetition.
    :param phrases: also translate the texts of spans on their own, to find them again.
    :param max_words: longer sentences are cut.
    """

    form: int = 0
    terms: bool = False
    numbers: bool = False
    names: bool = False
    careful: bool = False
    phrases: bool = False
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
    phrases: tuple[str, ...] = ()

    @property
    def align(self) -> bool:
        """Whether marks must find their words again."""
        return bool(self.masked.spans)

    def sentences(self) -> list[str]:
        """What to translate, in order; texts of spans last."""
        parts = [part.text.strip() for part in self.parts if not part.literal]
        return [masks.render(text, self.form) for text in (*parts, *self.phrases)]


def plan(request: Request, attempt: Attempt, kind: Kind, names: KnownNames = NONE) -> Plan:
    """Write a unit for the engine.

    :param names: those that are masked where the attempt says so.
    """
    mask = partial(
        masks.mask,
        request.text,
        terms=request.terms if attempt.terms else (),
        house=kind.house_english,
        recase=kind.sentence_case and request.context != "byline",
        names=names if attempt.names else NONE,
    )
    masked = mask(numbers=attempt.numbers)
    attempt = replace(attempt, names=any(atom.kind == "name" for atom in masked.atoms))
    if not _LETTER.search(masked.text):
        masked = mask(numbers=True)
        return Plan(attempt, masked, (Part(masked.text, literal=True),), "")
    start, end = masks.edges(masked)
    core = masked.text[start:end]
    around = attempt.form < 0 or len(masks.SIGNS.findall(core)) > kind.masks
    form = kind.mask_forms[max(0, attempt.form) % len(kind.mask_forms)]
    pieces = _around(core) if around else [Part(core)]
    parts = [part for piece in pieces for part in _cut(piece, attempt.max_words)]
    if start:
        parts.insert(0, Part(masked.text[:start], literal=True))
    if end < len(masked.text):
        parts.append(Part(masked.text[end:], literal=True))
    phrases = (
        tuple(masked.text[span.start : span.end].strip() for span in masked.spans) if attempt.phrases else ()
    )
    return Plan(attempt, masked, tuple(parts), form, phrases)


def _around(text: str) -> list[Part]:
    """Pieces between signs; the signs and what has no letters are literal."""
    parts: list[Part] = []
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
        Part((head if i == 0 else " ") + run + (tail if i == len(runs) - 1 else ""), False)
        for i, run in enumerate(runs)
    ]


def assemble(made: Plan, answers: Sequence[Hypothesis]) -> tuple[Hypothesis, bool]:
    """The engine's answers as one text with signs, and whether every mask is there.

    Scores are averaged by length; alignments of cut sentences are put together.
    """
    pieces: list[str] = []
    whole = True
    score, weight, truncated = 0.0, 0, False
    waiting = iter(answers)
    rows: list[tuple[float, ...]] | None = [] if made.align else None
    width = len(made.masked.text.split())
    position = 0
    for part in made.parts:
        column = len(re.findall(r"\S+", made.masked.text[:position]))
        position += len(part.text)
        if part.literal:
            pieces.append(part.text)
            rows = _append(rows, _identity(len(part.text.split())), column, width)
            continue
        answer = next(waiting)
        text = masks.recover(answer.text, part.text, made.form)
        whole = whole and text is not None
        text = masks.clean((text if text is not None else answer.text).strip(), part.text)
        pieces.append(_joint(part.text, _without_added_stop(part.text, text)))
        rows = _append(rows, answer.alignment, column, width)
        length = max(1, len(text))
        score, weight = (
            score + (answer.score if answer.score is not None else float("nan")) * length,
            weight + length,
        )
        truncated = truncated or answer.truncated
    mean = score / weight if weight and score == score else None  # noqa: PLR0124  (NaN: a piece had no score)
    return Hypothesis("".join(pieces).strip(), mean, truncated, tuple(rows or ())), whole


def _without_added_stop(source: str, text: str) -> str:
    """A clause or headline is no sentence: the full stop that engines like to add goes, and a comma stays one."""
    end = source.rstrip().rstrip("\"'”’)")[-1:]
    if not _STOP.search(text) or not (end.isalnum() or end == "," or masks.SIGNS.match(end)):
        return text
    return _STOP.sub(r"\1،" if end == "," else r"\1", text)


def _joint(source: str, text: str) -> str:
    """A translated piece with the spaces of its source at both ends, and the signs an engine dropped there.

    A fragment such as «, spoke to» often comes back without its comma; glued to the name before it, it would be
    a word nobody can read.
    """
    lead, trail = _LEAD.match(source), _TRAIL.search(source)
    before = lead[0] if lead and (lead[0].isspace() or text[:1].isalnum()) else ""
    after = trail[0] if trail and (trail[0].isspace() or text[-1:].isalnum()) else ""
    return before + text + after


def _identity(size: int) -> tuple[tuple[float, ...], ...]:
    """The alignment of words that stand for themselves."""
    return tuple(tuple(float(i == j) for j in range(size)) for i in range(size))


def _append(
    rows: list[tuple[float, ...]] | None, block: tuple[tuple[float, ...], ...], column: int, width: int
) -> list[tuple[float, ...]] | None:
    """Put the next piece's alignment below and to the right; ``None`` once a piece has none."""
    if rows is None or not block:
        return None
    padded = [(*([0.0] * column), *row, *([0.0] * max(0, width - column - len(row)))) for row in block]
    return rows + padded


def following(
    attempt: Attempt, problems: Sequence[str], request: Request, kind: Kind, tried: Sequence[Attempt]
) -> Attempt | None:
    """The next attempt that may mend ``problems``; ``None``: nothing is left to try."""
    for candidate in _candidates(attempt, set(problems), request, kind):
        if candidate not in tried:
            return candidate
    return None


_LOOPS = frozenset(
    {"empty", "truncated", "repetition", "wrong-script", "wrong-language", "copied", "too-long", "too-short"}
)


def _candidates(attempt: Attempt, problems: set[str], request: Request, kind: Kind) -> list[Attempt]:
    """Attempts that suit the problems, the gentlest first."""
    found: list[Attempt] = []
    if attempt.numbers and "mask-lost" in problems:
        return []  # only the attempt to mask numbers failed; the earlier text stands, marked
    if "mask-lost" in problems and attempt.names:
        found.append(replace(attempt, names=False))
    if "mask-lost" in problems:
        if attempt.form + 1 < len(kind.mask_forms) and attempt.form >= 0:
            found.append(replace(attempt, form=attempt.form + 1))
        found.append(replace(attempt, form=-1))
    if problems & {"markup-lost", "markup-guess"} and not attempt.phrases:
        found.append(replace(attempt, phrases=True))
    if "term-missing" in problems and not attempt.terms:
        found.append(replace(attempt, terms=True))
    if problems & {"number-lost", "number-invented"} and not attempt.numbers:
        found.append(replace(attempt, numbers=True))
    if problems & _LOOPS:
        found.append(replace(attempt, careful=True))
        words = len(request.text.split())
        if words > 12:
            found.append(replace(attempt, careful=True, max_words=max(8, min(attempt.max_words, words) // 2)))
    return found


def first_attempt(kind: Kind, decoding: Decoding) -> Attempt:
    """How a unit is tried first."""
    return Attempt(names=kind.known_names, max_words=decoding.max_words)


def terms_missing(text: str, request: Request) -> list[str]:
    """English forms of required terms whose translation the text does not have."""
    return [english for english, translation in request.terms if fold(translation) not in fold(text)]


_FOLD = str.maketrans(
    {"\u200c": " ", "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "أ": "ا", "\u0654": None}
)


def fold(text: str) -> str:
    """Text without the differences of spelling that do not make another word."""
    return re.sub(r"\s+", " ", text.translate(_FOLD)).strip()
