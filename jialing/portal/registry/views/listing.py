"""Lists of records: narrowed, in order, by page; whole pages, or the part that changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jialing.portal.common.access import may, may_sort, visible
from jialing.portal.common.records import allowed_values
from jialing.portal.registry.forms.deeds import CREATES
from jialing.portal.registry.lists.asked import Asked, asked_from, query_of
from jialing.portal.registry.lists.cells import cells_of, is_invented, places_offered, url_of, word
from jialing.portal.registry.lists.rows import NAMES, model, page_of
from jialing.portal.registry.lists.spec import LISTS, Column, ListSpec, Shown


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


@require_safe
def records(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of a kind."""
    spec = LISTS.get(slug)
    if spec is None:
        raise Http404
    asked = asked_from(spec, request.GET)
    context = list_context(request, asked)
    part = "registry/components/table.html"
    return render(request, part if _is_part(request) else "registry/list.html", context)


def list_context(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """All that the list's page shows."""
    viewer, lang, spec = request.viewer, request.lang, asked.spec  # type: ignore[attr-defined]
    found = page_of(viewer, asked, lang)
    address = reverse("registry:records", args=[spec.slug])
    columns = asked.columns or spec.columns
    rows = cells_of(viewer, found.records, columns, lang)
    return {
        "spec": spec,
        "asked": asked,
        "title": f"registry.list.{spec.slug}",
        "address": address,
        "headers": [_header(request, asked, column, address) for column in columns],
        "rows": list(zip([url_of(one) for one in found.records], rows, strict=True)),
        "found": found,
        "is_invented": any(map(is_invented, found.records)),
        "choices": [_choice(request, asked, column) for column in spec.filters if column.shown is not Shown.DAY],
        "offered": [(column, column in columns) for column in spec.every[1:]],
        "page": min(asked.page, found.n_pages),
        "previous_url": _page_url(address, asked, found.n_pages, -1),
        "next_url": _page_url(address, asked, found.n_pages, 1),
        "exports": [(kind, f"{address}.{kind}?{query_of(asked, page=1)}") for kind in ("xlsx", "csv", "json", "docx")],
        "may_add": spec.kind in CREATES and may(viewer, f"{spec.kind}.create"),
        "lists": [(other, reverse("registry:records", args=[other.slug])) for other in LISTS.values()],
    }


def _header(request: HttpRequest, asked: Asked, column: Column, address: str) -> Header:
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


def _choice(request: HttpRequest, asked: Asked, column: Column) -> Choice:
    return Choice(
        name=column.field,
        code=f"registry.field.{column.field}",
        options=_options(request, asked.spec, column),
        chosen=asked.chosen.get(column.field, ""),
    )


def _options(request: HttpRequest, spec: ListSpec, column: Column) -> tuple[tuple[str, str], ...]:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    kind = model(Asked(spec))
    if column.shown is Shown.PLACE:
        rows = visible(viewer, kind._default_manager.all())
        return tuple(places_offered(rows.order_by().values_list(column.field, flat=True).distinct(), lang))
    if column.shown is Shown.YES:
        return (("yes", word("registry", "yes", lang)), ("no", word("registry", "no", lang)))
    return tuple((value, word(column.codes, value, lang)) for value in allowed_values(kind, column.field))


def _page_url(address: str, asked: Asked, n_pages: int, step: int) -> str:
    wanted = min(asked.page, n_pages) + step
    return f"{address}?{query_of(asked, page=wanted)}" if 1 <= wanted <= n_pages else ""


def _is_part(request: HttpRequest) -> bool:
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and htmx.target == "list"
