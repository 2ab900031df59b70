"""All parts of a record's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jialing.portal.common.access import Seen
from jialing.portal.registry.lists.spec import ListSpec
from jialing.portal.registry.parts.circles import circles_of
from jialing.portal.registry.parts.criteria import criteria_of
from jialing.portal.registry.parts.documents import wanted_of
from jialing.portal.registry.parts.papers import papers_of
from jialing.portal.registry.parts.promises import promises_of
from jialing.portal.registry.parts.stages import is_any_late, stages_of
from jialing.portal.registry.parts.work import work_of
from jialing.portal.registry.parts.zones import boundary_url, designations_of, figures_of

SHOWN_BY_PARTS = frozenset({"checks", "commitments"})
"""Sections of the page that a part shows better than a table of rows."""


def parts_of(request: HttpRequest, spec: ListSpec, one: Seen) -> dict[str, Any]:
    """What the templates below ``registry/parts`` show; nothing where the kind has no such part."""
    viewer, lang, today = request.viewer, request.lang, timezone.localdate()  # type: ignore[attr-defined]
    stages = stages_of(one, today)
    found: dict[str, Any] = {"stages": stages, "is_late": is_any_late(stages), **papers_of(request, spec, one)}
    found |= circles_of(request, spec, one)
    if spec.kind == "accreditation":
        found["wanted"] = wanted_of(one, viewer, lang)
        found["is_calendar_guessed"] = "is_calendar_known" in one.fields and not one.is_calendar_known
    if spec.kind == "recognition":
        found["criteria"] = criteria_of(one, lang)
    if spec.kind == "founding":
        found["promises"], found["totals"] = promises_of(one, viewer, lang, today)
    if spec.kind == "zone":
        found |= {"figures": figures_of(one, viewer, lang, today), "designations": designations_of(one, viewer, lang)}
        found["boundary_url"] = boundary_url(one)
    return found | work_of(request, one)
