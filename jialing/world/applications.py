"""Invented patents and projects, as tables of a bureau: other populations than publications, never added to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jialing.world import prose
from jialing.world.teams import near_spot, org_at, picked
from jialing.world.invention import World, YearView, year_view
from jialing.world.plan import GROWTH, LAST_YEAR, YEARS, Rng
from jialing.world.tables import TableFile

Ints = npt.NDArray[np.int64]
PATENT_HEADER = ("申请号", "标题", "申请人", "申请日", "公开日", "主分类号", "分类名称", "发明人数")
PROJECT_HEADER = (
    "项目编号",
    "项目名称",
    "计划类别",
    "牵头单位",
    "参与单位",
    "开始日期",
    "资助金额（万元）",
    "学科代码",
    "学科",
)
LAST_PATENT_YEAR = LAST_YEAR - 2
# OpenAlex field -> classes of the International Patent Classification that such work tends to fall in
IPC = {
    11: ("A01H", "A01G"), 13: ("C12N", "C12Q"), 15: ("C01B", "B01J"), 16: ("C07D", "C08F"), 17: ("G06F", "G06N", "G06T"),
    19: ("G01V", "E21B"), 21: ("H01M", "H02J"), 22: ("F16H", "E01D", "H04B", "B60K"), 23: ("C02F", "B09C"), 24: ("A61K",),
    25: ("C22C", "C04B"), 27: ("A61B", "A61K"), 28: ("A61B",), 30: ("A61K", "A61P"), 31: ("G02B", "G01N"), 34: ("A23K",), 35: ("A61C",),
}  # fmt: skip
IPC_NAMES = {
    "A01H": "植物新品种", "A01G": "园艺与栽培", "A23K": "饲料", "A61B": "诊断与手术", "A61C": "牙科", "A61K": "医用配制品", "A61P": "药物治疗活性",
    "B01J": "化学与物理方法", "B09C": "土壤修复", "B60K": "车辆动力装置", "C01B": "非金属元素", "C02F": "水处理", "C04B": "陶瓷与水泥",
    "C07D": "杂环化合物", "C08F": "高分子化合物", "C12N": "微生物与酶", "C12Q": "酶与核酸检测", "C22C": "合金", "E01D": "桥梁", "E21B": "钻井",
    "F16H": "传动装置", "G01N": "材料测试", "G01V": "地球物理", "G02B": "光学元件", "G06F": "电数字数据处理", "G06N": "计算模型", "G06T": "图像处理",
    "H01M": "电池", "H02J": "供配电", "H04B": "传输",
}  # fmt: skip
PROGRAMMES = ("重点研发计划", "自然科学基金", "川渝联合实施重点研发项目", "揭榜挂帅项目", "科技创新基地建设")
_SUBJECTS = {
    22: "工程",
    17: "计算机科学",
    25: "材料科学",
    27: "医学",
    13: "生物学",
    23: "环境科学",
    31: "物理学",
    21: "能源",
    11: "农学",
}
CHUNK = 20_000


def write_patents(folder: Path, made: World) -> None:
    """Write ``patents/patents.csv`` in the order of years; applicants separated by semicolons."""
    years = YEARS[: LAST_PATENT_YEAR - YEARS[0] + 1]
    shares = np.cumsum((1.1 * GROWTH) ** np.arange(len(years)))
    ends = np.round(shares / shares[-1] * made.plan.n_patents).astype(int).tolist()
    with TableFile(folder / "patents" / "patents.csv", PATENT_HEADER) as table:
        for first, last, year in zip([0, *ends], ends, years, strict=False):
            for start in range(first, last, CHUNK):
                table.write(_patents(made, start, min(last, start + CHUNK), year))


def _patents(made: World, first: int, last: int, year: int) -> Iterator[Sequence[object]]:
    rng = made.plan.rng("patents", first)
    n = last - first
    view = year_view(made, year)
    inventive = [i for i, f in enumerate(made.tree.fields) if f in IPC]
    subfield = rng.choice(inventive, size=n)
    orgs = _applicants(made, view, subfield, rng)
    days, delay, people, luck = rng.integers(0, 365, n), rng.integers(540, 570, n), rng.integers(1, 9, n), rng.random(n)
    for row in range(n):
        code = made.tree.fields[subfield[row]]
        classes = IPC[code]
        ipc = classes[int(luck[row] * len(classes))]
        filed = date(year, 1, 1) + timedelta(days=int(days[row]))
        thing = prose.chinese_title(code, int(luck[row] * 9973))
        names = ";".join(_written(made, o, luck[row]) for o in orgs[row] if o >= 0)
        yield (
            f"INV{year}1{first + row:08d}", thing, names, filed.isoformat(), (filed + timedelta(days=int(delay[row]))).isoformat(),
            ipc, IPC_NAMES[ipc], int(people[row]),
        )  # fmt: skip


def _applicants(made: World, view: YearView, subfield: Ints, rng: Rng) -> Ints:
    """One to three organisations at home; companies lead two fifths, and file with others nearby."""
    n = len(subfield)
    fields = made.tree.field_index()[subfield]
    lead = picked(view.homes, subfield, rng.random(n))
    here = made.register.spots[lead]
    company = _companies_at(made, here, rng.random(n))
    lead = np.where((rng.random(n) < 0.55) & (company >= 0), company, lead)
    other = _near(made, view, fields, lead, rng)
    third = _near(made, view, fields, lead, rng)
    orgs = np.stack([lead, np.where(rng.random(n) < 0.2, other, -1), np.where(rng.random(n) < 0.03, third, -1)], axis=1)
    orgs[orgs[:, 1] == orgs[:, 0], 1] = -1
    orgs[(orgs[:, 2] == orgs[:, 0]) | (orgs[:, 2] == orgs[:, 1]), 2] = -1
    return orgs


def _near(made: World, view: YearView, fields: Ints, lead: Ints, rng: Rng) -> Ints:
    spot = near_spot(made, view, fields, lead, rng.random(len(lead)))
    return org_at(made, view, fields, spot, rng.random(len(lead)))


def _companies_at(made: World, spots: Ints, draws: npt.NDArray[np.float64]) -> Ints:
    """A company of each place, the first ones more often; -1 where there is none."""
    of_place = [
        np.flatnonzero(made.register.is_company & (made.register.spots == s)) for s in range(len(made.geography.spots))
    ]
    found = (of_place[s] for s in spots.tolist())
    return np.array([c[int(len(c) * d**1.5)] if len(c) else -1 for c, d in zip(found, draws.tolist(), strict=True)])


def _written(made: World, number: int, luck: float) -> str:
    org = made.register.organisations[number]
    return org.name_zh if org.name_zh and luck < 0.97 else org.name


def write_projects(folder: Path, made: World) -> None:
    """Write ``projects/projects.csv`` in GB18030, Chinese separators inside cells, money in units of 10,000 CNY."""
    n = made.plan.n_projects
    rng = made.plan.rng("projects")
    year = np.sort(rng.choice(YEARS, size=n))
    with TableFile(folder / "projects" / "projects.csv", PROJECT_HEADER, "gb18030") as table:
        for y in YEARS:
            rows = np.flatnonzero(year == y)
            for start in range(0, len(rows), CHUNK):
                table.write(_projects(made, rows[start : start + CHUNK], y, rng))


def _projects(made: World, rows: Ints, year: int, rng: Rng) -> Iterator[Sequence[object]]:
    n = len(rows)
    view = year_view(made, year)
    choices = [i for i, f in enumerate(made.tree.fields) if f in _SUBJECTS]
    subfield = rng.choice(choices, size=n)
    orgs = _applicants(made, view, subfield, rng)
    money, luck = rng.lognormal(4.4, 0.7, n), rng.random((n, 2))
    for row in range(n):
        code = made.tree.fields[subfield[row]]
        partners = "；".join(_written(made, o, 0.0) for o in orgs[row, 1:] if o >= 0)
        amount = "" if luck[row, 1] < 0.04 else f"{money[row]:.2f}"
        programme = PROGRAMMES[int(luck[row, 0] * len(PROGRAMMES))]
        yield (
            f"INVP{year}{int(rows[row]):06d}", prose.chinese_title(code, int(luck[row, 1] * 9973)).removeprefix("一种") + "研究", programme,
            _written(made, int(orgs[row, 0]), 0.0), partners, f"{year}-0{1 + int(luck[row, 0] * 9)}-01", amount, f"F{code}", _SUBJECTS[code],
        )  # fmt: skip
