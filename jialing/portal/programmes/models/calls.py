"""Calls, what was published of them, their topics, and questions that everybody may read the answers to."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jialing.portal.common.records import Record
from jialing.portal.programmes.enums import CallKind, CallState, QuestionState
from jialing.portal.programmes.models.added import Added
from jialing.portal.programmes.models.pots import Programme
from jialing.portal.registry.models import Organisation
from jialing.portal.registry.models.columns import Kept, account, choice, holds, named, prose, standing, words


class Call(Kept):
    """A published invitation to propose, of one programme and one kind.

    Sums are in smallest units of the programme's currency, NULL = no limit stated. ``workflow``, ``form``, ``rules``
    and ``ranking`` say how proposals go on, what is filed, who may, and how they are ranked: texts that
    jialing.procedure reads. ``dates`` gives the workflow's deadlines (name -> moment, ISO 8601 with zone). What was
    published is kept whole as a version, and each proposal runs under the version it began with.
    """

    programme: models.ForeignKey = models.ForeignKey(Programme, models.PROTECT, related_name="calls")
    kind: models.CharField = choice(CallKind.ORDINARY)
    year: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField()
    document_number: models.CharField = words(200)
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    opens_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    closes_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    dates: models.JSONField = models.JSONField(default=dict, blank=True)
    budget: models.BigIntegerField = models.BigIntegerField(null=True, blank=True)
    most_per_project: models.BigIntegerField = models.BigIntegerField(null=True, blank=True)
    owner: models.ForeignKey = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="calls_owned"
    )
    workflow: models.TextField = prose()
    form: models.TextField = prose()
    rules: models.TextField = prose()
    ranking: models.JSONField = models.JSONField(default=dict, blank=True)
    state: models.CharField = standing(CallState.DRAFT)

    class Meta:
        ordering = ("-year", "pk")
        constraints = (
            named("call_is_named"),
            holds("kind", CallKind, "call_kind"),
            holds("state", CallState, "call_state"),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
            ),
        )  # fmt: skip


class CallVersion(Added):
    """What was published of a call at a moment, whole: it can be shown as it was on any date."""

    call: models.ForeignKey = models.ForeignKey(Call, models.PROTECT, related_name="versions")
    number: models.PositiveIntegerField = models.PositiveIntegerField()
    published_at: models.DateTimeField = models.DateTimeField(db_index=True)
    by: models.CharField = account()
    why: models.TextField = prose()
    content: models.JSONField = models.JSONField()
    digest: models.CharField = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("call", "number"), name="call_version_once"),)

    def __str__(self) -> str:
        return f"{self.call_id} v{self.number}"


class Topic(Record):
    """What a call asks for, with its quotas and the evidence it was proposed from.

    ``evidence`` says where the evidence stands: {"question", "version" of the lake, "note"}; {} = none was attached.
    """

    call: models.ForeignKey = models.ForeignKey(Call, models.CASCADE, related_name="topics")
    code: models.CharField = words(40)
    name_en: models.CharField = words()
    name_zh: models.CharField = words()
    wanted_en: models.TextField = prose()
    wanted_zh: models.TextField = prose()
    budget: models.BigIntegerField = models.BigIntegerField(null=True, blank=True)
    least: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(null=True, blank=True)
    most: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence: models.JSONField = models.JSONField(default=dict, blank=True)
    position: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (named("topic_is_named"), models.UniqueConstraint(fields=("call", "code"), name="topic_once"))

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh or self.name_en}"


class Question(Record):
    """A question about a call; with its answer everybody may read it."""

    call: models.ForeignKey = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    text: models.TextField = prose()
    asked_by: models.CharField = account()
    answer_en: models.TextField = prose()
    answer_zh: models.TextField = prose()
    answered_by: models.CharField = account()
    answered_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    state: models.CharField = standing(QuestionState.ASKED)

    class Meta:
        ordering = ("pk",)
        constraints = (holds("state", QuestionState, "question_state"),)

    def __str__(self) -> str:
        return self.text[:60]
