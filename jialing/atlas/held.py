"""The published counts of a version, held in memory: a page asks dozens of small sums, each too small for a query.

A table is read once per process and version, its texts as numbers, its rows in the order population, counting, field,
unit, year; so a slice is a stretch and the years of a unit lie side by side. A row takes 10 bytes, and 4 for each
column of its unit (docs/explanation/lake-and-pipeline.md says what that makes at which scale).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

UNITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "output_places": ("place_id",),
        "output_circles": ("circle_id",),
        "output_countries": ("country_code",),
        "output_orgs": ("org_id", "place_id"),
        "circle_partners": ("circle_id", "partner"),
        "collab_places": ("place_a", "place_b"),
        "collab_orgs": ("org_a", "org_b"),
        "inside_places": ("circle_id", "place_id"),
    }
)
"""Tables that are held, and the columns that make a unit of each."""

KEYS = ("population", "counting", "field_id", "year", "n_works")
"""The other columns that are read."""

Unit = tuple[str, ...]
Codes = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Slice = tuple[str, str, str]
"""Population, counting, field."""


@dataclass(frozen=True)
class Held:
    """One table. ``names[i]`` are the values of unit column i in order, ``units[i]`` the rows' places among them.

    ``numbers[i]`` leads from a value to its place; ``slices``: (population, counting, field) -> first and last row
    (excluded).
    """

    names: tuple[tuple[str, ...], ...]
    numbers: tuple[Mapping[str, int], ...]
    units: tuple[Codes, ...]
    years: npt.NDArray[np.int16]
    works: Numbers
    slices: Mapping[Slice, tuple[int, int]]

    @property
    def n_bytes(self) -> int:
        """Bytes of the arrays; names are counted by their letters."""
        arrays = sum(codes.nbytes for codes in self.units) + self.years.nbytes + self.works.nbytes
        return arrays + sum(len(name) for names in self.names for name in names)

    def marks(self, column: int, wanted: Collection[str]) -> Mask:
        """For each value of a unit column, whether it is wanted: a mask by number."""
        found = np.zeros(len(self.names[column]), np.bool_)
        known = self.numbers[column]
        found[[known[name] for name in wanted if name in known]] = True
        return found

    def years_of(self, where: Slice, unit: Unit) -> dict[int, float]:
        """Works of one unit by year."""
        start, stop = self.slices.get(where, (0, 0))
        rows = self._rows_of(unit, start, stop)
        return dict(zip(self.years[rows].tolist(), self.works[rows].tolist(), strict=True))

    def sums(
        self, where: Slice, years: tuple[int, int], among: Sequence[Mask | None] = ()
    ) -> tuple[tuple[Codes, ...], Numbers]:
        """Units with works in the years (both included), and their sums, in the order of the unit.

        ``among`` has a mask by number (see :meth:`marks`) for each unit column, None where it does not restrict.
        """
        start, stop = self.slices.get(where, (0, 0))
        span = slice(start, stop)
        keep = (self.years[span] >= years[0]) & (self.years[span] <= years[1]) & (self.works[span] > 0)
        for column, mask in zip(self.units, among, strict=False):
            keep &= True if mask is None else mask[column[span]]
        rows = np.flatnonzero(keep) + start
        return self._added(rows)

    def named(self, units: Sequence[Codes]) -> list[Unit]:
        """Units by their names."""
        columns = [[names[i] for i in codes.tolist()] for names, codes in zip(self.names, units, strict=True)]
        return list(zip(*columns, strict=True))

    def _added(self, rows: npt.NDArray[np.intp]) -> tuple[tuple[Codes, ...], Numbers]:
        units = tuple(column[rows] for column in self.units)
        if not len(rows):
            return units, np.zeros(0)
        new = np.zeros(len(rows), np.bool_)
        new[0] = True
        for column in units:
            new[1:] |= column[1:] != column[:-1]
        first = np.flatnonzero(new)
        return tuple(column[first] for column in units), np.add.reduceat(self.works[rows], first)

    def _rows_of(self, unit: Unit, start: int, stop: int) -> slice:
        for column, name in enumerate(unit):
            code, line = self.numbers[column].get(name, -1), self.units[column][start:stop]
            start, stop = (start + int(np.searchsorted(line, code, side)) for side in ("left", "right"))
        return slice(start, stop)


def held(table: pa.Table, units: Sequence[str]) -> Held:
    """A measured table as held: columns population, counting, field_id (may lack: all fields), year, n_works, units."""
    n = table.num_rows
    keys = [_coded(table, name, n) for name in ("population", "counting", "field_id", *units)]
    years = _plain(table["year"]).astype(np.int64)
    order = np.argsort(_joined([codes for codes, _ in keys], years), kind="stable")
    heads = [codes[order] for codes, _ in keys[:3]]
    return Held(
        names=tuple(names for _, names in keys[3:]),
        numbers=tuple({name: i for i, name in enumerate(names)} for _, names in keys[3:]),
        units=tuple(codes[order] for codes, _ in keys[3:]),
        years=years[order].astype(np.int16),
        works=_plain(table["n_works"]).astype(np.float64)[order],
        slices=_slices(heads, [names for _, names in keys[:3]]),
    )


def _coded(table: pa.Table, name: str, n: int) -> tuple[Codes, tuple[str, ...]]:
    """A text column as places among its values in order; a column that lacks is '' throughout."""
    if name not in table.column_names:
        return np.zeros(n, np.int32), ("",)
    column = table[name].combine_chunks().dictionary_encode()
    values = column.dictionary.to_pylist()
    ordered = sorted(range(len(values)), key=values.__getitem__)
    place = np.empty(len(values), np.int32)
    place[ordered] = np.arange(len(values), dtype=np.int32)
    return place[np.from_dlpack(column.indices)], tuple(values[i] for i in ordered)


def _plain(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    """A column of numbers; Arrow's own way would import pandas, a second and a half of a first page."""
    return np.from_dlpack(column.combine_chunks())


def _joined(keys: Sequence[Codes], years: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All keys in one number, the first the heaviest: far below 2^63 for millions of units."""
    joined = np.zeros(len(years), np.int64)
    for codes in keys:
        joined = joined * (int(codes.max(initial=0)) + 1) + codes
    low = int(years.min(initial=0))
    return joined * (int(years.max(initial=0)) - low + 1) + years - low


def _slices(heads: Sequence[Codes], names: Sequence[tuple[str, ...]]) -> Mapping[Slice, tuple[int, int]]:
    n = len(heads[0])
    new = np.ones(n, np.bool_)
    if n:
        new[1:] = np.logical_or.reduce([codes[1:] != codes[:-1] for codes in heads])
    first = np.flatnonzero(new).tolist()
    ends = [*first[1:], n]
    return {
        (names[0][heads[0][a]], names[1][heads[1][a]], names[2][heads[2][a]]): (a, b)
        for a, b in zip(first, ends, strict=False)
    }
