"""Key areas of a version and the fields that lie in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jialing.atlas.answers import Names
from jialing.atlas.ground import Ground
from jialing.schema import coded_fields, key_areas

OURS = "ours"
FINE_LEVELS = ("subfield", "class")


@dataclass(frozen=True)
class Area:
    """A key area, or a list of them.

    ``document``: the official document that names it, or ``ours``; ``is_verified``: whether somebody has compared it
    with that. ``is_ours_coded``: which fields lie in it is said by our rule, not by the source of ``fields``.
    ``fields``: ids of the fields in it, of every scheme and level; empty where it is not coded.
    """

    area_id: str
    parent_id: str | None
    name: Names
    document: str
    is_verified: bool
    is_ours_coded: bool
    fields: frozenset[str]

    @property
    def is_official(self) -> bool:
        return self.document != OURS


def areas(ground: Ground) -> dict[str, Area]:
    """All key areas of the version by id, lists before their entries. An older version has those that ship."""
    return ground.kept(("areas",), lambda: _areas(ground))


def fields_in(ground: Ground, area_id: str, among: Iterable[str]) -> tuple[str, ...]:
    """The fields of ``among`` that lie in an area (an entry, or a list: any of its entries), in their order.

    A field lies in it when it is coded itself. One that is divided further in this version (a field with subfields)
    counts where at least one of the fields below it is coded: it then holds the area only in part.
    """
    known = areas(ground)
    inside = {f for area in known.values() if area_id in (area.area_id, area.parent_id) for f in area.fields}
    return tuple(field for field in among if inside.intersection(ground.under(field)))


def fine_fields(ground: Ground, area_id: str) -> tuple[str, ...]:
    """The finest measured fields (subfields, classes) that lie in an area: their works add up, each counted once."""
    return tuple(f for f in sorted(areas(ground)[area_id].fields) if _level(ground, f) in FINE_LEVELS)


def _level(ground: Ground, field_id: str) -> str:
    return ground.fields[field_id].level if field_id in ground.fields else ""


def _areas(ground: Ground) -> dict[str, Area]:
    rows, fields = _published(ground) if ground.has("area_fields") else _shipped(ground)
    inside: dict[str, set[str]] = {}
    stated = {area for area, source, _ in fields if source is not None}
    for area, _, field in fields:
        inside.setdefault(area, set()).add(field)
    made = [
        Area(
            area_id=area,
            parent_id=parent,
            name=Names(english or chinese or area, chinese or english or area),
            document=document,
            is_verified=bool(verified),
            is_ours_coded=area not in stated,
            fields=frozenset(inside.get(area, ())),
        )
        for area, parent, english, chinese, document, verified in rows
    ]
    return {area.area_id: area for area in sorted(made, key=lambda a: (a.parent_id or a.area_id, a.area_id))}


_Rows = tuple[list[tuple[str, str | None, str | None, str | None, str, bool | None]], list[tuple[str, str | None, str]]]


def _published(ground: Ground) -> _Rows:
    columns = "area_id, parent_id, name_en, name_zh, document, is_verified"
    rows = ground.rows(f"SELECT {columns} FROM key_areas")
    return rows, ground.rows("SELECT area_id, source, field_id FROM area_fields")


def _shipped(ground: Ground) -> _Rows:
    """What a version that was built before areas were published would hold."""
    rows = [(a.area_id, a.parent_id, a.name_en, a.name_zh, a.document, a.is_verified) for a in key_areas().values()]
    fields = ground.rows("SELECT field_id, parent_id, level, name_en, name_zh FROM fields")
    return rows, [(area, None, field) for area, field, _ in coded_fields(fields)]  # type: ignore[return-value]
