"""Randomised assignments: probabilities under a cap, and draws that keep them."""

from __future__ import annotations

import numpy as np
import pytest

from jialing.errors import Infeasible, InputError
from jialing.match.assignment import Group, Problem, drawn, problem, randomised_assignment


def _wanted(cap: float) -> Problem:
    return problem(np.random.default_rng(7).random((12, 9)).round(2), demand=2, load=4, cap=cap)


def test_probabilities_keep_cap_demand_and_load() -> None:
    wanted = _wanted(0.6)
    chances = randomised_assignment(wanted)
    by_paper = np.bincount(chances.pairs[:, 0], chances.probability)
    by_reviewer = np.bincount(chances.pairs[:, 1], chances.probability, minlength=9)
    assert chances.probability.max() <= 0.6 + 1e-9
    assert by_paper == pytest.approx(np.full(12, 2.0))
    assert by_reviewer.max() <= 4 + 1e-9


def test_expected_total_meets_its_bound() -> None:
    chances = randomised_assignment(_wanted(0.6))
    assert chances.expected == pytest.approx(chances.bound, abs=1e-9)
    assert 0.5 < chances.quality < 1.0


def test_cap_of_one_costs_nothing() -> None:
    assert randomised_assignment(_wanted(1.0)).quality == pytest.approx(1.0)


def test_draws_keep_demands_and_loads() -> None:
    wanted = _wanted(0.45)
    chances = randomised_assignment(wanted)
    for seed in range(50):
        pairs = drawn(wanted, chances, seed=seed)
        assert np.bincount(pairs[:, 0], minlength=12).tolist() == [2] * 12
        assert np.bincount(pairs[:, 1], minlength=9).max() <= 4


def test_draws_take_each_pair_as_often_as_its_probability_says() -> None:
    wanted = _wanted(0.45)
    chances = randomised_assignment(wanted)
    taken = np.zeros(wanted.scores.shape)
    for seed in range(2000):
        taken[tuple(drawn(wanted, chances, seed=seed).T)] += 1
    share = taken[tuple(chances.pairs.T)] / 2000
    assert np.abs(share - chances.probability).max() < 0.05  # 4.5 standard errors of the most uncertain pair


def test_same_seed_draws_the_same() -> None:
    wanted = _wanted(0.45)
    chances = randomised_assignment(wanted)
    assert drawn(wanted, chances, seed=3).tolist() == drawn(wanted, chances, seed=3).tolist()


def test_cap_too_low_for_the_reviewers_there_are_is_refused() -> None:
    with pytest.raises(Infeasible):
        randomised_assignment(problem(np.ones((4, 3)), demand=2, load=4, cap=0.5))


def test_rules_that_a_draw_cannot_keep_are_refused() -> None:
    group = Group("side", np.array([True, False, True]), np.ones(2, np.int64), np.full(2, 2))
    with pytest.raises(InputError) as caught:
        randomised_assignment(problem(np.ones((2, 3)), demand=2, load=4, cap=0.9, groups=(group,)))
    assert caught.value.code == "assignment.random_rules"
