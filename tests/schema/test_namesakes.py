"""Registries put bodies into namesakes of their city; their own names say where they are."""

from __future__ import annotations

import pytest

from jialing.schema import Namesakes, counties, places

BELIEVED = Namesakes(places(), counties()).believed


@pytest.mark.parametrize(
    ("recorded", "city", "names", "place_id"),
    [
        ("CN-500000", "Xinxiang", ("新乡某某学院", None), "CN-410700"),
        ("CN-500000", "Xinxiang", (None, "Xinxiang Invented University"), "CN-410700"),
        ("CN-321200", "Taizhou", ("台州市中心医院",), "CN-331000"),
        ("CN-140700", "Yixing", ("无锡某某学院",), "CN-320200"),
    ],
)
def test_name_is_believed_before_a_namesake_elsewhere(
    recorded: str, city: str, names: tuple[str | None, ...], place_id: str
) -> None:
    assert BELIEVED(recorded, city, names) == place_id


@pytest.mark.parametrize(
    ("recorded", "city", "names"),
    [
        ("CN-440300", "Shenzhen", ("哈尔滨某某大学深圳研究生院",)),  # a branch
        ("CN-310000", "Shanghai", ("中山医院", "Zhongshan Hospital")),  # a person's name
        ("CN-460100", "Haikou", ("海南某某大学", "Hainan Invented University")),  # a province's, also a prefecture's
        ("CN-440100", "Guangzhou", ("暨南大学", "Jinan University")),  # another place of the same sound
        ("CN-150900", "Jining", (None, "Jining Normal University")),  # both are spelt so
        ("CN-110000", "Beijing", ("大庆某某有限责任公司",)),  # a company
        ("CN-510100", "Chengdu", ("成都某某大学", None)),
        ("gn-4409896", "Springfield", ("Springfield College",)),
        (None, None, ()),
    ],
)
def test_record_is_kept_where_the_name_says_nothing_better(
    recorded: str | None, city: str | None, names: tuple[str | None, ...]
) -> None:
    assert BELIEVED(recorded, city, names) == recorded
