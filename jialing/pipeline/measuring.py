"""The published counts: every measure executed by the engine into a table."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from jialing.config import Config
from jialing.lake import Engine, Lake, Stage
from jialing.measure import STEPS, measured
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.merging import Merged

STEP = "measure"
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
N_PUBLISHED = sum(step.is_published for step in STEPS)


def measure(
    lake: Lake, merged: Merged, linked: Stage, circles: Stage, people: Stage, *, config: Config, clock: Clock
) -> Stage:
    """Execute every measure; what several of them read is executed once."""
    code = code_fingerprint("measure", "lake")
    stage = lake.stage(STEP, fingerprint(STEP, linked.fingerprint, circles.fingerprint, people.fingerprint, code))
    with clock.step("measure", total=N_PUBLISHED, unit="unit.tables", is_reused=stage.is_done) as told:
        if not stage.is_done:
            with Engine(scratch=lake.scratch, threads=config.workers, memory_mb=config.memory_mb) as engine:
                _view_inputs(engine, merged, linked, circles, people)
                frames: dict[str, nw.LazyFrame[Any]] = {name: engine.frame(view) for name, view in INPUTS.items()}
                with stage.writing() as writer:
                    for name, frame in measured(frames, engine.keep):
                        engine.write(writer, name, frame, order="ALL")
                        told(1)
    return stage


def _view_inputs(engine: Engine, merged: Merged, *others: Stage) -> None:
    for stage in (merged.stage, *others):
        for table in stage.tables():
            engine.view(table, stage.files(table))
    engine.view_of("published_fields", "SELECT * FROM work_field_levels WHERE level <> 'topic'")
