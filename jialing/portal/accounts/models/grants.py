"""Roles held: by grant, and lent for a time by delegation."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jialing.portal.accounts.enums import BOUND, GRANTABLE, Role
from jialing.portal.common.records import Record


def standing(on: date, prefix: str = "") -> Q:
    """Rows (grants, delegations) that hold on a day: begun, not over, not ended."""
    begun = Q(**{f"{prefix}since__lte": on, f"{prefix}ended_at": None})
    return begun & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": on}))


class Term(Record):
    """Something held from ``since`` to ``until`` (both days count) unless ended before."""

    since: models.DateField = models.DateField()
    ended_at: models.DateTimeField = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def is_standing(self, on: date) -> bool:
        """Whether it holds on a day."""
        until = getattr(self, "until", None)
        return self.ended_at is None and self.since <= on and (until is None or on <= until)


class Grant(Term):
    """A role given to a person. ``jurisdiction`` is a place id of the lake or the public id of a zone, '' for none."""

    user: models.ForeignKey = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role: models.CharField = models.CharField(max_length=30, choices=Role)
    jurisdiction: models.CharField = models.CharField(max_length=40, blank=True, db_index=True)
    until: models.DateField = models.DateField(null=True, blank=True)
    granted_by: models.CharField = models.CharField(max_length=20, editable=False)
    reason: models.CharField = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("role", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(role__in=GRANTABLE), name="grant_role_is_grantable"),
            models.CheckConstraint(condition=~Q(role__in=BOUND) | ~Q(jurisdiction=""), name="grant_has_jurisdiction"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="grant_ends_after_start"),
            models.UniqueConstraint(
                fields=("user", "role", "jurisdiction"), condition=Q(ended_at=None), name="grant_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.jurisdiction}".strip()


class Delegation(Term):
    """A grant lent to another person for a time. It is of a grant, never of a delegation: it cannot be passed on."""

    grant: models.ForeignKey = models.ForeignKey(Grant, models.PROTECT, related_name="delegations")
    to: models.ForeignKey = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lent")
    until: models.DateField = models.DateField()
    reason: models.CharField = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-since", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="delegation_ends_after_start"),
            models.UniqueConstraint(fields=("grant", "to"), condition=Q(ended_at=None), name="delegation_once"),
        )

    def __str__(self) -> str:
        return f"{self.grant} -> {self.to}"
