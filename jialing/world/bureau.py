"""What a bureau keeps in its own tables: organisations that no registry has, platforms, alliances. All invented.

The headline figures of the mission hold as of 8 March 2023: 22 new R&D institutions and 137 bases in the Western
Science City; 50 R&D institutions, 140 municipal platforms and 21 approved high-end institutions in the Liangjiang
zone; 44 alliances. Around them stand decoys that a naive count would include: withdrawn, planned, later, or in the
neighbouring zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from jialing.world.archive import csv_text, write_text
from jialing.world.invention import World
from jialing.world.organisations import Organisation
from jialing.world.plan import Rng
from jialing.world.spreadsheet import write_workbook

AS_OF = date(2023, 3, 8)
CITY, OTHER_CITY, ZONE = "西部（重庆）科学城", "西部（成都）科学城", "两江协同创新区"
CHONGQING, CHENGDU = "CN-500000", "CN-510100"
N_ALLIANCES = 44
ORGANISATION_HEADER = (
    "机构编号", "机构名称", "英文名称", "其他名称", "统一社会信用代码", "类型", "成立年份", "所在城市", "所在地代码",
    "GeoNames编号",
    "国家", "纬度", "经度", "状态",
)  # fmt: skip
PLATFORM_HEADER = (
    "平台编号", "平台名称", "英文名称", "类别", "级别", "所在地代码", "园区", "依托单位", "领域代码", "批准日期",
    "状态",
)  # fmt: skip
ALLIANCE_HEADER = ("alliance_id", "name_en", "name_zh", "founded_on", "status", "field_id")
MEMBER_HEADER = ("alliance_id", "member", "seat", "joined_on", "left_on")

# (kind, level, place, zone, how many operating by AS_OF)
_COUNTED = (
    ("新型研发机构", "省部级", CHONGQING, CITY, 22),
    ("科技创新基地", "省部级", CHONGQING, CITY, 137),
    ("研发机构", "省部级", CHONGQING, ZONE, 50),
    ("市级创新平台", "省部级", CHONGQING, ZONE, 140),
    ("高端新型研发机构", "省部级", CHONGQING, ZONE, 21),
)
# (kind, level, place, zone, status, date): each would be counted by somebody in a hurry.
_DECOYS = (
    ("新型研发机构", "省部级", CHONGQING, CITY, "筹建", date(2022, 11, 3)),
    ("新型研发机构", "省部级", CHONGQING, CITY, "撤销", date(2020, 6, 18)),
    ("新型研发机构", "省部级", CHONGQING, CITY, "运行", date(2023, 9, 12)),
    ("新型研发机构", "省部级", CHENGDU, OTHER_CITY, "运行", date(2021, 5, 20)),
    ("新型研发机构", "县级", CHONGQING, CITY, "运行", date(2021, 3, 2)),
    ("科技创新基地", "省部级", CHENGDU, OTHER_CITY, "运行", date(2021, 8, 30)),
    ("科技创新基地", "省部级", CHONGQING, CITY, "撤销", date(2018, 4, 11)),
    ("科技创新基地", "地市级", CHONGQING, CITY, "运行", date(2019, 10, 9)),
    ("市级创新平台", "省部级", CHONGQING, ZONE, "运行", date(2023, 12, 1)),
    ("市级创新平台", "省部级", CHONGQING, ZONE, "撤销", date(2017, 7, 7)),
    ("研发机构", "省部级", CHONGQING, ZONE, "签约", date(2022, 12, 20)),
    ("高端新型研发机构", "省部级", CHONGQING, ZONE, "申报", date(2023, 1, 16)),
)
_NATIONAL = (("国家重点实验室", 2), ("国家应用数学中心", 1), ("国家技术创新中心", 2), ("国家工程研究中心", 6))
_ENGLISH = {
    "新型研发机构": "New R&D Institution", "科技创新基地": "Innovation Base", "研发机构": "R&D Institution",
    "市级创新平台": "Municipal Innovation Platform", "高端新型研发机构": "High-end R&D Institution",
    "国家重点实验室": "State Key Laboratory", "国家应用数学中心": "National Applied Mathematics Centre",
    "国家技术创新中心": "National Technology Innovation Centre",
    "国家工程研究中心": "National Engineering Research Centre",
    "省重点实验室": "Provincial Key Laboratory", "省工程技术研究中心": "Provincial Engineering Research Centre",
}  # fmt: skip
TOPICS = (
    ("Power Semiconductors", "功率半导体", 22), ("Intelligent Vehicles", "智能网联汽车", 22),
    ("Industrial Software", "工业软件", 17),
    ("Light Alloys", "轻合金", 25), ("Brain Science", "脑科学", 28), ("Hydrogen Energy", "氢能", 21),
    ("Crop Breeding", "作物育种", 11),
    ("Reservoir Ecology", "库区生态", 23), ("Biopharmaceuticals", "生物制药", 30), ("Rail Transit", "轨道交通", 22),
    ("Silicon Photonics", "硅基光电子", 31), ("Trusted AI", "可信人工智能", 17), ("Mountain Hazards", "山地灾害", 19),
    ("Medical Imaging", "医学影像", 27), ("Green Chemistry", "绿色化工", 15), ("Satellite Internet", "卫星互联网", 22),
    ("Applied Mathematics", "应用数学", 26), ("Cold-chain Food", "冷链食品", 11), ("New Display", "新型显示", 25),
    ("Digital Finance", "数字金融", 20), ("Nuclear Medicine", "核医学", 27), ("Intelligent Mining", "智慧矿山", 19),
)  # fmt: skip
_ROUNDS = (
    ("University Alliance", "高校联盟"),
    ("Industry Innovation Alliance", "产业创新联盟"),
    ("Base Alliance", "基地联盟"),
)


def write_bureau(folder: Path, made: World) -> None:
    """Write organisations (GB18030), platforms (XLSX), alliances and their members under ``bureau/``."""
    base = folder / "bureau"
    write_text(base / "organisations.csv", csv_text(ORGANISATION_HEADER, _local_rows(made)), "gb18030")
    write_workbook(base / "platforms.xlsx", "平台名录", PLATFORM_HEADER, _platform_rows(made))
    alliances, members = _alliances(made)
    write_text(base / "alliances.csv", csv_text(ALLIANCE_HEADER, alliances), "utf-8-sig")
    write_text(base / "alliance_members.csv", csv_text(MEMBER_HEADER, members), "utf-8-sig")


def _local_rows(made: World) -> Iterator[Sequence[object]]:
    for org in made.register.organisations:
        if org.is_local:
            spot = made.geography.spots[org.spot]
            yield (
                org.org_id, org.name_zh, org.name, "|".join(org.aliases), org.org_id.removeprefix("local:"), "facility",
                org.established, spot.name_en, spot.place_id, spot.geonames_id, spot.country_code, f"{spot.lat:.4f}",
                f"{spot.lng:.4f}", "active",
            )  # fmt: skip


def _hosts(made: World, place_id: str) -> list[Organisation]:
    spots = made.geography.spots
    return [o for o in made.register.organisations if spots[o.spot].place_id == place_id]


def _platform_rows(made: World) -> list[tuple[str, ...]]:
    rng = made.plan.rng("platforms")
    rows: list[tuple[str, ...]] = []
    for kind, level, place, zone, count in _COUNTED:
        for _ in range(count):
            since = AS_OF - timedelta(days=int(rng.integers(1, 2600)))
            rows.append(_platform(made, len(rows), (kind, level, place, zone, "运行", since), rng))
    for decoy in _DECOYS:
        rows.append(_platform(made, len(rows), decoy, rng))
    for kind, count in _NATIONAL:
        for n in range(count):
            place = (CHONGQING, CHENGDU)[n % 2]
            since = date(2012 + int(rng.integers(0, 11)), 1 + n % 12, 15)
            rows.append(_platform(made, len(rows), (kind, "国家级", place, "", "运行", since), rng))
    for spot in made.geography.spots:
        for n in range(round(3 * spot.mass**0.6) if spot.is_home else 0):
            kind = ("省重点实验室", "省工程技术研究中心")[n % 2]
            since = date(2008 + int(rng.integers(0, 17)), int(rng.integers(1, 13)), int(rng.integers(1, 29)))
            rows.append(_platform(made, len(rows), (kind, "省部级", spot.place_id, "", "运行", since), rng))
    return rows


def _platform(made: World, number: int, what: tuple[str, str, str, str, str, date], rng: Rng) -> tuple[str, ...]:
    kind, level, place, zone, status, since = what
    hosts = _hosts(made, place)
    host = hosts[int(rng.integers(0, len(hosts)) * rng.random())]
    english, chinese, field = TOPICS[int(rng.integers(0, len(TOPICS)))]
    name_zh = f"{host.name_zh[:4]}{chinese}{kind}"
    name_en = f"{host.stem} {_ENGLISH[kind]} for {english}"
    return (
        f"INV-{number + 1:04d}", name_zh, name_en, kind, level, place, zone, host.name_zh, f"openalex:F{field}",
        since.isoformat(), status,
    )  # fmt: skip


def _alliances(made: World) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """44 active or dormant alliances of the two sides, and four decoys; members as officers would write them."""
    rng = made.plan.rng("alliances")
    circle = next(s.circle for s in made.geography.spots if s.place_id == CHENGDU)
    near = [o for o in made.register.organisations if made.geography.spots[o.spot].circle == circle]
    weights = np.array([o.weight for o in near]) ** 0.6
    weights /= weights.sum()
    heavy = np.array([o.weight for o in near]) ** 2
    heavy /= heavy.sum()
    rows: list[tuple[str, ...]] = []
    members: list[tuple[str, ...]] = []
    states = ["active"] * 33 + ["dormant"] * 11 + ["dissolved", "dissolved", "proposed", "proposed"]
    for number, state in enumerate(states):
        english, chinese, field = TOPICS[number % len(TOPICS)]
        round_en, round_zh = _ROUNDS[number // len(TOPICS)]
        founded = date(2020, 4, 1) + timedelta(days=int(rng.integers(0, 1060)))
        alliance = f"INV-A{number + 1:02d}"
        rows.append(
            (
                alliance, f"Chengdu-Chongqing {english} {round_en} (invented)", f"成渝{chinese}{round_zh}（虚构）",
                founded.isoformat(), state, f"openalex:F{field}",
            )
        )  # fmt: skip
        # Every other sleeper is made of those who co-publish anyway: joint works alone must not wake it.
        drawn_by = heavy if state == "dormant" and number % 2 else weights
        members.extend(_members(alliance, near, drawn_by, founded, state, rng))
    return rows, members


def _members(
    alliance: str, near: list[Organisation], weights: np.ndarray, founded: date, state: str, rng: Rng
) -> Iterator[tuple[str, ...]]:
    count = min(int(rng.integers(8, 31)), len(near))
    for at, chosen in enumerate(rng.choice(len(near), size=count, replace=False, p=weights)):
        org = near[int(chosen)]
        seat = "chair" if at == 0 else "secretariat" if at == 1 else "council" if at < 6 else "member"
        joined = founded + timedelta(days=int(rng.integers(0, 500)) if at > 5 else 0)
        left = (joined + timedelta(days=400)).isoformat() if state == "dissolved" or rng.random() < 0.03 else ""
        written = org.name_zh if rng.random() < 0.8 else org.name
        yield alliance, written, seat, joined.isoformat(), left
