"""What a test may need beyond Python, found once, and a failure instead of a skip where JIALING_REQUIRE names it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.parts import PARTS, part_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Playwright's synchronous interface runs a loop in this thread; Django would take that for an asynchronous view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("JIALING_SHARED", ROOT.parent / "shared" / "data"))
APT = {
    "browser": "apt-get install chromium",
    "postgres": "apt-get install postgresql",
    "fonts": "apt-get install fonts-noto-cjk fonts-liberation",
    "shared": "needs the real data in ../shared/data (not part of the project)",
}


def _has_browser() -> bool:
    return shutil.which("chromium") is not None


def _has_postgres() -> bool:
    return shutil.which("psql") is not None and any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _has_fonts() -> bool:
    """Chinese for pictures and pages, Liberation for the Latin letters of printed reports."""
    has_latin = any(Path("/usr/share/fonts").rglob("LiberationSans*"))
    if shutil.which("fc-list") is None:
        return has_latin and any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return has_latin and bool(listed.stdout.strip())


FOUND: dict[str, Callable[[], bool]] = {
    "browser": _has_browser,
    "postgres": _has_postgres,
    "fonts": _has_fonts,
    "shared": lambda: (SHARED / "ror" / "organisations.parquet").exists(),
}


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in PARTS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put each test into its part; skip, or under JIALING_REQUIRE refuse, what this machine lacks."""
    for item in items:
        item.add_marker(_part(item))
    _skip_what_is_missing(items)


def _part(item: pytest.Item) -> str:
    folder = item.path.relative_to(ROOT / "tests").parts[0]
    markers = {marker.name for marker in item.iter_markers()}
    return part_of(folder=folder, markers=markers, fixtures=getattr(item, "fixturenames", ()))


def _skip_what_is_missing(items: list[pytest.Item]) -> None:
    """Say which line brings it."""
    required = {name.strip() for name in os.environ.get("JIALING_REQUIRE", "").split(",") if name.strip()}
    missing = {name for name, is_there in FOUND.items() if not is_there()}
    if missing & required:
        lacking = sorted(missing & required)
        raise pytest.UsageError(f"required but missing: {', '.join(f'{n} ({APT[n]})' for n in lacking)}")
    for item in items:
        for name in missing:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"{name} is missing: {APT[name]}"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; tests that use it carry the marker ``shared``."""
    return SHARED


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's own Chromium, as root; closed after each module: an idle one still takes a fifth of a core."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield started
        started.close()
