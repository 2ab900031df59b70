"""Advice beside a decision: the same in one process and several, nothing where nothing can be said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from jialing.match.selection import Ask, Call, Proposal, Quota, RankingRule, call
from jialing.pipeline import advise


def _call(n: int = 20, n_reviewers: int = 8) -> Call:
    rng = np.random.default_rng(1)
    proposals = []
    for row in range(n):
        seats = rng.permutation(n_reviewers)[:4]
        scores = tuple(float(one) for one in rng.normal(60 + row, 4, 4))
        proposals.append(Proposal(f"p{row}", "t", ((Ask(1),),), scores, reviewers=tuple(f"r{seat}" for seat in seats)))
    quotas = (Quota("number", at_most=Fraction(5)),)
    return call(tuple(proposals), rule=RankingRule(), quotas=quotas)


def test_better_proposals_are_funded_more_often() -> None:
    found = advise(_call(), n=60, seed=1, workers=1).redraws
    assert found is not None
    assert (found.n, found.share[19] > 0.9, found.share[0]) == (60, True, 0.0)


@pytest.mark.slow
def test_several_processes_redraw_the_same() -> None:
    one, two = (advise(_call(), n=60, seed=1, workers=workers).redraws for workers in (1, 2))
    assert one is not None
    assert two is not None
    assert one.funded.tolist() == two.funded.tolist()


def test_nothing_is_redrawn_where_reviewers_are_not_named() -> None:
    given = _call()
    unnamed = replace(given, proposals=tuple(replace(one, reviewers=()) for one in given.proposals))
    found = advise(unnamed, n=10)
    assert (found.status, found.redraws) == ("calibration.unnamed", None)


def test_nothing_is_redrawn_where_a_reviewer_has_too_few_scores() -> None:
    found = advise(_call(n=6), n=10)
    assert (found.status, found.redraws) == ("calibration.few_scores", None)
