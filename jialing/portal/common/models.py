"""What people did, for ever: one row for every action that changed something."""

from __future__ import annotations

from django.db import models


class AuditRecord(models.Model):
    """Who did what to what, when, with which particulars. Rows are added by :func:`actions.record` and never changed.

    ``actor`` is text, not a key: the row must outlive the account. ``code`` is a phrase code (``audit.<code>``).
    """

    at: models.DateTimeField = models.DateTimeField(auto_now_add=True, db_index=True)
    actor: models.CharField = models.CharField(max_length=200)
    code: models.CharField = models.CharField(max_length=100)
    object_kind: models.CharField = models.CharField(max_length=100)
    object_id: models.CharField = models.CharField(max_length=200)
    params: models.JSONField = models.JSONField(default=dict)
    request_id: models.CharField = models.CharField(max_length=32, default="-")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("object_kind", "object_id", "-at"), name="audit_by_object"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.code} {self.object_kind}:{self.object_id}"
