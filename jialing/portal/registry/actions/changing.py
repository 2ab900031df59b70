"""How every action changes a record: who may, the edition seen, the check, the past with its reason, the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require, require_write
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import Record, next_edition
from jialing.portal.registry.queries.names import file_names
from jialing.portal.registry.rules.moves import require_move

R = TypeVar("R", bound=models.Model)
_UNTOUCHABLE = frozenset(
    {"id", "public_id", "edition", "created_at", "updated_at", "state", "merged_into", "is_invented"}
)


@transaction.atomic
def create(record: R, *, by: Viewer, act: str, code: str, why: str = "", **particulars: object) -> R:
    """Save a new record, allowed by ``act`` once it is there, so that its place decides whose it is."""
    save(record, by=by, why=why)
    require(by, act, record)
    audit(by.public_id, code, record, why=why, **particulars)
    return record


@transaction.atomic
def change(
    record: R, values: Mapping[str, Any], *, by: Viewer, act: str, code: str, why: str = "", seen: int | None = None
) -> R:
    """Change fields of a record that people write; only those that differ.

    ``seen`` is the edition that the form showed; None takes the record as it was read just now.

    Raises
    ------
    NotAllowed
        ``access.not_allowed``, ``access.field_not_allowed`` (fields).
    WrongState
        ``record.changed_meanwhile`` (seen, now).
    InputError
        ``registry.field_is_kept`` (field) for what only actions write; ``registry.invalid`` (fields, reason) and the
        like for what the record's constraints refuse.
    """
    require(by, act, record)
    changed = changes(record, values)
    if not changed:
        return record
    require_write(by, record, changed)
    claim(record, seen)
    for name, value in changed.items():
        setattr(record, name, value)
    save(record, by=by, why=why)
    audit(by.public_id, code, record, why=why, fields=sorted(changed))
    return record


def changes(record: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that differ from what the record holds. Raises InputError ``registry.field_is_kept``."""
    columns = {field.name for field in record._meta.concrete_fields} - _UNTOUCHABLE
    for name in values:
        if name not in columns:
            raise InputError("registry.field_is_kept", field=name)
    return {name: value for name, value in values.items() if getattr(record, name) != value}


@transaction.atomic
def move(
    record: R,
    after: str,
    *,
    by: Viewer,
    act: str,
    code: str,
    moves: Mapping[str, frozenset[str]],
    why: str = "",
    seen: int | None = None,
    values: Mapping[str, Any] | None = None,
) -> R:
    """Move a record to another state by the table of moves, with what the move writes beside it.

    Raises NotAllowed, WrongState ``registry.wrong_move`` (before, after), ``record.changed_meanwhile``.
    """
    require(by, act, record)
    before = record.state  # type: ignore[attr-defined]
    require_move(moves, before, after)
    claim(record, seen)
    record.state = after  # type: ignore[attr-defined]
    for name, value in (values or {}).items():
        setattr(record, name, value)
    save(record, by=by, why=why)
    audit(by.public_id, code, record, why=why, before=str(before), after=str(after))
    return record


def claim(record: models.Model, seen: int | None = None) -> None:
    """Claim the next edition, of what the form saw or of what was read just now."""
    if isinstance(record, Record):
        next_edition(record, seen=record.edition if seen is None else seen)


def save(record: models.Model, *, by: Viewer, why: str = "") -> None:
    """Check and save a record, its past state naming who and why. Raises InputError as :func:`change` says."""
    remember(record, by=by, why=why)
    try:
        record.full_clean()
    except ValidationError as error:
        raise refusal(error) from error
    record.save()
    file_names(record)


def remember(record: models.Model, *, by: Viewer, why: str) -> None:
    """Let the past state that the next save or deletion writes name who and why."""
    record._history_user = by.public_id  # type: ignore[attr-defined]
    record._change_reason = why  # type: ignore[attr-defined]


_REFUSALS = (
    ("_is_named", "registry.name_missing"),
    ("uscc_once", "registry.uscc_taken"),
    ("orcid_once", "registry.orcid_taken"),
    ("_once", "registry.there_already"),
    ("_dates", "registry.dates_in_wrong_order"),
    ("_term", "registry.dates_in_wrong_order"),
    ("_withdrawal", "registry.dates_in_wrong_order"),
    ("zone_entry_decision", "registry.dates_in_wrong_order"),
    ("zone_entry_entering", "registry.dates_in_wrong_order"),
    ("zone_entry_leaving", "registry.dates_in_wrong_order"),
)


def refusal(error: ValidationError) -> InputError:
    """What a record's check says, in our own words where the constraint is one that people run into."""
    said = [one for rows in error.error_dict.values() for one in rows] if hasattr(error, "error_dict") else [error]
    text = " ".join(str(message) for one in said for message in one.messages)
    for mark, code in _REFUSALS:
        if mark in text:
            return InputError(code)
    if any(one.code in ("unique", "unique_together") for one in said):
        return InputError("registry.there_already")
    fields = [name for name in getattr(error, "error_dict", {}) if name != "__all__"]
    return InputError("registry.invalid", fields=", ".join(fields) or "-", reason=text)


def require_order(first: date | None, second: date | None) -> None:
    """Raises InputError ``registry.dates_in_wrong_order`` where the second day lies before the first."""
    if first is not None and second is not None and second < first:
        raise InputError("registry.dates_in_wrong_order")
