"""One small world for all tests of this room, and its records read back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from jialing.world import WorldSummary, generate

SCALE, SEED = 0.01, 7


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the world of SCALE and SEED, written by one process."""
    folder = tmp_path_factory.mktemp("world") / "small"
    generate(folder, scale=SCALE, seed=SEED, workers=1)
    return folder


@pytest.fixture(scope="session")
def summary(world_folder: Path) -> WorldSummary:
    return generate(world_folder, scale=SCALE, seed=SEED)


@pytest.fixture(scope="session")
def record_lines(world_folder: Path) -> list[bytes]:
    files = sorted(world_folder.glob("openalex/works/updated_date=*/part_*.gz"))
    return [line for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]


@pytest.fixture(scope="session")
def records(record_lines: list[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in record_lines]


@pytest.fixture(scope="session")
def truth(world_folder: Path) -> dict[str, dict[str, Any]]:
    with gzip.open(world_folder / "truth" / "affiliations.jsonl.gz", "rt", encoding="utf-8") as file:
        return {line["affiliation"]: line for line in map(json.loads, file)}
