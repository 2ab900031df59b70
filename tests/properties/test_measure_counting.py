"""The expressions give the same tables as loops over works, on worlds made at random."""

from __future__ import annotations

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jialing.measure import STEPS
from jialing.schema.tables import TYPES
from tests.reference import counting as slow
from tests.reference.counting import Author, Org, Work, World
from tests.spec.reading import INPUT_TYPES

KNOWN = {"resolved": "org_id", "placed": "place_id", "in_country": "country_code"}
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PLACES = {"Chengdu": "CN", "Chongqing": "CN", "Xi'an": "CN", "HK": "HK", "Oslo": "NO", "Moscow": "RU"}
CIRCLES = {"west": ("Chengdu", "Chongqing"), "north": ("Xi'an", "Chongqing"), "bay": ("HK",)}
SIGNED = {"RU": 2019, "NO": None}
KINDS = ("university", "company", "other")
ORGS = tuple(Org(f"{kind} {place}", place, code, kind) for place, code in PLACES.items() for kind in KINDS)
FIELDS = (
    (),
    (("D1", "domain"), ("F1", "field"), ("S1", "subfield")),
    (("D1", "domain"), ("F2", "field")),
    (("C", "class"),),
)
NAMES = (None, "Ann Abel", "Brown, Ann", "Cain", "Li de Dong", "张伟")

AUTHORS = st.builds(
    lambda name, corresponding, orgs, affiliated: Author(name, corresponding, tuple(orgs), affiliated or bool(orgs)),
    st.sampled_from(NAMES),
    st.sampled_from([None, True, False]),
    st.lists(st.sampled_from(ORGS), max_size=2, unique=True),
    st.booleans(),
)
RECORDS = st.tuples(
    st.sampled_from(["papers", "projects"]),
    st.sampled_from([2018, 2020]),
    st.lists(AUTHORS, min_size=1, max_size=4),
    st.sampled_from(FIELDS),
)
WORLDS = st.lists(RECORDS, min_size=1, max_size=8).map(
    lambda records: World(
        tuple(Work(no, p, year, tuple(authors), fields) for no, (p, year, authors, fields) in enumerate(records)),
        CIRCLES,
        SIGNED,
        PLACES,
    )
)


@pytest.mark.parametrize(
    "table",
    [
        *("output_places", "output_circles", "output_countries", "output_orgs"),
        *("collab_places", "collab_orgs", "circle_partners"),
    ],
)
@FEW
@given(world=WORLDS)
def test_counts_equal_reference(table: str, world: World) -> None:
    rows = _rows(table, _linked(world))
    keys = [column for column in rows.column_names if column not in ("n_works", "year", "counting")]
    found = {tuple(row[c] for c in (*keys, "year", "counting")): row["n_works"] for row in rows.to_pylist()}
    assert found == pytest.approx(getattr(slow, table)(world))


@FEW
@given(world=WORLDS, answers=st.tuples(*[st.sampled_from([True, False, None])] * 3))
def test_leadership_equals_reference(world: World, answers: tuple[bool | None, ...]) -> None:
    tested = {("papers", field): answer for field, answer in zip(("F1", "F2", "C"), answers, strict=True)}
    tables = _linked(world) | {"author_order": _author_order(tested)}
    keys = ("population", "place_id", "field_id", "year", "rule")
    rows = _rows("leadership", tables).to_pylist()
    found = {(*(row[key] for key in keys), what): row[f"n_{what}"] for row in rows for what in ("led", "known")}
    assert found == pytest.approx(slow.leadership(world, tested))


@FEW
@given(world=WORLDS)
def test_author_order_equals_reference(world: World) -> None:
    rows = _rows("author_order", _linked(world)).to_pylist()
    found = {
        (r["population"], r["field_id"]): (r["n_works"], r["alphabetical_share"], r["expected_share"]) for r in rows
    }
    expected = slow.author_order(world)
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(expected[key]) for key in found)


