"""Pages of sleeping alliances, pairs side by side, my organisations, works that may be mine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jialing.portal.accounts.models import User
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.models import Duplicate, Membership, Person, Representation
from tests.portal.accounts.factory import person
from tests.portal.registry.factories import alliance, organisation

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings: SettingsWrapper) -> None:
    settings.TWO_FACTOR_REQUIRED = False


def _officer(client: Client) -> User:
    user = person("programme_officer", place="CN-500000")
    client.force_login(user)
    return user


@pytest.mark.parametrize("slug", LISTS)
def test_every_list_opens_for_an_officer_who_looks_for_words(client: Client, slug: str) -> None:
    _officer(client)
    assert client.get(f"/en/registry/{slug}", {"order": LISTS[slug].order}).status_code == 200


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", ["mine", "sleeping"])
def test_empty_pages_say_what_to_do(client: Client, lang: str, page: str) -> None:
    _officer(client)
    found = client.get(f"/{lang}/registry/{page}")
    assert (found.status_code, 'class="empty"' in found.content.decode()) == (200, True)


def test_health_shows_years_and_what_can_be_done(client: Client) -> None:
    _officer(client)
    one = alliance("虚构联盟", organisation())
    one.meetings.create(title_zh="会议", held_on=date(2022, 5, 1))
    page = client.get(f"/en/registry/alliances/{one.public_id}/health").content.decode()
    assert ("<td>2022</td>" in page, f"/alliances/{one.public_id}/do/wake" in page) == (True, True)


def test_health_is_not_for_everybody(client: Client) -> None:
    client.force_login(person())
    one = alliance()
    assert client.get(f"/en/registry/alliances/{one.public_id}/health").status_code in (403, 404)


def test_pair_is_merged_as_chosen(client: Client) -> None:
    _officer(client)
    first, second = organisation("甲所"), organisation("乙所")
    pair = Duplicate.objects.create(first=first, second=second, evidence="x")
    address = f"/en/registry/duplicates/{pair.public_id}/compare"
    shown = client.get(address).content.decode()
    sent = {"keep": "second", "take_name_zh": "first", "why": "同一单位", "edition_first": "1", "edition_second": "1"}
    done = client.post(address, sent)
    second.refresh_from_db()
    pair.refresh_from_db()
    assert ("甲所" in shown, done.status_code, second.name_zh, pair.state) == (True, 302, "甲所", "merged")


def test_pair_without_a_reason_comes_back_as_typed(client: Client) -> None:
    _officer(client)
    pair = Duplicate.objects.create(first=organisation("甲所"), second=organisation("乙所"), evidence="x")
    page = client.post(f"/en/registry/duplicates/{pair.public_id}/compare", {"keep": "second", "why": " "})
    assert (page.status_code, 'value="second" checked' in page.content.decode()) == (400, True)


def test_pairs_are_looked_for(client: Client) -> None:
    _officer(client)
    for _ in range(2):
        organisation("同名").names.create(name="同名", kind="official", normalised="同名")
    client.post("/en/registry/duplicates/find")
    assert Duplicate.objects.count() == 1


def test_split_takes_what_was_ticked(client: Client) -> None:
    _officer(client)
    one = organisation()
    alliance("联盟", one)
    seat = Membership.objects.get()
    address = f"/en/registry/organisations/{one.public_id}/split"
    key = f"registry.membership:{seat.pk}"
    shown = client.get(address).content.decode()
    client.post(address, {"name_zh": "分出所", "rows": [key], "why": "两家"})
    seat.refresh_from_db()
    assert (key in shown, seat.organisation.name_zh) == (True, "分出所")


def test_claim_is_made_and_confirmed_on_pages(client: Client) -> None:
    one, user = organisation(), person()
    client.force_login(user)
    client.post(f"/en/registry/organisations/{one.public_id}/do/claim", {"position": "处长", "reason": "任命文件"})
    row = Representation.objects.get()
    mine = client.get("/en/registry/mine").content.decode()
    _officer(client)
    waiting = client.get("/en/registry/mine").content.decode()
    client.post(
        f"/en/registry/representations/{row.public_id}/do/confirm", {"on": "2023-03-08", "edition": row.edition}
    )
    row.refresh_from_db()
    assert (str(row.public_id) in mine, str(row.public_id) in waiting, row.state) == (True, True, "confirmed")


def test_profile_is_begun_published_and_its_works_decided(client: Client) -> None:
    client.force_login(person())
    client.post("/en/registry/people/new", {"name_en": "Lin Xiao", "orcid": "0000-0002-1825-0097"})
    one = Person.objects.get()
    work = one.works.create(work_source="openalex", work_id="W1", title="A work of hers", year=2020)
    hidden = client.get(f"/en/registry/people/{one.public_id}").content.decode()
    address = f"/en/registry/people/{one.public_id}/works"
    client.post(address, {"work": "openalex:W1", "after": "mine"})
    client.post(f"/en/registry/people/{one.public_id}/do/publish", {"edition": one.edition})
    client.logout()
    public = client.get(f"/en/registry/people/{one.public_id}").content.decode()
    work.refresh_from_db()
    assert ("A work" in hidden, "Lin Xiao" in public, "A work" in public, work.state) == (
        False,
        True,
        False,
        "confirmed",
    )


def test_works_of_others_are_not_found(client: Client) -> None:
    client.force_login(person())
    one = Person.objects.create(name_en="Other", who="somebody01", user_id=77)
    assert client.get(f"/en/registry/people/{one.public_id}/works").status_code == 404
