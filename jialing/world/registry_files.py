"""Files of the registries: ROR's dump (schema 2, zip with JSON and CSV), OpenAlex's institutions and topics."""

from __future__ import annotations

from pathlib import Path

import msgspec

from jialing.world.abroad import continent
from jialing.world.archive import csv_text, write_gzip, write_zip
from jialing.world.geography import Spot
from jialing.world.invention import World
from jialing.world.organisations import Organisation
from jialing.world.plan import BUILT_ON

encode = msgspec.json.encode
ROR_NAME = "v2.0-invented-ror-data"
_CREATED = {"date": "2020-01-01", "schema_version": "2.0"}
_MODIFIED = {"date": BUILT_ON, "schema_version": "2.0"}


def write_ror(folder: Path, made: World) -> None:
    """Write ``ror/v2.0-invented-ror-data.zip`` with the organisations that registries know."""
    known = [o for o in made.register.organisations if not o.is_local]
    records = [_ror(o, made) for o in known] + [_former(o, made) for o in known if o.former[0]]
    body = b"[" + b",\n".join(encode(r) for r in records) + b"]"
    header = ("id", "status", "types", "names.types.ror_display", "locations.geonames_id", "established")
    rows = [
        (o.org_id, "active", o.kind.ror_type, o.name, made.geography.spots[o.spot].geonames_id, o.established)
        for o in known
    ]
    members = {f"{ROR_NAME}.json": body, f"{ROR_NAME}.csv": csv_text(header, rows).encode()}
    write_zip(folder / "ror" / f"{ROR_NAME}.zip", members)


def _ror(org: Organisation, made: World) -> dict[str, object]:
    spot = made.geography.spots[org.spot]
    return {
        "admin": {"created": _CREATED, "last_modified": _MODIFIED},
        "domains": [org.domain],
        "established": org.established,
        "external_ids": [],
        "id": org.org_id,
        "links": [{"type": "website", "value": f"https://{org.domain}/"}],
        "locations": [{"geonames_details": _place(spot), "geonames_id": spot.geonames_id}],
        "names": _names(org),
        "relationships": _relations(org, made.register.organisations),
        "status": "active",
        "types": [org.kind.ror_type],
    }


def _former(org: Organisation, made: World) -> dict[str, object]:
    """A withdrawn record whose successor is the organisation."""
    english, chinese = org.former
    names = [
        {"lang": "en", "types": ["ror_display", "label"], "value": english},
        {"lang": "zh", "types": ["label"], "value": chinese},
    ]
    relations = [{"id": org.org_id, "label": org.name, "type": "successor"}]
    changed = {"id": org.former_id, "names": names, "relationships": relations, "status": "withdrawn"}
    return {**_ror(org, made), **changed, "domains": [], "links": []}


def _place(spot: Spot) -> dict[str, object]:
    return {
        "continent_code": continent(spot.country_code)[0],
        "continent_name": continent(spot.country_code)[1],
        "country_code": spot.country_code,
        "country_name": spot.country_en,
        "country_subdivision_code": "",
        "country_subdivision_name": spot.province_en or None,
        "lat": spot.lat,
        "lng": spot.lng,
        "name": spot.name_en,
    }


def _names(org: Organisation) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [{"lang": "en", "types": ["ror_display", "label"], "value": org.name}]
    if org.name_zh:
        found.append({"lang": "zh", "types": ["label"], "value": org.name_zh})
    found += [{"lang": "zh" if ord(a[0]) > 0x2E80 else "en", "types": ["alias"], "value": a} for a in org.aliases]
    if org.acronym:
        found.append({"lang": None, "types": ["acronym"], "value": org.acronym})
    return found


def _relations(org: Organisation, others: tuple[Organisation, ...]) -> list[dict[str, object]]:
    near = [("child", others[c]) for c in org.children]
    if org.parent >= 0:
        near.append(("parent", others[org.parent]))
    found: list[dict[str, object]] = [{"id": o.org_id, "label": o.name, "type": kind} for kind, o in near]
    if org.former[0]:
        found.append({"id": org.former_id, "label": org.former[0], "type": "predecessor"})
    return found


def write_institutions(folder: Path, made: World) -> None:
    """Write ``openalex/institutions/updated_date=.../part_000.gz``."""
    known = (o for o in made.register.organisations if not o.is_local)
    write_gzip(_part(folder, "institutions"), (encode(_institution(o, made)) for o in known))


def _institution(org: Organisation, made: World) -> dict[str, object]:
    spot = made.geography.spots[org.spot]
    others = made.register.organisations
    parent = [others[org.parent]] if org.parent >= 0 else []
    return {
        "id": org.openalex_id,
        "ror": org.org_id,
        "display_name": org.name,
        "country_code": spot.country_code,
        "type": org.kind.ror_type,
        "homepage_url": f"https://{org.domain}/",
        "display_name_acronyms": [org.acronym] if org.acronym else [],
        "display_name_alternatives": list(org.aliases),
        "international": {"display_name": {"en": org.name, **({"zh": org.name_zh} if org.name_zh else {})}},
        "lineage": [org.openalex_id, *(p.openalex_id for p in parent)],
        "geo": {
            "city": spot.name_en,
            "geonames_city_id": str(spot.geonames_id),
            "region": spot.province_en or None,
            "country_code": spot.country_code,
            "country": spot.country_en,
            "latitude": spot.lat,
            "longitude": spot.lng,
        },
        "associated_institutions": [
            {"id": other.openalex_id, "ror": other.org_id, "display_name": other.name, "relationship": kind}
            for kind, other in [("parent", p) for p in parent] + [("child", others[c]) for c in org.children]
        ],
        "ids": {"openalex": org.openalex_id, "ror": org.org_id},
        "updated_date": BUILT_ON,
        "created_date": "2020-01-01",
    }


def write_topics(folder: Path, made: World) -> None:
    """Write ``openalex/topics/updated_date=.../part_000.gz``."""
    tree = made.tree
    at = {s: i for i, s in enumerate(tree.subfields)}
    rows = []
    for topic in tree.topics:
        i = at[topic.subfield]
        rows.append(
            encode(
                {
                    "id": f"https://openalex.org/T{topic.number}",
                    "display_name": topic.name,
                    "description": "Invented topic of a demonstration world.",
                    "keywords": [],
                    "ids": {"openalex": f"https://openalex.org/T{topic.number}"},
                    "subfield": _level("subfields", topic.subfield, tree.names[f"S{topic.subfield}"]),
                    "field": _level("fields", tree.fields[i], tree.names[f"F{tree.fields[i]}"]),
                    "domain": _level("domains", tree.domains[i], tree.names[f"D{tree.domains[i]}"]),
                    "siblings": [],
                    "works_count": 0,
                    "cited_by_count": 0,
                    "updated_date": BUILT_ON,
                    "created_date": "2024-01-23",
                }
            )
        )
    write_gzip(_part(folder, "topics"), rows)


def _level(kind: str, code: int, name: str) -> dict[str, str]:
    return {"id": f"https://openalex.org/{kind}/{code}", "display_name": name}


def _part(folder: Path, entity: str) -> Path:
    return folder / "openalex" / entity / f"updated_date={BUILT_ON}" / "part_000.gz"
