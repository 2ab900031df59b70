"""Work of the registry in the background: mails of notices. A mail goes at most once: better none than two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from jialing.portal.accounts.models import User
from jialing.portal.jobs.kinds import job_kind
from jialing.portal.registry.actions.notices import forget_notices, tell_due
from jialing.portal.registry.actions.reminders import tell_late
from jialing.portal.registry.models import MailChoice, Notice
from jialing.portal.registry.work.mails import mail_for, to_collect, unsent


@job_kind("registry.mail")
def mail_now(run: Any) -> None:
    """Mail one person at once what waits for that person."""
    user = User.objects.filter(public_id=run.params["who"]).first()
    if user is not None:
        _send(run, user, unsent(user.public_id).filter(waits=True), kind="now", at=timezone.now())


@job_kind("registry.collections")
def mail_collections(run: Any) -> None:
    """Each day: tell of what is due or late, forget what is old, mail everybody's collection that is due."""
    now, today = timezone.now(), timezone.localdate()
    with run.saving():
        tell_due(today, now)
        tell_late(today, now)
        forget_notices(now)
    keys = list(to_collect(today).values_list("pk", flat=True))
    for n, key in enumerate(keys):
        run.tell(n / len(keys), "job.told.mails")
        choice = MailChoice.objects.get(pk=key)
        user = User.objects.filter(public_id=choice.who).first()
        with run.saving():
            MailChoice.objects.filter(pk=key).update(collected_on=today)
        if user is not None:
            _send(run, user, unsent(user.public_id), kind="collected", at=now)


def _send(run: Any, user: User, rows: QuerySet[Notice], *, kind: str, at: datetime) -> None:
    """Mark as mailed, then send: who is killed between the two has the notices on the page."""
    keys = list(rows.values_list("pk", flat=True))
    mail = mail_for(user, Notice.objects.filter(pk__in=keys), kind=kind, at=at)
    if mail is None:
        return
    with run.saving():
        Notice.objects.filter(pk__in=keys).update(mailed_at=at)
    mail.send()
