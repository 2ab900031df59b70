"""Lasting links."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from jialing.errors import InputError
from jialing.portal.common.language import LANGUAGES
from jialing.portal.insight.actions import save_view
from jialing.portal.insight.models import SavedView
from jialing.portal.insight.opening import opened
from jialing.portal.insight.tasks import keep_version


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Show the address that states everything; on POST keep it under a short one."""
    view = opened(request)
    path = _page(request.GET.get("page", "/"))
    saved = None
    if request.method == "POST":
        keep_version(view.atlas.version)
        saved = save_view(version=view.atlas.version, path=path, query=view.full_query, by="desk")
    address = request.build_absolute_uri(f"/{view.lang}{path}?{view.full_query}")
    short = request.build_absolute_uri(saved.get_absolute_url()) if saved else ""
    context = {"view": view, "address": address, "short": short, "page": path, "scope_query": view.query}
    return render(request, "insight/save.html", context | {"is_invented": view.atlas.is_invented})


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Lead a short link to the view it pins, in the reader's language."""
    saved = get_object_or_404(SavedView, pk=code)
    lang = request.lang  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/{lang}{saved.path}?{saved.query}")


def _page(path: str) -> str:
    """A page of ours without its language. Raises InputError for anything else."""
    first, _, rest = path.lstrip("/").partition("/")
    bare = f"/{rest}" if first in LANGUAGES else path
    if not bare.startswith("/") or bare.startswith("//") or "\\" in bare or "?" in bare or "#" in bare:
        raise InputError("portal.bad_page", given=path[:80])
    return bare
