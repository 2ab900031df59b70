"""Invented patents and projects, as tables of a bureau: other populations than publications, never added to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jialing.world import prose
from jialing.world.invention import World, YearView, year_view
from jialing.world.plan import GROWTH, LAST_YEAR, YEARS, Rng
from jialing.world.tables import TableFile
from jialing.world.teams import near_spot, org_at, picked

Ints = npt.NDArray[np.int64]
PATENT_HEADER = ("申请号", "标题", "申请人", "申请日", "公开日", "主分类号", "分类名称", "发明人数")
PARTICIPANT_HEADER = ("项目编号", "序号", "角色", "单位名称")
NO_AMOUNT = 0.04
PROJECT_HEADER = (
    "项目编号",
    "项目名称",
    "计划类别",
    "牵头单位",
    "参与单位",
    "单位数",
    "开始日期",
    "资助金额（万元）",
    "学科",
)
LAST_PATENT_YEAR = LAST_YEAR - 2
# OpenAlex field -> classes of the International Patent Classification that such work tends to fall in
IPC = {
    11: ("A01H", "A01G"), 13: ("C12N", "C12Q"), 15: ("C01B", "B01J"), 16: ("C07D", "C08F"),
    17: ("G06F", "G06N", "G06T"),
    19: ("G01V", "E21B"), 21: ("H01M", "H02J"), 22: ("F16H", "E01D", "H04B", "B60K"), 23: ("C02F", "B09C"),
    24: ("A61K",),
    25: ("C22C", "C04B"), 27: ("A61B", "A61K"), 28: ("A61B",), 30: ("A61K", "A61P"), 31: ("G02B", "G01N"),
    34: ("A23K",), 35: ("A61C",),
}  # fmt: skip
# class: Chinese and English short titles, worded after the classification
IPC_NAMES = {
    "A01H": ("植物新品种", "New plants"), "A01G": ("园艺与栽培", "Horticulture"), "A23K": ("饲料", "Animal feed"),
    "A61B": ("诊断与手术", "Diagnosis and surgery"), "A61C": ("牙科", "Dentistry"),
    "A61K": ("医用配制品", "Medical preparations"),
    "A61P": ("药物治疗活性", "Therapeutic activity of compounds"),
    "B01J": ("化学与物理方法", "Chemical and physical processes"),
    "B09C": ("土壤修复", "Soil reclamation"), "B60K": ("车辆动力装置", "Vehicle propulsion"),
    "C01B": ("非金属元素", "Non-metallic elements"),
    "C02F": ("水处理", "Treatment of water"), "C04B": ("陶瓷与水泥", "Ceramics and cements"),
    "C07D": ("杂环化合物", "Heterocyclic compounds"),
    "C08F": ("高分子化合物", "Macromolecular compounds"), "C12N": ("微生物与酶", "Microorganisms and enzymes"),
    "C12Q": ("酶与核酸检测", "Testing with enzymes and nucleic acids"), "C22C": ("合金", "Alloys"),
    "E01D": ("桥梁", "Bridges"),
    "E21B": ("钻井", "Drilling"), "F16H": ("传动装置", "Gearing"), "G01N": ("材料测试", "Testing of materials"),
    "G01V": ("地球物理", "Geophysics"), "G02B": ("光学元件", "Optical elements"),
    "G06F": ("电数字数据处理", "Digital data processing"),
    "G06N": ("计算模型", "Computational models"), "G06T": ("图像处理", "Image processing"),
    "H01M": ("电池", "Batteries"),
    "H02J": ("供配电", "Power supply and distribution"), "H04B": ("传输", "Transmission"),
}  # fmt: skip
PROGRAMMES = ("重点研发计划", "自然科学基金", "川渝联合实施重点研发项目", "揭榜挂帅项目", "科技创新基地建设")
SUBJECTS = {
    22: ("工程", "Engineering"), 17: ("计算机科学", "Computer science"), 25: ("材料科学", "Materials science"),
    27: ("医学", "Medicine"),
    13: ("生物学", "Biology"), 23: ("环境科学", "Environmental science"), 31: ("物理学", "Physics"),
    21: ("能源", "Energy"),
    11: ("农学", "Agricultural science"),
}  # fmt: skip
CHUNK = 20_000
UNDATED_EVERY = 1_999


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
            f"INV{year}1{first + row:08d}", thing, names, _day(filed, first + row),
            (filed + timedelta(days=int(delay[row]))).isoformat(),
            ipc, IPC_NAMES[ipc][0], int(people[row]),
        )  # fmt: skip


def _day(filed: date, serial: int) -> str:
    """A day; a few rows lack one, as registers do, and are set aside on the way in."""
    return "不详" if serial % UNDATED_EVERY == UNDATED_EVERY - 1 else filed.isoformat()


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
    """Write ``projects/projects.csv`` and ``participants.csv`` in GB18030, money in units of 10,000 CNY."""
    rng = made.plan.rng("projects")
    years = np.sort(rng.choice(YEARS, size=made.plan.n_projects))
    base = folder / "projects"
    with (
        TableFile(base / "projects.csv", PROJECT_HEADER, "gb18030") as projects,
        TableFile(base / "participants.csv", PARTICIPANT_HEADER, "gb18030") as participants,
    ):
        for year in YEARS:
            rows = np.flatnonzero(years == year)
            for start in range(0, len(rows), CHUNK):
                found = _projects(made, rows[start : start + CHUNK], year, rng)
                projects.write(p.row for p in found)
                participants.write(row for p in found for row in p.participants)


@dataclass(frozen=True)
class _Project:
    row: tuple[object, ...]
    participants: tuple[tuple[object, ...], ...]


def _projects(made: World, rows: Ints, year: int, rng: Rng) -> list[_Project]:
    choices = [i for i, f in enumerate(made.tree.fields) if f in SUBJECTS]
    subfield = rng.choice(choices, size=len(rows))
    orgs = _applicants(made, year_view(made, year), subfield, rng)
    money, luck = rng.lognormal(4.4, 0.7, len(rows)), rng.random((len(rows), 2)).tolist()
    return [
        _project(made, f"INVP{year}{serial:06d}", made.tree.fields[subfield[at]], year, orgs[at], money[at], luck[at])
        for at, serial in enumerate(rows.tolist())
    ]


def _project(
    made: World, code: str, field: int, year: int, orgs: Ints, money: float, luck: Sequence[float]
) -> _Project:
    names = [_written(made, o, 0.0) for o in orgs.tolist() if o >= 0]
    title = prose.chinese_title(field, int(luck[1] * 9973)).removeprefix("一种") + "研究"
    programme = PROGRAMMES[int(luck[0] * len(PROGRAMMES))]
    amount = "" if luck[1] < NO_AMOUNT else f"{money:.2f}"
    day = date(year, 1 + int(luck[0] * 9), 1).isoformat()
    row = (code, title, programme, names[0], "；".join(names[1:]), len(names), day, amount, SUBJECTS[field][0])
    roles = ["牵头单位", *["参与单位"] * (len(names) - 1)]
    return _Project(
        row, tuple((code, at, role, name) for at, (role, name) in enumerate(zip(roles, names, strict=True), 1))
    )
