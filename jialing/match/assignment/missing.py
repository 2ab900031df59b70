"""What is missing where no assignment exists: how many reviews, members of a group, or how much work, and where."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from jialing.errors import Infeasible
from jialing.match.assignment.problem import Problem
from jialing.match.assignment.program import Shortage


def refuse(wanted: Problem, shortage: Shortage) -> NoReturn:
    """Raise Infeasible with the least shortage, by what is short.

    The shortage is the optimum of a linear program over all pairs that minimises it, so nothing smaller would do;
    ``experts`` is the least number of new people who could fill it: no fewer than any one paper lacks, and no fewer
    than the reviews missing divided by the largest load.

    Raises
    ------
    Infeasible
        ``assignment.too_few`` (reviews, experts, papers) or, where papers have topics,
        ``assignment.too_few_in_topics`` (reviews, experts, topics); ``assignment.group_short`` (group, members,
        papers), ``assignment.work_short`` (work, reviewers), ``assignment.floor_high`` (floor, papers). ``papers`` and
        ``reviewers`` are row numbers.
    """
    if shortage.reviews.sum() > 1e-6:
        papers = np.flatnonzero(shortage.reviews > 1e-6)
        reviews = _up(shortage.reviews.sum())
        each = max(1, int(wanted.load.max(initial=1)))
        experts = max(_up(shortage.reviews.max()), -(-reviews // each))
        if wanted.topics:
            topics = _by_topic(wanted, shortage, each)
            raise Infeasible("assignment.too_few_in_topics", reviews=reviews, experts=experts, topics=topics)
        raise Infeasible("assignment.too_few", reviews=reviews, experts=experts, papers=_listed(papers))
    if shortage.members.sum() > 1e-6:
        nth = int(shortage.members.sum(axis=0).argmax())
        papers = np.flatnonzero(shortage.members[:, nth] > 1e-6)
        members = _up(shortage.members[:, nth].sum())
        raise Infeasible(
            "assignment.group_short", group=wanted.groups[nth].name, members=members, papers=_listed(papers)
        )
    if shortage.work.sum() > 1e-6:
        reviewers = np.flatnonzero(shortage.work > 1e-6)
        raise Infeasible("assignment.work_short", work=_up(shortage.work.sum()), reviewers=_listed(reviewers))
    raise Infeasible("assignment.floor_high", floor=wanted.floor, papers=_listed(np.flatnonzero(shortage.floor > 1e-6)))


def _by_topic(wanted: Problem, shortage: Shortage, each: int) -> str:
    """Experts that each topic lacks, the most first: ``chips 3, robots 1``."""
    names = np.array(wanted.topics)
    lacking = {name: shortage.reviews[names == name] for name in dict.fromkeys(wanted.topics)}
    experts = {name: max(_up(of.max()), -(-_up(of.sum()) // each)) for name, of in lacking.items() if of.sum() > 1e-6}
    return ", ".join(f"{name} {count}" for name, count in sorted(experts.items(), key=lambda one: -one[1]))


def _up(amount: float) -> int:
    return int(np.ceil(amount - 1e-6))


def _listed(rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> str:
    shown = ", ".join(str(row) for row in rows[:20])
    return shown + (" …" if len(rows) > 20 else "")
