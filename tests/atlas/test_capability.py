"""The capability profile: lists counted by name, unknown is not zero, 'more' only where it survives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from jialing.atlas import Atlas, RowsQuery, Scope, open_atlas, row_query
from jialing.atlas.areas import areas, fields_in, fine_fields
from jialing.atlas.ask import column_of
from jialing.atlas.capability.abroad import Abroad, abroad
from jialing.errors import InputError
from jialing.schema import TABLES
from tests.atlas.factory import BEIJING, CHENGDU, CIRCLE, MIANYANG, PAPERS, PROJECTS, published, small_tables

OTHER = "beijing-tianjin-hebei"


def _count(answer: object, **where: object) -> list[object]:
    names = [c.name for c in answer.columns]  # type: ignore[attr-defined]
    rows = [dict(zip(names, row, strict=True)) for row in answer.rows_table]  # type: ignore[attr-defined]
    return [row["count"] for row in rows if all(row[k] == v for k, v in where.items())]


def test_forces_are_counted_in_operation_only(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.capability(scope).forces
    lab, university = (f"atlas.force_kind.{k}" for k in ("national_laboratory", "research_university"))
    found = [_count(answer, kind=kind, circle=circle) for kind in (lab, university) for circle in (CIRCLE, OTHER)]
    assert found == [[0], [1], [1], [0]]


def test_forces_of_no_known_place_are_noted(atlas: Atlas, scope: Scope) -> None:
    notes = atlas.capability(scope).forces.notes
    assert [n.params for n in notes if n.code == "atlas.capability.nowhere"] == [{"n_nowhere": 1}]


def test_forces_show_the_output_of_their_organisations(atlas: Atlas, scope: Scope) -> None:
    rows = {row[0].en: row[-1] for row in atlas.capability(scope).names.rows_table}  # type: ignore[attr-defined]
    assert rows["Invented University"] > 0 and rows["Far Laboratory"] > 0 and rows["虚构实验室"] is None


def test_shortfalls_name_what_a_comparator_has_and_the_circle_has_not(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.capability(scope).shortfalls.rows_table
    assert [(row[1], row[2], row[3].en, row[4]) for row in rows] == [  # type: ignore[attr-defined]
        ("openalex:F27", OTHER, "Far Laboratory", BEIJING)
    ]


def test_behind_a_shortfall_stand_the_works_of_its_organisations_in_the_field(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.capability(scope).shortfalls
    query = row_query(answer, answer.rows_table[0])
    assert query is not None
    found = (query.orgs, query.field, atlas.rows(query, size=1).n_rows > 0)
    assert found == (("https://ror.org/0pku",), "openalex:F27", True)


def test_behind_a_force_stand_as_many_works_as_it_shows(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.capability(scope).names
    shown = [(row[-1], row_query(answer, row)) for row in answer.rows_table]
    assert [n for n, query in shown if query and atlas.rows(query, size=1).n_rows != n] == []
    assert [n for n, query in shown if n is not None and query is None] == []


def test_behind_a_row_of_a_key_area_stand_as_many_works_as_it_counts(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.capability(scope).areas
    behind = [(row[2], row_query(answer, row)) for row in answer.rows_table]
    assert [n for n, query in behind if query is None or atlas.rows(query, size=1).n_rows != n] == []


def test_works_of_an_unknown_key_area_are_an_error(atlas: Atlas, scope: Scope) -> None:
    with pytest.raises(InputError) as raised:
        atlas.rows(RowsQuery(scope.population, scope.first_year, scope.last_year, area="none"))
    assert raised.value.code == "atlas.unknown_area"


def test_a_comparator_that_no_list_names_is_unknown_not_zero(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.capability(scope).platforms
    assert (set(_count(answer, circle=OTHER)), sum(_count(answer, circle=CIRCLE))) == ({None}, 10)  # type: ignore[arg-type]


def test_people_are_counted_with_an_interval_around_or_above(atlas: Atlas, scope: Scope) -> None:
    row = atlas.capability(scope).people.rows_table[0]
    assert row[0] == CIRCLE and 0 < row[2] <= row[3]  # type: ignore[operator]


def test_areas_are_lines_of_their_finest_fields(atlas: Atlas, scope: Scope) -> None:
    ground = atlas._ground
    assert fine_fields(ground, "future2024:information") == (
        "openalex:S1702",
        "openalex:S1705",
        "openalex:S1707",
    )


def test_a_field_lies_in_an_area_where_one_below_it_does(atlas: Atlas) -> None:
    among = ["openalex:F17", "openalex:F12", "openalex:S2208"]
    assert fields_in(atlas._ground, "sei2018", among) == ("openalex:F17", "openalex:S2208")


def test_areas_of_a_version_without_them_are_those_that_ship(atlas: Atlas) -> None:
    found = areas(atlas._ground)
    assert len(found) == 18 and found["sei2018:4"].is_ours_coded


def test_works_of_an_area_are_the_sum_of_its_fields(atlas: Atlas, scope: Scope) -> None:
    lines = {"both": ("openalex:S1702", "openalex:S1705"), "a": ("openalex:S1702",), "b": ("openalex:S1705",)}
    found = abroad(atlas._ground, scope, (CIRCLE, OTHER), lines)
    assert found.works[:, 0].tolist() == (found.works[:, 1] + found.works[:, 2]).tolist()


def test_capability_refuses_what_its_population_does_not_represent(atlas: Atlas, scope: Scope) -> None:
    found = atlas.capability(replace(scope, population=PAPERS))
    assert [a.refusal is not None for a in (found.abroad, found.fields, found.forces)] == [True, True, False]


def test_capability_without_lists_says_what_to_bring(tmp_path: Path, scope: Scope) -> None:
    tables = small_tables(n_works=60, seed=3, unresolved=0.1)
    for table in ("strategic_forces", "platforms", "researcher_circles"):
        tables.pop(table, None)
    published(tmp_path, tables, "20240503-bare")
    found = open_atlas(tmp_path).capability(scope)
    codes = [a.refusal.code.rpartition(".")[2] for a in (found.forces, found.platforms, found.people) if a.refusal]
    assert codes == ["no_strategic_forces", "no_platforms", "no_people"]


def _abroad(shares: tuple[float, float], variants: list[float], n: float = 1000.0) -> Abroad:
    rng = np.random.default_rng(1)
    works = np.full((2, 1), n)
    joint = np.array(shares)[:, None] * n
    drawn = np.stack([rng.poisson(works - joint, (500, 2, 1)), rng.poisson(joint, (500, 2, 1))], axis=-1).astype(float)
    drawn[..., 0] += drawn[..., 1]
    others = np.array(variants, float)[:, None, None] * np.array([[0.0], [1.0]])
    return Abroad(("a", "b"), ("",), works, joint, drawn, others, 5)


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (_abroad((0.3, 0.2), [0.1, 0.08]), "more"),
        (_abroad((0.2, 0.3), [-0.1, -0.08]), "less"),
        (_abroad((0.3, 0.2), [0.1, -0.01]), "none"),
        (_abroad((0.21, 0.2), [0.01, 0.01]), "none"),
        (_abroad((0.3, 0.2), [0.1], n=20.0), "few"),
    ],
)
def test_a_difference_is_said_only_where_it_survives(made: Abroad, verdict: str) -> None:
    assert made.verdict(1, 0) == verdict


def test_capability_answers_are_the_same_twice(data: Path, scope: Scope) -> None:
    first, second = (Atlas(open_atlas(data)._ground).capability(scope).abroad.rows_table for _ in range(2))
    assert first == second


def test_capability_names_are_in_operation_or_say_so(atlas: Atlas, scope: Scope) -> None:
    statuses = column_of(atlas.capability(scope).names, "status")
    assert set(statuses) == {"atlas.force_status.operating", "atlas.force_status.planned"}


def _table(name: str, rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=TABLES[name].arrow())


def _without(tmp_path: Path, keep: object) -> Atlas:
    """The small version with part of the circles' members."""
    tables = small_tables(n_works=90, seed=5, unresolved=0.1)
    members = tables["circle_members"]
    rows = [row for row in members.to_pylist() if keep(row["circle_id"], row["place_id"])]  # type: ignore[operator]
    tables["circle_members"] = members.schema.empty_table().from_pylist(rows, schema=members.schema)
    published(tmp_path, tables, "20240504-members")
    return open_atlas(tmp_path)


