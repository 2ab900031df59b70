"""Lists and records in a real browser: reachable for everybody, also by keyboard alone; nothing complained of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from jialing.portal.accounts import demo
from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SETTLED = "() => document.getAnimations().every((one) => one.playState !== 'running')"


@pytest.fixture
def laboratory() -> m.Platform:
    """A platform with a host, changed once."""
    demo.load()
    one = platform("Laboratory", name_zh="实验室", is_invented=True, place_id="CN-500000")
    m.PlatformParty.objects.create(platform=one, organisation=organisation("Host"), role="host")
    one.name_en = "Laboratory of rivers"
    one.save()
    rebuild()
    return one


def _signed_in(page: Page, base: str) -> None:
    page.goto(f"{base}/en/account/login/")
    page.click('button[value="officer_chongqing"]')
    page.wait_for_url(f"{base}/en/registry/my-day")


def _violations(page: Page, address: str) -> list[str]:
    page.goto(address)
    for fold in page.locator("main details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    page.wait_for_function(SETTLED)
    return [
        f"{address}: {one['id']} {[node['html'][:90] for node in one['nodes'][:2]]}"
        for one in Axe().run(page, options=RULES).response["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_of_the_registry_are_reachable_for_everybody(
    page: Page,
    live_server: LiveServer,
    seen: dict[str, list[str]],
    laboratory: m.Platform,
    lang: str,
    scheme: Literal["light", "dark"],
) -> None:
    page.emulate_media(color_scheme=scheme)
    _signed_in(page, live_server.url)
    base = f"{live_server.url}/{lang}/registry"
    one = f"platforms/{laboratory.public_id}"
    kinds = (
        "platforms", "platforms?kind=incubator", "platforms?view=map", "platforms?view=paper", "recognitions", one,
        f"{one}/edit", f"{one}/history?first=2026-01-01&last=2030-01-01", f"{one}/past?at=2099-01-01", f"{one}/do/move",
        "platforms/new", "search?q=laboratory",
    )  # fmt: skip
    assert [fault for kind in kinds for fault in _violations(page, f"{base}/{kind}")] == []


def _tab_to(page: Page, wanted: str, *, most: int = 80) -> None:
    """Press Tab until the focus is on what is wanted, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(wanted)


def test_officer_works_by_keyboard_from_list_to_record_to_edit_and_back(
    page: Page, live_server: LiveServer, seen: dict[str, list[str]], laboratory: m.Platform
) -> None:
    base = live_server.url
    _signed_in(page, base)
    record = f"/en/registry/platforms/{laboratory.public_id}"
    page.goto(f"{base}/en/registry/platforms")
    _tab_to(page, "#list-words")
    page.keyboard.type("rivers")
    page.wait_for_url("**/platforms?q=rivers")
    _tab_to(page, f'#list td a[href="{record}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{record}")
    _tab_to(page, f'a[href="{record}/edit"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{record}/edit")
    _tab_to(page, "#field-batch")
    page.keyboard.type("third")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{record}?done=saved")
    _tab_to(page, '.kicker a[href="/en/registry/platforms"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/en/registry/platforms")
    assert m.Platform.objects.get(pk=laboratory.pk).batch == "third"
