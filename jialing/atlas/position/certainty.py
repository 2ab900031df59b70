"""How far the landscape can be trusted: intervals from drawing works, resolver and coverage again; the track record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Finding, Scope
from jialing.atlas.comparison import compared
from jialing.atlas.ground import Ground
from jialing.atlas.position.landscape import Array, Landscape, presence_above
from jialing.atlas.position.matrix import position_matrix
from jialing.atlas.seen import right, seen
from jialing.measure import TrackRecord, bootstrap, density_around, track_record

DRAWS = 200
"""Enough for a 95 % interval's ends to lie within about a tenth of its width; more would be seen waiting."""

SEED = 20_260_101
"""The same version always gives the same intervals."""

LONGEST_PERIOD_OF = 6
"""A track record needs six periods: they are as long as six of them allow, so that a period holds many works."""

Ends = tuple[Array, Array]


@dataclass(frozen=True)
class Certainty:
    """What drawing everything again makes of a landscape, for the members of one circle.

    Attributes
    ----------
    index : ends (low, high) of 95 % intervals, each (member, field), in the order of the members
        NaN where nothing was counted: there is nothing to draw again.
    density : the same of relatedness density
    cities : ends, (field,), of the number of specialised members
    union : circle -> (draws, field), density of the union of its members in each draw, less what drawing adds
    """

    index: Ends
    density: Ends
    cities: Ends
    union: Mapping[str, Array]

    def union_ends(self, circle: str) -> Ends:
        """(field,) ends of the interval of the density of a circle's union."""
        return ends(self.union[circle])


def ends(values: Array, level: float = 0.95) -> Ends:
    """Central interval of draws (draws, ...); NaN where more than one draw in twenty leaves the figure unknown."""
    unknown = np.isnan(values).mean(axis=0) > 1.0 - level
    filled = np.where(np.isnan(values), 0.0, values)
    low, high = np.quantile(filled, [(1.0 - level) / 2.0, (1.0 + level) / 2.0], axis=0)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def centred(values: Array, value: Array) -> Array:
    """Draws of a share moved so that their mean is what was counted, within 0..1.

    What was counted holds chance already, and a draw adds as much again: cells near the threshold are carried over it
    more often in one of sixteen cities than in one, so the union of a draw is denser than the union counted. The mean
    of the draws less the figure estimates that (the bootstrap's estimate of bias); taken off, the interval lies around
    the figure that the page prints.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 10 (bias)
    """
    known = ~np.isnan(values)
    n = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, values, 0.0).sum(axis=0) / n
    return np.asarray(np.clip(values - mean + value, 0.0, 1.0), float)


def is_surely_first(counts: Sequence[float]) -> bool:
    """Whether the largest of some counts may be named: it stands above the second beyond what chance alone gives.

    Two Poisson counts differ at 95 % where their difference is over 1.96 times the root of their sum. One count alone
    is the largest.

    References
    ----------
    Przyborowski & Wilenski (1940), doi:10.1093/biomet/31.3-4.313 (comparing two Poisson counts; normal approximation)
    """
    ordered = sorted(counts, reverse=True)
    if len(ordered) < 2:
        return bool(ordered) and ordered[0] > 0
    return bool(ordered[0] - ordered[1] > 1.96 * (ordered[0] + ordered[1]) ** 0.5)


def certainty(ground: Ground, scope: Scope, there: Landscape) -> Certainty:
    """The intervals of a scope's circle beside its comparators; kept, a second to make."""
    key = ("certainty", scope.population, scope.first_year, scope.last_year, scope.circle)
    return ground.kept(key, lambda: _made(ground, scope, there))


def foretold(ground: Ground, scope: Scope, there: Landscape) -> TrackRecord | Finding:
    """Has density foretold entries in this population: over all its years, whatever years the scope has.

    A Finding where the matrix of all years is refused (no reference counts of some year) or there are too few years.
    """
    key = ("foretold", scope.population, there.matrix.level)
    return ground.kept(key, lambda: _foretold(ground, scope, there.matrix.level, ground.few))


def _foretold(ground: Ground, scope: Scope, level: str, floor: float) -> TrackRecord | Finding:
    years = ground.population(scope.population).years
    whole = replace(scope, first_year=years[0], last_year=years[-1])
    n_years = years[-1] - years[0] + 1
    length = max(1, n_years // LONGEST_PERIOD_OF)
    matrix = position_matrix(ground, whole, n_periods=n_years // length, level=level)
    if isinstance(matrix, Finding):
        return matrix
    # Presence asks for the floor over all years of a scope, an entry over its two periods: half of it in each.
    return track_record(matrix.counts, reference=matrix.reference, seed=SEED, floor=floor / 2.0)


def _made(ground: Ground, scope: Scope, there: Landscape) -> Certainty:
    matrix, circles = there.matrix, compared(ground, scope)
    rows = {circle: matrix.rows_of(ground.members[circle]) for circle in circles}
    own = rows[scope.circle]
    assert matrix.reference is not None
    share = matrix.reference.sum(axis=1) / matrix.reference.sum()

    def measure(counts: Array) -> Array:
        return _figures(counts, share, there.floor, own, list(rows.values()))

    chance, coverage = right(ground, matrix.places)[:, None], seen(ground, scope, matrix.places)
    drawn = bootstrap(matrix.whole, measure, n=DRAWS, seed=SEED, probability=chance, coverage=coverage)
    parts = [len(own), 2 * len(own), 2 * len(own) + 1]
    index, density, cities, unions = np.split(drawn.values, parts, axis=1)
    _, around, _, together = np.split(drawn.value, parts)
    index[:, matrix.whole[own] == 0] = np.nan
    union = {circle: centred(unions[:, i], together[i]) for i, circle in enumerate(circles)}
    low, high = ends(cities[:, 0])
    return Certainty(ends(index), ends(centred(density, around)), (low, high), union)


def _figures(
    counts: Array, share: Array, floor: float, own: NDArray[np.intp], circles: list[NDArray[np.intp]]
) -> Array:
    """(2 members + 1 + circles, fields) of one draw: specialisation, density, specialised cities, unions' density."""
    size = np.nansum(counts, axis=1, keepdims=True)
    index = np.where(size > 0, counts / np.where(size > 0, size, 1.0), np.nan) / share
    held = presence_above(np.nan_to_num(counts), index, floor)
    near = _proximity(held)
    unions = np.array([held[rows].max(axis=0) if len(rows) else np.zeros(held.shape[1]) for rows in circles])
    around = density_around(np.vstack([held[own], unions]), near)
    return np.vstack([index[own], around[: len(own)], held[own].sum(axis=0)[None], around[len(own) :]])


def _proximity(held: Array) -> Array:
    """:func:`jialing.measure.proximity` of small dense presence: sparse matrices take most of the time of a draw."""
    together, k = held.T @ held, held.sum(axis=0)
    near = together / np.maximum(np.maximum.outer(k, k), 1.0)
    np.fill_diagonal(near, 0.0)
    return np.asarray(near, float)
