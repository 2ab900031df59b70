"""What a list can be narrowed and ordered by, and which columns it can show."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from jialing.portal.common.access import may_sort, visible
from jialing.portal.common.distinct import every_value
from jialing.portal.common.records import allowed_values
from jialing.portal.registry.lists.asked import Asked, query_of
from jialing.portal.registry.lists.rows import NAMES, model
from jialing.portal.registry.lists.spec import Column, ListSpec, Shown
from jialing.portal.registry.lists.words import known_values, places_offered, word


@dataclass(frozen=True)
class Header:
    """A column's head: the phrase of its field, where a click sorts, and which way it is sorted now."""

    code: str
    field: str
    sort_url: str
    sorted_by: str
    is_number: bool


@dataclass(frozen=True)
class Choice:
    """A filter: its name, phrase, what can be chosen and what is. No options where it is a day."""

    name: str
    code: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class Span:
    """A filter by day: its field, phrase, first and last day chosen ('' = open)."""

    name: str
    code: str
    first: str
    last: str


@dataclass(frozen=True)
class Offered:
    """A column that can be shown, whether it is, and whether it can be left out."""

    field: str
    code: str
    is_shown: bool
    is_fixed: bool


def header(request: HttpRequest, asked: Asked, column: Column, address: str) -> Header:
    """The head of a column; sorting is offered where the order reveals nothing."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    fields = NAMES[lang] if column.shown is Shown.NAME else (column.field,)
    may_be = column.shown is not Shown.RECORD and all(may_sort(viewer, asked.spec.kind, field) for field in fields)
    is_up, is_down = asked.order == column.field, asked.order == f"-{column.field}"
    following = f"-{column.field}" if is_up else column.field
    return Header(
        code=f"registry.field.{column.field}",
        field=column.field,
        sort_url=f"{address}?{query_of(asked, order=following, page=1)}" if may_be else "",
        sorted_by="ascending" if is_up else ("descending" if is_down else ""),
        is_number=column.shown is Shown.NUMBER,
    )


def choices(request: HttpRequest, asked: Asked) -> list[Choice]:
    """Filters that are chosen from a list."""
    return [
        Choice(
            name=column.field,
            code=f"registry.field.{column.field}",
            options=_options(request, asked.spec, column),
            chosen=asked.chosen.get(column.field, ""),
        )
        for column in asked.spec.filters
        if column.shown is not Shown.DAY
    ]


def spans(asked: Asked) -> list[Span]:
    """Filters by day."""
    chosen = asked.chosen
    return [
        Span(c.field, f"registry.field.{c.field}", chosen.get(f"{c.field}_from", ""), chosen.get(f"{c.field}_to", ""))
        for c in asked.spec.filters
        if c.shown is Shown.DAY
    ]


def offered(asked: Asked) -> list[Offered]:
    """Every column of the kind; the first names the record and stays."""
    shown, every = asked.columns or asked.spec.columns, asked.spec.every
    return [Offered(c.field, f"registry.field.{c.field}", c in shown, c == every[0]) for c in every]


def _options(request: HttpRequest, spec: ListSpec, column: Column) -> tuple[tuple[str, str], ...]:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    kind = model(Asked(spec))
    if column.shown is Shown.PLACE:
        return tuple(places_offered(every_value(visible(viewer, kind._default_manager.all()), column.field), lang))
    if column.shown is Shown.YES:
        return (("yes", word("registry", "yes", lang)), ("no", word("registry", "no", lang)))
    values = allowed_values(kind, column.field) or known_values(column.codes)
    return tuple((value, word(column.codes, value, lang)) for value in values)
