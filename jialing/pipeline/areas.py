"""Key areas of a version: those that ship, those that sources bring, and which fields lie in them."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from jialing.lake import Engine, StageWriter
from jialing.schema import TABLES, coded_fields, key_areas

FIELD_COLUMNS = ("field_id", "parent_id", "level", "name_en", "name_zh")
AREA_COLUMNS = ("area_id", "parent_id", "name_en", "name_zh", "document", "is_verified")


def write_areas(writer: StageWriter, engine: Engine) -> None:
    """Write ``key_areas`` and ``area_fields``; needs the engine's views of both, and those of the query `fields`.

    An area that a source brings replaces the shipped one of its id; rows of a source that name an area replace the
    rule's rows of that area, so that a corrected table can be brought back in.
    """
    areas = [tuple(getattr(area, name) for name in AREA_COLUMNS) for area in key_areas().values()]
    engine.table("shipped_areas", _table("key_areas", AREA_COLUMNS, areas))
    engine.table("ruled_fields", _table("area_fields", ("area_id", "field_id", "coding"), _coded(engine)))
    engine.write(writer, "key_areas", "key_areas", order="area_id")
    engine.write(writer, "area_fields", "area_fields", order="area_id, field_id, source")


def _coded(engine: Engine) -> list[tuple[str, str, str]]:
    fields = engine.rows("fields")
    columns = [fields.column(name).to_pylist() for name in FIELD_COLUMNS]
    return list(coded_fields(zip(*columns, strict=True)))


def _table(name: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    kinds = TABLES[name].arrow()
    return pa.table({c: pa.array([row[i] for row in rows], kinds.field(c).type) for i, c in enumerate(columns)})
