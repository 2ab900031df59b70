"""The reference page of the tables."""

from pathlib import Path

from jialing.schema.reference import tables_page
from jialing.schema.tables import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"


def test_tables_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == tables_page(), "run: python -m jialing.schema.reference"


def test_tables_page_has_a_section_for_each_table() -> None:
    titles = {line.removeprefix("### ") for line in tables_page().splitlines() if line.startswith("### ")}
    assert titles == set(TABLES)