def test_a_circle_of_one_city_is_told(tmp_path: Path, scope: Scope) -> None:
    found = _without(tmp_path, lambda circle, place: circle != CIRCLE or place == CHENGDU).capability(scope)
    assert [a.refusal for a in (found.forces, found.platforms, found.people, found.abroad)] == [None] * 4


def test_a_circle_whose_places_no_list_names_is_refused(tmp_path: Path, scope: Scope) -> None:
    found = _without(tmp_path, lambda circle, place: circle != CIRCLE or place == MIANYANG).capability(scope)
    assert found.forces.refusal and found.forces.refusal.code == "atlas.capability.no_strategic_forces"


def test_without_other_circles_nothing_is_compared(tmp_path: Path, scope: Scope) -> None:
    found = _without(tmp_path, lambda circle, place: circle == CIRCLE and bool(place)).capability(scope).abroad
    assert (len(found.rows_table), found.title.code.startswith("atlas.capability.abroad_")) == (1, True)


def test_key_areas_say_who_coded_each_field(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.capability(scope).coding
    rows = [row[1:6] for row in answer.rows_table if row[2] == "openalex:S2208"]
    assert ("sei2018:1", "openalex:S2208", "name:electronic engineering", "atlas.coded_by.ours") in [
        r[:4] for r in rows
    ]


def test_key_areas_that_no_field_names_stand_without_one(atlas: Atlas, scope: Scope) -> None:
    rows = [row[2:5] for row in atlas.capability(scope).coding.rows_table if row[1] == "sei2018:9"]
    assert rows == [(None, None, None)]


def test_areas_of_a_version_are_those_it_holds(tmp_path: Path, scope: Scope) -> None:
    tables = small_tables(n_works=60, seed=3, unresolved=0.1)
    area = {"area_id": "ours:x", "name_en": "X", "document": "ours"}
    shipped = {"area_id": "sei2018:3", "parent_id": "sei2018", "name_en": "Materials", "document": "a list"}
    tables["key_areas"] = _table("key_areas", [{**area, "source": "demo"}, shipped])
    fields = [{"area_id": "ours:x", "field_id": "openalex:S1702", "source": "demo"}]
    tables["area_fields"] = _table("area_fields", [*fields, {"area_id": "sei2018:3", "field_id": "openalex:S2505"}])
    published(tmp_path, tables, "20240505-areas")
    answer = open_atlas(tmp_path).capability(scope).coding
    assert [(row[1], row[4]) for row in answer.rows_table] == [
        ("ours:x", "atlas.coded_by.source"),
        ("sei2018:3", "atlas.coded_by.ours"),
    ]


def test_a_list_with_fields_of_another_classification_tells_nothing_of_a_field(atlas: Atlas, scope: Scope) -> None:
    other = atlas.default_scope(CIRCLE, PROJECTS)
    found = atlas.capability(replace(other, field="programme:A"))
    assert found.forces.refusal and found.forces.refusal.code == "atlas.capability.other_scheme"
