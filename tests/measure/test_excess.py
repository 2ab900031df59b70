"""Joint works beyond what sizes and the past predict."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from jialing.errors import InputError
from jialing.measure import Pairs, Ties, discoveries, expected_joint, joint_excess, tie_level, with_placebo

ONES = np.ones(10)


def test_expected_joint_is_the_product_of_sizes_over_all() -> None:
    assert expected_joint(np.array([10.0]), np.array([20.0]), 100.0).tolist() == [2.0]


def test_expected_joint_of_nothing_is_unknown() -> None:
    assert math.isnan(expected_joint(np.array([1.0]), np.array([1.0]), 0.0)[0])


def test_one_pair_is_a_negative_binomial() -> None:
    pairs = Pairs(np.array([3.0]), np.array([9.0]), np.array([4.0]), np.array([2.0]), growth=0.5)
    exact = stats.nbinom.sf(8, 3.5, 4.5 / (4.5 + 2.0))
    assert joint_excess(pairs, Ties(1.0, 0.5)).p == pytest.approx(exact)


def test_level_of_ties_raises_what_is_expected_of_new_pairs() -> None:
    pairs = Pairs(0 * ONES, ONES, 0 * ONES, ONES)
    assert joint_excess(pairs, Ties(3.0, 0.5)).expected == pytest.approx(30.0)


def test_trend_raises_mean_and_dispersion_the_variance() -> None:
    pairs = Pairs(ONES, ONES, ONES, ONES)
    plain, raised = joint_excess(pairs, Ties(1.0, 1.0)), joint_excess(pairs, Ties(1.0, 1.0, 2.0, 3.0))
    assert (raised.expected, raised.variance) == pytest.approx((2 * plain.expected, 6 * plain.variance))


def test_interval_holds_the_prediction() -> None:
    found = joint_excess(Pairs(ONES, ONES, ONES, ONES), Ties(1.0, 1.0))
    assert found.low < found.expected < found.high


def test_old_partners_who_go_on_are_no_excess() -> None:
    assert joint_excess(Pairs(40 * ONES, 40 * ONES, ONES, ONES), Ties(1.0, 0.5)).p > 0.3


def test_new_partners_are_an_excess() -> None:
    assert joint_excess(Pairs(0 * ONES, 6 * ONES, ONES, ONES), Ties(1.0, 0.5)).p < 1e-4


def test_p_is_calibrated_where_ties_persist() -> None:
    """Under the model itself, few groups in a hundred are found at one in a hundred."""
    rng = np.random.default_rng(5)
    mu = rng.gamma(2.0, 0.5, size=(400, 60))
    tie = rng.gamma(0.4, 2.0 / 0.4, size=mu.shape)
    before, after = rng.poisson(mu * tie).astype(float), rng.poisson(mu * tie).astype(float)
    ties = tie_level(before.ravel(), mu.ravel())
    ps = [joint_excess(Pairs(b, a, m, m), ties).p for b, a, m in zip(before, after, mu, strict=True)]
    assert np.mean(np.array(ps) < 0.01) <= 0.025


def test_level_and_shape_of_ties_are_recovered() -> None:
    rng = np.random.default_rng(3)
    mu = np.full(200_000, 2.0)
    found = tie_level(rng.poisson(mu * 3.0 * rng.gamma(0.5, 2.0, mu.size)), mu)
    assert (found.level, found.shape) == pytest.approx((3.0, 0.5), rel=0.1)


def test_without_joint_works_ties_are_as_size_says() -> None:
    assert tie_level(0 * ONES, ONES) == Ties(1.0, 1.0)


def test_placebo_that_grew_twofold_is_a_trend_of_two() -> None:
    placebo = [Pairs(100 * ONES, 200 * ONES, 100 * ONES, 100 * ONES)] * 20
    assert with_placebo(Ties(1.0, 1.0), placebo).trend == pytest.approx(2.0, rel=0.01)


def test_placebo_that_shrank_lowers_nothing() -> None:
    placebo = [Pairs(100 * ONES, 50 * ONES, 100 * ONES, 100 * ONES)] * 20
    assert with_placebo(Ties(1.0, 1.0), placebo).trend == 1.0


def test_groups_that_swing_raise_the_dispersion() -> None:
    rng = np.random.default_rng(8)
    placebo = [Pairs(10 * ONES, rng.choice([0.0, 20.0]) * ONES, 10 * ONES, 10 * ONES) for _ in range(40)]
    assert with_placebo(Ties(1.0, 1.0), placebo).dispersion > 3.0


def test_discoveries_keep_the_rate_and_never_an_unknown() -> None:
    assert discoveries(np.array([0.001, 0.012, 0.02, 0.5, np.nan]), 0.03).tolist() == [True, True, True, False, False]


def test_no_discovery_among_chance() -> None:
    assert not discoveries(np.linspace(0.05, 1.0, 20), 0.01).any()


def test_nothing_known_is_unknown() -> None:
    none = np.array([np.nan])
    assert math.isnan(joint_excess(Pairs(np.zeros(1), np.zeros(1), none, none), Ties(1.0, 1.0)).p)


@pytest.mark.parametrize(
    ("before", "shape", "code"), [(-1.0, 1.0, "counts.not_counts"), (1.0, 0.0, "excess.bad_shape")]
)
def test_bad_input_is_refused(before: float, shape: float, code: str) -> None:
    with pytest.raises(InputError) as error:
        joint_excess(Pairs(np.array([before]), ONES[:1], ONES[:1], ONES[:1]), Ties(1.0, shape))
    assert error.value.code == code
