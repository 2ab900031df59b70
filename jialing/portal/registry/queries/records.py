"""One record: by its public id, where it was merged to, as it was on a past day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from jialing.errors import WrongState
from jialing.portal.registry.enums import RecordKind
from jialing.portal.registry.models import (
    Accreditation,
    Alliance,
    Designation,
    Founding,
    Membership,
    Organisation,
    Person,
    Platform,
    Recognition,
    Representation,
    Zone,
    ZoneEntry,
)

M = TypeVar("M", bound=Model)

MODELS: Mapping[str, type[Model]] = {
    RecordKind.ORGANISATION: Organisation,
    RecordKind.PLATFORM: Platform,
    RecordKind.RECOGNITION: Recognition,
    RecordKind.ACCREDITATION: Accreditation,
    RecordKind.FOUNDING: Founding,
    RecordKind.ZONE: Zone,
    RecordKind.ZONE_ENTRY: ZoneEntry,
    RecordKind.ALLIANCE: Alliance,
    RecordKind.MEMBERSHIP: Membership,
    RecordKind.DESIGNATION: Designation,
    RecordKind.PERSON: Person,
    RecordKind.REPRESENTATION: Representation,
}
"""Kinds of record on which documents, comments and tasks hang."""


def record_kind(record: Model) -> RecordKind:
    """The kind of a record as :class:`About` writes it."""
    return RecordKind(record._meta.model_name or "")


def final(record: M) -> M:
    """The record that this one was merged into, to the end of the chain; itself where it was not.

    Raises WrongState ``registry.circle`` should a chain lead back: the constraint of merging forbids it.
    """
    met, now = {record.pk}, record
    while (after := getattr(now, "merged_into", None)) is not None:
        if after.pk in met:
            raise WrongState("registry.circle")
        met.add(after.pk)
        now = after
    return now


def as_of(record: Any, at: datetime) -> Any:
    """The past state in which the record stood at a time; None where it was not there yet."""
    return record.history.filter(history_date__lte=at).order_by("-history_date", "-history_id").first()
