"""What time does: steps that are late and terms that end are told to whose turn it is, once each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from jialing.portal.common.access import declaration
from jialing.portal.registry.actions.telling import make_notices, told_by
from jialing.portal.registry.enums import (
    AccreditationState,
    BallotState,
    FoundingState,
    RecognitionState,
    RepresentationState,
    TaskState,
    ZoneState,
)
from jialing.portal.registry.models import (
    Accreditation,
    Founding,
    Membership,
    Notice,
    Recognition,
    Representation,
    Task,
    Zone,
)

_S = AccreditationState
TERM_DAYS, ZONE_DAYS, ROLE_DAYS = 90, 180, 30
"""Days before its end that a term, a zone's, a representation's is told of: time to renew it."""


@dataclass(frozen=True)
class Deadline:
    """Of rows that fit ``where`` the day in ``field`` counts; ``days_after`` it (negative: before) people are told of
    ``code``.
    """

    code: str
    model: type[models.Model]
    where: Q
    field: str
    days_after: int = 1

    def told_on(self, row: Any) -> date:
        """The first day on which the row is told of."""
        return _value(row, self.field) + timedelta(days=self.days_after)


def _accreditation(code: str, state: AccreditationState, field: str, days_after: int = 1) -> Deadline:
    return Deadline(f"accreditation.{code}", Accreditation, Q(state=state), field, days_after)


DEADLINES = (
    _accreditation("late", _S.FILED, "completeness_due_on"),
    _accreditation("late", _S.UNDER_REVIEW, "decision_due_on"),
    _accreditation("correction_late", _S.RETURNED, "correction_due_on"),
    _accreditation("opinion_late", _S.UNDER_REVIEW, "opinion_due_on"),
    _accreditation("remind", _S.CERTIFIED, "remind_on", 0),
    Deadline("task.late", Task, Q(state=TaskState.OPEN), "due_on"),
    Deadline("recognition.ending", Recognition, Q(state=RecognitionState.GRANTED), "until", -TERM_DAYS),
    Deadline(
        "founding.ending", Founding, Q(state__in=(FoundingState.BUILDING, FoundingState.OPERATING)), "term_until",
        -TERM_DAYS,
    ),
    Deadline("zone.ending", Zone, Q(state=ZoneState.ACTIVE), "until", -ZONE_DAYS),
    Deadline(
        "representation.ending", Representation, Q(state=RepresentationState.CONFIRMED), "until", -ROLE_DAYS
    ),
    Deadline("membership.ballot_over", Membership, Q(ballots__state=BallotState.OPEN), "ballots__closes_on"),
)  # fmt: skip
"""Seats in alliances and entries into zones have no term: what ends with them is the ballot, and the zone."""


@transaction.atomic
def tell_late(on: date, at: datetime) -> int:
    """Tell of steps that are late and of terms that end; how many. A day of a step is told of once.

    What ended before anybody could be told (an import of old rows) is not told of any more: a term that is over.
    """
    n = 0
    for deadline, row in _passed(on):
        if not _is_told(deadline, row):
            make_notices(told_by(deadline.code, row, on), deadline.code, row, at=at, waits=True)
            n += 1
    return n


def _passed(on: date) -> Iterator[tuple[Deadline, Any]]:
    for deadline in DEADLINES:
        day = deadline.field
        until = on - timedelta(days=deadline.days_after)
        rows = deadline.model._default_manager.filter(deadline.where, **{f"{day}__lte": until})
        if deadline.days_after < 0:
            rows = rows.filter(**{f"{day}__gte": on})
        yield from ((deadline, row) for row in rows.order_by("pk"))


def _is_told(deadline: Deadline, row: Any) -> bool:
    """Whether anybody was told since the day passed: a new day (a second round) is told of anew."""
    kind = declaration().kind_of(row._meta.label).name
    here = Q(thing_kind=kind, thing_id=row.pk) | Q(about_kind=row._meta.model_name, about_id=row.pk, thing_id=0)
    told = Notice.objects.filter(here, code=deadline.code)
    return told.filter(made_at__date__gte=deadline.told_on(row)).exists()


def _value(row: Any, path: str) -> date:
    """The day that a path of fields leads to; of several rows that hang on it, the last."""
    field, _, rest = path.partition("__")
    hanging = getattr(row, field).order_by("-pk").values_list(rest, flat=True) if rest else None
    found: date = getattr(row, field) if hanging is None else hanging[0]
    return found
