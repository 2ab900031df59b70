"""When deadlines are: dates of the call, or days from the entry into a state.

Moments are compared in UTC: Python compares and adds within one zone by the clock on the wall, which is wrong in the
hour that is there twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from jialing.errors import InputError
from jialing.procedure.said import Finding
from jialing.procedure.workflow.types import Case, Deadline, Workflow


def schedule(workflow: Workflow, dates: Mapping[str, datetime]) -> Workflow:
    """The workflow with the dates of one call; its digest stays.

    Parameters
    ----------
    dates : deadline -> moment; one without a zone is in the workflow's own

    Raises
    ------
    InputError
        ``procedure.dates_wrong`` (n, first, findings): a deadline without date, a date for what is none or for one
        that is counted in days, dates in the wrong order; all at once.
    """
    wanted = {name for name, deadline in workflow.deadlines.items() if deadline.days is None}
    found = [
        Finding("procedure.dates.missing", {"name": workflow.deadlines[n].words}, n) for n in sorted(wanted - {*dates})
    ]
    found += [Finding("procedure.dates.unknown", {"name": name}, name) for name in sorted({*dates} - wanted)]
    set_ = {name: replace(d, at=_zoned(workflow, dates.get(name))) for name, d in workflow.deadlines.items()}
    scheduled = replace(workflow, deadlines=set_)
    found += out_of_order(scheduled)
    if found:
        raise InputError("procedure.dates_wrong", n=len(found), first=found[0].where, findings=tuple(found))
    return scheduled


def out_of_order(workflow: Workflow) -> list[Finding]:
    """Deadlines whose date does not lie after those that they come after."""
    return [
        Finding("procedure.dates.order", {"name": later.words, "earlier": earlier.words}, where=later.name)
        for later in workflow.deadlines.values()
        for earlier in (workflow.deadlines[name] for name in later.after)
        if later.at is not None and earlier.at is not None and later.at.astimezone(UTC) <= earlier.at.astimezone(UTC)
    ]


def moment(workflow: Workflow, case: Case, name: str) -> datetime | None:
    """When a deadline is for this case, in the workflow's zone; None where the call has set no date yet."""
    deadline = workflow.deadlines[name]
    if deadline.days is None:
        return deadline.at
    entered_on = in_zone(workflow, case.entered_at).date()
    last_day_ends = entered_on + timedelta(days=deadline.days + 1)
    return datetime.combine(last_day_ends, time(), tzinfo=workflow.zone)


def is_in_time(workflow: Workflow, case: Case, name: str, now: datetime) -> bool:
    """Not later than the deadline and its grace, to the last instant."""
    at = moment(workflow, case, name)
    return at is not None and now.astimezone(UTC) <= at.astimezone(UTC) + _grace(workflow.deadlines[name])


def has_begun(workflow: Workflow, case: Case, name: str, now: datetime) -> bool:
    """The deadline is reached; grace is for those who are late, not for those who are early."""
    at = moment(workflow, case, name)
    return at is not None and now.astimezone(UTC) >= at.astimezone(UTC)


def is_due(workflow: Workflow, case: Case, name: str, now: datetime) -> bool:
    """The deadline and its grace are over: nobody can be in time any more."""
    return moment(workflow, case, name) is not None and not is_in_time(workflow, case, name, now)


def in_zone(workflow: Workflow, at: datetime) -> datetime:
    """A moment in the workflow's zone."""
    return at.astimezone(workflow.zone)


def _zoned(workflow: Workflow, at: datetime | None) -> datetime | None:
    if at is None:
        return None
    return at.replace(tzinfo=workflow.zone) if at.utcoffset() is None else at.astimezone(workflow.zone)


def _grace(deadline: Deadline) -> timedelta:
    return timedelta(seconds=deadline.grace_seconds)
