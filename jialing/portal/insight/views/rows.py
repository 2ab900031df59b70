"""The rows behind a figure."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from jialing.atlas import RowsQuery
from jialing.portal.insight.addresses import rows_query_from, rows_query_string, whole
from jialing.portal.insight.behind import filters, rows_lines, said
from jialing.portal.insight.opening import opened
from jialing.portal.insight.page import page
from jialing.portal.insight.scope import View

SIZE = 25


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """A page of works, each with every affiliation as printed and why it was taken for what it is."""
    query = rows_query_from(request.GET)
    number = whole(request.GET.get("page", "1"), "portal.bad_page_number")
    make = partial(_content, query=query, number=number)
    about = (rows_query_string(query), str(number))
    return page(request, "rows", opened(request), make=make, about=about, scoped=False)


@require_safe
def rows_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All the works as CSV, streamed batch by batch in constant memory."""
    view = opened(request)
    query = rows_query_from(request.GET)
    response = StreamingHttpResponse(rows_lines(query, view), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jialing-rows.csv"'
    return response


def _content(view: View, *, query: RowsQuery, number: int) -> dict[str, Any]:
    found = view.atlas.rows(query, page=number, size=SIZE)
    return {
        "found": found,
        "first": (number - 1) * SIZE + 1,
        "said": said(query, view),
        "filters": filters(query, view),
        "previous_url": _page_url(query, number - 1, view) if number > 1 else "",
        "next_url": _page_url(query, number + 1, view) if number < found.n_pages else "",
        "csv_query": rows_query_string(query),
        "scope_query": view.query,
    }


def _page_url(query: RowsQuery, number: int, view: View) -> str:
    more = {"page": number} | ({"version": view.atlas.version} if view.is_pinned else {})
    return f"?{rows_query_string(query)}&{urlencode(more)}"
