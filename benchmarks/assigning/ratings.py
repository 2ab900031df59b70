"""The scorer of the gold-standard dataset in ../shared/data/matching, as its README words it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

Ratings = Mapping[str, Mapping[str, float]]
Counts = np.ndarray
"""(reviewers, 6): gap in the wrong order, all gaps, easy right, easy, hard right, hard."""


def counted(ratings: Ratings, scores: Ratings) -> Counts:
    """One row a reviewer, from all pairs of papers with different ratings; an unknown score counts as the lowest."""
    rows = np.zeros((len(ratings), 6))
    for row, (reviewer, rated) in zip(rows, ratings.items(), strict=True):
        for one, other in combinations(rated, 2):
            gap = rated[one] - rated[other]
            if gap:
                order = np.sign(scores[reviewer][one] - scores[reviewer][other]) * np.sign(gap)
                _count(row, abs(gap), float(order), min(rated[one], rated[other]), max(rated[one], rated[other]))
    return rows


def _count(row: np.ndarray, gap: float, order: float, low: float, high: float) -> None:
    row[0] += gap * (1 - order) / 2
    row[1] += gap
    if high >= 4 and low <= 2:
        row[2:4] += (order > 0, 1)
    if low >= 4:
        row[4:6] += (order > 0, 1)


def measured(draws: Sequence[Counts], *, seed: int = 0, n: int = 1000) -> dict[str, object]:
    """Loss, easy and hard, averaged over draws; the interval of the loss by resampling reviewers."""
    totals = [rows.sum(axis=0) for rows in draws]
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(n):
        at = rng.integers(0, len(draws[0]), len(draws[0]))
        losses.append(np.mean([rows[at, 0].sum() / rows[at, 1].sum() for rows in draws]))
    low, high = np.quantile(losses, [0.025, 0.975])
    return {
        "loss": round(float(np.mean([t[0] / t[1] for t in totals])), 3),
        "interval": [round(float(low), 3), round(float(high), 3)],
        "easy": round(float(np.mean([t[2] / t[3] for t in totals])), 3) if totals[0][3] else None,
        "hard": round(float(np.mean([t[4] / t[5] for t in totals])), 3) if totals[0][5] else None,
    }
