"""Facility location: against every choice tried in turn, known cases, bounds, runners-up, and bad input."""

from __future__ import annotations

from itertools import combinations
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jialing.errors import InputError
from jialing.measure import Layout, locate
from jialing.measure.layout import _Problem

FEW = settings(max_examples=40, deadline=None)
BENEFITS = st.tuples(st.integers(1, 6), st.integers(2, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(0, 20).map(float))
)
AIMS = st.sampled_from(["sum", "worst"])
LINE = -np.abs(np.subtract.outer(np.array([0.0, 1, 2, 9, 10]), np.array([0.0, 1, 2, 9, 10])))
"""Five places in a row, less far is better."""


def _slow(benefit: np.ndarray, held: np.ndarray, n_open: int, aim: str) -> list[float]:
    """The value of every choice, best first."""
    found = []
    for sites in combinations(range(benefit.shape[1]), n_open):
        served = [max([held[i], *(benefit[i, j] for j in sites)]) for i in range(len(benefit))]
        found.append(sum(served) if aim == "sum" else min(served))
    return sorted(found, reverse=True)


@FEW
@given(BENEFITS, AIMS, st.integers(1, 3), st.data())
def test_choices_equal_those_of_trying_all(
    benefit: np.ndarray, aim: Literal["sum", "worst"], n_open: int, data: st.DataObject
) -> None:
    held = data.draw(arrays(float, len(benefit), elements=st.integers(0, 10).map(float)))
    n = min(n_open, benefit.shape[1])
    found = locate(benefit, n_open=n, aim=aim, held=held, n_choices=4)
    expected = _slow(benefit, held, n, aim)[: len(found.choices)]
    np.testing.assert_allclose([c.value for c in found.choices], expected, atol=1e-6)


@FEW
@given(BENEFITS, AIMS)
def test_values_are_proven_and_fall(benefit: np.ndarray, aim: Literal["sum", "worst"]) -> None:
    found = locate(benefit, n_open=2, aim=aim).choices
    assert [c.is_proven for c in found] == [True] * len(found)
    assert sorted((round(c.value, 6) for c in found), reverse=True) == [round(c.value, 6) for c in found]


@FEW
@given(BENEFITS)
def test_opening_one_more_is_never_worse(benefit: np.ndarray) -> None:
    one, two = (locate(benefit, n_open=n, n_choices=1).choices for n in (1, 2))
    assert not one or two[0].value >= one[0].value - 1e-9


@FEW
@given(BENEFITS, st.data())
def test_values_do_not_depend_on_the_order_of_sites(benefit: np.ndarray, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(benefit.shape[1])))
    found, moved = (locate(b, n_open=1, n_choices=3) for b in (benefit, benefit[:, order]))
    np.testing.assert_allclose([c.value for c in moved.choices], [c.value for c in found.choices])


def _first(layout: Layout) -> tuple[int, ...]:
    return layout.choices[0].sites


def test_median_of_a_row_stands_in_the_crowd() -> None:
    assert _first(locate(LINE, n_open=1, held=np.full(5, -99.0))) == (2,)


def test_centre_of_a_row_looks_at_the_farthest() -> None:
    found = locate(LINE, n_open=2, aim="worst", held=np.full(5, -99.0))
    assert (found.choices[0].value, len(found.choices)) == (-1.0, 3)


def test_two_medians_of_a_row_serve_both_ends() -> None:
    choice = locate(LINE, n_open=2, held=np.full(5, -99.0)).choices[0]
    assert (choice.sites[0], choice.served_by.tolist()[:3]) == (1, [1, 1, 1])


def test_what_is_held_is_not_gained_again() -> None:
    benefit = np.array([[10.0, 0.0], [0.0, 4.0]])
    found = locate(benefit, n_open=1, held=np.array([10.0, 0.0]))
    assert (_first(found), found.before, found.choices[0].value) == ((1,), 10.0, 14.0)


def test_places_served_no_better_stay_with_what_they_have() -> None:
    found = locate(np.array([[5.0, 0.0], [0.0, 1.0]]), n_open=1)
    assert found.choices[0].served_by.tolist() == [0, -1]


def test_runners_up_are_other_choices() -> None:
    found = locate(LINE, n_open=2, held=np.full(5, -99.0), n_choices=5).choices
    assert len({c.sites for c in found}) == 5


def test_fewer_choices_come_back_where_there_are_no_more() -> None:
    assert len(locate(np.eye(2), n_open=2, n_choices=9).choices) == 1


def test_a_case_that_the_solver_gives_up_on_without_presolve_is_solved() -> None:
    benefit = np.array([[0.0, 0, 3, 0], [0, 0, 3, 0], [0, 4, 0, 0]])
    found = locate(benefit, n_open=1, aim="worst", held=np.array([0.0, 0, 2]))
    assert (found.choices[0].sites, found.choices[0].value) == ((2,), 2.0)


@pytest.mark.parametrize("benefit", [np.zeros((3, 2)), np.full((1, 1), -1.0)])
def test_nothing_to_gain_is_said(benefit: np.ndarray) -> None:
    found = locate(benefit, n_open=1)
    assert (found.choices, found.undefined) == ((), "nothing_to_gain")


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"benefit": [1.0, 2.0]}, "matrix.not_two_dimensional"),
        ({"benefit": np.ones((0, 3))}, "layout.no_sites"),
        ({"benefit": np.ones((3, 0))}, "layout.no_sites"),
        ({"benefit": np.full((2, 2), np.nan)}, "layout.not_finite"),
        ({"benefit": np.full((2, 2), np.inf)}, "layout.not_finite"),
        ({"held": np.ones(3)}, "counts.shapes"),
        ({"held": np.array([np.nan, 0.0])}, "layout.not_finite"),
        ({"n_open": 0}, "layout.n_open"),
        ({"n_open": 3}, "layout.n_open"),
        ({"aim": "luck"}, "layout.aim"),
        ({"n_choices": 0}, "layout.n_choices"),
        ({"seconds": 0.0}, "layout.seconds"),
    ],
)
def test_bad_input_is_named(given_: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as raised:
        locate(**{"benefit": np.eye(2), "n_open": 1, **given_})
    assert raised.value.code == code


def test_small_problem_is_solved_by_trying_all_where_the_solver_gives_up() -> None:
    gain = np.array([[3.0, 1.0, 2.0], [0.0, 4.0, 1.0]])
    for aim in ("sum", "worst"):
        problem = _Problem(gain, np.zeros(2), 2, aim, 20.0)
        tried, solved = problem._best_of_all([]), problem.solved([])
        assert (tried.value, tried.is_proven) == (solved.value, True)
        again = problem._best_of_all([tried.sites])
        assert again.sites != tried.sites
