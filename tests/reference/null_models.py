"""Slow, obvious null models of ties: sums kept place by place, and gravity by a general optimiser."""

from __future__ import annotations

import math

import numpy as np
from scipy.optimize import minimize


def configuration(ties: list[list[float]]) -> list[list[float]]:
    """Expected ties by scaling each place's row and column in turn until all sums are those observed."""
    n = len(ties)
    expected = [[0.0 if a == b else 1.0 for b in range(n)] for a in range(n)]
    for _ in range(200):
        for a in range(n):
            wanted, got = sum(ties[a][b] for b in range(n) if b != a), sum(expected[a])
            for b in range(n):
                scaled = expected[a][b] * (wanted / got if got else 0.0)
                expected[a][b] = expected[b][a] = scaled
    return expected


def gravity(ties: list[list[float]], size: list[float], distance: list[list[float]]) -> list[list[float]]:
    """Expected ties by the largest Poisson likelihood of ``c + alpha (log s_a + log s_b) + gamma log d_ab``."""
    n = len(ties)
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    rows = np.array([[1.0, math.log(size[a]) + math.log(size[b]), math.log(distance[a][b])] for a, b in pairs])
    counts = np.array([ties[a][b] for a, b in pairs])

    def loss(beta: np.ndarray) -> float:
        return float(np.sum(np.exp(np.clip(rows @ beta, -50, 50)) - counts * (rows @ beta)))

    start = np.array([math.log(counts.mean() + 1e-9), 0.0, 0.0])
    beta = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 40000, "xatol": 1e-10, "fatol": 1e-12}).x
    found = [[math.nan] * n for _ in range(n)]
    for (a, b), row in zip(pairs, rows, strict=True):
        found[a][b] = found[b][a] = math.exp(float(row @ beta))
    return found
