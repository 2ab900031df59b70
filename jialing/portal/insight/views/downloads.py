"""A picture's files: CSV and XLSX of its rows, PNG, SVG."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing import figures
from jialing.atlas import Answer
from jialing.portal.common.cache import parts
from jialing.portal.insight.opening import opened
from jialing.portal.insight.questions import answer_to
from jialing.portal.insight.scope import View
from jialing.portal.insight.specs import picture_stamp
from jialing.portal.insight.views.parts import drawable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "png": "image/png", "svg": "image/svg+xml"}


@require_safe
def download(request: HttpRequest, question: str, kind: str) -> HttpResponse:
    """The answer as a file. Raises InputError ``figures.no_chinese_font`` where the server cannot write Chinese."""
    if kind not in TYPES:
        raise Http404(kind)
    view = opened(request)
    if kind in figures.TABLES:
        answer = answer_to(question, view.atlas, view.scope, request.GET.getlist("about"))
        content = figures.rendered(answer, kind, lang=view.lang)
    else:
        answer = drawable(question, request, view)
        content = _picture(answer, view, kind, request)
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{_name(answer, view)}.{kind}"'
    return response


def _picture(answer: Answer, view: View, form: str, request: HttpRequest) -> bytes:
    theme, kind = ("dark" if request.GET.get("theme") == "dark" else "light"), request.GET.get("kind", "")
    key = ("file", form, picture_stamp(), *answer.key, view.lang, theme, kind)
    return parts.get_or_make(key, lambda: figures.rendered(answer, form, lang=view.lang, theme=theme, kind=kind))


def _name(answer: Answer, view: View) -> str:
    scope = answer.scope
    words = ("jialing", scope.circle, answer.question, str(scope.first_year), str(scope.last_year), view.lang)
    return "-".join(w for w in words if w.replace("-", "").replace("_", "").isalnum() and w.isascii())
