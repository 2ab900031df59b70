"""The best floor for the worst-served paper, found by raising it; then the best total under it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.errors import Infeasible
from jialing.match.assignment.prices import best_sums
from jialing.match.assignment.problem import Problem, grid
from jialing.match.assignment.solving import (
    WHOLE_SECONDS,
    Assignment,
    any_whole,
    best_assignment,
    linear_optimum,
    totals,
)

STEPS = 40
"""Most raises; each halves what is open, so a grid of a millionth is done after about twenty."""

STEP_SECONDS = 20.0
"""Longest search for one assignment above a floor; a floor left open by it stays open in ``bound``."""


@dataclass(frozen=True)
class Raised:
    """The best total under the best floor found.

    Attributes
    ----------
    assignment : its ``worst`` is the floor reached
    bound : no assignment has a better worst paper than this; equal to the floor reached where it is proven
    """

    assignment: Assignment
    bound: float

    @property
    def is_proven(self) -> bool:
        return self.bound <= self.assignment.worst + 1e-9


def best_under_best_floor(wanted: Problem, *, progress: Progress = SILENT, seconds: float = WHOLE_SECONDS) -> Raised:
    """Raise the floor for the worst-served paper as far as it goes, then the best total under it.

    A program that maximises the worst paper at once does not converge; a given floor is only a row a paper. So the
    floor is sought by halving between the worst paper of an assignment held and the least floor known to be out of
    reach: a floor is refused by the linear program over all pairs (a proof) or by a whole-number search.

    Raises
    ------
    Infeasible
        As :func:`~jialing.match.assignment.solving.best_assignment` without a floor.

    References
    ----------
    Kobren, Saha & McCallum (2019), doi:10.1145/3292500.3330899; Stelmakh, Shah & Singh (2021), JMLR 22(163)
    (fairness of the worst-off paper).
    """
    held = best_assignment(replace(wanted, floor=None), progress=progress, seconds=seconds)
    digits = grid(wanted)
    unit = 10.0**-digits if digits is not None else 1e-6 * wanted.largest
    low, high = held.worst, _on_grid(min(_ceiling(wanted), held.worst if not wanted.demand.any() else np.inf), unit)
    bound = high
    for _ in range(STEPS):
        if high - low < unit * 0.5:
            break
        tried = low + unit * max(1.0, np.ceil((high - low) / unit / 2 - 1e-6))
        found = _above(replace(wanted, floor=float(tried)), progress)
        if isinstance(found, float):
            low = max(low, found)
            continue
        high = tried - unit
        bound = high if found is None else bound
    best = best_assignment(replace(wanted, floor=low), progress=progress, seconds=seconds)
    if digits is None:  # a floor just below the one refused may still be in reach
        return Raised(best, max(best.worst, bound + unit))
    return Raised(best, round(max(best.worst, bound), digits))


def _ceiling(wanted: Problem) -> float:
    """The worst paper cannot have more than its own best reviewers, whatever their loads."""
    sums = [best_sums(np.nan_to_num(wanted.scores[part], nan=-np.inf), wanted.demand[part]) for part in wanted.chunks()]
    return float(np.concatenate(sums)[wanted.demand > 0].min(initial=np.inf))


def _above(wanted: Problem, progress: Progress) -> float | str | None:
    """The worst paper of an assignment above the floor; None: there is none, proven; else why none was found."""
    try:
        relaxed = linear_optimum(wanted, progress=progress)
        keys = any_whole(wanted, relaxed, progress=progress, seconds=STEP_SECONDS)
    except Infeasible as error:
        return error.code if error.code == "assignment.no_time" else None
    return totals(wanted, np.column_stack(np.divmod(keys, wanted.n_reviewers)))[1]


def _on_grid(value: float, unit: float) -> float:
    return float(np.floor(value / unit + 1e-6) * unit)
