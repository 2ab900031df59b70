"""Entry into zones: asked, approved or refused, confirmed, left, asked again; the zone's own page."""

from __future__ import annotations

from datetime import date

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import VISITOR, seen
from jialing.portal.registry.actions import zones as acts
from jialing.portal.registry.models import Designation, Organisation, SavedCount, Zone, ZoneEntry
from jialing.portal.registry.parts.stages import stages_of
from tests.portal.registry.asking import ask, said
from tests.portal.registry.factory import OFFICER, organisation, platform, representative_of, saved

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


@pytest.fixture
def manager() -> Organisation:
    return organisation("Management")


@pytest.fixture
def zone(manager: Organisation) -> Zone:
    return saved(Zone(name_en="Science City", name_zh="科学城", place_id="CN-500000", managing_body=manager))


def applied(zone: Zone) -> ZoneEntry:
    one = organisation("Institute")
    return acts.apply_for_entry(zone, by=representative_of(one), on=ON, organisation=one, purpose="to be near")


def test_entry_is_asked_for_by_who_represents(zone: Zone) -> None:
    assert applied(zone).state == "applied"


def test_entry_of_others_is_not_asked_for(zone: Zone) -> None:
    stranger = representative_of(organisation("Stranger"))
    with pytest.raises(NotAllowed):
        acts.apply_for_entry(zone, by=stranger, on=ON, organisation=organisation("Other"))


def test_entry_is_asked_for_once(zone: Zone) -> None:
    one = applied(zone)
    with pytest.raises(InputError) as refused:
        acts.apply_for_entry(zone, by=OFFICER, on=ON, organisation=one.organisation)
    assert refused.value.code == "registry.there_already"


def test_approval_then_moving_in_then_leaving(zone: Zone, manager: Organisation) -> None:
    one = applied(zone)
    acts.approve_entry(one, by=OFFICER, on=date(2026, 3, 9), document_number="1号")
    acts.confirm_entry(one, by=representative_of(manager), on=date(2026, 4, 1))
    acts.leave_zone(one, by=OFFICER, on=date(2027, 1, 4), why="moved")
    assert (one.state, one.decided_on, one.entered_on, one.left_on) == (
        "left", date(2026, 3, 9), date(2026, 4, 1), date(2027, 1, 4),
    )  # fmt: skip


def test_who_asks_does_not_approve(zone: Zone) -> None:
    one = applied(zone)
    with pytest.raises(NotAllowed):
        acts.approve_entry(one, by=representative_of(one.organisation), on=ON)


def test_zone_confirms_but_does_not_approve(zone: Zone, manager: Organisation) -> None:
    with pytest.raises(NotAllowed):
        acts.approve_entry(applied(zone), by=representative_of(manager), on=ON)


def test_refusal_wants_a_reason(zone: Zone) -> None:
    with pytest.raises(InputError):
        acts.refuse_entry(applied(zone), by=OFFICER, on=ON, decision="")


def test_nothing_is_decided_before_it_was_asked(zone: Zone) -> None:
    with pytest.raises(InputError) as refused:
        acts.approve_entry(applied(zone), by=OFFICER, on=date(2026, 1, 1))
    assert refused.value.code == "registry.dates_in_wrong_order"


def test_who_was_refused_asks_again_with_a_new_entry(zone: Zone) -> None:
    first = applied(zone)
    own = representative_of(first.organisation)
    acts.refuse_entry(first, by=OFFICER, on=date(2026, 3, 9), decision="no room")
    second = acts.apply_again(first, by=own, on=date(2026, 6, 1), purpose="there is room now")
    first.refresh_from_db()
    assert (first.state, second.state, second.pk == first.pk) == ("refused", "applied", False)


def test_who_was_refused_is_not_approved_later(zone: Zone) -> None:
    one = applied(zone)
    acts.refuse_entry(one, by=OFFICER, on=ON, decision="no room")
    with pytest.raises((NotAllowed, WrongState)):
        acts.approve_entry(one, by=OFFICER, on=date(2026, 3, 9))


def test_stages_say_whose_turn_it_is(zone: Zone) -> None:
    one = applied(zone)
    acts.approve_entry(one, by=OFFICER, on=date(2026, 3, 9), document_number="1号")
    stages = stages_of(seen(OFFICER, one), ON)
    assert [(stage.code, stage.standing, stage.by) for stage in stages] == [
        ("zone_entry.applied", "done", "applicant"),
        ("zone_entry.approved", "done", "office"),
        ("zone_entry.entered", "now", "zone"),
    ]
    assert stages[1].document == "1号"


def test_whole_way_on_pages(zone: Zone) -> None:
    one = organisation("Institute")
    own = representative_of(one)
    sent = {"organisation": "Institute", "on": "2026-03-02", "purpose": "near", "edition": "1"}
    answer = ask(own, f"/en/registry/zones/{zone.public_id}/do/enter", sent)
    entry = ZoneEntry.objects.get()
    page = f"/en/registry/zone-entries/{entry.public_id}"
    assert answer.headers["Location"] == f"{page}?done=done"
    assert ask(OFFICER, f"{page}/do/approve", {"on": "2026-03-09", "document_number": "1号"}).status_code == 302
    assert "papers/zone_entry_notice" in said(own, page)
    assert ask(OFFICER, f"{page}/do/confirm", {"on": "2026-03-10"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == "entered"


def test_zone_page_shows_figures_by_rule_and_designations(zone: Zone) -> None:
    acts.set_places(zone, {"CN-500106": False}, by=OFFICER)
    lab = platform("Laboratory", kind="innovation_base")
    saved(ZoneEntry(zone=zone, platform=lab, state="entered", decided_on=date(2021, 1, 1)))
    saved(Designation(name_en="AI pilot zone", kind="ai_pilot_zone", place_id="CN-500000"))
    rules = [
        {"condition": "kind_in", "kinds": ["innovation_base"]},
        {"condition": "in_zone", "zone": "科学城"},
    ]
    SavedCount.objects.create(slug="bases", name_en="Bases in the city", subject="platform", conditions=rules)
    page = said(VISITOR, f"/en/registry/zones/{zone.public_id}")
    assert "Bases in the city" in page
    assert "AI pilot zone" in page
    assert '<div class="tile"><dt><a href="/en/registry/counts/bases?on=' in page


def test_places_are_set_by_name(zone: Zone) -> None:
    sent = {"places": "沙坪坝区\n九龙坡区*", "edition": "1"}
    assert ask(OFFICER, f"/en/registry/zones/{zone.public_id}/do/places", sent).status_code == 302
    assert sorted(zone.places.values_list("place_id", "is_partial")) == [("CN-500106", False), ("CN-500107", True)]


def test_place_that_nobody_knows_is_named_and_nothing_changes(zone: Zone) -> None:
    sent = {"places": "沙坪坝区\nAtlantis", "edition": "1"}
    answer = ask(OFFICER, f"/en/registry/zones/{zone.public_id}/do/places", sent)
    assert answer.status_code == 400
    assert "Atlantis" in answer.content.decode()
    assert not zone.places.exists()
