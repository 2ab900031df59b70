"""How blocks of names are dealt out."""

from __future__ import annotations

from jialing.pipeline.people_parts import dealt


def test_parts_are_about_equally_large() -> None:
    part_of = dealt({"a": 5, "b": 4, "c": 3, "d": 2}, iter(()), 2)
    assert (part_of["a"] == part_of["d"], part_of["b"] == part_of["c"], part_of["a"] != part_of["b"]) == (True,) * 3


def test_blocks_that_a_decision_speaks_of_stay_together() -> None:
    part_of = dealt({"a": 5, "b": 5, "c": 1, "d": 1}, iter([("a", "b"), ("b", "c")]), 2)
    assert part_of["a"] == part_of["b"] == part_of["c"] != part_of["d"]


def test_dealing_does_not_depend_on_the_order_of_blocks() -> None:
    sizes = {"a": 1, "b": 1, "c": 1, "d": 1}
    assert dealt(sizes, iter(()), 3) == dealt(dict(reversed(sizes.items())), iter(()), 3)
