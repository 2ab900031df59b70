"""What went wrong, as programs read it: application/problem+json (RFC 9457), worded in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from jialing.base.phrases import catalogue, phrase
from jialing.errors import InputError, JialingError
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.common.middleware.request_id import current_request_id

MEDIA_TYPE = "application/problem+json"
_STATUS = {
    "access.sign_in": 401,
    "api.bad_token": 401,
    "api.bad_json": 400,
    "api.token_in_address": 400,
    "api.not_found": 404,
    "api.wrong_method": 405,
    "api.not_acceptable": 406,
    "api.changed_meanwhile": 412,
    "api.too_large": 413,
    "api.wrong_media_type": 415,
    "api.if_match_missing": 428,
    "api.too_many": 429,
    "api.unknown_parameter": 422,
    "api.repeated_parameter": 422,
    "api.invalid": 422,
    "api.broken": 500,
}
BY_STATUS = {
    400: "api.bad_request",
    403: "api.refused",
    404: "api.not_found",
    405: "api.wrong_method",
    413: "api.too_large",
}


def problem(request: HttpRequest, error: JialingError, *, errors: Sequence[Mapping[str, Any]] = ()) -> HttpResponse:
    """The answer for an error of our tree."""
    return problem_of(request, error.code, status_for(error), params=error.params, errors=errors)


def status_for(error: JialingError) -> int:
    """422 says that a request is not as described; what is as described and the records refuse is 409."""
    if error.code in _STATUS:
        return _STATUS[error.code]
    return 409 if isinstance(error, InputError) else status_of(error)


def problem_of(
    request: HttpRequest,
    code: str,
    status: int,
    *,
    params: Mapping[str, object] | None = None,
    errors: Sequence[Mapping[str, Any]] = (),
) -> HttpResponse:
    """A problem document: type, title, status, detail, and beside them code, params, errors, the request's id."""
    lang = getattr(request, "lang", "en")
    told = {name: _plain(value) for name, value in (params or {}).items()}
    body: dict[str, Any] = {
        "type": f"urn:jialing:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _worded(code, lang, told),
        "code": code,
        "params": told,
        "request_id": current_request_id(),
    }
    if errors:
        body["errors"] = [dict(one) for one in errors]
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        reason = ', error="invalid_token"' if code == "api.bad_token" else ""
        response["WWW-Authenticate"] = f'Bearer realm="jialing"{reason}'
    return response


def _worded(code: str, lang: str, params: Mapping[str, object]) -> str:
    wanted = f"error.{code}"
    if wanted not in catalogue():
        return code
    try:
        return phrase(wanted, lang, **params)
    except KeyError:
        return code


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
