"""Recognitions: dated facts about a legal person or a platform, and how their criteria were checked."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import DecidedBy, Level, RecognitionState, Verdict
from jialing.portal.registry.models.columns import (
    account,
    choice,
    day,
    exactly_one,
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


class Recognition(Record):
    """An organisation or a platform is recognised as something, with grade, term and document.

    ``kind`` is an id of ``registry/data/recognitions`` (``new_rd_institution`` 新型研发机构, ...). In force on a day
    when granted, begun, not past ``until`` and not withdrawn: ``queries.in_force``.
    """

    kind: models.CharField = models.CharField(max_length=60, db_index=True)
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    platform: models.ForeignKey = models.ForeignKey(
        Platform, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    level: models.CharField = choice(Level.PROVINCIAL)
    grade: models.CharField = words(60)
    place_id: models.CharField = spot()
    authority_en: models.CharField = words()
    authority_zh: models.CharField = words()
    document_number: models.CharField = words(200)
    certificate_number: models.CharField = words(100)
    state: models.CharField = standing(RecognitionState.PROPOSED)
    proposed_on: models.DateField = day()
    recommended_on: models.DateField = day()
    recommended_by_place: models.CharField = spot()
    granted_on: models.DateField = day(db_index=True)
    until: models.DateField = day()
    withdrawn_on: models.DateField = day()
    given: models.JSONField = models.JSONField(default=dict, blank=True)
    note: models.TextField = prose()
    source: models.CharField = words(1000)
    is_invented: models.BooleanField = invented()
    history = past()

    class Meta:
        ordering = ("-granted_on", "-pk")
        constraints = (
            holds("level", Level, "recognition_level"),
            holds("state", RecognitionState, "recognition_state"),
            exactly_one("organisation", "platform", "recognition_of_one"),
            ordered("granted_on", "until", "recognition_term"),
            ordered("granted_on", "withdrawn_on", "recognition_withdrawal"),
        )
        indexes = (models.Index(fields=("kind", "level", "granted_on"), name="recognition_by_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.granted_on}"


class CriterionCheck(Row):
    """One criterion of a recognition: passed, failed or unclear, by the rule or by a person with a reason."""

    recognition: models.ForeignKey = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="checks")
    criterion: models.CharField = models.CharField(max_length=60)
    verdict: models.CharField = choice(Verdict.UNCLEAR)
    given: models.JSONField = models.JSONField(null=True, blank=True)
    decided_by: models.CharField = choice(DecidedBy.RULE)
    by: models.CharField = account()
    why: models.TextField = prose()
    at: models.DateTimeField = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("criterion",)
        constraints = (
            holds("verdict", Verdict, "criterion_check_verdict"),
            holds("decided_by", DecidedBy, "criterion_check_decided_by"),
            models.UniqueConstraint(fields=("recognition", "criterion"), name="criterion_check_once"),
        )

    def __str__(self) -> str:
        return f"{self.criterion} {self.verdict}"
