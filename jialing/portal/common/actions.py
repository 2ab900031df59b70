"""The one way to write an audit row."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models, transaction

from jialing.portal.common.middleware.request_id import current_request_id
from jialing.portal.common.models import AuditRecord

Heard = Callable[[AuditRecord, models.Model], None]
"""What an app above does when something happened to a record, in the action's own transaction."""

_hearers: list[Heard] = []


def hear(heard: Heard) -> None:
    """Let an app know of every audit row about a record (from ``AppConfig.ready``): notices are made of them."""
    if heard not in _hearers:
        _hearers.append(heard)


def record(actor: str, code: str, about: models.Model, **params: object) -> AuditRecord:
    """Add an audit row inside the action's own transaction: both happen or neither.

    ``actor`` names the person (``desk`` until there are accounts). Raises TransactionManagementError outside one.
    """
    row = _created(actor, code, about._meta.label_lower, str(about.pk), params)
    for heard in _hearers:
        heard(row, about)
    return row


def record_about(actor: str, code: str, kind: str, object_id: str, **params: object) -> AuditRecord:
    """The same for what the database does not hold (a string of the lake, by its batch in the ledger)."""
    return _created(actor, code, kind, object_id, params)


def _created(actor: str, code: str, kind: str, object_id: str, params: dict[str, object]) -> AuditRecord:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit row belongs into its action's transaction")
    return AuditRecord.objects.create(
        actor=actor,
        code=code,
        object_kind=kind,
        object_id=object_id,
        params=params,
        request_id=current_request_id(),
    )
