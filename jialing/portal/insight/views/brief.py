"""The positioning brief as a file: made once for a version and a scope, then kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.figures.brief import write_brief
from jialing.portal.common.cache import parts
from jialing.portal.insight.opening import opened
from jialing.portal.insight.scope import View

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def brief(request: HttpRequest, kind: str) -> HttpResponse:
    """PDF (both languages) or spreadsheet. Raises InputError ``figures.no_chinese_font``, WrongState ``brief.*``."""
    if kind not in TYPES:
        raise Http404(kind)
    view = opened(request)
    content = parts.get_or_make(_key(view, kind), lambda: _made(view)[kind])
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="jialing-brief-{view.scope.circle}.{kind}"'
    return response


def _key(view: View, kind: str) -> tuple[object, ...]:
    return ("brief", kind, view.atlas.version, view.scope)


def _made(view: View) -> dict[str, bytes]:
    """Both files; the one that was not asked for is kept too."""
    with tempfile.TemporaryDirectory() as folder:
        made = write_brief(view.atlas, view.scope, Path(folder))
        files = {"pdf": made.pdf.read_bytes(), "xlsx": made.xlsx.read_bytes()}
    for kind, content in files.items():
        parts.get_or_make(_key(view, kind), lambda content=content: content)  # type: ignore[misc]
    return files
