"""The people of a circle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jialing.atlas import Atlas, Scope, open_atlas, row_query
from tests.atlas.factory import BEIJING, CHENGDU, CHONGQING, PAPERS, PROJECTS, PUBLICATIONS, published, small_tables
from tests.atlas.factory import MIANYANG as FEWER


def _counts(atlas: Atlas, scope: Scope) -> dict[str, int]:
    places = atlas.talent(scope).places
    return {str(row[0]): int(str(row[1])) for row in places.rows_table}


def test_researchers_are_counted_once_however_many_years_they_work(atlas: Atlas, scope: Scope) -> None:
    assert (_counts(atlas, scope)[CHENGDU], _counts(atlas, scope)[CHONGQING]) == (16, 12)


def test_researchers_of_a_field_are_no_more_than_all(atlas: Atlas, scope: Scope) -> None:
    whole, field = atlas.talent(scope).fields, str(atlas.talent(scope).fields.rows_table[0][0])
    inside = _counts(atlas, replace(scope, field=field))
    assert all(n <= _counts(atlas, scope)[place] for place, n in inside.items())
    assert whole.rows_table[0][1] >= max(inside.values())


def test_newcomers_are_unknown_where_the_records_begin_too_late(atlas: Atlas, scope: Scope) -> None:
    early = atlas.talent(replace(scope, last_year=2020)).places
    assert {row[3] for row in early.rows_table} == {None}
    assert "atlas.note.no_newcomers" in [note.code for note in early.notes]


def test_a_flow_is_shown_with_its_interval(atlas: Atlas, scope: Scope) -> None:
    flows = atlas.talent(scope).flows
    assert [row[:3] for row in flows.rows_table] == [(CHENGDU, CHONGQING, 12), (CHENGDU, BEIJING, 1)]
    _, _, n, false, low, high = flows.rows_table[0]
    assert low < n - false < high


def test_flows_with_too_many_false_moves_are_counted_but_not_shown(atlas: Atlas, scope: Scope) -> None:
    hidden = next(n for n in atlas.talent(scope).flows.notes if n.code == "atlas.note.flows_hidden")
    assert (hidden.params["n_flows"], hidden.params["n_moves"]) == (1, 2)


def test_every_flow_has_an_end_in_the_circle(atlas: Atlas, scope: Scope) -> None:
    other = atlas.talent(replace(scope, circle="beijing-tianjin-hebei")).flows
    assert [row[:3] for row in other.rows_table] == [(CHENGDU, BEIJING, 1)]


def test_joint_posts_visits_and_other_sites_stand_apart(atlas: Atlas, scope: Scope) -> None:
    beside = atlas.talent(scope).beside
    assert dict(beside.rows_table) == {f"atlas.stay.{kind}": 1 for kind in ("joint", "visit", "site")}


def test_the_works_behind_a_flow_are_those_of_the_people_who_moved(atlas: Atlas, scope: Scope) -> None:
    flows = atlas.talent(scope).flows
    query = row_query(flows, flows.rows_table[0])
    assert query is not None
    assert query.moved == (CHENGDU, CHONGQING)
    assert 0 < atlas.rows(query).n_rows < atlas.rows(replace(query, moved=())).n_rows


def test_where_every_flow_may_be_false_the_answer_is_refused(tmp_path: Path) -> None:
    tables = small_tables(n_works=60, seed=3, unresolved=0.0)
    moved = tables["moves"]
    tables["moves"] = moved.filter([place == FEWER for place in moved.column("from_place_id").to_pylist()])
    published(tmp_path, tables, "20240501-0003-60")
    atlas = open_atlas(tmp_path)
    flows = atlas.talent(atlas.default_scope(population=PUBLICATIONS)).flows
    assert (flows.refusal and flows.refusal.code, flows.rows_table) == ("atlas.refused.false_moves", ())


def test_leading_researchers_are_named_and_lead_to_their_works(tmp_path: Path) -> None:
    tables = small_tables(n_works=240, seed=3, unresolved=0.0)
    n_top = tables["researcher_circles"].column("n_works").combine_chunks()
    at = tables["researcher_circles"].column_names.index("n_top")
    tables["researcher_circles"] = tables["researcher_circles"].set_column(at, "n_top", n_top)
    published(tmp_path, tables, "20240501-0004-240")
    atlas = open_atlas(tmp_path)
    leading = atlas.talent(atlas.default_scope(population=PUBLICATIONS)).leading
    person = str(leading.rows_table[0][1])
    query = row_query(leading, leading.rows_table[0])
    assert query is not None
    assert (leading.name(person, "en")[:8], query.person) == ("Invented", person)
    assert atlas.rows(query).n_rows == leading.rows_table[0][3]


def test_a_population_not_fit_for_trends_shows_no_moves_and_no_newcomers(atlas: Atlas) -> None:
    found = atlas.talent(atlas.default_scope(population=PAPERS))
    assert (found.flows.refusal is None, found.beside.refusal is None) == (False, False)
    assert {row[3] for row in found.places.rows_table} == {None}


def test_a_population_without_authors_is_refused(atlas: Atlas) -> None:
    found = atlas.talent(atlas.default_scope(population=PROJECTS))
    assert found.places.refusal is not None


@pytest.mark.parametrize("field", ["openalex:S1702"])
def test_a_field_too_narrow_is_refused(atlas: Atlas, scope: Scope, field: str) -> None:
    found = atlas.talent(replace(scope, field=field)).places
    assert (found.refusal and found.refusal.code) == "atlas.refused.people_fields"


def test_a_version_without_people_is_refused(tmp_path: Path) -> None:
    tables = small_tables(n_works=60, seed=3, unresolved=0.0)
    published(tmp_path, {n: t for n, t in tables.items() if n != "moves"}, "20240501-0005-60")
    atlas = open_atlas(tmp_path)
    refusal = atlas.talent(atlas.default_scope(population=PUBLICATIONS)).flows.refusal
    assert refusal and refusal.code == "atlas.refused.no_people_table"
