"""Work on records of every kind: comments, tasks, follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import ALPHABET, LENGTH
from jialing.portal.registry.actions.changing import change, claim, move, save
from jialing.portal.registry.enums import TASK_MOVES, TaskState
from jialing.portal.registry.models import Comment, Follow, Task
from jialing.portal.registry.queries.concerned import place_of
from jialing.portal.registry.queries.records import record_kind

W = TypeVar("W", bound=models.Model)
LONGEST_COMMENT = 10_000


def done_before(model: type[W], once: str, record: models.Model, by: Viewer) -> W | None:
    """What the same form has made already: a double click, or the way back and forth."""
    if not once:
        return None
    kind, name = record_kind(record), by.public_id
    return model._default_manager.filter(public_id=once, by=name, about_kind=kind, about_id=record.pk).first()


def once_named(once: str) -> dict[str, str]:
    """The public id that a form proposed, where it is one."""
    return {"public_id": once} if len(once) == LENGTH and set(once) <= set(ALPHABET) else {}


@transaction.atomic
def comment(record: models.Model, text: str, *, by: Viewer, act: str, once: str = "") -> Comment:
    """Say something to those who work on a record; ``act`` is its act of commenting (``platform.comment``).

    ``once`` is the public id that the form proposed: sent twice, it is said once. Raises InputError
    ``registry.text_missing``, ``registry.text_too_long`` (most).
    """
    require(by, act, record)
    said = text.strip()
    if not said:
        raise InputError("registry.text_missing")
    if len(said) > LONGEST_COMMENT:
        raise InputError("registry.text_too_long", most=LONGEST_COMMENT)
    if before := done_before(Comment, once, record, by):
        return before
    row = Comment(about_kind=record_kind(record), about_id=record.pk, text=said, by=by.public_id, **once_named(once))
    save(row, by=by)
    audit(by.public_id, "comment.written", row)
    return row


@transaction.atomic
def withdraw_comment(row: Comment, *, by: Viewer) -> Comment:
    """Take one's own words back; that something stood there stays."""
    require(by, "comment.withdraw", row)
    if row.is_withdrawn:
        return row
    claim(row)
    row.text, row.is_withdrawn = "-", True
    save(row, by=by)
    audit(by.public_id, "comment.withdrawn", row)
    return row


@transaction.atomic
def set_task(
    record: models.Model,
    title: str,
    *,
    by: Viewer,
    act: str,
    assignee: str = "",
    due_on: date | None = None,
    text: str = "",
    once: str = "",
) -> Task:
    """Set a task about a record to somebody (account's public id); ``act`` is the record's act of commenting.

    ``once`` as in :func:`comment`. Raises InputError ``registry.text_missing`` without a title.
    """
    require(by, act, record)
    if not title.strip():
        raise InputError("registry.text_missing")
    if before := done_before(Task, once, record, by):
        return before
    row = Task(
        about_kind=record_kind(record), about_id=record.pk, title=title.strip(), text=text, assignee=assignee,
        due_on=due_on, place_id=place_of(record), by=by.public_id, **once_named(once),
    )  # fmt: skip
    save(row, by=by)
    audit(by.public_id, "task.set", row, assignee=assignee, due_on=str(due_on or ""))
    return row


def edit_task(row: Task, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Task:
    """Change an open task."""
    return change(row, values, by=by, act="task.cancel", code="task.edited", seen=seen)


def move_task(row: Task, after: str, *, by: Viewer, on: date, seen: int | None = None) -> Task:
    """Finish, cancel or reopen a task."""
    act = {TaskState.DONE: "finish", TaskState.CANCELLED: "cancel"}.get(TaskState(after), "reopen")
    values = {"done_on": on if after == TaskState.DONE else None}
    return move(row, after, by=by, act=f"task.{act}", code=f"task.{after}", moves=TASK_MOVES, seen=seen, values=values)


@transaction.atomic
def follow(record: models.Model, *, by: Viewer, act: str) -> Follow:
    """Hear of a record's changes; ``act`` is its act of following. Following twice is following once."""
    require(by, act, record)
    row, is_new = Follow.objects.get_or_create(who=by.public_id, about_kind=record_kind(record), about_id=record.pk)
    if is_new:
        audit(by.public_id, "record.followed", record)
    return row


@transaction.atomic
def unfollow(record: models.Model, *, by: Viewer) -> None:
    """Hear no more of it."""
    rows = Follow.objects.filter(who=by.public_id, about_kind=record_kind(record), about_id=record.pk)
    if rows.delete()[0]:
        audit(by.public_id, "record.unfollowed", record)
