"""What the views of imports share: who asks, which import, in which words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from jialing.errors import JialingError
from jialing.portal.common.access import VISITOR, Seen, Viewer, one_seen, unsealed
from jialing.portal.importing.models import ImportBatch
from jialing.portal.importing.wording import words


def viewer_of(request: HttpRequest) -> Viewer:
    return getattr(request, "viewer", VISITOR)


def language_of(request: HttpRequest) -> str:
    return str(getattr(request, "lang", "en"))


def seen_batch(request: HttpRequest, public_id: str) -> Seen:
    """The import as the viewer sees it. Raises Http404."""
    return one_seen(viewer_of(request), ImportBatch.objects.all(), public_id=public_id)


def batch_of(request: HttpRequest, public_id: str) -> Any:
    """The import, for actions. Raises Http404 where the viewer may not see it."""
    return unsealed(seen_batch(request, public_id))


def worded(error: JialingError, kind: str, lang: str) -> str:
    return words(error.code, error.params, kind, lang)


def edition_of(request: HttpRequest) -> int | None:
    """The edition that the form showed; None where it does not say."""
    given = request.POST.get("edition", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
