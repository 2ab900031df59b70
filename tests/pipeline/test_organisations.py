"""Parents without circles, old ids led to the new, places found."""

from __future__ import annotations

import pyarrow as pa
import pytest

from jialing.pipeline.organisations import given_ids, parent_cycles, without_edges
from jialing.pipeline.places import gazetteer


def relations(*rows: tuple[str, str, str]) -> pa.Table:
    names = ("org_id", "relation", "other_id")
    return pa.table({name: pa.array([row[n] for row in rows], pa.string()) for n, name in enumerate(names)})


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([("a", "parent", "b"), ("b", "parent", "c")], []),
        ([("a", "parent", "b"), ("b", "parent", "a")], [("b", "a")]),
        ([("a", "parent", "a")], [("a", "a")]),
        ([("a", "parent", "b"), ("a", "child", "b")], [("b", "a")]),
        ([("a", "parent", "b"), ("a", "parent", "c"), ("b", "parent", "d"), ("c", "parent", "d")], []),
        ([("a", "related", "b"), ("b", "related", "a")], []),
    ],
)
def test_the_link_that_closes_a_circle_is_found(
    rows: list[tuple[str, str, str]], broken: list[tuple[str, str]]
) -> None:
    assert parent_cycles(relations(*rows)) == broken


def test_chain_of_fifty_thousand_is_walked() -> None:
    chain = [(f"{n:06}", "parent", f"{n + 1:06}") for n in range(50_000)]
    assert parent_cycles(relations(*chain, ("050000", "parent", "000000"))) == [("050000", "000000")]


def test_broken_link_goes_in_both_directions() -> None:
    rows = relations(("a", "parent", "b"), ("b", "child", "a"), ("b", "parent", "a"))
    assert without_edges(rows, [("a", "b")]).to_pylist() == [{"org_id": "b", "relation": "parent", "other_id": "a"}]


def organisations(**status: str) -> pa.Table:
    return pa.table({"org_id": list(status), "status": list(status.values())})


NO_IDS = pa.table({n: pa.array([], pa.string()) for n in ("org_id", "scheme", "value")})


def meant(rows: pa.Table, table: pa.Table, ids: pa.Table = NO_IDS) -> dict[str, str]:
    found = given_ids(table, rows, ids).to_pydict()
    return dict(zip(found["given_id"], found["org_id"], strict=True))


def test_withdrawn_leads_to_its_only_successor_step_by_step() -> None:
    rows = relations(("a", "successor", "b"), ("b", "successor", "c"))
    assert meant(rows, organisations(a="withdrawn", b="withdrawn", c="active")) == {"a": "c", "b": "c", "c": "c"}


def test_withdrawn_with_two_successors_stays() -> None:
    rows = relations(("a", "successor", "b"), ("a", "successor", "c"))
    assert meant(rows, organisations(a="withdrawn", b="active", c="active"))["a"] == "a"


def test_successors_in_a_circle_end() -> None:
    rows = relations(("a", "successor", "b"), ("b", "successor", "a"))
    assert meant(rows, organisations(a="withdrawn", b="withdrawn"))["a"] == "b"


def test_inactive_is_not_led_on() -> None:
    assert meant(relations(("a", "successor", "b")), organisations(a="inactive", b="active"))["a"] == "a"


def test_openalex_id_means_the_organisation() -> None:
    ids = pa.table({"org_id": ["a"], "scheme": ["openalex"], "value": ["https://openalex.org/I1"]})
    assert meant(relations(), organisations(a="active"), ids)["https://openalex.org/I1"] == "a"


@pytest.mark.parametrize(
    ("where", "place_id"),
    [
        (("CN", "Sichuan", "Chengdu", 1815286), "CN-510100"),
        (("CN", "Sichuan", "Chengdu", None), "CN-510100"),
        (("CN", "Sichuan Sheng", "Chengdu Shi", None), "CN-510100"),
        (("CN", "Shaanxi", "Xi’an", None), "CN-610100"),
        (("CN", "Chongqing", "Beibei", None), "CN-500000"),
        (("HK", "Sha Tin", "Sha Tin", None), "HK"),
        (("US", "Massachusetts", "Cambridge", 4931972), "gn-4931972"),
        (("US", "Massachusetts", "Chengdu", None), None),
        (("CN", None, "Suzhou", None), None),
        (("CN", "Jiangsu", "Suzhou", None), "CN-320500"),
        (("CN", "Anhui", "Suzhou", None), "CN-341300"),
        ((None, None, None, None), None),
    ],
)
def test_city_is_found_by_id_then_by_name_in_its_province(where: tuple[object, ...], place_id: str | None) -> None:
    assert gazetteer().place_id(*where) == place_id  # type: ignore[arg-type]
