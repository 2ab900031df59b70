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


@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """What would change if a city won a field, or two cities' groups were one."""
    about = planning.what_if_asked(request.GET)
    return page(request, "what_if", opened(request), make=partial(planning.what_if, about=about), about=about)
