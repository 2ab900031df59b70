"""Works x people x organisations x places: the numbered tables that measures and readers scan."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.config import Config
from jialing.lake import Engine, Lake, Stage, StageWriter
from jialing.measure import belt_and_road_countries, circle_members
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.merging import Merged
from jialing.pipeline.resolving import Resolved
from jialing.pipeline.workers import Told
from jialing.schema import Circle, belt_and_road
from jialing.schema.tables import TABLES

STEP = "link"
ORDERS = {
    "linked_works": "work_no",
    "participants": "work_no, role, position, affiliation_no, org_id",
    "work_places": "work_no, place_id, org_id",
    "work_field_levels": "work_no, field_id",
    "linked_fields": "work_no, field_id",
    "linked_participations": "work_no, role, position, affiliation",
}
"""Tables in the order in which they are made, each sorted so that a reader's page touches few row groups."""


def link(lake: Lake, merged: Merged, resolved: Resolved, *, config: Config, clock: Clock) -> Stage:
    """Number the works and link them; weights as docs/explanation/counting.md says."""
    code = code_fingerprint("lake", "pipeline")
    stage = lake.stage(STEP, fingerprint(STEP, merged.fingerprint, resolved.stage.fingerprint, code))
    with clock.step("link", total=1 + len(ORDERS), unit="unit.tables", is_reused=stage.is_done) as told:
        if not stage.is_done:
            with Engine(scratch=lake.scratch, threads=config.workers, memory_mb=config.memory_mb) as engine:
                merged.open(engine)
                engine.view("affiliations", resolved.stage.files("affiliations"))
                with stage.writing() as writer:
                    _write(writer, engine, told)
    return stage


def _write(writer: StageWriter, engine: Engine, told: Told) -> None:
    engine.run("numbers")
    engine.run("keys")
    engine.copy(writer, "_people", "people")
    engine.view("people_read", [writer.file("_people")])
    engine.run("second_looks")
    engine.run("turned_keys")
    engine.view_of("people", "people_turned")
    engine.run("shares")
    told(1)
    for table, order in ORDERS.items():
        engine.write(writer, table, table, order=order)
        engine.view(table, [writer.file(table)])
        told(1)
    writer.file("_people").unlink()
    writer.note |= engine.rows("linked_counts").to_pylist()[0]


def circle_tables(lake: Lake, circles: Mapping[str, Circle]) -> Stage:
    """Members of circles, and countries that signed a Belt and Road document and did not leave, as tables."""
    members = circle_members(circles)
    signed = belt_and_road_countries((c.country_code, c.signed_on) for c in belt_and_road() if c.until is None)
    stage = lake.stage("circles", fingerprint("circles", members.to_pylist(), signed.to_pylist()))
    if not stage.is_done:
        with stage.writing() as writer:
            for name, rows in (("circle_members", members), ("belt_and_road", signed)):
                writer.table(name).append_arrow(rows.cast(TABLES[name].arrow()))
    return stage
