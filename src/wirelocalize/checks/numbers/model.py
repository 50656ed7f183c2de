"""A quantity stated in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as a text states it.

    :param text: as written.
    :param values: what it may mean; any of them counts (``1990s``: 1990 or 90; «۱۰ تا ۱۵ میلیون»: 10 or 10 million).
    :param parts: values of its pieces, for a reading as several numbers («۲ هزار و ۵۰۰»: 2000 and 500).
    :param firm: stated clearly enough to be missed when it is absent (digits, or number words above twelve).
    :param near: ``values`` are conversions of a measure, good to some per cent.
    """

    text: str
    values: frozenset[float]
    parts: tuple[float, ...] = ()
    firm: bool = True
    near: frozenset[float] = frozenset()


def tidy(value: float) -> float:
    """A float that compares equal however it was multiplied up."""
    return round(value, 4)
