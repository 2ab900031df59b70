"""Joint works beyond what sizes and the past predict."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from jialing.errors import InputError
from jialing.measure import expected_joint, joint_excess, spread


def test_expected_joint_is_the_product_of_sizes_over_all() -> None:
    assert expected_joint(np.array([10.0]), np.array([20.0]), 100.0).tolist() == [2.0]


def test_expected_joint_of_nothing_is_unknown() -> None:
    assert math.isnan(expected_joint(np.array([1.0]), np.array([1.0]), 0.0)[0])


def test_one_pair_is_a_negative_binomial() -> None:
    found = joint_excess(
        before=np.array([3.0]), after=np.array([9.0]), mu_before=np.array([4.0]), mu_after=np.array([2.0]), shape=0.5
    )
    exact = stats.nbinom.sf(8, 3.5, 4.5 / (4.5 + 2.0))
    assert found.p == pytest.approx(exact)


def test_old_partners_who_go_on_are_no_excess() -> None:
    ones = np.ones(10)
    found = joint_excess(before=40 * ones, after=40 * ones, mu_before=ones, mu_after=ones, shape=0.5)
    assert found.p > 0.3


def test_new_partners_are_an_excess() -> None:
    ones = np.ones(10)
    found = joint_excess(before=0 * ones, after=6 * ones, mu_before=ones, mu_after=ones, shape=0.5)
    assert found.p < 1e-4


def test_p_is_calibrated_where_ties_persist() -> None:
    """Under the model itself, few groups in a hundred are found at one in a hundred."""
    rng = np.random.default_rng(5)
    mu = rng.gamma(2.0, 0.5, size=(400, 60))
    ties = rng.gamma(0.4, 1 / 0.4, size=mu.shape)
    before, after = rng.poisson(mu * ties), rng.poisson(mu * ties)
    shape = spread(before.ravel(), mu.ravel())
    ps = [
        joint_excess(before=b, after=a, mu_before=m, mu_after=m, shape=shape).p
        for b, a, m in zip(before, after, mu, strict=True)
    ]
    assert np.mean(np.array(ps) < 0.01) <= 0.025


def test_spread_is_recovered() -> None:
    rng = np.random.default_rng(3)
    mu = np.full(200_000, 2.0)
    assert spread(rng.poisson(mu * rng.gamma(0.5, 2.0, mu.size)), mu) == pytest.approx(0.5, rel=0.1)


def test_nothing_together_is_no_excess() -> None:
    zero = np.zeros(3)
    assert joint_excess(before=zero, after=zero, mu_before=zero, mu_after=zero, shape=1.0).p == 1.0


def test_negative_counts_are_refused() -> None:
    one = np.array([1.0])
    with pytest.raises(InputError, match="not_counts"):
        joint_excess(before=-one, after=one, mu_before=one, mu_after=one, shape=1.0)
