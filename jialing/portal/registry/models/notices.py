"""What people are told: one row a person and happening; and how each wants it by mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Record
from jialing.portal.registry.enums import MailPace, RecordKind
from jialing.portal.registry.models.columns import account, choice, holds, words
from jialing.portal.registry.models.work import About


class Notice(Record, About):
    """Somebody (account's public id) is told that something happened to a record.

    ``code`` is that of the audit row, worded by ``notice.<code>`` or ``audit.<code>``. ``thing_kind`` and ``thing_id``
    name what hangs on the record (a comment, a task) where that is what it is about: who may not see the thing is not
    told. ``fields`` are names of what changed. ``waits``: somebody waits for this person.
    """

    who: models.CharField = account()
    code: models.CharField = models.CharField(max_length=100)
    thing_kind: models.CharField = words(40)
    thing_id: models.BigIntegerField = models.BigIntegerField(default=0)
    fields: models.JSONField = models.JSONField(default=list, blank=True)
    by: models.CharField = account()
    waits: models.BooleanField = models.BooleanField(default=False)
    made_at: models.DateTimeField = models.DateTimeField(db_index=True)
    read_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    mailed_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            holds("about_kind", RecordKind, "notice_about"),
            models.UniqueConstraint(
                fields=("who", "code", "about_kind", "about_id", "thing_kind", "thing_id"),
                condition=Q(read_at__isnull=True),
                name="notice_unread_once",
            ),
        )
        indexes = (models.Index(fields=("who", "-made_at"), name="notice_by_person"),)

    def __str__(self) -> str:
        return f"{self.who} {self.code}"


class MailChoice(Record):
    """How often a person wants mail, and when the last collection went out."""

    who: models.CharField = models.CharField(max_length=64, unique=True)
    pace: models.CharField = choice(MailPace.NONE)
    collected_on: models.DateField = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (holds("pace", MailPace, "mail_choice_pace"),)

    def __str__(self) -> str:
        return f"{self.who} {self.pace}"
