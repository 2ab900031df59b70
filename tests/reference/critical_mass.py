"""Slow, obvious critical mass: each comparator in turn, each way of counting in turn, counts as they are."""

from __future__ import annotations

Way = tuple[float, float, tuple[float, ...], int, int]
"""Works of the union, of its largest place, of each comparator; groups, places of the groups."""


def verdict(ways: list[Way]) -> tuple[str, tuple[str, ...]]:
    """What the first way says, 'no_difference' where the others do not say it of the same comparators."""
    first = _thin(ways[0]) or _against(ways[:1])
    if first in ("few_groups", "no_difference"):
        return first, ()
    numbered = list(enumerate(ways[1:]))
    against = tuple(str(i) for i, way in numbered if not _keeps(first, [ways[0], way], way))
    if against or _against(ways) != first:
        return "no_difference", against or tuple(str(i) for i, _ in numbered)
    return first, ()


def _keeps(first: str, ways: list[Way], way: Way) -> bool:
    return _against(ways) == first and not (first == "together" and bool(_thin(way)))


def _thin(way: Way) -> str:
    return "few_groups" if way[3] < 3 or way[4] < 2 else ""


def _against(ways: list[Way]) -> str:
    """The claim that all ways make: of each comparator, whether every way stands above or below it."""
    numbers = range(len(ways[0][2]))
    for i in numbers:
        if all(union > theirs[i] > largest for union, largest, theirs, _, _ in ways):
            return "together"
    for i in numbers:
        if all(largest > theirs[i] for _, largest, theirs, _, _ in ways):
            return "alone"
    if all(union < theirs[i] for i in numbers for union, _, theirs, _, _ in ways):
        return "behind"
    return "no_difference"
