"""Best assignments against the enumeration of all, their bounds, and what is said where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.errors import Infeasible
from jialing.match.assignment import Group, Problem, best_assignment, problem, totals, upper_bound
from tests.match.assignment.enumeration import every_assignment

PAPERS, REVIEWERS = 3, 5


@st.composite
def problems(draw: st.DrawFn, *, has_rules: bool) -> Problem:
    """Small ones, with conflicts, unequal loads and, if asked for, groups, organisations and a floor."""
    cells = st.one_of(st.none(), st.integers(0, 8))
    scores = np.array([[draw(cells) for _ in range(REVIEWERS)] for _ in range(PAPERS)], float) / 4
    demand = [draw(st.integers(0, 2)) for _ in range(PAPERS)]
    load = np.array([draw(st.integers(0, 3)) for _ in range(REVIEWERS)])
    least = np.minimum(load, [draw(st.integers(0, 1)) for _ in range(REVIEWERS)])
    if not has_rules:
        return problem(scores, demand=demand, load=load, load_min=least)
    members = np.array([draw(st.booleans()) for _ in range(REVIEWERS)])
    side = Group("side", members, np.array([draw(st.integers(0, 1))] * PAPERS), np.array([1, 1, 2]))
    codes = [draw(st.integers(-1, 2)) for _ in range(REVIEWERS)]
    floor = draw(st.sampled_from([None, 0.5]))
    return problem(
        scores, demand=demand, load=load, groups=(side,), organisation=codes, per_organisation=1, floor=floor
    )


@settings(max_examples=60, deadline=None)
@given(problems(has_rules=False))
def test_best_total_is_that_of_the_enumeration(wanted: Problem) -> None:
    _compare(wanted)


@settings(max_examples=60, deadline=None)
@given(problems(has_rules=True))
def test_best_total_under_rules_is_that_of_the_enumeration(wanted: Problem) -> None:
    _compare(wanted)


def _compare(wanted: Problem) -> None:
    known = max((total for total, _, _ in every_assignment(wanted)), default=None)
    try:
        found = best_assignment(wanted)
    except Infeasible:
        assert known is None
        return
    assert found.total == known
    assert found.is_exact
    assert found.total <= found.bound <= upper_bound(wanted, found.prices) + 1e-9
    assert [tuple(pair) for pair in found.pairs.tolist()] in [pairs for _, _, pairs in every_assignment(wanted)]


def test_columns_left_out_cannot_change_the_total() -> None:
    """Large enough to be solved on a part of its pairs; the whole program over all pairs agrees."""
    scores = np.random.default_rng(3).random((150, 400)).round(3)
    wanted = problem(scores, demand=3, load=2)
    found = best_assignment(wanted)
    assert (found.is_exact, found.bound) == (True, found.total)
    assert totals(wanted, found.pairs) == (pytest.approx(found.total), pytest.approx(found.worst))
    assert upper_bound(wanted, found.prices, digits=3) == pytest.approx(found.total, abs=1e-9)


def test_equal_scores_are_solved_on_a_part_of_the_pairs() -> None:
    wanted = problem(np.ones((200, 300)), demand=3, load=2)
    assert best_assignment(wanted).total == 600


def test_scores_off_the_grid_are_near_their_bound() -> None:
    wanted = problem(np.random.default_rng(5).random((40, 60)), demand=2, load=2)
    found = best_assignment(wanted)
    assert not found.is_exact
    assert found.gap < 1e-9


def test_the_same_problem_gives_the_same_pairs() -> None:
    scores = np.random.default_rng(1).choice([0, 0.5, 1], (150, 300))
    one, other = (best_assignment(problem(scores, demand=2, load=2)).pairs for _ in range(2))
    assert one.tolist() == other.tolist()


def test_rules_hold_on_a_larger_problem() -> None:
    rng = np.random.default_rng(2)
    scores = rng.random((60, 90)).round(4)
    side, senior, codes = rng.integers(0, 2, 90), rng.random(90) < 0.3, rng.integers(0, 8, 90)
    ones, all_of = np.ones(60, np.int64), np.full(60, 3)
    groups = (Group("Chongqing", side == 0, ones, all_of), Group("senior", senior, ones, 2 * ones))
    wanted = problem(scores, demand=3, load=3, groups=groups, organisation=codes, per_organisation=1)
    found = best_assignment(wanted)
    teams = found.pairs[:, 1].reshape(60, 3)
    assert ((side[teams] == 0).sum(axis=1) >= 1).all()
    assert set(senior[teams].sum(axis=1).tolist()) <= {1, 2}
    assert all(len(set(codes[team].tolist())) == 3 for team in teams)
    assert np.bincount(found.pairs[:, 1]).max() <= 3
    assert found.bound == found.total


def test_missing_experts_are_counted_by_topic() -> None:
    scores = np.ones((4, 4))
    scores[:2, 1:] = np.nan
    with pytest.raises(Infeasible) as caught:
        best_assignment(problem(scores, demand=2, load=4, topics=["chips", "chips", "robots", "robots"]))
    assert (caught.value.code, caught.value.params) == (
        "assignment.too_few_in_topics",
        {"reviews": 2, "experts": 1, "topics": "chips 1"},
    )


def test_missing_reviews_are_the_least_that_could_be() -> None:
    with pytest.raises(Infeasible) as caught:
        best_assignment(problem(np.ones((5, 3)), demand=2, load=[1, 1, 5]))
    assert (caught.value.code, caught.value.params["reviews"]) == ("assignment.too_few", 3)


def test_missing_members_of_a_group_are_named() -> None:
    side = Group("outside", np.array([True, False, False, False]), np.ones(3, np.int64), np.full(3, 2))
    with pytest.raises(Infeasible) as caught:
        best_assignment(problem(np.ones((3, 4)), demand=2, load=2, groups=(side,)))
    assert (caught.value.code, caught.value.params["group"], caught.value.params["members"]) == (
        "assignment.group_short",
        "outside",
        1,
    )


def test_least_loads_that_cannot_be_met_are_refused() -> None:
    with pytest.raises(Infeasible) as caught:
        best_assignment(problem(np.ones((1, 3)), demand=2, load=2, load_min=1))
    assert (caught.value.code, caught.value.params["work"]) == ("assignment.work_short", 1)


def test_floor_out_of_reach_is_refused() -> None:
    with pytest.raises(Infeasible) as caught:
        best_assignment(problem(np.full((2, 3), 0.25), demand=2, load=2, floor=1.0))
    assert caught.value.code == "assignment.floor_high"
