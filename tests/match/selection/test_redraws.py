"""Redraws: equal to selecting anew by hand, parts add up, what prices settle is right."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from jialing.errors import InputError
from jialing.match.selection import (
    Ask,
    Call,
    Line,
    Proposal,
    Quota,
    RankingRule,
    best_selection,
    call,
    redrawn,
    together,
)


def _call(objective: tuple[str, ...] = ("score",), n: int = 14) -> Call:
    rng = np.random.default_rng(5)
    proposals = tuple(
        Proposal(
            f"p{row}", str(row % 3), ((Ask(int(rng.integers(2, 9))),),), tuple(rng.normal(75, 5, 3)),
            {"org": (f"o{row % 5}",)},
        )
        for row in range(n)
    )  # fmt: skip
    quotas = (
        Quota("number", at_least=Fraction(3), at_most=Fraction(5)),
        Quota("topics", "topic", at_least=Fraction(1)),
        Quota("organisation", "org", at_most=Fraction(1)),
    )
    return call(proposals, rule=RankingRule(decimals=4), quotas=quotas, lines=(Line("pot", 24),), objective=objective)


def _draws(given: Call, n: int) -> np.ndarray:
    return given.scores + np.random.default_rng(1).normal(0, 3, (n, *given.scores.shape))


@pytest.mark.parametrize("objective", [("score",), ("projects", "score"), ("money", "score")])
def test_each_draw_is_selected_as_by_the_call_itself(objective: tuple[str, ...]) -> None:
    given = _call(objective)
    draws, counted = _draws(given, 6), np.zeros(14, int)
    for scores in draws:
        anew = (replace(one, scores=tuple(row)) for one, row in zip(given.proposals, scores, strict=True))
        counted[best_selection(replace(given, proposals=tuple(anew)), n_alternatives=0).funded] += 1
    found = redrawn(given, draws)
    assert (found.funded.tolist(), found.n, found.n_open) == (counted.tolist(), 6, 0)


def test_draws_that_allow_no_selection_are_counted_apart() -> None:
    given = replace(_call(), rule=RankingRule(pass_mark=75))
    draws = np.stack([np.full(given.scores.shape, 80.0), np.full(given.scores.shape, 70.0)])
    found = redrawn(given, draws)
    assert (found.n, found.n_impossible) == (1, 1)


def test_parts_add_up() -> None:
    given = _call()
    draws = _draws(given, 5)
    parts = together(redrawn(given, part) for part in (draws[:2], draws[2:]))
    assert parts.funded.tolist() == redrawn(given, draws).funded.tolist()


def test_equal_sums_are_settled_by_lot() -> None:
    proposals = tuple(Proposal(name, "t", ((Ask(1),),), (80.0,)) for name in "ab")
    given = call(proposals, rule=RankingRule(), quotas=(Quota("number", at_most=Fraction(1)),), objective=("score",))
    share = redrawn(given, np.full((80, 2, 1), 80.0), seed=3).share
    assert 0.3 < share[0] < 0.7


def test_draws_of_another_call_are_refused() -> None:
    with pytest.raises(InputError, match=r"selection\.draws"):
        redrawn(_call(), np.zeros((2, 3, 3)))
