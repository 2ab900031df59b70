"""What the pages of position hold, asked of the atlas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from jialing.atlas import Answer
from jialing.base.numbers import index
from jialing.base.phrases import phrase
from jialing.portal.insight.addresses import field_url, partners_url, position_field_url
from jialing.portal.insight.bar import Option
from jialing.portal.insight.pictures import picture_of
from jialing.portal.insight.scope import View


def position(view: View) -> dict[str, Any]:
    """All fields, and below them the one that the scope names, else the largest."""
    found = view.atlas.position(view.scope)
    chosen = _chosen(found.fields, view)
    return {
        "fields": picture_of(found.fields, view, wide=True),
        "record": picture_of(found.record, view, kind="table", wide=True, limit=0),
        "choices": _choices(found.fields, chosen, view, position_field_url),
        "detail": position_field(view, field_id=chosen) if chosen else None,
    }


def joint(view: View, *, area_id: str = "") -> dict[str, Any]:
    """What the circle could aim for together, in all fields or in those of a key area."""
    found = view.atlas.joint_in(view.scope, area_id) if area_id else view.atlas.joint(view.scope)
    return {
        "areas": _areas(area_id, view),
        "targets": picture_of(found.targets, view, kind="table", wide=True, limit=15),
        "near": picture_of(found.near, view, kind="table", wide=True, limit=15),
        "choice": picture_of(found.choice, view, wide=True),
        "choice_list": picture_of(found.choice, view, kind="table", wide=True, limit=15, title="joint.choice_list"),
    }


def partners(view: View, *, field_id: str = "") -> dict[str, Any]:
    """Who could work with whom in a field: the one given, else the scope's, else the largest."""
    fields = view.atlas.position(view.scope).fields
    if not fields.rows_table:  # without a reference the fields are still counted
        fields = view.atlas.joint(view.scope).targets
    chosen = field_id or _chosen(fields, view)
    if not chosen:
        return {"refused": picture_of(fields, view, wide=True)}
    found = view.atlas.partners_for_field(view.scope, chosen)
    return {
        "card": found.card,
        "position_url": view.at(position_field_url(chosen)),
        "choices": _choices(fields, chosen, view, partners_url),
        "gaps": picture_of(found.gaps, view, kind="table", wide=True, limit=15),
        "ties": picture_of(found.ties, view, kind="table", wide=True, limit=15),
        "groups": picture_of(found.groups, view, kind="table", wide=True, limit=15),
    }


def _chosen(fields: Answer, view: View) -> str:
    """The field of the scope where position is told of it, else the one with most works; '' where there is none."""
    works = dict(zip(_column(fields, "field"), _column(fields, "works"), strict=True))
    if view.scope.field in works:
        return view.scope.field
    return str(max(works, key=lambda field: float(str(works[field] or 0)))) if works else ""


def _column(answer: Answer, name: str) -> list[object]:
    at = [column.name for column in answer.columns].index(name)
    return [row[at] for row in answer.rows_table]


def one_field(view: View, *, field_id: str) -> dict[str, Any]:
    """The page of one field's position."""
    part = position_field(view, field_id=field_id)
    return {"part": part, "card": part["card"]}


def position_field(view: View, *, field_id: str) -> dict[str, Any]:
    """What is said of one field's position: a part of two pages."""
    found = view.atlas.position_field(view.scope, field_id)
    return {
        "card": found.card,
        "field_page": view.at(field_url(field_id)),
        "partners_page": view.at(partners_url(field_id)),
        "cities": picture_of(found.cities, view),
        "comparators": picture_of(found.comparators, view),
        "carriers": picture_of(found.carriers, view, kind="table", limit=12),
        "added": picture_of(found.added, view, kind="table", limit=8),
        "circles": picture_of(found.comparators, view, kind="table", limit=0, title="position.circles"),
    }


def method(view: View) -> dict[str, Any]:
    """How position is told."""
    found = view.atlas.position_method(view.scope)
    return {
        "example": _lines(found.example),
        "indicators": [(i, _lines(i.example) if i.example else None) for i in found.indicators],
        "record": picture_of(found.record, view, kind="table", wide=True, limit=0),
    }


def _lines(table: Any) -> dict[str, Any]:
    """An example's numbers in words."""
    rows = [(name, [index(v) for v in cells]) for name, cells in zip(table.rows, table.cells, strict=True)]
    return {"columns": table.columns, "rows": rows}


def _areas(chosen: str, view: View) -> tuple[Option, ...]:
    """All fields, then each key area, its address as the value; entries stand in from their list."""
    everything = Option(view.at(reverse("insight:joint")), phrase("joint.all_areas", view.lang), not chosen)
    listed = [
        Option(
            view.at(reverse("insight:joint_in", args=[area])),
            "\u3000" * inner + name.in_lang(view.lang),
            area == chosen,
        )
        for area, name, inner in view.atlas.key_areas()
    ]
    return (everything, *listed)


def _choices(answer: Answer, chosen: str, view: View, url: Callable[[str], str]) -> tuple[Option, ...]:
    """Every field by name, its address as the value."""
    rows = [(str(field), answer.name(field, view.lang)) for field in _column(answer, "field")]
    ordered = sorted(rows, key=lambda row: row[1])
    return tuple(Option(view.at(url(f)), name, f == chosen) for f, name in ordered)
