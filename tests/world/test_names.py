"""Invented organisations bear no name that exists."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from jialing.schema import counties, places
from jialing.world.listing import listed
from jialing.world.stems import chinese_stems

WELL_KNOWN = listed(
    "Sichuan University|Chongqing University|Tsinghua University|Peking University|"
    "Fudan University|Zhejiang University|Nanjing University|Southeast University|"
    "Southwest University|Hebei University|Hebei University of Technology|Yanshan University|"
    "Jiangnan University|Jinan University|Shenzhen University|Beijing Normal University|"
    "Capital Medical University|Xidian University|Tongji University|Nankai University|"
    "Tianjin University|Chang'an University|Hohai University|Jilin University",
    "|",
)
SHARED_ROR = Path(__file__).resolve().parents[3] / "shared" / "data" / "ror" / "organisations.parquet"


def _names(folder: Path) -> set[str]:
    with zipfile.ZipFile(folder / "ror" / "v2.0-invented-ror-data.zip") as archive:
        found = json.loads(archive.read("v2.0-invented-ror-data.json"))
    return {name["value"].casefold() for record in found for name in record["names"] if "acronym" not in name["types"]}


def test_names_are_none_of_the_well_known(world_folder: Path) -> None:
    assert _names(world_folder) & {name.casefold() for name in WELL_KNOWN} == set()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED_ROR.exists(), reason="needs the ROR copy in ../shared")
def test_names_are_none_of_rors(world_folder: Path) -> None:
    import pyarrow.parquet as pq

    rows = pq.read_table(SHARED_ROR, columns=["names"]).column("names").to_pylist()
    real = {name["value"].casefold() for names in rows for name in names or ()}
    assert _names(world_folder) & real == set()


def test_stems_are_spelt_like_no_place() -> None:
    taken = {
        n.casefold()
        for n in (*(p.name_en for p in places()), *(p.province_en for p in places()), *(c.name_en for c in counties()))
    }
    assert [stem for stem, _ in chinese_stems() if stem.casefold() in taken] == []


def test_stems_are_enough_and_distinct() -> None:
    stems = [stem for stem, _ in chinese_stems()]
    assert (len(stems) > 900, len(set(stems))) == (True, len(stems))
