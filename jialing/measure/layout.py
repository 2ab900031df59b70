"""Where to open: sites that serve places best, solved to a proven bound, with the next best choices.

Pure facility location: what a place gains from a site is given; how it was reckoned is the caller's. All three
classical problems are of this form: maximal covering (a gain where the site lies within reach, else none), p-median
(the less far, the more gain) and p-center (the worst-off place counts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from jialing.errors import Infeasible, InputError
from jialing.measure.matrix import Array

Aim = Literal["sum", "worst"]
FEW_CHOICES = 20_000
"""So many choices are tried one by one where the solver gives none."""
SAME = 1e-5
"""Relative distance under which a value and its bound are the same: the solver itself bounds to an absolute 1e-6."""


@dataclass(frozen=True)
class Choice:
    """Sites opened together.

    Attributes
    ----------
    sites : numbers of the sites, rising
    value : what they reach (see :func:`locate`)
    bound : what no choice still open to the solver can exceed: ``value <= bound``
    served_by : (places,), the site that serves each place best, -1 where what it has already is as good
    """

    sites: tuple[int, ...]
    value: float
    bound: float
    served_by: NDArray[np.intp]

    @property
    def is_proven(self) -> bool:
        """No other choice is better (among those not named before it)."""
        return self.bound - self.value <= SAME * max(1.0, abs(self.value))


@dataclass(frozen=True)
class Layout:
    """The best choice and the next best ones, each proven within its own bound.

    Attributes
    ----------
    choices : best first; empty where ``undefined``
    before : the value with nothing opened
    undefined : None, or why there is nothing to choose: 'nothing_to_gain' (no site serves any place better than what
        is there: every choice is as good)
    """

    choices: tuple[Choice, ...]
    before: float
    undefined: Literal["nothing_to_gain"] | None = None


def locate(
    benefit: ArrayLike,
    *,
    n_open: int,
    aim: Aim = "sum",
    held: ArrayLike | None = None,
    n_choices: int = 3,
    seconds: float = 20.0,
) -> Layout:
    """The ``n_open`` sites that serve the places best, and the next best choices.

    Each place is served by the best of what it holds and the sites opened: ``v_i = max(held_i, max_(j open) b_ij)``.
    'sum' chooses the sites with the largest ``sum_i v_i`` (p-median and maximal covering), 'worst' those with the
    largest ``min_i v_i`` (p-center). The next best choices follow by no-good cuts: at least one site of each earlier
    choice stays closed. Solved by branch and bound (HiGHS), so each value stands beside a bound that was proven.

    Parameters
    ----------
    benefit : (places, sites), finite, in any one unit: what a place has where the site is opened
    n_open : sites to open, 1..sites
    held : (places,), finite: what each place has already; None: 0 everywhere
    n_choices : the best and its runners-up, >= 1; fewer come back where there are no more
    seconds : at most for each choice; where they run out the bound lies above the value

    Raises
    ------
    InputError
        ``layout.not_finite``, ``matrix.not_two_dimensional``, ``counts.shapes``, ``layout.no_sites``,
        ``layout.n_open``, ``layout.n_choices``, ``layout.aim``, ``layout.seconds``
    Infeasible
        ``layout.no_time`` where the seconds ran out before any choice was found

    References
    ----------
    Hakimi (1964), doi:10.1287/opre.12.3.450 (p-median, p-center); ReVelle & Swain (1970),
    doi:10.1111/j.1538-4632.1970.tb00142.x (as a linear programme); Church & ReVelle (1974), doi:10.1007/BF01942293
    (maximal covering); Huangfu & Hall (2018), doi:10.1007/s12532-017-0130-5 (HiGHS)
    """
    gain, had = _checked(benefit, held, n_open=n_open, aim=aim, n_choices=n_choices, seconds=seconds)
    before = value_of(gain, had, (), aim)
    if not np.any(gain > had[:, None]):
        return Layout((), before, "nothing_to_gain")
    found: list[Choice] = []
    problem = _Problem(gain, had, n_open, aim, seconds)
    while len(found) < min(n_choices, comb(gain.shape[1], n_open)):
        found.append(problem.solved([c.sites for c in found]))
    return Layout(tuple(found), before)


def value_of(benefit: Array, held: Array, sites: Sequence[int], aim: Aim) -> float:
    """What opened sites reach, by the definition in :func:`locate`."""
    served = np.column_stack([held, benefit[:, list(sites)]]).max(axis=1)
    return float(served.sum() if aim == "sum" else served.min())


def _checked(
    benefit: ArrayLike, held: ArrayLike | None, *, n_open: int, aim: Aim, n_choices: int, seconds: float
) -> tuple[Array, Array]:
    gain = np.asarray(benefit, float)
    if gain.ndim != 2:
        raise InputError("matrix.not_two_dimensional", dimensions=gain.ndim)
    if 0 in gain.shape:
        raise InputError("layout.no_sites", shape=str(gain.shape))
    had = np.zeros(len(gain)) if held is None else np.asarray(held, float)
    if had.shape != gain.shape[:1]:
        raise InputError("counts.shapes", shapes=f"{gain.shape}, {had.shape}")
    if not (np.isfinite(gain).all() and np.isfinite(had).all()):
        raise InputError("layout.not_finite")
    if not 1 <= n_open <= gain.shape[1]:
        raise InputError("layout.n_open", n_open=n_open, sites=gain.shape[1])
    if aim not in get_args(Aim):
        raise InputError("layout.aim", aim=str(aim), known=", ".join(get_args(Aim)))
    if n_choices < 1:
        raise InputError("layout.n_choices", n_choices=n_choices)
    if not seconds > 0:
        raise InputError("layout.seconds", seconds=seconds)
    return gain, had


class _Problem:
    """The programme: x_j site j is opened; y_ij place i is served by site j, only where that betters what it has; t.

    Columns: x (sites), y (one for each useful pair), and for 'worst' t, the value of the worst-off place.
    """

    def __init__(self, gain: Array, held: Array, n_open: int, aim: Aim, seconds: float) -> None:
        self.gain, self.held, self.n_open, self.aim, self.seconds = gain, held, n_open, aim, seconds
        self.place, self.site = np.nonzero(gain > held[:, None])
        self.added = gain[self.place, self.site] - held[self.place]
        self.n_sites, self.n_pairs = gain.shape[1], len(self.place)
        self.n_columns = self.n_sites + self.n_pairs + (aim == "worst")
        self.rows = self._constraints()

    def solved(self, earlier: Sequence[tuple[int, ...]]) -> Choice:
        """The best choice that is none of the earlier ones.

        Presolved, HiGHS writes a line of its own to the screen now and then; without, it gives up now and then. So the
        quiet way is tried first. Where both give up, as it does now and then on the smallest problems, and there are
        few enough choices, each of them is tried: the best is then proven by itself.
        """
        found = self._solution(earlier, is_presolved=False)
        if found.x is None:
            found = self._solution(earlier, is_presolved=True)
        if found.x is None:
            return self._best_of_all(earlier)
        sites = tuple(int(j) for j in np.flatnonzero(np.round(found.x[: self.n_sites])))
        return self._choice(sites, -float(found.mip_dual_bound))

    def _best_of_all(self, earlier: Sequence[tuple[int, ...]]) -> Choice:
        if comb(self.n_sites, self.n_open) > FEW_CHOICES:
            raise Infeasible("layout.no_time", seconds=self.seconds)
        gone = set(earlier)
        every = (sites for sites in combinations(range(self.n_sites), self.n_open) if sites not in gone)
        values = {sites: value_of(self.gain, self.held, sites, self.aim) for sites in every}
        best = max(values, key=lambda sites: values[sites])
        return self._choice(best, values[best] - (float(self.held.sum()) if self.aim == "sum" else 0.0))

    def _solution(self, earlier: Sequence[tuple[int, ...]], *, is_presolved: bool) -> Any:
        return milp(
            self._costs(),
            integrality=np.r_[np.ones(self.n_sites), np.zeros(self.n_columns - self.n_sites)],
            bounds=self._bounds(),
            constraints=[*self.rows, *map(self._cut, earlier)],
            options={"time_limit": self.seconds, "mip_rel_gap": 0.0, "presolve": is_presolved},
        )

    def _choice(self, sites: tuple[int, ...], bound: float) -> Choice:
        value = value_of(self.gain, self.held, sites, self.aim)
        bound += float(self.held.sum()) if self.aim == "sum" else 0.0
        options = np.column_stack([self.held, self.gain[:, list(sites)]])
        best = options.argmax(axis=1)
        served = np.r_[-1, np.array(sites, int)][best]
        return Choice(sites, value, max(value, bound), np.asarray(served, np.intp))

    def _costs(self) -> Array:
        costs = np.zeros(self.n_columns)
        if self.aim == "sum":
            costs[self.n_sites : self.n_sites + self.n_pairs] = -self.added
        else:
            costs[-1] = -1.0
        return costs

    def _bounds(self) -> Bounds:
        low, high = np.zeros(self.n_columns), np.ones(self.n_columns)
        if self.aim == "worst":
            low[-1], high[-1] = self.held.min(), np.maximum(self.held, self.gain.max(axis=1)).min()
        return Bounds(low, high)

    def _constraints(self) -> list[LinearConstraint]:
        """n_open sites; served only by an opened site; served once; for 'worst' t below every place's value."""
        n_places, pair = len(self.held), np.arange(self.n_pairs)
        opened = self._matrix(np.zeros(self.n_sites, int), np.arange(self.n_sites), np.ones(self.n_sites), 1)
        by_open = self._matrix(
            np.r_[pair, pair],
            np.r_[self.n_sites + pair, self.site],
            np.r_[np.ones(self.n_pairs), -np.ones(self.n_pairs)],
            self.n_pairs,
        )
        once = self._matrix(self.place, self.n_sites + pair, np.ones(self.n_pairs), n_places)
        rows = [
            LinearConstraint(opened, self.n_open, self.n_open),
            LinearConstraint(by_open, -np.inf, 0.0),
            LinearConstraint(once, -np.inf, 1.0),
        ]
        if self.aim == "worst":
            worst = self._matrix(
                np.r_[self.place, np.arange(n_places)],
                np.r_[self.n_sites + pair, np.full(n_places, self.n_columns - 1)],
                np.r_[-self.added, np.ones(n_places)],
                n_places,
            )
            rows.append(LinearConstraint(worst, -np.inf, self.held))
        return rows

    def _cut(self, sites: tuple[int, ...]) -> LinearConstraint:
        row = self._matrix(np.zeros(len(sites), int), np.array(sites), np.ones(len(sites)), 1)
        return LinearConstraint(row, -np.inf, self.n_open - 1)

    def _matrix(self, row: NDArray[np.intp], column: NDArray[np.intp], value: Array, n_rows: int) -> sparse.csr_array:
        return sparse.csr_array((value, (row, column)), shape=(n_rows, self.n_columns))
