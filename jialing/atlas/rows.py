"""The works behind a figure, with what was printed, what it was taken for, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jialing.atlas.answers import Finding, Names, RowsQuery
from jialing.atlas.counts import field_works
from jialing.atlas.ground import Ground
from jialing.atlas.partners import partner_works
from jialing.atlas.records import ParticipantRow, RowsPage, WorkRow
from jialing.errors import InputError

LARGEST = 200
N_SHOWN = 30

WORK = """work_no, source, source_id, kind, title, year, venue, doi, url, cited_by, is_retracted, amount, currency,
    n_authors"""


def rows_page(ground: Ground, query: RowsQuery, *, page: int, size: int) -> RowsPage:
    """One page of the works behind a figure, newest first. InputError ``atlas.bad_page``."""
    ground.population(query.population)
    if page < 1 or not 1 <= size <= LARGEST:
        raise InputError("atlas.bad_page", page=page, size=size, largest=LARGEST)
    where, params = conditions(ground, query)
    counted = f"SELECT count(*) FROM linked_works WHERE {where}"
    n = ground.kept(("rows", query), lambda: int(ground.rows(counted, params)[0][0]))
    order = "ORDER BY year DESC, cited_by DESC NULLS LAST, work_no"
    found = ground.rows(
        f"SELECT {WORK} FROM linked_works WHERE work_no IN (SELECT work_no FROM linked_works WHERE {where} {order} "
        f"LIMIT ? OFFSET ?) {order}",
        [*params, size, (page - 1) * size],
    )
    return RowsPage(query, page, size, n, _works(ground, found))


def conditions(ground: Ground, query: RowsQuery) -> tuple[str, list[object]]:
    """The WHERE clause over ``linked_works`` and its parameters."""
    parts: list[tuple[str, list[object]]] = [
        ("population = ? AND year BETWEEN ? AND ?", [query.population, query.first_year, query.last_year])
    ]
    parts += [_taking_part(query, "place_id", query.any_places)] if query.any_places else []
    parts += [_taking_part(query, "place_id", [place]) for place in query.all_of]
    parts += [_taking_part(query, "org_id", query.orgs)] if query.orgs else []
    parts += [_taking_part(query, "org_id", [org]) for org in query.all_orgs]
    parts += [_taking_part(query, "country_code", query.countries)] if query.countries else []
    if query.circle:
        ground.circle(query.circle)
        parts.append(_taking_part(query, "place_id", ground.members[query.circle]))
        parts += [partner_works(ground, query)] if query.partner else []
    if query.field:
        works, params = field_works(ground, query.field)
        parts.append((f"work_no IN ({works})", params))
    for word in query.text.split():
        parts.append(("title ILIKE ? ESCAPE '\\'", [f"%{_literal(word)}%"]))
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _taking_part(query: RowsQuery, column: str, values: Sequence[str]) -> tuple[str, list[object]]:
    sql = f"""work_no IN (SELECT work_no FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND {column} IN (SELECT unnest(?)))"""
    return sql, [query.population, query.first_year, query.last_year, list(values)]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _works(ground: Ground, found: Sequence[tuple[Any, ...]]) -> tuple[WorkRow, ...]:
    numbers = [row[0] for row in found]
    people, totals = _participants(ground, numbers)
    fields = _fields(ground, numbers)
    return tuple(
        WorkRow(*row, fields.get(row[0], ()), people.get(row[0], ()), totals.get(row[0], 0))  # type: ignore[call-arg]
        for row in found
    )


def _participants(ground: Ground, works: list[int]) -> tuple[dict[int, tuple[ParticipantRow, ...]], dict[int, int]]:
    query = """SELECT p.work_no, count(*) OVER (PARTITION BY p.work_no), p.position, p.person_name, p.role,
        a.affiliation, p.org_id, p.place_id, p.country_code, a.score, a.because, a.params, a.decided_by, p.weight
        FROM (SELECT * FROM participants WHERE work_no IN (SELECT unnest(?))) p
        LEFT JOIN (SELECT * FROM affiliations WHERE affiliation_no IN (SELECT affiliation_no FROM participants
        WHERE work_no IN (SELECT unnest(?)))) a USING (affiliation_no)
        QUALIFY row_number() OVER (PARTITION BY p.work_no ORDER BY p.position, p.affiliation_no, p.org_id) <= ?
        ORDER BY p.work_no, p.position, p.affiliation_no, p.org_id"""
    rows = ground.rows(query, [works, works, N_SHOWN])
    names = ground.names(str(t) for row in rows for t in (row[6], row[7]) if t)
    people: dict[int, list[ParticipantRow]] = {}
    totals: dict[int, int] = {}
    for row in rows:
        totals[row[0]] = row[1]
        people.setdefault(row[0], []).append(_participant(row, names))
    return {work: tuple(found) for work, found in people.items()}, totals


def _participant(row: tuple[Any, ...], names: dict[str, Names]) -> ParticipantRow:
    because = Finding(row[10], json.loads(row[11] or "{}")) if row[10] else None
    return ParticipantRow(
        position=row[2],
        person_name=row[3],
        role=row[4],
        affiliation=row[5],
        org_id=row[6],
        org=names.get(row[6]),
        place_id=row[7],
        place=names.get(row[7]),
        country_code=row[8],
        score=row[9],
        because=because,
        decided_by=row[12],
        weight=row[13],
    )


def _fields(ground: Ground, works: list[int]) -> dict[int, tuple[tuple[str, Names], ...]]:
    """The primary field of each work, with those above it, top first."""
    if not ground.has("work_field_levels"):
        return {}
    query = "SELECT work_no, field_id FROM work_field_levels WHERE work_no IN (SELECT unnest(?)) AND field_id <> ''"
    found: dict[int, list[str]] = {}
    for work, field in ground.rows(query, [works]):
        if field in ground.fields:
            found.setdefault(work, []).append(field)
    depth = {f: ground.fields[f].depth for fields in found.values() for f in fields}
    ordered = {w: sorted(fields, key=lambda f: (f.partition(":")[0], depth[f])) for w, fields in found.items()}
    return {w: tuple((f, ground.fields[f].name) for f in fields) for w, fields in ordered.items()}
