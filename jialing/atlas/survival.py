"""Does a headline of the comparison survive: works drawn again, the other counting, each half of the period?

What does not survive is not said; the page then says that no difference is shown, and what overturned it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Finding, Scope
from jialing.atlas.ground import Ground
from jialing.measure import bootstrap

DRAWS = 400
SEED = 20_260_101
"""The same version always says the same."""

SURE = 0.95
"""Share of draws in which a rank must come out the same."""

Array = NDArray[np.float64]
Counts = Mapping[str, Sequence[float]]
"""Works of each circle: one number, or several that the measure puts together."""


def overturned(
    counts: Counts,
    told: Callable[[Array], object],
    *,
    measure: Callable[[Array], Array],
    coverage: Mapping[str, float | None],
    others: Iterator[tuple[str, Counts]] | Sequence[tuple[str, Counts]] = (),
) -> Finding | None:
    """What a headline does not survive, in words; None where it survives all.

    Parameters
    ----------
    counts : circle -> works, all of one length
    told : what the headline says of the measured values (circles,): a rank, the number of the circle put first
    measure : from (circles, k) to (circles,); NaN where nothing can be said
    coverage : circle -> share of its rows that were placed; unknown anywhere: taken as complete everywhere
    others : (name, counts) of other choices, see ``atlas.overturned.<name>``
    """
    works = np.array(list(counts.values()), float)
    said = told(measure(works))
    shares = [coverage.get(circle) for circle in counts]
    seen = None if any(not share for share in shares) else np.array(shares, float)
    drawn = bootstrap(works, measure, n=DRAWS, seed=SEED, coverage=seen, alike=None).values
    if np.mean([told(values) == said for values in drawn]) < SURE:
        return Finding("atlas.overturned.resampling")
    for name, variant in others:
        if told(measure(np.array([variant[circle] for circle in counts], float))) != said:
            return Finding(f"atlas.overturned.{name}")
    return None


def other_scopes(ground: Ground, scope: Scope) -> Iterator[tuple[str, Scope]]:
    """The same question in the other counting, and in each half of the period."""
    other = "fractional" if scope.counting == "full" else "full"
    if other in ground.population(scope.population).countings:
        yield "counting", replace(scope, counting=other)  # type: ignore[arg-type]
    middle = (scope.first_year + scope.last_year) // 2
    if middle < scope.last_year:
        yield "first_half", replace(scope, last_year=middle)
        yield "second_half", replace(scope, first_year=middle + 1)


def rank_of(number: int) -> Callable[[Array], object]:
    """The rank of one of the values, 1 for the largest; None where it is unknown."""

    def told(values: Array) -> object:
        mine = values[number]
        return None if np.isnan(mine) else 1 + int((values > mine).sum())

    return told


def first_of(values: Array) -> object:
    """The number of the largest value; None where none is known."""
    return None if np.isnan(values).all() else int(np.nanargmax(values))
