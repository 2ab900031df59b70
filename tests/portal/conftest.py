"""The portal on a small published version: a real lake, a real database, nothing stood in for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.atlas.factory import small_version

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one small version."""
    data = tmp_path_factory.mktemp("portal-data")
    small_version(data)
    return data


@pytest.fixture(autouse=True)
def desk(settings: SettingsWrapper, built: Path) -> SettingsWrapper:
    """Settings as at one's own desk: plain static files, the small version's folder."""
    from jialing.portal.common.cache import parts

    settings.DATA = built
    settings.STORAGES = PLAIN
    settings.STATIC_ROOT = built / "portal" / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STATICFILES_DIRS = [settings.HERE / "static"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow ones are the point elsewhere
    parts.clear()
    return settings
