"""The review desk's queue: strings that wait for a person, with what looks like them, the most valuable first."""

from __future__ import annotations

import pyarrow as pa

from jialing.config import Config
from jialing.lake import Engine, Lake, Stage, StageWriter
from jialing.pipeline.clock import Clock
from jialing.pipeline.cores import core
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.measuring import half_engine
from jialing.pipeline.merging import Merged
from jialing.pipeline.resolving import Resolved

STEP = "undecided"
LINKED = ("participants", "work_places")


def undecided(
    lake: Lake, merged: Merged, resolved: Resolved, linked: Stage, circles: Stage, *, config: Config, clock: Clock
) -> Stage:
    """The tables ``undecided_strings`` and ``undecided_groups``."""
    parts = (merged.fingerprint, resolved.stage.fingerprint, linked.fingerprint, circles.fingerprint)
    stage = lake.stage(STEP, fingerprint(STEP, *parts, code_fingerprint("lake", "pipeline")))
    with clock.step_beside(STEP, is_reused=stage.is_done):
        if not stage.is_done:
            with half_engine(lake, config, STEP) as engine:
                engine.view("affiliations", resolved.stage.files("affiliations"))
                engine.view("places", merged.stage.files("places"))
                engine.view("circle_members", circles.files("circle_members"))
                for table in LINKED:
                    engine.view(table, linked.files(table))
                with stage.writing() as writer:
                    _write(writer, engine)
    return stage


def _write(writer: StageWriter, engine: Engine) -> None:
    strings = engine.rows("undecided_strings")
    cores = pa.array([core(a) for a in strings.column("affiliation").to_pylist()], pa.string())
    engine.table("cores", strings.drop_columns(["affiliation"]).append_column("core", cores))
    engine.run("undecided_works")
    engine.run("undecided_numbers")
    engine.write(
        writer, "undecided_strings", "undecided_strings_numbered", order="group_no, n_works DESC, affiliation_no"
    )
    engine.write(writer, "undecided_groups", "undecided_groups", order="circle_id, group_no, population")
