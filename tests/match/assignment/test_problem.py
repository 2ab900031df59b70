"""What may be asked for, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jialing.errors import InputError
from jialing.match.assignment import Group, grid, problem


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"scores": [1.0, 2.0]}, "assignment.not_a_matrix"),
        ({"scores": np.zeros((0, 3))}, "assignment.not_a_matrix"),
        ({"scores": [[1.0, np.inf]]}, "assignment.not_finite"),
        ({"demand": -1}, "assignment.counts"),
        ({"demand": 1.5}, "assignment.counts"),
        ({"demand": [1, 2, 3]}, "assignment.counts"),
        ({"load": [1]}, "assignment.counts"),
        ({"load_min": 3}, "assignment.load_order"),
        ({"cap": 0.0}, "assignment.cap"),
        ({"organisation": [1]}, "assignment.lengths"),
        ({"topics": ["a", "b"]}, "assignment.lengths"),
        ({"demand": 1e30}, "assignment.counts"),
        ({"per_organisation": -1}, "assignment.counts"),
        ({"floor": np.nan}, "assignment.floor"),
        ({"groups": (Group("x", np.ones(2, bool), np.array([2]), np.array([1])),)}, "assignment.group_order"),
        ({"groups": (Group("x", np.ones(5, bool), np.zeros(1), np.ones(1)),)}, "assignment.counts"),
    ],
)
def test_problem_refuses_what_does_not_fit(given: dict[str, Any], code: str) -> None:
    asked: dict[str, Any] = {"scores": [[1.0, 0.5]], "demand": 1, "load": 1} | given
    with pytest.raises(InputError) as caught:
        problem(asked.pop("scores"), **asked)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("scores", "digits"), [([[0.0, 3.0]], 0), ([[0.25, 1]], 2), ([[0.1234567, 0]], None), ([[1e-12, 0]], None)]
)
def test_grid_is_the_decimals_that_write_every_score(scores: list[list[float]], digits: int | None) -> None:
    assert grid(problem(scores, demand=1, load=1)) == digits


def test_grid_passes_over_pairs_that_may_not_be() -> None:
    assert grid(problem([[np.nan, 0.5]], demand=1, load=1)) == 1
