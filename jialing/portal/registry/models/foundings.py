"""Founding a joint institution: parties, what they promise and keep, stages, evaluation, result."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import CommitmentKind, FoundingPartyKind, FoundingState, Grade
from jialing.portal.registry.models.columns import (
    Kept,
    account,
    choice,
    day,
    holds,
    named,
    past,
    prose,
    spot,
    standing,
    words,
)
from jialing.portal.registry.models.organisations import Organisation
from jialing.portal.registry.models.platforms import Platform
from jialing.portal.registry.models.zones import Zone


class Founding(Kept):
    """A joint institution on its way; at the end stands a record (``result_*``)."""

    place_id: models.CharField = spot()
    zone: models.ForeignKey = models.ForeignKey(
        Zone, null=True, blank=True, on_delete=models.PROTECT, related_name="foundings"
    )
    purpose_en: models.TextField = prose()
    purpose_zh: models.TextField = prose()
    field_id: models.CharField = words(60)
    state: models.CharField = standing(FoundingState.PROPOSED)
    state_since: models.DateField = day()
    agreement_number: models.CharField = words(200)
    term_until: models.DateField = day()
    result_platform: models.ForeignKey = models.ForeignKey(
        Platform, null=True, blank=True, on_delete=models.PROTECT, related_name="founded_by"
    )
    result_organisation: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="founded_by"
    )
    internal_note: models.TextField = prose()
    history = past()

    class Meta:
        ordering = ("-updated_at", "-pk")
        constraints = (named("founding_is_named"), holds("state", FoundingState, "founding_state"))


class FoundingStep(Row):
    """A stage that a founding came into, on which day, by which document."""

    founding: models.ForeignKey = models.ForeignKey(Founding, on_delete=models.CASCADE, related_name="steps")
    state: models.CharField = choice(FoundingState.PROPOSED)
    on: models.DateField = models.DateField()
    document_number: models.CharField = words(200)
    why: models.TextField = prose()
    by: models.CharField = account()

    class Meta:
        ordering = ("on", "pk")
        constraints = (holds("state", FoundingState, "founding_step_state"),)

    def __str__(self) -> str:
        return f"{self.founding_id} {self.state} {self.on}"


class FoundingParty(Row):
    """A party that founds."""

    founding: models.ForeignKey = models.ForeignKey(Founding, on_delete=models.CASCADE, related_name="parties")
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="founding_parts"
    )
    kind: models.CharField = choice(FoundingPartyKind.OTHER)
    is_leading: models.BooleanField = models.BooleanField(default=False)
    signed_on: models.DateField = day()

    class Meta:
        ordering = ("-is_leading", "pk")
        constraints = (
            holds("kind", FoundingPartyKind, "founding_party_kind"),
            models.UniqueConstraint(fields=("founding", "organisation"), name="founding_party_once"),
        )

    def __str__(self) -> str:
        return f"{self.founding_id} {self.organisation_id}"


class Commitment(Record):
    """What a party promises: an amount in the unit of its kind (yuan, people, square metres, pieces)."""

    party: models.ForeignKey = models.ForeignKey(FoundingParty, on_delete=models.CASCADE, related_name="commitments")
    kind: models.CharField = choice(CommitmentKind.MONEY)
    amount: models.DecimalField = models.DecimalField(max_digits=16, decimal_places=2)
    due_on: models.DateField = day()
    text: models.TextField = prose()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            holds("kind", CommitmentKind, "commitment_kind"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="commitment_positive"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class Fulfilment(Row):
    """A part of a commitment that was kept, on which day; negative to correct an earlier row."""

    commitment: models.ForeignKey = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="fulfilments")
    on: models.DateField = models.DateField()
    amount: models.DecimalField = models.DecimalField(max_digits=16, decimal_places=2)
    text: models.TextField = prose()
    by: models.CharField = account()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"


class FoundingEvaluation(Record):
    """An evaluation of what was founded."""

    founding: models.ForeignKey = models.ForeignKey(Founding, on_delete=models.CASCADE, related_name="evaluations")
    on: models.DateField = models.DateField()
    grade: models.CharField = choice(Grade.QUALIFIED)
    text: models.TextField = prose()
    by: models.CharField = account()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (holds("grade", Grade, "founding_evaluation_grade"),)

    def __str__(self) -> str:
        return f"{self.founding_id} {self.grade}"
