"""Who stands for something speaks for that alone, and never grants to itself what others grant."""

from __future__ import annotations

from datetime import date

import pytest

from jialing.errors import NotAllowed
from jialing.portal.registry import models as m
from jialing.portal.registry.actions import alliances, organisations, platforms, zones
from tests.portal.registry.factory import organisation, platform, representative_of, saved

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)


def test_member_asks_for_membership_of_nobody_else() -> None:
    member = organisation("Member")
    alliance = saved(m.Alliance(name_en="Alliance", place_id="CN-500000", state="active"))
    saved(m.Membership(alliance=alliance, organisation=member, state="admitted"))
    with pytest.raises(NotAllowed):
        alliances.apply_for_membership(alliance, organisation("Stranger"), by=representative_of(member), on=ON)


def test_manager_of_a_zone_asks_for_entry_of_nobody_else() -> None:
    manager = organisation("Manager")
    zone = saved(m.Zone(name_en="Zone", place_id="CN-500000", managing_body=manager))
    with pytest.raises(NotAllowed):
        zones.apply_for_entry(zone, by=representative_of(manager), on=ON, organisation=organisation("Stranger"))


def test_manager_of_a_zone_does_not_draw_it() -> None:
    manager = organisation("Manager")
    zone = saved(m.Zone(name_en="Zone", place_id="CN-500000", managing_body=manager))
    with pytest.raises(NotAllowed):
        zones.set_places(zone, {"CN-500106": False}, by=representative_of(manager))


@pytest.mark.parametrize(
    "values", [{"level": "provincial_ministerial"}, {"document_number": "1"}, {"place_id": "CN-510000"}]
)
def test_host_does_not_grant_itself_a_level(values: dict[str, str]) -> None:
    host = organisation("Host")
    one = platform("Laboratory", legal_person=host, state="operating")
    with pytest.raises(NotAllowed) as refused:
        platforms.edit_platform(one, values, by=representative_of(host))
    assert refused.value.code == "access.field_not_allowed"


def test_host_says_what_its_platform_does() -> None:
    host = organisation("Host")
    one = platform("Laboratory", legal_person=host, state="operating")
    assert platforms.edit_platform(one, {"text_en": "Vaccines"}, by=representative_of(host)).text_en == "Vaccines"


@pytest.mark.parametrize("values", [{"kind": "company"}, {"name_en": "Another"}, {"place_id": "CN-510000"}])
def test_representative_does_not_become_another_organisation(values: dict[str, str]) -> None:
    one = organisation("Own")
    with pytest.raises(NotAllowed) as refused:
        organisations.edit_organisation(one, {"text_en": "x", **values}, by=representative_of(one))
    assert refused.value.code == "access.field_not_allowed"


@pytest.mark.parametrize("values", [{"quorum_share": 0.01}, {"votes_on_admission": False}, {"place_id": "CN-510000"}])
def test_secretariat_does_not_change_how_members_vote(values: dict[str, object]) -> None:
    own = organisation("Secretariat")
    one = saved(
        m.Alliance(name_en="Alliance", place_id="CN-500000", state="active", secretariat=own, votes_on_admission=True)
    )
    with pytest.raises(NotAllowed) as refused:
        alliances.edit_alliance(one, values, by=representative_of(own))
    assert refused.value.code == "access.field_not_allowed"
