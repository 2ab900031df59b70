"""What a table and a column are, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa

TYPES = MappingProxyType(
    {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "int": pa.int64(),
        "year": pa.int32(),
        "count": pa.int32(),
        "number": pa.float64(),
        "numbers": pa.list_(pa.float64()),
        "flag": pa.bool_(),
        "date": pa.date32(),
    }
)


@dataclass(frozen=True)
class Column:
    """A column: its type (a key of TYPES), meaning, unit, and what null means ('' where null is not allowed)."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    null: str = ""

    @property
    def is_nullable(self) -> bool:
        return bool(self.null)


@dataclass(frozen=True)
class Table:
    """A table: its layer, meaning, key columns (unique together; empty where rows may repeat) and columns."""

    name: str
    layer: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def arrow(self) -> pa.Schema:
        """The Arrow schema, fields in the order of ``columns``."""
        return pa.schema([pa.field(c.name, TYPES[c.type], nullable=c.is_nullable) for c in self.columns])


SOURCE = Column("source", "text", "name of the source the row came from (key of `sources`)")
SOURCE_ID = Column("source_id", "text", "the row's id in its source, as written there")
POPULATION = Column("population", "text", "the population counted (key of `populations`); never add across populations")
COUNTING = Column(
    "counting",
    "text",
    "full (1 per unit present) or fractional (1 divided by authors, then by each author's organisations)",
)
N = Column("n_works", "number", "works, by the counting of the row", "works")
YEAR = Column("year", "year", "year of publication, filing or start", "year")
FIELD = Column("field_id", "text", "field (key of `fields`); '' is all fields together")
CIRCLE = Column("circle_id", "text", "the circle, as of the version named in `manifest.circles`")
