"""The published counts: every measure executed by the engine into a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import narwhals as nw

from jialing.config import Config
from jialing.lake import Engine, Lake, Stage
from jialing.measure import PUBLISHED, made_from, measured
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.merging import Merged
from jialing.pipeline.workers import Told

STEP, STEP_OF_PEOPLE = "measure", "researchers"
INPUTS = {
    "works": "linked_works",
    "work_places": "work_places",
    "participants": "participants",
    "work_fields": "published_fields",
    "members": "circle_members",
    "places": "places",
    "belt_and_road": "belt_and_road",
    "authorship_persons": "authorship_persons",
}
"""What a measure takes -> the view that it is here."""
OF_PEOPLE = made_from("authorship_persons")
"""What waits for people to be told apart."""
OF_WORKS = tuple(name for name in PUBLISHED if name not in OF_PEOPLE)


def measure(lake: Lake, merged: Merged, linked: Stage, circles: Stage, *, config: Config, clock: Clock) -> Stage:
    """Every measure that needs no people; runs beside the step that tells them apart, with half of what may be used."""
    code = code_fingerprint("measure", "lake")
    stage = lake.stage(STEP, fingerprint(STEP, linked.fingerprint, circles.fingerprint, code))
    with clock.step_beside(STEP, is_reused=stage.is_done) as told:
        if not stage.is_done:
            with half_engine(lake, config, STEP) as engine:
                _write(stage, engine, (merged.stage, linked, circles), OF_WORKS, told)
    return stage


def measure_people(
    lake: Lake, merged: Merged, linked: Stage, circles: Stage, people: Stage, *, config: Config, clock: Clock
) -> Stage:
    """The measures of researchers."""
    code = code_fingerprint("measure", "lake")
    said = (linked.fingerprint, circles.fingerprint, people.fingerprint)
    stage = lake.stage(STEP_OF_PEOPLE, fingerprint(STEP_OF_PEOPLE, *said, code))
    n = len(OF_PEOPLE)
    with clock.step(STEP_OF_PEOPLE, total=n, unit="unit.tables", is_reused=stage.is_done) as told:
        if not stage.is_done:
            with Engine(scratch=lake.scratch, threads=config.workers, memory_mb=config.memory_mb) as engine:
                _write(stage, engine, (merged.stage, linked, circles, people), OF_PEOPLE, told)
    return stage


def half_engine(lake: Lake, config: Config, name: str) -> Engine:
    """An engine for what runs beside another; it spills into a folder of its own."""
    return Engine(scratch=lake.scratch / name, threads=max(1, config.workers // 2), memory_mb=config.memory_mb // 2)


def _write(stage: Stage, engine: Engine, given: Sequence[Stage], tables: Collection[str], told: Told) -> None:
    """What several measures read is executed once."""
    _view_inputs(engine, given)
    views = {name: view for name, view in INPUTS.items() if name != "authorship_persons" or tables is OF_PEOPLE}
    frames: dict[str, nw.LazyFrame[Any]] = {name: engine.frame(view) for name, view in views.items()}
    with stage.writing() as writer:
        for name, frame in measured(frames, engine.keep, only=tables):
            engine.write(writer, name, frame, order="ALL")
            told(1)


def _view_inputs(engine: Engine, given: Sequence[Stage]) -> None:
    for stage in given:
        for table in stage.tables():
            engine.view(table, stage.files(table))
    engine.view_of("published_fields", "SELECT * FROM work_field_levels WHERE level <> 'topic'")
