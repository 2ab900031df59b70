"""The papers that a record's page offers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jialing.portal.common.access import Seen
from jialing.portal.registry.lists.spec import ListSpec
from jialing.portal.registry.papers import offered


def papers_of(request: HttpRequest, spec: ListSpec, one: Seen) -> dict[str, Any]:
    """Names of the papers with their addresses."""
    lang = request.lang  # type: ignore[attr-defined]
    found = [(t.name(lang), reverse("registry:paper", args=[spec.slug, str(one), t.id])) for t in offered(one)]
    return {"papers": found}
