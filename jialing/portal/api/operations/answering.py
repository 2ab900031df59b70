"""What every operation shares: who asks, in which language, answers with their entity tag."""

from __future__ import annotations

import hashlib
import inspect
import json
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from jialing.errors import WrongState
from jialing.portal.api.shapes import whole
from jialing.portal.common.access import Seen, Viewer, unsealed

_EDITION = re.compile(r'(?:W/)?"?e(\d{1,9})(?:\.[0-9a-f]+)?"?')
ANY = "*"


def viewer_of(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]


def lang_of(request: HttpRequest) -> str:
    return str(request.lang)  # type: ignore[attr-defined]


def answered(body: Any, *, status: int = 200, edition: int | None = None) -> HttpResponse:
    """JSON with an entity tag: of the content, and of the edition where the viewer may know it."""
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(content, status=status, content_type="application/json")
    digest = hashlib.sha256(content).hexdigest()[:16]
    response["ETag"] = f'"e{edition}.{digest}"' if edition is not None else f'"h{digest}"'
    return response


def record_answered(one: Seen, *, status: int = 200) -> HttpResponse:
    """A record as it stands."""
    edition = one.edition if "edition" in one.fields else None
    return answered(whole(one), status=status, edition=edition)


def edition_named(request: HttpRequest, one: Seen, *, is_required: bool) -> int | None:
    """The edition that If-Match names; None where it names none or any.

    Raises WrongState ``api.if_match_missing`` (428), ``api.changed_meanwhile`` (412).
    """
    given = request.headers.get("If-Match", "").strip()
    if given == ANY or (not given and not is_required):
        return None
    if not given:
        raise WrongState("api.if_match_missing")
    editions = [int(found) for tag in given.split(",") if (found := _edition(tag.strip())) is not None]
    now = int(unsealed(one).edition)
    if now not in editions:
        raise WrongState("api.changed_meanwhile")
    return now


def _edition(tag: str) -> str | None:
    found = _EDITION.fullmatch(tag)
    return found[1] if found else None


def described(view: Callable[..., HttpResponse], **asked: tuple[Any, Any]) -> Callable[..., HttpResponse]:
    """Give a view the signature by which the interface reads requests: parameter -> (type, default)."""
    parameters = [inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)]
    for name, (kind, default) in asked.items():
        parameters.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default))
    view.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return view
