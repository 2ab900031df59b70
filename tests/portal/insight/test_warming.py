"""Asking ahead: what pages open with is kept before anybody asks; without data nothing happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as served

from jialing.atlas import open_atlas
from jialing.portal.insight import warming

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


def test_every_question_asked_ahead_is_kept() -> None:
    warming.begin(wait=0).join(60)
    atlas = open_atlas(served.DATA)
    scopes = [atlas.default_scope(circle.circle_id) for circle in atlas.scopes().circles]
    asked = {key[:2] for key in atlas._kept if isinstance(key, tuple)}
    assert [scope for scope in scopes for page in ("position", "joint") if (page, scope) not in asked] == []


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_folder_without_a_version_is_left_alone(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    thread = warming.begin(wait=0)
    thread.join(10)
    assert not thread.is_alive()
