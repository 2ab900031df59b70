"""The same changes for many records at once: checked one by one, written together.

An import of ten thousand rows cannot ask the database forty questions a row. What a page's action asks of the database
for one record, these ask once for all of them; what they write is the same: the record, its past state with who and
why, the names that find it. The audit row is the caller's: one for the whole, which names it, because ten thousand rows
that say the same would bury what people did by hand; each record's own past says by which import it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer, kind_of
from jialing.portal.common.search.filing import refresh
from jialing.portal.registry.actions.changing import refusal
from jialing.portal.registry.actions.organisations import LAKE_FIELDS
from jialing.portal.registry.enums import NameKind
from jialing.portal.registry.models import Organisation, OrganisationName, Override
from jialing.portal.registry.queries.names import IDENTIFIERS
from jialing.portal.registry.rules.names import folded_name

BATCH = 200


def require_clean(record: models.Model) -> None:
    """What of a record's check needs no database. Raises InputError as :func:`changing.save` does."""
    if "name_zh" in (names := {field.name for field in record._meta.concrete_fields}) and "name_en" in names:
        one: Any = record
        if not (one.name_zh or one.name_en):
            raise InputError("registry.name_missing")
    try:
        record.clean_fields()
    except ValidationError as error:
        raise refusal(error) from error


def insert(records: Sequence[Any]) -> dict[int, JialingError]:
    """Write new records of one model, without their past; which of them (by position) the database refused, and why."""
    if not records:
        return {}
    rows = type(records[0])._default_manager
    try:
        with transaction.atomic():
            rows.bulk_create(records, batch_size=BATCH)
        return {}
    except IntegrityError:
        _unsave(records)
    return {at: fault for at, one in enumerate(records) if (fault := _inserted(one))}


def _inserted(record: Any) -> JialingError | None:
    """Write one after the other, to learn which it is that does not fit."""
    try:
        with transaction.atomic():
            record.full_clean()
            type(record)._default_manager.bulk_create([record])
    except ValidationError as error:
        return refusal(error)
    except IntegrityError:
        return InputError("registry.there_already")
    return None


def _unsave(records: Iterable[Any]) -> None:
    for one in records:
        one.pk = None
        one._state.adding = True


def update(record: Any, values: Mapping[str, Any]) -> JialingError | None:
    """Write changed values under the edition that was read, without the past; why not, where the database refuses."""
    seen = record.edition
    now = timezone.now()
    try:
        with transaction.atomic():
            rows = type(record)._default_manager.filter(pk=record.pk, edition=seen)
            if not rows.update(edition=seen + 1, updated_at=now, **values):
                return InputError("import.changed_meanwhile")
    except IntegrityError:
        return _why_not(record, values)
    for name, value in values.items():
        setattr(record, name, value)
    record.edition, record.updated_at = seen + 1, now
    return None


def _why_not(record: Any, values: Mapping[str, Any]) -> JialingError:
    changed = type(record)._default_manager.get(pk=record.pk)
    for name, value in values.items():
        setattr(changed, name, value)
    try:
        changed.full_clean()
    except ValidationError as error:
        return refusal(error)
    return InputError("registry.there_already")


def remember_many(records: Sequence[Any], *, by: Viewer, why: str, is_new: bool) -> None:
    """Write the past state of each: who and why."""
    if records:
        type(records[0]).history.bulk_history_create(
            records, batch_size=BATCH, update=not is_new, default_user=by.public_id, default_change_reason=why
        )


def file_many(records: Sequence[Any]) -> None:
    """File the names of records of one model anew, where search finds them."""
    if records and (kind := kind_of(type(records[0])).name) in IDENTIFIERS:
        refresh(kind, [one.public_id for one in records])


def keep_official_names(organisations: Sequence[Organisation], *, by: Viewer, why: str) -> dict[int, list[str]]:
    """The two names of each organisation become rows of names; those that were not there, by primary key."""
    there = defaultdict(set)
    rows = OrganisationName.objects.filter(organisation__in=organisations)
    for pk, name in rows.values_list("organisation_id", "name"):
        there[pk].add(name)
    lacking = [
        OrganisationName(
            organisation=one, name=name, language=language, kind=NameKind.OFFICIAL, normalised=folded_name(name)
        )
        for one in organisations
        for language, name in (("en", one.name_en), ("zh", one.name_zh))
        if name and name not in there[one.pk]
    ]
    OrganisationName.objects.bulk_create(lacking, batch_size=BATCH)
    remember_many(lacking, by=by, why=why, is_new=True)
    added: dict[int, list[str]] = defaultdict(list)
    for row in lacking:
        added[row.organisation_id].append(row.name)
    return added


def put_over_lake(organisation: Organisation, fields: Iterable[str], *, by: Viewer, why: str) -> None:
    """Let overrides stand where the columns say something else than the lake, and nowhere else."""
    for name in set(fields) & set(LAKE_FIELDS) if organisation.lake_id else ():
        there, value = organisation.lake_copy.get(name), getattr(organisation, name)
        if value == there or (not value and not there):
            Override.objects.filter(organisation=organisation, field=name).delete()
        else:
            Override.objects.update_or_create(
                organisation=organisation, field=name,
                defaults={"lake_value": there, "value": value, "why": why, "by": by.public_id},
            )  # fmt: skip
