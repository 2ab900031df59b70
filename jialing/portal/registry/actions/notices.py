"""What people do with what they are told: read it, choose how often mail comes, stop it; and what time does."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from jialing.errors import InputError, WrongState
from jialing.portal.accounts.actions import give_consent, withdraw_consent
from jialing.portal.accounts.enums import Purpose
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.telling import make_notices
from jialing.portal.registry.enums import MailPace, TaskState
from jialing.portal.registry.models import Follow, MailChoice, Notice, Task

KEPT_READ, KEPT_UNREAD = timedelta(days=90), timedelta(days=365)
"""How long what was read is kept, and what was not."""


@transaction.atomic
def mark_read(*, by: Viewer, at: datetime, notice: Notice | None = None) -> int:
    """Remember that one notice (None: all of them) was read; how many were unread. No audit: it changes no record."""
    require(by, "notice.read_all")
    mine = Notice.objects.filter(who=by.public_id, read_at__isnull=True)
    return mine.filter(**({} if notice is None else {"pk": notice.pk})).update(read_at=at)


@transaction.atomic
def choose_pace(pace: str, *, by: Viewer, at: datetime) -> MailChoice:
    """Choose how often mail comes. Wanting it is agreeing to it; wanting none withdraws that.

    Raises InputError ``notices.unknown_pace`` (given).
    """
    require(by, "notice.read_all")
    if pace not in MailPace:
        raise InputError("notices.unknown_pace", given=pace[:40])
    if pace == MailPace.NONE:
        _withdrawn(by, at)
    else:
        give_consent(purpose=Purpose.NOTICES, by=by, now=at)
    row, _ = MailChoice.objects.update_or_create(who=by.public_id, defaults={"pace": pace})
    audit(by.public_id, "notices.pace_chosen", row, pace=pace)
    return row


def _withdrawn(by: Viewer, at: datetime) -> None:
    try:
        withdraw_consent(purpose=Purpose.NOTICES, by=by, now=at)
    except WrongState:  # nothing was agreed to: nothing is to be withdrawn
        return


@transaction.atomic
def tell_due(on: date, at: datetime) -> int:
    """Tell assignees of open tasks that are due on this day or were before, once for each day they became due."""
    due = Task.objects.filter(state=TaskState.OPEN, due_on__lte=on).exclude(assignee="")
    n = 0
    for task in due:
        told = Notice.objects.filter(
            code="task.due", thing_kind="task", thing_id=task.pk, made_at__date__gte=task.due_on
        )
        if not told.exists():
            make_notices({task.assignee}, "task.due", task, at=at, waits=True)
            n += 1
    return n


@transaction.atomic
def forget_notices(at: datetime) -> int:
    """Remove what was read 90 days ago, and what nobody read in a year."""
    old = Q(read_at__lt=at - KEPT_READ) | Q(made_at__lt=at - KEPT_UNREAD)
    return Notice.objects.filter(old).delete()[0]


def forget_person(who: str) -> None:
    """What erasing an account takes along: all that it was told, how, and what it followed."""
    Notice.objects.filter(who=who).delete()
    MailChoice.objects.filter(who=who).delete()
    Follow.objects.filter(who=who).delete()
