"""What policy names, invented: official targets of circles and their centres, and strategic forces by name.

Targets start from the invented statistics of 2020 and ask for the growth that the statistics were drawn with, times a
factor: some are nearly reached, some are far. Two ask for what no statistic here tells. Strategic forces follow the
weight of the places; around those that operate stand planned ones, one under construction and a withdrawn one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from jialing.schema import load_circles
from jialing.world.archive import csv_text, write_text
from jialing.world.bureau import TOPICS
from jialing.world.indicators import INDICATORS, circle_values, place_values
from jialing.world.invention import World
from jialing.world.organisations import Organisation
from jialing.world.plan import BUILT_ON, Rng

TARGET_HEADER = (
    "place_id", "circle_id", "indicator", "baseline_year", "baseline_value", "target_year", "target_value", "unit",
    "direction", "force", "document", "address", "retrieved_on",
)  # fmt: skip
FORCE_HEADER = (
    "编号", "类别", "名称", "英文名称", "所在地代码", "职能", "职能（英文）", "领域代码", "依托单位", "机构代码",
    "批准日期", "状态", "出处", "查阅日期",
)  # fmt: skip
BASELINE_YEAR = 2020
TARGET_YEARS = {
    "rd_intensity": 2025,
    "contract_turnover": 2027,
    "high_tech_enterprises": 2027,
    "high_value_patents": 2025,
}
UNTOLD = (
    ("researchers_per_10000", 82.0, 110.0, "full-time equivalents per 10,000 employed", "at_least"),
    ("energy_intensity", 0.41, 0.35, "tonnes of standard coal per 10,000 CNY", "at_most"),
)
"""Indicators of targets that no statistic of the world tells: baseline, target, unit, direction."""
PLAN, LIST = "Invented development plan 2021-2027 (demonstration)", "Invented list of strategic forces (demonstration)"
ADDRESS = "https://plans.example/invented"
# class in Chinese, how many per unit of a circle's weight, kinds of organisation that run or are one
CLASSES = (
    ("国家实验室", 0.07, "education", ("National Laboratory", "国家实验室")),
    ("国家科研机构", 0.2, "facility", None),
    ("高水平研究型大学", 0.16, "education", None),
    ("科技领军企业", 0.18, "company", None),
    ("重大科技基础设施", 0.1, "facility", ("Major Facility", "重大科技基础设施")),
)
ROLES = (
    ("Basic research", "基础研究"), ("Key technologies", "关键核心技术攻关"), ("Shared facility", "开放共享平台"),
    ("Training researchers", "人才培养"), ("Industrial application", "成果转化与产业化"),
)  # fmt: skip
DECOYS = ("签约", "筹建", "撤销")
"""States of forces that do not operate, one each at the end of every circle's list."""


def write_policy(folder: Path, made: World) -> None:
    """Write ``bureau/targets.csv`` (UTF-8) and ``bureau/strategic_forces.csv`` (GB18030)."""
    write_text(folder / "bureau" / "targets.csv", csv_text(TARGET_HEADER, _targets(made)))
    write_text(folder / "bureau" / "strategic_forces.csv", csv_text(FORCE_HEADER, _forces(made)), "gb18030")


def _targets(made: World) -> Iterator[Sequence[object]]:
    rng = made.plan.rng("targets")
    places, circles = place_values(made), circle_values(made)
    for circle_id, circle in load_circles().items():
        for indicator in INDICATORS:
            yield _target("", circle_id, indicator, circles[circle_id, indicator, BASELINE_YEAR], rng)
        for indicator, baseline, value, unit, direction in UNTOLD:
            yield (
                "", circle_id, indicator, BASELINE_YEAR, baseline, TARGET_YEARS["rd_intensity"], value, unit,
                direction, "expected", PLAN, ADDRESS, BUILT_ON,
            )  # fmt: skip
        for place in circle.centres:
            for indicator in INDICATORS:
                if (place, indicator, BASELINE_YEAR) in places:
                    yield _target(place, "", indicator, places[place, indicator, BASELINE_YEAR], rng)


def _target(place: str, circle: str, indicator: str, baseline: float, rng: Rng) -> Sequence[object]:
    unit, _, _, growth = INDICATORS[indicator]
    year = TARGET_YEARS[indicator]
    value = baseline * growth ** (year - BASELINE_YEAR) * rng.uniform(0.9, 1.25)
    return (
        place, circle, indicator, BASELINE_YEAR, baseline, year, _round(value, unit), unit, "at_least",
        "binding" if rng.random() < 0.3 else "expected", PLAN, ADDRESS, BUILT_ON,
    )  # fmt: skip


def _round(value: float, unit: str) -> float:
    """Plans name round numbers."""
    return round(value, -2) if unit == "enterprises" else round(value, 1)


def _forces(made: World) -> Iterator[Sequence[object]]:
    rng = made.plan.rng("forces")
    spots = made.geography.spots
    number = 0
    for circle in range(len(made.geography.circle_ids)):
        inside = [o for o in made.register.organisations if spots[o.spot].circle == circle and not o.is_local]
        weight = sum(s.mass for s in spots if s.circle == circle)
        for kind, share, ror_type, name in CLASSES:
            hosts = [o for o in inside if o.kind.ror_type == ror_type]
            states = ["运行"] * round(share * weight)
            for state in [*states, *(DECOYS if kind == "重大科技基础设施" else ())]:
                number += 1
                yield _force(made, number, kind, name, _picked(hosts, rng, is_itself=name is None), state, rng)


def _picked(hosts: list[Organisation], rng: Rng, *, is_itself: bool) -> Organisation:
    """One of the heavier organisations; each is itself a force once at most."""
    heavy = sorted(hosts, key=lambda o: (-o.weight, o.number))
    chosen = heavy[int(len(heavy) * rng.random() ** 3)]
    if is_itself and len(hosts) > 1:
        hosts.remove(chosen)
    return chosen


def _force(
    made: World, number: int, kind: str, name: tuple[str, str] | None, host: Organisation, state: str, rng: Rng
) -> Sequence[object]:
    english, chinese, topic = TOPICS[int(rng.integers(0, len(TOPICS)))]
    role_en, role_zh = ROLES[int(rng.integers(0, len(ROLES)))]
    field = topic if name or not host.kind.fields else host.kind.fields[0]
    own_en = f"{host.stem} {name[0]} for {english} (invented)" if name else host.name
    own_zh = f"{host.name_zh[:2]}{chinese}{name[1]}（虚构）" if name else host.name_zh
    since = date(1998 + int(rng.integers(0, 26)), int(rng.integers(1, 13)), int(rng.integers(1, 29)))
    return (
        f"INV-F{number:03d}", kind, own_zh, own_en, made.geography.spots[host.spot].place_id, role_zh, role_en,
        f"openalex:F{field}", host.name_zh if name else "", "" if name else host.org_id, since.isoformat(), state,
        LIST, BUILT_ON,
    )  # fmt: skip
