"""Union density and effort: against slow references, bounds, and unknown values."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jialing.measure import effort, union_density

N = 5
HELD = arrays(float, (3, N), elements=st.sampled_from((0.0, 1.0)))
NEAR = arrays(float, (N, N), elements=st.floats(0, 1)).map(lambda m: np.triu(m, 1) + np.triu(m, 1).T)


def _slow_density(held: np.ndarray, near: np.ndarray) -> list[float]:
    found = []
    for i in range(N):
        whole = sum(near[i][j] for j in range(N))
        there = sum(near[i][j] for j in range(N) if any(place[j] for place in held))
        found.append(there / whole if whole > 0 else math.nan)
    return found


@given(HELD, NEAR)
def test_union_density_equals_the_reference(held: np.ndarray, near: np.ndarray) -> None:
    np.testing.assert_allclose(union_density(held, near), _slow_density(held, near))


@given(HELD, NEAR)
def test_a_union_is_no_less_dense_than_any_of_its_places(held: np.ndarray, near: np.ndarray) -> None:
    together = np.nan_to_num(union_density(held, near))
    assert all((together >= np.nan_to_num(union_density(held[[i]], near)) - 1e-12).all() for i in range(3))


@given(HELD, NEAR, st.permutations(range(N)).map(np.array))
def test_union_density_moves_with_its_fields(held: np.ndarray, near: np.ndarray, order: np.ndarray) -> None:
    moved = union_density(held[:, order], near[np.ix_(order, order)])
    np.testing.assert_allclose(moved, union_density(held, near)[order])


def test_a_union_of_nobody_has_nothing_near() -> None:
    assert union_density(np.zeros((0, 2)), [[0, 1], [1, 0]]).tolist() == [0.0, 0.0]


def test_a_place_without_works_cannot_be_said_to_lack_a_number() -> None:
    found = effort([[0.0]], size=[[0.0]], share=[0.1], density=[[0.5]], floor=5)
    assert found.tolist() == [[math.inf]]


def test_unknown_density_counts_as_nothing_near() -> None:
    known, unknown = (effort([4.0], size=[1000.0], share=[0.01], density=[d], floor=5) for d in (0.0, math.nan))
    assert known.tolist() == unknown.tolist()
