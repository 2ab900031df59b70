"""Alliances that sleep, on the small published version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jialing.atlas import open_atlas
from jialing.portal.common.access import VISITOR
from jialing.portal.registry.models import Alliance, Meeting, Output
from jialing.portal.registry.queries.sleeping import Health, healths, missing_members
from tests.atlas.factory import _id
from tests.portal.registry.factories import alliance, organisation

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 15)


def _alliance() -> Alliance:
    members = [organisation(name, lake_id=_id(name)) for name in ("scu", "uestc", "cqu")]
    return alliance("虚构联盟", *members)


def _health(built: Path) -> Health:
    (found,) = healths(open_atlas(built), VISITOR, on=ON)
    return found


def test_alliance_of_old_partners_without_a_meeting_sleeps(built: Path) -> None:
    _alliance()
    found = _health(built)
    assert (found.is_asleep, found.observed > 0) == (True, True)


def test_meeting_wakes(built: Path) -> None:
    Meeting.objects.create(alliance=_alliance(), held_on=date(2023, 11, 2))
    assert _health(built).signs == ("meeting",)


def test_meeting_long_ago_does_not(built: Path) -> None:
    Meeting.objects.create(alliance=_alliance(), held_on=date(2021, 11, 2))
    assert _health(built).last_meeting_on == date(2021, 11, 2)
    assert _health(built).is_asleep


def test_output_counts_only_where_it_names_the_alliance(built: Path) -> None:
    one = _alliance()
    Output.objects.create(alliance=one, title="A", on=date(2023, 11, 2), names_alliance=False)
    before = _health(built).signs
    Output.objects.create(alliance=one, title="B", on=date(2023, 11, 2), names_alliance=True)
    assert (before, _health(built).signs) == ((), ("output",))


def test_those_outside_who_work_with_members_are_named(built: Path) -> None:
    found = missing_members(open_atlas(built), _alliance(), on=ON).partners
    assert {one.org_id for one in found} & {_id(name) for name in ("scu", "uestc", "cqu")} == set()
    assert [one.n_joint for one in found] == sorted((one.n_joint for one in found), reverse=True) != []
