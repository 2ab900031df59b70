"""Records as JSON: only what the viewer may read, codes as codes, days as ISO 8601, null where unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jialing.portal.common.access import Hidden, Part, Seen, Viewer, unsealed
from jialing.portal.registry.lists.cells import led_to_by, place_name
from jialing.portal.registry.lists.spec import LISTS, Column, Shown

NAMES = ("name_en", "name_zh")
SLUGS = {spec.kind: slug for slug, spec in LISTS.items()}
ROOT = "/api/v1"


def whole(one: Seen) -> dict[str, Any]:
    """A record with every field that the viewer may read, the rows that hang on it, and what may be done now."""
    found = _head(one)
    for name in sorted(one.fields - {"public_id"}):
        try:
            found[name] = _value(one.__getattr__(name), unsealed(one))  # a column may be called `fields`
        except Hidden:
            continue
    if found.get("place_id"):
        found["place"] = {lang: place_name(found["place_id"], lang) for lang in ("en", "zh")}
    found["acts"] = list(one.acts)
    return found


def rows(viewer: Viewer, records: Sequence[Seen], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Records of a list with the columns asked for; what leads to other records is looked up once for all."""
    led = {c.field: led_to_by(viewer, records, c) for c in columns if c.shown is Shown.RECORD}
    return [_row(one, columns, led) for one in records]


def reference(one: Seen) -> dict[str, Any] | None:
    """A record that another one names: enough to show and to ask for it; None where the viewer may not see it."""
    if not one.fields:
        return None
    return _head(one) | {name: _known(getattr(one, name)) for name in NAMES if name in one.fields}


def address_of(one: Seen) -> str | None:
    """Where the interface answers for a record; None for kinds that have no list."""
    slug = SLUGS.get(one.kind_name)
    return f"{ROOT}/{slug}/{one}" if slug else None


def _head(one: Seen) -> dict[str, Any]:
    return {"id": str(one), "kind_name": one.kind_name, "url": address_of(one)}


def _row(one: Seen, columns: Sequence[Column], led: Mapping[str, Mapping[int, Seen]]) -> dict[str, Any]:
    found = _head(one)
    if "edition" in one.fields:
        found["edition"] = one.edition
    for column in columns:
        names = NAMES if column.shown is Shown.NAME else (column.field,)
        for name in (name for name in names if name in one.fields):
            found[name] = _led(one, name, led[name]) if column.shown is Shown.RECORD else _plain(getattr(one, name))
    return found


def _led(one: Seen, name: str, found: Mapping[int, Seen]) -> dict[str, Any] | None:
    key = getattr(unsealed(one), f"{name}_id")
    return reference(found[key]) if key in found else None


def _value(value: Any, owner: Any) -> Any:
    if isinstance(value, Seen):
        return reference(value)
    if isinstance(value, list) and value and isinstance(value[0], Part | Seen):
        return [_part(one, owner) if isinstance(one, Part) else reference(one) for one in value]
    return _plain(value)


def _part(row: Part, owner: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in sorted(row.fields - {"id", "user_id"}):
        try:
            value = row.__getattr__(name)
        except Hidden:
            continue
        if isinstance(value, Seen) and unsealed(value) == owner:
            continue
        found[name] = _value(value, owner)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else _known(value)


def _known(value: Any) -> Any:
    return None if value == "" else value
