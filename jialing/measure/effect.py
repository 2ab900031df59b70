"""What a programme changed: funded against reviewed-but-unfunded near the cut in the same topic, trends before beside.

Claims nothing where an effect worth having could not have been seen, or where the two had parted before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm
from scipy.stats import t as student

from jialing.errors import InputError
from jialing.measure.matrix import Array
from jialing.measure.resampling import LEVEL, Interval

NEAREST = 8
"""Proposals on each side of the cut of a topic that are compared."""

LEAST = 10
"""Funded, and as many unfunded, below which nothing is computed."""

POWER = 0.8
"""Least chance of seeing the effect worth having; below, the verdict is that one cannot tell."""

PARTED = 0.1
"""Level at which trends before count as different: generous, because not to see a difference is the costly error."""

MORE, LESS, NONE = "effect.more", "effect.less", "effect.none_seen"
CANNOT_TELL, PARTED_BEFORE, TOO_FEW = "effect.cannot_tell", "effect.trends_differ", "effect.too_few"

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Compared:
    """A difference between funded and unfunded with its interval and p-value, all NaN where unknown."""

    interval: Interval
    error: float
    p: float


@dataclass(frozen=True)
class Effect:
    """What was seen near the cut, per period, in the outcome's own unit.

    Attributes
    ----------
    verdict : ``effect.more``, ``effect.less``, ``effect.none_seen``; ``effect.cannot_tell`` (the power is below what
        was asked), ``effect.trends_differ`` (the two had parted before), ``effect.too_few``
    change : change from before to after, funded less unfunded, topic and score held equal
    trend : the same of the slope before, per period
    by_period : (periods before and after,) funded less unfunded beside the mean difference before; for a picture
    power : chance of seeing ``relevant``; ``detectable``: the least effect seen with the power asked for
    relevant : the effect worth having, stated beforehand
    n_funded, n_unfunded, n_topics : compared; n_unknown: near the cut, left out because an outcome is unknown
    """

    verdict: str
    change: Compared
    trend: Compared
    by_period: Array
    power: float
    detectable: float
    relevant: float
    n_funded: int
    n_unfunded: int
    n_topics: int
    n_unknown: int


def effect(
    before: ArrayLike,
    after: ArrayLike,
    *,
    funded: ArrayLike,
    score: ArrayLike,
    topic: ArrayLike,
    relevant: float,
    nearest: int = NEAREST,
    power: float = POWER,
    level: float = LEVEL,
    n: int = 2000,
    seed: int = 0,
) -> Effect:
    """The change that came with funding, by difference in differences within a band around the cut of each topic.

    The ``nearest`` funded of the lowest scores and as many unfunded of the highest in each topic are compared. With y
    the mean after less the mean before: ``y = topic + slope * (score - cut) + effect * funded + noise``, least squares.
    What differs for ever between the two falls out with y, what goes with quality with the score. The p-value permutes
    the residuals of the model without funding within topics (Freedman & Lane), each estimate over its own robust error,
    so that unequal variances do no harm (DiCiccio & Romano). Student's t with the same errors (HC3) must agree: of the
    two the larger p-value and the wider interval stand, since each alone claims a little too often in small calls. One
    outcome, named beforehand: who tries many finds one.

    Parameters
    ----------
    before, after : (proposals, periods), outcome in equal periods, NaN where unknown; two periods before at least
    funded : (proposals,) bool
    score : (proposals,) of the panel; NaN: not reviewed, left out
    topic : (proposals,) codes
    relevant : the least effect worth having, per period, > 0; stated before looking
    power : least chance of seeing it for a verdict
    n : permutations

    Raises
    ------
    InputError
        ``effect.shapes``; ``effect.periods`` with fewer than two periods before or none after; ``effect.relevant``
        unless > 0; ``resampling.level``; ``resampling.draws`` where the permutations cannot reach the level.

    References
    ----------
    Freedman & Lane (1983), doi:10.2307/1391660; DiCiccio & Romano (2017),
    doi:10.1080/01621459.2016.1202117; MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7 (HC3); Cattaneo,
    Frandsen & Titiunik (2015), doi:10.1515/jci-2013-0010 (comparison near a cut); Azoulay, Graff Zivin & Manso (2011),
    doi:10.1111/j.1756-2171.2011.00140.x (trends before); Bloom (1995), doi:10.1177/0193841X9501900504 (least
    detectable).
    """
    given = _checked(before, after, funded, score, topic)
    _check(relevant, level, n, given)
    near = given.near(nearest)
    known = near.known
    if min(int(known.funded.sum()), int((~known.funded).sum())) < LEAST:
        return _too_few(near, known, relevant, level)
    model = Model(known, np.random.default_rng(seed), n)
    early, late = known.before.shape[1], known.after.shape[1]
    change = model.compared(known.after.mean(axis=1) - known.before.mean(axis=1), level)
    trend = model.compared(_slopes(known.before), level)
    width = (change.interval.high - change.interval.low) / 2
    reach = _power(relevant, change.error, width)
    everything = np.hstack([known.before, known.after]) - known.before.mean(axis=1, keepdims=True)
    return Effect(
        verdict=_verdict(change, trend, reach, asked=power, level=level),
        change=change,
        trend=trend,
        by_period=np.array([model.estimate(everything[:, at]) for at in range(early + late)]),
        power=reach,
        detectable=width + float(norm.ppf(power)) * change.error,
        relevant=relevant,
        n_funded=int(known.funded.sum()),
        n_unfunded=int((~known.funded).sum()),
        n_topics=len(np.unique(known.topic)),
        n_unknown=len(near.score) - len(known.score),
    )


@dataclass(frozen=True)
class Given:
    """Proposals with their outcomes."""

    before: Array
    after: Array
    funded: Bools
    score: Array
    topic: NDArray[np.int64]

    def only(self, kept: NDArray[np.int64] | Bools) -> Given:
        return Given(self.before[kept], self.after[kept], self.funded[kept], self.score[kept], self.topic[kept])

    @property
    def known(self) -> Given:
        """Those whose outcomes are all known, of topics that still have both kinds."""
        is_known: Bools = ~np.isnan(np.hstack([self.before, self.after]).sum(axis=1))
        kept = self.only(is_known)
        both = np.intersect1d(kept.topic[kept.funded], kept.topic[~kept.funded])
        return kept.only(np.isin(kept.topic, both))

    def near(self, nearest: int) -> Given:
        """Those next to the cut of their topic, scores counted from it; topics without one of the two left out."""
        rows, cuts = [], []
        for code in np.unique(self.topic):
            of_topic = np.flatnonzero((self.topic == code) & ~np.isnan(self.score))
            taken, left = of_topic[self.funded[of_topic]], of_topic[~self.funded[of_topic]]
            if not (len(taken) and len(left)):
                continue
            low = taken[np.argsort(self.score[taken], kind="stable")[:nearest]]
            high = left[np.argsort(-self.score[left], kind="stable")[:nearest]]
            cut = (self.score[low].min() + self.score[high].max()) / 2
            rows.append(np.concatenate([low, high]))
            cuts.append(np.full(len(low) + len(high), cut))
        kept = self.only(np.concatenate([np.zeros(0, np.int64), *rows]))
        return Given(kept.before, kept.after, kept.funded, kept.score - np.concatenate([[], *cuts]), kept.topic)


class Model:
    """``y = topic + slope * score + effect * funded``, and the permutations that say what chance alone gives."""

    def __init__(self, given: Given, rng: np.random.Generator, n: int) -> None:
        codes, at = np.unique(given.topic, return_inverse=True)
        base = np.column_stack([np.eye(len(codes))[at], given.score])
        self._basis = _basis(base)
        self._own = self._rest(given.funded.astype(float))
        self._weight = float(self._own @ self._own)
        used = (self._basis**2).sum(axis=1) + self._own**2 / max(self._weight, 1e-12)
        self._spare = np.maximum(1.0 - used, 1e-6)
        self._free = len(given.score) - self._basis.shape[1] - 1
        self._orders = _permuted(at, rng, n)

    def estimate(self, y: Array) -> float:
        return float(self._own @ y / self._weight) if self._is_told else np.nan

    def compared(self, y: Array, level: float) -> Compared:
        """The estimate; interval and p-value from residuals permuted within topics."""
        rest = self._rest(y)
        if not self._is_told or rest @ rest <= 1e-18 * max(1.0, float(y @ y)):
            return _unknown(level)
        value, error = (float(one[0]) for one in self._fits(rest[None]))
        values, errors = self._fits(self._rest(rest[self._orders]))
        by_chance, seen = np.abs(values / errors), abs(value / error)
        drawn = (1 + int((by_chance >= seen - 1e-12).sum())) / (1 + len(by_chance))
        p = max(drawn, 2 * float(student.sf(seen, self._free)))
        reach = max(np.quantile(by_chance, level, method="higher"), student.ppf((1 + level) / 2, self._free))
        width = float(reach) * error
        return Compared(Interval(value, value - width, value + width, level), error, p)

    @property
    def _is_told(self) -> bool:
        """Funding is not the same as topic and score together, and something is left to judge the noise by."""
        return self._free > 0 and self._weight > 1e-9

    def _rest(self, y: Array) -> Array:
        """What topic and score leave; over the last axis."""
        return np.asarray(y - (y @ self._basis) @ self._basis.T, float)

    def _fits(self, rest: Array) -> tuple[Array, Array]:
        """Estimates and their errors, which allow each row a variance of its own (HC3)."""
        value = rest @ self._own / self._weight
        left = ((rest - value[:, None] * self._own) / self._spare) ** 2
        return value, np.sqrt(np.maximum(left @ self._own**2, 1e-300)) / self._weight


def _basis(columns: Array) -> Array:
    """Orthonormal, without columns that the others contain."""
    left, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(left[:, sizes > 1e-10 * sizes[0]], float)


def _permuted(at: NDArray[np.int64], rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """(n, rows) orders that move rows within their topic only."""
    keys = at + rng.random((n, len(at)))
    orders = np.argsort(keys, axis=1)
    places = np.argsort(at, kind="stable")
    moved = np.empty_like(orders)
    moved[:, places] = orders
    return moved


def _slopes(values: Array) -> Array:
    """Of each row over its periods."""
    time = np.arange(values.shape[1]) - (values.shape[1] - 1) / 2
    return np.asarray(values @ time / (time @ time), float)


def _power(relevant: float, error: float, width: float) -> float:
    """Chance that an estimate around ``relevant`` lies further than ``width`` from 0."""
    if np.isnan(error):
        return float("nan")
    return float(norm.sf((width - relevant) / error) + norm.cdf((-width - relevant) / error))


def _verdict(change: Compared, trend: Compared, reach: float, *, asked: float, level: float) -> str:
    if not reach >= asked:
        return CANNOT_TELL
    if not trend.p > PARTED:
        return PARTED_BEFORE
    if change.p > 1.0 - level:
        return NONE
    return MORE if change.interval.value > 0 else LESS


def _unknown(level: float) -> Compared:
    return Compared(Interval(np.nan, np.nan, np.nan, level), np.nan, np.nan)


def _too_few(near: Given, known: Given, relevant: float, level: float) -> Effect:
    nothing, periods = _unknown(level), near.before.shape[1] + near.after.shape[1]
    n_funded = int(known.funded.sum())
    return Effect(
        TOO_FEW, nothing, nothing, np.full(periods, np.nan), np.nan, np.nan, relevant, n_funded,
        len(known.score) - n_funded, len(np.unique(known.topic)), len(near.score) - len(known.score),
    )  # fmt: skip


def _checked(before: ArrayLike, after: ArrayLike, funded: ArrayLike, score: ArrayLike, topic: ArrayLike) -> Given:
    early, late = np.asarray(before, float), np.asarray(after, float)
    given = Given(early, late, np.asarray(funded, bool), np.asarray(score, float), np.asarray(topic, np.int64))
    sizes = {len(one) for one in (early, late, given.funded, given.score, given.topic)}
    if early.ndim != 2 or late.ndim != 2 or len(sizes) != 1 or np.isinf(np.hstack([early, late])).any():
        raise InputError("effect.shapes", shapes=f"{early.shape}, {late.shape}, {sorted(sizes)}")
    return given


def _check(relevant: float, level: float, n: int, given: Given) -> None:
    if given.before.shape[1] < 2 or given.after.shape[1] < 1:
        raise InputError("effect.periods", before=given.before.shape[1], after=given.after.shape[1])
    if not relevant > 0:
        raise InputError("effect.relevant", relevant=relevant)
    if not 0.0 < level < 1.0:
        raise InputError("resampling.level", level=level)
    if n * (1.0 - level) < 1.0:
        raise InputError("resampling.draws", draws=n)
