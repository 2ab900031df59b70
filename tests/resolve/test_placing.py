"""Which place a string is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jialing.resolve import Resolution

Ask = Callable[[str], Resolution]


def test_place_is_the_organisation_s(ask: Ask) -> None:
    answer = ask("Sichuan University")
    assert (answer.place_id, answer.country_code, answer.province) == ("CN-510100", "CN", "Sichuan")


@pytest.mark.parametrize(
    ("text", "org_id", "place_id"),
    [
        ("Harbin Institute of Technology (Shenzhen), Shenzhen, China", "hit", "CN-440300"),
        ("Shenzhen Institute for Advanced Study, UESTC", "uestc", "CN-440300"),
        (
            "Yangtze Delta Institute, University of Electronic Science and Technology of China, Huzhou",
            "uestc",
            "CN-330500",
        ),
        ("电子科技大学中山学院", "uestc", "CN-442000"),
        ("四川大学宜宾研究院", "scu", "CN-511500"),
        ("Chengdu Branch of Chinese Academy of Sciences", "cas", "CN-510100"),
    ],
)
def test_place_of_a_campus_or_branch_is_its_own(ask: Ask, text: str, org_id: str, place_id: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id, answer.because.code) == ((org_id,), place_id, "because.branch_place")


def test_place_of_another_organisation_in_the_list_is_not_taken(ask: Ask) -> None:
    answer = ask("Invented Research Center, Beijing + Chongqing University")
    assert (answer.org_ids, answer.place_id) == (("cqu",), "CN-500000")


@pytest.mark.parametrize(
    ("text", "place_id", "country"),
    [
        ("Chengdu, China", "CN-510100", "CN"),
        ("No. 2006, Xiyuan Ave, West Hi-Tech Zone, 611731, Chengdu, Sichuan, P.R. China", "CN-510100", "CN"),
        ("Invented Robots Co., Ltd., Mianyang 621000", "CN-510700", "CN"),
        ("Chengdu Invented Software Co., Ltd.", "CN-510100", "CN"),
        ("Chengdu Inventions (China)", "CN-510100", "CN"),
        ("Inventions Chengdu Style (China)", None, "CN"),
        ("Street 1, Vienna, Austria", None, "AT"),
        ("Somewhere in the hills, France", None, "FR"),
    ],
)
def test_place_is_given_without_an_organisation(ask: Ask, text: str, place_id: str | None, country: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id, answer.country_code) == ((), place_id, country)
    assert answer.because.code == "because.place_only"


@pytest.mark.parametrize(
    ("text", "province", "place_id"),
    [
        ("四川省某某研究中心", "Sichuan", None),
        ("成都某某科技有限公司", "Sichuan", "CN-510100"),
        ("重庆城市管理职业学院", "Chongqing", "CN-500000"),
        ("重庆市渝中区某某研究所", "Chongqing", "CN-500000"),
        ("广西某某有限公司", "Guangxi", None),
        ("某某学院南京分院", "Jiangsu", "CN-320100"),
    ],
)
def test_place_is_read_from_an_unknown_chinese_name(ask: Ask, text: str, province: str, place_id: str | None) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.province, answer.place_id) == ((), province, place_id)
    assert answer.because.code == "because.place_in_name"


@pytest.mark.parametrize("text", ["四川大学日本研究所", "四川大学环境与资源学院", "四川大学东方文化研究所"])
def test_place_is_not_read_from_words_of_a_discipline(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id) == (("scu",), "CN-510100")


def test_place_is_not_a_person_s_name(ask: Ask) -> None:
    assert ask("Sydney Smith and Paris Jones").country_code is None


def test_place_of_two_places_of_one_name_is_decided_by_the_province(ask: Ask) -> None:
    answers = [ask(f"Invented Laboratory, Suzhou, {province}, China") for province in ("Jiangsu", "Anhui")]
    assert [a.place_id for a in answers] == ["CN-320500", "CN-341300"]
