"""A tiny world in upstream formats, written as real files: four cities, a dozen works."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCU, CQU, FIRM, MIT, OLD, NEW = (
    f"https://ror.org/0{n}" for n in ("scu00001", "cqu00002", "firm0003", "mit00004", "old00005", "new00006")
)
CHENGDU, CHONGQING, CAMBRIDGE = (
    (1815286, "Chengdu", "Sichuan", "CN"),
    (1814906, "Chongqing", "Chongqing", "CN"),
    (4931972, "Cambridge", "Massachusetts", "US"),
)
CYCLE = tuple(f"https://ror.org/0cyc0000{n}" for n in range(3))


def organisation(
    ror: str,
    names: Sequence[tuple[str, str | None]],
    where: tuple[int, str, str, str],
    *,
    types: Sequence[str] = ("education",),
    status: str = "active",
    relations: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """A record of ROR's schema 2."""
    geonames, city, division, country = where
    labels = [
        {"value": v, "lang": lang, "types": ["label"] if n else ["ror_display", "label"]}
        for n, (v, lang) in enumerate(names)
    ]
    return {
        "id": ror,
        "names": labels,
        "types": list(types),
        "status": status,
        "established": 1900,
        "locations": [
            {
                "geonames_id": geonames,
                "geonames_details": {
                    "name": city,
                    "country_code": country,
                    "country_name": country,
                    "country_subdivision_name": division,
                    "lat": 30.0,
                    "lng": 104.0,
                },
            }
        ],
        "relationships": [{"type": kind, "id": other, "label": other} for kind, other in relations],
        "links": [],
        "external_ids": [],
        "domains": [],
        "admin": {
            "created": {"date": "2020-01-01", "schema_version": "1.0"},
            "last_modified": {"date": "2025-01-01", "schema_version": "2.0"},
        },
    }


def organisations() -> list[dict[str, Any]]:
    """A university of each city, a firm, one that was replaced, and three that call one another parent."""
    circle = [
        organisation(o, [(f"Ring Institute {n}", "en")], CHENGDU, relations=[("parent", CYCLE[(n + 1) % 3])])
        for n, o in enumerate(CYCLE)
    ]
    return [
        organisation(SCU, [("Sichuan University", "en"), ("四川大学", "zh")], CHENGDU),
        organisation(CQU, [("Chongqing University", "en"), ("重庆大学", "zh")], CHONGQING),
        organisation(FIRM, [("Chengdu Aoxiang Technology Company", "en")], CHENGDU, types=["company"]),
        organisation(MIT, [("Massachusetts Institute of Technology", "en")], CAMBRIDGE),
        organisation(OLD, [("Leshan Old College", "en")], CHENGDU, status="withdrawn", relations=[("successor", NEW)]),
        organisation(NEW, [("Leshan Grand College", "en")], CHENGDU, relations=[("predecessor", OLD)]),
        *circle,
    ]


@dataclass(frozen=True)
class Author:
    """An author: strings, and institutions that OpenAlex names beside each."""

    name: str
    strings: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    is_corresponding: bool = False


SICHUAN = "Sichuan University, Chengdu, China"
CHONGQING_U = "Chongqing University, Chongqing 400044, China"
UNKNOWN = "Institute of Nothing in Particular"
LI = Author("Li Wei", (SICHUAN,), is_corresponding=True)
WANG = Author("Wang Fang", (CHONGQING_U,))
SMITH = Author("Smith John", ("Massachusetts Institute of Technology, Cambridge, MA, USA",))
BOTH = Author("Zhao Min", (SICHUAN, CHONGQING_U))
NOBODY = Author("Qian Nan")
STRANGER = Author("Sun Yu", (UNKNOWN,))
TOLD = Author("Zhou Jie", ("Dept. 7",), ((SCU, "CN"),))


def work(
    number: int, year: int, authors: Sequence[Author], *, title: str = "", topic: int | None = 1
) -> dict[str, Any]:
    """An OpenAlex work."""
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1/{number}",
        "title": title or f"Work {number}",
        "publication_year": year,
        "publication_date": f"{year}-05-01",
        "type": "article",
        "language": "en",
        "cited_by_count": number,
        "is_retracted": False,
        "authorships": [_authorship(a) for a in authors],
        "primary_topic": _topic(topic) if topic else None,
        "topics": [_topic(topic)] if topic else [],
        "abstract_inverted_index": {"A": [0], "text": [1]},
    }


def _authorship(author: Author) -> dict[str, Any]:
    institutions = [
        {"id": ror.replace("ror.org", "openalex.org"), "ror": ror, "country_code": c, "display_name": ror}
        for ror, c in author.given
    ]
    return {
        "author": {
            "id": f"https://openalex.org/A{author.name.replace(' ', '')}",
            "display_name": author.name,
            "orcid": None,
        },
        "raw_author_name": author.name,
        "is_corresponding": author.is_corresponding,
        "institutions": institutions,
        "countries": sorted({c for _, c in author.given}),
        "raw_affiliation_strings": list(author.strings),
        "affiliations": [
            {"raw_affiliation_string": s, "institution_ids": [i["id"] for i in institutions]} for s in author.strings
        ],
    }


def _topic(number: int) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/T{number}",
        "display_name": f"Topic {number}",
        "score": 0.9,
        "subfield": {"id": "https://openalex.org/subfields/2204", "display_name": "Biomedical Engineering"},
        "field": {"id": "https://openalex.org/fields/22", "display_name": "Engineering"},
        "domain": {"id": "https://openalex.org/domains/3", "display_name": "Physical Sciences"},
    }


WORKS = (
    work(1, 2020, [LI, WANG]),
    work(2, 2020, [LI]),
    work(3, 2021, [BOTH, NOBODY]),
    work(4, 2021, [SMITH, WANG]),
    work(5, 2021, [STRANGER, LI]),
    work(6, 2022, [TOLD], topic=2),
    work(7, 2022, [NOBODY], topic=None),
)


def write_jsonl(path: Path, records: Iterable[Mapping[str, Any] | str]) -> Path:
    """JSON Lines, gzip where the name says so; text goes in as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)
    content = lines.encode("utf-8", "surrogatepass")
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return path


def works_part(folder: Path, day: str, number: int) -> Path:
    return folder / "openalex" / "works" / f"updated_date={day}" / f"part_{number:03}.gz"


def write_world(folder: Path, works: Sequence[Mapping[str, Any]] = WORKS) -> Path:
    """ROR and two parts of OpenAlex works."""
    ror = folder / "ror" / "v2.0-2026-01-01-ror-data_schema_v2.json"
    ror.parent.mkdir(parents=True, exist_ok=True)
    ror.write_text(json.dumps(organisations(), ensure_ascii=False), encoding="utf-8")
    half = (len(works) + 1) // 2
    write_jsonl(works_part(folder, "2026-01-01", 0), works[:half])
    write_jsonl(works_part(folder, "2026-02-01", 0), works[half:])
    return folder
