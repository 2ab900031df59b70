"""The demo gives every account something to do, all of it invented, and changes no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from jialing.portal.accounts import demo
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.registry import models as m
from jialing.portal.registry.demo import load_demo
from jialing.portal.registry.queries.notices import n_unread
from jialing.portal.registry.work.day import blocks_for
from jialing.portal.registry.work.office import numbers_for
from tests.portal.registry.test_work import browser
from tests.portal.registry.world import listed

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts and registry of the demo, with the demo on."""
    from jialing.portal.accounts import demo_mode

    monkeypatch.setattr(demo_mode, "is_on", lambda: True)
    demo.load()
    load_demo(listed())


def headings(key: str) -> set[str]:
    viewer = viewer_of(demo.demo_user(key), timezone.localdate())
    return {one.name for one in blocks_for(viewer, timezone.localdate(), "zh") if one.n}


def test_every_account_has_what_its_line_promises(loaded: None) -> None:
    assert {"accreditations_filed", "quiet_alliances", "tasks"} <= headings("officer_sichuan")
    assert "representations" in headings("officer_sichuan") | headings("officer_chongqing")
    assert {"accreditations_reviewed", "zone_entries", "tasks"} <= headings("officer_chongqing")
    assert {"incomplete", "accreditations_returned", "zone_entries_own"} <= headings("representative")
    assert headings("reviewer") >= {"opinions"}
    assert headings("analyst") >= {"tasks", "saved_lists", "saved_counts"}
    assert {"claims_own", "claimed_works"} <= headings("person")
    for key in ("broker", "talent_officer", "event_manager"):
        assert "tasks" in headings(key)


def test_offices_have_numbers(loaded: None) -> None:
    for key in ("administrator", "auditor", "officer_sichuan"):
        viewer = viewer_of(demo.demo_user(key), timezone.localdate())
        found = {one.name: one.n for one in numbers_for(viewer, timezone.localdate(), timezone.now())}
        assert found["data_requests"] == 1


def test_every_notice_of_the_demo_may_be_seen_by_who_gets_it(loaded: None) -> None:
    for key in ("officer_sichuan", "reviewer", "representative", "broker"):
        user = demo.demo_user(key)
        text = browser(user).get("/zh/registry/notices").content.decode()
        assert n_unread(user.public_id) > 0
        assert "无权查看" not in text


def test_work_of_the_demo_is_marked_invented(loaded: None) -> None:
    for model in (m.Accreditation, m.Task, m.ZoneEntry, m.Representation, m.SavedList):
        assert not model.objects.filter(is_invented=False).exists()


def test_circles_of_the_demo_have_something_to_decide(loaded: None) -> None:
    assert m.Ballot.objects.filter(state="open", votes__isnull=False).exists()
    assert m.Duplicate.objects.filter(state="proposed").count() == 1
    assert m.Meeting.objects.exclude(minutes_zh="").count() == 12
    assert m.ClaimedWork.objects.filter(state="proposed").count() == 3


def test_person_of_the_demo_keeps_an_invented_profile_that_is_not_public(loaded: None) -> None:
    rows = m.Person.objects.filter(who=demo.demo_user("person").public_id)
    assert list(rows.values_list("is_invented", "is_public")) == [(True, False)]


def test_pair_of_the_demo_is_found_again_by_the_search_for_pairs(loaded: None) -> None:
    from jialing.portal.registry.queries.duplicates import duplicates

    pair = m.Duplicate.objects.get()
    assert (pair.first_id, pair.second_id) in {found[:2] for found in duplicates()}


def test_every_day_of_the_demo_opens_in_both_languages(loaded: None) -> None:
    for one in demo.PEOPLE:
        client = browser(demo.demo_user(one.key))
        for lang in ("en", "zh"):
            assert client.get(f"/{lang}/registry/my-day").status_code == 200
