"""Which works the people behind a flow have."""

from __future__ import annotations

from jialing.atlas.answers import RowsQuery


def movers(query: RowsQuery) -> tuple[str, list[object]]:
    """A condition on ``work_no`` for the works of people who moved from the first to the second of ``query.moved``."""
    sql = """work_no IN (SELECT work_no FROM authorship_persons WHERE person_id IN (SELECT person_id FROM moves
        WHERE population = ? AND year BETWEEN ? AND ? AND kind = 'move' AND from_place_id = ? AND to_place_id = ?))"""
    return sql, [query.population, query.first_year, query.last_year, *query.moved]
