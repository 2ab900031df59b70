"""Who is who among the authors of circles: a step after linking, with the decisions of people."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from jialing.config import Config
from jialing.errors import InputError
from jialing.lake import Authorship, Engine, Lake, PeopleDecision, Stage, StageWriter, Version
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.merging import Merged
from jialing.pipeline.moving import moves_table
from jialing.pipeline.people_parts import ToldApart, tell_apart
from jialing.pipeline.resolving import Resolved

STEP = "people"
MOVED = """SELECT m.*, coalesce(p.n_namesakes, 1) > 0 AS is_name_shared
    FROM moved m JOIN named p ON p.person_id = m.person_id"""
MADE = {
    "bylines": "bylines",
    "byline_units": "byline_units",
    "coauthors": "byline_coauthors",
    "byline_fields": "SELECT f.* FROM work_field_levels f SEMI JOIN circle_works w ON w.work_no = f.work_no",
}
"""Tables of the engine, and the queries that make them."""


def find_people(
    lake: Lake, merged: Merged, resolved: Resolved, linked: Stage, circles: Stage, *, config: Config, clock: Clock
) -> Stage:
    """The tables ``persons``, ``authorship_persons`` and ``moves``; empty where ``config.people`` is off.

    Only authorships that touch a circle are told apart (docs/explanation/people.md). What people decided stands.
    """
    decisions = lake.people_ledger.read().in_force if config.people else ()
    code = code_fingerprint("resolve/people", "measure/moves.py", "pipeline/people_parts.py", "lake")
    said = sorted([d.left, d.right, d.is_same] for d in decisions)
    stage = lake.stage(
        STEP,
        fingerprint(STEP, linked.fingerprint, circles.fingerprint, config.people, config.people_at_once, said, code),
    )
    with clock.step("people", total=5, unit="unit.tables", is_reused=stage.is_done) as told:
        if not stage.is_done:
            with (
                Engine(scratch=lake.scratch, threads=config.workers, memory_mb=config.memory_mb) as engine,
                stage.writing() as writer,
            ):
                _open(engine, merged, resolved, linked, circles, is_wanted=config.people)
                told(1)
                folder = lake.scratch / STEP
                found = tell_apart(engine, decisions, folder, config)
                told(2)
                _write(writer, engine, found, config.people_at_once)
                writer.note |= {
                    "n_persons": found.n_persons,
                    "n_orcid_ignored": found.n_orcid_ignored,
                    "n_people_decisions": found.n_decisions,
                    "n_people_contradicted": found.n_contradicted,
                }
                shutil.rmtree(folder)
                told(2)
    return stage


def _open(
    engine: Engine, merged: Merged, resolved: Resolved, linked: Stage, circles: Stage, *, is_wanted: bool
) -> None:
    merged.open(engine)
    engine.view("affiliations", resolved.stage.files("affiliations"))
    for stage in (linked, circles):
        for table in stage.tables():
            engine.view(table, stage.files(table))
    if not is_wanted:
        engine.view_of("circle_members", "SELECT '' AS circle_id, '' AS place_id WHERE FALSE")
    engine.run("circle_authorships")
    for table, query in MADE.items():
        engine.view_of("_made", query)
        engine.run(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM _made")


def _write(writer: StageWriter, engine: Engine, found: ToldApart, at_once: int) -> None:
    engine.view("every_found", found.files, of="authorship_persons")
    engine.view_of("found", "SELECT * FROM every_found")
    engine.write(writer, "authorship_persons", "SELECT * FROM found", order="work_no, position")
    _write_persons(writer, engine, found.n_persons, at_once)
    engine.table(
        "named", engine.rows("SELECT person_id, max(n_namesakes) AS n_namesakes FROM found GROUP BY person_id")
    )
    engine.table("moved", moves_table(engine.rows("person_stays")))
    engine.write(writer, "moves", MOVED, order="ALL")


def _write_persons(writer: StageWriter, engine: Engine, n: int, at_once: int) -> None:
    """Some persons after others, for lists of names and places are made in memory: what does not fit does not spill."""
    n_parts = max(1, -(-n // at_once))
    for part in range(n_parts):
        engine.view_of("found", f"SELECT * FROM every_found WHERE hash(person_id) % {n_parts} = {part}")
        engine.write(writer, "persons", "persons", order="person_id", part=part if n_parts > 1 else None)
    engine.view_of("found", "SELECT * FROM every_found")


def decide_people(
    data: Path,
    left: Authorship,
    right: Authorship,
    *,
    is_same: bool,
    by: str,
    note: str = "",
    withdraw: bool = False,
    at: datetime | None = None,
) -> PeopleDecision:
    """Append to the ledger of people that two authorships are, or are not, one person's; the next build follows it.

    Raises
    ------
    InputError
        ``pipeline.no_reviewer``, ``pipeline.same_authorship``, ``pipeline.unknown_authorship`` (source, source_id,
        position), ``lake.no_version``.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    lake = Lake(data)
    if not by.strip():
        raise InputError("pipeline.no_reviewer")
    if left == right:
        raise InputError("pipeline.same_authorship")
    version = lake.current()
    for authorship in (left, right):
        _check(version, authorship)
    decision = PeopleDecision(
        left=left,
        right=right,
        is_same=is_same,
        by=by,
        at=(at or datetime.now(UTC)).isoformat(timespec="seconds"),
        note=note,
        is_withdrawn=withdraw,
    )
    lake.people_ledger.append([decision])
    return decision


def _check(version: Version, authorship: Authorship) -> None:
    source, source_id, position = authorship
    query = (
        "SELECT 1 FROM authorship_persons a JOIN linked_works w USING (work_no) "
        "WHERE w.source = ? AND w.source_id = ? AND a.position = ?"
    )
    if not version.sql(query, [source, source_id, position]).num_rows:
        raise InputError("pipeline.unknown_authorship", source=source, source_id=source_id, position=position)
