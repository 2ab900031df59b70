"""From log-odds of pairs to people: average linkage within connected strands, never across what is forbidden.

Mean log-odds over all pairs of two groups decide whether they are one person (average linkage, as S2AND, Subramanian et
al. 2021, doi:10.1109/JCDL52503.2021.00029): a single strong pair does not drag two groups together, as single linkage
would, and a single weak one does not keep them apart, as complete linkage would. A forbidden pair does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from jialing.resolve.people.arrays import Floats, Ints
from jialing.resolve.people.weigh import MOST

ACCEPT = 1.0
"""Mean log-odds above which two groups are one person: above 0, for two people made one harm more than one made two."""
LARGEST = 600
"""Strands that are clustered together at most; a larger heap is divided at stronger pairs first."""
TURNS = 8
LogOdds = Callable[[Ints, Ints], Floats]


def clusters(n: int, left: Ints, right: Ints, odds: Floats, log_odds: LogOdds) -> Ints:
    """The person (a number) of each of ``n`` strands; pairs not compared yet are compared where it matters."""
    strong = odds > 0.0
    heap = _heaps(n, left[strong], right[strong], odds[strong])
    members = np.argsort(heap, kind="stable")
    starts = np.searchsorted(heap[members], np.arange(heap.max(initial=-1) + 2))
    sizes = np.diff(starts)
    person = np.empty(n, np.int64)
    person[members] = np.repeat(members[starts[:-1]], sizes)
    some = np.flatnonzero(sizes > 1)
    pair_left, pair_right, of = _all_pairs(members, starts, some)
    values = log_odds(pair_left, pair_right)
    begins = np.searchsorted(of, some)
    ends = np.append(begins[1:], len(of))
    whole = np.minimum.reduceat(values, begins) > ACCEPT if len(some) else np.zeros(0, np.bool_)
    for at in np.flatnonzero(~whole).tolist():
        ours = members[starts[some[at]] : starts[some[at] + 1]]
        person[ours] = ours[_linked(values[begins[at] : ends[at]], len(ours))]
    return person


def _heaps(n: int, left: Ints, right: Ints, odds: Floats) -> Ints:
    """Connected strands; a heap larger than LARGEST falls apart at its weaker pairs."""
    floor = 0.0
    for _ in range(TURNS):
        _, heap = connected_components(coo_array((np.ones(len(left)), (left, right)), shape=(n, n)), directed=False)
        sizes = np.bincount(heap, minlength=1)
        large = sizes[heap[left]] > LARGEST
        if not large.any():
            break
        floor += 1.0
        kept = ~large | (odds > floor)
        left, right, odds = left[kept], right[kept], odds[kept]
    return np.asarray(heap, dtype=np.int64)


def _all_pairs(members: Ints, starts: Ints, heaps: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs within each heap in the order of scipy's condensed matrices, and the heap of each pair."""
    begin, size = starts[heaps], starts[heaps + 1] - starts[heaps]
    row_heap = np.repeat(np.arange(len(heaps)), size)
    row = np.arange(len(row_heap)) - np.repeat(np.cumsum(size) - size, size)
    rest = size[row_heap] - 1 - row
    pair_row = np.repeat(np.arange(len(row_heap)), rest)
    step = 1 + np.arange(len(pair_row)) - np.repeat(np.cumsum(rest) - rest, rest)
    first = begin[row_heap[pair_row]] + row[pair_row]
    return members[first], members[first + step], heaps[row_heap[pair_row]]


def all_pairs(person: Ints) -> tuple[Ints, Ints]:
    """All pairs of strands of one person."""
    members = np.argsort(person, kind="stable")
    numbers = np.unique(person, return_inverse=True)[1]
    starts = np.searchsorted(numbers[members], np.arange(numbers.max(initial=-1) + 2))
    left, right, _ = _all_pairs(members, starts, np.flatnonzero(np.diff(starts) > 1))
    return left, right


def _linked(values: Floats, n: int) -> Ints:
    """The first member of each member's group, from condensed log-odds."""
    if n == 2:
        return np.array([0, 0 if values[0] > ACCEPT else 1])
    groups = fcluster(linkage(MOST - values, method="average"), MOST - ACCEPT - 1e-9, criterion="distance")
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    return np.asarray(first[inverse])
