"""Scores of proposals by reviewers as a mixed model with crossed effects, by restricted likelihood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import cho_solve, solve_triangular
from scipy.optimize import minimize
from scipy.sparse import csr_array, diags_array

from jialing.errors import InputError
from jialing.measure.matrix import Array

Ints = NDArray[np.int64]

GRID = np.linspace(-3.0, 3.0, 7)
"""Places at which the variances are tried, in standard deviations around the likeliest."""

RANGE = (-5.0, 4.0)
"""Logarithms of the ratio of a standard deviation to the noise's that are tried at all."""


LEAST_SQUARES = 1e-12
"""Squared points: where all scores are equal nothing is left over, but rounding."""


@dataclass(frozen=True)
class Reviews:
    """Scores as a list; made and checked by :func:`reviews`.

    Attributes
    ----------
    proposal, reviewer : (reviews,) codes 0, 1, ... ; score : (reviews,) known
    n_proposals, n_reviewers : also those without any score
    """

    proposal: Ints
    reviewer: Ints
    score: Array
    n_proposals: int
    n_reviewers: int

    @cached_property
    def counts(self) -> Array:
        """(proposals,) scores of each."""
        return np.bincount(self.proposal, minlength=self.n_proposals).astype(float)

    @cached_property
    def shared(self) -> csr_array:
        """(proposals, 1 + reviewers): scores of each, then 1 at each of its reviewers."""
        every = np.arange(self.n_proposals)
        rows, columns = np.r_[every, self.proposal], np.r_[np.zeros(len(every), np.int64), self.reviewer + 1]
        values = np.r_[self.counts, np.ones(len(self.score))]
        return csr_array((values, (rows, columns)), shape=(self.n_proposals, self.n_reviewers + 1))


@dataclass(frozen=True)
class Spread:
    """Variances of proposals, reviewers and noise, in squared points, with the weight of each tried combination.

    ``ratios``: (tried, 2) variances of proposals and reviewers over that of the noise; ``noise``: (tried,);
    ``weight``: (tried,) sum to 1.
    """

    ratios: Array
    noise: Array
    weight: Array

    @property
    def mean(self) -> tuple[float, float, float]:
        """Of proposals, reviewers and noise."""
        proposal, reviewer = (self.ratios * self.noise[:, None] * self.weight[:, None]).sum(axis=0)
        return float(proposal), float(reviewer), float(self.noise @ self.weight)


def reviews(
    proposal: ArrayLike, reviewer: ArrayLike, score: ArrayLike, *, n_proposals: int, n_reviewers: int
) -> Reviews:
    """Reviews, checked; those with an unknown score (NaN) are left out.

    Raises
    ------
    InputError
        ``calibration.shapes``; ``calibration.codes`` where a code is out of range or a score not finite;
        ``calibration.twice`` (proposal, reviewer) where somebody scored a proposal twice.
    """
    codes = [np.asarray(one, np.int64) for one in (proposal, reviewer)]
    known = np.asarray(score, float)
    if known.ndim != 1 or any(one.shape != known.shape for one in codes):
        raise InputError("calibration.shapes", shapes=f"{codes[0].shape}, {codes[1].shape}, {known.shape}")
    for one, size in zip(codes, (n_proposals, n_reviewers), strict=True):
        if len(one) and (one.min() < 0 or one.max() >= size):
            raise InputError("calibration.codes")
    if np.isinf(known).any():
        raise InputError("calibration.codes")
    is_there = ~np.isnan(known)
    rows, by, known = codes[0][is_there], codes[1][is_there], known[is_there]
    pairs, counts = np.unique(rows * n_reviewers + by, return_counts=True)
    if (counts > 1).any():
        twice = divmod(int(pairs[counts > 1][0]), n_reviewers)
        raise InputError("calibration.twice", proposal=twice[0], reviewer=twice[1])
    return Reviews(rows, by, known, n_proposals, n_reviewers)


