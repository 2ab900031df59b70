"""Records through the interface: read, listed, added, changed, acted on, under the pages' rules."""

from __future__ import annotations

import pytest
from django.test import Client

from jialing.portal.common.models import AuditRecord
from jialing.portal.registry import models as m
from tests.portal.accounts.factory import person, signed_in
from tests.portal.api.world import Program, key_of, officer_key
from tests.portal.registry.factory import organisation, platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Program:
    return Program(officer_key())


def test_record_holds_what_the_viewer_may_read(officer: Program) -> None:
    one = organisation("Institute", internal_note="between us", contact_email="a@example.org")
    public = Program().get(f"/organisations/{one.public_id}").data
    assert (public["name_en"], public["kind"], "internal_note" in public, "contact_email" in public) == (
        "Institute",
        "facility",
        False,
        False,
    )
    assert officer.get(f"/organisations/{one.public_id}").data["internal_note"] == "between us"


def test_hidden_and_missing_look_alike() -> None:
    hidden = platform(state="negotiated")
    answers = [Program().get(f"/platforms/{code}") for code in (hidden.public_id, "2222222222")]
    assert [(one.status_code, one.data["code"]) for one in answers] == [(404, "api.not_found")] * 2


def test_list_goes_on_after_the_last_record_whatever_is_inserted() -> None:
    for name in ("b", "d", "f", "h"):
        organisation(name)
    first = Program().get("/organisations?order=name&limit=2").data
    organisation("a")
    organisation("e")
    second = Program().get(f"/organisations?order=name&limit=2&cursor={first['next']}").data
    third = Program().get(f"/organisations?order=name&limit=2&cursor={second['next']}").data
    names = [[one["name_en"] for one in page["items"]] for page in (first, second, third)]
    assert names == [["b", "d"], ["e", "f"], ["h"]]
    assert third["next"] is None


@pytest.mark.parametrize("order", ["since", "-since", "established", "-name"])
def test_every_record_comes_once_in_any_order(order: str) -> None:
    for n in range(7):
        organisation(f"o{n % 3}", since=None if n % 2 else f"200{n}-01-01", established=None if n % 3 else 1990)
    met, cursor = [], ""
    while True:
        page = Program().get(f"/organisations?order={order}&limit=2{cursor}").data
        met += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert (len(met), len(set(met))) == (7, 7)


def test_cursor_of_another_order_is_refused() -> None:
    for n in range(3):
        organisation(f"o{n}")
    cursor = Program().get("/organisations?limit=1").data["next"]
    answer = Program().get(f"/organisations?limit=1&order=-name&cursor={cursor}")
    assert (answer.status_code, answer.data["code"]) == (409, "api.bad_cursor")


def test_list_gives_the_fields_asked_for() -> None:
    organisation("One", website="https://example.org/")
    found = Program().get("/organisations?fields=website&limit=1").data["items"][0]
    assert set(found) == {"id", "kind_name", "url", "edition", "name_en", "name_zh", "website"}


def test_list_asks_as_often_for_many_as_for_few(django_assert_num_queries) -> None:
    host = organisation("Host")
    for n in range(12):
        platform(f"P{n}", authority=host)
    with django_assert_num_queries(3):
        Program().get("/platforms?fields=authority&limit=2")
    with django_assert_num_queries(3):
        Program().get("/platforms?fields=authority&limit=12")


