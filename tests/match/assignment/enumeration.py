"""Every assignment there is, one after another: slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np

from jialing.match.assignment import Problem


def every_assignment(wanted: Problem) -> Iterator[tuple[float, float, list[tuple[int, int]]]]:
    """(total, worst, pairs) of all assignments that keep every rule."""
    choices = [list(_teams(wanted, paper)) for paper in range(wanted.n_papers)]
    for teams in product(*choices):
        pairs = [(paper, reviewer) for paper, team in enumerate(teams) for reviewer in team]
        load = np.bincount([reviewer for _, reviewer in pairs], minlength=wanted.n_reviewers)
        if np.all(load <= wanted.load) and np.all(load >= wanted.load_min):
            sums = [sum(wanted.scores[paper, reviewer] for reviewer in team) for paper, team in enumerate(teams)]
            yield sum(sums), min(sums), pairs


def _teams(wanted: Problem, paper: int) -> Iterator[tuple[int, ...]]:
    for team in combinations(range(wanted.n_reviewers), int(wanted.demand[paper])):
        if _is_allowed(wanted, paper, list(team)):
            yield team


def _is_allowed(wanted: Problem, paper: int, team: list[int]) -> bool:
    affinity = wanted.scores[paper, team]
    if np.isnan(affinity).any():
        return False
    if wanted.floor is not None and affinity.sum() < wanted.floor - 1e-9:
        return False
    for group in wanted.groups:
        n_members = int(group.members[team].sum())
        if not group.at_least[paper] <= n_members <= group.at_most[paper]:
            return False
    if not wanted.per_organisation:
        return True
    codes = [code for code in wanted.organisation[team].tolist() if code >= 0]
    return all(codes.count(code) <= wanted.per_organisation for code in codes)
