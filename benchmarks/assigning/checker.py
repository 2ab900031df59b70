"""Checks pairs and prices a paper at a time, in the plainest way, with nothing of the solver.

``check`` recomputes the total from the pairs, tests every rule, and adds up the bound that the prices prove over all
pairs.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def check(wanted: Any, pairs: Any, prices: Any) -> dict[str, object]:
    """Total, the linear bound over all pairs, and how many rules are broken (0: the assignment is one)."""
    teams: list[list[int]] = [[] for _ in range(len(wanted.demand))]
    for paper, reviewer in pairs.tolist():
        teams[paper].append(reviewer)
    broken = sum(_broken(wanted, paper, team) for paper, team in enumerate(teams))
    loads = np.bincount(pairs[:, 1], minlength=len(wanted.load))
    broken += int((loads > wanted.load).sum() + (loads < wanted.load_min).sum())
    total = math.fsum(float(wanted.scores[paper, reviewer]) for paper, reviewer in pairs.tolist())
    return {"total": round(total, 6), "linear_bound": round(_bound(wanted, prices), 6), "broken": broken}


def _broken(wanted: Any, paper: int, team: list[int]) -> int:
    scores = [float(wanted.scores[paper, reviewer]) for reviewer in team]
    wrong = int(len(set(team)) != wanted.demand[paper]) + sum(math.isnan(score) for score in scores)
    for group in wanted.groups:
        wrong += not group.at_least[paper] <= sum(group.members[r] for r in team) <= group.at_most[paper]
    codes = [int(wanted.organisation[r]) for r in team if wanted.organisation[r] >= 0]
    if wanted.per_organisation:
        wrong += any(codes.count(code) > wanted.per_organisation for code in codes)
    return wrong + int(wanted.floor is not None and math.fsum(scores) < wanted.floor - 1e-9)


def _bound(wanted: Any, prices: Any) -> float:
    places = np.maximum(prices.reviewer, 0) @ wanted.load - np.maximum(-prices.reviewer, 0) @ wanted.load_min
    terms = [float(places), float(prices.spread.sum()) * wanted.per_organisation]
    for nth, group in enumerate(wanted.groups):
        price = prices.group[:, nth]
        terms.append(float(np.maximum(price, 0) @ group.at_most - np.maximum(-price, 0) @ group.at_least))
    spread = prices.spread.toarray() if wanted.per_organisation else None
    for paper in range(len(wanted.demand)):
        worth = wanted.scores[paper] * (1 + prices.floor[paper]) - prices.reviewer
        for nth, group in enumerate(wanted.groups):
            worth = worth - prices.group[paper, nth] * group.members
        if spread is not None:
            worth = worth - np.where(wanted.organisation >= 0, spread[paper][wanted.organisation], 0.0)
        worth = np.sort(worth[~np.isnan(worth)])[::-1]
        terms.append(math.fsum(worth[: wanted.demand[paper]]) - prices.floor[paper] * (wanted.floor or 0.0))
    return math.fsum(terms)
