"""Changes of organisations: fields (over the lake's where it has them), names, relations, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, changes, create, move, remember, save
from jialing.portal.registry.enums import (
    ORGANISATION_MOVES,
    NameKind,
    OrganisationRelationKind,
    OrganisationState,
)
from jialing.portal.registry.models import Organisation, OrganisationName, OrganisationRelation, Override
from jialing.portal.registry.queries.names import file_names
from jialing.portal.registry.rules.identifiers import checked_uscc
from jialing.portal.registry.rules.names import folded_name

LAKE_FIELDS = ("name_en", "name_zh", "kind", "place_id", "country_code", "established", "lat", "lng", "website")
"""Fields that the lake fills; what people say of them stands over its value and shows as an override."""


@transaction.atomic
def create_organisation(values: Mapping[str, Any], *, by: Viewer, why: str = "") -> Organisation:
    """Add a local organisation; its names become rows of names.

    Raises NotAllowed; InputError ``registry.uscc_form``, ``registry.uscc_check``, ``registry.uscc_taken``,
    ``registry.name_missing`` and others of :func:`change`.
    """
    require(by, "organisation.create")
    given = {**values, "uscc": checked_uscc(str(values.get("uscc", "")))}
    made = create(Organisation(**given), by=by, act="organisation.edit", code="organisation.created", why=why)
    _keep_official_names(made, by=by)
    return made


@transaction.atomic
def edit_organisation(
    organisation: Organisation, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Organisation:
    """Change fields. Over a value of the lake it becomes an override, which takes who may override.

    Raises as :func:`create_organisation`, and WrongState ``record.changed_meanwhile``.
    """
    given = dict(values)
    if "uscc" in given:
        given["uscc"] = checked_uscc(str(given["uscc"]))
    changed = changes(organisation, given)
    over = [name for name in changed if name in LAKE_FIELDS] if organisation.lake_id else []
    if over:
        require(by, "organisation.override", organisation)
    edited = change(organisation, given, by=by, act="organisation.edit", code="organisation.edited", why=why, seen=seen)
    for name in over:
        _override(edited, name, by=by, why=why)
    _keep_official_names(edited, by=by)
    return edited


def _override(organisation: Organisation, name: str, *, by: Viewer, why: str) -> None:
    there = organisation.lake_copy.get(name)
    value = getattr(organisation, name)
    if value == there:
        Override.objects.filter(organisation=organisation, field=name).delete()
        return
    Override.objects.update_or_create(
        organisation=organisation,
        field=name,
        defaults={"lake_value": there, "value": value, "why": why, "by": by.public_id},
    )


@transaction.atomic
def lift_override(organisation: Organisation, field: str, *, by: Viewer, why: str = "") -> Organisation:
    """Take an override away: the lake's value counts again. Raises InputError ``registry.no_override`` (field)."""
    require(by, "organisation.override", organisation)
    found = organisation.overrides.filter(field=field).first()
    if found is None:
        raise InputError("registry.no_override", field=field)
    setattr(organisation, field, organisation.lake_copy.get(field) or _empty(field))
    save(organisation, by=by, why=why)
    found.delete()
    audit(by.public_id, "organisation.override_lifted", organisation, field=field, why=why)
    return organisation


def _empty(field: str) -> object:
    return None if field in ("established", "lat", "lng") else ""


def _keep_official_names(organisation: Organisation, *, by: Viewer) -> None:
    """The two names of the record are rows of names too: search and resolver look there."""
    for language, name in (("en", organisation.name_en), ("zh", organisation.name_zh)):
        if name and not organisation.names.filter(name=name).exists():
            row = OrganisationName(
                organisation=organisation, name=name, language=language, kind=NameKind.OFFICIAL,
                normalised=folded_name(name),
            )  # fmt: skip
            save(row, by=by)


@transaction.atomic
def add_name(
    organisation: Organisation,
    name: str,
    *,
    language: str,
    kind: str,
    by: Viewer,
    since: date | None = None,
    until: date | None = None,
    source: str = "",
) -> OrganisationName:
    """Add a name that finds the organisation. Raises InputError ``registry.there_already``."""
    require(by, "organisation.name", organisation)
    written = " ".join(name.split())
    row = OrganisationName(
        organisation=organisation, name=written, normalised=folded_name(written), language=language, kind=kind,
        since=since, until=until, source=source,
    )  # fmt: skip
    save(row, by=by)
    audit(by.public_id, "organisation.named", organisation, name=written, kind=kind)
    return row


@transaction.atomic
def remove_name(row: OrganisationName, *, by: Viewer, why: str = "") -> None:
    """Remove a name that is not the record's own. Raises WrongState ``registry.name_in_use``."""
    organisation = row.organisation
    require(by, "organisation.name", organisation)
    if row.name in (organisation.name_en, organisation.name_zh):
        raise WrongState("registry.name_in_use", name=row.name)
    audit(by.public_id, "organisation.name_removed", organisation, name=row.name, why=why)
    remember(row, by=by, why=why)
    row.delete()
    file_names(organisation)


@transaction.atomic
def relate(
    organisation: Organisation,
    other: Organisation,
    kind: str,
    *,
    by: Viewer,
    since: date | None = None,
    until: date | None = None,
    source: str = "",
) -> OrganisationRelation:
    """Say that ``other`` is the organisation's parent, predecessor, or related to it.

    Raises WrongState ``registry.circle`` where it would be its own ancestor; InputError ``registry.there_already``.
    """
    require(by, "organisation.relate", organisation)
    if kind != OrganisationRelationKind.RELATED and leads_to(other, organisation, kind):
        raise WrongState("registry.circle")
    row = OrganisationRelation(
        organisation=organisation, other=other, kind=kind, since=since, until=until, source=source
    )
    save(row, by=by)
    audit(by.public_id, "organisation.related", organisation, other=other.public_id, kind=kind)
    return row


@transaction.atomic
def unrelate(row: OrganisationRelation, *, by: Viewer, why: str = "") -> None:
    """Take a relation away."""
    require(by, "organisation.relate", row.organisation)
    audit(by.public_id, "organisation.unrelated", row.organisation, other=row.other.public_id, kind=row.kind, why=why)
    row.delete()


def leads_to(start: Organisation, goal: Organisation, kind: str) -> bool:
    """Whether relations of this kind lead from one organisation to the other; one query a generation."""
    met: set[int] = set()
    now = {start.pk}
    while now:
        if goal.pk in now:
            return True
        met |= now
        rows = OrganisationRelation.objects.filter(organisation__in=now, kind=kind)
        now = set(rows.values_list("other_id", flat=True)) - met
    return False


def withdraw_organisation(organisation: Organisation, *, by: Viewer, why: str, seen: int | None = None) -> Organisation:
    """Withdraw a record that should not be there; its id stays. Raises InputError ``registry.why_missing``."""
    if not why.strip():
        raise InputError("registry.why_missing")
    return move(
        organisation, OrganisationState.WITHDRAWN, by=by, act="organisation.withdraw", code="organisation.withdrawn",
        moves=ORGANISATION_MOVES, why=why, seen=seen,
    )  # fmt: skip


def reinstate_organisation(
    organisation: Organisation, *, by: Viewer, why: str = "", seen: int | None = None
) -> Organisation:
    """Bring a withdrawn record back."""
    return move(
        organisation, OrganisationState.ACTIVE, by=by, act="organisation.reinstate", code="organisation.reinstated",
        moves=ORGANISATION_MOVES, why=why, seen=seen,
    )  # fmt: skip
