"""Critical mass: against a slow reference, under change of order and scale, and what it does not survive."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jialing.measure import CriticalMass, Pooled, critical_mass
from tests.reference import critical_mass as slow

WORKS = st.integers(0, 12)
WAYS = st.lists(st.tuples(WORKS, WORKS, st.tuples(WORKS, WORKS), st.integers(0, 5), st.integers(0, 3)), min_size=1)


def _once(way: Any) -> Pooled:
    union, largest, theirs, n_groups, n_places = way
    return Pooled.once(max(union, largest), largest, np.array(theirs), n_groups=n_groups, n_places=n_places)


def _found(ways: list[Any]) -> CriticalMass:
    first, *others = map(_once, ways)
    return critical_mass(first, {str(i): other for i, other in enumerate(others)})


@given(WAYS)
def test_the_verdict_equals_the_reference(ways: list[Any]) -> None:
    found = _found(ways)
    assert (found.verdict, found.overturned_by) == slow.verdict([(max(u, m), m, t, g, p) for u, m, t, g, p in ways])


@given(WAYS)
def test_the_order_of_comparators_does_not_matter(ways: list[Any]) -> None:
    turned = [(u, m, t[::-1], g, p) for u, m, t, g, p in ways]
    assert _found(turned) == _found(ways)


@given(WAYS, st.integers(2, 9))
def test_the_unit_of_counting_does_not_matter(ways: list[Any], by: int) -> None:
    larger = [(u * by, m * by, tuple(n * by for n in t), g, p) for u, m, t, g, p in ways]
    assert _found(larger) == _found(ways)


@given(WAYS)
def test_another_way_of_counting_may_only_take_away(ways: list[Any]) -> None:
    assert _found(ways).verdict in (_found(ways[:1]).verdict, "no_difference")


def test_what_one_draw_in_ten_turns_is_not_said() -> None:
    union = np.where(np.arange(100) < 10, 3.0, 9.0)
    drawn = Pooled(union, np.ones(100), np.full((100, 1), 5.0), n_groups=3, n_places=2)
    assert critical_mass(drawn).verdict == "no_difference"


def test_without_a_comparator_nothing_is_behind() -> None:
    assert critical_mass(Pooled.once(9.0, 5.0, np.array([]), n_groups=3, n_places=2)).verdict == "no_difference"


def test_ways_that_hold_against_different_comparators_do_not_agree() -> None:
    base, one, other = (
        Pooled.once(9.0, largest, np.array(theirs), n_groups=3, n_places=2)
        for largest, theirs in ((1.0, [2.0, 2.0]), (3.0, [4.0, 2.0]), (3.0, [2.0, 4.0]))
    )
    assert critical_mass(base, {"one": one, "other": other}) == CriticalMass("no_difference", ("one", "other"))
