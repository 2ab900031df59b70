"""What hangs on records: documents, tasks; and which kinds of record there are."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class RecordKind(TextChoices):
    """Kinds of record on which documents, comments, tasks and follows may hang: the model's name in lower case."""

    ORGANISATION = "organisation"
    PLATFORM = "platform"
    RECOGNITION = "recognition"
    ACCREDITATION = "accreditation"
    FOUNDING = "founding"
    ZONE = "zone"
    ZONE_ENTRY = "zoneentry"
    ALLIANCE = "alliance"
    MEMBERSHIP = "membership"
    DESIGNATION = "designation"
    PERSON = "person"
    REPRESENTATION = "representation"


class DocumentState(TextChoices):
    """A withdrawn document is no longer served; that it was there stays."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class TaskState(TextChoices):
    """Open, done, cancelled."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


TASK_MOVES: Mapping[str, frozenset[str]] = {
    TaskState.OPEN: frozenset({TaskState.DONE, TaskState.CANCELLED}),
    TaskState.DONE: frozenset({TaskState.OPEN}),
    TaskState.CANCELLED: frozenset({TaskState.OPEN}),
}
