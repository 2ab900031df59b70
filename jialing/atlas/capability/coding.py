"""Which fields lie in which key area, and who says so: the table that a reader may correct and bring back."""

from __future__ import annotations

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.areas import Area, areas
from jialing.atlas.ask import Found, Question, answered, told
from jialing.atlas.ground import Ground, Row
from jialing.schema import coded_fields

COLUMNS = ("area", "area_id", "field", "coding", "coded_by", "document", "is_verified")


def coding(ground: Ground, scope: Scope) -> Answer:
    """Every key area with the fields in it that this version measures; areas that are not coded with none."""
    asked = Question("key_areas", COLUMNS, (), "atlas.unit.listed_fields", "atlas.method.coded", "key_areas")

    def make() -> Found:
        how = _how(ground)
        entries = [area for area in areas(ground).values() if area.parent_id or area.fields]
        rows = [row for area in entries for row in _rows(ground, area, how)]
        n_ours = sum(1 for area in entries if area.is_ours_coded and area.fields)
        title = told(ground, scope, "atlas.capability.key_areas", n_areas=len(entries), n_ours=n_ours)
        return Found(rows, title, (Finding("atlas.capability.areas_ours"),))

    return answered(ground, scope, asked, make)


def _rows(ground: Ground, area: Area, how: dict[tuple[str, str], str | None]) -> list[Row]:
    by = "atlas.coded_by.ours" if area.is_ours_coded else "atlas.coded_by.source"
    known = [f for f in sorted(area.fields) if f in ground.fields and ground.fields[f].level != "topic"]
    tail = (area.document, area.is_verified)
    rows: list[Row] = [(area.name, area.area_id, f, how.get((area.area_id, f)), by, *tail) for f in known]
    return rows or [(area.name, area.area_id, None, None, None, *tail)]


def _how(ground: Ground) -> dict[tuple[str, str], str | None]:
    """(area, field) -> how it was coded."""
    if ground.has("area_fields"):
        rows = ground.rows("SELECT area_id, field_id, coding FROM area_fields")
    else:
        rows = list(coded_fields(ground.rows("SELECT field_id, parent_id, level, name_en, name_zh FROM fields")))
    return {(area, field): how for area, field, how in rows}
