"""The works behind a figure, with what was printed, what it was taken for, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from jialing.atlas.answers import Finding, Names, RowsQuery
from jialing.atlas.areas import areas, fine_fields
from jialing.atlas.counts import field_works
from jialing.atlas.ground import Ground
from jialing.atlas.moved import movers
from jialing.atlas.partners import partner_works
from jialing.atlas.records import ParticipantRow, RowsPage, WorkRow
from jialing.errors import InputError

LARGEST = 200
N_SHOWN = 30
BATCH = 2000
"""Works that are read at a time where all of them are asked for: neighbours in the files, so each is read once."""

WORK = """work_no, source, source_id, kind, title, year, venue, doi, url, cited_by, is_retracted, amount, currency,
    n_authors"""

_PLACE_IN_WORK = "row_number() OVER (PARTITION BY p.work_no ORDER BY p.position, p.affiliation_no, p.org_id)"


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


def all_works(ground: Ground, query: RowsQuery, *, size: int = BATCH) -> Iterator[tuple[WorkRow, ...]]:
    """Every work behind a figure with every participant, in batches, in the order of the files.

    The works are counted before the first batch is asked for; memory holds eight bytes for each of them and one batch.
    """
    ground.population(query.population)
    where, params = conditions(ground, query)
    found = ground.version.sql(f"SELECT work_no FROM linked_works WHERE {where} ORDER BY work_no", params)
    numbers = found.column("work_no")
    return (_batch(ground, numbers.slice(at, size).to_pylist()) for at in range(0, len(numbers), size))


def _batch(ground: Ground, numbers: list[int]) -> tuple[WorkRow, ...]:
    query = f"SELECT {WORK} FROM linked_works WHERE {_among(numbers)} ORDER BY work_no"
    return _works(ground, ground.rows(query, [numbers]), most=None)


def _among(numbers: Sequence[int]) -> str:
    """The works of a list (bound once), with their range spelt out so that most of the file need not be read."""
    low, high = min(numbers, default=0), max(numbers, default=0)
    return f"work_no BETWEEN {low:d} AND {high:d} AND work_no IN (SELECT unnest(?))"


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
    if query.person:
        parts.append(("work_no IN (SELECT work_no FROM authorship_persons WHERE person_id = ?)", [query.person]))
    parts += [movers(query)] if len(query.moved) == 2 else []
    if query.field:
        works, params = field_works(ground, query.field)
        parts.append((f"work_no IN ({works})", params))
    if query.area:
        parts.append(_in_area(ground, query.area))
    for word in query.text.split():
        parts.append(("title ILIKE ? ESCAPE '\\'", [f"%{_literal(word)}%"]))
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _taking_part(query: RowsQuery, column: str, values: Sequence[str]) -> tuple[str, list[object]]:
    sql = f"""work_no IN (SELECT work_no FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND {column} IN (SELECT unnest(?)))"""
    return sql, [query.population, query.first_year, query.last_year, list(values)]


def _in_area(ground: Ground, area_id: str) -> tuple[str, list[object]]:
    """Works whose finest measured field lies in a key area. InputError ``atlas.unknown_area``."""
    if area_id not in areas(ground):
        raise InputError("atlas.unknown_area", area=area_id)
    inside = list(fine_fields(ground, area_id))
    return "work_no IN (SELECT work_no FROM work_field_levels WHERE field_id IN (SELECT unnest(?)))", [inside]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _works(ground: Ground, found: Sequence[tuple[Any, ...]], *, most: int | None = N_SHOWN) -> tuple[WorkRow, ...]:
    numbers = [row[0] for row in found]
    people, totals = _participants(ground, numbers, most)
    fields = _fields(ground, numbers)
    return tuple(
        WorkRow(*row, fields.get(row[0], ()), people.get(row[0], ()), totals.get(row[0], 0))  # type: ignore[call-arg]
        for row in found
    )


def _participants(
    ground: Ground, works: list[int], most: int | None
) -> tuple[dict[int, tuple[ParticipantRow, ...]], dict[int, int]]:
    """The first lines of each work (None: all of them), and how many each has."""
    first = "" if most is None else f"QUALIFY {_PLACE_IN_WORK} <= {most:d}"
    query = f"""SELECT p.work_no, count(*) OVER (PARTITION BY p.work_no), p.position, p.person_name, p.role,
        a.affiliation, p.org_id, p.place_id, p.country_code, a.score, coalesce(p.because, a.because), a.params,
        a.decided_by, p.weight
        FROM (SELECT * FROM participants WHERE {_among(works)}) p
        LEFT JOIN (SELECT * FROM affiliations WHERE affiliation_no IN (SELECT affiliation_no FROM participants
        WHERE {_among(works)})) a USING (affiliation_no)
        {first}
        ORDER BY p.work_no, p.position, p.affiliation_no, p.org_id"""
    rows = ground.rows(query, [works, works])
    names = ground.names(str(t) for row in rows for t in (row[6], row[7]) if t)
    people: dict[int, list[ParticipantRow]] = {}
    totals: dict[int, int] = {}
    for row in rows:
        totals[row[0]] = row[1]
        people.setdefault(row[0], []).append(_participant(row, names))
    return {work: tuple(found) for work, found in people.items()}, totals


def _participant(row: tuple[Any, ...], names: dict[str, Names]) -> ParticipantRow:
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
        because=_because(row[10], row[11] or "{}") if row[10] else None,
        decided_by=row[12],
        weight=row[13],
    )


@lru_cache(maxsize=20_000)
def _because(code: str, params: str) -> Finding:
    """The same affiliation is read for the same reason, line after line."""
    return Finding(code, json.loads(params))


def _fields(ground: Ground, works: list[int]) -> dict[int, tuple[tuple[str, Names], ...]]:
    """The primary field of each work, with those above it, top first."""
    if not ground.has("work_field_levels"):
        return {}
    query = f"SELECT work_no, field_id FROM work_field_levels WHERE {_among(works)} AND field_id <> ''"
    found: dict[int, list[str]] = {}
    for work, field in ground.rows(query, [works]):
        if field in ground.fields:
            found.setdefault(work, []).append(field)
    depth = {f: ground.fields[f].depth for fields in found.values() for f in fields}
    ordered = {w: sorted(fields, key=lambda f: (f.partition(":")[0], depth[f])) for w, fields in found.items()}
    return {w: tuple((f, ground.fields[f].name) for f in fields) for w, fields in ordered.items()}
