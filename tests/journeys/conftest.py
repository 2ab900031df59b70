"""Journeys in Debian's Chromium against a live server on a small published version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.portal.conftest import built, desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

__all__ = ["built", "desk"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh reader: no cookies, English, light."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The live server starts before any test's own settings: it must find its folder of static files."""
    from django.test import override_settings

    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Vega's JavaScript, as `serve` makes it."""
    from jialing.portal.prepare import write_vega

    folder = tmp_path_factory.mktemp("generated")
    write_vega(folder / "common" / "vega.js")
    return folder


@pytest.fixture
def seen(page: Page, live_server: LiveServer, desk: SettingsWrapper, generated: Path) -> Iterator[dict[str, list[str]]]:
    """What the browser complained of and which other hosts it asked; both must stay empty."""
    desk.STATICFILES_DIRS = [desk.HERE / "static", generated]
    found: dict[str, list[str]] = {"errors": [], "hosts": []}
    page.on("console", lambda m: found["errors"].append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found["errors"].append(str(error)))
    page.on("request", lambda r: _note(found["hosts"], r.url, live_server.url))
    yield found
    assert found == {"errors": [], "hosts": []}


def _note(hosts: list[str], url: str, own: str) -> None:
    if not url.startswith((own, "data:", "blob:")):
        hosts.append(url)
