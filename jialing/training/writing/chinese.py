"""Affiliation strings in Chinese: 大学+学院+系, laboratories, hospitals, campuses, companies, with the address first
or last."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from jialing.schema import Place, places
from jialing.training.writing.bodies import Body
from jialing.training.writing.units import fields_zh

_SHORT = (
    ("社会科学院", "社科院"), ("科技大学", "科大"), ("交通大学", "交大"), ("师范大学", "师大"), ("农业大学", "农大"),
    ("医科大学", "医大"), ("工业大学", "工大"), ("理工大学", "理工"), ("师范学院", "师院"),
)  # fmt: skip
_UNITS = (
    "{}学院",
    "{}系",
    "{}研究所",
    "{}实验室",
    "{}教研室",
    "{}研究中心",
    "{}重点实验室",
    "{}工程研究中心",
    "{}科",
    "{}团队",
)
_UNLISTED = (
    "{}市第二人民医院", "{}第三中学", "{}市环境监测站", "{}检测有限公司", "{}市农业局", "{}种业有限公司", "{}职工大学",
    "{}经济研究所",
    "{}省委党校", "{}新区研究院", "{}市中医院", "{}科技有限公司", "{}职业技术学校", "{}市人民政府", "{}勘察设计院",
    "{}日报社",
)  # fmt: skip

SHARES = {
    "name": 22, "unit": 30, "place_first": 8, "place_last": 14, "laboratory": 6, "parent": 8, "short": 4,
    "unlisted": 5, "longer": 3,
}  # fmt: skip
"""Percent of Chinese strings of each form."""


def string(body: Body, parents: Sequence[Body], rng: Random) -> tuple[str, tuple[Body, ...]]:
    """A string about a body with a Chinese name, and the bodies that it means."""
    kind = rng.choices(list(SHARES), list(SHARES.values()))[0]
    name = body.chinese[0] if rng.random() < 0.85 else rng.choice(body.chinese)
    if kind == "unlisted":
        return rng.choice(_UNLISTED).format(_place(rng).name_zh), ()
    if kind == "longer":  # the end of a longer name of a body that nobody lists
        return f"{_place(rng).name_zh}{name}", ()
    if kind == "parent" and parents:
        parent = parents[0]
        return f"{parent.chinese[0]}{rng.choice(('', '，', ' '))}{name}", (_label(body, parent, rng),)
    return _form(kind, name, body, rng), (body,)


def _label(child: Body, parent: Body, rng: Random) -> Body:
    return parent if parent.teaches and "healthcare" not in child.types and rng.random() < 0.85 else child


def _form(kind: str, name: str, body: Body, rng: Random) -> str:
    place = _named_place(body)
    unit = _unit(rng)
    if kind == "unit":
        return f"{name}{rng.choice(('', '', ' ', '，'))}{unit}{_unit(rng) if rng.random() < 0.3 else ''}"
    if kind == "place_first" and place:
        return f"{rng.choice(('', place.province_zh + '省，'))}{place.name_zh}{rng.choice(('', '市', ' '))}{name}"
    if kind == "place_last" and place:
        ending = rng.choice(
            (place.name_zh, f"{place.province_zh} {place.name_zh}", f"{place.name_zh} {rng.randrange(100000, 860000)}")
        )
        return f"{name}{rng.choice((unit, ''))}{rng.choice(('，', ' ', ', '))}{ending}"
    if kind == "laboratory":
        return rng.choice(
            (
                f"{unit}，{name}",
                f"{name}{rng.choice(fields_zh())}国家重点实验室",
                f"{name}附属{rng.choice(fields_zh())}研究院",
            )
        )
    if kind == "short":
        for long, short in _SHORT:
            name = name.replace(long, short)
    return name


def _unit(rng: Random) -> str:
    return rng.choice(_UNITS).format(rng.choice(fields_zh()).removesuffix("学"))


def _place(rng: Random) -> Place:
    return rng.choice([place for place in places() if place.country_code == "CN"])


def _named_place(body: Body) -> Place | None:
    return next(
        (p for p in places() if p.country_code == body.country and p.name_en.lower() == body.city.lower()), None
    )
