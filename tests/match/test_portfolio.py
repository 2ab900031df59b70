"""The cheapest portfolio: equal to trying every choice, proven, and refused where nothing reaches the target."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from jialing.errors import Infeasible, InputError
from jialing.match import cheapest_portfolio


def _by_trying(effort: np.ndarray, complexity: np.ndarray, held: np.ndarray, target: float) -> float:
    """Every choice in turn: slow and obvious."""
    best = np.inf
    for choice in product((False, True), repeat=len(effort)):
        chosen = np.array(choice)
        everything = np.concatenate([held, complexity[chosen]])
        if everything.mean() >= target - 1e-12:
            best = min(best, float(effort[chosen].sum()))
    return best


@pytest.mark.parametrize("seed", range(12))
def test_it_is_as_cheap_as_the_best_of_all_choices(seed: int) -> None:
    rng = np.random.default_rng(seed)
    effort, complexity, held = rng.uniform(1, 20, 10), rng.normal(size=10), rng.normal(size=6) - 0.3
    target = float(held.mean()) + 0.15
    found = cheapest_portfolio(effort, complexity, held_complexity=held, target=target)
    assert (found.effort, found.is_proven) == (pytest.approx(_by_trying(effort, complexity, held, target)), True)


def test_a_target_reached_already_costs_nothing() -> None:
    found = cheapest_portfolio([1.0], [2.0], held_complexity=[1.0, 3.0], target=2.0)
    assert (found.chosen.tolist(), found.effort, found.reached) == ([False], 0.0, 2.0)


def test_unknown_fields_are_never_chosen() -> None:
    found = cheapest_portfolio([1.0, np.nan, 5.0], [np.nan, 9.0, 3.0], held_complexity=[0.0], target=1.0)
    assert found.chosen.tolist() == [False, False, True]


def test_a_target_out_of_reach_is_refused_with_what_can_be_reached() -> None:
    with pytest.raises(Infeasible) as raised:
        cheapest_portfolio([1.0], [1.0], held_complexity=[0.0], target=2.0)
    assert raised.value.code == "portfolio.out_of_reach"


@pytest.mark.parametrize(
    ("effort", "complexity", "held", "code"),
    [
        ([1.0, 2.0], [1.0], [0.0], "portfolio.shapes"),
        ([0.0], [1.0], [0.0], "portfolio.effort"),
        ([1.0], [1.0], [np.nan], "portfolio.nothing_held"),
    ],
)
def test_what_cannot_be_chosen_from_is_an_error(
    effort: list[float], complexity: list[float], held: list[float], code: str
) -> None:
    with pytest.raises(InputError) as raised:
        cheapest_portfolio(effort, complexity, held_complexity=held, target=1.0)
    assert raised.value.code == code
