"""Search from everywhere: the atlas, and beside it the registry."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jialing.portal.insight.hits import hits
from jialing.portal.insight.opening import opened
from jialing.portal.registry.lists.hits import registry_hits

MOST = 200
MOST_RECORDS = 6
"""Records of the registry shown beside what the atlas knows; its own page shows more."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What has the words in its names, in the atlas and in the registry: a page, or the lists alone for htmx."""
    view = opened(request)
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MOST]
    found = hits(view, text) if text else ()
    viewer = request.viewer  # type: ignore[attr-defined]
    records = registry_hits(viewer, text, view.lang, most=MOST_RECORDS) if text else ()
    context = {"view": view, "text": text, "hits": found, "registry_hits": records, "scope_query": view.query}
    name = "insight/components/hits.html" if request.htmx else "insight/search.html"  # type: ignore[attr-defined]
    return render(request, name, context | {"is_invented": view.atlas.is_invented})
