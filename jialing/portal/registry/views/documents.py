"""Documents: served only through the rules of access, as what their content is; withdrawn with a reason."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jialing.errors import JialingError
from jialing.portal.common.access import one_seen, require, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions.documents import path_of, withdraw_document
from jialing.portal.registry.models import Document
from jialing.portal.registry.views.working import page_of, sent

SEALED_OFF = "default-src 'none'; sandbox"
"""A document runs nothing and loads nothing, should a browser open it after all."""


@require_safe
def document(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The file, to be saved. Raises NotAllowed where it was withdrawn; 404 where hidden or its file is gone."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = unsealed(one_seen(viewer, Document.objects.all(), public_id=public_id))
    require(viewer, "document.open", row)
    try:
        stream = path_of(row).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stream, as_attachment=True, filename=row.file_name, content_type=row.media_type)
    response.headers["Content-Security-Policy"] = SEALED_OFF
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Serve a document no longer; that it was there, and why it is not, stays."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = one_seen(viewer, Document.objects.all(), public_id=public_id)
    row = unsealed(one)
    error: JialingError | None = None
    if row.state == "withdrawn":
        return HttpResponseRedirect(f"{page_of(one)}#documents")
    require(viewer, "document.withdraw", row)
    if request.method == "POST":
        try:
            withdraw_document(row, by=viewer, why=sent(request, "why"))
        except JialingError as refused:
            error = refused
        else:
            return HttpResponseRedirect(f"{page_of(one)}#documents")
    context: dict[str, Any] = {"one": one, "record_url": page_of(one), "error": error, "why": sent(request, "why")}
    return render(request, "registry/withdraw_document.html", context, status=status_of(error) if error else 200)
