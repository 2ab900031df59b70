"""The small tables of who belongs to what."""

from __future__ import annotations

from datetime import date

from jialing.measure import belt_and_road_countries, circle_members
from jialing.schema.circles import Circle, Member


def _circle(*members: Member) -> Circle:
    return Circle(
        circle_id="west",
        version="1",
        name_en="West",
        name_zh="西部",
        short_en="W",
        short_zh="西",
        members=members,
        comparators=(),
        centres=(),
        document="",
    )


def test_members_that_left_are_no_members_in_any_year() -> None:
    circle = _circle(Member("CN-1", since=date(2011, 5, 1)), Member("CN-2", until=date(2019, 1, 1)), Member("CN-3"))
    members = circle_members({"west": circle}).to_pylist()
    assert members == [{"circle_id": "west", "place_id": "CN-1"}, {"circle_id": "west", "place_id": "CN-3"}]


def test_no_circles_give_an_empty_table_of_text() -> None:
    table = circle_members({})
    assert (table.num_rows, [str(kind) for kind in table.schema.types]) == (0, ["string", "string"])


def test_unknown_day_of_signing_is_null() -> None:
    rows = belt_and_road_countries([("KZ", date(2015, 8, 31)), ("XX", None)]).to_pylist()
    assert rows == [{"country_code": "KZ", "signed_year": 2015}, {"country_code": "XX", "signed_year": None}]
