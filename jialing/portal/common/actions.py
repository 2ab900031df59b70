"""The one way to write an audit row."""

from __future__ import annotations

from django.db import models, transaction

from jialing.portal.common.middleware.request_id import current_request_id
from jialing.portal.common.models import AuditRecord


def record(actor: str, code: str, about: models.Model, **params: object) -> AuditRecord:
    """Add an audit row inside the action's own transaction: both happen or neither.

    ``actor`` names the person (``desk`` until there are accounts). Raises TransactionManagementError outside one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit row belongs into its action's transaction")
    return AuditRecord.objects.create(
        actor=actor,
        code=code,
        object_kind=about._meta.label_lower,
        object_id=str(about.pk),
        params=params,
        request_id=current_request_id(),
    )
