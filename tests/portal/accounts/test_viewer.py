"""Who looks: found lazily, in few queries, and never more than the person is today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from jialing.portal.accounts import extensions
from jialing.portal.accounts.middleware import ViewerMiddleware
from jialing.portal.accounts.queries import needs_second_factor, viewer_of
from jialing.portal.common.access import VISITOR, Held
from tests.portal.accounts.factory import TODAY, person, signed_in

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def represented() -> Iterator[list[tuple[int, date]]]:
    """An app that says whom a person represents: organisations 7 and 8."""
    asked: list[tuple[int, date]] = []

    def find(user_id: int, on: date) -> list[int]:
        asked.append((user_id, on))
        return [7, 8]

    extensions.add_represented(find)
    yield asked
    extensions._represented.remove(find)


def _answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _request(client: Client) -> HttpRequest:
    """A request with the cookies of a browser, after the portal's middleware."""
    from django.contrib.auth.middleware import AuthenticationMiddleware
    from django.contrib.sessions.middleware import SessionMiddleware

    request = RequestFactory().get("/en/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.lang = "en"  # type: ignore[attr-defined]
    SessionMiddleware(_answer).process_request(request)
    AuthenticationMiddleware(_answer).process_request(request)
    ViewerMiddleware(_answer)(request)
    return request


def test_visitor_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert _request(Client()).viewer == VISITOR  # type: ignore[attr-defined]


def test_viewer_costs_three_queries_and_one_for_each_app_that_says_whom_somebody_represents(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client, _ = signed_in("analyst", "administrator")
    session = client.session
    session["seen"] = 10**12
    session.save()
    request = _request(client)
    with django_assert_num_queries(3 + len(extensions._represented)):
        assert request.viewer.roles == {"person", "analyst", "administrator"}  # type: ignore[attr-defined]


def test_nothing_is_asked_until_somebody_looks(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client, _ = signed_in("analyst")
    with django_assert_num_queries(0):
        _request(client)


def test_person_represents_what_other_apps_say(represented: list[tuple[int, date]]) -> None:
    user = person()
    found = viewer_of(user, TODAY)
    assert (found.organisation_ids, "representative" in found.roles) == ({7, 8}, True)
    assert represented == [(user.pk, TODAY)]


def test_inactive_person_is_nobody() -> None:
    assert viewer_of(person("administrator", is_active=False), TODAY) == VISITOR


@pytest.mark.parametrize("role", ["administrator", "auditor", "programme_officer"])
def test_role_that_needs_a_second_factor_waits_for_it(role: str) -> None:
    user = person(role, "analyst", place="CN-510000", second_factor=False)
    assert (viewer_of(user, TODAY).roles, needs_second_factor(user, TODAY)) == ({"person", "analyst"}, True)


def test_role_needs_no_second_factor_where_the_office_does_not_ask(settings: SettingsWrapper) -> None:
    settings.TWO_FACTOR_REQUIRED = False
    assert "auditor" in viewer_of(person("auditor", second_factor=False), TODAY).roles


def test_demo_account_needs_no_second_factor() -> None:
    user = person("auditor", second_factor=False, is_invented=True)
    assert "auditor" in viewer_of(user, TODAY).roles


def test_viewer_has_the_name_of_the_readers_language() -> None:
    user = person(name_en="Li Na", name_zh="李娜")
    assert [viewer_of(user, TODAY, lang).name for lang in ("en", "zh")] == ["Li Na", "李娜"]


def test_everybody_signed_in_is_a_person() -> None:
    assert viewer_of(person(), TODAY).held == {Held("person")}


def test_public_page_asks_for_no_session(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/en/about")
    assert (answer.status_code, "Set-Cookie" in answer, "sessionid" in answer.cookies) == (200, False, False)
