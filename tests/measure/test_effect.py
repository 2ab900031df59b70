"""The effect of funding: equal to least squares, found where it is, not claimed where it is not or cannot be told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jialing.errors import InputError
from jialing.measure import effect


def _world(
    seed: int = 0, *, n: int = 240, gain: float = 0.0, noise: float = 1.0, parted: float = 0.0
) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    topic, quality = rng.integers(0, 8, n), rng.normal(size=n)
    score = quality + rng.normal(0, 0.5, n)
    funded = np.zeros(n, bool)
    for code in range(8):
        rows = np.flatnonzero(topic == code)
        funded[rows[np.argsort(-score[rows])[: len(rows) // 3]]] = True
    values = 5 + 2 * quality[:, None] + rng.normal(0, noise, (n, 7))
    values[:, 4:] += gain * funded[:, None]
    values[:, :4] += parted * funded[:, None] * np.arange(4)
    return {"before": values[:, :4], "after": values[:, 4:], "funded": funded, "score": score, "topic": topic}


def _found(world: dict[str, Any], **more: Any) -> Any:
    return effect(**world, relevant=1.0, **({"n": 400} | more))


def test_an_effect_is_found_with_its_interval() -> None:
    found = _found(_world(gain=1.5))
    assert (found.verdict, found.change.interval.low < 1.5 < found.change.interval.high) == ("effect.more", True)


def test_harm_is_found_too() -> None:
    assert _found(_world(gain=-1.5)).verdict == "effect.less"


def test_no_effect_is_seldom_claimed() -> None:
    verdicts = [_found(_world(seed), n=200).verdict for seed in range(60)]
    assert sum(one in ("effect.more", "effect.less") for one in verdicts) <= 7


def test_low_power_cannot_tell() -> None:
    found = _found(_world(gain=1.5, noise=8.0))
    assert (found.verdict, found.power < 0.8, found.detectable > 1.0) == ("effect.cannot_tell", True, True)


def test_trends_that_parted_before_are_said() -> None:
    found = _found(_world(parted=1.5))
    assert (found.verdict, found.trend.p < 0.1) == ("effect.trends_differ", True)


def test_too_few_near_the_cut_is_said() -> None:
    found = _found(_world(n=20))
    assert (found.verdict, np.isnan(found.power), found.change.interval.is_known) == ("effect.too_few", True, False)


def test_estimate_is_that_of_least_squares_near_the_cut() -> None:
    """With everybody near the cut; the topics take up where each one's cut is."""
    world = _world(gain=1.0)
    y = world["after"].mean(axis=1) - world["before"].mean(axis=1)
    dummies = np.eye(8)[world["topic"]]
    fit, *_ = np.linalg.lstsq(np.column_stack([world["funded"], dummies, world["score"]]), y, rcond=None)
    near = _found(world, nearest=1000)
    assert near.change.interval.value == pytest.approx(fit[0])


def test_only_the_nearest_of_each_topic_are_compared() -> None:
    found = _found(_world(), nearest=4)
    assert (found.n_funded, found.n_unfunded, found.n_topics) == (32, 32, 8)


def test_a_topic_where_all_are_funded_is_left_out() -> None:
    world = _world()
    world["funded"] = world["funded"] | (world["topic"] == 0)
    assert _found(world).n_topics == 7


def test_unknown_outcomes_are_left_out_and_counted() -> None:
    world = _world()
    near = np.flatnonzero(world["funded"])[np.argsort(world["score"][world["funded"]])[:1]]
    world["after"][near, 0] = np.nan
    assert _found(world, nearest=1000).n_unknown == 1


def test_scores_unknown_are_not_reviewed() -> None:
    world = _world()
    world["score"][:5] = np.nan
    assert _found(world, nearest=1000).n_funded + _found(world, nearest=1000).n_unfunded == 235


def test_by_period_shows_the_step_after_the_decision() -> None:
    found = _found(_world(gain=3.0, noise=0.3))
    assert (len(found.by_period), found.by_period[:4].max() < 1.0, found.by_period[4:].min() > 2.0) == (7, True, True)


def test_outcomes_that_never_change_tell_nothing() -> None:
    world = _world()
    world["before"], world["after"] = np.ones((240, 4)), np.ones((240, 3))
    assert _found(world).verdict == "effect.cannot_tell"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"funded": [True]}, "effect.shapes"),
        ({"before": np.ones((240, 1))}, "effect.periods"),
        ({"relevant": 0.0}, "effect.relevant"),
        ({"level": 2.0}, "resampling.level"),
        ({"n": 5}, "resampling.draws"),
    ],
)
def test_what_cannot_be_compared_is_an_error(more: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as raised:
        effect(**(_world() | {"relevant": 1.0} | more))
    assert raised.value.code == code
