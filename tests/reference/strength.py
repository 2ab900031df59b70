"""Slow, obvious versions of the array indicators: one cell at a time, as the formulas are printed."""

from __future__ import annotations

import math


def salton(n_ab: float, n_a: float, n_b: float) -> float:
    return n_ab / math.sqrt(n_a * n_b) if n_a * n_b > 0 else math.nan


def jaccard(n_ab: float, n_a: float, n_b: float) -> float:
    either = n_a + n_b - n_ab
    return n_ab / either if either > 0 else math.nan


def association_strength(n_ab: float, n_a: float, n_b: float, n: float) -> float:
    if n_a == 0 or n_b == 0 or n == 0:
        return math.nan
    expected = n_a * n_b / n
    return n_ab / expected


def specialisation(counts: list[list[float]], reference: list[float]) -> list[list[float]]:
    return [[_cell(row, field, reference) for field in range(len(reference))] for row in counts]


def _cell(row: list[float], field: int, reference: list[float]) -> float:
    if sum(row) == 0 or reference[field] == 0:
        return math.nan
    return (row[field] / sum(row)) / (reference[field] / sum(reference))
