"""Pages of those who look after accounts: people and roles, audit, data requests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client

from jialing.portal.accounts.actions import ask
from jialing.portal.accounts.models import DataRequest, Grant
from jialing.portal.accounts.queries import openly, viewer_of
from jialing.portal.common.actions import record
from jialing.portal.common.models import AuditRecord
from tests.portal.accounts.factory import TODAY, person, signed_in

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[一-鿿]")
SCRIPT = "<script>alert(1)</script>"
PAGES = {
    "people": {"administrator", "auditor"},
    "audit": {"administrator", "auditor"},
    "data-requests": {"administrator", "auditor", "programme_officer"},
}
ROLES = ("", "analyst", "reviewer", "broker", "programme_officer", "auditor", "administrator")


def _as(role: str) -> Client:
    return signed_in(*([role] if role else []), place="CN-510000" if role == "programme_officer" else "")[0]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_page_is_open_to_whom_it_concerns(page: str, role: str) -> None:
    secret = person(name_en="Token Person").email
    answer = _as(role).get(f"/en/account/{page}")
    is_open = role in PAGES[page]
    assert (answer.status_code, is_open or secret not in answer.content.decode()) == (200 if is_open else 403, True)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", ["people", "audit", "data-requests", "my-data", "my-data/erase"])
def test_pages_stand_in_both_languages(page: str, lang: str) -> None:
    client, _ = signed_in("administrator", name_zh="")
    html = client.get(f"/{lang}/account/{page}").content.decode()
    text = re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])
    assert bool(HAN.search(text)) == (lang == "zh")


@pytest.mark.parametrize("role", ROLES)
def test_navigation_names_what_may_be_entered(role: str) -> None:
    html = _as(role).get("/en/about").content.decode()
    named = {page for page in PAGES if f'href="/en/account/{page}"' in html}
    assert named <= {page for page, roles in PAGES.items() if role in roles}


def test_administrator_gives_a_role_at_a_place_by_its_name() -> None:
    client, _ = signed_in("administrator")
    user = person()
    sent = {"role": "programme_officer", "jurisdiction": "四川", "since": "2026-01-01", "until": "", "reason": "x"}
    answer = client.post(f"/zh/account/people/{user.public_id}/grant", sent)
    assert (answer.status_code, Grant.objects.get(user=user).jurisdiction) == (302, "CN-510000")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"jurisdiction": "Atlantis"}, "Atlantis"),
        ({"since": "yesterday"}, "yesterday"),
        ({"until": "2020-01-01"}, "2020-01-01"),
        ({"role": "emperor"}, "emperor"),
        ({"jurisdiction": ""}, "needs a place"),
    ],
)
def test_what_was_typed_stays_when_it_is_refused(wrong: dict[str, str], told: str) -> None:
    client, _ = signed_in("administrator")
    user = person()
    sent = {"role": "programme_officer", "jurisdiction": "CN-510000", "since": "2026-01-01", "reason": "kept words"}
    answer = client.post(f"/en/account/people/{user.public_id}/grant", sent | wrong)
    html = answer.content.decode()
    assert (answer.status_code, told in html, "kept words" in html, Grant.objects.filter(user=user).count()) == (
        400,
        True,
        True,
        0,
    )


def test_second_click_gives_the_role_once() -> None:
    client, _ = signed_in("administrator")
    user = person()
    sent = {"role": "analyst", "since": "2026-01-01"}
    told = [client.post(f"/en/account/people/{user.public_id}/grant", sent).status_code for _ in range(2)]
    assert (told, Grant.objects.filter(user=user).count()) == ([302, 409], 1)


@pytest.mark.parametrize("role", [r for r in ROLES if r != "administrator"])
def test_nobody_else_gives_or_ends_a_role(role: str) -> None:
    client, user = _as(role), person("analyst")
    grant = Grant.objects.get(user=user)
    answers = [
        client.post(f"/en/account/people/{user.public_id}/grant", {"role": "auditor", "since": "2026-01-01"}),
        client.post(f"/en/account/people/{user.public_id}/end/{grant.public_id}"),
    ]
    assert ([a.status_code for a in answers], viewer_of(user, TODAY).roles) == ([403, 403], {"person", "analyst"})


def test_role_of_one_person_is_not_ended_by_the_address_of_another() -> None:
    client, _ = signed_in("administrator")
    grant, other = Grant.objects.get(user=person("analyst")), person()
    answer = client.post(f"/en/account/people/{other.public_id}/end/{grant.public_id}")
    assert (answer.status_code, Grant.objects.get(pk=grant.pk).ended_at) == (404, None)


def test_addresses_hold_no_primary_key() -> None:
    client, _ = signed_in("administrator")
    person("analyst")
    html = client.get("/en/account/people").content.decode()
    assert re.findall(r"/account/people/(\d+)\"", html) == []


def test_lists_cost_the_same_for_few_and_many(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client, _ = signed_in("administrator")
    client.get("/en/account/people")
    for _ in range(30):
        person("analyst")
    with django_assert_max_num_queries(8):
        client.get("/en/account/people")
    with django_assert_max_num_queries(8):
        client.get("/en/account/audit")


def test_people_are_found_by_name_address_and_role() -> None:
    client, _ = signed_in("administrator")
    one, other = person("reviewer", name_en="Findable"), person("analyst", name_en="Otherwise")
    asked = ("words=findab", f"words={one.email}", "role=reviewer")
    pages = [client.get(f"/en/account/people?{query}").content.decode() for query in asked]
    assert [(one.email in page, other.email in page) for page in pages] == [(True, False)] * 3


def test_audit_is_narrowed_by_person_code_and_days() -> None:
    client, admin = signed_in("administrator")
    user = person(name_en="Li Na")
    with transaction.atomic():
        record(user.public_id, "view.saved", user, path="/here")
        record(admin.public_id, "grant.given", admin, role="analyst")
    asked = ("who=Li Na", f"who={user.email}", f"who={user.public_id}", "code=view.", "since=2999-01-01")
    pages = [client.get("/en/account/audit", dict([q.split("=", 1)])).content.decode() for q in asked]
    assert [("/here" in page, "Role granted" in page) for page in pages] == [(True, False)] * 4 + [(False, False)]


def test_audit_refuses_a_day_that_is_none() -> None:
    client, _ = signed_in("auditor")
    answer = client.get("/en/account/audit?since=someday")
    assert (answer.status_code, "someday" in answer.content.decode()) == (400, True)


def test_audit_shows_no_secret() -> None:
    shown = openly({"role": "analyst", "token": "t", "api_key": "k", "new_password": "p", "session": "s"})
    assert shown == [("role", "analyst")]


def test_audit_has_no_way_to_change_it() -> None:
    client, user = signed_in("administrator")
    with transaction.atomic():
        record(user.public_id, "view.saved", user)
    before = list(AuditRecord.objects.values())
    assert client.post("/en/account/audit", {"delete": "1"}).status_code == 405
    assert list(AuditRecord.objects.values()) == before


@pytest.mark.parametrize("page", ["people", "audit", "data-requests"])
def test_script_in_a_name_is_text(page: str) -> None:
    client, _ = signed_in("administrator")
    user = person(name_en=SCRIPT)
    ask(kind="copy", text=SCRIPT, by=viewer_of(user, TODAY), on=TODAY, due_on=TODAY)
    html = client.get(f"/en/account/{page}").content.decode()
    assert (SCRIPT in html, "&lt;script&gt;" in html) == (False, True)


def test_officer_answers_a_request_in_the_page() -> None:
    user = person()
    asked = ask(kind="copy", text="all of it", by=viewer_of(user, TODAY), on=TODAY, due_on=TODAY)
    client = _as("programme_officer")
    page = f"/zh/account/data-requests/{asked.public_id}"
    assert "all of it" in client.get(page).content.decode()
    client.post(f"{page}/answer", {"answer": "已寄出", "do": "answer", "seen": "1"})
    reader = Client()
    reader.force_login(user)
    assert "已寄出" in reader.get("/zh/account/my-data").content.decode()


def test_second_click_answers_once() -> None:
    user = person()
    asked = ask(kind="copy", text="", by=viewer_of(user, TODAY), on=TODAY, due_on=TODAY)
    client, sent = _as("administrator"), {"answer": "x", "do": "answer", "seen": "1"}
    told = [client.post(f"/en/account/data-requests/{asked.public_id}/answer", sent).status_code for _ in range(2)]
    assert (told, AuditRecord.objects.filter(code="data_request.answered").count()) == ([302, 409], 1)


@pytest.mark.parametrize("seen", ["", "-1", "x", "²", "9" * 30])
def test_edition_that_is_none_is_refused(seen: str) -> None:
    asked = ask(kind="copy", text="", by=viewer_of(person(), TODAY), on=TODAY, due_on=TODAY)
    sent = {"answer": "x", "do": "answer", "seen": seen}
    answer = _as("administrator").post(f"/en/account/data-requests/{asked.public_id}/answer", sent)
    assert (answer.status_code, DataRequest.objects.get().state) == (409, "open")


def test_loan_is_made_and_given_back_in_the_page() -> None:
    lender, borrower = signed_in("analyst")[0], person()
    grant = Grant.objects.get(role="analyst")
    sent = {"grant": grant.public_id, "to": borrower.email, "since": "2026-11-01", "until": "2027-03-01"}
    assert lender.post("/en/account/lend", sent).status_code == 302
    client = Client()
    client.force_login(borrower)
    html = client.get("/en/account/").content.decode()
    way = re.findall(r'action="(/en/account/loans/\w+/end)"', html)[0]
    assert (client.post(way).status_code, client.get("/en/account/").content.decode().count(way)) == (302, 0)


def test_role_of_somebody_else_is_not_lent() -> None:
    client, _ = signed_in("analyst")
    grant = Grant.objects.get(user=person("broker"))
    sent = {"grant": grant.public_id, "to": person().email, "since": "2026-11-01", "until": "2027-03-01"}
    assert client.post("/en/account/lend", sent).status_code == 404


def test_looking_for_addresses_by_lending_is_throttled() -> None:
    client, _ = signed_in("analyst")
    sent = {"grant": Grant.objects.get().public_id, "to": "x@example.org", "since": "2026-11-01", "until": "2027-03-01"}
    told = [client.post("/en/account/lend", sent).status_code for _ in range(22)]
    assert (told[0], told[-1]) == (400, 409)
