"""The pages of position: all fields, one field."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.portal.insight import positions
from jialing.portal.insight.opening import opened
from jialing.portal.insight.page import page


@require_safe
def position(request: HttpRequest) -> HttpResponse:
    return page(request, "position", opened(request), make=positions.position)


@require_safe
def joint(request: HttpRequest, area_id: str = "") -> HttpResponse:
    """Among all fields, or those of a key area."""
    make = partial(positions.joint, area_id=area_id)
    return page(request, "joint", opened(request), make=make, about=(area_id,) if area_id else ())


@require_safe
def position_field(request: HttpRequest, field_id: str) -> HttpResponse:
    make = partial(positions.one_field, field_id=field_id)
    return page(request, "position_field", opened(request), make=make, about=(field_id,))


@require_safe
def partners(request: HttpRequest, field_id: str = "") -> HttpResponse:
    """For a field: the one of the address, else that of the scope, else the largest."""
    make = partial(positions.partners, field_id=field_id)
    return page(request, "partners", opened(request), make=make, about=(field_id,) if field_id else ())


@require_safe
def position_method(request: HttpRequest) -> HttpResponse:
    return page(request, "position_method", opened(request), make=positions.method)
