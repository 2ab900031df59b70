"""The words of a list's filter, looked for in the search index: pinyin, abbreviations, two characters, any order."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jialing.match.search import Reason
from jialing.portal.common.access import Viewer, declaration, kind_of, model_of, where
from jialing.portal.common.search.finding import fitting
from jialing.portal.common.search.sources import sources
from jialing.portal.registry.lists.spec import ListSpec, Shown

SAID = frozenset({Reason.NAME, Reason.WORDS, Reason.ABBREVIATION, Reason.PINYIN, Reason.INITIALS})
"""How a name must fit: a list holds what was asked for, not what is spelt alike (search offers that)."""

NEVER = Q(pk__in=())


def matching(viewer: Viewer, spec: ListSpec, text: str) -> Q:
    """Records whose names, or identifiers, or (of kinds without names) whose subjects or numbers fit the words."""
    found = _named(viewer, spec.kind, text) if spec.has_names else _led(viewer, spec, text)
    for column in spec.every:
        if column.shown is Shown.TEXT and not spec.has_names:
            found |= where(viewer, spec.kind, column.field, Q(**{f"{column.field}__icontains": text}))
    return found


def _named(viewer: Viewer, kind: str, text: str) -> Q:
    """Names that fit by the index; where so many fit that the best were taken, also all that hold the very words."""
    fit = fitting(viewer, text, kind=kind)
    found = Q(public_id__in=[hit.public_id for hit in fit.hits if hit.reason in SAID])
    if fit.is_all:
        return found
    for name in ("name_en", "name_zh"):
        found |= where(viewer, kind, name, Q(**{f"{name}__icontains": text}))
    return found


def _led(viewer: Viewer, spec: ListSpec, text: str) -> Q:
    """Records about something that fits (the recognitions of an organisation)."""
    found = NEVER
    model: Any = model_of(declaration().kinds[spec.kind])
    findable = {source.kind for source in sources()}
    for column in spec.title:
        if column.shown is Shown.RECORD:
            kind = kind_of(model._meta.get_field(column.field).related_model).name
            if kind in findable:
                hits = fitting(viewer, text, kind=kind).hits
                ids = [hit.public_id for hit in hits if hit.reason in SAID]
                found |= where(viewer, spec.kind, column.field, Q(**{f"{column.field}__public_id__in": ids}))
    return found
