"""Where an organisation lies, from what its table says of its city."""

from __future__ import annotations

import pyarrow as pa
import pytest

from jialing.pipeline.places import gazetteer, placed
from jialing.schema.tables import TABLES

WHERE = gazetteer()


@pytest.mark.parametrize(
    ("country", "subdivision", "city", "place_id"),
    [
        ("CN", "Sichuan", "Mianyang", "CN-510700"),
        ("CN", "四川省", "绵阳市", "CN-510700"),
        ("CN", None, "绵阳", "CN-510700"),
        (None, None, "绵阳", "CN-510700"),
        (None, None, "Mianyang", "CN-510700"),
        (None, "四川", "绵阳市", "CN-510700"),
        (None, "Jiangsu", "Suzhou", "CN-320500"),
        (None, None, "Springfield", None),
        ("US", None, "Mianyang", None),
        (None, None, None, None),
        ("HK", None, None, "HK"),
    ],
)
def test_place_of_a_city(country: str | None, subdivision: str | None, city: str | None, place_id: str | None) -> None:
    assert WHERE.place_id(country, subdivision, city, None) == place_id


def test_a_city_of_its_own_keeps_its_id() -> None:
    assert WHERE.place_id(None, None, "Springfield", 4409896) == "gn-4409896"


def test_a_county_without_country_is_not_guessed_from_its_english_name() -> None:
    known = {name for p in WHERE.places for name in (p.name_en, *p.aliases)}
    counties = {c.name_en for c in WHERE.counties if not known & {c.name_en, *c.aliases}}
    assert {WHERE.place_id(None, None, name, None) for name in sorted(counties)[:50]} == {None}


def test_a_country_that_is_missing_is_filled_with_the_place() -> None:
    row = {"org_id": "local:1", "source": "s", "name": "x", "types": [], "status": "active", "city": "成都"}
    found = placed(pa.Table.from_pylist([row], schema=TABLES["organisations"].arrow()), WHERE)
    assert [found.column(c)[0].as_py() for c in ("place_id", "country_code")] == ["CN-510100", "CN"]
