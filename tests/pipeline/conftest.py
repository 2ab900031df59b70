"""One small lake for all tests that only read it, and copies for those that change it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from jialing.config import Config
from jialing.lake import Lake, Version
from jialing.pipeline import BuildReport, build
from tests.pipeline.tiny import write_world

ALONE = Config(workers=1, memory_mb=300)


@dataclass(frozen=True)
class Built:
    """A data folder, the folder it was built from, and the report."""

    data: Path
    inputs: Path
    report: BuildReport

    @property
    def version(self) -> Version:
        return Lake(self.data).current()

    def again(self) -> BuildReport:
        return build(self.data, [self.inputs], config=ALONE)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Read only: built once for the session."""
    folder = tmp_path_factory.mktemp("built")
    inputs = write_world(folder / "in")
    return Built(folder / "data", inputs, build(folder / "data", [inputs], config=ALONE))


@pytest.fixture
def lake_copy(built: Built, tmp_path: Path) -> Built:
    """The same, to change at will."""
    shutil.copytree(built.inputs, tmp_path / "in", copy_function=shutil.copy2)
    shutil.copytree(built.data, tmp_path / "data")
    return Built(tmp_path / "data", tmp_path / "in", built.report)
