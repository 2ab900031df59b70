"""Who carries a work: patents and projects with participants, funders, works without any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jialing.pipeline import build
from tests.pipeline.conftest import ALONE, Built
from tests.pipeline.tiny import CQU, FIRM, MIT, SCU, write_world

PROJECT = """id;acronym;status;title;startDate;ecSignatureDate;ecMaxContribution;objective;frameworkProgramme
1;ONE;SIGNED;First project;2019-01-01;2018-12-01;1000,5;Words;H2020
2;TWO;SIGNED;Second project;2020-01-01;2019-12-01;;Words;H2020
"""
ORGANISATION = """projectID;projectAcronym;organisationID;vatNumber;name;shortName;city;country;order;role;ecContribution
1;ONE;1;;Sichuan University;SCU;Chengdu;CN;1;coordinator;500
1;ONE;2;;Massachusetts Institute of Technology;MIT;Cambridge;US;2;participant;500,5
99;NONE;1;;Sichuan University;SCU;Chengdu;CN;1;coordinator;500
"""  # noqa: E501
MAPPING = """
name = "bureau"
title = { en = "Bureau", zh = "科技局" }
licence = "none stated"
[[population]]
id = "patents"
kinds = ["patent"]
title = { en = "patents", zh = "专利" }
complete = { en = "patents of the test", zh = "测试专利" }
answers = ["output", "collaboration"]
[[file]]
match = ["bureau/patents.csv"]
target = "works"
population = "patents"
defaults = { kind = "patent" }
[file.columns]
source_id = "no"
title = "title"
year = "year"
authors = { column = "inventors", split = ";" }
participants = { column = "applicants", split = ";", role = "applicant" }
"""
PATENTS = """no,title,year,inventors,applicants
P1,One,2020,Li Wei;Wang Fang;Zhao Min,"Sichuan University, Chengdu;Chongqing University, Chongqing"
P2,Two,2021,Li Wei,
P3,Three,2021,,"Sichuan University, Chengdu;Sichuan University, Chengdu"
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("mixed") / "in"
    write_world(folder)
    for name, text in (("cordis/project.csv", PROJECT), ("cordis/organization.csv", ORGANISATION)):
        put(folder / name, text)
    put(folder / "mappings" / "bureau.toml", MAPPING)
    put(folder / "bureau" / "patents.csv", PATENTS)
    data = folder.parent / "data"
    return Built(data, folder, build(data, [folder], config=ALONE))


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def participants(built: Built, source_id: str) -> list[tuple[Any, ...]]:
    query = """SELECT p.role, p.position, p.org_id, round(p.weight, 9) AS weight FROM participants p
               JOIN linked_works w USING (work_no) WHERE w.source_id = ? AND w.source <> 'openalex'
               ORDER BY p.role, p.position"""
    return [tuple(r.values()) for r in built.version.sql(query, [source_id]).to_pylist()]


def test_partners_of_a_project_share_it(mixed: Built) -> None:
    assert participants(mixed, "1") == [("coordinator", 1, SCU, 0.5), ("participant", 2, MIT, 0.5)]


def test_a_project_without_partners_is_a_work_all_the_same(mixed: Built) -> None:
    found = mixed.version.sql(
        "SELECT title, n_affiliated FROM linked_works WHERE source = 'cordis' AND source_id = '2'"
    )
    assert (found.to_pylist(), participants(mixed, "2")) == ([{"title": "Second project", "n_affiliated": 0}], [])


def test_a_partner_of_a_project_that_no_file_has_is_set_aside(mixed: Built) -> None:
    query = "SELECT code, file, params FROM quarantine WHERE source = 'cordis'"
    assert [tuple(r.values()) for r in mixed.version.sql(query).to_pylist()] == [
        ("reject.no_such_work", "cordis/organization.csv", '{"id":"99"}')
    ]


def test_in_is_kept_and_quarantined_with_what_merging_set_aside(mixed: Built) -> None:
    (cordis,) = (s for s in mixed.report.sources if s.source == "cordis")
    assert (cordis.n_in, cordis.n_kept, cordis.n_quarantined) == (5, 4, 1)


def test_applicants_carry_a_patent_and_inventors_weigh_nothing(mixed: Built) -> None:
    assert participants(mixed, "P1") == [
        ("applicant", 1, SCU, 0.5),
        ("applicant", 2, CQU, 0.5),
        ("author", 1, None, 0.0),
        ("author", 2, None, 0.0),
        ("author", 3, None, 0.0),
    ]


def test_a_patent_without_applicants_is_its_inventors(mixed: Built) -> None:
    assert participants(mixed, "P2") == [("author", 1, None, 1.0)]


def test_the_same_applicant_twice_is_one_place_with_all_the_weight(mixed: Built) -> None:
    query = """SELECT place_id, org_id, round(weight, 9) AS weight FROM work_places JOIN linked_works USING (work_no)
               WHERE source_id = 'P3'"""
    assert [tuple(r.values()) for r in mixed.version.sql(query).to_pylist()] == [("CN-510100", SCU, 1.0)]


def test_populations_are_kept_apart(mixed: Built) -> None:
    query = "SELECT population, count(*) AS n FROM linked_works GROUP BY ALL ORDER BY ALL"
    assert [tuple(r.values()) for r in mixed.version.sql(query).to_pylist()] == [
        ("bureau:patents", 3),
        ("cordis:projects", 2),
        ("openalex:publications", 7),
    ]


def test_works_are_numbered_in_the_order_of_population_and_year(mixed: Built) -> None:
    found = mixed.version.sql("SELECT population, year FROM linked_works ORDER BY work_no").to_pylist()
    keys = [tuple(r.values()) for r in found]
    assert keys == sorted(keys)


def test_companies_are_marked(mixed: Built) -> None:
    found = mixed.version.sql("SELECT types FROM organisations WHERE org_id = ?", [FIRM]).to_pylist()
    assert found == [{"types": ["company"]}]


def test_participations_keep_what_was_written_beside_what_it_was_taken_for(mixed: Built) -> None:
    query = """SELECT p.affiliation, p.org_ids, p.because IS NOT NULL AS has_reason, p.amount, p.currency
        FROM linked_participations p JOIN linked_works w USING (work_no)
        WHERE w.source = 'cordis' AND w.source_id = '1' ORDER BY p.position"""
    assert [tuple(r.values()) for r in mixed.version.sql(query).to_pylist()] == [
        ("Sichuan University (Chengdu, CN)", [SCU], True, 500.0, "EUR"),
        ("Massachusetts Institute of Technology (Cambridge, US)", [MIT], True, 500.5, "EUR"),
    ]


def test_every_field_of_a_work_is_ranked(mixed: Built) -> None:
    query = "SELECT min(rank), bool_and((rank = 1) = is_primary), count(*) > 0 FROM linked_fields"
    assert tuple(mixed.version.sql(query).to_pylist()[0].values()) == (1, True, True)
