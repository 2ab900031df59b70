"""Chinese strings and places of China: words that only look like places, seats by rank, branches, namesakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jialing.resolve import Hint, NameIndex, Resolution, resolve
from tests.resolve.registry import BODIES, Body, index_of

Ask = Callable[[str], Resolution]


@pytest.mark.parametrize(
    "text",
    [
        "解放军某某学院",
        "平安某某有限公司",
        "公安部第九某某研究所",
        "光明某某股份有限公司",
        "东风某某汽车厂",
        "紫金某某矿业集团",
        "孙中山某某纪念馆",
        "汉阳大学",
        "合作某某学校",
    ],
)
def test_word_that_is_also_a_county_is_no_place(ask: Ask, text: str) -> None:
    assert ask(text).place_id is None


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("昆山某某精密机械有限公司", "CN-320500"),
        ("江油市某某材料厂", "CN-510700"),
        ("解放区某某学校", "CN-410800"),
        ("某某研究所，昆山", "CN-320500"),
        ("義烏市某某公司", "CN-330700"),
        ("（成都）某某软件公司", "CN-510100"),
        ("ＡＢ某某科技（绵阳）有限公司", "CN-510700"),
    ],
)
def test_county_or_city_of_an_unknown_body_is_its_place(ask: Ask, text: str, place_id: str) -> None:
    assert ask(text).place_id == place_id


def test_county_inside_a_longer_word_is_no_place(ask: Ask) -> None:
    answer = ask("四川大学南海区域研究中心")
    assert (answer.org_ids, answer.place_id) == (("scu",), "CN-510100")


def test_foreign_country_that_is_studied_is_no_place(ask: Ask) -> None:
    assert ask("某某-韩国学研究所").country_code is None


@pytest.mark.parametrize(
    ("text", "place_id"),
    [("吉林省某某研究所", None), ("吉林某某公司", None), ("吉林市某某公司", "CN-220200")],
)
def test_province_goes_before_the_city_of_its_name(ask: Ask, text: str, place_id: str | None) -> None:
    answer = ask(text)
    assert (answer.province, answer.place_id) == ("Jilin", place_id)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("四川省社会科学院", "CN-510100"),
        ("四川社科院某某研究所", "CN-510100"),
        ("中共广西区委党校", "CN-450100"),
        ("内蒙古自治区人民医院", "CN-150100"),
        ("陕西省教育厅", "CN-610100"),
    ],
)
def test_body_of_a_province_sits_in_its_capital(ask: Ask, text: str, place_id: str) -> None:
    answer = ask(text)
    assert (answer.place_id, answer.because.code) == (place_id, "because.provincial_seat")


@pytest.mark.parametrize(
    "text", ["四川省某某有限公司", "四川省第二监狱", "四川某某职业学院", "四川省某某研究中心", "四川省委第二党校"]
)
def test_other_bodies_with_a_province_s_name_have_no_city(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer.province, answer.place_id) == ("Sichuan", None)


def test_organ_of_the_state_sits_in_the_capital(ask: Ask) -> None:
    answer = ask("国家某某总局某某司")
    assert (answer.place_id, answer.because.code) == ("CN-110000", "because.national_seat")


@pytest.mark.parametrize("text", ["国家某某重点实验室", "国家某某局第三研究所", "中国某某学院"])
def test_other_bodies_of_the_state_have_no_city(ask: Ask, text: str) -> None:
    assert ask(text).place_id is None


@pytest.mark.parametrize(
    ("text", "org_id", "place_id"),
    [
        ("电子科技大学长三角研究院(衢州)", "uestc", "CN-330800"),
        ("電子科技大學長三角研究院（湖州）", "uestc", "CN-330500"),
        ("四川大学（深圳）", "scu", "CN-440300"),
        ("重庆大学昆山创新研究院有限公司", "cqu", "CN-320500"),
        ("Sichuan University Shenzhen Research Institute", "scu", "CN-440300"),
        ("Chongqing University (Suzhou Campus), Jiangsu, China", "cqu", "CN-320500"),
        ("Yangtze Delta Region Institute (Quzhou), UESTC, Quzhou, Zhejiang", "uestc", "CN-330800"),
    ],
)
def test_branch_in_another_province_lies_there(ask: Ask, text: str, org_id: str, place_id: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id) == ((org_id,), place_id)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Invented Institute, Hang Zhou, China", "CN-330100"),
        ("Invented Co., Shen Zhen", "CN-440300"),
        ("Invented Institute, Hongkong", "HK"),
        ("Invented Brand Research Beijing, China", "CN-110000"),
        ("INVENTED BOILER GROUP CO LTD (ZIGONG SICHUAN, CN)", "CN-510300"),
        ("EU PROJECT INVENTED CENTRE (CHENGDU)", "CN-510100"),
        ("Jilin City Invented Institute, Jilin City, China", "CN-220200"),
    ],
)
def test_city_is_read_however_it_is_written(ask: Ask, text: str, place_id: str) -> None:
    assert ask(text).place_id == place_id


ABROAD = (
    *(Body(f"gb{n}", f"Aberdeen Invented Body {n}", "Aberdeen", "Scotland", "GB") for n in range(9)),
    Body("hk", "Invented Harbour Body", "Aberdeen", "Hong Kong", "HK"),
    Body("do", "Invented Island Body", "National", "National", "DO"),
    *(Body(f"us{n}", f"National Invented Body {n}", "Springfield", "Illinois", "US") for n in range(9)),
)


@pytest.fixture(scope="module")
def wide() -> NameIndex:
    return index_of((*BODIES, *ABROAD))


def test_place_elsewhere_than_the_source_says_loses(wide: NameIndex) -> None:
    answer = resolve(wide, ["Invented Tools (Aberdeen)"], [Hint(country_codes=("GB",))])[0]
    assert (answer.place_id, answer.country_code) == (None, "GB")


def test_place_elsewhere_than_the_source_says_wins_if_its_country_is_named(wide: NameIndex) -> None:
    answer = resolve(wide, ["Invented Tools, Chengdu, China"], [Hint(country_codes=("GB",))])[0]
    assert (answer.place_id, answer.country_code) == ("CN-510100", "CN")


def test_place_that_bodies_elsewhere_are_named_after_is_not_meant(wide: NameIndex) -> None:
    answers = resolve(wide, ["National Institute of Rivers", "Institute of Rivers, Aberdeen"])
    assert [one.country_code for one in answers] == [None, "GB"]


def test_place_with_an_ordinary_name_is_meant_beside_its_country(wide: NameIndex) -> None:
    assert resolve(wide, ["Institute of Rivers, National, Dominican Republic"])[0].country_code == "DO"


UNWRITTEN = (
    Body("anshun", "Anshun University", "Anshun", "Guizhou"),
    Body("jingchu", "Jingchu University of Technology", "Jingmen", "Hubei"),
    Body("xinan", "Southwest University of Invented Medicine", "Luzhou", "Sichuan"),
)


@pytest.mark.parametrize(
    ("text", "org_ids"),
    [("安顺学院", ("anshun",)), ("荆楚理工学院某某系", ("jingchu",)), ("安阳学院", ()), ("西南某某大学", ())],
)
def test_chinese_name_is_heard_of_which_only_the_english_is_known(text: str, org_ids: tuple[str, ...]) -> None:
    answer = resolve(index_of((*BODIES, *UNWRITTEN)), [text])[0]
    assert answer.org_ids == org_ids


def test_college_that_became_a_university_keeps_its_old_name() -> None:
    index = index_of(
        (*BODIES, Body("law", "Invented Law University", "Chongqing", "Chongqing", labels=("西南政法大学",)))
    )
    assert resolve(index, ["西南政法学院法律系"])[0].org_ids == ("law",)


STATE = (
    Body("army", "Invented Army", "Beijing", "Beijing", types=("funder", "government"), labels=("某国人民解放军",)),
    *(
        Body(f"part{n}", f"Invented Part {n}", "Wuhan", "Hubei", types=("facility",), relations=(("parent", "cas"),))
        for n in range(5)
    ),
)


@pytest.mark.parametrize(("text", "org_ids"), [("某国人民解放军", ("army",)), ("某国人民解放军某某医学院", ())])
def test_school_of_an_authority_is_a_body_of_its_own(text: str, org_ids: tuple[str, ...]) -> None:
    assert resolve(index_of((*BODIES, *STATE)), [text])[0].org_ids == org_ids


@pytest.mark.parametrize(
    ("text", "place_id"),
    [("中国科学院", "CN-110000"), ("中国科学院某某地理研究所", None), ("中国科学院西安某某研究所", "CN-610100")],
)
def test_institute_of_an_academy_lies_not_where_the_academy_does(text: str, place_id: str | None) -> None:
    answer = resolve(index_of((*BODIES, *STATE)), [text])[0]
    assert (answer.org_ids, answer.place_id) == (("cas",), place_id)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Invented Laboratory, Kunshan, China", "CN-320500"),
        ("Invented Laboratory, Kunshan", None),
        ("Dr. Kunshan, Invented Laboratory", None),
        ("Invented Robots, Chengdou, China", "CN-510100"),
        ("Invented Laboratory, Hong Kong SAR, China", "HK"),
        ("Invented R&D Institute China Xi'an (XYZ)", "CN-610100"),
        ("Invented Mobile Group Tianjin Co., Ltd.", "CN-120000"),
        ("School of Automation, Nanjing University of Invented Things, China", "CN-320100"),
        ("Fan-Tien Cheng", None),
    ],
)
def test_place_in_letters_is_read_where_it_is_meant(ask: Ask, text: str, place_id: str | None) -> None:
    assert ask(text).place_id == place_id


def test_province_of_a_laboratory_is_read(ask: Ask) -> None:
    answer = ask("Key Laboratory of Invented Things of Shaanxi Province, China")
    assert (answer.place_id, answer.province) == (None, "Shaanxi")


def test_kanji_of_another_country_is_no_rival() -> None:
    bodies = (
        Body("neu", "Northeastern University", "Shenyang", "Liaoning", labels=("东北大学",)),
        Body("tohoku", "Tohoku University", "Sendai", "Miyagi", "JP", labels=("東北大学",)),
    )
    assert resolve(index_of((*BODIES, *bodies)), ["东北大学文法学院"])[0].org_ids == ("neu",)


def test_a_name_after_other_characters_is_less_likely(ask: Ask) -> None:
    assert (ask("脉冲西南科技大学").score or 0.0) < (ask("西南科技大学").score or 0.0) - 0.05
