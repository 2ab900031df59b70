"""Invented outcomes of an invented programme: works per year of funded and unfunded, with or without an effect."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


def outcomes(
    n: int = 600, *, topics: int = 20, funded_share: float = 0.2, effect: float = 0.0, growth: float = 0.0,
    memory: float = 0.0, seed: int,
) -> dict[str, Array]:  # fmt: skip
    """Counts of four years before and three after; ``effect``: works a year more where funded.

    Quality raises the level of outcomes and the score; ``growth``: also their growth per year; ``memory``: how much a
    good last year raises the score although it passes (regression to the mean). Counts are
    overdispersed (gamma-Poisson).
    """
    rng = np.random.default_rng(seed)
    topic, quality = rng.integers(0, topics, n), rng.normal(size=n)
    passing = rng.normal(size=(n, 7))
    years = np.arange(7) - 3.0
    log_rate = 1.4 + 0.3 * quality[:, None] + rng.normal(0, 0.2, topics)[topic][:, None] + 0.03 * years
    log_rate = log_rate + growth * quality[:, None] * years + 0.2 * passing
    score = quality + memory * passing[:, 3] + rng.normal(0, 0.7, n)
    funded = np.zeros(n, bool)
    for code in range(topics):
        rows = np.flatnonzero(topic == code)
        funded[rows[np.argsort(-score[rows])[: max(1, round(funded_share * len(rows)))]]] = True
    rate = np.exp(log_rate)
    rate[:, 4:] += effect * funded[:, None]
    counts = rng.poisson(rate * rng.gamma(10, 0.1, rate.shape))
    return {"before": counts[:, :4], "after": counts[:, 4:], "funded": funded, "score": score, "topic": topic}
