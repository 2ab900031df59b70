"""All parts of a record's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from jialing.portal.common.access import Seen
from jialing.portal.registry.lists.spec import ListSpec
from jialing.portal.registry.parts.papers import papers_of


def parts_of(request: HttpRequest, spec: ListSpec, one: Seen) -> dict[str, Any]:
    """What the templates below ``registry/parts`` show; nothing where the kind has no such part."""
    return {**papers_of(request, spec, one)}
