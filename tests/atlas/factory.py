"""A small published version, made without sources or resolver: for tests of atlas, figures and portal.

Two circles (Chengdu-Chongqing with comparator Beijing-Tianjin-Hebei), three populations: publications (answers all,
with reference counts), conference papers of one discipline (refuses most), projects (in a flat scheme of fields).
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from jialing.lake import Lake, Version
from jialing.measure import INPUTS, belt_and_road_countries, circle_members, measured
from jialing.schema import TABLES, belt_and_road, field_names, load_circles, places

PUBLICATIONS = "demo:publications"
PAPERS = "papers:conference"
PROJECTS = "grants:projects"
CIRCLE = "chengdu-chongqing"
CHENGDU, CHONGQING, MIANYANG, BEIJING = "CN-510100", "CN-500000", "CN-510700", "CN-110000"
ALL = ("output", "trend", "fields", "collaboration", "abroad", "circles", "leadership", "sectors")
YEARS = range(2018, 2024)
SUBFIELDS = ("openalex:S1702", "openalex:S1705", "openalex:S2208", "openalex:S2505", "openalex:S1605", "openalex:S2730")
TITLES = ("graphene", "grids & <nets>", "rivers", "轨道交通", "100% yields")

# org_id, English, Chinese, type, place, country
ORGS = (
    ("scu", "Sichuan University", "四川大学", "education", CHENGDU, "CN"),
    ("uestc", "University of Electronic Science and Technology", "电子科技大学", "education", CHENGDU, "CN"),
    ("swjtu", "Southwest Jiaotong University", "西南交通大学", "education", CHENGDU, "CN"),
    ("cdco", "Chengdu Invented Instruments", "成都虚拟仪器公司", "company", CHENGDU, "CN"),
    ("cqu", "Chongqing University", "重庆大学", "education", CHONGQING, "CN"),
    ("swu", "Southwest University", "西南大学", "education", CHONGQING, "CN"),
    ("cqco", "Chongqing Invented Motors", "重庆虚拟汽车公司", "company", CHONGQING, "CN"),
    ("swust", "Southwest University of Science and Technology", "西南科技大学", "education", MIANYANG, "CN"),
    ("deyang", "Deyang Invented Turbines", "德阳虚拟重机", "company", "CN-510600", "CN"),
    ("luzhou", "Luzhou Invented Medical University", "泸州虚拟医科大学", "education", "CN-510500", "CN"),
    ("pku", "Peking University", "北京大学", "education", BEIJING, "CN"),
    ("thu", "Tsinghua University", "清华大学", "education", BEIJING, "CN"),
    ("nku", "Nankai University", "南开大学", "education", "CN-120000", "CN"),
    ("nus", "National University of Singapore", None, "education", "gn-1880252", "SG"),
    ("mit", "Massachusetts Institute of Technology", None, "education", "gn-4931972", "US"),
)
BIG = {"scu": 9, "uestc": 7, "cqu": 7, "swjtu": 4, "swu": 4, "pku": 9, "thu": 9, "nku": 3}


def small_version(
    data: Path, *, n_works: int = 400, seed: int = 7, floor_breaker: bool = False, by_construction: str = ""
) -> Version:
    """Publish a small version into a data folder. ``floor_breaker`` leaves most affiliations unresolved."""
    tables = small_tables(n_works=n_works, seed=seed, unresolved=0.8 if floor_breaker else 0.1)
    if by_construction:
        stated = [{**row, "by_construction": [by_construction]} for row in tables["populations"].to_pylist()]
        tables["populations"] = _table("populations", stated)
    return published(data, tables, f"20240501-{seed:04d}-{n_works}")


def published(data: Path, tables: Mapping[str, pa.Table], version: str) -> Version:
    """Publish tables as a version of a data folder."""
    folder = data / "made"
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: [_written(folder, name, rows)] for name, rows in tables.items()}
    return Lake(data).publish(version, files, _manifest())


def small_tables(*, n_works: int, seed: int, unresolved: float) -> dict[str, pa.Table]:
    """All tables of the version, schema types."""
    linked = _linked(random.Random(seed), n_works, unresolved)
    linked |= people_of(linked["participants"])
    tables = {name: _table(name, rows) for name, rows in linked.items()}
    tables["circle_members"] = circle_members(_circles())
    tables["belt_and_road"] = belt_and_road_countries((c.country_code, c.signed_on) for c in belt_and_road())
    tables |= {name: _table(name, rows) for name, rows in _standing().items()}
    return tables | _measured(tables)


def _circles() -> Mapping[str, Any]:
    known = load_circles()
    return {name: known[name] for name in (CIRCLE, "beijing-tianjin-hebei")}


def _written(folder: Path, name: str, rows: pa.Table) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(rows, path, compression="zstd")
    return path


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    schema = TABLES[name].arrow()
    return pa.table({f.name: pa.array([row.get(f.name) for row in rows], f.type) for f in schema}, schema=schema)


def _manifest() -> dict[str, Any]:
    return {
        "built_on": "2024-05-01T12:00:00+00:00",
        "code_version": "0.1.0",
        "is_invented": True,
        "circles": {name: c.version for name, c in _circles().items()},
        "steps": {"ingest": 1.5, "resolve": 2.0, "link": 0.5, "measure": 0.7},
        "commands": ["jialing generate --scale 0.01 --seed 7 data/raw", "jialing build --data data data/raw"],
    }


def _linked(rng: random.Random, n_works: int, unresolved: float) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("linked_works", "participants", "work_places", "work_field_levels", "affiliations")
    }
    strings: dict[tuple[str, bool], int] = {}
    plan = [(PUBLICATIONS, n_works), (PAPERS, n_works // 8), (PROJECTS, n_works // 10)]
    for population, n in plan:
        for year in YEARS:
            for _ in range(max(1, round(n / len(YEARS) * (0.75 + 0.1 * (year - YEARS[0]))))):
                _add_work(rng, rows, strings, population, year, unresolved)
    return rows


def _add_work(
    rng: random.Random,
    rows: dict[str, list[dict[str, Any]]],
    strings: dict[tuple[str, bool], int],
    population: str,
    year: int,
    unresolved: float,
) -> None:
    number = len(rows["linked_works"])
    source = population.partition(":")[0]
    orgs = _team(rng)
    people = [(i, org, rng.random() >= unresolved) for i, org in enumerate(orgs, 1)]
    if not any(known for *_, known in people):
        people[0] = (*people[0][:2], rng.random() >= unresolved)
    for position, org, known in people:
        _add_participant(rows, strings, number, population, year, position, org, known, len(people))
    _add_places(rows, number, population, year, people)
    _add_fields(rng, rows, number, population, orgs)
    kind = {"demo": "article", "papers": "conference-paper", "grants": "project"}[source]
    rows["linked_works"].append(
        {
            "work_no": number,
            "source": source,
            "source_id": f"W{number}",
            "population": population,
            "kind": kind,
            "title": f"On {rng.choice(TITLES)} no. {number}",
            "year": year,
            "doi": f"10.9999/invented.{number}" if kind != "project" else None,
            "cited_by": rng.choice([None, 0, 3, 12]),
            "n_authors": len(people),
            "is_retracted": False,
            "amount": 1_000_000.0 if kind == "project" else None,
            "currency": "CNY" if kind == "project" else None,
            "n_affiliated": len(people),
            **{f"n_{what}": sum(known for *_, known in people) for what in ("resolved", "placed", "in_country")},
            "n_unaffiliated": 0,
        }
    )


def _team(rng: random.Random) -> list[str]:
    names = [org[0] for org in ORGS]
    weights = [BIG.get(name, 2) for name in names]
    size = rng.choices([1, 2, 3, 4], [3, 4, 2, 1])[0]
    return list(dict.fromkeys(rng.choices(names, weights, k=size)))


def _add_participant(
    rows: dict[str, list[dict[str, Any]]],
    strings: dict[tuple[str, bool], int],
    number: int,
    population: str,
    year: int,
    position: int,
    org: str,
    known: bool,
    n: int,
) -> None:
    _, english, _, _, place, country = next(o for o in ORGS if o[0] == org)
    key = (org, known)
    if key not in strings:
        strings[key] = len(strings)
        text = f"School of Invention, {english}" if known else f"Dept. {org}-?"
        because = "because.name_and_city" if known else "because.nothing_found"
        rows["affiliations"].append(
            {
                "affiliation_no": strings[key],
                "affiliation": text,
                "org_ids": [_id(org)] if known else [],
                "place_id": place if known else None,
                "country_code": country if known else None,
                "score": 0.97 if known else None,
                "because": because,
                "params": json.dumps({"name": english, "city": place}),
                "decided_by": "resolver",
                "n_rows": 0,
            }
        )
    rows["affiliations"][strings[key]]["n_rows"] += 1
    rows["participants"].append(
        {
            "work_no": number,
            "population": population,
            "year": year,
            "position": position,
            "role": "participant" if population == PROJECTS else "author",
            "is_last": position == n,
            "is_corresponding": position == 1,
            "person_name": f"Author {chr(65 + number % 26)}{position}, X.",
            "affiliation_no": strings[key],
            "org_id": _id(org) if known else None,
            "place_id": place if known else None,
            "country_code": country if known else None,
            "weight": 1 / n,
        }
    )


def _add_places(
    rows: dict[str, list[dict[str, Any]]], number: int, population: str, year: int, people: list[tuple[int, str, bool]]
) -> None:
    for _, name, known in people:
        if known:
            _, _, _, kind, place, country = next(o for o in ORGS if o[0] == name)
            rows["work_places"].append(
                {
                    "work_no": number,
                    "population": population,
                    "year": year,
                    "place_id": place,
                    "country_code": country,
                    "org_id": _id(name),
                    "is_company": kind == "company",
                    "is_university": kind == "education",
                    "weight": 1 / len(people),
                }
            )


def _add_fields(
    rng: random.Random, rows: dict[str, list[dict[str, Any]]], number: int, population: str, orgs: list[str]
) -> None:
    if population == PROJECTS:
        levels = [(f"programme:{'AB'[number % 2]}", "class")]
    else:
        # Each first organisation leans to one subfield, so that cities differ.
        lean = SUBFIELDS[sum(map(ord, orgs[0])) % len(SUBFIELDS)]
        sub = lean if rng.random() < 0.5 else rng.choice(SUBFIELDS)
        known = field_names()
        above = known[sub].parent_id or ""
        levels = [(sub, "subfield"), (above, "field"), (known[above].parent_id or "", "domain")]
    rows["work_field_levels"].extend({"work_no": number, "field_id": f, "level": level} for f, level in levels)


def people_of(participants: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Four people at each organisation; twelve who moved to Chongqing, two of whom only a name holds together there."""
    signed = [row for row in participants if row["role"] == "author" and row["org_id"] and row["country_code"] == "CN"]
    chosen = [f"person:{row['org_id'][-4:]}{row['work_no'] % 4}" for row in signed]
    persons = sorted(set(chosen))
    moved = [
        {
            "population": PUBLICATIONS,
            "person_id": persons[number % len(persons)],
            "kind": kind,
            "year": 2020 + number % 3,
            "year_before": 2019,
            "from_place_id": old,
            "to_place_id": new,
            "from_org_id": None,
            "to_org_id": None,
            "n_before": 3.0,
            "n_after": 4.0,
            "basis": basis,
            "is_name_shared": basis == "name",
        }
        for number, (kind, old, new, basis) in enumerate(
            [("move", CHENGDU, CHONGQING, "orcid")] * 8
            + [("move", CHENGDU, CHONGQING, "source")] * 4
            + [("move", MIANYANG, CHENGDU, "name")] * 2
            + [("joint", CHENGDU, CHONGQING, "source"), ("visit", CHONGQING, CHENGDU, "source")]
            + [("site", CHENGDU, MIANYANG, "name"), ("move", CHENGDU, BEIJING, "source")]
        )
    ]
    return {
        "authorship_persons": [
            {
                "work_no": row["work_no"],
                "position": row["position"],
                "person_id": person,
                "because": "people_because.alone",
            }
            | {"params": "{}", "evidence": "{}", "decided_by": "evidence"}
            for row, person in zip(signed, chosen, strict=True)
        ],
        "persons": [
            {"person_id": p, "name": f"Invented {p[7:]}", "names": [], "source_ids": [], "n_works": 1, "org_ids": []}
            | {"place_ids": [], "first_year": 2018, "last_year": 2023}
            for p in persons
        ],
        "moves": moved,
    }


