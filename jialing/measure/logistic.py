"""Logistic regression with a slight ridge: what the track record compares models with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jialing.measure.matrix import Array

RIDGE = 1.0
"""Penalty on each squared standardised slope: rare outcomes do not push slopes to infinity."""

STEPS = 50
CLOSE = 1e-8


@dataclass(frozen=True)
class Logistic:
    """A fitted model.

    Attributes
    ----------
    mean, spread : (features,), by which features are standardised
    slopes : (features,), per standard deviation
    level : the intercept
    """

    mean: Array
    spread: Array
    slopes: Array
    level: float

    def probability(self, features: Array) -> Array:
        """(cells,), probability of the outcome."""
        return _logit((features - self.mean) / self.spread @ self.slopes + self.level)


def logistic(features: Array, outcome: NDArray[np.bool_], *, ridge: float = RIDGE) -> Logistic:
    """Fit by Newton's steps (iteratively reweighted least squares).

    Parameters
    ----------
    features : (cells, features), all known; one that does not vary gets the slope 0
    outcome : (cells,), both kinds must be there
    ridge : penalty on squared standardised slopes; the intercept has none

    References
    ----------
    le Cessie & van Houwelingen (1992), doi:10.2307/2347628
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 1e-12, spread, np.inf)
    x = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 0.0
    share = float(outcome.mean())
    found = np.zeros(x.shape[1])
    found[-1] = np.log(share / (1.0 - share))
    for _ in range(STEPS):
        step = _step(x, outcome, found, penalty)
        found = found + step
        if np.abs(step).max() < CLOSE:
            break
    return Logistic(mean, spread, found[:-1], float(found[-1]))


def _step(x: Array, outcome: NDArray[np.bool_], found: Array, penalty: Array) -> Array:
    chance = _logit(x @ found)
    weight = np.maximum(chance * (1.0 - chance), 1e-9)
    slope = x.T @ (outcome - chance) - penalty * found
    curve = (x * weight[:, None]).T @ x + np.diag(penalty)
    step = np.linalg.solve(curve, slope)
    return np.asarray(step / max(1.0, float(np.abs(step).max()) / 4.0), float)


def _logit(score: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -40.0, 40.0))), float)
