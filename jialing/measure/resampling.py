"""How far a figure would move if the works were drawn again: intervals by resampling.

Three things make a count uncertain, and one draw repeats all three:

- *works*: each work counts a Poisson(1) number of times (the Poisson bootstrap), so a count of n becomes Poisson(n);
- *the resolver*: each work counted is right with probability p, so Poisson(n) is thinned to Poisson(n p);
- *coverage*: a share of each place's works was never seen. That share was judged on so many records, so it is drawn
  from its Beta distribution; and what was not seen may lie in other fields than what was seen, so each cell's part
  of it is drawn too. It is added in proportion to the works drawn, so counts of a draw need not be whole.

Draws are made in portions of bounded memory from a seed that is an argument: the same seed, the same draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError
from jialing.measure.matrix import Array, check_counts

CELLS_AT_A_TIME = 2_000_000
"""Drawn counts that are held at one time: 16 MB."""

LEVEL = 0.95
"""Level of intervals unless asked."""

ALIKE = 4.0
"""How alike unseen and seen works are in their fields: unseen parts vary by 1 / sqrt(ALIKE) = 50 % from cell to cell.

A choice, not an estimate: nobody has seen them."""

JUDGED = 100.0
"""Records on which a coverage counts as judged where nothing else is known."""


@dataclass(frozen=True)
class Interval:
    """A figure and the interval around it at a level such as 0.95; NaN where unknown.

    The interval is for what the figure would be if every work had been seen and rightly placed; the value is what was
    counted. Where much was unseen or doubtful the value may lie near an end of the interval, or outside it.
    """

    value: float
    low: float
    high: float
    level: float = LEVEL

    @property
    def is_known(self) -> bool:
        """Both ends are numbers."""
        return not (np.isnan(self.low) or np.isnan(self.high))

    def excludes(self, number: float = 0.0) -> bool:
        """The whole interval lies on one side of a number; an unknown interval excludes nothing."""
        return self.low > number or self.high < number


@dataclass(frozen=True)
class Draws:
    """A figure, or an array of them, and what each draw made of it.

    Attributes
    ----------
    value : (...), from the counts as they are
    values : (draws, ...), from each draw; NaN where that draw left the figure unknown
    """

    value: Array
    values: Array

    def interval(self, level: float = LEVEL) -> tuple[Array, Array]:
        """Lower and upper end of the central interval, by percentiles.

        Returns
        -------
        (...) and (...)
            NaN where more than ``1 - level`` of the draws leave the figure unknown, where the figure itself is
            unknown, and where there are fewer than ``2 / (1 - level)`` draws (40 at 0.95): no draw lies beyond an end.

        Raises
        ------
        InputError
            ``resampling.level`` unless 0 < level < 1.

        References
        ----------
        Efron (1979), doi:10.1214/aos/1176344552 (percentiles of bootstrap draws)
        """
        if not 0.0 < level < 1.0:
            raise InputError("resampling.level", level=level)
        low, high = _percentiles(self.values, level)
        unknown = np.isnan(self.values).mean(axis=0) > (1.0 - level) + 1e-12
        unknown |= np.isnan(self.value)
        if len(self.values) * (1.0 - level) < 2.0 - 1e-9:
            unknown = np.ones_like(unknown)
        return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)

    def interval_of(self, *at: int, level: float = LEVEL) -> Interval:
        """The interval of one figure, by its place in the array; nothing for a single figure."""
        low, high = self.interval(level)
        return Interval(float(self.value[at]), float(low[at]), float(high[at]), level)


def bootstrap(
    counts: ArrayLike,
    measure: Callable[[Array], ArrayLike],
    *,
    n: int = 1000,
    seed: int,
    probability: ArrayLike | None = None,
    coverage: ArrayLike | None = None,
    judged: float = JUDGED,
    alike: float | None = ALIKE,
    is_batched: bool = False,
) -> Draws:
    """What a measure of counted works becomes when works, resolver and coverage are drawn again.

    Parameters
    ----------
    counts : (places, ...), works, >= 0; NaN where unknown, and unknown in every draw
        Usually (places, fields) or (places, fields, years). Fractional counts are drawn as if they were as many whole
        works, which makes intervals a little too wide.
    measure : from counts of that shape to an array of any shape; with ``is_batched`` from (k, places, ...) to (k, ...)
    n : draws, >= 1
    probability : mean probability that a work counted there is right, of a shape that broadcasts with ``counts``
        None: all are right.
    coverage : (places,), share of each place's works that was seen, in (0, 1]
        None: all were seen. NaN: unknown for that place, whose figures are then unknown too.
    judged : records on which the coverage was judged; the fewer, the less sure it is
    alike : how alike unseen and seen works are, see :data:`ALIKE`; None: in the same cells (for totals over fields)

    Raises
    ------
    InputError
        ``counts.not_counts``; ``resampling.draws`` if n < 1; ``resampling.share`` if a probability or coverage is not
        in 0..1 (coverage of 0: nothing can be said); ``counts.shapes``.

    References
    ----------
    Hanley & MacGibbon (2006), doi:10.1016/j.cmpb.2006.04.006 (Poisson bootstrap)
    """
    works = np.asarray(counts, float)
    check_counts(works)
    if n < 1:
        raise InputError("resampling.draws", draws=n)
    right = works * _share(probability, works)
    seen = _coverage(coverage, works)
    rng = np.random.default_rng(seed)
    found = [_measured(measure, drawn, is_batched) for drawn in _drawn(rng, right, seen, n, (judged, alike))]
    value = _measured(measure, works[None], is_batched)[0]
    return Draws(value, np.concatenate(found))


def bootstrap_places(n_places: int, measure: Callable[[Array], ArrayLike], *, n: int = 1000, seed: int) -> Draws:
    """What a measure of pairs of places becomes when the places are drawn again.

    Ties of one place are not independent of each other, so the places are what is drawn, with putting back. The measure
    is told how often each place was drawn; a pair of two different places then counts the product of its two numbers,
    and a place's pair with its own copy counts nothing.

    Parameters
    ----------
    n_places : places among which pairs are looked at, >= 2
    measure : from (places,), how often each is drawn (whole numbers that sum to ``n_places``), to an array
        Called with ones for the value itself.

    Raises
    ------
    InputError
        ``resampling.draws`` if n < 1, ``resampling.places`` if there are fewer than two places.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2):161-170 (bootstrap of vertices)
    """
    if n < 1:
        raise InputError("resampling.draws", draws=n)
    if n_places < 2:
        raise InputError("resampling.places", places=n_places)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(n_places, np.full(n_places, 1.0 / n_places), size=n).astype(float)
    value = np.asarray(measure(np.ones(n_places)), float)
    return Draws(value, np.stack([np.asarray(measure(row), float) for row in times]))


def _percentiles(values: Array, level: float) -> tuple[Array, Array]:
    """Both ends among the known values of each figure, interpolated between neighbours; NaN where none is known."""
    ordered = np.sort(values, axis=0)  # unknown ones last
    last = (~np.isnan(values)).sum(axis=0) - 1
    return _at(ordered, last, (1.0 - level) / 2.0), _at(ordered, last, (1.0 + level) / 2.0)


def _at(ordered: Array, last: NDArray[np.intp], share: float) -> Array:
    place = np.maximum(last, 0) * share
    below = np.floor(place).astype(np.intp)
    low = np.take_along_axis(ordered, below[None], axis=0)[0]
    high = np.take_along_axis(ordered, np.minimum(below + 1, np.maximum(last, 0))[None], axis=0)[0]
    return np.asarray(low + (place - below) * (high - low), float)


def _share(share: ArrayLike | None, works: Array) -> Array:
    """Shares that broadcast with the works, checked; ones for None."""
    found = np.asarray(1.0 if share is None else share, float)
    if np.any((found < 0) | (found > 1)):
        raise InputError("resampling.share")
    try:
        return np.broadcast_to(found, works.shape)
    except ValueError:
        raise InputError("counts.shapes", shapes=f"{works.shape}, {found.shape}") from None


def _coverage(coverage: ArrayLike | None, works: Array) -> Array | None:
    """(places,) shares above 0; None where everything was seen."""
    if coverage is None:
        return None
    found = np.asarray(coverage, float)
    if found.shape != works.shape[:1]:
        raise InputError("counts.shapes", shapes=f"{works.shape}, {found.shape}")
    if np.any((found <= 0) | (found > 1)):
        raise InputError("resampling.share")
    return found


def _drawn(
    rng: np.random.Generator, right: Array, seen: Array | None, n: int, sure: tuple[float, float | None]
) -> Iterator[Array]:
    """Counts of all draws, some draws at a time: (k, places, ...)."""
    at_a_time = max(1, CELLS_AT_A_TIME // max(1, right.size))
    unknown = np.isnan(right)
    known = np.where(unknown, 0.0, right)
    for start in range(0, n, at_a_time):
        k = min(at_a_time, n - start)
        drawn = rng.poisson(known, size=(k, *known.shape)).astype(float)
        # What was not seen hangs on what was: drawing the sum at once would take the two for independent.
        if seen is not None:
            drawn *= _whole(rng, seen, known, k, sure)
        drawn[:, unknown] = np.nan
        yield drawn


def _whole(rng: np.random.Generator, seen: Array, known: Array, k: int, sure: tuple[float, float | None]) -> Array:
    """All works over those seen, for k draws: 1 and each cell's part of what was not seen."""
    judged, alike = sure
    mean = np.where(np.isnan(seen), 1.0, seen)
    share = rng.beta(mean * judged + 0.5, (1.0 - mean) * judged + 0.5, size=(k, len(seen)))
    share[:, np.isnan(seen)] = np.nan
    unseen = ((1.0 - share) / share).reshape(k, len(seen), *[1] * (known.ndim - 1))
    if alike is None:
        return np.asarray(1.0 + unseen, float)
    return np.asarray(1.0 + unseen * rng.gamma(alike, 1.0 / alike, size=(k, *known.shape)), float)


def _measured(measure: Callable[[Array], ArrayLike], drawn: Array, is_batched: bool) -> Array:
    if is_batched:
        return np.asarray(measure(drawn), float)
    return np.stack([np.asarray(measure(one), float) for one in drawn])
