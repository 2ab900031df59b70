"""Targets and strategic forces, read by the mappings that ship as examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.sources.reading import read_folder

MAPPINGS = Path(__file__).resolve().parents[2] / "examples" / "mappings"


def test_targets_are_read_with_chinese_heads(tmp_path: Path) -> None:
    (tmp_path / "官方目标2025.csv").write_text(
        "地区,城市圈,指标,基期年,基期值,目标年,目标值,单位,方向,属性,文件,网址,查阅日期\n"
        "成都,,rd_intensity,2020,3.1,2025,4,%,不低于,预期性,某规划,https://a.example,2026-01-02\n"
        ",chengdu-chongqing,energy_intensity,,,2025年,0.3,t,不高于,约束性,某规划,,\n"
    )
    rows = read_folder(tmp_path, MAPPINGS / "targets.toml").tables["targets"]
    assert [(r["place_id"], r["circle_id"], r["baseline_value"], r["target_value"], r["direction"]) for r in rows] == [
        ("CN-510100", None, 3.1, 4.0, "at_least"),
        (None, "chengdu-chongqing", None, 0.3, "at_most"),
    ]


def test_targets_without_a_value_or_document_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text(
        "place,circle,indicator,baseline_year,baseline_value,target_year,target_value,unit,direction,force,document,"
        "address,retrieved_on\nCN-510100,,rd_intensity,2020,3.1,2025,,%,,,A plan,,\n"
        "CN-510100,,rd_intensity,2020,3.1,2025,4,%,,,,,\nNowhere,,rd_intensity,2020,3.1,2025,4,%,,,A plan,,\n"
    )
    read = read_folder(tmp_path, MAPPINGS / "targets.toml")
    assert (read.codes, read.tables.get("targets", [])) == (
        ["reject.value_missing", "reject.value_missing", "reject.place_unknown"],
        [],
    )


def test_strategic_forces_are_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "战略科技力量.csv").write_text(
        "编号,类别,名称,英文名称,所在地,职能,职能（英文）,领域代码,依托单位,机构代码,批准日期,状态,出处,网址,查阅日期\n"
        "1,国家实验室,某实验室,,重庆,基础研究,,openalex:F22;openalex:F17,某大学,,2021-05-01,在建,名单,,\n"
    )
    row = read_folder(tmp_path, MAPPINGS / "strategic-forces.toml").tables["strategic_forces"][0]
    wanted = ("kind", "name_en", "place_id", "role_zh", "field_ids", "org_ids", "since", "status")
    assert [row[name] for name in wanted] == [
        "national_laboratory",
        None,
        "CN-500000",
        "基础研究",
        ["openalex:F22", "openalex:F17"],
        None,
        date(2021, 5, 1),
        "building",
    ]
