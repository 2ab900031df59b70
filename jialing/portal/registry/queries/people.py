"""Who stands for which organisation, and what is held about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from jialing.atlas import Atlas
from jialing.portal.accounts.extensions import Representing
from jialing.portal.common.compiled import Compiled
from jialing.portal.registry.enums import RepresentationState
from jialing.portal.registry.models import Person, Representation


def organisations_represented(user_id: int, on: date) -> Iterable[int]:
    """Primary keys of organisations that somebody represents on a day: confirmed, begun, not ended. One query."""
    return [key for (key,) in _REPRESENTED.rows(user_id, on)]


def _represented(user_id: int, on: date) -> tuple[QuerySet[Any]]:
    begun = Q(since__isnull=True) | Q(since__lte=on)
    runs = Q(until__isnull=True) | Q(until__gte=on)
    rows = Representation.objects.filter(begun & runs, user_id=user_id, state=RepresentationState.CONFIRMED)
    return (rows.order_by().values_list("organisation_id"),)


_REPRESENTED = Compiled(_represented, int, date)


def representations(user_id: int) -> list[Representation]:
    """All of somebody's claims, newest first."""
    return list(Representation.objects.filter(user_id=user_id).select_related("organisation"))


def representing(user_id: int, on: date) -> list[Representing]:  # noqa: ARG001 - past claims are shown too
    """Somebody's claims as lines of 'My account', those that hold or wait."""
    shown = (RepresentationState.CLAIMED, RepresentationState.CONFIRMED)
    return [
        Representing(
            name_en=one.organisation.name_en,
            name_zh=one.organisation.name_zh,
            role=one.position,
            state=f"registry.representation_state.{one.state}",
            until=one.until,
            url=reverse("registry:record", args=["organisations", one.organisation.public_id]),
        )
        for one in representations(user_id)
        if one.state in shown
    ]


def held_about(user_id: int) -> list[dict[str, Any]]:
    """What the registry holds about a person, as plain rows: profile, affiliations, works, representations."""
    rows: list[dict[str, Any]] = []
    for person in Person.objects.filter(user_id=user_id):
        rows.append({"kind": "profile", **_plain(person)})
        rows.extend({"kind": "affiliation", **_plain(row)} for row in person.affiliations.all())
        rows.extend({"kind": "work", **_plain(row)} for row in person.works.all())
    rows.extend({"kind": "representation", **_plain(row)} for row in representations(user_id))
    return rows


def _plain(row: Any) -> dict[str, Any]:
    names = (field.attname for field in row._meta.concrete_fields)
    return {name: value if isinstance(value := getattr(row, name), int | bool) else str(value or "") for name in names}


def works_that_may_be(atlas: Atlas, person: Person) -> list[dict[str, Any]]:
    """Works of the lake to propose to a person: by their ORCID iD, else by their names as printed."""
    names = [name for name in (person.name_en, person.name_zh) if name]
    found = atlas.works_signed(orcid=person.orcid, names=names)
    sure = [one for one in found if one.by_orcid] or found
    return [
        {"work_source": one.source, "work_id": one.source_id, "title": one.title[:1000], "year": one.year}
        for one in sure
    ]
