"""Context decides between namesakes, and the year between an organisation and its successor; only where one fits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jialing.base.phrases import phrase
from jialing.pipeline import build
from tests.pipeline.conftest import ALONE, Built
from tests.pipeline.tiny import Author, organisation, work, works_part, write_jsonl

OXFORD, PARIS, LYON = (
    (2640729, "Oxford", "England", "GB"),
    (2988507, "Paris", "Île-de-France", "FR"),
    (2996944, "Lyon", "Auvergne-Rhône-Alpes", "FR"),
)
ONE, TWO, TALLOW, UMBER, OLD, NEW = (f"https://ror.org/0bsi0000{n}" for n in range(6))
BLUESTONE, BAYSIDE = "Bluestone Institute, Oxford, England", "Bayside Institute, Paris, France"


def bodies() -> list[dict[str, Any]]:
    found = [
        organisation(ONE, [("Bluestone Institute", "en")], OXFORD),
        organisation(TWO, [("Bayside Institute", "en")], PARIS),
        organisation(TALLOW, [("Tallow Academy", "en")], OXFORD),
        organisation(UMBER, [("Umber Academy", "en")], LYON),
        organisation(OLD, [("Marlowe Academy", "en")], OXFORD, status="inactive", relations=[("successor", NEW)]),
        organisation(NEW, [("Kestrel University", "en")], OXFORD) | {"established": 2010},
    ]
    for twin in found[:2]:
        twin["names"].append({"value": "BSI", "lang": None, "types": ["acronym"]})
    return found


def here(name: str, *strings: str) -> Author:
    return Author(name, strings)


WORKS = (
    work(1, 2015, [here("Ann Oak", "BSI"), here("Bo Elm", BLUESTONE)]),
    work(2, 2015, [here("Cy Ash", "BSI")]),
    work(3, 2016, [here("Cy Ash", BAYSIDE)]),
    work(4, 2015, [here("Di Fir", "BSI"), here("Ed Yew", "Tallow Academy, Oxford, England")]),
    work(5, 2015, [here("Flo Bay", "BSI"), here("Gus Rue", "Umber Academy, Lyon, France")]),
    work(6, 2015, [here("Hal Ivy", "BSI"), here("Ida May", BLUESTONE), here("Jo Lee", BAYSIDE)]),
    work(7, 2015, [here("Kay Ray", "BSI")]),
    work(10, 2009, [here("Len Fox", "Marlowe Academy")]),
    work(11, 2010, [here("Len Fox", "Marlowe Academy")]),
    work(12, 2011, [here("Len Fox", "Marlowe Academy"), here("Bo Elm", BLUESTONE)]),
)
MAPPING = """
name = "list"
title = { en = "List", zh = "列表" }
licence = "none stated"
[[population]]
id = "works"
kinds = ["article", "other"]
title = { en = "works", zh = "成果" }
complete = { en = "works of the test", zh = "测试成果" }
answers = ["output"]
[[file]]
match = ["list/signed.csv"]
target = "works"
population = "works"
defaults = { kind = "article" }
[file.columns]
source_id = "no"
year = "year"
authors = { column = "authors", split = ";" }
affiliations = { column = "where", split = ";", align = "authors" }
[[file]]
match = ["list/countries.parquet"]
target = "works"
population = "works"
defaults = { kind = "other" }
[file.columns]
source_id = "no"
year = "year"
participants = { column = "institutions", name = "name", country = "country", role = "participant" }
"""
SIGNED = 'no,year,authors,where\nS1,2015,Zoe Quince,BSI\nS2,2016,Zoe Quince,"Bayside Institute, Paris, France"\n'


def write_all(folder: Path) -> None:
    write_jsonl(works_part(folder, "2026-01-01", 0), WORKS)
    for name, text in (
        ("ror/v2.0-2026-01-01-ror-data_schema_v2.json", json.dumps(bodies())),
        ("mappings/list.toml", MAPPING),
        ("list/signed.csv", SIGNED),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    said = [[{"name": "BSI", "country": code}] for code in ("GB", "FR", "US")]
    rows = pa.table({"no": ["C1", "C2", "C3"], "year": [2015] * 3, "institutions": said})
    pq.write_table(rows, folder / "list" / "countries.parquet")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("looks") / "in"
    folder.mkdir()
    write_all(folder)
    return Built(folder.parent / "data", folder, build(folder.parent / "data", [folder], config=ALONE))


def first_row(built: Built, source_id: str) -> tuple[Any, ...]:
    query = """SELECT org_id, place_id, p.because FROM participants p JOIN linked_works USING (work_no)
               WHERE source_id LIKE ? ORDER BY position LIMIT 1"""
    return tuple(built.version.sql(query, [f"%{source_id}"]).to_pylist()[0].values())


@pytest.mark.parametrize(
    ("source_id", "org_id", "because"),
    [
        ("/W1", ONE, "because.co_author_organisation"),
        ("/W2", TWO, "because.author_elsewhere"),
        ("/W4", ONE, "because.place_of_work"),
        ("/W5", TWO, "because.country_of_work"),
        ("/W6", None, None),
        ("/W7", None, None),
        ("S1", TWO, "because.name_elsewhere"),
        ("C1", ONE, "because.country_of_row"),
        ("C2", TWO, "because.country_of_row"),
        ("C3", None, None),
    ],
)
def test_context_decides_where_exactly_one_fits(
    told: Built, source_id: str, org_id: str | None, because: str | None
) -> None:
    found = first_row(told, source_id)
    assert (found[0], found[2]) == (org_id, because)


@pytest.mark.parametrize(
    ("number", "org_id", "because"),
    [(10, OLD, None), (11, OLD, None), (12, NEW, "because.successor_by_year")],
)
def test_works_after_the_successor_was_founded_are_its_own(
    told: Built, number: int, org_id: str, because: str | None
) -> None:
    found = first_row(told, f"/W{number}")
    assert (found[0], found[2]) == (org_id, because)


def test_an_organisation_found_by_context_is_where_it_lies(told: Built) -> None:
    assert first_row(told, "/W1")[1] == first_row(told, "/W4")[1] == "gn-2640729"


def test_rows_that_context_decided_are_resolved(told: Built) -> None:
    query = "SELECT n_affiliated, n_resolved FROM linked_works WHERE source_id LIKE '%/W1'"
    assert told.version.sql(query).to_pylist() == [{"n_affiliated": 2, "n_resolved": 2}]


def test_weights_still_add_up_to_works(told: Built) -> None:
    query = "SELECT work_no, round(sum(weight), 9) AS w FROM participants GROUP BY work_no HAVING w <> 1"
    assert told.version.sql(query).to_pylist() == []


def test_the_string_itself_stays_undecided(told: Built) -> None:
    query = "SELECT org_ids, abstention, candidates FROM affiliations WHERE affiliation = 'BSI'"
    (row,) = told.version.sql(query).to_pylist()
    assert (row["org_ids"], row["abstention"]) == ([], "ambiguous")
    assert [one["org_id"] for one in json.loads(row["candidates"])] == [ONE, TWO]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_reasons_of_rows_are_worded(told: Built, lang: str) -> None:
    codes = told.version.sql("SELECT DISTINCT because FROM participants WHERE because IS NOT NULL").to_pylist()
    assert all(phrase(row["because"], lang) for row in codes)