@FEW
@given(world=WORLDS)
def test_coverage_equals_reference(world: World) -> None:
    rows = _rows("coverage", _linked(world))
    sums = [column for column in rows.column_names if column.startswith("n_")]
    found = {
        (row["population"], row["field_id"], row["year"], column): row[column]
        for row in rows.to_pylist()
        for column in sums
    }
    assert found == slow.coverage(world)


@FEW
@given(world=WORLDS)
def test_shares_of_a_population_never_exceed_its_works(world: World) -> None:
    rows = _rows("output_countries", _linked(world)).to_pylist()
    rows = [row for row in rows if row["counting"] == "fractional" and row["field_id"] == ""]
    whole = sum(row["n_works"] for row in rows if row["country_code"] == "")
    assert sum(row["n_works"] for row in rows if row["country_code"]) <= whole + 1e-9


def _rows(table: str, tables: dict[str, pa.Table]) -> pa.Table:
    connection = duckdb.connect()
    frames = {name: nw.from_native(connection.from_arrow(rows)) for name, rows in tables.items()}

    def made(name: str) -> nw.LazyFrame:
        if name not in frames:
            step = next(step for step in STEPS if step.name == name)
            frames[name] = step.make(*(made(needed) for needed in step.takes))
        return frames[name]

    return made(table).collect("pyarrow").to_native()


def _linked(world: World) -> dict[str, pa.Table]:
    """The linked tables of a world, as the pipeline makes them."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in INPUT_TYPES}
    for work in world.works:
        _add_work(rows, work)
    rows["members"] = [{"circle_id": c, "place_id": p} for c, places in world.circles.items() for p in places]
    rows["places"] = [{"place_id": p, "country_code": c} for p, c in world.countries.items()]
    rows["belt_and_road"] = [{"country_code": c, "signed_year": year} for c, year in world.signed.items()]
    return {
        name: pa.table({c: pa.array([row.get(c) for row in rows[name]], TYPES[t]) for c, t in columns.items()})
        for name, columns in INPUT_TYPES.items()
    }


def _add_work(rows: dict[str, list[dict[str, object]]], work: Work) -> None:
    head = {"work_no": work.work_no, "population": work.population, "year": work.year}
    people = [row for number, author in enumerate(work.authors) for row in _participants(work, number, author)]
    affiliated = [row for row in people if row["affiliation_no"] is not None]
    known = {f"n_{name}": sum(column in row for row in people) for name, column in KNOWN.items()}
    silent = sum(not author.is_affiliated for author in work.authors)
    counts = {"n_authors": len(work.authors), "n_affiliated": len(affiliated), "n_unaffiliated": silent}
    rows["works"].append(head | counts | known)
    rows["participants"].extend(head | row for row in people)
    rows["work_fields"].extend({"work_no": work.work_no, "field_id": f, "level": level} for f, level in work.fields)
    for org in sorted(work.orgs, key=lambda org: org.org_id):
        kinds = {"is_company": org.kind == "company", "is_university": org.kind == "university"}
        rows["work_places"].append(head | _where(org) | kinds | {"weight": work.share(lambda o, org=org: o == org)})


def _participants(work: Work, number: int, author: Author) -> list[dict[str, object]]:
    person = {
        "position": number + 1,
        "role": "author",
        "is_last": number + 1 == len(work.authors),
        "is_corresponding": author.is_corresponding,
        "person_name": author.name,
        "affiliation_no": 1 if author.is_affiliated else None,
        "weight": 1 / len(work.authors) / max(1, len(author.orgs)),
    }
    return [person | _where(org) for org in author.orgs] or [person]


def _where(org: Org) -> dict[str, object]:
    return {"org_id": org.org_id, "place_id": org.place_id, "country_code": org.country_code}


def _author_order(tested: dict[tuple[str, str], bool | None]) -> pa.Table:
    return pa.table(
        {
            "population": [population for population, _ in tested],
            "field_id": [field for _, field in tested],
            "is_alphabetical": pa.array(list(tested.values()), pa.bool_()),
        }
    )
