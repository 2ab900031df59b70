"""People: who stands for an organisation, and profiles that people keep themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import ClaimState, RepresentationState
from jialing.portal.registry.models.columns import (
    Kept,
    account,
    account_key,
    choice,
    day,
    holds,
    ordered,
    past,
    prose,
    spot,
    standing,
    words,
)
from jialing.portal.registry.models.organisations import Organisation


class Representation(Record):
    """A person (``who``: the account's public id) stands for an organisation: claimed, confirmed, until it ends."""

    who: models.CharField = account()
    user_id: models.BigIntegerField = account_key()
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="representations"
    )
    position: models.CharField = words()
    reason: models.TextField = prose()
    state: models.CharField = standing(RepresentationState.CLAIMED)
    since: models.DateField = day()
    until: models.DateField = day()
    decided_by: models.CharField = account()
    decision: models.TextField = prose()
    is_invented: models.BooleanField = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            holds("state", RepresentationState, "representation_state"),
            ordered("since", "until", "representation_dates"),
            models.CheckConstraint(condition=~Q(who=""), name="representation_of_somebody"),
            models.UniqueConstraint(
                fields=("who", "organisation"),
                condition=Q(state__in=["claimed", "confirmed"]),
                name="representation_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.who} {self.organisation_id} {self.state}"


class Person(Kept):
    """A profile that somebody keeps of themselves. Nothing is shown to others unless ``is_public``, given at a time."""

    who: models.CharField = account()
    user_id: models.BigIntegerField = account_key()
    orcid: models.CharField = words(19)
    lake_id: models.CharField = words(100)
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    website: models.URLField = models.URLField(max_length=500, blank=True, default="")
    place_id: models.CharField = spot()
    email: models.EmailField = models.EmailField(blank=True, default="")
    is_public: models.BooleanField = models.BooleanField(default=False)
    consented_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    history = past()

    class Meta:
        ordering = ("name_zh", "name_en", "pk")
        constraints = (
            models.UniqueConstraint(fields=("who",), condition=~Q(who=""), name="person_once"),
            models.UniqueConstraint(fields=("orcid",), condition=~Q(orcid=""), name="person_orcid_once"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(consented_at__isnull=False), name="person_public_by_consent"
            ),
        )


class PersonField(Row):
    """A field that a person says they work in."""

    person: models.ForeignKey = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="fields")
    field_id: models.CharField = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering = ("field_id",)
        constraints = (models.UniqueConstraint(fields=("person", "field_id"), name="person_field_once"),)

    def __str__(self) -> str:
        return str(self.field_id)


class PersonAffiliation(Row):
    """Where a person works or worked."""

    person: models.ForeignKey = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="person_affiliations"
    )
    written: models.CharField = words()
    position: models.CharField = words()
    since: models.DateField = day()
    until: models.DateField = day()

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (
            ordered("since", "until", "person_affiliation_dates"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(written=""), name="person_affiliation_somewhere"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id or self.written}"


class ClaimedWork(Row):
    """A work of the lake that may be a person's."""

    person: models.ForeignKey = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="works")
    work_source: models.CharField = models.CharField(max_length=100)
    work_id: models.CharField = models.CharField(max_length=200)
    title: models.CharField = words(1000)
    year: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(null=True, blank=True)
    state: models.CharField = choice(ClaimState.PROPOSED)
    decided_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (
            holds("state", ClaimState, "claimed_work_state"),
            models.UniqueConstraint(fields=("person", "work_source", "work_id"), name="claimed_work_once"),
        )

    def __str__(self) -> str:
        return f"{self.work_source}:{self.work_id}"
