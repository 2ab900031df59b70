"""The pages of a circle."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.portal.insight import content
from jialing.portal.insight.addresses import whole
from jialing.portal.insight.opening import opened
from jialing.portal.insight.page import page


@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    """`/`: the overview in the reader's language."""
    return overview(request)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return page(request, "overview", opened(request), make=content.overview)


@require_safe
def flows(request: HttpRequest) -> HttpResponse:
    return page(request, "flows", opened(request), make=content.flows)


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    return page(request, "network", opened(request), make=content.network)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """A page of all organisations of the circle."""
    number = whole(request.GET.get("page", "1"), "portal.bad_page_number")
    make = partial(content.organisations, number=number)
    return page(request, "organisations", opened(request), make=make, about=(str(number),))


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    return page(request, "fields", opened(request), make=content.fields)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    return page(request, "comparison", opened(request), make=content.comparison)


@require_safe
def talent(request: HttpRequest) -> HttpResponse:
    return page(request, "talent", opened(request), make=content.talent)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return page(request, "data", opened(request), make=content.data, scoped=False)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return page(request, "about", opened(request), make=content.about, scoped=False)
