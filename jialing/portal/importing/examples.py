"""Invented spreadsheets with good and bad rows, to try an import with: made when asked for, from what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.portal.common.access import Viewer, visible
from jialing.portal.importing.columns import columns_of, option_words
from jialing.portal.registry.models import Alliance, Organisation, Zone
from jialing.portal.registry.rules.identifiers import uscc_check

Row = Mapping[str, str]


def example_rows(kind: str, viewer: Viewer, lang: str) -> list[list[str]]:
    """Rows in the order of the template's columns; what they name of the registry is there."""
    rows = _EXAMPLES[kind](viewer)
    return [[_written(kind, field, row.get(field, ""), lang) for field in columns_of(kind)] for row in rows]


def _written(kind: str, field: str, text: str, lang: str) -> str:
    column = columns_of(kind)[field]
    is_code = column.codes and text.startswith("=")
    return option_words(column, text[1:], lang) if is_code else text


def invented_uscc(number: int) -> str:
    """A code of the right form for an enterprise of Chongqing that nobody has: its body code begins with MAXX."""
    first = f"91500000MAXX{number:05d}"
    return first + uscc_check(first)


def _organisations(_: Viewer) -> list[Row]:
    good = [
        ("示例嘉陵智能装备有限公司", "渝北区", "=company", "2019"),
        ("示例缙云生物医药研究院", "北碚区", "=facility", "2021年6月1日"),
        ("示例两江材料技术有限公司", "江北区", "=company", "43831"),
        ("示例巴渝量子信息研究所", "沙坪坝区", "=facility", "2022"),
        ("示例高新区检测服务有限公司", "九龙坡区", "=agency", "2018-05-20"),
        ("示例南岸软件有限公司", "南岸区", "企业", "2020"),
    ]
    rows: list[Row] = [
        {"name_zh": name, "uscc": invented_uscc(n), "place_id": place, "kind": kind, "established": year,
         "contact_email": f"office{n}@example.org"}
        for n, (name, place, kind, year) in enumerate(good, 1)
    ]  # fmt: skip
    wrong = invented_uscc(21)[:17] + ("A" if invented_uscc(21)[17] != "A" else "B")
    bad: list[Row] = [
        {"name_zh": "示例校验码有误公司", "uscc": wrong, "place_id": "渝北区", "kind": "=company"},
        {"name_zh": "示例代码被表格改写公司", "uscc": "9.15E+17", "place_id": "渝北区", "kind": "=company"},
        {"name_zh": "", "uscc": invented_uscc(23), "place_id": "渝北区", "kind": "=company"},
        {"name_zh": "示例地名有误公司", "uscc": invented_uscc(24), "place_id": "不存在区", "kind": "=company"},
        {"name_zh": "示例类型有误公司", "uscc": invented_uscc(25), "place_id": "渝北区", "kind": "商店"},
        {"name_zh": "示例辖区以外研究院", "uscc": invented_uscc(26), "place_id": "成都市", "kind": "=facility"},
        {"name_zh": "示例嘉陵智能装备有限公司", "uscc": invented_uscc(1), "place_id": "渝北区", "kind": "=company"},
        {"name_zh": "示例邮箱有误公司", "uscc": invented_uscc(27), "place_id": "渝北区", "contact_email": "office@"},
    ]
    return rows + bad


def _platforms(viewer: Viewer) -> list[Row]:
    hosts = _names(viewer, Organisation.objects.filter(place_id__startswith="CN-50", state="active"), 3)
    host = hosts[0] if hosts else "示例嘉陵智能装备有限公司"
    named = {"kind": "=key_laboratory", "level": "=provincial_ministerial", "place_id": "渝北区"}
    works = {**named, "state": "=operating"}
    return [
        {**works, "name_zh": "示例智能感知重点实验室", "state_since": "2021-05-01", "hosts": host},
        {**named, "name_zh": "示例绿色材料重点实验室", "state": "=building", "state_since": "2022年9月10日",
         "hosts": "；".join(hosts) or host},
        {**named, "name_zh": "示例中试基地", "kind": "=pilot_test_base", "state": "=operating", "state_since": "44927"},
        {**named, "name_zh": "示例缺状态实验室", "hosts": host},
        {**named, "name_zh": "示例日期不全实验室", "state": "=operating", "state_since": "2022年9月"},
        {**named, "name_zh": "示例依托单位不明实验室", "state": "=operating", "state_since": "2022-01-01",
         "hosts": "没有登记的单位"},
    ]  # fmt: skip


def _memberships(viewer: Viewer) -> list[Row]:
    alliances = _names(viewer, Alliance.objects.filter(place_id__startswith="CN-50", votes_on_admission=False), 1)
    members = _names(viewer, Organisation.objects.filter(place_id__startswith="CN-50", state="active"), 3)
    alliance = alliances[0] if alliances else "示例联盟"
    rows: list[Row] = [
        {"alliance": alliance, "organisation": name, "seat": "=member", "joined_on": "2023-03-08"} for name in members
    ]
    return [
        *rows,
        {"alliance": alliance, "organisation": "没有登记的单位", "seat": "=member", "joined_on": "2023-03-08"},
        {"alliance": alliance, "organisation": "", "seat": "=member"},
        {"alliance": alliance, "organisation": members[0] if members else "示例单位", "seat": "荣誉会长"},
    ]


def _zone_entries(viewer: Viewer) -> list[Row]:
    zones = _names(viewer, Zone.objects.filter(place_id__startswith="CN-50", state="active"), 1)
    inside = _names(viewer, Organisation.objects.filter(place_id__startswith="CN-50", state="active"), 3)
    zone = zones[0] if zones else "示例园区"
    rows: list[Row] = [
        {"zone": zone, "organisation": name, "applied_on": "2023-01-10", "decided_on": "2023-02-20",
         "entered_on": "2023-03-08", "document_number": "示例〔2023〕1号"} for name in inside
    ]  # fmt: skip
    return [
        *rows,
        {"zone": zone, "organisation": inside[0] if inside else "示例单位", "entered_on": "2023-03-08"},
        {"zone": "没有登记的园区", "organisation": inside[0] if inside else "示例单位", "applied_on": "2023-01-10"},
    ]


def _recognitions(viewer: Viewer) -> list[Row]:
    subjects = _names(viewer, Organisation.objects.filter(place_id__startswith="CN-50", state="active"), 3)
    kind = {"kind": "=new_rd_institution"}
    rows: list[Row] = [
        {**kind, "organisation": name, "granted_on": "2023-03-08", "document_number": "示例〔2023〕2号",
         "certificate_number": f"EX-{n:03d}"} for n, name in enumerate(subjects, 1)
    ]  # fmt: skip
    return [
        *rows,
        {**kind, "organisation": subjects[0] if subjects else "示例单位", "granted_on": "2024-03-08"},
        {"kind": "没有的称号", "organisation": subjects[0] if subjects else "示例单位", "granted_on": "2023-03-08"},
    ]


def _names(viewer: Viewer, rows: Any, n: int) -> list[str]:
    """Some names that are there once each, in a fixed order."""
    model = rows.model
    some = visible(viewer, rows).exclude(name_zh="").order_by("name_zh").values_list("name_zh", flat=True)[: 3 * n]
    return [name for name in dict.fromkeys(some) if model.objects.filter(name_zh=name).count() == 1][:n]


_EXAMPLES: Mapping[str, Any] = {
    "organisation": _organisations,
    "platform": _platforms,
    "membership": _memberships,
    "zone_entry": _zone_entries,
    "recognition": _recognitions,
}
