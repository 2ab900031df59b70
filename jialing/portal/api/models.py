"""Keys that programs sign in with."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from jialing.portal.api.scopes import READ, WRITE, scope_name
from jialing.portal.common.records import Record


class ApiToken(Record):
    """A key of one person, for programs. Only its digest is kept; ``prefix`` (its first letters) tells keys apart.

    ``subjects`` are the lists that it reaches, [] all. ``last_used_on`` is a day, not a time: nobody's working hours
    are recorded. ``nonce`` comes with the form, so that a double click makes one key.
    """

    user: models.ForeignKey = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name: models.CharField = models.CharField(max_length=100)
    prefix: models.CharField = models.CharField(max_length=12)
    digest: models.CharField = models.CharField(max_length=64, unique=True)
    nonce: models.CharField = models.CharField(max_length=64, unique=True)
    may_write: models.BooleanField = models.BooleanField(default=False)
    subjects: models.JSONField = models.JSONField(default=list, blank=True)
    expires_on: models.DateField = models.DateField()
    last_used_on: models.DateField = models.DateField(null=True, blank=True)
    revoked_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.CheckConstraint(condition=~models.Q(name=""), name="api_token_is_named"),)

    def __str__(self) -> str:
        return str(self.name)

    def stands(self, on: date) -> bool:
        """Whether it opens anything on a day; the last day counts."""
        return self.revoked_at is None and on <= self.expires_on

    def allows(self, mode: str, subject: str) -> bool:
        """Whether it may be used to read or write this subject ('' belongs to every token)."""
        may_do = mode == READ or self.may_write
        return may_do and (not subject or not self.subjects or subject in self.subjects)

    @property
    def scopes(self) -> tuple[str, ...]:
        """As they are written: ``read``, ``write:platforms``."""
        modes = (READ, WRITE) if self.may_write else (READ,)
        return tuple(scope_name(mode, subject) for mode in modes for subject in (self.subjects or [""]))
