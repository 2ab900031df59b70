"""Ranks by the published rule: scores missing are left out, halves go up, ties share a rank, groups are cut."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from jialing.match.selection import UNSCORED, RankingRule, panel_scores, ranking

NONE = np.nan


@pytest.mark.parametrize(
    ("rule", "scores", "units"),
    [
        (RankingRule("mean"), [80, 90, NONE], 8500),
        (RankingRule("mean", decimals=0), [80, 81, NONE], 81),
        (RankingRule("mean"), [1, 1, 2], 133),
        (RankingRule("median"), [70, 90, 80], 8000),
        (RankingRule("median"), [70, 90, NONE], 8000),
        (RankingRule("trimmed_mean", trim_from=3), [10, 80, 90], 8000),
        (RankingRule("trimmed_mean", trim_from=3), [10, 80, NONE], 4500),
        (RankingRule("mean", least_scores=2), [80, NONE, NONE], UNSCORED),
        (RankingRule("mean"), [NONE, NONE, NONE], UNSCORED),
    ],
)
def test_score_is_as_the_rule_says(rule: RankingRule, scores: list[float], units: int) -> None:
    assert panel_scores(np.array([scores]), rule).tolist() == [units]


def _ranked(scores: list[list[float]], rule: RankingRule, topics: str, groups: str = "") -> tuple[list[int], list[str]]:
    found = ranking(np.array(scores), rule, topic=list(topics), group=list(groups or topics))
    return found.rank.tolist(), [code.rpartition(".")[2] for code in found.status]


def test_ties_share_a_rank_and_the_next_is_counted_on() -> None:
    assert _ranked([[90], [80], [80], [70], [60]], RankingRule(), "ttttu")[0] == [1, 2, 2, 4, 1]


def test_unscored_has_no_rank_and_may_not_be_funded() -> None:
    assert _ranked([[90], [NONE]], RankingRule(), "tt") == ([1, 0], ["ranked", "too_few_scores"])


def test_pass_mark_is_met_by_what_equals_it() -> None:
    assert _ranked([[60], [59.99]], RankingRule(pass_mark=60), "tt")[1] == ["ranked", "below_mark"]


@pytest.mark.parametrize(("ties", "inside"), [("in", 3), ("out", 1)])
def test_group_quota_takes_ties_in_or_out_as_published(ties: str, inside: int) -> None:
    rule = RankingRule(group_by="panel", group_share=Fraction(1, 2), group_ties=ties)  # type: ignore[arg-type]
    _, status = _ranked([[90], [80], [80], [70]], rule, "tttt", "gggg")
    assert status.count("ranked") == inside


def test_many_draws_are_scored_at_once() -> None:
    draws = np.random.default_rng(1).uniform(0, 100, (4, 3, 5))
    rule = RankingRule("trimmed_mean")
    assert panel_scores(draws, rule).tolist() == [panel_scores(one, rule).tolist() for one in draws]
