"""A dozen and more well-known organisations, typed by hand, as tables in schema terms; and two that are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from jialing.resolve import NameIndex, build_index
from jialing.schema import TABLES, counties, countries, places


@dataclass(frozen=True)
class Body:
    """An organisation: id, display name, other names by kind, where it is, what it is."""

    org_id: str
    name: str
    city: str
    division: str
    country: str = "CN"
    types: tuple[str, ...] = ("education",)
    labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    status: str = "active"
    relations: tuple[tuple[str, str], ...] = ()


BODIES = (
    Body(
        "uestc",
        "University of Electronic Science and Technology of China",
        "Chengdu",
        "Sichuan",
        labels=("电子科技大学",),
        acronyms=("UESTC",),
    ),
    Body(
        "xidian",
        "Xidian University",
        "Xi'an",
        "Shaanxi",
        labels=("西安电子科技大学",),
        aliases=("University of Electronic Science and Technology at Xi'an",),
    ),
    Body("hdu", "Hangzhou Dianzi University", "Hangzhou", "Zhejiang", labels=("杭州电子科技大学",), acronyms=("HDU",)),
    Body(
        "ustc",
        "University of Science and Technology of China",
        "Hefei",
        "Anhui",
        labels=("中国科学技术大学",),
        acronyms=("USTC",),
    ),
    Body("swu", "Southwest University", "Chongqing", "Chongqing", labels=("西南大学",), acronyms=("SWU",)),
    Body("swust", "Southwest University of Science and Technology", "Mianyang", "Sichuan", labels=("西南科技大学",)),
    Body("swufe", "Southwestern University of Finance and Economics", "Chengdu", "Sichuan", labels=("西南财经大学",)),
    Body("swjtu", "Southwest Jiaotong University", "Chengdu", "Sichuan", labels=("西南交通大学",), acronyms=("SWJTU",)),
    Body("nwu", "Northwest University", "Xi'an", "Shaanxi", labels=("西北大学",)),
    Body("nwu-za", "Northwest University", "Potchefstroom", "North West", "ZA"),
    Body("scu", "Sichuan University", "Chengdu", "Sichuan", labels=("四川大学",), acronyms=("SCU",)),
    Body(
        "wch",
        "West China Hospital of Sichuan University",
        "Chengdu",
        "Sichuan",
        types=("healthcare",),
        labels=("四川大学华西医院",),
        relations=(("parent", "scu"),),
    ),
    Body("cqu", "Chongqing University", "Chongqing", "Chongqing", labels=("重庆大学",)),
    Body(
        "cqupt",
        "Chongqing University of Posts and Telecommunications",
        "Chongqing",
        "Chongqing",
        labels=("重庆邮电大学",),
    ),
    Body(
        "hit", "Harbin Institute of Technology", "Harbin", "Heilongjiang", labels=("哈尔滨工业大学",), acronyms=("HIT",)
    ),
    Body(
        "cas",
        "Chinese Academy of Sciences",
        "Beijing",
        "Beijing",
        types=("funder", "government"),
        labels=("中国科学院",),
        aliases=("Chengdu Branch of the Chinese Academy of Sciences",),
        acronyms=("CAS",),
    ),
    Body(
        "cib",
        "Chengdu Institute of Biology",
        "Chengdu",
        "Sichuan",
        types=("facility",),
        labels=("中国科学院成都生物研究所",),
        relations=(("parent", "cas"),),
    ),
    Body(
        "huawei",
        "Huawei Technologies (China)",
        "Shenzhen",
        "Guangdong",
        types=("company",),
        labels=("华为技术有限公司", "Huawei Technologies Co., Ltd."),
    ),
    Body("jlu", "Jilin University", "Changchun", "Jilin", labels=("吉林大学",)),
    Body("wu", "University of Vienna", "Vienna", "Vienna", "AT", labels=("Universität Wien",)),
    Body(
        "usb",
        "University Hospital of Basel",
        "Basel",
        "Basel-City",
        "CH",
        types=("healthcare",),
        labels=("Universitätsspital Basel",),
    ),
    Body("uoxf", "University of Oxford", "Oxford", "England", "GB"),
    Body(
        "paris6",
        "Université Pierre et Marie Curie",
        "Paris",
        "Île-de-France",
        "FR",
        status="inactive",
        relations=(("successor", "su"),),
    ),
    Body("su", "Sorbonne Université", "Paris", "Île-de-France", "FR", relations=(("predecessor", "paris6"),)),
    Body(
        "old", "Invented College of Rivers", "Leshan", "Sichuan", status="withdrawn", relations=(("successor", "new"),)
    ),
    Body("new", "Invented University of Rivers", "Leshan", "Sichuan"),
)


def tables(bodies: Sequence[Body] = BODIES) -> tuple[pa.Table, pa.Table, pa.Table]:
    """``organisations``, ``organisation_names`` and ``organisation_relations`` of some bodies."""
    organisations = [
        {
            "org_id": b.org_id,
            "source": "hand",
            "name": b.name,
            "types": list(b.types),
            "status": b.status,
            "country_code": b.country,
            "subdivision": b.division,
            "city": b.city,
        }
        for b in bodies
    ]
    names = [
        {"org_id": b.org_id, "name": name, "kind": kind}
        for b in bodies
        for kind, some in (("display", (b.name,)), ("label", b.labels), ("alias", b.aliases), ("acronym", b.acronyms))
        for name in some
    ]
    relations = [{"org_id": b.org_id, "relation": how, "other_id": other} for b in bodies for how, other in b.relations]
    return (
        pa.Table.from_pylist(organisations, schema=TABLES["organisations"].arrow()),
        pa.Table.from_pylist(names, schema=TABLES["organisation_names"].arrow()),
        pa.Table.from_pylist(relations, schema=TABLES["organisation_relations"].arrow()),
    )


def index_of(bodies: Sequence[Body] = BODIES) -> NameIndex:
    """The index of some bodies and of the places that ship."""
    return build_index(*tables(bodies), places=places(), counties=counties(), countries=countries())
