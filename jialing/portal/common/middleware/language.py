"""Activate the reader's language and remember it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from jialing.portal.common.language import COOKIE, DJANGO_CODES, HTML_CODES, language_of

_YEAR = 31_536_000


class LanguageMiddleware:
    """Set ``request.lang`` ("en" or "zh"); keep the choice in a cookie once an address states it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lang = language_of(request)
        request.lang = lang  # type: ignore[attr-defined]
        with translation.override(DJANGO_CODES[lang]):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", HTML_CODES[lang])
        if not request.path_info.startswith(f"/{lang}/"):
            patch_vary_headers(response, ("Cookie", "Accept-Language"))
        elif request.COOKIES.get(COOKIE) != lang and response.get("Content-Type", "").startswith("text/html"):
            response.set_cookie(COOKIE, lang, max_age=_YEAR, samesite="Lax")
        return response