@dataclass(frozen=True)
class Fit:
    """Henderson's equations for one pair of variance ratios, proposals eliminated; all variances over the noise's.

    ``lower``: the triangle of what is left for the mean and the reviewers; ``weight``: (proposals,) the diagonal part
    turned round; ``shared``: (proposals, 1 + reviewers) what links the two; ``squares``: left over; ``fit``: restricted
    log likelihood; ``effects``: mean + proposal of each, then leanings.
    """

    lower: Array
    weight: Array
    shared: csr_array
    effects: Array
    squares: float
    fit: float

    @cached_property
    def variance(self) -> Array:
        """(proposals + reviewers,) of the error of ``mean + proposal`` and of each leaning."""
        n = len(self.weight)
        of_proposals = self.weight + ((self._plus @ self._inverse) * self._plus).sum(axis=1)
        return np.concatenate([of_proposals[:n], np.diag(self._inverse)[1:]])

    def leverage(self, given: Reviews) -> Array:
        """(reviews,) variance of each fitted score over the noise's."""
        rows = self._plus[given.proposal]
        rows[np.arange(len(rows)), given.reviewer + 1] += 1.0
        return np.asarray(self.weight[given.proposal] + ((rows @ self._inverse) * rows).sum(axis=1), float)

    @cached_property
    def _inverse(self) -> Array:
        return np.asarray(cho_solve((self.lower, True), np.eye(len(self.lower))), float)

    @cached_property
    def _plus(self) -> Array:
        """(proposals, 1 + reviewers): what mean and leanings weigh in ``mean + proposal``."""
        plus = -self.weight[:, None] * self.shared.toarray()
        plus[:, 0] += 1.0
        return np.asarray(plus, float)

    def drawn(self, rng: np.random.Generator, noise: float) -> Array:
        """Effects drawn from what the scores say of them."""
        n, more = len(self.weight), len(self.lower)
        common = solve_triangular(self.lower, rng.normal(size=more), trans="T", lower=True) * np.sqrt(noise)
        own = rng.normal(size=n) * np.sqrt(self.weight * noise)
        of_proposals = self.effects[:n] + own - self.weight * (self.shared @ common) + common[0]
        return np.concatenate([of_proposals, self.effects[n:] + common[1:]])


def fitted(given: Reviews) -> tuple[Spread, list[Fit]]:
    """Variances tried around the likeliest, how likely each is, and the fit of each."""

    def minus(logs: Array) -> float:
        return -_log_posterior(given, np.clip(logs, *RANGE))

    best = minimize(minus, np.zeros(2), method="Nelder-Mead", options={"xatol": 0.01, "fatol": 0.001, "maxiter": 120})
    peak = np.clip(np.asarray(best.x, float), *RANGE)
    step = np.array([_width(minus, peak, axis) for axis in (0, 1)])
    tried = np.array([np.clip(peak + step * (a, b), *RANGE) for a in GRID for b in GRID])
    tried = np.unique(tried, axis=0)
    logs = np.array([-minus(one) for one in tried])
    weight = np.exp(logs - logs.max())
    likely = weight > 1e-4 * weight.sum()
    tried, weight = tried[likely], weight[likely] / weight[likely].sum()
    ratios = np.exp(2 * tried)
    fits = [fit_of(given, one) for one in ratios]
    noise = np.array([noise_of(given, fit) for fit in fits])
    return Spread(ratios, noise, weight), fits


def _width(minus: Callable[[Array], float], peak: Array, axis: int) -> float:
    """How far from the peak the density falls by exp(-1/2), looked for outwards; about 2 at most."""
    at, reach = minus(peak), 0.05
    while reach < 2.0:
        moved = peak.copy()
        moved[axis] += reach if peak[axis] < RANGE[1] - 1.0 else -reach
        if minus(moved) - at > 0.5:
            break
        reach *= 1.3
    return reach


def _log_posterior(given: Reviews, logs: Array) -> float:
    """Restricted log likelihood with the noise's variance integrated out, flat in the two standard deviations."""
    return fit_of(given, np.exp(2 * logs)).fit + float(logs.sum())


def fit_of(given: Reviews, ratios: Array) -> Fit:
    """Henderson's equations solved at these ratios of the proposals' and the reviewers' variance to the noise's."""
    n, m = given.n_proposals, given.n_reviewers
    by_reviewer = np.bincount(given.reviewer, minlength=m).astype(float)
    inside = given.shared
    weight = 1.0 / (given.counts + 1.0 / ratios[0])
    left = np.diag(np.concatenate([[len(given.score)], by_reviewer + 1.0 / ratios[1]]))
    left[0, 1:] = left[1:, 0] = by_reviewer
    left -= (inside.T @ (diags_array(weight) @ inside)).toarray()
    sums = np.bincount(given.proposal, given.score, minlength=n)
    right = np.concatenate([[given.score.sum()], np.bincount(given.reviewer, given.score, minlength=m)])
    lower = np.linalg.cholesky(left)
    rest = right - inside.T @ (weight * sums)
    common = cho_solve((lower, True), rest)
    own = weight * (sums - inside @ common)
    squares = max(float(given.score @ given.score - sums @ own - right @ common), LEAST_SQUARES)
    free = len(given.score) - 1
    log_det = 2 * float(np.log(np.diag(lower)).sum()) - float(np.log(weight).sum())
    log_det += n * float(np.log(ratios[0])) + m * float(np.log(ratios[1]))
    fit = -0.5 * (log_det + free * np.log(squares))
    effects = np.concatenate([own + common[0], common[1:]])
    return Fit(lower, weight, inside, effects, squares, float(fit))


def noise_of(given: Reviews, fit: Fit) -> float:
    """Variance of the noise at a fit, in squared points."""
    return fit.squares / (len(given.score) - 1)
