"""The measures of region x field matrices: by hand, against slow and obvious references, and under change of order."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from jialing.errors import InputError
from jialing.measure import (
    added_density,
    complementarity,
    complexity,
    cooccurrence,
    entries,
    exits,
    fitness_complexity,
    gini,
    herfindahl,
    presence,
    proximity,
    proximity_blocks,
    rarefied,
    reflections,
    relatedness,
    relatedness_density,
    shannon,
    specialisation,
)

NESTED = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], float)
HOLLOW = np.array([[3, 0, 5, 0, 1], [0, 0, 0, 0, 0], [2, 4, 0, 0, 6], [1, 1, 7, 0, 0], [0, 9, 2, 0, 2]], float)
"""One empty region, one empty field."""

counts = arrays(float, st.tuples(st.integers(2, 7), st.integers(2, 9)), elements=st.integers(0, 5).map(float))


def _random(regions: int, fields: int, *, seed: int = 0, filled: float = 0.3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.where(rng.random((regions, fields)) < filled, rng.integers(1, 9, (regions, fields)), 0).astype(float)


# --- slow and obvious references --------------------------------------------------------------------------------------


def _slow_proximity(m: np.ndarray, diagonal: float) -> np.ndarray:
    n = m.shape[1]
    phi = np.full((n, n), np.nan)
    for i, j in product(range(n), repeat=2):
        k = max(m[:, i].sum(), m[:, j].sum())
        if m[:, i].any() and m[:, j].any():
            phi[i, j] = diagonal if i == j else (m[:, i] * m[:, j]).sum() / k
    return phi


def _slow_density(m: np.ndarray, phi: np.ndarray) -> np.ndarray:
    density = np.full(m.shape, np.nan)
    for r, i in product(*map(range, m.shape)):
        near = np.nan_to_num(phi[i])
        if m[r].any() and m[:, i].any() and near.sum() > 0:
            density[r, i] = (m[r] * near).sum() / near.sum()
    return density


def _slow_complementarity(m: np.ndarray, phi: np.ndarray) -> np.ndarray:
    n = m.shape[0]
    found = np.full((n, n), np.nan)
    for r, s in product(range(n), repeat=2):
        added = [
            sum(np.nan_to_num(phi[i, j]) * (1 - m[r, j]) * m[s, j] for j in range(m.shape[1])) / np.nansum(phi[i])
            for i in range(m.shape[1])
            if not m[r, i] and m[:, i].any() and np.nansum(phi[i]) > 0
        ]
        if m[r].any() and m[s].any() and added:
            found[r, s] = np.mean(added)
    return found


# --- specialisation and presence --------------------------------------------------------------------------------------


def test_specialisation_without_reference_takes_the_column_sums() -> None:
    found = specialisation([[2, 2], [0, 4]])
    assert found.tolist() == [[2.0, 2 / 3], [0.0, 4 / 3]]


def test_specialisation_of_sparse_counts_is_the_same() -> None:
    assert np.array_equal(specialisation(sparse.coo_array(HOLLOW)), specialisation(HOLLOW), equal_nan=True)


def test_specialisation_leaves_empty_regions_and_fields_in_place() -> None:
    unknown = np.isnan(specialisation(HOLLOW))
    assert (unknown.all(axis=1).tolist(), unknown.all(axis=0).tolist()) == (
        [False, True, False, False, False],
        [False, False, False, True, False],
    )


def test_specialisation_refuses_unknown_counts_without_a_reference() -> None:
    with pytest.raises(InputError, match=r"counts\.unknown_cells"):
        specialisation([[1.0, np.nan], [1.0, 1.0]])


@pytest.mark.parametrize("wrong", [-1.0, np.inf])
def test_presence_refuses_what_is_no_count(wrong: float) -> None:
    with pytest.raises(InputError, match=r"counts\.not_counts"):
        presence([[1.0, wrong], [1.0, 1.0]])


def test_presence_in_a_field_that_the_reference_lacks_is_unknown() -> None:
    assert presence([[1.0, 9.0, 0.0]], [0.0, 5.0, 5.0]).dense.tolist() == [[0.0, 1.0, 0.0]]


@settings(max_examples=40, deadline=None)
@given(counts)
def test_presence_is_specialisation_from_the_threshold(works: np.ndarray) -> None:
    with np.errstate(invalid="ignore"):
        expected = (specialisation(works) >= 1).astype(float)
    assert presence(works).dense.tolist() == expected.tolist()


@settings(max_examples=40, deadline=None)
@given(counts, st.sampled_from([2.0, 1024.0]))
def test_presence_does_not_change_with_the_unit(works: np.ndarray, scale: float) -> None:
    assert presence(works * scale).dense.tolist() == presence(works).dense.tolist()


# --- proximity, relatedness, density ----------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(counts, st.sampled_from([0.0, 1.0]))
def test_proximity_is_the_smaller_conditional_probability(works: np.ndarray, diagonal: float) -> None:
    held = presence(works)
    np.testing.assert_allclose(proximity(held, diagonal=diagonal), _slow_proximity(held.dense, diagonal))


def test_proximity_in_blocks_is_the_whole() -> None:
    held = presence(_random(9, 23))
    whole = np.hstack([block for _, block in proximity_blocks(held, size=5)])
    assert np.array_equal(whole, proximity(held), equal_nan=True)


@pytest.mark.parametrize("filled", [0.01, 0.3])
def test_proximity_in_single_precision_is_rounded_only(filled: float) -> None:
    """Sparse and dense products."""
    held = presence(_random(30, 50, filled=filled))
    whole = np.hstack([block for _, block in proximity_blocks(held, dtype=np.float32)])
    np.testing.assert_allclose(whole, proximity(held), rtol=1e-6)


def test_proximity_refuses_a_matrix_of_counts() -> None:
    with pytest.raises(InputError, match=r"presence\.not_binary"):
        proximity([[2, 0], [0, 1]])


@settings(max_examples=60, deadline=None)
@given(counts, st.sampled_from([0.0, 1.0]))
def test_density_is_the_share_of_what_is_near(works: np.ndarray, diagonal: float) -> None:
    held = presence(works)
    expected = _slow_density(held.dense, _slow_proximity(held.dense, diagonal))
    np.testing.assert_allclose(relatedness_density(held, diagonal=diagonal), expected, atol=1e-12)


@pytest.mark.parametrize(("filled", "fields"), [(0.02, 900), (0.3, 900), (0.15, 2000)])
def test_density_by_ubiquity_is_density_by_proximity(filled: float, fields: int) -> None:
    """Sparse and dense products, even and mixed blocks."""
    held = presence(_random(40, fields, filled=filled))
    near = proximity(held)
    np.testing.assert_allclose(relatedness_density(held), relatedness_density(held, near), atol=1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_density_of_few_fields_is_the_same_by_ubiquity(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    held = presence(_random(3 + seed % 5, 9 + seed, seed=seed, filled=0.05 + 0.02 * seed))
    whole = relatedness_density(held, diagonal=seed % 2)
    monkeypatch.setattr("jialing.measure.density.WIDE", 0)
    np.testing.assert_allclose(relatedness_density(held, diagonal=seed % 2), whole, atol=1e-12)


def test_fitness_that_sinks_to_nothing_stays_a_number() -> None:
    fitness, quality = fitness_complexity([[1, 1, 1], [1, 0, 0], [1, 0, 0]], steps=3000)
    assert np.isfinite([*fitness, *quality]).all()


def test_density_in_single_precision_is_near_enough() -> None:
    held = presence(_random(40, 900))
    exact = relatedness_density(held)
    np.testing.assert_allclose(relatedness_density(held, dtype=np.float32), exact, atol=2e-6)


def test_relatedness_is_symmetric_and_knows_nothing_of_the_unconnected() -> None:
    together = cooccurrence(presence(HOLLOW))
    for way in ("association", "cosine", "jaccard", "prob"):
        found = relatedness(together, way)
        assert np.array_equal(found, found.T, equal_nan=True)
        assert np.isnan(found[3]).all()


def test_relatedness_by_association_is_one_where_ties_are_as_sizes_say() -> None:
    """Four fields, all pairs equally often together: each pair 3/4 of T over s^2, T = 12, s = 3."""
    found = relatedness(np.ones((4, 4)))
    assert found[0, 1] == pytest.approx(12 / 9)


def test_relatedness_refuses_another_normalisation() -> None:
    with pytest.raises(InputError, match=r"relatedness\.normalisation"):
        relatedness(np.ones((3, 3)), "guess")  # type: ignore[arg-type]


# --- complexity -------------------------------------------------------------------------------------------------------


def test_complexity_orders_a_nested_matrix_by_diversity() -> None:
    found = complexity(NESTED)
    assert (np.argsort(-found.regions).tolist(), np.argsort(-found.fields).tolist()) == ([0, 1, 2, 3], [3, 2, 1, 0])


def test_complexity_is_standardised_on_each_side() -> None:
    found = complexity(presence(_random(12, 20)))
    moments = [v for values in (found.regions, found.fields) for v in (np.nanmean(values), np.nanstd(values))]
    np.testing.assert_allclose(moments, [0, 1, 0, 1], atol=1e-12)


def test_complexity_is_an_eigenvector_of_the_mean_of_means() -> None:
    m = presence(_random(12, 20, seed=3)).dense
    found = complexity(m).regions
    step = np.diag(1 / m.sum(1)) @ m @ np.diag(1 / m.sum(0)) @ m.T
    moved = step @ found
    slope = np.polyfit(found, moved, 1)
    np.testing.assert_allclose(moved, np.polyval(slope, found), atol=1e-9)


def test_complexity_of_empty_regions_is_unknown() -> None:
    m = presence(HOLLOW).dense
    found = complexity(m)
    assert (np.isnan(found.regions).tolist(), np.isnan(found.fields).tolist()) == (
        [False, True, False, False, False],
        [False, False, False, True, False],
    )


def test_complexity_of_separate_groups_is_undefined() -> None:
    found = complexity(np.kron(np.eye(2), [[1, 1], [1, 0]]))
    assert (found.undefined, np.isnan(found.regions).all()) == ("disconnected", True)


def test_complexity_of_a_ring_is_undefined() -> None:
    ring = np.eye(5) + np.roll(np.eye(5), 1, axis=1)
    assert complexity(ring).undefined == "degenerate"


def test_complexity_without_anything_is_undefined() -> None:
    assert complexity(np.zeros((3, 3))).undefined == "too_small"


def test_complexity_unrelated_to_diversity_is_undefined() -> None:
    """All regions equally diverse: no end of the scale is the complex one."""
    m = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]], float)
    assert complexity(m).undefined == "orthogonal"


def test_complexity_of_many_regions_is_that_of_the_full_decomposition() -> None:
    held = presence(_random(450, 600, seed=5, filled=0.1))
    left, _, _ = np.linalg.svd(held.dense / np.sqrt(np.outer(held.diversity, held.ubiquity)))
    expected = left[:, 1] / np.sqrt(held.diversity)
    assert abs(np.corrcoef(complexity(held).regions, expected)[0, 1]) == pytest.approx(1, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_measures_do_not_depend_on_the_order_of_rows_and_columns(seed: int) -> None:
    works = _random(8, 11, seed=seed, filled=0.5)
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(8), rng.permutation(11)
    one, other = presence(works), presence(works[rows][:, columns])
    density = relatedness_density(one)[rows][:, columns]
    np.testing.assert_allclose(relatedness_density(other), density, atol=1e-12)
    np.testing.assert_allclose(complexity(other).regions, complexity(one).regions[rows], atol=1e-7)


def test_reflections_start_with_diversity_and_ubiquity() -> None:
    regions, fields = reflections(NESTED, 0)
    assert (regions.tolist(), fields.tolist()) == ([4, 3, 2, 1], [4, 3, 2, 1])


def test_reflections_take_means_of_means() -> None:
    regions, _ = reflections(NESTED, 1)
    np.testing.assert_allclose(regions, [10 / 4, 9 / 3, 7 / 2, 4])


def test_fitness_is_one_on_average_and_orders_a_nested_matrix() -> None:
    fitness, quality = fitness_complexity(NESTED, steps=50)
    assert (np.argsort(-fitness).tolist(), np.argsort(-quality).tolist()) == ([0, 1, 2, 3], [3, 2, 1, 0])
    assert (float(np.mean(fitness)), float(np.mean(quality))) == (pytest.approx(1), pytest.approx(1))


def test_fitness_of_the_first_step_is_diversity_over_its_mean() -> None:
    fitness, _ = fitness_complexity(NESTED, steps=1)
    np.testing.assert_allclose(fitness, np.array([4, 3, 2, 1]) / 2.5)


# --- periods, pairs, diversity ----------------------------------------------------------------------------------------


def test_entries_are_known_only_where_a_region_could_enter() -> None:
    found = entries([[0, 0, 1, np.nan]], [[1, 0, 0, 1]])
    assert np.array_equal(found, [[1, 0, np.nan, np.nan]], equal_nan=True)


def test_exits_are_known_only_where_a_region_could_leave() -> None:
    found = exits([[1, 1, 0, 1]], [[1, 0, 1, np.nan]])
    assert np.array_equal(found, [[0, 1, np.nan, np.nan]], equal_nan=True)


def test_entries_refuse_periods_that_do_not_fit() -> None:
    with pytest.raises(InputError, match=r"periods\.mismatch"):
        entries([[0, 1]], [[0, 1, 1]])


@settings(max_examples=40, deadline=None)
@given(counts)
def test_complementarity_is_the_mean_density_that_the_other_adds(works: np.ndarray) -> None:
    held = presence(works)
    expected = _slow_complementarity(held.dense, _slow_proximity(held.dense, 0.0))
    np.testing.assert_allclose(complementarity(held), expected, atol=1e-12)


def test_added_density_averages_to_complementarity() -> None:
    held = presence(_random(6, 12, seed=2))
    means = [np.nanmean(added_density(held, 0)[s]) for s in range(6)]
    np.testing.assert_allclose(means, complementarity(held)[0], atol=1e-12)


def test_diversity_of_an_even_row() -> None:
    even = [[2, 2, 2, 2]]
    assert (shannon(even, base=2).tolist(), herfindahl(even).tolist(), gini(even).round(12).tolist()) == (
        [2.0],
        [0.25],
        [0.0],
    )


def test_diversity_of_a_single_field() -> None:
    lone = [[0, 0, 0, 8]]
    assert (shannon(lone).tolist(), herfindahl(lone).tolist(), gini(lone).tolist()) == ([0.0], [1.0], [0.75])


def test_diversity_of_nothing_is_unknown() -> None:
    assert all(np.isnan(measure([[0, 0]])).all() for measure in (shannon, herfindahl, gini))


def test_rarefied_of_one_work_is_one_field() -> None:
    np.testing.assert_allclose(rarefied([[5, 3, 2]], 1), [1.0])


def test_rarefied_of_all_works_is_all_fields() -> None:
    np.testing.assert_allclose(rarefied([[5, 3, 2]], 10), [3.0])


def test_rarefied_of_more_works_than_there_are_is_unknown() -> None:
    assert np.isnan(rarefied([[5, 3, 2]], 11)).all()
