"""Ties that sizes, or sizes and distances, would give between places: how much more or less there is, and how sure.

Two null models. *Configuration*: each place spreads its ties over the other places in proportion to their ties; the
expected ties have the observed sum at each place, and no place ties with itself. *Gravity*: joint works fall with
distance and rise with the works of both, fitted to all pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError
from jialing.measure.matrix import Array, check_counts, ratio

Model = Literal["configuration", "gravity"]
Unexplained = Literal["too_few_places", "no_ties", "all_meet_in_one", "not_fitted"]
Fit = Callable[[Array], tuple[Array, NDArray[np.bool_]]]
"""Weights of places (draws, places) -> expected ties (draws, pairs), and which draws could be fitted."""

FEWEST = 4
"""Places under which either model has as many free numbers as there are pairs, and so explains everything."""
STEPS = 20_000
CLOSE = 1e-9
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
    n: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> Expected:
    """Joint works of places beside those that a null model gives, with an interval of the ratio.

    The interval holds two things that could have been otherwise: which places there are to compare with (Bayesian
    bootstrap: each place weighs a draw of Exp(1), a pair the product of its places' weights, the model is fitted
    anew), and how many works the pair happened to write (a draw of Gamma(ties + 1/2), Jeffreys' posterior of a
    Poisson count).

    Where only a share c_a of each place's works is known, ties of the configuration form ``e_ab = x_a x_b`` (a != b)
    keep that form, with c_a x_a for x_a: that model bears a coverage that differs by place. Gravity reads the sizes,
    and does not.

    Parameters
    ----------
    ties : (places, places), joint works, >= 0, symmetric; the diagonal is not read
    size : (places,), works, >= 0; read by gravity. A place without works is unknown to it
    distance : (places, places), km, > 0 off the diagonal, symmetric; NaN where unknown. Gravity needs it
    n : draws; seed : of the draws; level : of the interval, within 0 and 1

    Raises
    ------
    InputError
        ``counts.not_counts``, ``counts.unknown_cells``, ``matrix.not_square``, ``matrix.not_symmetric``,
        ``counts.shapes``; ``ties.model``, ``ties.no_distance``, ``ties.distance`` (a distance of 0 or less between two
        places), ``ties.level``, ``ties.draws``.

    References
    ----------
    Chung & Lu (2002), doi:10.1073/pnas.252631999 (expected ties from given degrees); Santos Silva & Tenreyro (2006),
    doi:10.1162/rest.88.4.641 (Poisson pseudo-maximum likelihood of gravity); Rubin (1981), doi:10.1214/aos/1176345338
    (Bayesian bootstrap); Snijders & Borgatti (1999), Connections 22(2) (resampling the places of a network)
    """
    cells = _checked(ties, size, model, n=n, level=level)
    one, other = np.triu_indices(len(cells), 1)
    why = _unexplained(cells, model)
    if why is not None:
        return _nothing(len(cells), model, level, why)
    fit = _configuration(cells) if model == "configuration" else _gravity(cells, size, distance)
    point, is_fitted = fit(np.ones((1, len(cells))))
    if not is_fitted[0]:
        return _nothing(len(cells), model, level, "not_fitted")
    observed = cells[one, other]
    low, high = _interval(observed, point[0], fit, draws=(n, seed, len(cells)), level=level)
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


def _interval(
    observed: Array, point: Array, fit: Fit, *, draws: tuple[int, int, int], level: float
) -> tuple[Array, Array]:
    """Quantiles of drawn ties over drawn expectations; NaN for all where over a twentieth of the draws had no fit."""
    n, seed, places = draws
    rng = np.random.default_rng(seed)
    weights = rng.exponential(size=(n, places))
    fitted = [fit(weights[i : i + CHUNK]) for i in range(0, n, CHUNK)]
    is_fitted = np.concatenate([done for _, done in fitted])
    works = rng.gamma(observed + 0.5, size=(n, len(observed)))
    if is_fitted.mean() < 0.95:
        return np.full_like(point, np.nan), np.full_like(point, np.nan)
    drawn = ratio(works, np.concatenate([expected for expected, _ in fitted]))[is_fitted]
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.where(point > 0, low, np.nan), np.where(point > 0, high, np.nan)


def _square(pairs: Array, places: int) -> Array:
    filled = np.full((places, places), np.nan)
    one, other = np.triu_indices(places, 1)
    filled[one, other] = filled[other, one] = pairs
    return filled


def _configuration(cells: Array) -> Fit:
    """``x_a sum_(b != a) w_b x_b = sum_b w_b t_ab``: each place's expected ties, weighed, are its observed ones."""
    one, other = np.triu_indices(len(cells), 1)

    def fit(weights: Array) -> tuple[Array, NDArray[np.bool_]]:
        target = weights @ cells
        x, is_close = _iterated(weights, target)
        return x[:, one] * x[:, other], is_close

    return fit


