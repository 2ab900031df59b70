"""Accreditations: from application to certificate, its term, evaluation and end."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import (
    AccreditationPurpose,
    AccreditationState,
    EvaluationOutcome,
    Grade,
    Level,
    Verdict,
)
from jialing.portal.registry.models.columns import (
    account,
    choice,
    day,
    holds,
    invented,
    ordered,
    past,
    prose,
    spot,
    standing,
    words,
)
from jialing.portal.registry.models.organisations import Organisation
from jialing.portal.registry.models.platforms import Platform


class Accreditation(Record):
    """A platform's accreditation at a level by the authority of ``place_id``.

    ``procedure`` is an id of ``registry/data/procedures`` (which documents, how many working days). The ``*_due_on``
    are computed when the step before is taken, and kept: a later change of rules does not move them.
    """

    procedure: models.CharField = models.CharField(max_length=60)
    purpose: models.CharField = choice(AccreditationPurpose.NEW)
    platform: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="accreditations")
    applicant: models.ForeignKey = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="accreditations_applied"
    )
    renews: models.ForeignKey = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals"
    )
    place_id: models.CharField = spot()
    level: models.CharField = choice(Level.PROVINCIAL)
    state: models.CharField = standing(AccreditationState.DRAFT)
    text: models.TextField = prose()
    filed_on: models.DateField = day()
    completeness_due_on: models.DateField = day()
    correction_due_on: models.DateField = day()
    opinion_due_on: models.DateField = day()
    decision_due_on: models.DateField = day()
    is_calendar_known: models.BooleanField = models.BooleanField(default=True)
    decided_on: models.DateField = day()
    decision: models.TextField = prose()
    document_number: models.CharField = words(200)
    certificate_number: models.CharField = words(100)
    certified_on: models.DateField = day()
    until: models.DateField = day()
    remind_on: models.DateField = day()
    ended_on: models.DateField = day()
    internal_note: models.TextField = prose()
    is_invented: models.BooleanField = invented()
    history = past()

    class Meta:
        ordering = ("-filed_on", "-pk")
        constraints = (
            holds("purpose", AccreditationPurpose, "accreditation_purpose"),
            holds("level", Level, "accreditation_level"),
            holds("state", AccreditationState, "accreditation_state"),
            ordered("certified_on", "until", "accreditation_term"),
            models.UniqueConstraint(
                fields=("certificate_number",),
                condition=~models.Q(certificate_number=""),
                name="accreditation_certificate_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.procedure} {self.public_id}"


class AccreditationStep(Row):
    """A move of an accreditation: from which state to which, on which day, by whom, why."""

    accreditation: models.ForeignKey = models.ForeignKey(Accreditation, on_delete=models.CASCADE, related_name="steps")
    before: models.CharField = words(40)
    after: models.CharField = words(40)
    on: models.DateField = models.DateField()
    by: models.CharField = account()
    why: models.TextField = prose()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"


class ExpertOpinion(Record):
    """What an expert says of an application. The expert's name is a group of fields of its own."""

    accreditation: models.ForeignKey = models.ForeignKey(
        Accreditation, on_delete=models.CASCADE, related_name="opinions"
    )
    expert: models.CharField = account()
    expert_name: models.CharField = words()
    asked_on: models.DateField = day()
    due_on: models.DateField = day()
    given_on: models.DateField = day()
    verdict: models.CharField = choice()
    text: models.TextField = prose()

    class Meta:
        ordering = ("pk",)
        constraints = (holds("verdict", Verdict, "expert_opinion_verdict", blank=True),)

    def __str__(self) -> str:
        return f"{self.accreditation_id} {self.verdict}"


class Evaluation(Record):
    """An evaluation of an accredited platform in its term, and what it led to."""

    accreditation: models.ForeignKey = models.ForeignKey(
        Accreditation, on_delete=models.CASCADE, related_name="evaluations"
    )
    on: models.DateField = models.DateField()
    grade: models.CharField = choice(Grade.QUALIFIED)
    outcome: models.CharField = choice(EvaluationOutcome.RENEWED)
    level_before: models.CharField = words(40)
    level_after: models.CharField = words(40)
    text: models.TextField = prose()
    document_number: models.CharField = words(200)
    by: models.CharField = account()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            holds("grade", Grade, "evaluation_grade"),
            holds("outcome", EvaluationOutcome, "evaluation_outcome"),
        )

    def __str__(self) -> str:
        return f"{self.accreditation_id} {self.on} {self.grade}"
