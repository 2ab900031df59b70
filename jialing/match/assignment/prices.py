"""Prices of reviewers and rules, and the bound that they prove over all pairs: nothing here trusts a solver."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from jialing.match.assignment.problem import Floats, Problem


@dataclass(frozen=True)
class Prices:
    """What one more unit of each scarce thing would be worth, in units of affinity.

    Attributes
    ----------
    reviewer : (reviewers,) of a place in the reviewer's load; negative where the least load binds
    group : (papers, groups) of a place in a group; negative where ``at_least`` binds
    spread : (papers, organisations) sparse, >= 0, of a place of an organisation
    floor : (papers,) >= 0, of the floor
    """

    reviewer: Floats
    group: Floats
    spread: sparse.csr_array
    floor: Floats

    def rounded(self, digits: int) -> Prices:
        """On the grid of the scores, where the prices of a vertex of a flow lie."""
        return Prices(np.round(self.reviewer, digits), self.group, self.spread, self.floor)


def no_prices(wanted: Problem) -> Prices:
    """All zero: the bound is then every paper's best reviewers, whatever their loads."""
    n_codes = int(wanted.organisation.max(initial=-1)) + 1
    return Prices(
        np.zeros(wanted.n_reviewers),
        np.zeros((wanted.n_papers, len(wanted.groups))),
        sparse.csr_array((wanted.n_papers, max(n_codes, 1))),
        np.zeros(wanted.n_papers),
    )


def worth(wanted: Problem, prices: Prices, part: slice, *, is_feasibility: bool = False) -> Floats:
    """(papers of ``part``, reviewers): affinity less prices; -inf where a pair may not be.

    ``s (1 + floor_p) - reviewer_r - sum of the prices of the groups and the organisation of r at p``. With
    ``is_feasibility`` the affinity itself counts for nothing except in the floor.
    """
    scores = wanted.scores[part]
    factor = prices.floor[part] + (0.0 if is_feasibility else 1.0)
    values = scores * factor[:, None]
    values -= prices.reviewer
    if wanted.groups:
        values -= prices.group[part] @ members_of(wanted)
    if wanted.is_spread and prices.spread.nnz:
        _charge_spread(values, wanted, prices, part)
    values[np.isnan(scores)] = -np.inf
    return values


def members_of(wanted: Problem) -> Floats:
    """(groups, reviewers), 1 where the reviewer is of the group."""
    return np.array([group.members for group in wanted.groups], float).reshape(len(wanted.groups), wanted.n_reviewers)


def _charge_spread(values: Floats, wanted: Problem, prices: Prices, part: slice) -> None:
    charged = sparse.csr_array(prices.spread[part]).tocoo()
    by_code = np.argsort(wanted.organisation, kind="stable")
    ends = np.searchsorted(wanted.organisation[by_code], np.arange(prices.spread.shape[1] + 1))
    for paper, code, price in zip(charged.row, charged.col, charged.data, strict=True):
        values[paper, by_code[ends[code] : ends[code + 1]]] -= price


def upper_bound(wanted: Problem, prices: Prices, *, digits: int | None = None, is_feasibility: bool = False) -> float:
    """No assignment whatever has a total above this; recomputed over all pairs from the prices alone.

    Lagrangian duality: with prices of any size (of the right sign), the best total is at most
    ``sum_p (best demand_p worths of p) + sum_r (price+ load - price- load_min) + what rules and floor are charged``.

    Parameters
    ----------
    digits : decimals of the grid; worths are then added as whole numbers, without rounding

    References
    ----------
    Geoffrion (1974), doi:10.1007/BFb0120690 (Lagrangian relaxation); Kobren, Saha & McCallum (2019),
    doi:10.1145/3292500.3330899 (the assignment program with loads and floor).
    """
    scale = 1.0 if digits is None else 10.0**digits
    total = _charged(wanted, prices, scale)
    for part in wanted.chunks():
        values = worth(wanted, prices, part, is_feasibility=is_feasibility) * scale
        if digits is not None and wanted.is_flow:
            np.rint(values, out=values)
        total += float(best_sums(values, wanted.demand[part], wanted.cap).sum())
    return total / scale


def _charged(wanted: Problem, prices: Prices, scale: float) -> float:
    price = prices.reviewer * scale
    if scale > 1.0 and wanted.is_flow:
        price = np.rint(price)
    charged = float(np.maximum(price, 0) @ wanted.load - np.maximum(-price, 0) @ wanted.load_min)
    for nth, group in enumerate(wanted.groups):
        price = prices.group[:, nth] * scale
        charged += float(np.maximum(price, 0) @ group.at_most - np.maximum(-price, 0) @ group.at_least)
    charged += float(prices.spread.sum()) * scale * wanted.per_organisation
    if wanted.floor is not None:
        charged -= float(prices.floor.sum()) * scale * wanted.floor
    return charged


def best_sums(values: Floats, demand: NDArray[np.int64], cap: float = 1.0) -> Floats:
    """(papers,) the largest sum of ``demand`` values of each row, none taken more than ``cap`` times.

    Where fewer may be taken than demanded the sum is -inf: no assignment at all.
    """
    n_most = min(int(np.ceil(demand.max(initial=0) / cap - 1e-12)), values.shape[1])
    if n_most == 0:
        return np.zeros(len(values))
    top = -np.sort(-np.partition(values, values.shape[1] - n_most, axis=1)[:, -n_most:], axis=1)
    left = demand[:, None] - cap * np.arange(n_most)
    taken = np.clip(left, 0.0, cap)
    is_short = demand > cap * values.shape[1] + 1e-9
    sums = np.where(taken > 0, top * np.where(taken > 0, taken, 1.0), 0.0).sum(axis=1)
    return np.where(is_short, -np.inf, sums)
