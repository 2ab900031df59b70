"""Names and codes of countries."""

import pytest

from jialing.schema import countries


def _codes(name: str) -> set[str]:
    return {c.code for c in countries().values() if name in (c.name_en, c.name_zh, *c.aliases)}


def test_countries_are_iso_and_kosovo() -> None:
    assert len(countries()) == 250


def test_countries_have_names_in_both_languages() -> None:
    assert [c.code for c in countries().values() if not c.name_en or not c.name_zh or c.name_zh.isascii()] == []


def test_countries_are_keyed_by_their_code() -> None:
    assert [code for code, country in countries().items() if code != country.code] == []


def test_countries_share_no_name() -> None:
    names = [name for c in countries().values() for name in {c.name_en, c.name_zh, *c.aliases}]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("England", "GB"),
        ("Scotland", "GB"),
        ("P.R. China", "CN"),
        ("PR China", "CN"),
        ("中华人民共和国", "CN"),
        ("Republic of Korea", "KR"),
        ("South Korea", "KR"),
        ("Viet Nam", "VN"),
        ("Deutschland", "DE"),
        ("Turkey", "TR"),
        ("Holland", "NL"),
        ("DEU", "DE"),
    ],
)
def test_country_is_known_by(name: str, code: str) -> None:
    assert _codes(name) == {code}


@pytest.mark.parametrize("code", ["HK", "MO", "TW"])
def test_country_codes_are_as_in_the_sources(code: str) -> None:
    assert countries()[code].code == code
