"""Rights over what is held about a person: read, download, correct, withdraw, ask, be erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.accounts import extensions
from jialing.portal.accounts.actions import (
    answer_request,
    ask,
    change_names,
    erase,
    erase_as_asked,
    give_consent,
    refuse_request,
    take_back_request,
    withdraw_consent,
)
from jialing.portal.accounts.extensions import DataPart
from jialing.portal.accounts.models import Consent, DataRequest, Grant, User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import VISITOR, Viewer
from jialing.portal.common.models import AuditRecord
from tests.portal.accounts.factory import NOW, PASSWORD, TODAY, has_authenticator, person, signed_in, viewer

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 14)


def _own(user: User) -> Viewer:
    return viewer_of(user, TODAY)


def _asked(kind: str = "erasure", text: str = "Please forget me") -> tuple[User, DataRequest]:
    user = person()
    return user, ask(kind=kind, text=text, by=_own(user), on=TODAY, due_on=DUE)


@pytest.fixture
def other_app() -> Iterator[list[int]]:
    """An app that holds something about people and says whose it forgot."""
    forgot: list[int] = []
    extensions.add_data_part(DataPart("notes", lambda key: [{"note": f"about {key}"}], forgot.append))
    yield forgot
    del extensions._parts["notes"]


# --- reading and correcting


def test_download_holds_every_part_and_no_secret(other_app: list[int]) -> None:
    client, user = signed_in("analyst", name_en="Li Na")
    answer = client.get("/en/account/my-data/download")
    held = json.loads(answer.content)["parts"]
    assert set(held) >= {"account", "addresses", "sessions", "roles", "consents", "requests", "deeds", "notes"}
    assert (held["account"][0]["name_en"], held["roles"][0]["role"], held["notes"]) == (
        "Li Na",
        "analyst",
        [{"note": f"about {user.pk}"}],
    )
    assert ("password" in held["account"][0], user.password in answer.content.decode()) == (False, False)
    assert answer["Content-Disposition"] == f'attachment; filename="jialing-{user.public_id}.json"'


def test_download_holds_nothing_about_others() -> None:
    client, _ = signed_in()
    other = person("analyst", name_en="Somebody Else")
    text = client.get("/en/account/my-data/download").content.decode()
    assert [word for word in (other.email, other.public_id, "Somebody Else") if word in text] == []


def test_page_and_download_hold_the_same_parts(other_app: list[int]) -> None:
    client, user = signed_in()
    html = client.get("/en/account/my-data").content.decode()
    assert (f"about {user.pk}" in html, user.email in html) == (True, True)


def test_names_are_corrected_without_standing_in_the_audit() -> None:
    user = person()
    change_names(name_en="Wang Fang", name_zh="", language="zh", by=_own(user))
    row = AuditRecord.objects.get()
    assert (row.code, "Wang" in json.dumps(row.params)) == ("person.corrected", False)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({"name_en": "", "name_zh": "", "language": "en"}, "accounts.name_missing"),
        ({"name_en": "x", "name_zh": "", "language": "fr"}, "accounts.unknown_language"),
    ],
)
def test_correction_that_cannot_be_is_refused(names: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        change_names(**names, by=viewer())
    assert caught.value.code == code


# --- consents


def test_consent_is_given_once_and_withdrawn() -> None:
    by = viewer()
    give_consent(purpose="notices", by=by, now=NOW)
    give_consent(purpose="notices", by=by, now=NOW)
    withdraw_consent(purpose="notices", by=by, now=NOW)
    assert [(one.purpose, one.withdrawn_at) for one in Consent.objects.all()] == [("notices", NOW)]
    assert list(AuditRecord.objects.order_by("pk").values_list("code", flat=True)) == [
        "consent.given",
        "consent.withdrawn",
    ]


def test_new_text_is_agreed_to_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from jialing.portal.accounts.actions import consents

    by = viewer()
    give_consent(purpose="notices", by=by, now=NOW)
    monkeypatch.setattr(consents, "TEXT_VERSION", "2027-01")
    give_consent(purpose="notices", by=by, now=NOW)
    standing = Consent.objects.filter(withdrawn_at=None).values_list("text_version", flat=True)
    assert (list(standing), Consent.objects.count()) == (["2027-01"], 2)


def test_consent_to_the_account_is_withdrawn_by_erasure_only() -> None:
    with pytest.raises(WrongState) as caught:
        withdraw_consent(purpose="account", by=viewer(), now=NOW)
    assert caught.value.code == "accounts.consent_is_account"


def test_visitor_agrees_to_nothing() -> None:
    with pytest.raises(NotAllowed):
        give_consent(purpose="notices", by=VISITOR, now=NOW)


# --- being erased


def test_erased_person_keeps_a_number_and_nothing_else(other_app: list[int]) -> None:
    user = person("auditor", name_en="Li Na", email="li.na@example.org")
    before = user.public_id
    give_consent(purpose="notices", by=_own(user), now=NOW)
    erase(user=user, by=_own(user), now=NOW)
    user.refresh_from_db()
    kept = (user.public_id, user.email, user.name_en, user.name_zh, user.is_active, user.has_usable_password())
    assert kept == (before, f"{before}@erased.invalid", "", "", False, False)
    assert (EmailAddress.objects.count(), has_authenticator(user), other_app) == (0, False, [user.pk])
    assert Grant.objects.filter(ended_at=None).count() == Consent.objects.filter(withdrawn_at=None).count() == 0
    assert viewer_of(user, TODAY) == VISITOR


def test_audit_stays_true_and_leads_to_nobody() -> None:
    user = person(name_en="Li Na")
    change_names(name_en="Li Na", name_zh="李娜", language="en", by=_own(user))
    erase(user=user, by=_own(user), now=NOW)
    rows = list(AuditRecord.objects.order_by("pk").values_list("actor", "code"))
    assert rows == [(user.public_id, "person.corrected"), (user.public_id, "person.erased")]
    assert not User.objects.filter(name_en="Li Na").exists()


def test_erased_person_is_signed_out_everywhere() -> None:
    user = person()
    clients = [Client(), Client()]
    for client in clients:
        client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    erase(user=user, by=_own(user), now=NOW)
    assert [client.get("/en/account/").status_code for client in clients] == [302, 302]


def test_what_fails_in_one_app_erases_nothing() -> None:
    def fail(_: int) -> None:
        raise WrongState("accounts.already_ended")

    user = person(name_en="Li Na")
    extensions.add_data_part(DataPart("failing", lambda _: [], fail))
    try:
        with pytest.raises(WrongState):
            erase(user=user, by=_own(user), now=NOW)
    finally:
        del extensions._parts["failing"]
    user.refresh_from_db()
    assert (user.name_en, user.is_active, AuditRecord.objects.count()) == ("Li Na", True, 0)


def test_address_of_an_erased_person_is_free_again() -> None:
    user = person(email="li.na@example.org")
    erase(user=user, by=_own(user), now=NOW)
    assert person(email="li.na@example.org").pk != user.pk


def test_last_administrator_is_not_erased() -> None:
    user = person("administrator")
    with pytest.raises(WrongState) as caught:
        erase(user=user, by=_own(user), now=NOW)
    assert caught.value.code == "accounts.last_administrator"


@pytest.mark.parametrize("role", ["", "analyst", "auditor", "administrator"])
def test_nobody_erases_another_unasked(role: str) -> None:
    user = person(name_en="Li Na")
    with pytest.raises(NotAllowed):
        erase(user=user, by=viewer(*([role] if role else [])), now=NOW)
    assert User.objects.filter(name_en="Li Na").exists()


def test_page_erases_after_the_password_and_the_address() -> None:
    user = person()
    client = Client()
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    page = "/en/account/my-data/erase"
    asked = client.post(page, {"confirm_address": user.email})
    assert asked["Location"].startswith("/en/account/reauthenticate/")
    client.post(f"/en/account/reauthenticate/?next={page}", {"password": PASSWORD, "next": page})
    assert client.post(page, {"confirm_address": "another@example.org"}).status_code in (302, 400, 403)
    user.refresh_from_db()
    assert user.is_erased


# --- asking


def test_request_is_due_after_fifteen_working_days() -> None:
    client, _ = signed_in()
    client.post("/en/account/my-data/ask", {"kind": "copy", "text": "all of it"})
    asked = DataRequest.objects.get()
    assert asked.due_on == extensions.after_workdays(asked.asked_on, 15)


def test_working_days_are_weekdays_without_a_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "_calendar", [])
    assert extensions.after_workdays(date(2026, 11, 23), 15) == DUE


def test_working_days_are_those_of_the_registrys_calendar() -> None:
    """1 October 2025 begins a week of holidays; Saturday 11 October is worked."""
    assert extensions.after_workdays(date(2025, 9, 30), 1) == date(2025, 10, 9)


def test_officer_answers() -> None:
    _, asked = _asked(kind="copy")
    by = viewer("programme_officer", place="CN-510000")
    answer_request(asked=asked, answer="Here it is", by=by, now=NOW, seen=asked.edition)
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.answered_by) == ("answered", "Here it is", by.public_id)


@pytest.mark.parametrize("role", ["", "auditor", "analyst"])
def test_others_do_not_answer(role: str) -> None:
    _, asked = _asked()
    with pytest.raises(NotAllowed):
        answer_request(asked=asked, answer="x", by=viewer(*([role] if role else [])), now=NOW, seen=asked.edition)


def test_two_officers_do_not_both_answer() -> None:
    _, asked = _asked(kind="copy")
    other = DataRequest.objects.get()
    answer_request(asked=asked, answer="one", by=viewer("administrator"), now=NOW, seen=1)
    with pytest.raises(WrongState) as caught:
        refuse_request(asked=other, answer="two", by=viewer("administrator"), now=NOW, seen=1)
    other.refresh_from_db()
    assert (caught.value.code, other.answer) == ("record.changed_meanwhile", "one")


def test_answer_says_something() -> None:
    _, asked = _asked()
    with pytest.raises(InputError) as caught:
        answer_request(asked=asked, answer="", by=viewer("administrator"), now=NOW, seen=1)
    assert caught.value.code == "accounts.answer_missing"


def test_same_request_waits_once() -> None:
    user, _ = _asked()
    with pytest.raises(WrongState) as caught:
        ask(kind="erasure", text="", by=_own(user), on=TODAY, due_on=DUE)
    assert caught.value.code == "accounts.request_is_open"


def test_request_is_taken_back_by_its_writer_only() -> None:
    user, asked = _asked()
    with pytest.raises(NotAllowed):
        take_back_request(asked=asked, by=viewer(), seen=1)
    take_back_request(asked=asked, by=_own(user), seen=1)
    assert DataRequest.objects.get().state == "taken_back"


def test_officer_erases_as_asked() -> None:
    user, asked = _asked()
    erase_as_asked(asked=asked, answer="Done", by=viewer("administrator"), now=NOW, seen=1)
    user.refresh_from_db()
    asked.refresh_from_db()
    assert (user.is_erased, asked.state, asked.text, asked.answer) == (True, "answered", "", "Done")


def test_erasure_that_was_answered_meanwhile_erases_nobody() -> None:
    user, asked = _asked()
    stale = DataRequest.objects.get()
    refuse_request(asked=asked, answer="no", by=viewer("administrator"), now=NOW, seen=1)
    with pytest.raises((NotAllowed, WrongState)):
        erase_as_asked(asked=stale, answer="Done", by=viewer("administrator"), now=NOW, seen=1)
    user.refresh_from_db()
    assert not user.is_erased


def test_late_request_is_marked(settings: SettingsWrapper) -> None:
    _, asked = _asked(kind="copy")
    DataRequest.objects.update(due_on=TODAY - timedelta(days=4000))
    client, _ = signed_in("administrator")
    html = client.get("/en/account/data-requests").content.decode()
    assert ("is-late" in html, asked.public_id in html) == (True, True)
