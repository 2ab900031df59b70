"""Search from everywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jialing.portal.insight.hits import hits
from jialing.portal.insight.opening import opened

MOST = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What has the words in its names: a page, or the list alone for htmx."""
    view = opened(request)
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MOST]
    found = hits(view, text) if text else ()
    context = {"view": view, "text": text, "hits": found, "scope_query": view.query}
    name = "insight/components/hits.html" if request.htmx else "insight/search.html"  # type: ignore[attr-defined]
    return render(request, name, context | {"is_invented": view.atlas.is_invented})
