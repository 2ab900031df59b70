"""The best floor for the worst-served paper, and the best total under it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.errors import Infeasible
from jialing.match.assignment import best_assignment, best_under_best_floor, problem
from tests.match.assignment.enumeration import every_assignment


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=15, max_size=15))
def test_best_floor_and_total_are_those_of_the_enumeration(cells: list[int]) -> None:
    wanted = problem(np.array(cells).reshape(3, 5) / 4, demand=2, load=2)
    known = max((worst, total) for total, worst, _ in every_assignment(wanted))
    raised = best_under_best_floor(wanted)
    assert (raised.assignment.worst, raised.assignment.total) == known
    assert raised.bound == known[0]


def test_floor_raises_the_worst_paper() -> None:
    raised = best_under_best_floor(problem([[1.0, 0.5], [0.6, 0.0]], demand=1, load=1))
    assert (raised.assignment.worst, raised.assignment.total, raised.is_proven) == (0.5, 1.1, True)


def test_floor_where_nothing_is_demanded_is_zero() -> None:
    raised = best_under_best_floor(problem([[1.0, 0.5]], demand=0, load=1))
    assert (raised.assignment.worst, raised.bound) == (0.0, 0.0)


def test_floor_of_scores_off_the_grid_is_found() -> None:
    scores = np.random.default_rng(4).random((20, 30))
    raised = best_under_best_floor(problem(scores, demand=2, load=2))
    assert raised.bound == pytest.approx(raised.assignment.worst, abs=1e-5)


def test_floor_is_kept_to_the_last_decimal() -> None:
    """A solver overlooks a millionth: 0.999999 must not pass for 1."""
    scores = np.array([[1.0, 0.999999], [0.5, 0.25]])
    assert best_assignment(problem(scores, demand=1, load=1, floor=0.5)).worst == 0.5
    with pytest.raises(Infeasible):
        best_assignment(problem(scores, demand=1, load=1, floor=0.500001))


def test_bound_on_the_floor_is_never_below_it() -> None:
    raised = best_under_best_floor(problem(np.random.default_rng(8).random((30, 25)), demand=3, load=5))
    assert raised.bound >= raised.assignment.worst
