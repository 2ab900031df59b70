"""An officer imports a bureau's spreadsheet in the browser, from the example to the undo, in both languages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from jialing.portal.accounts.models import User
from jialing.portal.importing.models import ImportBatch
from jialing.portal.jobs.models import Job
from jialing.portal.registry.models import Organisation
from tests.portal.accounts.factory import person
from tests.portal.importing.sheets import done

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PICTURES = os.environ.get("JIALING_PICTURES", "")
LOOKS = (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390))


def _signed_in(page: Page, url: str, user: User) -> None:
    from django.test import Client

    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def _violations(page: Page, name: str) -> list[str]:
    """What axe finds; with JIALING_PICTURES, the page as a picture in each look."""
    for scheme, width in LOOKS if PICTURES else ():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{PICTURES}/{name}-{scheme}-{width}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [f"{name}: {one['id']}" for one in Axe().run(page, options=RULES).response["violations"]]


def _worked(page: Page) -> None:
    """What the worker would do; nobody looks meanwhile, for a database in memory has one writer or one reader."""
    address = page.url
    page.goto("about:blank")
    page.wait_for_timeout(500)
    batch = ImportBatch.objects.get()
    done(Job.objects.get(public_id=batch.job))
    page.goto(address)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_whole_import(
    page: Page, live_server: LiveServer, seen: dict[str, list[str]], desk: SettingsWrapper, tmp_path: Path, lang: str
) -> None:
    del seen
    desk.TWO_FACTOR_REQUIRED = False
    _signed_in(page, live_server.url, person("programme_officer", place="CN-500000"))
    page.goto(f"{live_server.url}/{lang}/imports/")
    found = _violations(page, f"{lang}-1-empty")
    with page.expect_download() as download:
        page.click('a[href$="/example/organisation.xlsx"]')
    download.value.save_as(tmp_path / "example.xlsx")
    page.set_input_files("#import-file", tmp_path / "example.xlsx")
    page.click(".import-new form button")
    page.wait_for_url("**/columns")
    found += _violations(page, f"{lang}-2-columns")
    page.click("main form p button")
    page.wait_for_selector(".import-work")
    found += _violations(page, f"{lang}-3-working")
    _worked(page)
    page.wait_for_selector(".import-tiles")
    found += _violations(page, f"{lang}-4-preview")
    assert [one.inner_text() for one in page.query_selector_all(".import-tiles b")] == ["6", "0", "0", "8"]
    page.click(".import-next form button >> nth=0")
    page.wait_for_selector(".import-work")
    _worked(page)
    page.wait_for_selector(".import-undo")
    found += _violations(page, f"{lang}-5-result")
    assert Organisation.objects.filter(name_zh="示例嘉陵智能装备有限公司").count() == 1
    page.click(".import-undo summary")
    page.click(".import-undo button")
    page.wait_for_selector(".import-work")
    _worked(page)
    page.wait_for_selector(".done-box")
    found += _violations(page, f"{lang}-6-undone")
    assert not Organisation.objects.filter(name_zh="示例嘉陵智能装备有限公司").exists()
    page.goto(f"{live_server.url}/{lang}/imports/")
    found += _violations(page, f"{lang}-7-one")
    assert found == []
