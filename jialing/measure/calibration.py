"""Reviewers' scales: what a proposal's scores say once each reviewer's leaning is taken out, and how surely.

``score = mean + proposal + reviewer + noise``; proposals, reviewers and noise vary with variances of their own. No
scale of spread for each reviewer: it would take far more scores of each than a call has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import t as student

from jialing.errors import InputError
from jialing.measure.matrix import Array
from jialing.measure.mixed_model import Reviews, Spread, fit_of, fitted

LEAST_SCORES = 5
"""Scores that a reviewer needs before anything is said of the leaning."""

LEVEL = 0.95
IDENTIFIED = "calibration.identified"
DISCONNECTED = "calibration.disconnected"
FEW_SCORES = "calibration.few_scores"
NO_NOISE = "calibration.no_repeats"


@dataclass(frozen=True)
class Calibration:
    """Calibrated scores, on the scale of the raw ones; advisory, the raw scores always stand beside.

    Attributes
    ----------
    status : ``calibration.identified``, or why nothing can be said: ``calibration.disconnected`` (reviewers who are
        linked by no chain of common proposals cannot be compared), ``calibration.few_scores`` (a reviewer with fewer
        than five), ``calibration.no_repeats`` (no proposal with two scores: noise and quality cannot be told apart)
    n_parts : parts into which reviews fall; n_few : reviewers with fewer than five scores
    raw : (proposals,) mean of the scores there, NaN without any
    score, error : (proposals,) calibrated score and its standard error, NaN where not identified or without any score
    leaning : (reviewers,) points by which each scores above the others, NaN where not identified
    low, high : (proposals,) ends of the 95 % interval
    spread : None where not identified
    """

    status: str
    n_parts: int
    n_few: int
    raw: Array
    score: Array
    error: Array
    leaning: Array
    low: Array
    high: Array
    spread: Spread | None

    @property
    def is_identified(self) -> bool:
        return self.status == IDENTIFIED


def calibration(given: Reviews, *, level: float = LEVEL) -> Calibration:
    """Calibrated scores by a mixed model with crossed effects.

    Best linear unbiased predictions from Henderson's equations; the variances by restricted likelihood, averaged over a
    grid around its peak (flat in the standard deviations of proposals and reviewers), so that the errors hold how
    unsure the variances are. A calibrated score is drawn towards the mean of all, the more the fewer scores there are.

    Raises
    ------
    InputError
        ``resampling.level`` unless 0 < level < 1.

    References
    ----------
    Henderson (1975), doi:10.2307/2529430; Patterson & Thompson (1971), doi:10.1093/biomet/58.3.545; Gelman (2006),
    doi:10.1214/06-BA117A (flat in standard deviations); MacKay, Kenna, Low & Parker (2017), doi:10.1098/rsos.160760
    (calibration with confidence, connected panels); Ge, Welling & Ghahramani (2013), "A Bayesian model for calibrating
    conference review scores".
    """
    if not 0.0 < level < 1.0:
        raise InputError("resampling.level", level=level)
    raw = _raw(given)
    n_parts, n_few = _parts(given), _few(given)
    status = _status(given, n_parts, n_few)
    if status != IDENTIFIED:
        unknown, of_reviewers = np.full(given.n_proposals, np.nan), np.full(given.n_reviewers, np.nan)
        return Calibration(status, n_parts, n_few, raw, unknown, unknown, of_reviewers, unknown, unknown, None)
    spread, fits = fitted(given)
    effects = np.array([fit.effects for fit in fits])
    variance = np.array([fit.variance * noise for fit, noise in zip(fits, spread.noise, strict=True)])
    centre = spread.weight @ effects
    error = np.sqrt(spread.weight @ (variance + (effects - centre) ** 2))
    n = given.n_proposals
    score = np.where(np.isnan(raw), np.nan, centre[:n])
    around = np.where(np.isnan(raw), np.nan, error[:n])
    wide = float(student.ppf(0.5 + level / 2, max(len(given.score) - 1, 1))) * around
    return Calibration(status, n_parts, n_few, raw, score, around, centre[n:], score - wide, score + wide, spread)


def redrawn_scores(given: Reviews, found: Calibration, *, n: int, seed: int) -> Iterator[Array]:
    """(reviews,) scores as the same reviewers might give them again, ``n`` times; nothing is rounded.

    Variances are drawn from the grid, then proposals' qualities and reviewers' leanings together from what the scores
    say of them, then new noise. So a redraw varies as a second review by the same reviewers would, not more.

    Raises
    ------
    InputError
        ``calibration.not_identified`` where nothing can be said.

    References
    ----------
    Rubin (1984), doi:10.1214/aos/1176346785 (replications under the posterior)
    """
    if found.spread is None:
        raise InputError("calibration.not_identified")
    rng = np.random.default_rng(seed)
    picked = rng.choice(len(found.spread.weight), n, p=found.spread.weight)
    fits = {int(at): fit_of(given, found.spread.ratios[at]) for at in np.unique(picked)}
    for at in picked:
        noise = float(found.spread.noise[at])
        effects = fits[int(at)].drawn(rng, noise)
        means = effects[given.proposal] + effects[given.n_proposals + given.reviewer]
        yield means + rng.normal(0.0, np.sqrt(noise), len(means))


def leverage(given: Reviews, found: Calibration) -> Array:
    """(reviews,) how much of its own fit each score is, 0..1: the residual's variance is the noise's times the rest.

    At the likeliest variances tried. Raises InputError ``calibration.not_identified``.
    """
    if found.spread is None:
        raise InputError("calibration.not_identified")
    return fit_of(given, found.spread.ratios[int(found.spread.weight.argmax())]).leverage(given)


def _raw(given: Reviews) -> Array:
    counts = np.bincount(given.proposal, minlength=given.n_proposals).astype(float)
    sums = np.bincount(given.proposal, given.score, minlength=given.n_proposals)
    return np.asarray(np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0), float)


def _parts(given: Reviews) -> int:
    """Parts into which proposals and reviewers with scores fall, linked by reviews."""
    size = given.n_proposals + given.n_reviewers
    ends = (given.proposal, given.n_proposals + given.reviewer)
    graph = csr_array((np.ones(len(given.score)), ends), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    return len(np.unique(part[np.concatenate(ends)])) if len(given.score) else 0


def _few(given: Reviews) -> int:
    counts = np.bincount(given.reviewer, minlength=given.n_reviewers)
    return int(((counts > 0) & (counts < LEAST_SCORES)).sum())


def _status(given: Reviews, n_parts: int, n_few: int) -> str:
    if n_parts != 1:
        return DISCONNECTED
    if n_few:
        return FEW_SCORES
    n_reviewers = len(np.unique(given.reviewer))
    if len(given.score) <= len(np.unique(given.proposal)) + n_reviewers - 1:
        return NO_NOISE
    return IDENTIFIED
