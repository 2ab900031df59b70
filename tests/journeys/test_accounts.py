"""Signing in and looking after accounts in a real browser: reachable for everybody, nothing complained of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from jialing.portal.accounts import demo

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OPEN = ("login/", "signup/", "password/reset/")
OWN = ("", "sessions", "my-data", "my-data/erase", "people", "audit", "data-requests", "second-factor/", "email/")


def _violations(page: Page, address: str) -> list[str]:
    page.goto(address)
    return [f"{address}: {one['id']}" for one in Axe().run(page, options=RULES).response["violations"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_of_accounts_are_reachable_for_everybody(
    page: Page, live_server: LiveServer, seen: dict[str, list[str]], lang: str
) -> None:
    demo.load()
    base = f"{live_server.url}/{lang}/account"
    found = [fault for one in OPEN for fault in _violations(page, f"{base}/{one}")]
    page.goto(f"{base}/login/")
    page.click('button[value="administrator"]')
    page.wait_for_url("**/registry/my-day")
    found += [fault for one in OWN for fault in _violations(page, f"{base}/{one}")]
    assert found == []
