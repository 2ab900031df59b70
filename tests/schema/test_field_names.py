"""OpenAlex's classification in two languages."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from jialing.schema import field_names

SHARED = Path(__file__).parents[3] / "shared" / "data" / "openalex" / "subfields.csv"


def test_fields_are_counted_by_level() -> None:
    assert Counter(f.level for f in field_names().values()) == {"domain": 4, "field": 26, "subfield": 252}


def test_fields_have_names_in_both_languages() -> None:
    assert [f.field_id for f in field_names().values() if not f.name_en or not f.name_zh or f.name_zh.isascii()] == []


def test_fields_lie_in_a_known_field_of_the_level_above() -> None:
    above = {"field": "domain", "subfield": "field"}
    wrong = [
        f.field_id
        for f in field_names().values()
        if f.parent_id is not None and field_names()[f.parent_id].level != above[f.level]
    ]
    assert wrong == []


def test_only_domains_have_no_parent() -> None:
    assert {f.level for f in field_names().values() if f.parent_id is None} == {"domain"}


def test_subfields_have_a_chinese_name_of_their_own() -> None:
    names = Counter(f.name_zh for f in field_names().values() if f.level == "subfield")
    assert [name for name, n in names.items() if n > 1] == []


def test_aerospace_is_engineering_in_the_physical_sciences() -> None:
    aerospace = field_names()["openalex:S2202"]
    assert (aerospace.name_en, aerospace.parent_id) == ("Aerospace Engineering", "openalex:F22")
    assert field_names()["openalex:F22"].parent_id == "openalex:D3"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/openalex")
def test_fields_agree_with_those_that_openalex_records_name() -> None:
    with SHARED.open(encoding="utf-8") as file:
        seen = list(csv.DictReader(file))
    ours = {f.field_id: f for f in field_names().values()}
    wrong = [
        row["subfield_id"]
        for row in seen
        if ours[f"openalex:S{row['subfield_id']}"].name_en != row["subfield_name"]
        or ours[f"openalex:F{row['field_id']}"].parent_id != f"openalex:D{row['domain_id']}"
    ]
    # Some records of OpenAlex give 2311 the name of 2209; see jialing/schema/data/README.md.
    assert wrong == ["2311"]
