"""`python -m tests.spec.render`: writes docs/reference/indicators.md from the specifications."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from tests.spec.reading import Block, Specification, specifications

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "indicators.md"

HEAD = """# Indicators

What each measure counts, by examples small enough to check by hand. This page is written by
`python -m tests.spec.render` from `tests/spec/*.txt`; the same files are run as tests on every table engine (DuckDB,
pandas, and Spark where it is installed). How things are counted, and why, stands in
[Counting](../explanation/counting.md), every column in [Tables](tables.md).

`''` is the empty text (all fields, or the whole population), `-` is null: unknown or not to be computed, which is not
0. Where a table leaves out a column, it is the same for all rows (population *papers*, year 2020).
"""


def rendered() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(specification) for specification in specifications())])


def _section(specification: Specification) -> str:
    pieces = [f"## {specification.title}"]
    pieces.extend(fill(part, 118) if isinstance(part, str) else _table(part) for part in specification.parts)
    return "\n\n".join(pieces) + "\n"


def _table(block: Block) -> str:
    verb = {"given": "Given", "then": "Then"}[block.verb]
    where = f" where {block.where[0]} is `{block.where[1]}`" if block.where else ""
    rows = (block.header, ("---",) * len(block.header), *block.rows)
    return "\n".join([f"{verb} `{block.table}`{where}:", "", *("| " + " | ".join(row) + " |" for row in rows)])


if __name__ == "__main__":
    PAGE.write_text(rendered(), encoding="utf-8")
