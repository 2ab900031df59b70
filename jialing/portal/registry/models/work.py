"""What hangs on records of every kind: documents, comments, tasks, follows; saved views of lists; saved counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import DocumentState, RecordKind, TaskState
from jialing.portal.registry.models.columns import (
    Kept,
    account,
    choice,
    day,
    holds,
    named,
    prose,
    spot,
    standing,
    words,
)


class About(Row):
    """Names the record that something hangs on by kind (the model's name) and primary key."""

    about_kind: models.CharField = choice(RecordKind.ORGANISATION)
    about_id: models.BigIntegerField = models.BigIntegerField()

    class Meta:
        abstract = True


class Document(Record, About):
    """A file about a record, kept outside the web root under a random name, served only through access rules.

    ``is_unclassified`` is the uploader's declaration that nothing classified is in it; without it there is no document.
    """

    title: models.CharField = words()
    purpose: models.CharField = words(60)
    file_name: models.CharField = models.CharField(max_length=255)
    media_type: models.CharField = models.CharField(max_length=120)
    size: models.PositiveBigIntegerField = models.PositiveBigIntegerField()
    sha256: models.CharField = models.CharField(max_length=64, db_index=True)
    stored_as: models.CharField = models.CharField(max_length=100, unique=True, editable=False)
    is_unclassified: models.BooleanField = models.BooleanField(default=False)
    by: models.CharField = account()
    state: models.CharField = standing(DocumentState.ACTIVE)
    withdrawn_why: models.TextField = prose()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            holds("about_kind", RecordKind, "document_about"),
            holds("state", DocumentState, "document_state"),
            models.CheckConstraint(condition=Q(is_unclassified=True), name="document_declared"),
        )
        indexes = (models.Index(fields=("about_kind", "about_id"), name="document_by_record"),)

    def __str__(self) -> str:
        return str(self.title or self.file_name)


class Comment(Record, About):
    """A remark among those who work on a record; a withdrawn one keeps its place without its text."""

    text: models.TextField = models.TextField()
    by: models.CharField = account()
    is_withdrawn: models.BooleanField = models.BooleanField(default=False)

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (holds("about_kind", RecordKind, "comment_about"),)
        indexes = (models.Index(fields=("about_kind", "about_id"), name="comment_by_record"),)

    def __str__(self) -> str:
        return str(self.pk)


class Task(Record, About):
    """Something to be done about a record, by somebody (account's public id), by a day."""

    title: models.CharField = models.CharField(max_length=300)
    text: models.TextField = prose()
    assignee: models.CharField = account()
    place_id: models.CharField = words(40)
    due_on: models.DateField = day(db_index=True)
    state: models.CharField = standing(TaskState.OPEN)
    done_on: models.DateField = day()
    by: models.CharField = account()
    is_invented: models.BooleanField = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (holds("about_kind", RecordKind, "task_about"), holds("state", TaskState, "task_state"))
        indexes = (models.Index(fields=("about_kind", "about_id"), name="task_by_record"),)

    def __str__(self) -> str:
        return str(self.title)


class Follow(About):
    """Somebody wants to hear of a record's changes."""

    who: models.CharField = account()
    since: models.DateTimeField = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-since",)
        constraints = (
            holds("about_kind", RecordKind, "follow_about"),
            models.UniqueConstraint(fields=("who", "about_kind", "about_id"), name="follow_once"),
        )
        indexes = (models.Index(fields=("about_kind", "about_id"), name="follow_by_record"),)

    def __str__(self) -> str:
        return f"{self.who} {self.about_kind} {self.about_id}"


class SavedList(Kept):
    """A list as somebody keeps it: of which kind, the query of its address (filters, columns, sort, map)."""

    list_kind: models.CharField = choice(RecordKind.ORGANISATION)
    query: models.CharField = words(2000)
    who: models.CharField = account()
    is_shared: models.BooleanField = models.BooleanField(default=False)

    class Meta:
        ordering = ("name_zh", "name_en", "pk")
        constraints = (named("saved_list_is_named"), holds("list_kind", RecordKind, "saved_list_kind"))


class SavedCount(Kept):
    """A named count: what is counted (``subject``) and the conditions that all must hold, each with its parameters.

    ``conditions`` is a list of ``{"condition": name, ...parameters}`` as ``queries.counting`` knows them.
    ``place_id`` is the one place that the conditions speak of, '' for none or several. ``slug`` is what an address
    names; those that ship with Jialing stand in ``registry/data/counts``.
    """

    slug: models.SlugField = models.SlugField(max_length=60, unique=True)
    subject: models.CharField = choice(RecordKind.PLATFORM)
    conditions: models.JSONField = models.JSONField(default=list)
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    said_on: models.DateField = day()
    said: models.PositiveIntegerField = models.PositiveIntegerField(null=True, blank=True)
    said_by: models.CharField = words()
    place_id: models.CharField = spot()
    by: models.CharField = account()

    class Meta:
        ordering = ("slug",)
        constraints = (named("saved_count_is_named"), holds("subject", RecordKind, "saved_count_subject"))
