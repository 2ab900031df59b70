"""Rows gathered into batches, with what was set aside and what was mended."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

from jialing.schema.rows import Batch, Part, Reject
from jialing.schema.tables import TABLES
from jialing.sources.files import Fault

BATCH_RECORDS = 4000
BATCH_BYTES = 32 << 20
"""A batch ends at this many records or unpacked bytes, whichever comes first: the bound on memory."""
EXCERPT = 500


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Columns that a source fills, in the order of the schema (all but ``source``)."""
    return tuple(column.name for column in TABLES[table].columns if column.name != "source")


class Rows:
    """Rows of one part under way: tuples in :func:`columns_of` order, appended to ``rows[table]``.

    Each record read is counted once, by :meth:`keep` or :meth:`reject`, so that in = kept + rejected.
    """

    def __init__(self, part: Part, tables: Sequence[str]) -> None:
        self.part = part
        self.rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in tables}
        self.repairs: Counter[str] = Counter()
        self.rejects: list[Reject] = []
        self.n_kept = 0
        self.ends: list[tuple[int, ...]] = []

    def keep(self) -> None:
        """The rows appended since the last call are a record."""
        self.n_kept += 1
        self.ends.append(tuple(map(len, self.rows.values())))

    def reject(self, line: int | None, code: str, excerpt: str | bytes = "", **params: object) -> None:
        """Set a record aside; ``excerpt`` is its beginning."""
        text = excerpt.decode("utf-8", "replace") if isinstance(excerpt, bytes) else excerpt
        self.rejects.append(Reject(self.part.label, line, code, params, clean(text[:EXCERPT])))

    def fault(self, line: int | None, fault: Fault) -> None:
        """Set aside what a damaged stream did not give any more, as one record."""
        self.reject(line, fault.code, "", **fault.params)

    def is_full(self, n_bytes: int) -> bool:
        return self.n_kept >= BATCH_RECORDS or n_bytes >= BATCH_BYTES or len(self.rejects) >= BATCH_RECORDS

    def flush(self, n_bytes: int) -> Batch:
        """The batch gathered so far (``n_bytes``: stored bytes consumed), and start anew."""
        batch = Batch(
            tables={table: _columns(table, rows) for table, rows in self.rows.items() if rows},
            rejects=tuple(self.rejects),
            repairs=dict(self.repairs),
            n_in=self.n_kept + len(self.rejects),
            n_kept=self.n_kept,
            n_bytes=n_bytes,
            ends=dict(zip(self.rows, zip(*self.ends, strict=True), strict=True)) if self.ends else {},
        )
        self.rows = {table: [] for table in self.rows}
        self.repairs.clear()
        self.rejects, self.n_kept, self.ends = [], 0, []
        return batch


def _columns(table: str, rows: list[tuple[object, ...]]) -> Mapping[str, Sequence[object]]:
    return {name: list(values) for name, values in zip(columns_of(table), zip(*rows, strict=True), strict=True)}


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Python's cycle collector off for a stretch that makes many objects and no cycle: it took 40 % of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def clean(text: str) -> str:
    """Text without unpaired surrogates, which no file or database can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
