"""Two ways to choose among fields that no city has yet: the least effort for a step of complexity, the classic view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jialing.atlas.position.landscape import Array, Landscape
from jialing.atlas.position.nearness import not_held
from jialing.errors import Infeasible
from jialing.match import Portfolio, cheapest_portfolio
from jialing.measure import effort

STEP = 0.1
"""By how much the mean complexity of the union's fields is to rise: a tenth of a standard deviation."""


@dataclass(frozen=True)
class Choice:
    """Both choices among the fields of a landscape.

    ``effort`` (fields,) works that the nearest city lacks, weighed; NaN for fields that cannot be added. ``city`` that
    city's row. ``cheapest`` None where no choice reaches the step (``reachable`` then says how far they go).
    ``classic`` (fields,): in the upper right quarter, density and complexity above the medians of what can be added.
    """

    effort: Array
    city: np.ndarray
    cheapest: Portfolio | None
    classic: np.ndarray
    now: float
    reachable: float | None = None


def choice(there: Landscape, members: Sequence[str]) -> Choice | None:
    """The two choices; None where complexity is undefined or nothing is held yet."""
    held, density = there.union(members)
    complexity = there.complexity.fields
    mine = complexity[(held == 1) & ~np.isnan(complexity)]
    if there.complexity.undefined is not None or not len(mine):
        return None
    least, city = efforts(there, members)
    least = np.where((not_held(there, members) == 1) & ~np.isnan(complexity), least, np.nan)
    open_to = ~np.isnan(least)
    classic = open_to & (density > _median(density[open_to])) & (complexity > _median(complexity[open_to]))
    now = float(mine.mean())
    try:
        cheapest = cheapest_portfolio(least, complexity, held_complexity=mine, target=now + STEP)
    except Infeasible as refused:
        return Choice(least, city, None, classic, now, float(str(refused.params["reachable"])))
    return Choice(least, city, cheapest, classic, now)


def efforts(there: Landscape, members: Sequence[str]) -> tuple[Array, np.ndarray]:
    """(fields,), the least that one member city would need to become specialised, in works, and the row of that city.

    See :func:`jialing.measure.effort`; NaN where no member has any work.
    """
    rows = there.matrix.rows_of(members)
    reference = there.matrix.reference
    assert reference is not None
    share, works = reference.sum(axis=1) / reference.sum(), there.matrix.whole[rows]
    size, floor = works.sum(axis=1, keepdims=True), there.floor
    cost = effort(works, size=size, share=share, density=there.density[rows], floor=floor)
    at = cost.argmin(axis=0)
    least = cost[at, np.arange(cost.shape[1])]
    return np.where(np.isfinite(least), least, np.nan), rows[at]


def _median(values: Array) -> float:
    return float(np.median(values)) if len(values) else 0.0
