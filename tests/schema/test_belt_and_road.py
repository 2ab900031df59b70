"""Countries that signed a document of cooperation on the Belt and Road."""

from collections import Counter
from datetime import date

import pytest

from jialing.schema import BeltAndRoadCountry, belt_and_road, countries


def _signed(code: str) -> BeltAndRoadCountry:
    (found,) = (c for c in belt_and_road() if c.country_code == code)
    return found


def test_belt_and_road_countries_are_known_and_stand_once() -> None:
    codes = Counter(c.country_code for c in belt_and_road())
    assert set(codes) <= set(countries())
    assert max(codes.values()) == 1


def test_belt_and_road_has_155_countries_of_which_two_left() -> None:
    assert (len(belt_and_road()), [c.country_code for c in belt_and_road() if c.until]) == (155, ["IT", "PA"])


def test_belt_and_road_rows_all_name_a_document() -> None:
    assert [c.country_code for c in belt_and_road() if not c.document] == []


def test_belt_and_road_rows_ship_unverified() -> None:
    assert {c.is_verified for c in belt_and_road()} == {False}


def test_belt_and_road_dates_follow_the_initiative() -> None:
    assert [c.country_code for c in belt_and_road() if c.signed_on and c.signed_on < date(2013, 9, 7)] == []


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("IT", date(2019, 3, 22), False),
        ("IT", date(2020, 1, 1), True),
        ("IT", date(2024, 1, 1), False),
        ("PA", date(2025, 3, 1), False),
        ("TH", date(2015, 1, 1), True),
    ],
)
def test_country_is_in_between_signing_and_leaving(code: str, on: date, expected: bool) -> None:
    assert _signed(code).is_in(on) is expected


@pytest.mark.parametrize(("code", "precision"), [("IT", "day"), ("GE", "month"), ("ET", "year"), ("TH", "")])
def test_date_says_how_precise_it_is(code: str, precision: str) -> None:
    assert _signed(code).precision == precision
