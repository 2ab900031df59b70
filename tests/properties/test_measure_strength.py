"""Fast indicators equal the slow ones, and behave as indicators must."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jialing.errors import InputError
from jialing.measure import association_strength, jaccard, salton, specialisation
from tests.reference import strength as slow

FEW = settings(max_examples=60, deadline=None)

COUNTS = st.integers(0, 1000)
MATRICES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(
        arrays(float, shape, elements=st.integers(0, 50)), arrays(float, shape[1], elements=st.integers(0, 500))
    )
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Works together, of each and of all, as whole counts can be."""
    n_ab, only_a, only_b, neither = (draw(COUNTS) for _ in range(4))
    return n_ab, n_ab + only_a, n_ab + only_b, n_ab + only_a + only_b + neither


@FEW
@given(pairs())
def test_strengths_equal_reference(counts: tuple[int, int, int, int]) -> None:
    n_ab, n_a, n_b, _ = counts
    np.testing.assert_allclose(salton(n_ab, n_a, n_b), slow.salton(n_ab, n_a, n_b))
    np.testing.assert_allclose(jaccard(n_ab, n_a, n_b), slow.jaccard(n_ab, n_a, n_b))
    np.testing.assert_allclose(association_strength(*counts), slow.association_strength(*counts))


@FEW
@given(pairs())
def test_strengths_do_not_depend_on_who_is_first(counts: tuple[int, int, int, int]) -> None:
    n_ab, n_a, n_b, n = counts
    np.testing.assert_allclose(salton(n_ab, n_a, n_b), salton(n_ab, n_b, n_a))
    np.testing.assert_allclose(jaccard(n_ab, n_a, n_b), jaccard(n_ab, n_b, n_a))
    np.testing.assert_allclose(association_strength(n_ab, n_a, n_b, n), association_strength(n_ab, n_b, n_a, n))


@FEW
@given(pairs())
def test_whole_counts_lie_between_zero_and_one(counts: tuple[int, int, int, int]) -> None:
    n_ab, n_a, n_b, _ = counts
    found = np.array([salton(n_ab, n_a, n_b), jaccard(n_ab, n_a, n_b)])
    assert np.all(np.isnan(found) | ((found >= 0) & (found <= 1 + 1e-12)))


@FEW
@given(pairs(), st.integers(2, 9))
def test_strengths_do_not_depend_on_the_unit_of_counting(counts: tuple[int, int, int, int], factor: int) -> None:
    scaled = tuple(factor * count for count in counts)
    np.testing.assert_allclose(salton(*scaled[:3]), salton(*counts[:3]))
    np.testing.assert_allclose(jaccard(*scaled[:3]), jaccard(*counts[:3]))
    np.testing.assert_allclose(association_strength(*scaled), association_strength(*counts))


@FEW
@given(MATRICES)
def test_specialisation_equals_reference(given_: tuple[np.ndarray, np.ndarray]) -> None:
    counts, reference = given_
    np.testing.assert_allclose(
        specialisation(counts, reference), slow.specialisation(counts.tolist(), reference.tolist())
    )


@FEW
@given(MATRICES, st.randoms(use_true_random=False))
def test_specialisation_moves_with_its_fields(given_: tuple[np.ndarray, np.ndarray], random: object) -> None:
    counts, reference = given_
    order = list(range(len(reference)))
    random.shuffle(order)
    shuffled = specialisation(counts[:, order], reference[order])
    np.testing.assert_allclose(shuffled, specialisation(counts, reference)[:, order])


@FEW
@given(MATRICES, st.integers(2, 9))
def test_specialisation_does_not_depend_on_size(given_: tuple[np.ndarray, np.ndarray], factor: int) -> None:
    counts, reference = given_
    np.testing.assert_allclose(specialisation(factor * counts, reference), specialisation(counts, 3 * reference))


@FEW
@given(st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_reference_itself_is_not_specialised(reference: list[int]) -> None:
    np.testing.assert_allclose(specialisation([reference], reference), 1)


@pytest.mark.parametrize("indicator", [salton, jaccard])
def test_nothing_of_nothing_is_unknown(indicator: object) -> None:
    assert np.isnan(indicator(0, 0, 0))


def test_unknown_count_stays_unknown() -> None:
    assert np.isnan(salton([np.nan, 2], [4, 4], [4, 4])).tolist() == [True, False]


def test_region_without_works_is_unknown() -> None:
    assert np.isnan(specialisation([[0, 0], [1, 1]], [5, 5])).tolist() == [[True, True], [False, False]]


def test_field_without_reference_is_unknown() -> None:
    assert np.isnan(specialisation([[1, 1]], [0, 5])).tolist() == [[True, False]]


@pytest.mark.parametrize("bad", [-1, np.inf])
def test_negative_or_endless_counts_are_refused(bad: float) -> None:
    with pytest.raises(InputError) as caught:
        salton(bad, 1, 1)
    assert caught.value.code == "counts.not_counts"


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        specialisation([[1, 2]], [1, 2, 3])
    assert caught.value.code == "counts.shapes"
