"""From a line of an answer to the works behind it."""

from __future__ import annotations

from dataclasses import replace

from jialing.atlas.answers import Answer, RowsQuery

PARTNERS = "atlas.partner."
FLOWS = "talent_flows"


def row_query(answer: Answer, row: tuple[object, ...]) -> RowsQuery | None:
    """The works behind one row: the answer's own query, narrowed by the row's places, organisations, field and year.

    None where the answer is not made of works (statistics, platforms, alliances), unless it says itself which works
    stand behind the row.
    """
    if answer.rows_of and row in answer.rows_of:  # rows of other answers may hold what cannot be looked up
        return answer.rows_of[row]
    if answer.rows_behind is None:
        return None
    people = _ids(answer, row, "person")
    if people:
        return replace(answer.rows_behind, person=people[0])
    places = _ids(answer, row, "place")
    if answer.question == FLOWS:
        return replace(answer.rows_behind, circle="", moved=places)
    orgs = _ids(answer, row, "org")
    query = _with_orgs(answer.rows_behind, orgs) if orgs else _with_places(answer.rows_behind, places)
    fields, years = _ids(answer, row, "field"), _ids(answer, row, "year")
    if fields:
        query = replace(query, field=fields[0])
    if years:
        query = replace(query, first_year=int(years[0]), last_year=int(years[0]))
    circles, countries = _ids(answer, row, "circle"), _ids(answer, row, "country")
    if circles:
        query = replace(query, circle=circles[0])
    return replace(query, countries=countries) if countries else _with_partner(query, _ids(answer, row, "code"))


def _ids(answer: Answer, row: tuple[object, ...], role: str) -> tuple[str, ...]:
    return tuple(
        str(value)
        for column, value in zip(answer.columns, row, strict=True)
        if column.role == role and value is not None and value != ""
    )


def _with_places(query: RowsQuery, places: tuple[str, ...]) -> RowsQuery:
    if not places:
        return query
    return replace(query, any_places=(), all_of=tuple(dict.fromkeys((*query.all_of, *places))))


def _with_orgs(query: RowsQuery, orgs: tuple[str, ...]) -> RowsQuery:
    return replace(query, any_places=(), orgs=(), all_orgs=tuple(dict.fromkeys((*query.all_orgs, *orgs))))


def _with_partner(query: RowsQuery, codes: tuple[str, ...]) -> RowsQuery:
    groups = [c.removeprefix(PARTNERS).replace("_", "-") for c in codes if c.startswith(PARTNERS)]
    groups += [c for c in codes if c.startswith("circle:")]
    return replace(query, partner=groups[0]) if groups else query
