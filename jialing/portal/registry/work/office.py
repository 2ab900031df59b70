"""What waits beside records: requests of people, jobs, roles, mail, the audit; numbers with a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from jialing.portal.accounts.enums import RequestState
from jialing.portal.accounts.models import DataRequest, Grant
from jialing.portal.accounts.models.grants import standing
from jialing.portal.common.access import Viewer, may, visible
from jialing.portal.common.models import AuditRecord
from jialing.portal.jobs.enums import LIVE, JobState
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.queries import is_worker_there

ENDING_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Number:
    """A number with its words (``day.number.<name>``) and where it leads; ``is_bad``: somebody should look;
    ``waits``: each is something for the viewer to do.
    """

    name: str
    n: int
    url: str
    n_late: int = 0
    is_bad: bool = False
    waits: bool = False


def _requests(viewer: Viewer, today: date, _: datetime) -> list[Number]:
    due = visible(viewer, DataRequest.objects.filter(state=RequestState.OPEN)).values_list("due_on", flat=True)
    late = sum(day < today for day in due)
    url, may_answer = reverse("accounts:data_requests"), may(viewer, "data_request.answer")
    return [Number("data_requests", len(due), url, late, bool(late), may_answer)]


def _audit(viewer: Viewer, today: date, _: datetime) -> list[Number]:
    n = visible(viewer, AuditRecord.objects.filter(at__date=today)).count()
    return [Number("audit_today", n, f"{reverse('accounts:audit')}?since={today}")]


def _portal(viewer: Viewer, today: date, now: datetime) -> list[Number]:
    jobs = visible(viewer, Job.objects.all())
    ending = visible(viewer, Grant.objects.filter(standing(today), until__lte=today + ENDING_WITHIN)).count()
    n_failed = jobs.filter(state=JobState.FAILED, finished_at__gte=now - timedelta(days=7)).count()
    has_worker = is_worker_there(now)
    people, mine = reverse("accounts:people"), reverse("jobs:mine")
    return [
        Number("roles_ending", ending, people, is_bad=bool(ending)),
        Number("jobs_failed", n_failed, mine, is_bad=bool(n_failed)),
        Number("jobs_live", jobs.filter(state__in=LIVE).count(), mine),
        Number("worker" if has_worker else "no_worker", 0, mine, is_bad=not has_worker),
        Number("mail_to_files" if "filebased" in settings.EMAIL_BACKEND else "mail_leaves", 0, ""),
    ]


_BY_ROLE: Mapping[str, Callable[[Viewer, date, datetime], list[Number]]] = {
    "programme_officer": _requests,
    "administrator": lambda viewer, today, now: [*_requests(viewer, today, now), *_portal(viewer, today, now)],
    "auditor": lambda viewer, today, now: [*_audit(viewer, today, now), *_requests(viewer, today, now)],
}


def numbers_for(viewer: Viewer, today: date, now: datetime) -> list[Number]:
    """The numbers of each role held; each name once."""
    found = [one for role, make in _BY_ROLE.items() if role in viewer.roles for one in make(viewer, today, now)]
    return list({one.name: one for one in found}.values())