def _id(org: str) -> str:
    return f"https://ror.org/0{org}"


def _standing() -> dict[str, list[dict[str, Any]]]:
    """Tables that do not come from works."""
    source = {"version": "2024-04", "licence": "CC0 1.0", "is_invented": True, "fingerprint": "0" * 64, "n_files": 1}
    counts = {"n_bytes": 120_000, "n_rows_in": 410, "n_rows_kept": 400, "n_rows_quarantined": 10}
    titles = {
        "demo": ("Invented index", "虚拟索引"),
        "papers": ("Invented papers", "虚拟论文"),
        "grants": ("Invented grants", "虚拟项目"),
    }
    sources = [
        {"source": s, "title_en": en, "title_zh": zh, "retrieved_on": date(2024, 4, 30), **source, **counts}
        for s, (en, zh) in titles.items()
    ]
    return {
        "sources": sources,
        "populations": _populations(),
        "places": _places(),
        "organisations": [_organisation(*org) for org in ORGS],
        "organisation_names": [
            {"org_id": _id(o), "name": name, "lang": lang, "kind": "label"}
            for o, en, zh, *_ in ORGS
            for name, lang in ((en, "en"), (zh, "zh"))
            if name
        ],
        "organisation_ids": [{"org_id": _id("scu"), "scheme": "grid", "value": "grid.13291.38"}],
        "organisation_relations": [{"org_id": _id("swust"), "relation": "related", "other_id": _id("scu")}],
        "fields": _fields(),
        "reference_counts": _references(),
        "statistics": _statistics(),
        "platforms": _platforms(),
        "targets": _targets(),
        "strategic_forces": _forces(),
        "alliances": [
            {"alliance_id": f"a{i}", "source": "demo", "name_en": f"Alliance {i}", "name_zh": f"联盟{i}", "status": s}
            for i, s in enumerate(("active", "active", "dormant"))
        ],
        "alliance_members": [
            {"alliance_id": f"a{i % 3}", "source": "demo", "affiliation": ORGS[i][1], "seat": "member"}
            for i in range(8)
        ],
        "quarantine": [
            {
                "source": "demo",
                "file": "works/part_000.gz",
                "line": i,
                "code": "reject.json_invalid",
                "params": '{"reason": "unexpected character"}',
                "excerpt": "{bad",
            }
            for i in (3, 9, 12)
        ],
        "repairs": [{"source": "papers", "code": "repair.author_list_doubled", "n_rows": 4}],
    }


