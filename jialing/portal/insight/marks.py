"""Marks of a picture lead on: a city to its page, a line between two to their pair, a cell to the works in it.

Vega follows the `href` of a mark by itself, so the page's policy stays as it is. The same ways stand in the table
beside the picture, for the keyboard. An address holds neither scope nor version: the page adds the reader's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from jialing.atlas import Answer, row_query
from jialing.figures import CONTEXT_ROW, ROW
from jialing.portal.insight.addresses import (
    circle_url,
    field_url,
    organisation_url,
    pair_url,
    place_url,
    position_field_url,
    rows_query_string,
)

LEADING = frozenset({"bar", "circle", "geoshape", "point", "rect", "rule", "text"})
"""Marks that stand for one row each; a line or an area stands for many."""

OF_POSITION = frozenset({"position", "joint_targets", "joint_near", "joint_choice"})
"""Answers whose fields lead to what is said of their position."""


def with_links(spec: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    """The specification with the address of its row on every mark that has one."""
    made, leads = _with_hrefs(spec, answer)
    layers = [_layer(layer, answer, inherits=leads) for layer in spec.get("layer", ())]
    if layers:
        return {**made, "layer": layers}
    return _leading(made, leads)


def field_page(answer: Answer) -> Callable[[str], str]:
    """The page that a field leads to from an answer: from one of position to the field's position."""
    return position_field_url if answer.question in OF_POSITION else field_url


def row_url(answer: Answer, row: tuple[object, ...]) -> str:
    """Where a row of an answer leads: the page of what it names, else the works behind it, else ''."""
    return _page(answer, row) or _rows(answer, row)


def _layer(layer: Mapping[str, Any], answer: Answer, *, inherits: str) -> dict[str, Any]:
    made, own = _with_hrefs(layer, answer)
    return _leading(made, own if "data" in layer else inherits)


def _leading(view: dict[str, Any], leads: str) -> dict[str, Any]:
    mark = view.get("mark", {})
    kind = mark if isinstance(mark, str) else mark.get("type")
    encoding = view.get("encoding", {})
    is_summed = any("aggregate" in channel for channel in encoding.values() if isinstance(channel, dict))
    if not leads or kind not in LEADING or is_summed:
        return view
    return {**view, "encoding": {**encoding, "href": {"field": leads}}}


def _with_hrefs(view: Mapping[str, Any], answer: Answer) -> tuple[dict[str, Any], str]:
    """The view with addresses among its data, and the name of the field that holds them ('' for none)."""
    data = view.get("data")
    if not data or not data.get("values"):
        return dict(view), ""
    values = [_datum(datum, answer) for datum in data["values"]]
    if any("href" in datum.get("properties", ()) for datum in values):
        return {**view, "data": {**data, "values": values}}, "properties.href"
    is_linked = any("href" in datum for datum in values)
    return {**view, "data": {**data, "values": values}}, "href" if is_linked else ""


def _datum(datum: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    if datum.get("type") == "Feature":
        return {**datum, "properties": _datum(datum["properties"], answer)}
    source, number = (answer, datum[ROW]) if ROW in datum else _context(datum, answer)
    url = row_url(source, source.rows_table[number]) if number is not None else ""
    return {**datum, "href": url} if url else dict(datum)


def _context(datum: Mapping[str, Any], answer: Answer) -> tuple[Answer, int | None]:
    return (answer.context[0], datum[CONTEXT_ROW]) if CONTEXT_ROW in datum else (answer, None)


def _page(answer: Answer, row: tuple[object, ...]) -> str:
    """The page of the one thing (or the pair of cities) that a row names; '' where it names several or none."""
    of = {role: _ids(answer, row, role) for role in ("place", "org", "field", "circle", "year")}
    places, orgs, fields, circles = (of[role] for role in ("place", "org", "field", "circle"))
    if len(set(places)) == 2:
        return pair_url(*places)
    if len(orgs) == 1:
        return organisation_url(orgs[0])
    if orgs or of["year"] or len(places) + len(fields) + len(circles) != 1:
        return ""
    page = place_url if places else field_page(answer) if fields else circle_url
    return page((*places, *fields, *circles)[0])


def _rows(answer: Answer, row: tuple[object, ...]) -> str:
    query = row_query(answer, row)
    return f"{reverse('insight:rows')}?{rows_query_string(query)}" if query else ""


def _ids(answer: Answer, row: tuple[object, ...], role: str) -> list[str]:
    return [str(v) for c, v in zip(answer.columns, row, strict=True) if c.role == role and v is not None and v != ""]
