"""Tables in whatever condition -> an index."""

from __future__ import annotations

import dataclasses
import random

import pyarrow as pa

from jialing.resolve import build_index, resolve
from jialing.resolve.choose import are_family
from jialing.schema import TABLES, counties, countries, places
from tests.resolve.registry import BODIES, Body, index_of, tables


def _shuffled(table: pa.Table) -> pa.Table:
    order = list(range(table.num_rows))
    random.Random(5).shuffle(order)
    return table.take(order)


def test_build_index_does_not_depend_on_the_order_of_rows() -> None:
    shuffled = [_shuffled(t) for t in tables()]
    other = build_index(*shuffled, places=places(), counties=counties(), countries=countries())
    assert other.to_bytes() == index_of().to_bytes()


def test_build_index_counts_a_repeated_id_once() -> None:
    twice = (*BODIES, dataclasses.replace(BODIES[0], city="Beijing", division="Beijing"))
    index = index_of(twice)
    assert index.organisations.ids.count("uestc") == 1
    assert resolve(index, ["电子科技大学"])[0].place_id == "CN-510100"


def test_build_index_survives_a_cycle_of_parents() -> None:
    one = Body("one", "Invented Academy of Circles", "Leshan", "Sichuan", relations=(("parent", "two"),))
    two = Body("two", "Invented Council of Circles", "Leshan", "Sichuan", relations=(("parent", "one"),))
    index = index_of((*BODIES, one, two))
    assert resolve(index, ["Invented Academy of Circles, Leshan"])[0].org_ids == ("one",)
    ids = index.organisations.ids
    assert are_family(ids.index("one"), ids.index("two"), index)


def test_build_index_survives_a_cycle_of_successors() -> None:
    one = Body("one", "Invented Office A", "Leshan", "Sichuan", status="withdrawn", relations=(("successor", "two"),))
    two = Body("two", "Invented Office B", "Leshan", "Sichuan", status="withdrawn", relations=(("successor", "one"),))
    assert resolve(index_of((one, two)), ["Invented Office A, Leshan"])[0].org_ids == ()


def test_build_index_leads_a_withdrawn_name_to_its_successor() -> None:
    assert resolve(index_of(), ["Invented College of Rivers"])[0].org_ids == ("new",)


def test_build_index_passes_over_names_and_relations_of_unknown_ids() -> None:
    organisations, names, relations = tables(BODIES[:1])
    stray = pa.Table.from_pylist(
        [{"org_id": "nobody", "name": "Nobody's University", "kind": "label"}], schema=names.schema
    )
    loose = pa.Table.from_pylist(
        [{"org_id": "uestc", "relation": "parent", "other_id": "nobody"}], schema=relations.schema
    )
    index = build_index(
        organisations,
        pa.concat_tables([names, stray]),
        loose,
        places=places(),
        counties=counties(),
        countries=countries(),
    )
    assert resolve(index, ["Nobody's University"])[0].org_ids == ()


def test_build_index_of_organisations_without_names_uses_their_display_name() -> None:
    organisations, names, relations = tables(BODIES[:1])
    index = build_index(
        organisations, names.slice(0, 0), relations, places=places(), counties=counties(), countries=countries()
    )
    assert resolve(index, ["University of Electronic Science and Technology of China"])[0].org_ids == ("uestc",)


def test_build_index_of_empty_tables_still_knows_places() -> None:
    empty = [TABLES[n].arrow().empty_table() for n in ("organisations", "organisation_names", "organisation_relations")]
    index = build_index(*empty, places=places(), counties=counties(), countries=countries())
    assert resolve(index, ["某某研究所, 成都"])[0].place_id == "CN-510100"


def test_build_index_without_places_still_knows_names() -> None:
    index = build_index(*tables(), places=(), counties=(), countries={})
    assert resolve(index, ["电子科技大学"])[0].org_ids == ("uestc",)


def test_build_index_ignores_names_of_punctuation() -> None:
    odd = Body("odd", "Invented Institute of Oddities", "Leshan", "Sichuan", aliases=("---", " ", "的"))
    assert resolve(index_of((odd,)), ["---", " ", "的"])[0].org_ids == ()
