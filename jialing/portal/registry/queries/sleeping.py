"""Alliances that sleep: no meeting, no activity, nothing that names them, no joint works beyond the expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Substr

from jialing.atlas import Around, Atlas, Excess, Group, JointWorks, excesses, excesses_by_year, signs_of_life
from jialing.portal.common.access import Viewer, visible
from jialing.portal.registry.enums import FOUNDED, MembershipState
from jialing.portal.registry.models import Activity, Alliance, Meeting, Membership, Organisation, Output

MONTHS = 18
WINDOW_YEARS = 2
FEWEST_MEMBERS = 2
MOST_STRONG = 400


class Wakefulness(StrEnum):
    """What evidence says of an alliance."""

    AWAKE = "awake"
    ASLEEP = "asleep"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Health:
    """How an alliance does, as of a day.

    ``last_*`` None: none is known. ``observed`` works that two members or more did in its field in
    ``first_year``..``last_year``, ``expected`` what sizes and past predict (``low``, ``high``: 95 in 100 of it); ``p``
    how likely so many are by that alone (NaN: cannot be told). ``signs`` names what shows that it is awake: meeting,
    activity, output, works. ``untold`` why sleep cannot be told ('' it can): young, members.
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
    low: float
    high: float
    p: float
    signs: tuple[str, ...]
    n_known: int
    untold: str

    @property
    def state(self) -> Wakefulness:
        if self.signs:
            return Wakefulness.AWAKE
        return Wakefulness.UNTOLD if self.untold else Wakefulness.ASLEEP

    @property
    def is_asleep(self) -> bool:
        return self.state is Wakefulness.ASLEEP

    @property
    def last_on(self) -> date | None:
        """The newest dated sign of any kind."""
        return max(
            (day for day in (self.last_meeting_on, self.last_activity_on, self.last_output_on) if day), default=None
        )


def months_before(on: date, months: int) -> date:
    """The first day of the month so many months before."""
    at = on.year * 12 + on.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def healths(atlas: Atlas, viewer: Viewer, *, on: date, months: int = MONTHS) -> list[Health]:
    """How alliances do that were founded by the day, the sleepers first, those silent longest first.

    Works of the year of the day itself are not complete, so the last ``WINDOW_YEARS`` whole years count. What is usual
    is learnt from all alliances, also those that the viewer may not see; only those that they may see are told.
    """
    listed = list(_founded(on).order_by("pk"))
    may_see = set(visible(viewer, _founded(on)).values_list("pk", flat=True))
    groups, last = _groups(listed, on), _last(listed, on)
    years = (on.year - WINDOW_YEARS, on.year - 1)
    found = excesses(works_of(atlas, groups), groups, first_year=years[0], last_year=years[1])
    told = [
        _health(row, group, one, is_sign, {name: days.get(row.pk) for name, days in last.items()}, on, months)
        for row, group, one, is_sign in zip(listed, groups, found, signs_of_life(found), strict=True)
        if row.pk in may_see
    ]
    return sorted(told, key=lambda h: (_ORDER.index(h.state), h.last_on or date.min, h.alliance.pk))


def _founded(on: date) -> QuerySet[Alliance]:
    return Alliance.objects.filter(state__in=FOUNDED, merged_into__isnull=True, founded_on__lte=on)


def by_year(atlas: Atlas, alliance: Alliance, *, on: date) -> dict[int, Excess]:
    """Joint works of an alliance's members in each whole year since founding, beside what is predicted.

    {} where it is not founded or the lake knows fewer than two members.
    """
    listed = list(_founded(on).order_by("pk"))
    groups = _groups(listed, on)
    mine = next((group for row, group in zip(listed, groups, strict=True) if row.pk == alliance.pk), None)
    if mine is None or len(mine.org_ids) < FEWEST_MEMBERS:
        return {}
    years = range(mine.founded, on.year)
    return dict(zip(years, excesses_by_year(works_of(atlas, groups), groups, mine, years=years), strict=True))


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


def works_of(atlas: Atlas, groups: Sequence[Group]) -> Mapping[str, JointWorks]:
    """Works of all groups' members, by field; the atlas keeps them for its version."""
    by_field: dict[str, set[str]] = {}
    for group in groups:
        by_field.setdefault(group.field_id, set()).update(group.org_ids)
    return {field: atlas.joint_works(sorted(ids), field) for field, ids in by_field.items()}


_ORDER = (Wakefulness.ASLEEP, Wakefulness.UNTOLD, Wakefulness.AWAKE)


def _health(
    row: Alliance, group: Group, found: Excess, is_sign: bool, last: Mapping[str, date | None], on: date, months: int
) -> Health:
    since = months_before(on, months)
    signs = [name for name, day in last.items() if day is not None and day >= since]
    signs += ["works"] if is_sign else []
    return Health(
        alliance=row, on=on, last_meeting_on=last["meeting"], last_activity_on=last["activity"],
        last_output_on=last["output"], first_year=on.year - WINDOW_YEARS, last_year=on.year - 1,
        observed=found.observed, expected=found.expected, low=found.low, high=found.high, p=found.p,
        signs=tuple(signs), n_known=len(set(group.org_ids)), untold=_untold(row, group, since),
    )  # fmt: skip


def _untold(row: Alliance, group: Group, since: date) -> str:
    if row.founded_on is not None and row.founded_on > since:
        return "young"
    return "members" if len(set(group.org_ids)) < FEWEST_MEMBERS else ""


@dataclass(frozen=True)
class Missing:
    """Organisations that are not in an alliance: who works with its members, and who is strong in its field alone."""

    partners: tuple[Around, ...]
    strong: tuple[Around, ...]


def missing_members(atlas: Atlas, alliance: Alliance, *, on: date, limit: int = 10) -> Missing:
    """Who is not in it and should be, in its last whole years; the strong ones of the members' provinces only."""
    (group,) = _groups([alliance], on)
    if not group.org_ids:
        return Missing((), ())
    ask = partial(
        atlas.around, group.org_ids, field_id=group.field_id, first_year=on.year - WINDOW_YEARS, last_year=on.year - 1
    )
    strong = ask(limit=MOST_STRONG, strong=True)
    near = set(
        Organisation.objects.filter(lake_id__in=[one.org_id for one in strong])
        .annotate(province=Substr("place_id", 1, 5))
        .filter(province__in=_provinces(group))
        .values_list("lake_id", flat=True)
    )
    return Missing(ask(limit=limit), tuple(one for one in strong if one.org_id in near)[:limit])


def _provinces(group: Group) -> set[str]:
    """Provinces in which members are (``CN-51``)."""
    rows = Organisation.objects.filter(lake_id__in=group.org_ids, place_id__startswith="CN-")
    return {place_id[:5] for place_id in rows.values_list("place_id", flat=True)}


def joint_by_member(atlas: Atlas, alliance: Alliance, *, on: date) -> dict[str, int]:
    """Works that each member did with other members in the last whole years, by lake id."""
    (group,) = _groups([alliance], on)
    members = set(group.org_ids)
    found = dict.fromkeys(members, 0)
    works = works_of(atlas, [group])[group.field_id]
    inside = [at for at, year in enumerate(works.years) if on.year - WINDOW_YEARS <= year < on.year]
    for team, counts in works.teams.items():
        own = members & set(team)
        for org_id in own if len(own) > 1 else ():
            found[org_id] += int(counts[inside].sum())
    return found
