"""Expected ties: against slow references, under change of order and of coverage, on planted ties, and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jialing.errors import InputError
from jialing.measure import Expected, expected_ties
from tests.reference import null_models as slow

FEW = settings(max_examples=25, deadline=None)
PLACES = 7


def _symmetric(cells: np.ndarray) -> np.ndarray:
    upper = np.triu(cells, 1)
    return upper + upper.T


TIES = arrays(float, (PLACES, PLACES), elements=st.integers(1, 30).map(float)).map(_symmetric)
ORDERS = st.permutations(range(PLACES)).map(np.array)


def _scene(seed: int, places: int = 20) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean ties that follow gravity, sizes, kilometres."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(7, 1, places)
    at = rng.uniform(0, 800, (places, 2))
    km = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) + 1
    return 2e-3 * np.outer(size, size) ** 0.8 * km**-0.6, size, km


def _drawn(mean: np.ndarray, seed: int) -> np.ndarray:
    return _symmetric(np.random.default_rng(seed).poisson(mean).astype(float))


def _both(ties: np.ndarray, size: np.ndarray, km: np.ndarray, n: int = 200) -> list[Expected]:
    return [expected_ties(ties, size=size, distance=km, model=m, n=n) for m in ("configuration", "gravity")]


@FEW
@given(TIES)
def test_configuration_equals_reference(ties: np.ndarray) -> None:
    found = expected_ties(ties, size=np.ones(PLACES), n=1)
    if found.unexplained is None:
        off = ~np.eye(PLACES, dtype=bool)
        np.testing.assert_allclose(found.expected[off], np.array(slow.configuration(ties.tolist()))[off], rtol=1e-5)


def test_gravity_equals_reference() -> None:
    mean, size, km = _scene(1, 9)
    ties = _drawn(mean, 2)
    found = expected_ties(ties, size=size, distance=km, model="gravity", n=1)
    np.testing.assert_allclose(found.expected, slow.gravity(ties.tolist(), size.tolist(), km.tolist()), rtol=1e-4)


@FEW
@given(TIES)
def test_configuration_keeps_the_sum_of_each_place(ties: np.ndarray) -> None:
    found = expected_ties(ties, size=np.ones(PLACES), n=1)
    if found.unexplained is None:
        np.testing.assert_allclose(np.nansum(found.expected, axis=1), ties.sum(axis=1), rtol=1e-6)


@FEW
@given(TIES, ORDERS)
def test_expected_ties_move_with_their_places(ties: np.ndarray, order: np.ndarray) -> None:
    _, size, km = _scene(3, PLACES)
    for one, other in zip(
        _both(ties, size, km, n=1),
        _both(ties[np.ix_(order, order)], size[order], km[np.ix_(order, order)], n=1),
        strict=True,
    ):
        np.testing.assert_allclose(other.expected, one.expected[np.ix_(order, order)], rtol=1e-5)


@FEW
@given(TIES, st.integers(2, 9))
def test_ratios_do_not_depend_on_the_unit_of_counting(ties: np.ndarray, factor: int) -> None:
    _, size, km = _scene(3, PLACES)
    for one, other in zip(_both(ties, size, km, n=1), _both(ties * factor, size * factor, km * 1.6, n=1), strict=True):
        np.testing.assert_allclose(other.ratio, one.ratio, rtol=1e-5)


@FEW
@given(arrays(float, PLACES, elements=st.floats(1.0, 3.0)), arrays(float, PLACES, elements=st.floats(0.5, 1.0)))
def test_ties_of_the_configuration_form_stay_so_where_places_are_covered_in_part(
    strength: np.ndarray, known: np.ndarray
) -> None:
    ties = np.outer(strength, strength)
    part = expected_ties(ties * np.outer(known, known), size=np.ones(PLACES), n=1)
    off = ~np.eye(PLACES, dtype=bool)
    np.testing.assert_allclose(part.ratio[off], 1.0, rtol=1e-5)


def test_arrays_are_symmetric_with_an_unknown_diagonal() -> None:
    mean, size, km = _scene(4)
    for found in _both(_drawn(mean, 5), size, km, n=20):
        for cells in (found.expected, found.ratio, *found.interval):
            assert np.isnan(np.diag(cells)).all()
            np.testing.assert_array_equal(cells, cells.T)


def test_intervals_hold_the_ratio() -> None:
    mean, size, km = _scene(4)
    off = ~np.eye(len(size), dtype=bool)
    for found in _both(_drawn(mean, 5), size, km):
        low, high = found.interval
        assert np.all((low <= found.ratio)[off] & (found.ratio <= high)[off])


def test_same_seed_same_interval() -> None:
    mean, size, _ = _scene(4)
    one, other = (expected_ties(_drawn(mean, 5), size=size, n=50, seed=9) for _ in range(2))
    np.testing.assert_array_equal(one.interval[0], other.interval[0])


@pytest.mark.parametrize("model", ["configuration", "gravity"])
def test_ties_without_anything_planted_seldom_differ(model: Any) -> None:
    wrong = []
    for seed in range(12):
        gravity, size, km = _scene(seed)
        mean = gravity if model == "gravity" else np.outer(size, size) / size.max() ** 2 * 40
        found = expected_ties(_drawn(mean, seed + 100), size=size, distance=km, model=model, n=200)
        wrong.append(np.mean(found.direction[np.triu_indices(len(size), 1)] != 0))
    assert np.mean(wrong) < 0.06


@pytest.mark.parametrize("factor", [0.3, 3.0])
def test_a_planted_tie_is_found_by_both_models(factor: float) -> None:
    mean, size, km = _scene(8)
    a, b = np.argsort(size)[-2:]
    mean[a, b] = mean[b, a] = mean[a, b] * factor
    for found in _both(_drawn(mean, 3), size, km):
        assert found.direction[a, b] == np.sign(factor - 1)


def test_a_pair_without_ties_differs_only_where_many_were_expected() -> None:
    mean, size, km = _scene(8)
    ties = _drawn(mean, 3)
    a, b = np.argsort(size)[:2]
    ties[a, b] = ties[b, a] = 0
    found = expected_ties(ties, size=size, distance=km, model="gravity", n=200)
    assert (found.ratio[a, b], found.expected[a, b] < 3, found.direction[a, b]) == (0, True, 0)


def test_a_place_without_works_is_unknown_to_gravity() -> None:
    mean, size, km = _scene(2, 8)
    ties = _drawn(mean, 3)
    ties[0] = ties[:, 0] = size[0] = 0
    found = expected_ties(ties, size=size, distance=km, model="gravity", n=20)
    assert (np.isnan(found.expected[0]).all(), np.isnan(found.expected[1, 2])) == (True, False)


def test_a_place_without_ties_expects_none() -> None:
    mean, size, _ = _scene(2, 8)
    ties = _drawn(mean, 3)
    ties[0] = ties[:, 0] = 0
    found = expected_ties(ties, size=size, n=20)
    assert (np.nansum(found.expected[0]), np.isnan(found.ratio[0]).all()) == (0, True)


def test_an_unknown_distance_leaves_its_pair_unknown() -> None:
    mean, size, km = _scene(2, 8)
    km[0, 1] = km[1, 0] = np.nan
    found = expected_ties(_drawn(mean, 3), size=size, distance=km, model="gravity", n=20)
    assert (np.isnan(found.ratio[0, 1]), np.isnan(found.ratio[0, 2])) == (True, False)


@pytest.mark.parametrize("places", [0, 1, 2, 3])
def test_few_places_explain_nothing(places: int) -> None:
    ties = _symmetric(np.ones((places, places)))
    for model in ("configuration", "gravity"):
        found = expected_ties(ties, size=np.ones(places), distance=ties, model=model)
        assert (found.unexplained, np.isnan(found.ratio).all()) == ("too_few_places", True)


def test_no_ties_explain_nothing() -> None:
    assert {f.unexplained for f in _both(np.zeros((6, 6)), np.ones(6), np.ones((6, 6)))} == {"no_ties"}


def test_ties_that_all_meet_in_one_place_explain_nothing() -> None:
    ties = np.zeros((6, 6))
    ties[0, 1:] = ties[1:, 0] = [5, 4, 3, 2, 1]
    assert expected_ties(ties, size=np.ones(6)).unexplained == "all_meet_in_one"


def test_places_of_one_size_are_told_apart_by_distance_alone() -> None:
    _, _, km = _scene(2, 8)
    ties = _drawn(np.where(np.eye(8) > 0, 0, 500 / km), 1)
    found = expected_ties(ties, size=np.full(8, 10.0), distance=km, model="gravity", n=20)
    assert (found.unexplained, bool(np.nanmin(found.expected) > 0)) == (None, True)


def test_nothing_doubtful_changes_nothing() -> None:
    mean, size, km = _scene(4)
    sure = {"probability": np.ones(20), "coverage": None}
    plain, other = (
        expected_ties(_drawn(mean, 5), size=size, distance=km, model="gravity", n=50, **kw)  # type: ignore[arg-type]
        for kw in ({}, sure)
    )
    np.testing.assert_array_equal(plain.interval[1], other.interval[1])


@pytest.mark.parametrize("model", ["configuration", "gravity"])
def test_intervals_hold_the_truth_where_places_are_seen_and_placed_unequally(model: Any) -> None:
    held = []
    for seed in range(12):
        gravity, size, km = _scene(seed, 16)
        rng = np.random.default_rng(seed)
        mean = gravity if model == "gravity" else np.outer(size, size) / size.max() ** 2 * 400
        seen, right = rng.uniform(0.4, 1.0, 16), rng.uniform(0.8, 1.0, 16)
        ties = _drawn(mean * np.outer(seen, seen) / np.outer(right, right), seed + 100)
        known = {"probability": right, "coverage": seen, "size": size * seen / right, "distance": km}
        found = expected_ties(ties, model=model, n=200, **known)
        held.append(np.mean(found.direction[np.triu_indices(16, 1)] == 0))
    assert np.mean(held) > 0.94


def test_a_place_that_was_hardly_seen_is_not_said_to_work_less_with_others() -> None:
    mean, size, km = _scene(8)
    a, b = np.argsort(size)[-2:]
    seen = np.where(np.arange(20) == a, 0.25, 1.0)
    ties = np.round(mean * np.outer(seen, seen) * 10)
    asked = {"size": size * seen, "distance": km, "model": "gravity", "n": 200}
    found = [expected_ties(ties, **asked, coverage=c).direction[a, b] for c in (None, seen)]  # type: ignore[arg-type]
    assert found == [-1, 0]


def test_pairs_of_a_place_of_unknown_coverage_have_no_interval() -> None:
    mean, size, km = _scene(4, 8)
    seen = np.where(np.arange(8) == 2, np.nan, 0.8)
    found = expected_ties(_drawn(mean, 5), size=size, distance=km, model="gravity", coverage=seen, n=50)
    assert np.isnan(found.direction)[0].tolist() == [True, False, True, *[False] * 5]


def test_places_of_which_no_coverage_is_known_have_no_intervals() -> None:
    mean, size, _ = _scene(4, 8)
    found = expected_ties(_drawn(mean, 5), size=size, coverage=np.full(8, np.nan), n=50)
    assert (np.isnan(found.direction).all(), np.isnan(found.ratio[0, 1])) == (True, False)


GOOD = _symmetric(np.ones((5, 5)))


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"ties": -GOOD}, "counts.not_counts"),
        ({"ties": np.where(GOOD > 0, np.inf, 0)}, "counts.not_counts"),
        ({"ties": np.where(GOOD > 0, np.nan, 0)}, "counts.unknown_cells"),
        ({"ties": np.ones((5, 4))}, "matrix.not_square"),
        ({"ties": np.triu(GOOD)}, "matrix.not_symmetric"),
        ({"size": np.ones(4)}, "counts.shapes"),
        ({"size": -np.ones(5)}, "counts.not_counts"),
        ({"model": "gravity"}, "ties.no_distance"),
        ({"model": "gravity", "distance": np.ones((4, 4))}, "counts.shapes"),
        ({"model": "gravity", "distance": np.zeros((5, 5))}, "ties.distance"),
        ({"model": "gravity", "distance": np.arange(25.0).reshape(5, 5)}, "matrix.not_symmetric"),
        ({"model": "oracle"}, "ties.model"),
        ({"n": 0}, "ties.draws"),
        ({"level": 1.0}, "ties.level"),
        ({"probability": np.zeros(5)}, "resampling.share"),
        ({"coverage": np.full(5, 1.1)}, "resampling.share"),
        ({"coverage": np.ones(4)}, "counts.shapes"),
    ],
)
def test_bad_input_is_named(given_: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as raised:
        expected_ties(**{"ties": GOOD, "size": np.ones(5), **given_})
    assert raised.value.code == code
