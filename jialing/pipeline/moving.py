"""The table of moves from where people worked: codes for the measure, ids back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from jialing.measure import Move, moves
from jialing.schema.tables import TABLES

SCHEMA = pa.schema([field for field in TABLES["moves"].arrow() if field.name != "is_name_shared"])
"""Whether others bear the name is known only when all people are."""
Codes = tuple[npt.NDArray[np.int64], list[str]]


def moves_table(stays: pa.Table) -> pa.Table:
    """Rows of ``moves`` (but for ``is_name_shared``) from rows of ``person_stays``; populations are never mixed."""
    parts = [_of_population(stays, population) for population in sorted(set(stays.column("population").to_pylist()))]
    return pa.concat_tables(parts) if parts else SCHEMA.empty_table()


def _of_population(stays: pa.Table, population: str) -> pa.Table:
    rows = stays.filter(pc.equal(stays.column("population"), population))
    person, people = _coded(rows.column("person_id"))
    place, places = _coded(rows.column("place_id"))
    org, orgs = _coded(rows.column("org_id"))
    source_id, _ = _coded(rows.column("source_person"))
    columns = {
        "year": rows.column("year").to_numpy(),
        "place": place,
        "org": org,
        "source_id": source_id,
        "has_orcid": rows.column("has_orcid").to_numpy(),
        "works": rows.column("works").to_numpy(),
    }
    told = [_row(move, population, people, places, orgs) for move in moves(person, columns)]
    return pa.Table.from_pylist(told, schema=SCHEMA)


def _row(move: Move, population: str, people: list[str], places: list[str], orgs: list[str]) -> dict[str, object]:
    return {
        "population": population,
        "person_id": people[move.person],
        "kind": move.kind,
        "year": move.year,
        "year_before": move.year_before,
        "from_place_id": places[move.from_place],
        "to_place_id": places[move.to_place],
        "from_org_id": orgs[move.from_org] if move.from_org >= 0 else None,
        "to_org_id": orgs[move.to_org] if move.to_org >= 0 else None,
        "n_before": move.n_before,
        "n_after": move.n_after,
        "basis": move.basis,
    }


def _coded(column: pa.ChunkedArray) -> Codes:
    """Codes in the order of the words, -1 for null, and the words."""
    words = sorted(w for w in pc.unique(column).to_pylist() if w is not None)
    found = pc.index_in(column, value_set=pa.array(words, column.type)).fill_null(-1)
    return found.to_numpy().astype(np.int64), words
