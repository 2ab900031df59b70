"""An analyst looks for what to aim for: a point of the picture is chosen, and what follows is about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("seen")]


def test_a_point_chosen_changes_what_follows(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/position")
    page.wait_for_selector("#position .drawing.is-drawn svg")
    before = page.locator("#detail h2").inner_text()
    page.locator("#position .drawing .mark-symbol.role-mark path").last.dispatch_event("click")
    page.wait_for_function("(was) => document.querySelector('#detail h2').innerText !== was", arg=before)
    assert page.url.endswith("/en/position")


def test_a_field_of_the_list_changes_what_follows(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/position")
    options = page.locator("#choose-field option")
    name = options.last.inner_text()
    page.select_option("#choose-field", index=options.count() - 1)
    page.wait_for_function("(name) => document.querySelector('#detail h2').innerText.startsWith(name)", arg=name)
    assert page.locator("#detail .is-failed").count() == 0
