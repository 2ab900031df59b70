"""Sets of codes, one for each of many things, and what two of them have in common; by arrays, for millions of pairs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints

CHUNK = 250_000
"""Pairs looked at together, so that memory stays small."""


@dataclass(frozen=True, eq=False)
class Sets:
    """Sets of codes 0..n_codes-1: row ``i`` holds ``codes[starts[i]:starts[i + 1]]``, ascending, without repeats."""

    starts: Ints
    codes: Ints
    n_codes: int

    @property
    def n_rows(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def sizes(self) -> Ints:
        return np.diff(self.starts)

    @cached_property
    def rows(self) -> Ints:
        """The row of each entry of ``codes``."""
        return np.repeat(np.arange(self.n_rows), self.sizes)

    @cached_property
    def frequency(self) -> Ints:
        """How many rows hold each code."""
        return np.bincount(self.codes, minlength=self.n_codes)

    @cached_property
    def rarity(self) -> Floats:
        """log10 of rows a row that holds each code: 0 where every row holds it."""
        return np.log10(max(self.n_rows, 1) / np.maximum(self.frequency, 1))

    @cached_property
    def _keys(self) -> Ints:
        return self.rows * self.n_codes + self.codes

    def common(self, left: Ints, right: Ints, weights: Floats) -> Floats:
        """Sum of ``weights`` (one a code) over the codes that rows ``left`` and ``right`` have in common, (pairs,)."""
        out = np.zeros(len(left))
        for begin in range(0, len(left), CHUNK):
            stretch = slice(begin, begin + CHUNK)
            out[stretch] = self._common(left[stretch], right[stretch], weights)
        return out

    def _common(self, left: Ints, right: Ints, weights: Floats) -> Floats:
        small = np.where(self.sizes[left] <= self.sizes[right], left, right)
        large = left + right - small
        sizes = self.sizes[small]
        pair = np.repeat(np.arange(len(left)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        codes = self.codes[self.starts[small][pair] + within]
        wanted = large[pair] * self.n_codes + codes
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = 0
        found = self._keys[at] == wanted if len(self._keys) else np.zeros(len(wanted), np.bool_)
        summed = np.bincount(pair[found], weights=weights[codes[found]], minlength=len(left))
        return np.asarray(summed, dtype=np.float64)


def distinct(values: Ints) -> Ints:
    """Distinct values, ascending (sorting beats NumPy's hashing on long arrays of codes)."""
    ordered = np.sort(values)
    return np.asarray(ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0])


def sets_of(rows: Ints, codes: Ints, n_rows: int, n_codes: int) -> Sets:
    """Sets from (row, code) pairs in any order, repeats allowed; a code below 0 is left out."""
    known = codes >= 0
    keys = distinct(rows[known] * max(n_codes, 1) + codes[known])
    held = keys // max(n_codes, 1)
    starts = np.zeros(n_rows + 1, np.int64)
    np.cumsum(np.bincount(held, minlength=n_rows), out=starts[1:])
    return Sets(starts, keys % max(n_codes, 1), max(n_codes, 1))
