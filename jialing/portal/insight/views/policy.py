"""The pages of what policy asks for: official targets, the capability profile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.portal.insight import policies
from jialing.portal.insight.opening import opened
from jialing.portal.insight.page import page


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    return page(request, "targets", opened(request), make=policies.targets)


@require_safe
def capability(request: HttpRequest) -> HttpResponse:
    return page(request, "capability", opened(request), make=policies.capability)
