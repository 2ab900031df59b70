"""What the resolver learns from the registry: local organisations, and names that no register has.

An organisation that came from the lake is told with its local names only; one that people registered with all it has.
A record merged into another gives it its names. Withdrawn records and contacts are not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jialing.portal.registry.enums import NameKind, OrganisationRelationKind, OrganisationState
from jialing.portal.registry.models import Organisation, OrganisationName, OrganisationRelation

LOCAL = "local:registry:"
"""Ids of local organisations in the lake; the random public id follows. They are never taken back as the lake's."""
AT_ONCE = 2_000
_KINDS = {NameKind.OFFICIAL: "label", NameKind.LABEL: "label", NameKind.ACRONYM: "acronym"}
_PLAIN = ("name_en", "name_zh", "kind", "place_id", "country_code", "established", "lat", "lng", "uscc", "website")

Line = dict[str, Any]


def told_to_resolver() -> Iterator[Line]:
    """A line an organisation, in the order of public ids."""
    for portion in _portions(_told()):
        names, parents = _names(portion), _parents(portion)
        for one in portion:
            yield {
                "org_id": lake_id(one.lake_id, one.public_id),
                **{field: getattr(one, field) for field in _PLAIN},
                "names": names.get(one.pk, []),
                "parents": parents.get(one.pk, []),
            }


def any_invented() -> bool:
    """Whether something told is invented: then all that is built with it says so."""
    return _told().filter(is_invented=True).exists()


def lake_id(given: str, public_id: str) -> str:
    """Under which id the lake knows an organisation, or will."""
    return given or LOCAL + public_id


def _told() -> QuerySet[Organisation]:
    """Local active records, and those of the lake that have a name of ours."""
    ours = OrganisationName.objects.filter(
        _local_names(), Q(organisation=OuterRef("pk")) | _merged_into(OuterRef("pk"))
    )
    active = Organisation.objects.filter(state=OrganisationState.ACTIVE)
    return active.filter(Q(lake_id="") | Exists(ours))


def _local_names() -> Q:
    return Q(is_from_lake=False)


def _merged_into(kept: Any) -> Q:
    return Q(organisation__merged_into=kept)


def _portions(rows: QuerySet[Organisation]) -> Iterator[list[Organisation]]:
    last = ""
    while portion := list(rows.filter(public_id__gt=last).order_by("public_id")[:AT_ONCE]):
        yield portion
        last = portion[-1].public_id


def _names(portion: Iterable[Organisation]) -> dict[int, list[Line]]:
    wanted = [one.pk for one in portion]
    of_these = Q(organisation__in=wanted) | Q(organisation__merged_into__in=wanted)
    rows = OrganisationName.objects.filter(_local_names(), of_these).order_by("pk")
    found: dict[int, list[Line]] = {}
    columns = ("organisation_id", "organisation__merged_into_id", "name", "language", "kind")
    for own, kept, name, language, kind in rows.values_list(*columns):
        told = {"name": name, "lang": language, "kind": "alias" if kept else _KINDS.get(kind, "alias")}
        found.setdefault(kept or own, []).append(told)
    return found


def _parents(portion: Iterable[Organisation]) -> dict[int, list[str]]:
    """Parents of local records; the lake knows those of its own."""
    rows = OrganisationRelation.objects.filter(
        organisation__in=[one.pk for one in portion if not one.lake_id],
        kind=OrganisationRelationKind.PARENT,
        other__state=OrganisationState.ACTIVE,
    )
    found: dict[int, list[str]] = {}
    for own, given, public_id in rows.values_list("organisation_id", "other__lake_id", "other__public_id"):
        found.setdefault(own, []).append(lake_id(given, public_id))
    return found
