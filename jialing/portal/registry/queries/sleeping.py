"""Alliances that sleep: no meeting, no activity, nothing that names them, no joint works beyond the expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from jialing.atlas import Around, Atlas, Group, excesses, is_sign_of_life
from jialing.portal.common.access import Viewer, visible
from jialing.portal.registry.enums import FOUNDED, MembershipState
from jialing.portal.registry.models import Activity, Alliance, Meeting, Membership, Output

MONTHS = 18
WINDOW_YEARS = 2


@dataclass(frozen=True)
class Health:
    """How an alliance does, as of a day.

    ``last_*`` None: none is known. ``observed`` and ``expected`` are works of pairs of members in its field in
    ``first_year``..``last_year``; ``p`` how likely so many are by size and past alone (NaN: cannot be told). ``signs``
    names what shows that it is awake: meeting, activity, output, works; none: it sleeps.
    """

    alliance: Alliance
    on: date
    last_meeting_on: date | None
    last_activity_on: date | None
    last_output_on: date | None
    first_year: int
    last_year: int
    observed: float
    expected: float
    p: float
    signs: tuple[str, ...]

    @property
    def is_asleep(self) -> bool:
        return not self.signs


def months_before(on: date, months: int) -> date:
    """The first day of the month so many months before."""
    at = on.year * 12 + on.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def healths(
    atlas: Atlas, viewer: Viewer, *, on: date, months: int = MONTHS, only: Alliance | None = None
) -> list[Health]:
    """How alliances do that were founded by the day (or one of them), the sleepers first.

    Works of the year of the day itself are not complete, so the last ``WINDOW_YEARS`` whole years count.
    """
    rows = visible(viewer, Alliance.objects.filter(state__in=FOUNDED, merged_into__isnull=True))
    rows = rows.filter(founded_on__lte=on) if only is None else rows.filter(pk=only.pk)
    listed = list(rows.order_by("pk"))
    groups, last = _groups(listed, on), _last(listed, on)
    years = (on.year - WINDOW_YEARS, on.year - 1)
    found = excesses(_works(atlas, groups), groups, first_year=years[0], last_year=years[1])
    since = months_before(on, months)
    told = [
        _health(row, one, {name: days.get(row.pk) for name, days in last.items()}, on, years, since)
        for row, one in zip(listed, found, strict=True)
    ]
    return sorted(told, key=lambda h: (not h.is_asleep, h.last_meeting_on or date.min, h.alliance.pk))


def _last(rows: Sequence[Alliance], on: date) -> Mapping[str, Mapping[int, date]]:
    """The newest dated sign of each kind up to the day, by alliance; one query a kind."""
    here: Mapping[str, tuple[QuerySet[Any], str]] = {
        "meeting": (Meeting.objects.filter(held_on__lte=on), "held_on"),
        "activity": (Activity.objects.filter(on__lte=on), "on"),
        "output": (Output.objects.filter(on__lte=on, names_alliance=True), "on"),
    }
    return {
        name: dict(found.filter(alliance__in=rows).order_by().values_list("alliance").annotate(last=Max(column)))
        for name, (found, column) in here.items()
    }


def _groups(rows: Sequence[Any], on: date) -> list[Group]:
    """Each alliance as the organisations of the lake that are its members on the day."""
    members: dict[int, list[str]] = {row.pk: [] for row in rows}
    seats = Membership.objects.filter(alliance__in=rows, state__in=(MembershipState.ADMITTED, MembershipState.LEFT))
    there = seats.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=on))
    there = there.filter(Q(left_on__isnull=True) | Q(left_on__gt=on)).exclude(organisation__lake_id="")
    for alliance, lake_id in there.values_list("alliance_id", "organisation__lake_id"):
        if lake_id:
            members[alliance].append(lake_id)
    return [
        Group(tuple(members[row.pk]), row.founded_on.year if row.founded_on else on.year, row.field_id) for row in rows
    ]


def _works(atlas: Atlas, groups: Sequence[Group]) -> Mapping[str, Any]:
    by_field: dict[str, set[str]] = {}
    for group in groups:
        by_field.setdefault(group.field_id, set()).update(group.org_ids)
    return {field: atlas.joint_works(sorted(ids), field) for field, ids in by_field.items()}


def _health(
    row: Alliance, excess: Any, last: Mapping[str, date | None], on: date, years: tuple[int, int], since: date
) -> Health:
    signs = [name for name, day in last.items() if day is not None and day >= since]
    if is_sign_of_life(excess):
        signs.append("works")
    return Health(
        row, on, last["meeting"], last["activity"], last["output"], years[0], years[1], excess.observed,
        excess.expected, excess.p, tuple(signs),
    )  # fmt: skip


def missing_members(atlas: Atlas, alliance: Alliance, *, on: date, limit: int = 10) -> tuple[Around, ...]:
    """Who is not in it and should be: organisations that did most works with its members in its last whole years."""
    (group,) = _groups([alliance], on)
    if not group.org_ids:
        return ()
    return atlas.around(
        group.org_ids, field_id=group.field_id, first_year=on.year - WINDOW_YEARS, last_year=on.year - 1, limit=limit
    )