def _populations() -> list[dict[str, Any]]:
    why = {"why_not_en": "Fetch the OpenAlex works of the circle.", "why_not_zh": "请获取城市圈的 OpenAlex 成果。"}
    row = {
        "complete_en": "the works of the invented world",
        "complete_zh": "虚拟世界的全部成果",
        "first_year": 2018,
        "last_year": 2023,
        "by_construction": [],
    }
    return [
        {
            "population": PUBLICATIONS,
            "source": "demo",
            "title_en": "publications in the invented index",
            "title_zh": "虚拟索引中的论文",
            "kinds": ["article"],
            "answers": list(ALL),
            **row,
        },
        {
            "population": PAPERS,
            "source": "papers",
            "title_en": "conference papers on invention",
            "title_zh": "发明领域会议论文",
            "kinds": ["conference-paper"],
            "discipline_en": "machine learning",
            "discipline_zh": "机器学习",
            "answers": ["output", "collaboration", "circles"],
            **why,
            **row,
        },
        {
            "population": PROJECTS,
            "source": "grants",
            "title_en": "projects granted",
            "title_zh": "资助项目",
            "kinds": ["project"],
            "answers": ["output", "collaboration", "trend", "fields"],
            **why,
            **row,
        },
    ]


def _places() -> list[dict[str, Any]]:
    names = ("place_id", "name_en", "name_zh", "kind", "country_code", "province_en", "province_zh", "lat", "lng")
    china = [{name: getattr(p, name) for name in names} for p in places()]
    abroad = [
        {
            "place_id": "gn-1880252",
            "name_en": "Singapore",
            "kind": "city",
            "country_code": "SG",
            "lat": 1.29,
            "lng": 103.85,
        },
        {
            "place_id": "gn-4931972",
            "name_en": "Cambridge",
            "kind": "city",
            "country_code": "US",
            "lat": 42.37,
            "lng": -71.11,
        },
    ]
    return china + abroad


