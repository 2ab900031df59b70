"""The records that a list holds for one viewer: narrowed, in order, a page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from jialing.errors import InputError
from jialing.portal.common.access import (
    Seen,
    Viewer,
    all_seen,
    area_prefix,
    declaration,
    may_sort,
    model_of,
    unsealed,
    visible,
    where,
)
from jialing.portal.registry.lists.asked import PAGE_SIZE, Asked
from jialing.portal.registry.lists.matching import matching
from jialing.portal.registry.lists.spec import Shown

MOST_COUNTED = 10_000
PAPER_SIZE = 1_000
"""Records on the one page of a list on paper."""
NAMES = {"en": ("name_en", "name_zh"), "zh": ("name_zh", "name_en")}


@dataclass(frozen=True)
class Found:
    """A page of records, how many there are (counted up to ``MOST_COUNTED``), and how many pages."""

    records: Sequence[Seen]
    n: int
    is_more: bool
    n_pages: int


def page_of(viewer: Viewer, asked: Asked, lang: str) -> Found:
    """The page asked for, the last one where there are fewer. Three queries, however many records there are."""
    rows = found_by(viewer, asked)
    n = rows.order_by()[: MOST_COUNTED + 1].count()
    size = PAPER_SIZE if asked.view == "paper" else PAGE_SIZE
    n_pages = max(1, -(-min(n, MOST_COUNTED) // size))
    first = (min(asked.page, n_pages) - 1) * size
    keys = list(in_order(viewer, rows, asked, lang).values_list("pk", flat=True)[first : first + size])
    found = {_pk(one): one for one in all_seen(viewer, model(asked)._default_manager.filter(pk__in=keys))}
    records = [found[key] for key in keys if key in found]
    return Found(records, min(n, MOST_COUNTED), n > MOST_COUNTED, n_pages)


def found_by(viewer: Viewer, asked: Asked) -> QuerySet[Any]:
    """All records that the viewer may see and that fit; each condition looks only where its field may be read."""
    conditions = [_condition(viewer, asked, name, value) for name, value in asked.chosen.items()]
    if asked.text:
        conditions.append(matching(viewer, asked.spec, asked.text))
    return visible(viewer, model(asked)._default_manager.filter(*conditions))


def in_order(viewer: Viewer, rows: QuerySet[Any], asked: Asked, lang: str) -> QuerySet[Any]:
    """In the order asked for, ties by key. Raises InputError as :func:`require_order`."""
    fields = require_order(viewer, asked, lang)
    sign = "-" if asked.order.startswith("-") else ""
    return rows.order_by(*(f"{sign}{field}" for field in fields), f"{sign}pk")


def require_order(viewer: Viewer, asked: Asked, lang: str) -> tuple[str, ...]:
    """The fields of the order asked for.

    Raises InputError ``registry.bad_order`` (name) for what not everybody reads, and for other records: their order is
    made of their names, which not everybody reads either.
    """
    name = asked.order.removeprefix("-")
    fields = NAMES[lang] if name == "name" else (name,)
    is_record = any(column.field == name and column.shown is Shown.RECORD for column in asked.spec.every)
    if is_record or not all(may_sort(viewer, asked.spec.kind, field) for field in fields):
        raise InputError("registry.bad_order", name=name)
    return fields


def model(asked: Asked) -> type[Any]:
    """The model of the list's kind."""
    return model_of(declaration().kinds[asked.spec.kind])


def _pk(one: Seen) -> int:
    return int(unsealed(one).pk)


def _condition(viewer: Viewer, asked: Asked, name: str, value: str) -> Q:
    field = name.removesuffix("_from").removesuffix("_to") if name not in _fields(asked) else name
    shown = next(column.shown for column in asked.spec.filters if column.field == field)
    return where(viewer, asked.spec.kind, field, _meaning(field, name, value, shown))


def _fields(asked: Asked) -> set[str]:
    return {column.field for column in asked.spec.filters}


def _meaning(field: str, name: str, value: str, shown: Shown) -> Q:
    if shown is Shown.PLACE:
        return Q(**{f"{field}__startswith": area_prefix(value)})
    if shown is Shown.YES:
        return Q(**{field: value == "yes"})
    if shown is Shown.DAY:
        return Q(**{f"{field}__{'gte' if name.endswith('_from') else 'lte'}": value})
    return Q(**{field: value})
