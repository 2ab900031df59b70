"""What places reach only together: the works of their union against comparators that no place of it reaches alone.

Never by specialisation: a union's specialisation is the mean of its places', so that pooling cannot add to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from jialing.measure.matrix import Array

LEAST_GROUPS = 3
"""Groups (organisations with enough works) that a joint target needs, in two places or more: else it is not joint."""

SURE = 0.95
"""Share of draws in which a union or place must stand above (below) a comparator for that to be said."""

Verdict = Literal["together", "alone", "behind", "no_difference", "few_groups"]


@dataclass(frozen=True)
class Pooled:
    """One field counted in one way.

    Attributes
    ----------
    union : (draws,), distinct works of the places together
    largest : (draws,), those of the place that has most
    theirs : (draws, comparators), those of each comparator
    n_groups : organisations of the union with enough works
    n_places : places that these lie in
    """

    union: Array
    largest: Array
    theirs: Array
    n_groups: int
    n_places: int

    @classmethod
    def once(cls, union: float, largest: float, theirs: Array, *, n_groups: int, n_places: int) -> Pooled:
        """Counts as they are: a single draw."""
        return cls(np.array([union]), np.array([largest]), np.asarray(theirs, float)[None], n_groups, n_places)


@dataclass(frozen=True)
class CriticalMass:
    """``overturned_by``: the names of other ways to count that do not say what the first says; empty where all do."""

    verdict: Verdict
    overturned_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Stands:
    """(comparators,), where the union and its largest place surely stand."""

    union_above: NDArray[np.bool_]
    union_below: NDArray[np.bool_]
    largest_above: NDArray[np.bool_]
    largest_below: NDArray[np.bool_]

    def __and__(self, other: _Stands) -> _Stands:
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return _Stands(*(mine & theirs for mine, theirs in pairs))


def critical_mass(counted: Pooled, otherwise: Mapping[str, Pooled] | None = None) -> CriticalMass:
    """Which of five things is true of a field, and whether it survives being counted otherwise.

    ``together`` where the union surely stands above a comparator that every place alone surely stands below; ``alone``
    where a place stands above one; ``behind`` where the union stands below all. Surely: in 95 % of draws, and in every
    other way of counting against the same comparator. ``few_groups`` comes first: what fewer than three groups carry,
    or those of one place, is no joint target. What does not survive is ``no_difference``, and ``overturned_by`` names
    the ways of counting that took it away.

    Parameters
    ----------
    counted : the field as counted, drawn again
    otherwise : the same under other thresholds, classifications, boundaries, countings, periods; same comparators

    References
    ----------
    The question is ours; that a claim must hold in every defensible specification: Steegen et al. (2016),
    doi:10.1177/1745691616658637 (multiverse analysis).
    """
    others = dict(otherwise or {})
    base = _stands(counted)
    first = "few_groups" if _is_thin(counted) else _verdict(base)
    if first in ("no_difference", "few_groups"):
        return CriticalMass(first)
    kept = base
    for other in others.values():
        kept &= _stands(other)
    against = tuple(name for name, other in others.items() if not _says(first, base & _stands(other), other))
    if against or _verdict(kept) != first:
        return CriticalMass("no_difference", against or tuple(others))
    return CriticalMass(first)


def _says(first: Verdict, stands: _Stands, counted: Pooled) -> bool:
    """Too few groups take nothing from a union that is behind, or from a place that stands alone."""
    return _verdict(stands) == first and not (first == "together" and _is_thin(counted))


def _is_thin(counted: Pooled) -> bool:
    return counted.n_groups < LEAST_GROUPS or counted.n_places < 2


def _stands(counted: Pooled) -> _Stands:
    union, largest = counted.union[:, None], counted.largest[:, None]
    sides = (union > counted.theirs, union < counted.theirs, largest > counted.theirs, largest < counted.theirs)
    return _Stands(*(side.mean(axis=0) >= SURE for side in sides))


def _verdict(stands: _Stands) -> Verdict:
    if bool(np.any(stands.union_above & stands.largest_below)):
        return "together"
    if bool(stands.largest_above.any()):
        return "alone"
    is_behind = len(stands.union_below) > 0 and bool(stands.union_below.all())
    return "behind" if is_behind else "no_difference"