def _organisation(org: str, en: str, zh: str | None, kind: str, place: str, country: str) -> dict[str, Any]:
    row = {"org_id": _id(org), "source": "demo", "name": zh or en, "name_en": en, "name_zh": zh, "types": [kind]}
    return row | {"status": "active", "established": 1920, "country_code": country, "city": "X", "place_id": place}


def _fields() -> list[dict[str, Any]]:
    known = field_names().values()
    rows = [
        {
            "field_id": f.field_id,
            "scheme": "openalex",
            "level": f.level,
            "parent_id": f.parent_id,
            "name_en": f.name_en,
            "name_zh": f.name_zh,
        }
        for f in known
    ]
    flat = [
        {
            "field_id": f"programme:{c}",
            "scheme": "programme",
            "level": "class",
            "name_zh": f"计划{c}",
            "name_en": f"Programme {c}",
        }
        for c in "AB"
    ]
    return rows + flat


def _references() -> list[dict[str, Any]]:
    coarse = sorted({field_names()[s].parent_id or "" for s in SUBFIELDS})
    row = {"source": "demo", "population": PUBLICATIONS, "area": "country:CN"}
    return [{**row, "field_id": f, "year": y, "n_works": 1000.0 + 200 * i} for i, f in enumerate(coarse) for y in YEARS]


