"""Papers of a record: which there are, and each one as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.portal.registry.papers import LANGUAGES, file_name, offered, paper
from jialing.portal.registry.views.one import find, spec_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def one_paper(request: HttpRequest, slug: str, public_id: str, paper_id: str) -> HttpResponse:
    """A paper as a .docx file; ``?lang=zh`` or ``en`` in one language only."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = find(viewer, spec_of(slug), public_id)
    template = next((found for found in offered(one) if found.id == paper_id), None)
    if template is None:
        raise Http404
    lang = request.GET.get("lang", "both")
    content = paper(
        paper_id, one, viewer=viewer, on=timezone.localdate(), languages=lang if lang in LANGUAGES else "both"
    )
    return file_answer(content, file_name(template, one))


def file_answer(content: bytes, name: str) -> HttpResponse:
    """A .docx file to be kept, never stored on the way."""
    answer = HttpResponse(content, content_type=DOCX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
