"""How far to trust a draft: the model's own probability, calibrated on people's translations, less what gates saw."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from wirelocalize.engines.card import Calibration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.engines.card import Card

GENERIC = Calibration(score=(-3.0, -2.0, -1.2, -0.7, -0.3, 0.0), value=(0.1, 0.2, 0.35, 0.5, 0.65, 0.8))
"""For models that were not calibrated: only the order means something."""
PENALTY = {
    "number-lost": 0.6, "number-invented": 0.6, "name-lost": 0.75, "name-invented": 0.7, "latin-invented": 0.8,
    "too-short": 0.6, "term-missing": 0.65, "pieced": 0.7, "markup-guess": 0.9,
}  # fmt: skip


def confidence(score: float | None, problems: Sequence[str], card: Card, locale: str) -> float | None:
    """Expected agreement with a person's translation, 0 to 1; ``None`` where the engine gives no score."""
    if score is None:
        return None
    value = interpolate(card.calibration.get(locale, GENERIC), score)
    return round(value * doubt(problems), 2)


def doubt(problems: Sequence[str]) -> float:
    """What is left of a draft's confidence after its problems, 0 to 1."""
    left = 1.0
    for problem in problems:
        left *= PENALTY.get(problem, 1.0)
    return left


def interpolate(table: Calibration, score: float) -> float:
    """Value at ``score``, straight lines between knots."""
    at = bisect_right(table.score, score)
    if at == 0:
        return table.value[0]
    if at == len(table.score):
        return table.value[-1]
    low, high = table.score[at - 1], table.score[at]
    share = (score - low) / (high - low) if high > low else 1.0
    return table.value[at - 1] + share * (table.value[at] - table.value[at - 1])


def fit(points: Sequence[tuple[float, float]], *, knots: int = 9) -> Calibration:
    """A calibration from (score, agreement) pairs: means of equal shares of the data, made to rise.

    :param points: at least twice as many as knots.
    :raises ValueError: too few points.
    """
    if len(points) < 2 * knots:
        raise ValueError(f"{len(points)} points are too few for {knots} knots")
    ordered = sorted(points)
    groups: list[tuple[float, float, int]] = []
    for number in range(knots):
        part = ordered[len(ordered) * number // knots : len(ordered) * (number + 1) // knots]
        score, value = (sum(column) / len(part) for column in zip(*part, strict=True))
        groups.append((score, value, len(part)))
        while len(groups) > 1 and groups[-2][1] > groups[-1][1]:  # pool adjacent violators
            (x, y, n), (u, v, m) = groups[-2:]
            groups[-2:] = [((x * n + u * m) / (n + m), (y * n + v * m) / (n + m), n + m)]
    return Calibration(
        score=tuple(round(score, 3) for score, _, _ in groups),
        value=tuple(round(value, 3) for _, value, _ in groups),
    )
