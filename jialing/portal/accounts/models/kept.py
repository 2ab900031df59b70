"""What somebody typed when their session had expired."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeptForm(models.Model):
    """A form kept until its writer has signed in again: a few, small ones, for an hour.

    ``digest`` is that of a token that only the writer's browser has.
    """

    digest: models.CharField = models.CharField(max_length=64, unique=True)
    user: models.ForeignKey = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    path: models.CharField = models.CharField(max_length=500)
    fields: models.JSONField = models.JSONField()
    n_files: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(default=0)
    kept_at: models.DateTimeField = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-kept_at",)

    def __str__(self) -> str:
        return self.path
