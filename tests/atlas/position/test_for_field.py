"""Partners for a field: groups of the circle, joint works as counted, gaps where strength is on both sides."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from jialing.atlas import Atlas, RowsQuery, Scope, open_atlas
from jialing.atlas.position.carriers import GROUP_WORKS
from tests.atlas.factory import CIRCLE, PAPERS, PUBLICATIONS, published, small_tables

FIELD = "openalex:F17"


def test_groups_are_of_the_circle_and_have_enough_works(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.partners_for_field(scope, FIELD).groups.rows_table
    members = set(atlas._ground.members[CIRCLE])
    assert [row for row in rows if row[1] not in members or row[2] < GROUP_WORKS] == []
    assert len({row[0] for row in rows}) == len(rows)


def test_joint_works_are_the_works_of_both(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.partners_for_field(scope, FIELD).ties.rows_table
    for a, b, works, *_ in rows[:3]:
        query = RowsQuery(scope.population, scope.first_year, scope.last_year, field=FIELD, all_orgs=(str(a), str(b)))
        assert atlas.rows(query, size=1).n_rows == works


def test_pairs_are_of_different_cities(atlas: Atlas, scope: Scope) -> None:
    page = atlas.partners_for_field(scope, FIELD)
    where = {row[0]: row[1] for row in page.groups.rows_table}
    rows = (*page.ties.rows_table, *page.gaps.rows_table)
    assert [row for row in rows if where[row[0]] == where[row[1]]] == []


def test_gaps_lie_below_what_is_expected(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.partners_for_field(scope, FIELD).gaps.rows_table
    assert [row for row in rows if not row[2] < row[3]] == []


def test_less_is_said_only_where_the_interval_lies_below_one(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.partners_for_field(scope, FIELD).gaps.rows_table
    assert [row for row in rows if row[-1] == "atlas.direction.less" and not row[6] < 1] == []


def test_fewer_than_four_groups_expect_nothing_and_say_so(atlas: Atlas, scope: Scope) -> None:
    pages = [atlas.partners_for_field(scope, str(row[0])) for row in atlas.position(scope).fields.rows_table]
    few = [page for page in pages if len(page.groups.rows_table) < 4]
    assert {page.gaps.notes[0].code for page in few} <= {"atlas.partners.unexplained.too_few_places"}
    assert [page.gaps.rows_table for page in few if page.gaps.rows_table] == []


def test_a_population_of_one_discipline_is_refused(atlas: Atlas) -> None:
    page = atlas.partners_for_field(atlas.default_scope(population=PAPERS), FIELD)
    assert [bool(answer.refusal) for answer in (page.groups, page.ties, page.gaps)] == [True] * 3


def test_a_population_that_names_one_host_tells_groups_and_refuses_ties(tmp_path: Path) -> None:
    tables = dict(small_tables(n_works=240, seed=7, unresolved=0.1))
    stated = [
        {**row, "answers": [need for need in row["answers"] if need != "collaboration"]}
        for row in tables["populations"].to_pylist()
    ]
    tables["populations"] = pa.Table.from_pylist(stated, schema=tables["populations"].schema)
    published(tmp_path, tables, "1")
    atlas = open_atlas(tmp_path)
    page = atlas.partners_for_field(atlas.default_scope(population=PUBLICATIONS), FIELD)
    assert [bool(answer.refusal) for answer in (page.groups, page.ties, page.gaps)] == [False, True, True]
    assert {row[3:] for row in page.groups.rows_table} == {(None, None)}
