"""Key areas of a version: those that ship, and a source's own in their place."""

from __future__ import annotations

from pathlib import Path

from jialing.pipeline import build
from tests.pipeline.conftest import ALONE, Built

MAPPINGS = Path(__file__).resolve().parents[2] / "examples" / "mappings" / "key-areas.toml"


def test_shipped_areas_are_published_with_our_coding(built: Built) -> None:
    query = "SELECT source, coding FROM area_fields WHERE area_id = 'sei2018:4' AND field_id = 'openalex:S2204'"
    assert built.version.sql(query).to_pylist() == [{"source": None, "coding": "name:biomedical engineering"}]


def test_topics_of_a_coded_subfield_are_coded(built: Built) -> None:
    query = "SELECT field_id FROM area_fields WHERE area_id = 'sei2018:4' AND coding = 'above:openalex:S2204'"
    assert len(built.version.sql(query)) == 2


def test_a_source_replaces_the_rule_of_an_area_and_adds_its_own(lake_copy: Built) -> None:
    (lake_copy.inputs / "key_areas.csv").write_text(
        "area_id,parent_id,name_en,name_zh,document,is_verified\nours:rivers,,Rivers,江河,ours,false\n"
        "sei2018:4,sei2018,Biology,生物,checked,true\nours:rivers,,Rivers twice,江河,ours,\n"
    )
    (lake_copy.inputs / "area_fields.csv").write_text(
        "area_id,field_id,coding\nsei2018:4,openalex:S2202,\nours:rivers,openalex:S2312,by hand\n"
    )
    build(lake_copy.data, [lake_copy.inputs], mappings=[MAPPINGS], config=ALONE)
    areas = "SELECT area_id, name_en, is_verified FROM key_areas WHERE source IS NOT NULL ORDER BY 1"
    fields = "SELECT field_id FROM area_fields WHERE area_id = 'sei2018:4'"
    others = "SELECT count(*) > 5 AS n FROM area_fields WHERE area_id = 'sei2018:1'"
    found = [tuple(row.values()) for q in (areas, fields, others) for row in lake_copy.version.sql(q).to_pylist()]
    assert found == [("ours:rivers", "Rivers", False), ("sei2018:4", "Biology", True), ("openalex:S2202",), (True,)]