def _statistics() -> list[dict[str, Any]]:
    row = {"source": "demo", "unit": "%", "indicator": "rd_intensity", "document": "Invented yearbook"}
    return [
        {**row, "place_id": CHENGDU, "year": 2022, "value": 3.4, "vintage": date(2023, 3, 1)},
        {**row, "place_id": CHENGDU, "year": 2022, "value": 3.5, "vintage": date(2023, 9, 1)},
        {**row, "place_id": CHONGQING, "year": 2021, "value": 2.2, "vintage": date(2022, 9, 1)},
        {**row, "place_id": CHONGQING, "year": 2022, "value": None, "vintage": date(2023, 9, 1)},
    ]


def _targets() -> list[dict[str, Any]]:
    """Reached, behind, on pace, in another unit, without a statistic, contradictory, and one of nobody."""
    row = {"source": "demo", "unit": "%", "indicator": "rd_intensity", "document": "Invented plan"}
    row |= {"baseline_year": 2020, "baseline_value": 3.1, "target_year": 2025}
    return [
        {**row, "place_id": CHENGDU, "target_value": 3.4},
        {**row, "place_id": CHENGDU, "target_value": 4.0, "target_year": 2024, "force": "binding"},
        {**row, "place_id": CHENGDU, "target_value": 4.1, "target_year": 2030},
        {**row, "place_id": CHENGDU, "target_value": 36.0, "unit": "per mille"},
        {**row, "place_id": CHENGDU, "target_value": 2.0},
        {**row, "circle_id": CIRCLE, "target_value": 3.0, "baseline_value": 2.5},
        {**row, "target_value": 9.0},
    ]


def _forces() -> list[dict[str, Any]]:
    """Two of Chengdu (one planned), one of Beijing in a field of its own, one nowhere."""
    row = {"source": "demo", "status": "operating", "role_en": "Basic research", "role_zh": "基础研究"}
    lab, university = {"kind": "national_laboratory"}, {"kind": "research_university"}
    computing, medicine = {"field_ids": ["openalex:F17"]}, {"field_ids": ["openalex:F27"]}
    return [
        {**row, **university, **computing, "force_id": "f1", "name_en": "Invented University", "place_id": CHENGDU}
        | {"org_ids": [_id("uestc")]},
        {**row, **lab, **medicine, "force_id": "f2", "name_zh": "虚构实验室", "place_id": CHENGDU, "status": "planned"},
        {**row, **lab, **medicine, "force_id": "f3", "name_en": "Far Laboratory", "place_id": BEIJING}
        | {"host": "School of Invention, Peking University"},
        {**row, **lab, "force_id": "f4", "name_en": "Laboratory of Nowhere"},
    ]


def _platforms() -> list[dict[str, Any]]:
    kinds = [
        ("state_key_laboratory", "national"),
        ("innovation_base", "national"),
        ("new_rd_institution", "provincial"),
    ]
    return [
        {
            "platform_id": f"p{i}",
            "source": "demo",
            "name_zh": f"平台{i}",
            "kind": kinds[i % 3][0],
            "level": kinds[i % 3][1],
            "place_id": (CHENGDU, CHONGQING)[i % 2],
            "field_id": None if i == 3 else "openalex:F17",
            "status": "operating",
        }
        for i in range(10)
    ]


def _measured(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    names = {"works": "linked_works", "work_fields": "work_field_levels", "members": "circle_members"}
    connection = duckdb.connect(config={"threads": 1})
    frames: dict[str, Any] = {}
    for name in INPUTS:
        connection.register(name, tables[names.get(name, name)])
        frames[name] = nw.from_native(connection.table(name))

    def keep(name: str, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        frame.to_native().create(f"kept_{name}")
        return nw.from_native(connection.table(f"kept_{name}"))

    made = {}
    for name, frame in measured(frames, keep):
        schema = TABLES[name].arrow()
        rows = frame.to_native().to_arrow_table().select(schema.names)
        made[name] = pa.table([c.cast(f.type) for c, f in zip(rows.columns, schema, strict=True)], schema=schema)
    connection.close()
    return made
