"""Sessions: listed, ended; and forms typed in one that had expired."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from jialing.portal.accounts.kept_forms import LONGEST
from jialing.portal.accounts.models import KeptForm, User
from tests.portal.accounts.factory import PASSWORD, person

pytestmark = pytest.mark.django_db
NAMES = {"name_en": "Typed at length", "name_zh": "长文", "language": "en"}


def _browser(user: User) -> Client:
    client = Client()
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def _expire(client: Client) -> None:
    client.session.flush()
    del client.cookies["sessionid"]


def _ways(client: Client) -> list[str]:
    html = client.get("/en/account/sessions").content.decode()
    return re.findall(r'action="(/en/account/sessions/[0-9a-f]+/end)"', html)


def test_every_session_is_listed() -> None:
    user = person()
    here, _ = _browser(user), _browser(user)
    html = here.get("/en/account/sessions").content.decode()
    assert (html.count("this one"), len(_ways(here))) == (1, 1)


def test_session_is_ended_from_another() -> None:
    user = person()
    here, there = _browser(user), _browser(user)
    here.post(_ways(here)[0])
    assert [client.get("/en/account/").status_code for client in (here, there)] == [200, 302]


def test_all_others_are_ended() -> None:
    user = person()
    here, *others = [_browser(user) for _ in range(3)]
    here.post("/en/account/sessions/others/end")
    assert [client.get("/en/account/").status_code for client in (here, *others)] == [200, 302, 302]


def test_session_of_somebody_else_is_not_ended() -> None:
    mine, theirs = _browser(person()), _browser(user := person())
    second = _browser(user)
    assert (mine.post(_ways(theirs)[0]).status_code, second.get("/en/account/").status_code) == (404, 200)


def test_what_was_typed_comes_back_after_signing_in_again() -> None:
    user = person()
    client = _browser(user)
    _expire(client)
    asked = client.post("/en/account/correct", NAMES)
    assert asked["Location"].startswith("/en/account/login/?next=%2Fen%2Faccount%2Ftyped")
    sent = {"login": user.email, "password": PASSWORD, "next": "/en/account/typed"}
    html = client.post("/en/account/login/", sent, follow=True).content.decode()
    action = re.findall(r'<form method="post" action="([^"]+)" class="form">', html)[0]
    typed = dict(re.findall(r'<textarea hidden name="(\w+)">\n([^<]*)</textarea>', html))
    assert (action, typed) == ("/en/account/correct", NAMES)
    client.post(action, typed)
    user.refresh_from_db()
    assert user.name_en == "Typed at length"


def test_part_of_a_page_leads_the_whole_page_to_sign_in() -> None:
    client = _browser(person())
    _expire(client)
    answer = client.post("/en/account/correct", NAMES, headers={"hx-request": "true"})
    assert answer["HX-Redirect"].startswith("/en/account/login/")


def test_what_was_typed_is_for_its_writer_only() -> None:
    client, other = _browser(person()), person()
    _expire(client)
    client.post("/en/account/correct", NAMES)
    client.post("/en/account/login/", {"login": other.email, "password": PASSWORD})
    assert client.get("/en/account/typed").status_code == 404


def test_what_was_typed_is_kept_for_an_hour() -> None:
    user = person()
    client = _browser(user)
    _expire(client)
    client.post("/en/account/correct", NAMES)
    KeptForm.objects.update(kept_at=timezone.now() - LONGEST * 1.01)
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/en/account/typed").status_code == 404


def test_no_password_is_kept() -> None:
    client = _browser(person())
    _expire(client)
    client.post("/en/account/correct", NAMES | {"oldpassword": "x", "csrfmiddlewaretoken": "y", "Code": "z"})
    assert set(KeptForm.objects.get().fields) == set(NAMES)


def test_stranger_fills_no_table(client: Client) -> None:
    answer = client.post("/en/account/correct", NAMES)
    assert (answer.status_code, KeptForm.objects.count()) == (403, 0)


def test_forged_writer_keeps_nothing(client: Client) -> None:
    client.cookies["writer"] = f"{person().public_id}:forged:forged"
    client.post("/en/account/correct", NAMES)
    assert KeptForm.objects.count() == 0


def test_only_small_and_few_forms_are_kept() -> None:
    client = _browser(person())
    _expire(client)
    for _ in range(5):
        client.post("/en/account/correct", NAMES)
    client.post("/en/account/correct", NAMES | {"name_en": "x" * 300_000})
    assert KeptForm.objects.count() == 3


def test_cross_site_form_is_not_kept() -> None:
    client = Client(enforce_csrf_checks=True)
    inside = _browser(person())
    client.cookies["writer"] = inside.cookies["writer"].value
    client.post("/en/account/correct", NAMES)
    assert KeptForm.objects.count() == 0
