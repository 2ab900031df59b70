"""Double clicks, the back button, sessions that end, caches: nothing is lost, doubled or shown to others."""

from __future__ import annotations

import pytest
from django.test import Client

from jialing.portal.common.models import AuditRecord
from jialing.portal.registry import models as m
from tests.portal.accounts.factory import signed_in
from tests.portal.registry.factory import organisation, platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    return signed_in("programme_officer", place="CN-500000")[0]


def test_double_click_on_save_saves_once(officer: Client) -> None:
    one = organisation("Old")
    sent = {"name_en": "New", "edition": "1"}
    answers = [officer.post(f"/en/registry/organisations/{one.public_id}/edit", sent) for _ in range(2)]
    assert answers[0].status_code == 302
    assert AuditRecord.objects.filter(code="organisation.edited").count() == 1


def test_double_click_on_an_act_acts_once(officer: Client) -> None:
    one = platform(state="building", state_since="2021-01-01")
    sent = {"after": "accepted", "on": "2022-03-04", "edition": "1"}
    answers = [officer.post(f"/en/registry/platforms/{one.public_id}/do/move", sent) for _ in range(2)]
    assert (answers[0].status_code, answers[1].status_code >= 400) == (302, True)
    assert AuditRecord.objects.filter(code="platform.moved").count() == 1


def test_back_button_does_not_overwrite_what_came_after(officer: Client) -> None:
    one = organisation("First")
    path = f"/en/registry/organisations/{one.public_id}/edit"
    officer.post(path, {"name_en": "Second", "edition": "1"})
    officer.post(path, {"name_en": "Third", "edition": "2"})
    answer = officer.post(path, {"name_en": "Typed on the old page", "edition": "1"})
    assert (answer.status_code, "Typed on the old page" in answer.content.decode()) == (409, True)
    assert m.Organisation.objects.get(pk=one.pk).name_en == "Third"


def test_form_sent_after_the_session_ended_comes_back_after_signing_in() -> None:
    client, user = signed_in("programme_officer", place="CN-500000")
    client.post("/en/account/login/", {"login": user.email, "password": "correct horse battery"})
    from django.http import HttpResponse

    from jialing.portal.accounts.kept_forms import remember_writer

    known = HttpResponse()
    remember_writer(known, user)
    client.cookies.update(known.cookies)
    one = organisation("Old")
    del client.cookies["sessionid"]
    answer = client.post(
        f"/en/registry/organisations/{one.public_id}/edit", {"text_en": "two hours of typing", "edition": "1"}
    )
    assert (answer.status_code, "/account/login/" in answer["Location"]) == (302, True)
    client.force_login(user)
    assert "two hours of typing" in client.get("/en/account/typed").content.decode()


def test_headers_that_poison_caches_change_nothing(client: Client) -> None:
    one = organisation("One")
    path = f"/en/registry/organisations/{one.public_id}"
    headers = {"x-forwarded-host": "evil.example", "x-original-url": "/evil", "x-host": "evil.example"}
    poisoned = client.get(path, headers=headers)
    assert "evil" not in poisoned.content.decode()
    assert poisoned["Cache-Control"] == "private, no-cache"
    assert "Cookie" in poisoned["Vary"]


@pytest.mark.parametrize("form", ["csv", "json", "geojson", "xlsx", "docx"])
def test_file_in_an_order_that_tells_is_refused_before_it_begins(client: Client, form: str) -> None:
    answer = client.get(f"/en/registry/foundings.{form}", {"order": "agreement_number"})
    assert (answer.status_code, answer.streaming) == (400, False)


def test_order_of_records_led_to_is_refused(client: Client) -> None:
    assert client.get("/en/registry/accreditations", {"order": "platform"}).status_code == 400


@pytest.mark.parametrize("n", ["1e999999", "-1e999999", "1e18", "NaN", "Infinity"])
def test_number_too_large_to_be_is_refused_at_once(officer: Client, n: str) -> None:
    one = organisation("Old")
    sent = {"title": "Ask", "workdays": n}
    assert officer.post(f"/en/registry/organisations/{one.public_id}/tasks", sent).status_code == 400


def test_edition_of_five_thousand_digits_is_no_fault_of_ours(officer: Client) -> None:
    one = platform(state="building", state_since="2021-01-01")
    sent = {"after": "accepted", "on": "2022-03-04", "edition": "9" * 5000}
    assert officer.post(f"/en/registry/platforms/{one.public_id}/do/move", sent).status_code < 500


def test_duplicates_are_not_looked_for_by_whom_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    from jialing.portal.registry.views import pairs

    looked: list[int] = []
    monkeypatch.setattr(pairs, "duplicates", lambda: looked.append(1) or [])
    answer = signed_in("analyst")[0].post("/en/registry/duplicates/find")
    assert (answer.status_code, looked) == (403, [])


def test_characters_that_nobody_types_are_not_kept(officer: Client) -> None:
    one = organisation("Old")
    sent = {"name_en": "In\x08sti\u202etute\x1b", "text_en": "one\r\ntwo\tthree\x0b", "edition": "1"}
    officer.post(f"/en/registry/organisations/{one.public_id}/edit", sent)
    saved = m.Organisation.objects.get(pk=one.pk)
    assert (saved.name_en, saved.text_en) == ("Institute", "one\ntwo\tthree")


def test_keys_of_the_database_stand_on_no_page_of_works() -> None:
    client, user = signed_in()
    one = m.Person.objects.create(name_en="Lin Xiao", who=user.public_id, user_id=user.pk)
    one.works.create(pk=987_654, work_source="openalex", work_id="W1", title="A work of hers", year=2020)
    page = client.get(f"/en/registry/people/{one.public_id}/works").content.decode()
    assert ("openalex:W1" in page, "987654" in page) == (True, False)


def test_leaving_takes_kept_pages_along(officer: Client) -> None:
    assert officer.post("/en/account/logout/")["Clear-Site-Data"] == '"cache"'