@pytest.mark.parametrize(
    "query", ["nothing=1", "kind=castle", "limit=0", "limit=101", "order=internal_note", "q=a&q=b"]
)
def test_what_is_not_described_is_refused(query: str) -> None:
    answer = Program().get(f"/organisations?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_filter_on_a_hidden_field_tells_nothing() -> None:
    platform("Secret", state="negotiated")
    assert Program().get("/platforms?state=negotiated").data["items"] == []


def test_officer_adds_a_record(officer: Program) -> None:
    sent = {"name_en": "New", "kind": "facility", "place_id": "CN-500000", "why": "asked"}
    answer = officer.post("/organisations", sent)
    made = m.Organisation.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/organisations/{made.public_id}")
    assert AuditRecord.objects.filter(code="organisation.created").count() == 1


def test_record_in_another_place_is_not_added(officer: Program) -> None:
    answer = officer.post("/organisations", {"name_en": "New", "place_id": "CN-110000"})
    assert (answer.status_code, m.Organisation.objects.count()) == (403, 0)


def test_edit_names_the_edition_that_was_read(officer: Program) -> None:
    one = organisation("Old")
    path = f"/organisations/{one.public_id}"
    tag = officer.get(path)["ETag"]
    assert officer.patch(path, {"name_en": "New"}).status_code == 428
    assert officer.patch(path, {"name_en": "New"}, if_match=tag).data["name_en"] == "New"
    stale = officer.patch(path, {"name_en": "Newer"}, if_match=tag)
    assert (stale.status_code, stale.data["code"]) == (412, "api.changed_meanwhile")
    one.refresh_from_db()
    assert (one.name_en, one.edition) == ("New", 2)


def test_field_that_nobody_writes_is_unknown(officer: Program) -> None:
    one = organisation("Old")
    sent = {"name_en": "New", "state": "withdrawn", "edition": 7, "is_invented": True}
    answer = officer.patch(f"/organisations/{one.public_id}", sent, if_match="*")
    assert answer.status_code == 422
    assert {error["where"][-1] for error in answer.data["errors"]} == {"state", "edition", "is_invented"}


def test_field_that_this_viewer_may_not_write_is_named_and_nothing_is_saved() -> None:
    one = organisation("Old", internal_note="between us")
    user = person()
    m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=one, state="confirmed", since="2020-01-01"
    )
    sent = {"text_en": "New", "internal_note": "mine"}
    answer = Program(key_of(user)).patch(f"/organisations/{one.public_id}", sent, if_match="*")
    assert (answer.status_code, answer.data["params"]) == (403, {"fields": "internal_note"})
    one.refresh_from_db()
    assert (one.text_en, one.internal_note) == ("", "between us")


def test_what_the_records_refuse_is_a_conflict(officer: Program) -> None:
    one = organisation("Old")
    sent = {"since": "2020-01-01", "until": "2019-01-01"}
    answer = officer.patch(f"/organisations/{one.public_id}", sent, if_match="*")
    assert (answer.status_code, answer.data["code"]) == (409, "registry.dates_in_wrong_order")


def test_act_moves_a_record_as_the_page_does(officer: Program) -> None:
    one = platform(state="building", state_since="2021-01-01")
    path = f"/platforms/{one.public_id}/acts/move"
    answer = officer.post(path, {"after": "accepted", "on": "2022-03-04"})
    assert (answer.status_code, answer.data["state"]) == (200, "accepted")
    again = officer.post(path, {"after": "accepted", "on": "2022-03-04"})
    assert (again.status_code, again.data["code"]) == (409, "form.no_choice")


def test_act_on_an_old_edition_is_refused(officer: Program) -> None:
    one = platform(state="building", state_since="2021-01-01")
    sent = {"after": "accepted", "on": "2022-03-04"}
    answer = officer.post(f"/platforms/{one.public_id}/acts/move", sent, if_match='"e7.0123456789abcdef"')
    assert answer.status_code == 412


def test_history_is_for_those_who_may_look_back(officer: Program) -> None:
    one = organisation("Old")
    path = f"/organisations/{one.public_id}"
    officer.patch(path, {"name_en": "New", "why": "law"}, if_match="*")
    newest = officer.get(f"{path}/history").data["items"][0]
    assert (newest["why"], newest["fields"]) == ("law", [{"field": "name_en", "before": "Old", "after": "New"}])
    assert Program(key_of(person())).get(f"{path}/history").status_code == 403


def test_session_of_a_browser_cannot_write_without_the_pages_mark() -> None:
    _, user = signed_in("programme_officer", place="CN-500000")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    answer = browser.post("/api/v1/organisations", '{"name_en": "x"}', content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "api.csrf")
    assert browser.get("/api/v1/me").json()["id"] == user.public_id
