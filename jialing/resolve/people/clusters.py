"""From log-odds of pairs to people: average linkage within connected strands, never across what is forbidden.

Mean log-odds over all pairs of two groups decide whether they are one person (average linkage, as S2AND, Subramanian et
al. 2021, doi:10.1109/JCDL52503.2021.00029): a single strong pair does not drag two groups together, as single linkage
would, and a single weak one does not keep them apart, as complete linkage would. A forbidden pair does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

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
    left, right = all_pairs(heap)
    odds = log_odds(left, right)
    near = odds > ACCEPT
    return _people(_connected(n, left[near], right[near]), left, right, odds)


def _people(core: Ints, left: Ints, right: Ints, odds: Floats) -> Ints:
    """The first strand of each strand's person, given the pairs within heaps.

    Groups that no pair above ACCEPT connects are never put together by their mean, so each core (strands that such
    pairs connect) is looked at by itself, and at once where all its pairs are above.
    """
    inside = core[left] == core[right]
    left, right, odds = left[inside], right[inside], odds[inside]
    members, starts = _members(core)
    sizes = np.diff(starts)
    person = np.empty(len(core), np.int64)
    person[members] = np.repeat(members[starts[:-1]], sizes)
    order = np.lexsort((right, left, core[left]))
    of, values = core[left][order], odds[order]
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    least = np.minimum.reduceat(values, begins) if len(begins) else values
    for begin in begins[least <= ACCEPT].tolist():
        ours = members[starts[of[begin]] : starts[of[begin] + 1]]
        n_pairs = len(ours) * (len(ours) - 1) // 2
        person[ours] = ours[_linked(values[begin : begin + n_pairs], len(ours))]
    return person


def _members(group: Ints) -> tuple[Ints, Ints]:
    """Strands ordered by their group (0 and above, none empty), and where each group begins (one more at the end)."""
    members = np.argsort(group, kind="stable")
    return members, np.searchsorted(group[members], np.arange(group.max(initial=-1) + 2))


def _connected(n: int, left: Ints, right: Ints) -> Ints:
    from scipy.sparse import coo_array  # a second of a process's start that only those who tell people apart need
    from scipy.sparse.csgraph import connected_components

    _, found = connected_components(coo_array((np.ones(len(left)), (left, right)), shape=(n, n)), directed=False)
    return np.asarray(found, dtype=np.int64)


def _heaps(n: int, left: Ints, right: Ints, odds: Floats) -> Ints:
    """Connected strands; a heap larger than LARGEST falls apart at its weaker pairs."""
    floor = 0.0
    for _ in range(TURNS):
        heap = _connected(n, left, right)
        sizes = np.bincount(heap, minlength=1)
        large = sizes[heap[left]] > LARGEST
        if not large.any():
            break
        floor += 1.0
        kept = ~large | (odds > floor)
        left, right, odds = left[kept], right[kept], odds[kept]
    return heap


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


def all_pairs(group: Ints) -> tuple[Ints, Ints]:
    """All pairs of strands of one group (a heap, a person)."""
    members, starts = _members(np.unique(group, return_inverse=True)[1])
    left, right, _ = _all_pairs(members, starts, np.flatnonzero(np.diff(starts) > 1))
    return left, right


def _linked(values: Floats, n: int) -> Ints:
    """The first member of each member's group, from condensed log-odds."""
    from scipy.cluster.hierarchy import linkage

    if n == 2:
        return np.array([0, 0 if values[0] > ACCEPT else 1])
    first = np.arange(n)
    members = [[i] for i in range(n)]
    for one, other, distance, _ in linkage(MOST - values, method="average").tolist():
        together = members[int(one)] + members[int(other)]
        members.append(together)
        if distance <= MOST - ACCEPT - 1e-9:
            first[together] = min(together)
    return first
