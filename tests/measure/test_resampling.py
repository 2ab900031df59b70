"""Intervals by resampling: against closed forms, under change of order and unit, and where little is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from jialing.errors import InputError
from jialing.measure import Draws, Interval, bootstrap, bootstrap_places, presence, relatedness_density

COUNTS = np.array([[100.0, 25.0, 0.0], [9.0, 400.0, 4.0]])


def test_interval_of_a_count_is_that_of_poisson() -> None:
    low, high = bootstrap(COUNTS, lambda works: works, n=4000, seed=1).interval()
    expected = stats.poisson.interval(0.95, COUNTS)
    np.testing.assert_allclose([low, high], expected, atol=2.5)


def test_value_is_the_measure_of_the_counts_themselves() -> None:
    assert bootstrap(COUNTS, lambda works: works.sum(), n=2, seed=1).value.tolist() == COUNTS.sum()


def test_draws_are_thinned_by_the_probability_that_a_work_is_right() -> None:
    draws = bootstrap(COUNTS, lambda works: works, n=4000, seed=1, probability=[[0.9], [0.5]])
    np.testing.assert_allclose(draws.values.mean(axis=0), COUNTS * [[0.9], [0.5]], rtol=0.02, atol=0.2)


def test_draws_are_expanded_by_what_was_not_seen_of_each_place() -> None:
    draws = bootstrap(COUNTS, lambda works: works, n=4000, seed=1, coverage=[1.0, 0.5], judged=10_000)
    np.testing.assert_allclose(draws.values.mean(axis=0), COUNTS * [[1.0], [2.0]], rtol=0.03, atol=0.2)


def test_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """400 worlds: true works, of which 70 % are seen, and a tenth as many wrong ones counted among them."""
    rng = np.random.default_rng(0)
    truth = np.array([[80.0, 40.0, 120.0], [30.0, 90.0, 60.0]])
    seen = 0.7
    covered = []
    for seed in range(400):
        works = rng.poisson(truth)
        judged = rng.binomial(100, seen) / 100
        found = rng.binomial(works, seen)
        counted = found + rng.poisson(found / 9.0)
        draws = bootstrap(counted, lambda w: w, n=200, seed=seed, probability=0.9, coverage=[judged] * 2, alike=None)
        low, high = draws.interval()
        covered.append((low <= truth) & (truth <= high))
    assert 0.92 <= np.mean(covered) <= 0.98


def test_less_coverage_makes_a_wider_interval_for_its_share() -> None:
    def width(coverage: float) -> float:
        draws = bootstrap(COUNTS, lambda works: works[0, 0] / works[0].sum(), seed=1, coverage=[coverage, 1.0])
        interval = draws.interval_of()
        return interval.high - interval.low

    assert width(1.0) < width(0.7) < width(0.3)


def test_fewer_judged_records_make_coverage_less_sure() -> None:
    def width(judged: float) -> float:
        interval = bootstrap(
            COUNTS, lambda works: works[0].sum(), seed=1, coverage=[0.6, 1.0], judged=judged
        ).interval_of()
        return interval.high - interval.low

    assert width(1000) < width(10)


def test_unseen_works_in_the_same_cells_leave_shares_alone() -> None:
    def width(alike: float | None) -> float:
        many = bootstrap(
            1e4 * COUNTS, lambda works: works[0, 0] / works[0].sum(), seed=1, coverage=[0.5, 1], alike=alike
        )
        return many.interval_of().high - many.interval_of().low

    assert width(None) < 0.01 < width(4.0)


def test_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    one, same, other = (bootstrap(COUNTS, np.sum, n=20, seed=seed).values.tolist() for seed in (3, 3, 4))
    assert (one == same, one == other) == (True, False)


def test_batched_measure_gives_the_same_draws() -> None:
    one = bootstrap(COUNTS, lambda works: works.sum(axis=0), n=50, seed=3)
    batched = bootstrap(COUNTS, lambda works: works.sum(axis=1), n=50, seed=3, is_batched=True)
    assert (batched.values.tolist(), batched.value.tolist()) == (one.values.tolist(), one.value.tolist())


def test_portions_do_not_change_how_many_draws_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jialing.measure.resampling.CELLS_AT_A_TIME", 20)
    assert bootstrap(COUNTS, lambda works: works, n=50, seed=3).values.shape == (50, 2, 3)


def test_interval_moves_with_its_places_and_fields() -> None:
    low, high = bootstrap(COUNTS, lambda works: works, n=3000, seed=1).interval()
    turned = bootstrap(COUNTS[::-1, ::-1], lambda works: works, n=3000, seed=2).interval()
    np.testing.assert_allclose(turned, [low[::-1, ::-1], high[::-1, ::-1]], atol=4)


def test_more_works_make_a_relatively_narrower_interval_by_the_square_root() -> None:
    def width(scale: float) -> float:
        interval = bootstrap(100 * scale, lambda works: works / scale, n=4000, seed=1).interval_of()
        return interval.high - interval.low

    assert width(1) / width(16) == pytest.approx(4, rel=0.1)


def test_unknown_counts_stay_unknown() -> None:
    low, high = bootstrap([[np.nan, 4.0]], lambda works: works, n=100, seed=1).interval()
    assert (np.isnan(low).tolist(), np.isnan(high).tolist()) == ([[True, False]], [[True, False]])


def test_nothing_known_is_nothing_known_after() -> None:
    draws = bootstrap(np.full((2, 3), np.nan), lambda works: works, n=100, seed=1)
    assert np.isnan([draws.value, *draws.interval()]).all()


def test_unknown_coverage_leaves_that_place_unknown() -> None:
    low, _ = bootstrap(COUNTS, lambda works: works, n=100, seed=1, coverage=[np.nan, 0.9]).interval()
    assert np.isnan(low).tolist() == [[True] * 3, [False] * 3]


def test_single_draw_has_no_interval() -> None:
    assert np.isnan(bootstrap(COUNTS, np.sum, n=1, seed=1).interval()).all()


def test_figure_that_many_draws_leave_unknown_has_no_interval() -> None:
    rare = bootstrap([[1.0]], lambda works: np.where(works > 0, works, np.nan), n=200, seed=1)
    assert np.isnan(rare.interval()).all()


def test_figure_that_few_draws_leave_unknown_has_the_interval_of_the_others() -> None:
    values = np.append(np.arange(99.0), np.nan)
    assert Draws(np.array(49.0), values).interval(0.9) == (pytest.approx(4.9), pytest.approx(93.1))


def test_interval_of_one_figure_is_found_by_its_place() -> None:
    draws = bootstrap(COUNTS, lambda works: works, n=200, seed=1)
    low, high = draws.interval(0.9)
    assert draws.interval_of(1, 1, level=0.9) == Interval(400.0, low[1, 1], high[1, 1], 0.9)


def test_measures_of_matrices_can_be_drawn() -> None:
    works = np.random.default_rng(0).poisson(3, (8, 12)).astype(float)
    low, high = bootstrap(works, lambda drawn: relatedness_density(presence(drawn)), n=50, seed=1).interval()
    assert np.all(low <= high)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"n": 0}, "resampling.draws"),
        ({"probability": 1.2}, "resampling.share"),
        ({"probability": [0.1] * 7}, "counts.shapes"),
        ({"coverage": [0.0, 1.0]}, "resampling.share"),
        ({"coverage": [0.5]}, "counts.shapes"),
    ],
)
def test_bootstrap_refuses(changed: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        bootstrap(COUNTS, np.sum, **{"seed": 1, **changed})
    assert caught.value.code == code


def test_bootstrap_refuses_what_is_no_count() -> None:
    with pytest.raises(InputError, match=r"counts\.not_counts"):
        bootstrap([[-1.0]], np.sum, seed=1)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_interval_refuses_a_level_without_meaning(level: float) -> None:
    with pytest.raises(InputError, match=r"resampling\.level"):
        bootstrap(COUNTS, np.sum, n=50, seed=1).interval(level)


# --- places drawn again -----------------------------------------------------------------------------------------------


def test_places_are_drawn_as_many_as_there_are() -> None:
    assert bootstrap_places(5, lambda times: times.sum(), n=50, seed=1).values.tolist() == [5.0] * 50


def test_value_of_places_counts_each_once() -> None:
    assert bootstrap_places(4, lambda times: times, n=2, seed=1).value.tolist() == [1.0] * 4


def test_mean_tie_is_less_sure_by_places_than_by_pairs() -> None:
    """Ties that hang on the places: drawing pairs would take them for independent."""
    rng = np.random.default_rng(0)
    size = rng.lognormal(0, 1, 30)
    ties = np.outer(size, size)
    np.fill_diagonal(ties, 0.0)

    def mean_tie(times: np.ndarray) -> float:
        weights = np.outer(times, times)
        np.fill_diagonal(weights, 0.0)
        return float((weights * ties).sum() / weights.sum())

    by_place = bootstrap_places(30, mean_tie, n=500, seed=1).values.std()
    pairs = ties[np.triu_indices(30, 1)]
    assert by_place > 2 * pairs.std() / np.sqrt(len(pairs))


def test_one_place_has_no_pairs_to_draw() -> None:
    with pytest.raises(InputError, match=r"resampling\.places"):
        bootstrap_places(1, np.sum, seed=1)


def test_interval_excludes_what_lies_outside() -> None:
    known, unknown = Interval(2.0, 1.0, 3.0), Interval(2.0, np.nan, np.nan)
    assert (known.excludes(), known.excludes(2.5), unknown.excludes()) == (True, False, False)
