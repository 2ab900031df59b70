"""Reading parts in tests: all batches together, as plain rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jialing.schema.rows import Part, Reject
from jialing.sources import Discovery, discover, parse

FILES = Path(__file__).parent / "files"


@dataclass(frozen=True)
class Read:
    """Rows by table, rejects, repairs and counts of parts read to the end."""

    tables: dict[str, list[dict[str, object]]]
    rejects: list[Reject]
    repairs: Counter[str]
    n_in: int
    n_kept: int

    @property
    def codes(self) -> list[str]:
        return [reject.code for reject in self.rejects]

    def column(self, table: str, name: str) -> list[object]:
        return [row[name] for row in self.tables.get(table, [])]


def read_parts(parts: Sequence[Part]) -> Read:
    """All rows of some parts; in = kept + rejected is checked for every batch."""
    tables: dict[str, list[dict[str, object]]] = {}
    rejects: list[Reject] = []
    repairs: Counter[str] = Counter()
    n_in = n_kept = 0
    for part in parts:
        for batch in parse(part):
            assert batch.n_in == batch.n_kept + len(batch.rejects)
            n_in, n_kept = n_in + batch.n_in, n_kept + batch.n_kept
            rejects += batch.rejects
            repairs.update(batch.repairs)
            for name, columns in batch.tables.items():
                rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
                tables.setdefault(name, []).extend(rows)
    return Read(tables, rejects, repairs, n_in, n_kept)


def read_folder(folder: Path, *mappings: Path) -> Read:
    """All that a folder holds."""
    return read_parts(parts_of(discover(folder, mappings=mappings)))


def parts_of(discovery: Discovery) -> list[Part]:
    return [part for found in discovery.found for part in found.parts]
