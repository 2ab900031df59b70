"""What time does: steps that are late and terms that end are told to whose turn it is, once each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jialing.portal.registry.actions.telling import make_notices, told_by
from jialing.portal.registry.enums import AccreditationState
from jialing.portal.registry.models import Accreditation, Notice

_S = AccreditationState


@dataclass(frozen=True)
class Deadline:
    """In ``state`` the day in ``field`` counts; ``days_after`` it (0: on the day) people are told of ``code``."""

    code: str
    state: AccreditationState
    field: str
    days_after: int = 1


DEADLINES = (
    Deadline("accreditation.late", _S.FILED, "completeness_due_on"),
    Deadline("accreditation.late", _S.UNDER_REVIEW, "decision_due_on"),
    Deadline("accreditation.correction_late", _S.RETURNED, "correction_due_on"),
    Deadline("accreditation.opinion_late", _S.UNDER_REVIEW, "opinion_due_on"),
    Deadline("accreditation.remind", _S.CERTIFIED, "remind_on", 0),
)


@transaction.atomic
def tell_late(on: date, at: datetime) -> int:
    """Tell of steps that are late and of terms to be reminded of; how many. A day of a step is told of once."""
    n = 0
    for deadline, row in _passed(on):
        if not _is_told(deadline, row):
            make_notices(told_by(deadline.code, row, on), deadline.code, row, at=at, waits=True)
            n += 1
    return n


def _passed(on: date) -> Iterator[tuple[Deadline, Accreditation]]:
    for deadline in DEADLINES:
        until = date.fromordinal(on.toordinal() - deadline.days_after)
        rows = Accreditation.objects.filter(state=deadline.state, **{f"{deadline.field}__lte": until})
        yield from ((deadline, row) for row in rows.order_by("pk"))


def _is_told(deadline: Deadline, row: Accreditation) -> bool:
    """Whether anybody was told since the day passed: a new day (a second round) is told of anew."""
    told = Notice.objects.filter(code=deadline.code, about_kind="accreditation", about_id=row.pk)
    return told.filter(made_at__date__gte=getattr(row, deadline.field)).exists()
