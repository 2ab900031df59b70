"""The desk's pages on a lake that was really built, with a reviewer named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.desk.conftest import data, undecided

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

__all__ = ["data", "reviewer", "undecided"]


@pytest.fixture
def reviewer(settings: SettingsWrapper, desk: SettingsWrapper, data: Path) -> SettingsWrapper:
    """Settings of a reviewer's own machine (``desk`` is the portal's fixture: plain static files)."""
    settings.DATA = data
    settings.CONFIG = settings.CONFIG.model_copy(update={"reviewer": "Li", "data": data})
    return settings
