"""Every kind of page that an officer comes to: reachable for everybody, and whole on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.journeys.office import enter, every_page, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_is_reachable_for_everybody(
    page: Page, live_server: LiveServer, seen: dict[str, list[str]], lang: str, scheme: Literal["light", "dark"]
) -> None:
    del seen
    user, paths = every_page()
    page.emulate_media(color_scheme=scheme)
    enter(page, live_server.url, user)
    assert [fault for path in paths for fault in violations(page, f"{live_server.url}/{lang}/{path}")] == []


def _over(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None and answer.ok, address
    over: int = page.evaluate(OVER)
    return over


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_runs_over_the_edge_of_a_phone(page: Page, live_server: LiveServer, lang: str) -> None:
    user, paths = every_page()
    page.set_viewport_size(PHONE)
    enter(page, live_server.url, user)
    over = {path: _over(page, f"{live_server.url}/{lang}/{path}") for path in paths}
    assert {path: by for path, by in over.items() if by > 0} == {}
