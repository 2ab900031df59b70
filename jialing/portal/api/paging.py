"""Pages of a list that stay true while records come and go: each goes on after the last record of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import F, Q

from jialing.errors import InputError
from jialing.portal.common.access import Seen, Viewer, all_seen, may_sort, unsealed
from jialing.portal.registry.lists.asked import Asked
from jialing.portal.registry.lists.rows import NAMES, found_by, model

SALT = "api.cursor"
TIE = "public_id"


@dataclass(frozen=True)
class Page:
    """Records, and the cursor of the next page ('' after the last)."""

    records: list[Seen]
    following: str


def page_after(viewer: Viewer, asked: Asked, lang: str, *, cursor: str, limit: int) -> Page:
    """The page after a cursor ('' the first). Ties are broken by the public id: keys of the database stay inside.

    Raises InputError ``api.bad_cursor`` for one of another list or order, ``registry.bad_order`` (name).
    """
    sign, fields = _order(viewer, asked, lang)
    rows = found_by(viewer, asked)
    if cursor:
        rows = rows.filter(_beyond(model(asked), sign, fields, _opened(cursor, asked, sign, fields)))
    ordered = rows.order_by(*(_ordering(model(asked), name, sign) for name in fields))
    keys = list(ordered.values_list("pk", flat=True)[: limit + 1])
    found = {unsealed(one).pk: one for one in all_seen(viewer, model(asked)._default_manager.filter(pk__in=keys))}
    records = [found[key] for key in keys[:limit] if key in found]
    is_more = len(keys) > limit and bool(records)
    return Page(records, _cursor(unsealed(records[-1]), asked, sign, fields) if is_more else "")


def _order(viewer: Viewer, asked: Asked, lang: str) -> tuple[str, tuple[str, ...]]:
    name = asked.order.removeprefix("-")
    sign = "-" if asked.order.startswith("-") else ""
    fields = NAMES[lang] if name == "name" else (name,)
    if not all(may_sort(viewer, asked.spec.kind, field) for field in fields):
        raise InputError("registry.bad_order", name=name)
    return sign, (*fields, TIE)


def _ordering(of: type[Any], name: str, sign: str) -> Any:
    if not of._meta.get_field(name).null:
        return f"{sign}{name}"
    return F(name).desc(nulls_last=True) if sign else F(name).asc(nulls_last=True)


def _beyond(of: type[Any], sign: str, fields: tuple[str, ...], values: list[Any]) -> Q:
    """Records after these values in the order; unknown values come last in both directions."""
    condition = Q(pk__in=())
    for name, value in reversed(list(zip(fields, values, strict=True))):
        is_null = of._meta.get_field(name).null
        if value is None:
            condition = Q(**{f"{name}__isnull": True}) & condition
            continue
        later = Q(**{f"{name}__{'lt' if sign else 'gt'}": value})
        if is_null:
            later |= Q(**{f"{name}__isnull": True})
        condition = later | (Q(**{name: value}) & condition)
    return condition


def _cursor(last: Any, asked: Asked, sign: str, fields: tuple[str, ...]) -> str:
    values = [_written(getattr(last, name)) for name in fields]
    return signing.dumps([asked.spec.slug, sign, list(fields), values], salt=SALT, compress=True)


def _opened(cursor: str, asked: Asked, sign: str, fields: tuple[str, ...]) -> list[Any]:
    try:
        slug, before, names, values = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise InputError("api.bad_cursor") from error
    if (slug, before, names) != (asked.spec.slug, sign, list(fields)):
        raise InputError("api.bad_cursor")
    return list(values)


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
