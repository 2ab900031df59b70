"""Pages that belong to no app: the theme switch, what went wrong, the robots file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jialing.portal.common.theme import COOKIE, THEMES

_YEAR = 31_536_000


# Whoever makes the reader's browser set a colour does no harm, and without a token pages stay cacheable.
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme and go back."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="Lax")
    else:
        response.delete_cookie(COOKIE)
    return response


def robots(_request: HttpRequest) -> HttpResponse:
    """Rows behind figures are endless: crawlers stay with the pages."""
    return HttpResponse("User-agent: *\nDisallow: /*/rows\nDisallow: /*/download/\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    return render(request, "common/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "common/server_error.html", status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    return render(request, "common/csrf_failed.html", status=403)
