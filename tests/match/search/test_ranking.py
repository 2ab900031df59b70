from __future__ import annotations

import time

import pytest

from jialing.match.search import Found, Reason, forms, ranked

NAMES = (
    "重庆大学",
    "重庆医科大学",
    "重庆大学附属肿瘤医院",
    "西南交通大学",
    "四川大学",
    "玄汀材料研究所",
    "玄汀半导体有限公司",
    "University of Electronic Science and Technology of Xuanting",
    "Xuanting University of Technology",
    "Xuanling University of Technology",
    "Xuanting People's Hospital",
    "5G创新中心",
)
FOUND = [Found(name, forms(name)) for name in NAMES]


def _first(text: str) -> tuple[str, Reason] | None:
    order = ranked(text, FOUND)
    return (NAMES[order[0].at], order[0].reason) if order else None


@pytest.mark.parametrize(
    ("typed", "name", "reason"),
    [
        ("重庆大学", "重庆大学", Reason.NAME),
        ("重慶大學", "重庆大学", Reason.NAME),
        ("ＸＵＡＮＴＩＮＧ  University of technology", "Xuanting University of Technology", Reason.NAME),
        ("重大", "重庆大学", Reason.ABBREVIATION),
        ("西南交大", "西南交通大学", Reason.ABBREVIATION),
        ("玄汀材料所", "玄汀材料研究所", Reason.ABBREVIATION),
        ("玄汀半导体", "玄汀半导体有限公司", Reason.NAME),
        ("川大", "四川大学", Reason.NAME),
        ("uestx", "University of Electronic Science and Technology of Xuanting", Reason.ABBREVIATION),
        ("Xuanting Univ. Tech.", "Xuanting University of Technology", Reason.WORDS),
        ("hospital xuanting", "Xuanting People's Hospital", Reason.WORDS),
        ("chongqing daxue", "重庆大学", Reason.PINYIN),
        ("chongqingdaxue", "重庆大学", Reason.PINYIN),
        ("chong qing da xue", "重庆大学", Reason.PINYIN),
        ("zhongqing daxue", "重庆大学", Reason.PINYIN),
        ("congqin daxue", "重庆大学", Reason.PINYIN),
        ("cqdx", "重庆大学", Reason.INITIALS),
        ("CQYKDX", "重庆医科大学", Reason.INITIALS),
        ("重庆大雪", "重庆大学", Reason.SOUND),
        ("重庆科医大学", "重庆医科大学", Reason.SPELLING),
        ("Xuanitng Univercity of Technology", "Xuanting University of Technology", Reason.SPELLING),
        ("5g 创新", "5G创新中心", Reason.NAME),
        ("5gchuangxinzhongxin", "5G创新中心", Reason.PINYIN),
    ],
)
def test_first_is_what_was_meant_and_says_why(typed: str, name: str, reason: Reason) -> None:
    assert _first(typed) == (name, reason)


@pytest.mark.parametrize("typed", ["", " ", "🦆", "!?", "zzzzzzzz", "鑫淼垚"])
def test_nothing_that_fits_gives_nothing(typed: str) -> None:
    assert ranked(typed, FOUND) == []


def test_equals_stand_in_the_same_order_whatever_order_they_came_in() -> None:
    order = [FOUND[one.at].key for one in ranked("xuanting", FOUND)]
    back = list(reversed(FOUND))
    assert order == [back[one.at].key for one in ranked("xuanting", back)]


def test_of_equals_the_weightier_comes_first() -> None:
    light, heavy = Found("a", forms("玄汀大学")), Found("b", forms("玄汀大学"), weight=1.0)
    assert [one.at for one in ranked("玄汀大学", [light, heavy])] == [1, 0]


def test_longest_query_is_ranked_in_little_time() -> None:
    names = [Found(str(n), forms("xian" * 75)) for n in range(300)]
    start = time.process_time()
    ranked("xiann" * 60, names)
    assert time.process_time() - start < 2
