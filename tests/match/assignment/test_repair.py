"""Repairs: as few changes as possible, then the best total."""

from __future__ import annotations

import numpy as np

from jialing.match.assignment import best_assignment, problem, repaired
from tests.match.assignment.enumeration import every_assignment


def test_repair_keeps_as_many_pairs_as_any_assignment_and_then_the_best_total() -> None:
    scores = np.random.default_rng(11).integers(0, 9, (3, 5)) / 4
    wanted = problem(scores, demand=2, load=2)
    before = best_assignment(wanted).pairs
    declined = [tuple(before[0].tolist())]
    found = repaired(wanted, before, declined=declined)
    held = {tuple(pair) for pair in before.tolist()}
    known = max(
        (len(held & set(pairs)), total) for total, _, pairs in every_assignment(wanted) if declined[0] not in pairs
    )
    assert (len(found.kept), found.assignment.total) == known


def test_repair_without_declines_changes_nothing() -> None:
    wanted = problem(np.random.default_rng(2).random((6, 8)).round(3), demand=2, load=3)
    before = best_assignment(wanted).pairs
    found = repaired(wanted, before)
    assert (found.kept.tolist(), len(found.added), len(found.dropped)) == (before.tolist(), 0, 0)


def test_reviewer_who_left_reviews_nothing() -> None:
    wanted = problem(np.random.default_rng(2).random((6, 8)).round(3), demand=2, load=3)
    before = best_assignment(wanted).pairs
    gone = int(before[0, 1])
    found = repaired(wanted, before, left=[gone])
    assert gone not in found.assignment.pairs[:, 1]
    assert len(found.added) == len(found.dropped) == (before[:, 1] == gone).sum()


def test_repair_states_a_bound_on_affinity() -> None:
    wanted = problem(np.random.default_rng(9).random((5, 7)).round(2), demand=2, load=2)
    found = repaired(wanted, best_assignment(wanted).pairs, left=[0]).assignment
    assert abs(found.bound - found.total) < 1e-6
