"""Betweenness, constraint and backbone: against networkx and by hand, under change of order, and bad input."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jialing.errors import InputError
from jialing.measure import backbone, betweenness, constraint

FEW = settings(max_examples=40, deadline=None)
UNITS = 8


def _symmetric(cells: np.ndarray) -> np.ndarray:
    upper = np.triu(cells, 1)
    return upper + upper.T


TIES = arrays(float, (UNITS, UNITS), elements=st.sampled_from([0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 7.0])).map(_symmetric)


def _graph(ties: np.ndarray) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(np.flatnonzero(ties.any(axis=1)))
    graph.add_edges_from(
        (i, j, {"works": ties[i, j], "length": 1 / ties[i, j]}) for i, j in np.argwhere(np.triu(ties) > 0)
    )
    return graph


def _all(ties: np.ndarray, found: dict[int, float]) -> np.ndarray:
    return np.array([found.get(i, np.nan) for i in range(len(ties))])


@FEW
@given(TIES)
def test_betweenness_equals_networkx(ties: np.ndarray) -> None:
    graph = _graph(ties)
    expected = nx.betweenness_centrality(graph, weight="length") if len(graph) > 2 else {}
    np.testing.assert_allclose(betweenness(ties), _all(ties, expected), atol=1e-9)


@FEW
@given(TIES)
def test_constraint_equals_networkx(ties: np.ndarray) -> None:
    graph = _graph(ties)
    expected = nx.constraint(graph, weight="works") if len(graph) else {}
    np.testing.assert_allclose(constraint(ties), _all(ties, expected))


def _slow_backbone(ties: np.ndarray, level: float) -> np.ndarray:
    kept = np.zeros(ties.shape, bool)
    for i, j in np.argwhere(ties > 0):
        share, degree = ties[i, j] / ties[i].sum(), np.count_nonzero(ties[i])
        if degree > 1 and (1 - share) ** (degree - 1) < level:
            kept[i, j] = kept[j, i] = True
    return kept


@FEW
@given(TIES, st.sampled_from([0.05, 0.2, 0.5]))
def test_backbone_equals_reference(ties: np.ndarray, level: float) -> None:
    np.testing.assert_array_equal(backbone(ties, level=level), _slow_backbone(ties, level))


@FEW
@given(TIES, st.permutations(range(UNITS)).map(np.array))
def test_measures_move_with_their_units(ties: np.ndarray, order: np.ndarray) -> None:
    moved = ties[np.ix_(order, order)]
    np.testing.assert_allclose(betweenness(moved), betweenness(ties)[order], atol=1e-9)
    np.testing.assert_allclose(constraint(moved), constraint(ties)[order])
    np.testing.assert_array_equal(backbone(moved), backbone(ties)[np.ix_(order, order)])


@FEW
@given(TIES, st.integers(2, 9))
def test_measures_do_not_depend_on_the_unit_of_counting(ties: np.ndarray, factor: int) -> None:
    np.testing.assert_allclose(betweenness(ties * factor), betweenness(ties), atol=1e-9)
    np.testing.assert_allclose(constraint(ties * factor), constraint(ties))
    np.testing.assert_array_equal(backbone(ties * factor), backbone(ties))


def test_the_middle_of_a_chain_stands_between_all() -> None:
    chain = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], float)
    np.testing.assert_allclose(betweenness(chain), [0, 1, 0])


def test_a_unit_between_strangers_is_less_constrained_than_one_among_friends() -> None:
    ties = np.zeros((7, 7))
    for a, b in [(0, 1), (0, 2), (0, 3), (4, 5), (4, 6), (5, 6)]:
        ties[a, b] = ties[b, a] = 1
    assert constraint(ties)[0] < constraint(ties)[4]


def test_units_without_ties_are_unknown() -> None:
    ties = np.zeros((4, 4))
    ties[0, 1] = ties[1, 0] = ties[1, 2] = ties[2, 1] = 2
    assert [np.isnan(m(ties)[3]) for m in (betweenness, constraint)] == [True, True]


@pytest.mark.parametrize("units", [0, 1, 2])
def test_networks_without_a_third_unit_lead_through_no_one(units: int) -> None:
    ties = _symmetric(np.ones((units, units)))
    assert (np.isnan(betweenness(ties)).all(), backbone(ties).any()) == (True, False)


@pytest.mark.parametrize(
    ("ties", "code"),
    [
        (-np.ones((3, 3)), "counts.not_counts"),
        (np.full((3, 3), np.inf), "counts.not_counts"),
        (np.full((3, 3), np.nan), "counts.unknown_cells"),
        (np.ones((3, 2)), "matrix.not_square"),
        (np.ones(3), "matrix.not_square"),
        (np.triu(np.ones((3, 3))), "matrix.not_symmetric"),
    ],
)
def test_bad_ties_are_named(ties: np.ndarray, code: str) -> None:
    for measure in (betweenness, constraint, backbone):
        with pytest.raises(InputError) as raised:
            measure(ties)
        assert raised.value.code == code


def test_the_level_of_a_backbone_is_checked() -> None:
    with pytest.raises(InputError) as raised:
        backbone(np.ones((3, 3)), level=0.0)
    assert raised.value.code == "ties.level"
