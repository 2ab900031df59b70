"""The desk answers only somebody at this machine, whose name the configuration gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jialing.portal.common.models import AuditRecord

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
PAGES = ("", "disagreements", "decided", "organisations?find=x", "works?group=1")
POSTS = ("decide", "undo", "settle")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_are_there_on_loopback(client: Client, reviewer: SettingsWrapper, page: str, lang: str) -> None:
    assert client.get(f"/{lang}/desk/{page}").status_code == 200


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "::ffff:192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"SERVER_NAME": "0.0.0.0"},
        {"SERVER_NAME": "192.0.2.1"},
    ],
)
@pytest.mark.parametrize("page", PAGES[:2])
def test_page_is_refused_from_elsewhere(
    client: Client, reviewer: SettingsWrapper, meta: dict[str, str], page: str
) -> None:
    reviewer.ALLOWED_HOSTS = ["*"]
    assert client.get(f"/en/desk/{page}", headers={"host": "localhost"}, **meta).status_code == 403  # type: ignore[arg-type]


@pytest.mark.parametrize("page", POSTS)
def test_change_is_refused_from_elsewhere(client: Client, reviewer: SettingsWrapper, page: str) -> None:
    answer = client.post(f"/en/desk/{page}", {"do": "skip"}, REMOTE_ADDR="192.0.2.7")
    assert (answer.status_code, AuditRecord.objects.count()) == (403, 0)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "jialing.example"])
def test_server_that_others_can_reach_has_no_desk(client: Client, reviewer: SettingsWrapper, host: str) -> None:
    reviewer.SERVE_HOST = host
    html = client.get("/en/about").content.decode()
    assert (client.get("/en/desk/").status_code, "/en/desk/" in html) == (403, False)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost"])
def test_server_on_loopback_has_one(client: Client, reviewer: SettingsWrapper, host: str) -> None:
    reviewer.SERVE_HOST = host
    assert client.get("/en/desk/").status_code == 200


def test_public_portal_has_no_desk(client: Client, reviewer: SettingsWrapper) -> None:
    reviewer.IS_DESK = False
    assert client.get("/en/desk/").status_code == 403


@pytest.mark.parametrize(("lang", "words"), [("en", "JIALING_REVIEWER"), ("zh", "审核人")])
def test_without_a_reviewer_the_page_says_how_to_name_one(
    client: Client, reviewer: SettingsWrapper, lang: str, words: str
) -> None:
    reviewer.CONFIG = reviewer.CONFIG.model_copy(update={"reviewer": " "})
    answer = client.get(f"/{lang}/desk/")
    assert (answer.status_code, words in answer.content.decode()) == (403, True)


def test_navigation_names_the_desk_where_it_answers(client: Client, reviewer: SettingsWrapper) -> None:
    assert 'href="/en/desk/"' in client.get("/en/about").content.decode()


def test_decision_without_the_pages_token_is_refused(reviewer: SettingsWrapper) -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/desk/decide", {"do": "skip"})
    assert answer.status_code == 403
