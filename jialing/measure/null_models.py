"""Ties that sizes, or sizes and distances, would give between places: how much more or less there is, and how sure.

Two null models. *Configuration*: each place spreads its ties over the other places in proportion to their ties; the
expected ties have the observed sum at each place, and no place ties with itself. *Gravity*: joint works fall with
distance and rise with the works of both, fitted to all pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from jialing.errors import InputError
from jialing.measure.matrix import Array, check_counts, ratio
from jialing.measure.null_fits import CLOSE, Fit, configuration, gravity
from jialing.measure.resampling import ALIKE, JUDGED

Model = Literal["configuration", "gravity"]
Unexplained = Literal["too_few_places", "no_ties", "all_meet_in_one", "not_fitted"]
FEWEST = 4
"""Places under which either model has as many free numbers as there are pairs, and so explains everything."""
CHUNK = 100


@dataclass(frozen=True)
class Expected:
    """Ties expected by a model, beside those observed. All arrays: (places, places), symmetric, NaN on the diagonal.

    Attributes
    ----------
    expected : joint works that the model gives, >= 0; NaN where it says nothing of a pair
    ratio : observed over expected; 1 as expected, under 1 less. NaN where nothing is expected
    interval : (low, high) of the ratio at ``level``; NaN where it cannot be said
    unexplained : None, or why the model says nothing of any pair: 'too_few_places' (under four), 'no_ties',
        'all_meet_in_one' (half of all ties are one place's: any ties of that kind fit), 'not_fitted' (no solution:
        pairs without ties are set apart from the others by size or distance alone)
    """

    model: Model
    expected: Array
    ratio: Array
    interval: tuple[Array, Array]
    level: float
    unexplained: Unexplained | None = None

    @property
    def direction(self) -> Array:
        """-1: fewer ties than expected, 1: more, 0: no difference shown (the interval holds 1); NaN unknown."""
        low, high = self.interval
        found = np.where(high < 1, -1.0, np.where(low > 1, 1.0, 0.0))
        return np.where(np.isnan(low) | np.isnan(high), np.nan, found)


def expected_ties(
    ties: ArrayLike,
    *,
    size: ArrayLike,
    distance: ArrayLike | None = None,
    model: Model = "configuration",
    probability: ArrayLike | None = None,
    coverage: ArrayLike | None = None,
    judged: float = JUDGED,
    n: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> Expected:
    """Joint works of places beside those that a null model gives, with an interval of the ratio.

    The interval holds four things that could have been otherwise:

    - which places there are to compare with (Bayesian bootstrap: each place weighs a draw of Exp(1), a pair the product
      of its places' weights, and the model is fitted anew);
    - how many works the pair happened to write (a draw of Gamma(ties + 1/2), Jeffreys' posterior of a Poisson count);
    - whether the resolver put them right: a joint work of a and b is right with p_a p_b, a work of a with p_a;
    - what was not seen, and not equally in every place: the share c_a of a place is drawn from the Beta distribution
      of a coverage judged on ``judged`` records; joint works were seen with c_a c_b, and what of them was not seen
      varies from pair to pair as it does from cell to cell (:data:`jialing.measure.resampling.ALIKE`). The model is
      fitted anew to the sizes and ties that all places would then have.

    The value is of the ties as counted, so it may lie near an end of the interval. Ties of the configuration form
    ``e_ab = x_a x_b`` (a != b) keep that form whatever shares are known, with c_a x_a for x_a; gravity reads sizes, and
    its value moves where places are covered differently.

    Parameters
    ----------
    ties : (places, places), joint works, >= 0, symmetric; the diagonal is not read
    size : (places,), works, >= 0; read by gravity. A place without works is unknown to it
    distance : (places, places), km, > 0 off the diagonal, symmetric; NaN where unknown. Gravity needs it
    probability : (places,), mean probability that a work counted there is right, in (0, 1]; None: all are right
    coverage : (places,), share of each place's works that was seen, in (0, 1]; None: all were seen. NaN: unknown; the
        intervals of that place's pairs are then unknown, and to the others it counts as covered as they are on average
    judged : records on which the coverage was judged
    n : draws; seed : of the draws; level : of the interval, within 0 and 1

    Raises
    ------
    InputError
        ``counts.not_counts``, ``counts.unknown_cells``, ``matrix.not_square``, ``matrix.not_symmetric``,
        ``counts.shapes``; ``ties.model``, ``ties.no_distance``, ``ties.distance`` (a distance of 0 or less between two
        places), ``ties.level``, ``ties.draws``; ``resampling.share`` if a probability or coverage is not in (0, 1].

    References
    ----------
    Chung & Lu (2002), doi:10.1073/pnas.252631999 (expected ties from given degrees); Santos Silva & Tenreyro (2006),
    doi:10.1162/rest.88.4.641 (Poisson pseudo-maximum likelihood of gravity); Rubin (1981), doi:10.1214/aos/1176345338
    (Bayesian bootstrap); Snijders & Borgatti (1999), Connections 22(2) (resampling the places of a network); Hanley &
    MacGibbon (2006), doi:10.1016/j.cmpb.2006.04.006 (works drawn as Poisson)
    """
    cells = _checked(ties, size, model, n=n, level=level)
    one, other = np.triu_indices(len(cells), 1)
    why = _unexplained(cells, model)
    if why is not None:
        return _nothing(len(cells), model, level, why)
    doubts = _doubts(probability, coverage, judged, len(cells))
    fit = configuration(cells) if model == "configuration" else gravity(cells, size, distance)
    point, is_fitted = fit(np.ones((1, len(cells))), np.ones((1, len(cells))))
    if not is_fitted[0]:
        return _nothing(len(cells), model, level, "not_fitted")
    observed = cells[one, other]
    low, high = _interval(observed, point[0], fit, doubts, draws=(n, seed), level=level)
    value = ratio(observed, point[0])
    filled = [_square(v, len(cells)) for v in (point[0], value, np.minimum(low, value), np.maximum(high, value))]
    return Expected(model, filled[0], filled[1], (filled[2], filled[3]), level)


def _checked(ties: ArrayLike, size: ArrayLike, model: Model, *, n: int, level: float) -> Array:
    cells = np.array(ties, float)
    if cells.ndim != 2 or cells.shape[0] != cells.shape[1]:
        raise InputError("matrix.not_square", shape=str(cells.shape))
    np.fill_diagonal(cells, 0.0)
    works = np.asarray(size, float)
    check_counts(cells, works)
    if np.isnan(cells).any() or np.isnan(works).any():
        raise InputError("counts.unknown_cells", count=int(np.isnan(cells).sum() + np.isnan(works).sum()))
    if works.shape != cells.shape[:1]:
        raise InputError("counts.shapes", shapes=f"{cells.shape}, {works.shape}")
    if not np.allclose(cells, cells.T):
        raise InputError("matrix.not_symmetric")
    if model not in get_args(Model):
        raise InputError("ties.model", model=str(model), known=", ".join(get_args(Model)))
    if n < 1:
        raise InputError("ties.draws", draws=n)
    if not 0 < level < 1:
        raise InputError("ties.level", level=level)
    return cells


def _unexplained(cells: Array, model: Model) -> Unexplained | None:
    degree = cells.sum(axis=1)
    if len(cells) < FEWEST or (model == "configuration" and np.count_nonzero(degree) < FEWEST):
        return "no_ties" if len(cells) >= FEWEST and not degree.any() else "too_few_places"
    if not degree.any():
        return "no_ties"
    is_star = 2 * degree.max() >= degree.sum() * (1 - CLOSE)
    return "all_meet_in_one" if model == "configuration" and is_star else None


def _nothing(places: int, model: Model, level: float, why: Unexplained) -> Expected:
    empty = np.full((places, places), np.nan)
    return Expected(model, empty, empty, (empty, empty), level, why)


@dataclass(frozen=True)
class _Doubts:
    """What is known of each place: (places,) probability of being right, share seen (None: all), records judged on."""

    right: Array
    seen: Array | None
    judged: float

    def drawn(self, rng: np.random.Generator, n: int) -> tuple[Array, Array]:
        """(n, places) works over those counted, were all seen and right; (n, pairs) the same of each pair's ties."""
        one, other = np.triu_indices(len(self.right), 1)
        both = self.right[one] * self.right[other]
        if self.seen is None:
            return np.tile(self.right, (n, 1)), np.tile(both, (n, 1))
        unknown = np.isnan(self.seen)
        known = np.where(unknown, 1.0 if unknown.all() else self.seen[~unknown].mean(), self.seen)
        share = rng.beta(known * self.judged + 0.5, (1.0 - known) * self.judged + 0.5, size=(n, len(known)))
        unseen = 1.0 / (share[:, one] * share[:, other]) - 1.0
        unseen = unseen * rng.gamma(ALIKE, 1.0 / ALIKE, size=unseen.shape)
        unseen[:, unknown[one] | unknown[other]] = np.nan
        return self.right / share, both * (1.0 + unseen)


def _doubts(probability: ArrayLike | None, coverage: ArrayLike | None, judged: float, places: int) -> _Doubts:
    right = np.asarray(np.ones(places) if probability is None else probability, float)
    seen = None if coverage is None else np.asarray(coverage, float)
    for share in (right, *(() if seen is None else (seen,))):
        if share.shape != (places,):
            raise InputError("counts.shapes", shapes=f"{(places, places)}, {share.shape}")
        if np.any((share <= 0) | (share > 1)):
            raise InputError("resampling.share")
    return _Doubts(right, seen, judged)


def _interval(
    observed: Array, point: Array, fit: Fit, doubts: _Doubts, *, draws: tuple[int, int], level: float
) -> tuple[Array, Array]:
    """Quantiles of drawn ties over drawn expectations; NaN for all where over a twentieth of the draws had no fit."""
    n, seed = draws
    rng = np.random.default_rng(seed)
    weights = rng.exponential(size=(n, len(doubts.right)))
    counted = rng.gamma(observed + 0.5, size=(n, len(observed)))
    grown, pairs_grown = doubts.drawn(rng, n)
    fitted = [fit(weights[i : i + CHUNK], grown[i : i + CHUNK]) for i in range(0, n, CHUNK)]
    is_fitted = np.concatenate([done for _, done in fitted])
    if is_fitted.mean() < 0.95:
        return np.full_like(point, np.nan), np.full_like(point, np.nan)
    drawn = ratio(counted * pairs_grown, np.concatenate([expected for expected, _ in fitted]))[is_fitted]
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.where(point > 0, low, np.nan), np.where(point > 0, high, np.nan)


def _square(pairs: Array, places: int) -> Array:
    filled = np.full((places, places), np.nan)
    one, other = np.triu_indices(places, 1)
    filled[one, other] = filled[other, one] = pairs
    return filled
