"""A list as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.portal.registry.lists.asked import asked_from
from jialing.portal.registry.lists.exports import csv_lines, geojson_lines, json_lines, workbook
from jialing.portal.registry.lists.rows import require_order
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.papers import list_paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STREAMED = {
    "csv": (csv_lines, "text/csv; charset=utf-8"),
    "json": (json_lines, "application/json"),
    "geojson": (geojson_lines, "application/geo+json"),
}


@require_safe
def export(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """Every record of the list that fits and that the viewer may see."""
    if slug not in LISTS or form not in (*STREAMED, "xlsx", "docx"):
        raise Http404
    asked = asked_from(LISTS[slug], request.GET)
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    require_order(viewer, asked, lang)  # before the first line is on its way: then it is too late to refuse
    response: HttpResponseBase
    if form == "xlsx":
        response = HttpResponse(workbook(viewer, asked, lang), content_type=XLSX)
    elif form == "docx":
        response = HttpResponse(list_paper(viewer, asked, lang, on=timezone.localdate()), content_type=DOCX)
    else:
        lines, kind = STREAMED[form]
        response = StreamingHttpResponse(lines(viewer, asked, lang), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="jialing-{slug}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response