def _iterated(weights: Array, target: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Proportional fitting by half steps (a full step swings between two values when one place is large)."""
    x = target / np.sqrt((weights * target).sum(axis=1, keepdims=True))
    is_close = np.zeros(len(x), bool)
    for _ in range(STEPS):
        open_ = ~is_close
        w, t, now = weights[open_], target[open_], x[open_]
        rest = (w * now).sum(axis=1, keepdims=True) - w * now
        new = np.sqrt(now * np.divide(t, rest, out=np.zeros_like(t), where=t > 0))
        x[open_] = new
        is_close[open_] = np.abs(new - now).max(axis=1) <= CLOSE * new.max(axis=1)
        if is_close.all():
            break
    return x, is_close


def _gravity(cells: Array, size: ArrayLike, distance: ArrayLike | None) -> Fit:
    """``log e_ab = c + alpha (log s_a + log s_b) + gamma log d_ab``, by Poisson pseudo-maximum likelihood."""
    one, other = np.triu_indices(len(cells), 1)
    design = _design(np.asarray(size, float), _kilometres(distance, len(cells)), one, other)
    is_known = ~np.isnan(design).any(axis=1)
    ties, known = cells[one, other][is_known], design[is_known]
    can_fit = is_known.sum() > design.shape[1] and bool(ties.any())
    start = _poisson(ties, known, np.ones((1, len(ties))))[1] if can_fit else np.zeros((1, 3))

    def fit(weights: Array) -> tuple[Array, NDArray[np.bool_]]:
        pairs = (weights[:, one] * weights[:, other])[:, is_known]
        found = np.full((len(weights), len(one)), np.nan)
        if not can_fit:
            return found, np.zeros(len(weights), bool)
        found[:, is_known], _, is_close = _poisson(ties, known, pairs, start)
        return found, is_close

    return fit


def _kilometres(distance: ArrayLike | None, places: int) -> Array:
    if distance is None:
        raise InputError("ties.no_distance")
    found = np.array(distance, float)
    if found.shape != (places, places):
        raise InputError("counts.shapes", shapes=f"{(places, places)}, {found.shape}")
    np.fill_diagonal(found, np.nan)
    if not np.allclose(found, found.T, equal_nan=True):
        raise InputError("matrix.not_symmetric")
    if np.any(found <= 0) or np.any(np.isinf(found)):
        raise InputError("ties.distance", count=int(np.sum((found <= 0) | np.isinf(found))) // 2)
    return found


def _design(size: Array, kilometres: Array, one: NDArray[np.intp], other: NDArray[np.intp]) -> Array:
    """(pairs, 3): 1, log of both sizes, log of the distance, the last two less their means (for a stable fit)."""
    with np.errstate(divide="ignore"):
        logs = np.where(size > 0, np.log(size), np.nan)
    columns = np.stack([logs[one] + logs[other], np.log(kilometres[one, other])], axis=1)
    known = columns[~np.isnan(columns).any(axis=1)]
    return np.column_stack([np.ones(len(one)), columns - (known.mean(axis=0) if len(known) else 0.0)])


def _poisson(
    ties: Array, design: Array, weights: Array, start: Array | None = None
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Iteratively reweighted least squares (Nelder & Wedderburn 1972), all draws side by side.

    (draws, pairs) expected ties, (draws, 3) exponents, and which draws came to rest at finite exponents. ``start``:
    exponents to begin from.
    """
    level = np.log((weights * ties).sum(axis=1) / weights.sum(axis=1))
    beta = np.column_stack([level, np.zeros((len(weights), design.shape[1] - 1))])
    if start is not None:
        beta = np.repeat(start, len(weights), axis=0)
    is_close = np.zeros(len(weights), bool)
    squares = np.einsum("pi,pj->pij", design, design).reshape(len(design), -1)
    for _ in range(60):
        expected = np.exp(np.clip(beta @ design.T, -60.0, 60.0))
        score = (weights * (ties - expected)) @ design
        curve = ((weights * expected) @ squares).reshape(len(weights), design.shape[1], -1)
        step = np.einsum("dij,dj->di", np.linalg.pinv(curve, rcond=1e-12, hermitian=True), score)
        beta += step * np.minimum(1.0, 2.0 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-300))
        is_close = np.abs(step).max(axis=1) < 1e-7
        if is_close.all():
            break
    found = np.exp(np.clip(beta @ design.T, -60.0, 60.0))
    return found, beta, is_close & (np.abs(beta).max(axis=1) < 50.0)
