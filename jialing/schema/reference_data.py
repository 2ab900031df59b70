"""How the shipped CSV files are read: UTF-8, a header line, several values of one cell parted by ``|``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib.resources import files


def shipped_rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of ``schema/data/<name>``, as text; where the data came from is said in ``schema/data/README.md``."""
    text = files("jialing.schema").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def several(cell: str) -> tuple[str, ...]:
    """Values of a cell that holds several; an empty cell holds none."""
    return tuple(cell.split("|")) if cell else ()


def optional_number(cell: str) -> float | None:
    """The number in a cell; None where it is empty (unknown)."""
    return float(cell) if cell else None
