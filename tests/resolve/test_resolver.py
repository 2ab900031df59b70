"""Strings in every condition, on a table of well-known organisations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jialing.resolve import Hint, NameIndex, Resolution, resolve
from tests.resolve.registry import BODIES, Body, index_of

Ask = Callable[[str], Resolution]

CLEAR = [
    ("School of Automation, University of Electronic Science and Technology of China, Chengdu 611731, China", "uestc"),
    ("Univ. of Electron. Sci. & Tech. of China, Chengdu", "uestc"),
    ("Univeristy of Electornic Science and Technology of China", "uestc"),
    ("UESTC", "uestc"),
    ("ＵＥＳＴＣ，Chengdu", "uestc"),
    ("电子科技大学经济与管理学院", "uestc"),
    ("電子科技大學", "uestc"),
    ("电子科大", "uestc"),
    ("成都电子科技大学", "uestc"),
    ("四川成都 电子科技大学 (UESTC)", "uestc"),
    ("Dianzi Keji Daxue", "uestc"),
    ("SWJTU, Chengdu, China", "swjtu"),
    ("Southwest Jiao Tong University", "swjtu"),
    ("Dept. of Mathematics, Sichuan Univ., Chengdu 610065, P. R. China", "scu"),
    ("Chongqing University", "cqu"),
    ("Chongqing University of Posts and Telecommunications", "cqupt"),
    ("College of Computer Science, Chongqing Univ. of Posts and Telecommun., Chongqing", "cqupt"),
    ("Huawei Technologies Co. Ltd., Shenzhen", "huawei"),
    ("华为技术有限公司", "huawei"),
    ("West China Hospital, Sichuan University, Chengdu", "wch"),
    ("四川大学华西医院", "wch"),
    ("Chengdu Institute of Biology, Chinese Academy of Sciences, Chengdu", "cib"),
    ("Vienna University, Austria", "wu"),
    ("Universität Wien", "wu"),
    ("Basel University Hospital, Basel, Switzerland", "usb"),
    ("Université Pierre & Marie Curie, Paris", "paris6"),
]

TRAPS = [
    ("Xi'an University of Electronic Science and Technology, Xi'an", "xidian"),
    ("西安电子科技大学", "xidian"),
    ("西安电子科技大学杭州研究院", "xidian"),
    ("Hangzhou Dianzi University", "hdu"),
    ("杭州电子科技大学", "hdu"),
    ("University of Science and Technology of China", "ustc"),
    ("Southwest University", "swu"),
    ("Southwest University of Science and Technology", "swust"),
    ("西南科技大学", "swust"),
    ("Southwestern University of Finance and Economics", "swufe"),
    ("西南财经大学", "swufe"),
    ("Northwest University, Xi'an, China", "nwu"),
    ("Northwest University, Potchefstroom, South Africa", "nwu-za"),
]

NOBODY = [
    "Guilin University of Electronic Technology, Guilin, China",
    "桂林电子科技大学",
    "Northwest University of Politics and Law",
    "Jilin University of Arts, Changchun",
    "North Sichuan Medical College",
    "天津科技大学",
]


@pytest.mark.parametrize(("text", "org_id"), CLEAR)
def test_resolve_finds_the_organisation(ask: Ask, text: str, org_id: str) -> None:
    assert ask(text).org_ids == (org_id,)


@pytest.mark.parametrize(("text", "org_id"), TRAPS)
def test_resolve_keeps_look_alikes_apart(ask: Ask, text: str, org_id: str) -> None:
    assert ask(text).org_ids == (org_id,)


@pytest.mark.parametrize("text", NOBODY)
def test_resolve_abstains_where_only_a_look_alike_is_known(ask: Ask, text: str) -> None:
    assert ask(text).org_ids == ()


def test_resolve_abstains_between_namesakes_without_a_place(ask: Ask) -> None:
    answer = ask("Northwest University")
    assert answer.org_ids == () or (answer.score or 0.0) < 0.8


def test_resolve_returns_all_that_are_listed(ask: Ask) -> None:
    text = "University of Vienna, Vienna, Austria; Sichuan University, Chengdu, China"
    assert set(ask(text).org_ids) == {"wu", "scu"}


def test_resolve_gives_each_listed_organisation_its_place(ask: Ask) -> None:
    answer = ask("Chongqing University, Chongqing 400044; Sichuan University, Chengdu 610065")
    assert dict(zip(answer.org_ids, answer.org_place_ids, strict=True)) == {"cqu": "CN-500000", "scu": "CN-510100"}


def test_resolve_counts_parent_and_child_once(ask: Ask) -> None:
    assert len(ask("West China Hospital of Sichuan University; Sichuan University, Chengdu").org_ids) == 1


def test_resolve_reads_fifty_listed_organisations(ask: Ask) -> None:
    text = "; ".join(["Sichuan University, Chengdu", "Chongqing University, Chongqing"] * 25)
    assert set(ask(text).org_ids) == {"scu", "cqu"}


def test_resolve_takes_a_hint_of_country(index: NameIndex) -> None:
    answers = [resolve(index, ["Northwest University"], [Hint(country_codes=(c,))])[0] for c in ("CN", "ZA")]
    assert [a.org_ids for a in answers] == [("nwu",), ("nwu-za",)]


def test_resolve_takes_a_hint_of_organisation(index: NameIndex) -> None:
    assert resolve(index, ["Northwest University"], [Hint(org_ids=("nwu-za",))])[0].org_ids == ("nwu-za",)


def test_resolve_takes_the_successor_where_the_source_says_so(index: NameIndex) -> None:
    answer = resolve(index, ["Université Pierre et Marie Curie, Paris"], [Hint(org_ids=("su",))])[0]
    assert (answer.org_ids, answer.because.code) == (("su",), "because.successor")


def test_resolve_answers_a_batch_as_one_by_one(index: NameIndex) -> None:
    texts = [text for text, _ in (*CLEAR, *TRAPS)] + NOBODY
    assert resolve(index, texts) == [resolve(index, [text])[0] for text in texts]


def test_resolve_does_not_depend_on_the_order_of_strings(index: NameIndex) -> None:
    texts = [text for text, _ in (*CLEAR, *TRAPS)] + NOBODY
    assert resolve(index, texts[::-1]) == resolve(index, texts)[::-1]


def test_resolve_gives_confident_answers_whoever_else_is_known(index: NameIndex) -> None:
    stranger = Body("stranger", "Ouagadougou Invented Institute of Balafon", "Ouagadougou", "Centre", "BF")
    wider = index_of((*BODIES, stranger))
    texts = [text for text, _ in (*CLEAR, *TRAPS)]
    assert [one.org_ids for one in resolve(wider, texts)] == [one.org_ids for one in resolve(index, texts)]


def test_resolve_of_nothing_is_nothing(index: NameIndex) -> None:
    assert resolve(index, []) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "... --- !!!",
        "，。；",
        "\x00\x01\x02",
        "\ud800\udfff",
        "someone@uestc.edu.cn",
        "https://www.uestc.edu.cn/",
        "Jane Q. Doe",
        "张伟",
        "42",
        "of the and",
    ],
)
def test_resolve_gives_nothing_for_what_names_nothing(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id, answer.country_code, answer.score) == ((), None, None, None)


def test_resolve_reads_a_hundred_thousand_characters(ask: Ask) -> None:
    assert ask("Sichuan University, Chengdu; " + "x" * 100_000).org_ids == ("scu",)


def test_resolve_reads_a_hundred_thousand_chinese_characters(ask: Ask) -> None:
    assert ask("四川大学；" + "的" * 100_000).org_ids == ("scu",)


def test_resolve_sees_through_control_characters(ask: Ask) -> None:
    assert ask("Sichuan\x00University,\x0bChengdu").org_ids == ("scu",)


@pytest.mark.parametrize(
    "text",
    [
        "Chongqing Universty of Posts and Telecommunications",
        "Chongqing University of Posts andTelecommunications",
        "Chongqing Univ. of Post and Telecommun.",
    ],
)
def test_resolve_hears_misspelt_and_glued_words(ask: Ask, text: str) -> None:
    assert ask(text).org_ids == ("cqupt",)


@pytest.mark.parametrize("form", ["Co.", "Co., Ltd.", "Corporation Limited", "GmbH"])
def test_resolve_takes_a_legal_form_for_the_end_of_a_name(ask: Ask, form: str) -> None:
    assert ask(f"Huawei {form}").org_ids == ("huawei",)


def test_resolve_rereads_a_sure_string_whose_joining_word_is_glued(ask: Ask) -> None:
    assert ask("Southwest University of Science andTechnology").org_ids == ("swust",)
