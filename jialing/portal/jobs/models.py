"""Jobs, and the workers that do them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jialing.portal.common.records import Record
from jialing.portal.jobs.enums import LIVE, JobState
from jialing.portal.jobs.rules import MAX_ATTEMPTS


class Job(Record):
    """A piece of work that somebody asked for.

    ``owner`` is the public id of who asked, as in audit rows. ``ticket`` names the row of the queue that may start the
    job, ``holder`` the attempt that runs it until ``lease_until``: what any other attempt writes is refused.
    ``progress`` is a share 0..1, None where nobody can tell; its words, and those of an error, are code and params.
    ``checkpoint`` is what earlier attempts have finished and a later one need not do again.
    """

    kind: models.CharField = models.CharField(max_length=80)
    owner: models.CharField = models.CharField(max_length=200)
    params: models.JSONField = models.JSONField(default=dict)
    key: models.CharField = models.CharField(max_length=200, blank=True)
    request_id: models.CharField = models.CharField(max_length=32, default="-")

    state: models.CharField = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    progress: models.FloatField = models.FloatField(null=True)
    progress_code: models.CharField = models.CharField(max_length=100, blank=True)
    progress_params: models.JSONField = models.JSONField(default=dict)
    checkpoint: models.JSONField = models.JSONField(default=dict)
    result_link: models.CharField = models.CharField(max_length=500, blank=True)
    error_code: models.CharField = models.CharField(max_length=100, blank=True)
    error_params: models.JSONField = models.JSONField(default=dict)

    attempts: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(default=0)
    max_attempts: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(default=MAX_ATTEMPTS)
    ticket: models.UUIDField = models.UUIDField(null=True)
    holder: models.CharField = models.CharField(max_length=32, blank=True)
    lease_until: models.DateTimeField = models.DateTimeField(null=True)
    due_at: models.DateTimeField = models.DateTimeField()
    cancel_asked_at: models.DateTimeField = models.DateTimeField(null=True)
    started_at: models.DateTimeField = models.DateTimeField(null=True)
    finished_at: models.DateTimeField = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("owner", "-created_at"), name="job_by_owner"),
            models.Index(fields=("state", "due_at"), name="job_by_state", condition=Q(state__in=LIVE)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "owner", "key"), condition=Q(state__in=LIVE) & ~Q(key=""), name="job_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__gte=0, progress__lte=1), name="job_progress_is_a_share"
            ),
            models.CheckConstraint(condition=Q(attempts__lte=F("max_attempts")), name="job_attempts_within_max"),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False) & ~Q(holder="")
                | ~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True, holder=""),
                name="job_runs_under_a_lease",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id} ({self.state})"

    @property
    def kind_code(self) -> str:
        """Its name in the phrases ``job.kind.<kind_code>``."""
        return self.kind.replace(".", "_")

    @property
    def is_live(self) -> bool:
        """Whether something will still happen."""
        return self.state in LIVE


class Worker(models.Model):
    """A worker process and when it last gave a sign of life."""

    name: models.CharField = models.CharField(max_length=64, unique=True)
    started_at: models.DateTimeField = models.DateTimeField()
    seen_at: models.DateTimeField = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} {self.seen_at:%Y-%m-%d %H:%M:%S}"
