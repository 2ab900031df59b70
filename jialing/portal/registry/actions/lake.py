"""Organisations as the lake has them: taken in, refreshed after a publish; what people changed stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from jialing.atlas import ListedOrganisation, Registered
from jialing.errors import InputError
from jialing.portal.common.access import SYSTEM
from jialing.portal.common.actions import record as audit
from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry.actions.organisations import LAKE_FIELDS
from jialing.portal.registry.enums import (
    NameKind,
    OrganisationKind,
    OrganisationRelationKind,
    OrganisationState,
)
from jialing.portal.registry.models import Organisation, OrganisationName, OrganisationRelation, Override
from jialing.portal.registry.queries.feed import LOCAL
from jialing.portal.registry.rules.identifiers import checked_uscc
from jialing.portal.registry.rules.names import folded_name

BATCH = 400
_NAME_KINDS = {"display": NameKind.LABEL, "label": NameKind.LABEL, "acronym": NameKind.ACRONYM}
_RELATIONS = {
    "parent": OrganisationRelationKind.PARENT,
    "predecessor": OrganisationRelationKind.PREDECESSOR,
    "related": OrganisationRelationKind.RELATED,
}


@transaction.atomic
def take_from_lake(given: Registered) -> tuple[int, int]:
    """Take in organisations of a version and refresh those there; returns how many of each. Overrides stand.

    Our own organisations, which the lake has from us (``local:registry:``), are passed over: the registry is their
    source. What the lake no longer lists stays as it is: ids are never reused, and people may have written on it.
    """
    listed = _not_ours(given)
    there = {one.lake_id: one for one in Organisation.objects.exclude(lake_id="")}
    usccs = set(Organisation.objects.exclude(uscc="").values_list("uscc", flat=True))
    fresh = [_made(one, listed, usccs) for one in listed.organisations if one.org_id not in there]
    Organisation.objects.bulk_create(fresh, batch_size=BATCH)
    Organisation.history.bulk_history_create(fresh, batch_size=BATCH, default_change_reason=listed.version)
    changed = _refresh(listed, there)
    _take_names(listed)
    _take_relations(listed)
    rebuild("organisation")
    if fresh or changed:
        audit(
            SYSTEM.public_id, "organisation.taken_from_lake", (fresh or changed)[0], version=listed.version,
            n_new=len(fresh), n_changed=len(changed),
        )  # fmt: skip
    return len(fresh), len(changed)


def _not_ours(given: Registered) -> Registered:
    return replace(given, organisations=tuple(one for one in given.organisations if not one.org_id.startswith(LOCAL)))


def _copy(one: ListedOrganisation) -> dict[str, Any]:
    """The lake's values by our fields; those that nobody may edit beside them."""
    return {
        "name_en": one.name_en, "name_zh": one.name_zh, "kind": _kind(one.types), "place_id": one.place_id,
        "country_code": one.country_code, "established": one.established, "lat": one.lat, "lng": one.lng,
        "website": one.website, "types": list(one.types), "status": one.status, "uscc": one.uscc,
    }  # fmt: skip


def _kind(types: Sequence[str]) -> str:
    return next((one for one in types if one in OrganisationKind.values), OrganisationKind.OTHER)


def _made(one: ListedOrganisation, listed: Registered, usccs: set[str]) -> Organisation:
    copy = _copy(one)
    state = OrganisationState.WITHDRAWN if one.status == "withdrawn" else OrganisationState.ACTIVE
    code = _free_code(one.uscc, usccs)
    return Organisation(
        **{name: copy[name] for name in LAKE_FIELDS}, lake_id=one.org_id, lake_version=listed.version, lake_copy=copy,
        state=state, uscc=code, is_invented=listed.is_invented,
    )  # fmt: skip


def _free_code(given: str, taken: set[str]) -> str:
    """The code where it is right and nobody has it; a wrong one stays in the copy for people to see."""
    try:
        code = checked_uscc(given)
    except InputError:
        return ""
    if code in taken:
        return ""
    taken.add(code)
    return code


def _refresh(listed: Registered, there: Mapping[str, Organisation]) -> list[Organisation]:
    over: dict[int, set[str]] = {}
    for pk, field in Override.objects.values_list("organisation_id", "field"):
        over.setdefault(pk, set()).add(field)
    changed: list[Organisation] = []
    for one in listed.organisations:
        ours, copy = there.get(one.org_id), _copy(one)
        if ours is None or ours.lake_copy == copy:
            continue
        for name in LAKE_FIELDS:
            if name not in over.get(ours.pk, ()):
                setattr(ours, name, copy[name])
        ours.lake_copy, ours.lake_version, ours.edition = copy, listed.version, ours.edition + 1
        changed.append(ours)
    fields = (*LAKE_FIELDS, "lake_copy", "lake_version", "edition")
    Organisation.objects.bulk_update(changed, fields, batch_size=BATCH)
    Organisation.history.bulk_history_create(
        changed, batch_size=BATCH, update=True, default_change_reason=listed.version
    )
    return changed


def _take_names(listed: Registered) -> None:
    keys = dict(Organisation.objects.exclude(lake_id="").values_list("lake_id", "pk"))
    rows = (row for one in listed.organisations for row in _names(one, keys[one.org_id]))
    there = set(OrganisationName.objects.values_list("organisation_id", "name", "kind"))
    new = [row for row in rows if (row.organisation_id, row.name, row.kind) not in there]
    OrganisationName.objects.bulk_create(new, batch_size=BATCH)


def _names(one: ListedOrganisation, key: int) -> Iterator[OrganisationName]:
    """Each name once, with the language where any source states it."""
    languages: dict[tuple[str, str], str] = {}
    for name in one.names:
        kind = _NAME_KINDS.get(name.kind, NameKind.ALIAS)
        if name.name:
            languages[name.name[:300], kind] = languages.get((name.name[:300], kind)) or name.language
    for (text, use), language in languages.items():
        yield OrganisationName(
            organisation_id=key, name=text, kind=use, language=language, normalised=folded_name(text),
            is_from_lake=True,
        )  # fmt: skip


def _take_relations(listed: Registered) -> None:
    keys = dict(Organisation.objects.exclude(lake_id="").values_list("lake_id", "pk"))
    there = set(OrganisationRelation.objects.values_list("organisation_id", "other_id", "kind"))
    new = {
        (keys[one.org_id], keys[other], _RELATIONS[relation])
        for one in listed.organisations
        for relation, other in one.relations
        if relation in _RELATIONS and other in keys and other != one.org_id
    } - there
    OrganisationRelation.objects.bulk_create(_related(sorted(new)), batch_size=BATCH)


def _related(rows: Iterable[tuple[int, int, str]]) -> list[OrganisationRelation]:
    return [
        OrganisationRelation(organisation_id=one, other_id=other, kind=kind, is_from_lake=True)
        for one, other, kind in rows
    ]
