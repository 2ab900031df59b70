"""What the lake would list of a small invented world, read from its files without a build; names resolved exactly."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jialing.atlas import ListedAlliance, ListedMember, ListedName, ListedOrganisation, ListedPlatform, Registered
from jialing.sources import discover, parse
from jialing.world import generate

Rows = dict[str, list[dict[str, Any]]]


@cache
def listed(seed: int = 7) -> Registered:
    """The lists of the world of a seed."""
    with TemporaryDirectory() as folder:
        generate(Path(folder) / "world", scale=0.01, seed=seed, workers=1)
        return _registered(_rows(Path(folder) / "world"))


def _rows(folder: Path) -> Rows:
    rows: Rows = defaultdict(list)
    for found in discover(folder).found:
        for part in found.parts if found.info.name in ("ror", "bureau") else ():
            for batch in parse(part):
                for table, columns in batch.tables.items():
                    rows[table] += [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return rows


def _registered(rows: Rows) -> Registered:
    names: dict[str, list[ListedName]] = defaultdict(list)
    by_name: dict[str, str] = {}
    for row in rows["organisation_names"]:
        names[row["org_id"]].append(ListedName(row["name"], row["lang"] or "", row["kind"]))
        by_name.setdefault(row["name"], row["org_id"])
    codes = {row["org_id"]: row["value"] for row in rows["organisation_ids"] if row["scheme"] == "uscc"}
    return Registered(
        "20260101T000000Z-test",
        True,
        tuple(_organisation(row, names, codes) for row in rows["organisations"]),
        tuple(_platform(row, by_name) for row in rows["platforms"]),
        tuple(
            ListedAlliance(*(row[c] or "" for c in ("alliance_id", "name_en", "name_zh")), row["founded_on"],
                           row["status"], row["field_id"] or "")
            for row in rows["alliances"]
        ),
        tuple(
            ListedMember(row["alliance_id"], row["affiliation"], by_name.get(row["affiliation"], ""), row["seat"],
                         row["joined_on"], row["left_on"])
            for row in rows["alliance_members"]
        ),
    )  # fmt: skip


def _organisation(row: dict[str, Any], names: dict[str, list[ListedName]], codes: dict[str, str]) -> ListedOrganisation:
    return ListedOrganisation(
        row["org_id"], row["name_en"] or "", row["name_zh"] or row["name"], tuple(row["types"] or ()),
        row["status"] or "active", row["established"], row["country_code"] or "", row["place_id"] or "CN-500000",
        row["lat"], row["lng"], codes.get(row["org_id"], ""), "", tuple(names[row["org_id"]]), (),
    )  # fmt: skip


def _platform(row: dict[str, Any], by_name: dict[str, str]) -> ListedPlatform:
    return ListedPlatform(
        row["platform_id"], row["name_en"] or "", row["name_zh"] or "", row["kind"], row["level"],
        row["place_id"] or "", row["zone"] or "", row["host"] or "", by_name.get(row["host"] or "", ""),
        row["field_id"] or "", row["since"], row["status"],
    )  # fmt: skip
