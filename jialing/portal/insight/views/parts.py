"""Parts that a page loads: specifications of pictures, whole tables."""

from __future__ import annotations

import gzip

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from jialing import figures
from jialing.atlas import Answer
from jialing.errors import InputError
from jialing.portal.common.theme import THEMES
from jialing.portal.insight.opening import opened
from jialing.portal.insight.questions import answer_to
from jialing.portal.insight.scope import View
from jialing.portal.insight.specs import spec_bytes
from jialing.portal.insight.tables import table_of

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def spec(request: HttpRequest, question: str) -> HttpResponse:
    """A picture's specification; it never changes for an address that names version and code."""
    view = opened(request)
    answer = drawable(question, request, view)
    theme = request.GET.get("theme", THEMES[0])
    if theme not in THEMES:
        raise InputError("portal.bad_theme", given=theme[:40])
    packed = spec_bytes(answer, view.lang, theme, request.GET.get("kind", ""))
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else gzip.decompress(packed), content_type="application/json")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    if "as" in request.GET and view.is_pinned:
        response["Cache-Control"] = FOR_EVER
    return response


@require_safe
def table(request: HttpRequest, question: str) -> HttpResponse:
    """The whole table of an answer: a part of a page for htmx, else a page of its own."""
    view = opened(request)
    answer = answer_to(question, view.atlas, view.scope, request.GET.getlist("about"))
    context = {"table": table_of(answer, view), "view": view, "title": answer.say(view.lang)}
    name = "insight/components/table.html" if request.htmx else "insight/table_page.html"  # type: ignore[attr-defined]
    return render(request, name, context | {"is_invented": view.atlas.is_invented, "scope_query": view.query})


def drawable(question: str, request: HttpRequest, view: View) -> Answer:
    """The answer to draw. Raises InputError where the question is refused, empty, or never drawn."""
    answer = answer_to(question, view.atlas, view.scope, request.GET.getlist("about"))
    if not figures.kinds(answer):
        raise InputError("portal.nothing_to_draw", question=question)
    return answer
