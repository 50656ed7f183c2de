"""Compare the quantities of a source text with those of its translation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.checks.numbers.calendar import english_dates, solar_candidates
from wirelocalize.checks.numbers.english import SCALES, english_quantities, may_state_firmly
from wirelocalize.checks.numbers.target import target_quantities

if TYPE_CHECKING:
    from wirelocalize.checks.numbers.model import Quantity
    from wirelocalize.checks.numbers.words import NumberWords


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What does not agree.

    :param missing: quantities of the source that the translation does not state.
    :param extra: quantities of the translation that the source does not account for.
    """

    missing: tuple[Quantity, ...] = ()
    extra: tuple[Quantity, ...] = ()


def compare(source: str, target: str, words: NumberWords | None, *, foreign: str = "") -> Comparison:
    """Compare two texts as sets of quantities, order-free.

    :param source: English; ``target``: the translation without Latin runs; both without markup.
    :param foreign: the translation with its Latin runs, whose numbers count as stated («AISI 304»).
    """
    if (
        not may_state_firmly(source)
        and not _DIGIT.search(target)
        and not (words and words.may_state_firmly(target))
    ):
        return Comparison()
    stated = target_quantities(target, words)
    given = english_quantities(source)
    if not any(q.firm for q in stated) and not any(q.firm for q in given):
        return Comparison()
    in_target = {value for q in stated for value in (*q.values, *q.parts)}
    allowed = {
        float(number)
        for date in english_dates(source)
        for pair in solar_candidates(date)
        for number in (pair[1], pair[0])
    }
    in_target |= {float(number) for number in re.findall(r"\d+(?:\.\d+)?", foreign)}
    in_source = {value for q in given for value in (*q.values, *q.parts)} | allowed
    near = [value for q in given for value in q.near]
    scales = {scale for name, scale in SCALES.items() if scale >= 1000 and len(name) > 3 and name in source}
    in_source |= {
        value * scale for scale in scales for value in in_source if value < 1000
    }  # "from five to twelve million"
    missing = tuple(q for q in given if q.firm and not _satisfied(q, in_target))
    if missing and allowed:
        missing = _without_converted(source, missing, in_target)
    extra = tuple(q for q in stated if q.firm and not _explained(q, in_source, near))
    if missing and extra:
        missing, extra = _regrouped(source, missing, extra)
    return Comparison(missing, extra)


def _without_converted(
    source: str, missing: tuple[Quantity, ...], stated: set[float]
) -> tuple[Quantity, ...]:
    """Drop days of the month that the translation gives in the Solar Hijri calendar."""
    converted = {
        float(date.day)
        for date in english_dates(source)
        if any(float(day) in stated for _, day in solar_candidates(date))
    }
    return tuple(q for q in missing if not q.values <= converted)


def _regrouped(
    source: str, missing: tuple[Quantity, ...], extra: tuple[Quantity, ...]
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Drop telephone and account numbers whose digits are the same in other groups."""
    stream = re.sub(r"(?<=\d)[\s()./-]{1,2}(?=\d)", "", source)
    same = ["".join(c for c in q.text if c.isdigit()) for q in extra]
    same = [digits for digits in same if len(digits) >= 5 and digits in stream]
    if not same:
        return missing, extra
    kept = tuple(
        q for q in missing if not any("".join(c for c in q.text if c.isdigit()) in digits for digits in same)
    )
    return kept, tuple(q for q in extra if "".join(c for c in q.text if c.isdigit()) not in same)


def _satisfied(quantity: Quantity, stated: set[float]) -> bool:
    if quantity.values & stated:
        return True
    if quantity.parts and all(part in stated for part in quantity.parts):
        return True
    return any(_close(value, other) for value in quantity.near for other in stated)


def _explained(quantity: Quantity, given: set[float], near: list[float]) -> bool:
    if quantity.values & given:
        return True
    if quantity.parts and all(part in given for part in quantity.parts):
        return True
    return any(_close(value, other) for value in near for other in quantity.values)


def _close(value: float, other: float) -> bool:
    """Whether ``other`` is a rounding of the converted measure ``value``."""
    return abs(value - other) <= max(0.08 * abs(value), min(0.6, 0.3 * abs(value)))
