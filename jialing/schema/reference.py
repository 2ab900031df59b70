"""Writes docs/reference/tables.md from the schema: ``python -m jialing.schema.reference [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from jialing.schema.tables import TABLES, Column, Table

_LAYERS = {
    "source": ("Source tables", "What the parsers yield, in schema terms; one Parquet table for all sources together."),
    "linked": (
        "Linked tables",
        "What the pipeline makes of them once affiliations are resolved to organisations and places.",
    ),
    "measured": ("Measured tables", "Published results; the atlas reads these and the rows behind them."),
}

_HEAD = """\
# Tables

Written by `python -m jialing.schema.reference` from `jialing/schema/tables/`; do not edit.

Every published table is a Parquet file of these columns. Types: `text`, `texts` (list of text), `int` (64 bit),
`count` and `year` (32 bit), `number` (64 bit floating point), `numbers` (list of number),
`flag` (true or false), `date`. The last column says what
an empty value (null) means; where it says *never*, the lake refuses a table that has one. Unknown is not zero.
"""


def tables_page() -> str:
    """The page, in Markdown."""
    return "\n".join([_HEAD, *_contents(), *(_layer(layer) for layer in _LAYERS)])


def _contents() -> Iterator[str]:
    for layer, (title, _) in _LAYERS.items():
        names = (f"[{table.name}](#{table.name})" for table in TABLES.values() if table.layer == layer)
        yield f"- {title}: {', '.join(names)}"
    yield ""


def _layer(layer: str) -> str:
    title, meaning = _LAYERS[layer]
    tables = (_table(table) for table in TABLES.values() if table.layer == layer)
    return "\n".join([f"## {title}", "", meaning, "", *tables])


def _table(table: Table) -> str:
    key = f"Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else "No key: rows may repeat."
    head = ["| column | type | meaning | unit | null means |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([f"### {table.name}", "", f"{table.meaning} {key}", "", *head, *map(_row, table.columns), ""])


def _row(column: Column) -> str:
    cells = (f"`{column.name}`", column.type, column.meaning, column.unit, column.null or "*never*")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference/tables.md").write_text(tables_page(), encoding="utf-8")
