"""The same works counted otherwise: every field that a work names, without members in part; what does not apply."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from jialing.atlas import Atlas, Scope, open_atlas
from jialing.atlas.position.asking import counts_of
from jialing.atlas.position.mass import masses
from jialing.atlas.position.matrix import PositionMatrix, position_matrix
from jialing.atlas.position.otherwise import Counted, otherwise
from jialing.schema import TABLES
from tests.atlas.factory import CHENGDU, CIRCLE, PUBLICATIONS, SUBFIELDS, published, small_tables

CIRCLES = (CIRCLE, "beijing-tianjin-hebei")
IN_PART = {"CN-510700", "CN-511700", "CN-511800"}


@pytest.fixture(scope="module")
def matrix(atlas: Atlas) -> PositionMatrix:
    found = counts_of(atlas._ground, atlas.default_scope(population=PUBLICATIONS))
    assert isinstance(found, PositionMatrix)
    return found


@pytest.fixture(scope="module")
def ways(atlas: Atlas, matrix: PositionMatrix) -> dict[str, Counted]:
    scope = atlas.default_scope(population=PUBLICATIONS)
    return dict(otherwise(atlas._ground, scope, matrix, CIRCLES))


def test_a_population_that_names_one_field_a_work_is_not_counted_by_every_field(ways: dict[str, Counted]) -> None:
    assert set(ways) == {"counting", "first_half", "second_half", "boundary"}


def test_the_narrower_boundary_leaves_out_members_in_part_but_no_centre(
    atlas: Atlas, scope: Scope, matrix: PositionMatrix, ways: dict[str, Counted]
) -> None:
    ground = atlas._ground
    places = [p for p in ground.members[CIRCLE] if p not in IN_PART]
    query = """SELECT count(DISTINCT work_no) FROM work_places JOIN work_field_levels USING (work_no)
        WHERE population = ? AND year BETWEEN ? AND ? AND field_id = ? AND place_id IN (SELECT unnest(?))"""
    years = (scope.first_year, scope.last_year)
    slow = [ground.rows(query, [PUBLICATIONS, *years, f, places])[0][0] for f in matrix.fields]
    assert (CHENGDU in places, ways["boundary"].union.tolist()) == (True, slow)


def test_the_comparators_keep_their_works_where_none_belongs_in_part(
    atlas: Atlas, scope: Scope, matrix: PositionMatrix, ways: dict[str, Counted]
) -> None:
    halves = ways["first_half"].theirs + ways["second_half"].theirs
    assert ways["boundary"].theirs.tolist() == halves.tolist()


def test_a_verdict_says_what_it_does_not_survive(atlas: Atlas, scope: Scope, matrix: PositionMatrix) -> None:
    rows = masses(atlas._ground, scope, matrix).rows
    assert [row for row in rows if row.overturned_by and row.verdict != "atlas.mass.no_difference"] == []


def test_a_work_that_names_a_second_field_counts_there_too(tmp_path: Path) -> None:
    tables = dict(small_tables(n_works=120, seed=7, unresolved=0.1))
    finest = [row for row in tables["work_field_levels"].to_pylist() if row["level"] == "subfield"]
    named = [{"work_no": row["work_no"], "field_id": row["field_id"], "rank": 1, "is_primary": True} for row in finest]
    seconds = {row["work_no"] for row in finest if row["work_no"] % 3 == 0 and row["field_id"] != SUBFIELDS[0]}
    named += [{"work_no": n, "field_id": SUBFIELDS[0], "rank": 2, "is_primary": False} for n in sorted(seconds)]
    tables["linked_fields"] = pa.Table.from_pylist(named, schema=TABLES["linked_fields"].arrow())
    published(tmp_path, tables, "1")
    atlas = open_atlas(tmp_path)
    scope = atlas.default_scope(population=PUBLICATIONS)
    matrix = position_matrix(atlas._ground, scope, level="subfield", is_relative=False)
    assert isinstance(matrix, PositionMatrix)
    found = dict(otherwise(atlas._ground, scope, matrix, CIRCLES))["classification"]
    query = """SELECT count(DISTINCT work_no) FROM work_places JOIN linked_fields USING (work_no) WHERE population = ?
        AND year BETWEEN ? AND ? AND field_id = ? AND place_id IN (SELECT unnest(?))"""
    asked = [PUBLICATIONS, scope.first_year, scope.last_year, SUBFIELDS[0], list(atlas._ground.members[CIRCLE])]
    assert found.union[matrix.fields.index(SUBFIELDS[0])] == atlas._ground.rows(query, asked)[0][0]
