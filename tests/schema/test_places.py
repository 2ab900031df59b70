"""Places and the counties that fold into them."""

from collections import Counter

import pytest

from jialing.schema import Place, counties, places


def _by_id() -> dict[str, Place]:
    return {place.place_id: place for place in places()}


def _folds(name_zh: str) -> set[str]:
    return {county.place_id for county in counties() if county.name_zh == name_zh}


def test_places_are_counted_by_kind() -> None:
    assert Counter(place.kind for place in places()) == {"prefecture": 333, "city": 32, "municipality": 4, "region": 2}


def test_places_have_unique_ids() -> None:
    assert max(Counter(place.place_id for place in places()).values()) == 1


def test_places_have_names_in_both_languages() -> None:
    nameless = [p.place_id for p in places() if not (p.name_en and p.name_zh and p.province_en and p.province_zh)]
    assert nameless == []


def test_places_english_names_are_latin_and_chinese_names_are_not() -> None:
    assert [p.place_id for p in places() if not p.name_en[0].isascii() or p.name_zh.isascii()] == []


def test_places_lie_in_china() -> None:
    outside = [p.place_id for p in places() if p.lat is not None and not (3 < p.lat < 54 and 73 < (p.lng or 0) < 136)]
    assert outside == []


def test_places_without_coordinates_are_two_new_cities() -> None:
    assert [p.name_zh for p in places() if p.lat is None or p.lng is None] == ["新星", "白杨"]


def test_places_share_no_geonames_id() -> None:
    assert max(Counter(i for p in places() for i in p.geonames_ids).values()) == 1


def test_places_aliases_do_not_repeat_the_names() -> None:
    assert [p.place_id for p in places() if {p.name_en, p.name_zh} & set(p.aliases)] == []


def test_places_share_six_names_only() -> None:
    names = Counter(name for p in places() for name in {p.name_en, p.name_zh, *p.aliases})
    shared = {"Fuzhou", "Suzhou", "Taizhou", "Yichun", "Yulin", "Suchow"}
    assert {name for name, n in names.items() if n > 1} == shared


@pytest.mark.parametrize(
    ("place_id", "name_en", "lat", "lng"),
    [
        ("CN-500000", "Chongqing", 29.56, 106.55),
        ("CN-510100", "Chengdu", 30.66, 104.07),
        ("CN-350200", "Xiamen", 24.48, 118.09),
        ("CN-610100", "Xi'an", 34.27, 108.94),
        ("CN-650100", "Urumqi", 43.82, 87.61),
        ("CN-150100", "Hohhot", 40.82, 111.67),
        ("CN-540100", "Lhasa", 29.65, 91.12),
        ("CN-511800", "Ya'an", 29.99, 103.0),
        ("CN-410700", "Xinxiang", 35.3, 113.92),
        ("CN-433100", "Xiangxi", 28.31, 109.74),
        ("HK", "Hong Kong", 22.28, 114.17),
        ("MO", "Macao", 22.2, 113.55),
    ],
)
def test_place_has_its_usual_name_and_position(place_id: str, name_en: str, lat: float, lng: float) -> None:
    place = _by_id()[place_id]
    assert place.name_en == name_en
    assert (place.lat, place.lng) == pytest.approx((lat, lng), abs=0.05)


@pytest.mark.parametrize(
    ("place_id", "alias"),
    [
        ("CN-110000", "Peking"),
        ("CN-500000", "Chungking"),
        ("CN-440100", "Canton"),
        ("CN-320500", "Soochow"),
        ("CN-370200", "Tsingtao"),
        ("CN-610100", "Xian"),
        ("CN-513300", "Garzê"),
        ("CN-513200", "Ngawa"),
        ("CN-513400", "凉山彝族自治州"),
        ("CN-500000", "重慶"),
        ("CN-420600", "Xiangfan"),
        ("MO", "Macau"),
    ],
)
def test_place_has_alias(place_id: str, alias: str) -> None:
    assert alias in _by_id()[place_id].aliases


@pytest.mark.parametrize(("place_id", "geonames_id"), [("CN-510100", 1815286), ("CN-500000", 1814906)])
def test_place_has_its_city_as_first_geonames_id(place_id: str, geonames_id: int) -> None:
    assert _by_id()[place_id].geonames_ids[0] == geonames_id


def test_counties_have_unique_codes() -> None:
    assert max(Counter(county.code for county in counties() if county.code).values()) == 1


def test_counties_have_names_in_both_languages() -> None:
    assert [c.code for c in counties() if not c.name_en.replace("'", "").isalpha() or c.name_zh.isascii()] == []


def test_counties_fold_into_known_places() -> None:
    assert {county.place_id for county in counties()} <= set(_by_id())


def test_counties_fold_by_their_code() -> None:
    assert [c.code for c in counties() if c.code and c.place_id[3:5] != c.code[:2]] == []


def test_counties_are_counted_present_and_former() -> None:
    assert Counter(county.is_former for county in counties()) == {False: 2817, True: 143}


def test_chongqing_has_36_districts_and_counties_since_jiangbei_and_yubei_merged() -> None:
    here = [county for county in counties() if county.place_id == "CN-500000"]
    assert sum(not county.is_former for county in here) == 36
    assert {"江北区", "渝北区"} < {county.name_zh for county in here if county.is_former}


@pytest.mark.parametrize(
    ("name_zh", "place_id"),
    [
        ("江油市", "CN-510700"),
        ("昆山市", "CN-320500"),
        ("北碚区", "CN-500000"),
        ("渝北区", "CN-500000"),
        ("郫县", "CN-510100"),
        ("莱城区", "CN-370100"),
        ("忠县", "CN-500000"),
        ("石柱土家族自治县", "CN-500000"),
        ("郫都区", "CN-510100"),
        ("义乌市", "CN-330700"),
        ("海淀区", "CN-110000"),
        ("浦东新区", "CN-310000"),
        ("滨海新区", "CN-120000"),
        ("西昌市", "CN-513400"),
        ("北川羌族自治县", "CN-510700"),
    ],
)
def test_county_folds_into(name_zh: str, place_id: str) -> None:
    assert _folds(name_zh) == {place_id}


@pytest.mark.parametrize(
    ("name_zh", "name_en"),
    [
        ("江油市", "Jiangyou"),
        ("都江堰市", "Dujiangyan"),
        ("什邡市", "Shifang"),
        ("荥经县", "Yingjing"),
        ("长寿区", "Changshou"),
        ("大足区", "Dazu"),
        ("单县", "Shanxian"),
        ("六合区", "Luhe"),
        ("乐清市", "Yueqing"),
        ("大厂回族自治县", "Dachang"),
        ("瀍河回族区", "Chanhe"),
    ],
)
def test_county_is_read_as_it_is_spoken(name_zh: str, name_en: str) -> None:
    assert [county.name_en for county in counties() if county.name_zh == name_zh] == [name_en]
