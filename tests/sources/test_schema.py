"""What the readers yield fits the schema: types, and null only where a null has a meaning."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from jialing.schema.tables import TABLES
from jialing.sources import discover, parse
from jialing.sources.batches import columns_of
from tests.sources.reading import FILES, parts_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "mappings"


def _faults(folder: Path, mappings: list[Path], n_batches: int = 10**9) -> list[str]:
    """Columns that are not of their type, or null where that means nothing."""
    found: set[str] = set()
    for part in parts_of(discover(folder, mappings=mappings)):
        for number, batch in enumerate(parse(part)):
            if number == n_batches:
                break
            for name, columns in batch.tables.items():
                assert tuple(columns) == columns_of(name)
                found |= {f"{name}.{column}" for column in _wrong(name, columns)}
    return sorted(found)


def _wrong(name: str, columns: object) -> list[str]:
    schema = TABLES[name].arrow()
    wrong = []
    for column, values in columns.items():  # type: ignore[attr-defined]
        array = pa.array(values, schema.field(column).type)
        if array.null_count and not schema.field(column).nullable:
            wrong.append(column)
    return wrong


def test_small_files_fit_the_schema(tmp_path: Path) -> None:
    for name in ("project.csv", "organization.csv", "euroSciVoc.csv"):
        shutil.copy(FILES / name, tmp_path / name)
    shutil.copy(FILES / "work.json", tmp_path / "works.jsonl")
    shutil.copy(FILES / "institution.json", tmp_path / "institutions.jsonl")
    shutil.copy(FILES / "ror-v2.json", tmp_path / "ror-data.json")
    assert _faults(tmp_path, []) == []


@pytest.mark.shared
@pytest.mark.slow
def test_beginnings_of_real_files_fit_the_schema(shared: Path) -> None:
    assert _faults(shared, [EXAMPLES], n_batches=2) == []
