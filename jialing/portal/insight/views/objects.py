"""The pages of an object: a city, a pair of cities, an organisation, a field."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.portal.insight import content
from jialing.portal.insight.addresses import full_org
from jialing.portal.insight.opening import opened
from jialing.portal.insight.page import page


@require_safe
def place(request: HttpRequest, place_id: str) -> HttpResponse:
    make = partial(content.place, place_id=place_id)
    return page(request, "place", opened(request), make=make, about=(place_id,))


@require_safe
def pair(request: HttpRequest, a: str, b: str) -> HttpResponse:
    return page(request, "pair", opened(request), make=partial(content.pair, a=a, b=b), about=(a, b))


@require_safe
def organisation(request: HttpRequest, org_id: str) -> HttpResponse:
    whole = full_org(org_id)
    make = partial(content.organisation, org_id=whole)
    return page(request, "organisation", opened(request), make=make, about=(whole,))


@require_safe
def field(request: HttpRequest, field_id: str) -> HttpResponse:
    make = partial(content.field, field_id=field_id)
    return page(request, "field", opened(request), make=make, about=(field_id,))
