"""What a person agreed to, and what a person asked about the data held."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from jialing.portal.accounts.enums import Purpose, RequestKind, RequestState
from jialing.portal.common.records import Record


class Consent(models.Model):
    """That a person agreed to a purpose, in which edition of its text, and until when. Rows are never deleted."""

    user: models.ForeignKey = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents")
    purpose: models.CharField = models.CharField(max_length=30, choices=Purpose)
    text_version: models.CharField = models.CharField(max_length=20)
    given_at: models.DateTimeField = models.DateTimeField()
    withdrawn_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-given_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "purpose"), condition=Q(withdrawn_at=None), name="consent_stands_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"


class DataRequest(Record):
    """A request about one's own data, with the day by which an officer answers."""

    user: models.ForeignKey = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_requests")
    kind: models.CharField = models.CharField(max_length=20, choices=RequestKind)
    text: models.TextField = models.TextField(max_length=4000, blank=True)
    state: models.CharField = models.CharField(max_length=20, choices=RequestState, default=RequestState.OPEN)
    asked_on: models.DateField = models.DateField()
    due_on: models.DateField = models.DateField(db_index=True)
    answer: models.TextField = models.TextField(max_length=4000, blank=True)
    answered_by: models.CharField = models.CharField(max_length=20, blank=True, editable=False)
    answered_on: models.DateField = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "kind"), condition=Q(state=RequestState.OPEN), name="request_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RequestState.ANSWERED, RequestState.REFUSED))
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="request_closed_has_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_on}"
