"""Stability of ranks and survival of headlines: against a slow and obvious reference, and by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jialing.errors import InputError
from jialing.measure import Interval, is_ranked, overturned_by, rank_stability, survives

VALUES = st.one_of(st.integers(0, 6).map(float), st.just(np.nan))
DRAWS = st.tuples(st.integers(1, 6), st.integers(1, 9)).flatmap(
    lambda shape: st.tuples(arrays(float, shape, elements=VALUES), arrays(float, shape[1], elements=VALUES))
)


def _slow(draws: np.ndarray, estimate: np.ndarray, top: int) -> float:
    items = [i for i in range(len(estimate)) if not np.isnan(estimate[i])]
    if len({estimate[i] for i in items}) < 2:
        return np.nan
    listed = sorted(items, key=lambda i: -estimate[i])[:top]
    found = []
    for draw in draws:
        first = sorted(items, key=lambda i: np.inf if np.isnan(draw[i]) else -draw[i])[:top]
        same = turned = total = 0
        for i, j in combinations(sorted({*listed, *first}), 2):
            if estimate[i] != estimate[j]:
                total += 1
                better, worse = (i, j) if estimate[i] > estimate[j] else (j, i)
                same += draw[better] > draw[worse]
                turned += draw[better] < draw[worse]
        found.append((same - turned) / total if total else 0.0)
    return max(0.0, float(np.mean(found)))


@settings(max_examples=150, deadline=None)
@given(DRAWS, st.integers(1, 5))
def test_stability_is_the_pairs_that_hold_less_those_that_turn(given_: tuple[np.ndarray, np.ndarray], top: int) -> None:
    draws, estimate = given_
    np.testing.assert_allclose(rank_stability(draws, estimate, top=top), _slow(draws, estimate, top))


def test_list_that_never_changes_is_stable() -> None:
    assert rank_stability(np.tile(np.arange(30.0), (5, 1))) == 1.0


def test_list_by_chance_is_not_stable() -> None:
    draws = np.random.default_rng(0).random((300, 100))
    assert rank_stability(draws, np.arange(100.0)) < 0.1


def test_item_that_rises_from_below_counts_against_the_list() -> None:
    draw = np.array([[3.0, 2.0, 9.0]])
    assert rank_stability(draw, np.array([3.0, 2.0, 1.0]), top=2) == 0.0


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000))
def test_stability_depends_neither_on_order_nor_on_unit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    draws, order = rng.random((20, 15)), rng.permutation(15)
    np.testing.assert_allclose(rank_stability(7 * draws[:, order]), rank_stability(draws))


@pytest.mark.parametrize("draws", [np.full((4, 5), np.nan), np.ones((4, 5)), np.ones((4, 1)), np.ones((0, 5))])
def test_stability_without_an_order_is_unknown(draws: np.ndarray) -> None:
    assert np.isnan(rank_stability(draws))


def test_many_draws_in_portions_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.random.default_rng(0).random((50, 12))
    whole = rank_stability(draws)
    monkeypatch.setattr("jialing.measure.stability.DRAWS_AT_A_TIME", 7)
    assert rank_stability(draws) == pytest.approx(whole)


def test_list_is_numbered_from_the_bound_on_and_never_when_unknown() -> None:
    assert [is_ranked(s) for s in (0.79, 0.8, 1.0, np.nan)] == [False, True, True, False]


def test_stability_refuses_an_estimate_that_does_not_fit() -> None:
    with pytest.raises(InputError, match=r"counts\.shapes"):
        rank_stability(np.ones((4, 5)), np.ones(4))


def test_stability_refuses_a_list_of_none() -> None:
    with pytest.raises(InputError, match=r"stability\.top"):
        rank_stability(np.ones((4, 5)), top=0)


MORE = Interval(2.0, 1.0, 3.0)


@pytest.mark.parametrize(
    ("estimate", "variants", "expected"),
    [
        (MORE, (), True),
        (MORE, (0.5, 4.0), True),
        (MORE, (0.5, -0.1), False),
        (MORE, (0.0,), False),
        (MORE, (np.nan,), False),
        (MORE, (Interval(1.0, -1.0, 2.0),), True),
        (Interval(2.0, -0.1, 3.0), (), False),
        (Interval(2.0, np.nan, np.nan), (), False),
        (Interval(-2.0, -3.0, -1.0), (-0.5,), True),
        (Interval(0.0, 0.0, 0.0), (), False),
        (Interval(-0.5, 1.0, 3.0), (), False),
    ],
)
def test_headline_survives_only_on_one_side(estimate: Interval, variants: tuple[float, ...], expected: bool) -> None:
    assert survives(estimate, variants) is expected


def test_headline_of_a_ratio_is_held_against_one() -> None:
    assert (survives(MORE, against=1.0), survives(Interval(2.0, 1.1, 3.0), [1.2], against=1.0)) == (False, True)


def test_headline_tells_what_overturned_it() -> None:
    found = overturned_by(Interval(2.0, -1.0, 3.0), {"counting": 1.0, "boundary": -1.0})
    assert found == ("resampling", "boundary")
