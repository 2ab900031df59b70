"""The cheapest set of new fields that lifts the mean complexity of what is there by a given step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from jialing.errors import Infeasible, InputError

SECONDS = 5.0
"""Longest search; hundreds of fields take milliseconds."""


@dataclass(frozen=True)
class Portfolio:
    """A choice of fields.

    Attributes
    ----------
    chosen : (fields,), the fields to add
    effort : their efforts added
    reached : mean complexity of the fields held and those added
    bound : no choice reaches the target with less effort than this (equal to ``effort`` where the optimum is proven)
    """

    chosen: NDArray[np.bool_]
    effort: float
    reached: float
    bound: float

    @property
    def is_proven(self) -> bool:
        """Nothing cheaper exists, to one part in a million."""
        return self.bound >= self.effort * (1.0 - 1e-6)


def cheapest_portfolio(
    effort: ArrayLike, complexity: ArrayLike, *, held_complexity: ArrayLike, target: float
) -> Portfolio:
    """Fields to add so that the mean complexity reaches a target, at the least total effort.

    The complexity of a region is, to scale, the mean complexity of its fields. With H the fields held, S those added:
    ``(sum_H c + sum_S c) / (|H| + |S|) >= target``, which is linear in the choice:
    ``sum_S (c_i - target) >= sum_H (target - c_j)``. Solved as a 0-1 linear program to a proven bound.

    Parameters
    ----------
    effort : (fields,), > 0, of adding each field; NaN: it cannot be added
    complexity : (fields,), of the same fields; NaN: it cannot be added
    held_complexity : complexities of the fields held, at least one; NaN counts for nothing
    target : mean complexity to reach

    Returns
    -------
    Portfolio; nothing is chosen where the target is reached already

    Raises
    ------
    InputError
        ``portfolio.shapes``; ``portfolio.effort`` if an effort is not above 0; ``portfolio.nothing_held``.
    Infeasible
        ``portfolio.out_of_reach`` (target, reachable) if all fields together do not reach the target.

    References
    ----------
    Stojkoski & Hidalgo (2026), Research Policy 55(4):105454 (least effort towards a target of complexity); what an
    effort is, the caller says.
    """
    costs, gains, held = _checked(effort, complexity, held_complexity)
    lacking = float((target - held).sum())
    usable = ~np.isnan(costs) & ~np.isnan(gains)
    worth = np.where(usable, gains - target, 0.0)
    if lacking <= 0:
        return Portfolio(np.zeros(len(costs), bool), 0.0, float(held.mean()), 0.0)
    if float(worth[worth > 0].sum()) < lacking:
        best = gains[worth > 0]
        reachable = float((held.sum() + best.sum()) / (len(held) + len(best)))
        raise Infeasible("portfolio.out_of_reach", target=target, reachable=reachable)
    found = milp(
        np.where(usable, costs, 0.0),
        constraints=LinearConstraint(worth[None], lb=lacking),
        bounds=Bounds(0, usable.astype(float)),
        integrality=np.ones(len(costs), np.uint8),
        options={"time_limit": SECONDS},
    )
    if found.x is None:  # the search ran out of time before it had any choice at all
        raise Infeasible("portfolio.out_of_reach", target=target, reachable=float(held.mean()))
    chosen = np.asarray(found.x > 0.5)
    reached = float((held.sum() + gains[chosen].sum()) / (len(held) + int(chosen.sum())))
    return Portfolio(chosen, float(costs[chosen].sum()), reached, float(found.mip_dual_bound or 0.0))


def _checked(
    effort: ArrayLike, complexity: ArrayLike, held: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    costs, gains, known = (np.asarray(values, float) for values in (effort, complexity, held))
    if costs.ndim != 1 or costs.shape != gains.shape:
        raise InputError("portfolio.shapes", shapes=f"{costs.shape}, {gains.shape}")
    if np.any(costs <= 0):
        raise InputError("portfolio.effort")
    known = known[~np.isnan(known)]
    if not len(known):
        raise InputError("portfolio.nothing_held")
    return costs, gains, known
