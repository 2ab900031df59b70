"""Pages that ask where to build and what would change."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.portal.insight import planning
from jialing.portal.insight.opening import opened
from jialing.portal.insight.page import page


@require_safe
def layout(request: HttpRequest) -> HttpResponse:
    """Where one more platform would help most, by the aim chosen."""
    about = planning.layout_asked(request.GET)
    return page(request, "layout", opened(request), make=partial(planning.layout, about=about), about=about)
