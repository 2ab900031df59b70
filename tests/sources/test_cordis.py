"""CORDIS as downloaded: CSV with semicolons and decimal commas, JSON, zip."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from jialing.sources import discover
from tests.sources.reading import FILES, Read, read_folder

NAMES = ("project.csv", "organization.csv", "euroSciVoc.csv")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    for name in NAMES:
        shutil.copy(FILES / name, tmp_path / name)
    return read_folder(tmp_path)


def test_projects_become_works(read: Read) -> None:
    row = read.tables["works"][0]
    assert {k: str(v) for k, v in row.items() if v is not None} == {
        "source_id": "101000001",
        "population": "cordis:projects",
        "kind": "project",
        "title": "Rivers; dams & cities",
        "year": "2021",
        "published_on": "2021-06-01",
        "venue": "H2020",
        "url": "https://cordis.europa.eu/project/id/101000001",
        "n_authors": "0",
        "is_retracted": "False",
        "amount": "3999946.25",
        "currency": "EUR",
    }


def test_project_without_start_takes_the_year_of_signature(read: Read) -> None:
    assert (read.tables["works"][1]["year"], read.repairs["repair.value_from_other_column"]) == (2022, 1)


def test_missing_amount_is_unknown(read: Read) -> None:
    assert (read.tables["works"][1]["amount"], read.tables["works"][1]["currency"]) == (None, None)


def test_quoted_cell_may_hold_lines_and_quotes(read: Read) -> None:
    assert read.column("abstracts", "abstract") == ['Said "slowly":\nin two lines.']


def test_organisations_become_participations(read: Read) -> None:
    rows = [(r["position"], r["role"], r["affiliation"], r["given_countries"]) for r in read.tables["participations"]]
    assert rows == [
        (1, "coordinator", "UNIVERSITY OF EXAMPLE (BIRMINGHAM, GB)", ["GB"]),
        (2, "participant", "SICHUAN UNIVERSITY (Chengdu, CN)", ["CN"]),
    ]


def test_amount_of_nothing_is_zero_and_not_unknown(read: Read) -> None:
    assert read.column("participations", "amount") == [1999946.25, 0.0]


def test_vocabulary_gives_fields_with_those_above(read: Read) -> None:
    rows = [(r["field_id"], r["level"], r["parent_id"], r["name_en"]) for r in read.tables["fields"]]
    assert rows == [
        ("euroscivoc:23", "domain", None, "natural sciences"),
        ("euroscivoc:23/43", "field", "euroscivoc:23", "physical sciences"),
        ("euroscivoc:23/43/251", "subfield", "euroscivoc:23/43", "optics"),
        ("euroscivoc:29", "domain", None, "social sciences"),
        ("euroscivoc:29/97", "field", "euroscivoc:29", "political sciences"),
    ]


def test_first_field_of_a_project_is_primary(read: Read) -> None:
    assert read.column("work_fields", "is_primary") == [True, False]


def test_zip_as_downloaded_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cordis-HORIZONprojects-csv.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            archive.write(FILES / name, name)
        archive.writestr("topics.csv", '"projectID";"topic"\n')
    read = read_folder(tmp_path)
    assert (read.n_in, {name: len(rows) for name, rows in read.tables.items()}) == (
        6,
        {"works": 2, "abstracts": 1, "participations": 2, "work_fields": 2, "fields": 5},
    )


def test_json_is_read_as_csv_is(tmp_path: Path) -> None:
    shutil.copy(FILES / "project.json", tmp_path / "project.json")
    assert read_folder(tmp_path).column("works", "amount") == [3999946.25]


def test_population_is_declared_with_projects_only(tmp_path: Path) -> None:
    shutil.copy(FILES / "organization.csv", tmp_path / "organization.csv")
    assert discover(tmp_path).found[0].info.populations == ()


def test_project_file_of_something_else_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "project.csv").write_text("id,name\n1,kitchen\n")
    assert discover(tmp_path).unknown == ("project.csv",)
