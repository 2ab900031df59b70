"""Queries that have a name: ``lake/queries/<name>.sql``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def sql_of(query: str) -> str:
    """The text of a named query (``lake/queries/<name>.sql``), or the SQL itself."""
    return _named(query) if query.replace("_", "").isalnum() else query


@cache
def _named(name: str) -> str:
    return files("jialing.lake").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
