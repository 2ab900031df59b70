"""What readers keep: views by a short permanent link."""

from __future__ import annotations

from django.db import models
from django.urls import reverse


class SavedView(models.Model):
    """A page as it stood: version + page + scope under a short code, for ever.

    The code is the beginning of a digest of what it pins, so the same view always has the same link and saving it again
    adds no row. ``path`` is the address without language, ``query`` states the whole scope.
    """

    code: models.CharField = models.CharField(max_length=16, primary_key=True)
    version: models.CharField = models.CharField(max_length=100, db_index=True)
    path: models.CharField = models.CharField(max_length=500)
    query: models.CharField = models.CharField(max_length=2000)
    saved_at: models.DateTimeField = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return f"{self.code}: {self.path}?{self.query}"

    def get_absolute_url(self) -> str:
        return reverse("follow", args=[self.code])
