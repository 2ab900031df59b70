"""Key areas that ship, and the rule that puts fields into them."""

from __future__ import annotations

import pytest

from jialing.schema import coded_fields, field_names, key_areas


def _coded() -> set[tuple[str, str]]:
    rows = [(f.field_id, f.parent_id, f.level, f.name_en, f.name_zh) for f in field_names().values()]
    return {(area, field) for area, field, _ in coded_fields(rows)}


def test_key_areas_are_nine_emerging_and_six_future_industries() -> None:
    parents = [area.parent_id for area in key_areas().values()]
    assert (parents.count("sei2018"), parents.count("future2024"), parents.count(None)) == (9, 6, 3)


def test_key_areas_are_not_verified_and_have_both_names() -> None:
    wrong = [a.area_id for a in key_areas().values() if a.is_verified or not a.name_en or a.name_zh.isascii()]
    assert wrong == []


def test_key_areas_lie_in_known_lists() -> None:
    assert {a.parent_id for a in key_areas().values() if a.parent_id} <= set(key_areas())


def test_advanced_manufacturing_is_ours() -> None:
    assert [a.area_id for a in key_areas().values() if not a.is_official] == ["ours:advanced-manufacturing"]


@pytest.mark.parametrize(
    ("field", "areas"),
    [
        ("openalex:S2202", {"future2024:space", "ours:advanced-manufacturing", "sei2018:2"}),
        ("openalex:S2104", {"future2024:energy", "sei2018:6"}),
        ("openalex:S1404", set()),  # Management Information Systems: a word of an area, and one that keeps it out
        ("openalex:S1202", set()),
        ("openalex:D3", set()),
    ],
)
def test_fields_are_coded_by_their_names(field: str, areas: set[str]) -> None:
    assert {area for area, coded in _coded() if coded == field} == areas


def test_related_services_are_not_coded() -> None:
    assert [area for area, _ in _coded() if area == "sei2018:9"] == []


def test_chinese_names_are_read_where_there_is_no_english_one() -> None:
    rows = [("x:1", None, "class", None, "航空航天工程"), ("x:2", None, "class", None, "历史学")]
    assert {field for _, field, _ in coded_fields(rows)} == {"x:1"}


def test_topics_follow_their_subfield_only() -> None:
    rows = [
        ("t:F", None, "field", "Aerospace", None),
        ("t:S", "t:F", "subfield", "Winds", None),
        ("t:T1", "t:S", "topic", "Gusts", None),
        ("t:S2", "t:F", "subfield", "Satellites", None),
        ("t:T2", "t:S2", "topic", "Orbits", None),
    ]
    coded = {(field, how) for area, field, how in coded_fields(rows) if area == "future2024:space"}
    assert coded == {("t:F", "name:aerospace"), ("t:S2", "name:satellite"), ("t:T2", "above:t:S2")}


def test_words_begin_a_word_of_the_name() -> None:
    rows = [("x:1", None, "class", "Metacomposites", None), ("x:2", None, "class", "Composites", None)]
    assert {field for area, field, _ in coded_fields(rows) if area == "sei2018:3"} == {"x:2"}
