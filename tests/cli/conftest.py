"""A tiny invented world, generated and built by the commands themselves, once for all that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.cli import main


@pytest.fixture(scope="session")
def built_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published version; read only."""
    folder = tmp_path_factory.mktemp("cli")
    world, data = folder / "world", folder / "data"
    assert main(["generate", "--scale", "0.003", "--out", str(world), "--json"]) == 0
    assert main(["build", str(world), "--data", str(data), "--workers", "1", "--json"]) == 0
    return data
