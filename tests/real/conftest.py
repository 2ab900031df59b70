"""A lake of the smaller real sources, built once: single OpenAlex records, Horizon 2020 projects with China, ROR."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from jialing.atlas import Atlas, open_atlas
from jialing.config import Config
from jialing.lake import Lake, Version
from jialing.pipeline import build

MAPPINGS = Path(__file__).parents[2] / "examples" / "mappings"
INPUTS = ("ror/organisations.parquet", "openalex/works_full.jsonl.gz", "cordis")


@dataclass(frozen=True)
class Real:
    """The data folder, its version and its atlas."""

    data: Path
    version: Version
    atlas: Atlas

    def one(self, query: str, *params: object) -> object:
        """The one value of a query."""
        rows = self.version.sql(query, params).to_pylist()
        assert len(rows) == 1
        return next(iter(rows[0].values()))

    def rows(self, query: str, *params: object) -> list[tuple[object, ...]]:
        return [tuple(row.values()) for row in self.version.sql(query, params).to_pylist()]


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Real:
    """Read in place, nothing is copied out of the folder of real data."""
    data = tmp_path_factory.mktemp("real")
    build(data, [shared / name for name in INPUTS], mappings=[MAPPINGS], config=Config(workers=2, memory_mb=1000))
    return Real(data, Lake(data).current(), open_atlas(data))
