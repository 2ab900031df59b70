"""Headlines of the comparison: what survives is said, what does not is said not to."""

from __future__ import annotations

import numpy as np
import pytest

from jialing.atlas.answers import Finding
from jialing.atlas.survival import first_of, overturned, rank_of


def _works(counts: np.ndarray) -> np.ndarray:
    return counts[:, 0]


def test_rank_far_from_the_next_survives() -> None:
    counts = {"a": (1000.0,), "b": (500.0,), "c": (100.0,)}
    assert overturned(counts, rank_of(1), measure=_works, coverage={}) is None


def test_rank_beside_the_next_is_overturned_by_drawing_again() -> None:
    counts = {"a": (1000.0,), "b": (990.0,)}
    assert overturned(counts, rank_of(0), measure=_works, coverage={}) == Finding("atlas.overturned.resampling")


def test_rank_is_less_sure_where_less_was_placed() -> None:
    counts = {"a": (1000.0,), "b": (800.0,)}
    found = [overturned(counts, rank_of(0), measure=_works, coverage={"a": s, "b": s}) for s in (1.0, 0.3)]
    assert found == [None, Finding("atlas.overturned.resampling")]


def test_rank_that_another_counting_changes_is_overturned_by_it() -> None:
    counts = {"a": (1000.0,), "b": (500.0,)}
    others = [("first_half", counts), ("counting", {"a": (400.0,), "b": (450.0,)})]
    found = overturned(counts, rank_of(0), measure=_works, coverage={}, others=others)
    assert found == Finding("atlas.overturned.counting")


@pytest.mark.parametrize(
    ("values", "rank", "first"), [([3.0, 5.0], 2, 1), ([5.0, 5.0], 1, 0), ([np.nan] * 2, None, None)]
)
def test_claims_are_ranks_and_firsts(values: list[float], rank: object, first: object) -> None:
    found = np.array(values)
    assert (rank_of(0)(found), first_of(found)) == (rank, first)
