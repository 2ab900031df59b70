"""The bureau's tables, read through the front door: the mission's figures hold, and decoys stand around them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jialing.sources import discover, parse

AS_OF = date(2023, 3, 8)
CITY, ZONE = "西部（重庆）科学城", "两江协同创新区"
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def tables(world_folder: Path) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for source in discover(world_folder).found:
        if source.info.name in ("bureau", "patents", "projects"):
            for batch in (b for part in source.parts for b in parse(part)):
                assert batch.rejects == ()
                for name, columns in batch.tables.items():
                    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
                    found.setdefault(name, []).extend(rows)
    return found


def _counted(tables: dict[str, Rows], kind: str, zone: str, *, is_careful: bool) -> int:
    rows = [r for r in tables["platforms"] if r["kind"] == kind]
    if is_careful:
        rows = [
            r for r in rows if (r["zone"], r["status"], r["level"]) == (zone, "operating", "provincial-ministerial")
        ]
        rows = [r for r in rows if r["since"] <= AS_OF]
    return len(rows)


@pytest.mark.parametrize(
    ("kind", "zone", "figure"),
    [
        ("new_rd_institution", CITY, 22),
        ("innovation_base", CITY, 137),
        ("rd_institution", ZONE, 50),
        ("municipal_platform", ZONE, 140),
        ("high_end_rd_institution", ZONE, 21),
    ],
)
def test_platforms_give_the_missions_figure(tables: dict[str, Rows], kind: str, zone: str, figure: int) -> None:
    careful = _counted(tables, kind, zone, is_careful=True)
    assert (careful, _counted(tables, kind, zone, is_careful=False) > figure) == (figure, True)


def test_platforms_are_numbered_once(tables: dict[str, Rows]) -> None:
    assert max(Counter(row["platform_id"] for row in tables["platforms"]).values()) == 1


def test_alliances_are_44_besides_decoys(tables: dict[str, Rows]) -> None:
    states = Counter(row["status"] for row in tables["alliances"])
    assert (states["active"] + states["dormant"], states["dissolved"] + states["proposed"]) == (44, 4)


def test_alliances_have_members_and_a_chair(tables: dict[str, Rows]) -> None:
    chairs = Counter(row["alliance_id"] for row in tables["alliance_members"] if row["seat"] == "chair")
    assert chairs == {row["alliance_id"]: 1 for row in tables["alliances"]}


def test_everything_is_known_and_marked_invented(world_folder: Path) -> None:
    found = discover(world_folder)
    marks = {source.info.name: source.info.is_invented for source in found.found}
    assert marks == dict.fromkeys(("bureau", "openalex", "patents", "projects", "ror"), True)
    assert (found.unknown, found.unreadable) == ((), ())


def test_reference_counts_add_up_over_levels(tables: dict[str, Rows]) -> None:
    rows = [r for r in tables["reference_counts"] if (r["area"], r["year"]) == ("world", 2020)]
    sums = Counter[str]()
    for row in rows:
        sums[row["field_id"][:10]] += row["n_works"]
    assert sums["openalex:S"] == sums["openalex:F"] == sums["openalex:D"] == sums[""]


def test_reference_counts_exceed_what_is_seen(tables: dict[str, Rows], records: Rows) -> None:
    china = {(r["field_id"], r["year"]): r["n_works"] for r in tables["reference_counts"] if r["area"] == "country:CN"}
    world = {(r["field_id"], r["year"]): r["n_works"] for r in tables["reference_counts"] if r["area"] == "world"}
    seen = Counter(r["publication_year"] for r in records)
    assert all(world[("", year)] > china[("", year)] > 0.9 * n for year, n in seen.items())


def test_statistics_keep_revised_vintages(tables: dict[str, Rows]) -> None:
    vintages = Counter((r["place_id"], r["circle_id"], r["indicator"], r["year"]) for r in tables["statistics"])
    assert set(vintages.values()) == {1, 2}


def test_patents_and_projects_name_organisations(tables: dict[str, Rows], world_folder: Path) -> None:
    kinds = Counter(row["kind"] for row in tables["works"])
    assert kinds == {"patent": 200, "project": 40}
    assert {row["role"] for row in tables["participations"]} == {"applicant", "host", "participant"}


def test_statistics_of_circles_add_up_or_lie_between(tables: dict[str, Rows]) -> None:
    rows = [r for r in tables["statistics"] if (r["indicator"], r["year"]) == ("contract_turnover", 2020)]
    whole = {r["circle_id"]: r["value"] for r in rows if r["circle_id"]}
    first = {r["place_id"]: r["value"] for r in reversed(rows) if r["place_id"]}
    assert sum(whole.values()) == pytest.approx(sum(first.values()))


def test_targets_are_of_circles_and_their_centres(tables: dict[str, Rows]) -> None:
    held = {r["circle_id"] or r["place_id"] for r in tables["targets"]}
    assert {"chengdu-chongqing", "CN-510100", "CN-500000"} <= held


def test_targets_name_units_of_the_statistics_or_of_none(tables: dict[str, Rows]) -> None:
    units = {r["indicator"]: r["unit"] for r in tables["statistics"]}
    told = {(r["indicator"], r["unit"]) for r in tables["targets"] if r["indicator"] in units}
    untold = {r["indicator"] for r in tables["targets"]} - set(units)
    assert (told, untold) == (set(units.items()), {"researchers_per_10000", "energy_intensity"})


def test_targets_may_ask_for_less(tables: dict[str, Rows]) -> None:
    less = {r["indicator"] for r in tables["targets"] if r["direction"] == "at_most"}
    assert less == {"energy_intensity"}


def test_strategic_forces_stand_in_five_classes_with_decoys(tables: dict[str, Rows]) -> None:
    rows = tables["strategic_forces"]
    states = Counter(r["status"] for r in rows)
    assert (len({r["kind"] for r in rows}), states["planned"], states["building"], states["withdrawn"]) == (5, 4, 4, 4)


def test_strategic_forces_have_names_roles_and_a_field(tables: dict[str, Rows]) -> None:
    lacking = [
        r["force_id"]
        for r in tables["strategic_forces"]
        if not all(r[c] for c in ("name_en", "name_zh", "role_en", "role_zh", "field_ids", "place_id"))
    ]
    assert lacking == []


def test_strategic_forces_are_named_once(tables: dict[str, Rows]) -> None:
    itself = Counter(r["org_ids"][0] for r in tables["strategic_forces"] if r["org_ids"])
    assert max(itself.values()) == 1
