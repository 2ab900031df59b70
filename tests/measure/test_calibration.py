"""Calibration: equal to the dense mixed model, intervals that hold, nothing said where nothing can be."""

from __future__ import annotations

import numpy as np
import pytest

from jialing.errors import InputError
from jialing.measure import calibration, redrawn_scores, reviews
from jialing.measure.agreement import agreement
from jialing.measure.mixed_model import Reviews, fit_of


def _world(seed: int, n: int = 40, m: int = 10, k: int = 4, lean: float = 5.0) -> tuple[Reviews, np.ndarray]:
    rng = np.random.default_rng(seed)
    reviewer = np.array([rng.permutation(m)[:k] for _ in range(n)])
    quality, leaning = rng.normal(70, 6, n), rng.normal(0, lean, m)
    score = quality[:, None] + leaning[reviewer] + rng.normal(0, 5, (n, k))
    given = reviews(np.repeat(np.arange(n), k), reviewer.ravel(), score.ravel(), n_proposals=n, n_reviewers=m)
    return given, quality


def _dense(given: Reviews, ratios: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Generalised least squares with the whole covariance matrix: slow and obvious (noise variance profiled)."""
    size = len(given.score)
    own = np.eye(given.n_proposals)[given.proposal]
    by = np.eye(given.n_reviewers)[given.reviewer]
    v = np.eye(size) + ratios[0] * own @ own.T + ratios[1] * by @ by.T
    inverse, ones = np.linalg.inv(v), np.ones(size)
    total = ones @ inverse @ ones
    mean = ones @ inverse @ given.score / total
    rest = given.score - mean
    squares = rest @ inverse @ rest
    noise = squares / (size - 1)
    cross = ratios[0] * own.T
    scores = mean + cross @ inverse @ rest
    lack = 1 - cross @ inverse @ ones
    variance = ratios[0] - np.einsum("ij,jk,ik->i", cross, inverse, cross) + lack**2 / total
    fit = -0.5 * (np.linalg.slogdet(v)[1] + np.log(total) + (size - 1) * np.log(squares))
    return scores, variance * noise, float(fit)


@pytest.mark.parametrize("ratios", [(1.0, 1.0), (2.5, 0.1)])
def test_equations_equal_the_dense_model(ratios: tuple[float, float]) -> None:
    given, _ = _world(1, n=15, m=6, k=3)
    scores, variance, fit = _dense(given, np.array(ratios))
    found = fit_of(given, np.array(ratios))
    noise = found.squares / (len(given.score) - 1)
    assert found.effects[:15] == pytest.approx(scores)
    assert found.variance[:15] * noise == pytest.approx(variance)
    other = _dense(given, np.array([0.5, 0.5]))[2]
    assert found.fit - fit_of(given, np.array([0.5, 0.5])).fit == pytest.approx(fit - other)


def test_intervals_hold_the_true_quality_and_ranks_are_better_than_raw() -> None:
    held, gained = [], []
    for seed in range(12):
        given, quality = _world(seed)
        found = calibration(given)
        held.append(((found.low <= quality) & (quality <= found.high)).mean())
        gained.append(np.corrcoef(found.score, quality)[0, 1] - np.corrcoef(found.raw, quality)[0, 1])
    assert 0.92 < np.mean(held) < 0.98
    assert np.mean(gained) > 0.02


def test_raw_scores_stand_beside() -> None:
    given, _ = _world(2)
    assert calibration(given).raw[0] == pytest.approx(given.score[given.proposal == 0].mean())


def test_panels_without_a_common_reviewer_are_not_compared() -> None:
    proposal = np.repeat(np.arange(12), 2)
    reviewer = np.where(proposal < 6, np.tile([0, 1], 12), np.tile([2, 3], 12))
    given = reviews(proposal, reviewer, np.arange(24.0), n_proposals=12, n_reviewers=4)
    found = calibration(given)
    assert (found.status, found.n_parts, found.is_identified) == ("calibration.disconnected", 2, False)
    assert np.isnan(found.score).all()


def test_a_reviewer_with_fewer_than_five_scores_leaves_nothing_identified() -> None:
    given, _ = _world(3, n=8)
    assert (calibration(given).status, calibration(given).n_few > 0) == ("calibration.few_scores", True)


def test_one_score_each_cannot_tell_noise_from_quality() -> None:
    given = reviews(np.arange(6), np.zeros(6, int), np.arange(6.0), n_proposals=6, n_reviewers=1)
    assert calibration(given).status == "calibration.no_repeats"


def test_a_proposal_without_scores_has_no_calibrated_score() -> None:
    given, _ = _world(4)
    more = reviews(given.proposal, given.reviewer, given.score, n_proposals=41, n_reviewers=10)
    assert np.isnan(calibration(more).score).tolist() == [False] * 40 + [True]


def test_redraws_vary_about_the_fit_as_new_reviews_would() -> None:
    given, _ = _world(5)
    found = calibration(given)
    drawn = np.array(list(redrawn_scores(given, found, n=1500, seed=1)))
    assert found.spread is not None
    noise = found.spread.mean[2]
    expected = found.score[given.proposal] + found.leaning[given.reviewer]
    assert drawn.mean(axis=0) == pytest.approx(expected, abs=0.6)
    assert drawn.var(axis=0).mean() == pytest.approx(noise * 1.3, rel=0.25)


def test_redraws_of_what_is_not_identified_are_refused() -> None:
    given, _ = _world(3, n=8)
    with pytest.raises(InputError, match=r"calibration\.not_identified"):
        next(redrawn_scores(given, calibration(given), n=1, seed=1))


def test_unknown_scores_are_left_out() -> None:
    given = reviews([0, 0, 1], [0, 1, 1], [1.0, np.nan, 2.0], n_proposals=2, n_reviewers=2)
    assert (given.proposal.tolist(), given.score.tolist()) == ([0, 1], [1.0, 2.0])


@pytest.mark.parametrize(
    ("proposal", "reviewer", "score", "code"),
    [
        ([0, 1], [0], [1.0, 2.0], "calibration.shapes"),
        ([0, 9], [0, 0], [1.0, 2.0], "calibration.codes"),
        ([0, 1], [0, 0], [1.0, np.inf], "calibration.codes"),
        ([0, 0], [0, 0], [1.0, 2.0], "calibration.twice"),
    ],
)
def test_reviews_that_cannot_be_used_are_errors(
    proposal: list[int], reviewer: list[int], score: list[float], code: str
) -> None:
    with pytest.raises(InputError) as raised:
        reviews(proposal, reviewer, score, n_proposals=2, n_reviewers=2)
    assert raised.value.code == code


def _alpha_by_pairs(given: Reviews) -> float:
    """Krippendorff's alpha as defined: over all pairs."""
    units = [given.score[given.proposal == row] for row in range(given.n_proposals)]
    units = [unit for unit in units if len(unit) > 1]
    pooled = np.concatenate(units)
    observed = sum(((u[:, None] - u) ** 2).sum() / (len(u) - 1) for u in units) / len(pooled)
    expected = ((pooled[:, None] - pooled) ** 2).sum() / (len(pooled) * (len(pooled) - 1))
    return float(1 - observed / expected)


def test_alpha_is_as_defined_over_all_pairs() -> None:
    given, _ = _world(6)
    found = agreement(given, calibration(given))
    assert found.alpha.value == pytest.approx(_alpha_by_pairs(given))
    assert found.alpha.low < found.alpha.value < found.alpha.high


def test_intraclass_correlation_grows_with_the_panel() -> None:
    given, _ = _world(7, n=80)
    found = agreement(given, calibration(given))
    assert found.single.low < 36 / (36 + 25 + 25) < found.single.high
    assert (found.panel.value > found.single.value, found.seats) == (True, 4.0)


def test_agreement_is_unknown_where_nothing_is_identified() -> None:
    given, _ = _world(3, n=8)
    found = agreement(given, calibration(given))
    assert (found.single.is_known, found.alpha.is_known) == (False, False)


def test_equal_scores_are_calibrated_to_themselves() -> None:
    given, _ = _world(8)
    same = reviews(given.proposal, given.reviewer, np.full(len(given.score), 80.0), n_proposals=40, n_reviewers=10)
    assert calibration(same).score == pytest.approx(80.0)
    assert np.isnan(agreement(same, calibration(same)).alpha.value)
