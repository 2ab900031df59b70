"""The step that tells authors apart, and what people decide about it."""

from __future__ import annotations

from typing import Any

import pytest

from jialing.errors import InputError
from jialing.lake import Lake
from jialing.pipeline import authorship_of, build, decide_people, people_named, person_shown
from tests.pipeline.conftest import ALONE, Built


def _authorships(built: Built) -> list[dict[str, Any]]:
    query = (
        "SELECT w.source, w.source_id, a.position, a.person_id FROM authorship_persons a "
        "JOIN linked_works w USING (work_no) ORDER BY ALL"
    )
    return list(built.version.sql(query).to_pylist())


def _keys(rows: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(r["source"], r["source_id"], r["position"]) for r in rows]


def test_every_authorship_that_touches_a_circle_has_one_person(built: Built) -> None:
    query = (
        "SELECT DISTINCT work_no, position FROM participants "
        "WHERE role = 'author' AND place_id IN (SELECT place_id FROM circle_members)"
    )
    placed = {tuple(r.values()) for r in built.version.sql(query).to_pylist()}
    found = built.version.sql("SELECT work_no, position FROM authorship_persons").to_pylist()
    assert placed <= {tuple(r.values()) for r in found}
    assert len(found) == len({tuple(r.values()) for r in found})


def test_persons_are_those_of_the_authorships(built: Built) -> None:
    listed = set(built.version.sql("SELECT person_id FROM persons").column(0).to_pylist())
    assert listed == {r["person_id"] for r in _authorships(built)}


def test_moves_are_between_member_places_and_of_listed_people(built: Built) -> None:
    query = """SELECT count(*) FROM moves m WHERE person_id NOT IN (SELECT person_id FROM persons)
        OR from_place_id = to_place_id OR kind NOT IN ('move', 'site', 'joint', 'visit')
        OR from_place_id NOT IN (SELECT place_id FROM circle_members)
        OR to_place_id NOT IN (SELECT place_id FROM circle_members) OR year_before > year"""
    assert built.version.sql(query).column(0).to_pylist() == [0]


def test_researchers_of_circles_are_the_listed_people_of_member_places(built: Built) -> None:
    counted = "SELECT DISTINCT person_id FROM researcher_circles WHERE field_id = ''"
    signed = """SELECT DISTINCT a.person_id FROM authorship_persons a JOIN participants p USING (work_no, position)
        WHERE p.role = 'author' AND p.place_id IN (SELECT place_id FROM circle_members)"""
    assert set(built.version.sql(counted).column(0).to_pylist()) == set(built.version.sql(signed).column(0).to_pylist())


def test_a_build_without_people_has_empty_tables(lake_copy: Built) -> None:
    build(lake_copy.data, [lake_copy.inputs], config=ALONE.model_copy(update={"people": False}))
    assert (len(_authorships(lake_copy)), people_named(lake_copy.data, "")) == (0, [])


def test_a_second_build_takes_the_people_over(lake_copy: Built) -> None:
    assert {s.name: s.is_reused for s in lake_copy.again().steps}["people"]


def test_a_decision_is_followed_by_the_next_build(lake_copy: Built) -> None:
    rows = _authorships(lake_copy)
    first = rows[0]
    other = next(r for r in rows if r["person_id"] != first["person_id"])
    left, right = _keys([first, other])
    decide_people(lake_copy.data, left, right, is_same=True, by="Li")
    lake_copy.again()
    after = dict(zip(_keys(_authorships(lake_copy)), [r["person_id"] for r in _authorships(lake_copy)], strict=True))
    assert (after[left] == after[right], lake_copy.version.manifest["counts"]["n_people_decisions"]) == (True, 1)


@pytest.mark.parametrize(
    ("right", "by", "code"),
    [
        (("s", "w", 1), "Li", "pipeline.unknown_authorship"),
        (None, "Li", "pipeline.same_authorship"),
        (("s", "w", 1), " ", "pipeline.no_reviewer"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    built: Built, right: tuple[str, str, int] | None, by: str, code: str
) -> None:
    left = _keys(_authorships(built))[0]
    with pytest.raises(InputError) as caught:
        decide_people(built.data, left, right or left, is_same=True, by=by)
    assert (caught.value.code, Lake(built.data).people_ledger.read().decisions) == (code, ())


def test_a_person_is_shown_with_works_and_reasons(built: Built) -> None:
    listed = people_named(built.data, "", limit=1)[0]
    shown = person_shown(built.data, listed["person_id"])
    assert (len({w["source_id"] for w in shown["works"]}), shown["names"]) == (listed["n_works"], listed["names"])
    assert all(w["because"].startswith("people_because.") for w in shown["works"])


def test_an_unknown_person_is_told(built: Built) -> None:
    with pytest.raises(InputError, match=r"people\.unknown_person"):
        person_shown(built.data, "person:nobody")


def test_an_authorship_is_read_from_what_is_typed() -> None:
    assert authorship_of("openalex|https://openalex.org/W1|2") == ("openalex", "https://openalex.org/W1", 2)


@pytest.mark.parametrize("written", ["", "a|b", "a|b|c", "a||1", "|b|1", "a|b|-1", "a|b|²"])
def test_what_names_no_authorship_is_refused(written: str) -> None:
    with pytest.raises(InputError, match=r"pipeline\.authorship_unreadable"):
        authorship_of(written)


def test_people_told_apart_in_parts_are_those_told_apart_at_once(lake_copy: Built) -> None:
    whole = _authorships(lake_copy)
    build(lake_copy.data, [lake_copy.inputs], config=ALONE.model_copy(update={"people_at_once": 3}))
    assert _authorships(lake_copy) == whole


def test_a_decision_on_two_parts_is_followed(lake_copy: Built) -> None:
    rows = _authorships(lake_copy)
    other = next(r for r in rows if r["person_id"] != rows[0]["person_id"])
    left, right = _keys([rows[0], other])
    decide_people(lake_copy.data, left, right, is_same=True, by="Li")
    build(lake_copy.data, [lake_copy.inputs], config=ALONE.model_copy(update={"people_at_once": 3}))
    after = dict(zip(_keys(_authorships(lake_copy)), [r["person_id"] for r in _authorships(lake_copy)], strict=True))
    assert after[left] == after[right]
