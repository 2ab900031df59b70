"""Every distinct affiliation string once: what the resolver says, what sources say, what people decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from jialing.lake import Decision, Engine, Lake, LedgerContents, Stage
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.merging import Merged
from jialing.pipeline.workers import Told, each
from jialing.resolve import Hint, NameIndex, Resolution, build_index, resolve
from jialing.schema import counties, countries
from jialing.schema import places as shipped_places

if TYPE_CHECKING:
    from jialing.config import Config

CHUNK = 4_000
"""Strings that a process resolves at a time: a lost chunk costs seconds, and memory is bounded."""
TELL_EVERY = 500
FEW = 2_000
"""Strings that one process resolves sooner than several start."""
INDEX = "index.bin"
ANSWERS = pa.schema(
    [
        pa.field("affiliation", pa.string(), nullable=False),
        pa.field("orgs", pa.string(), nullable=False),
        pa.field("countries", pa.string(), nullable=False),
        pa.field("org_ids", pa.list_(pa.string()), nullable=False),
        pa.field("place_id", pa.string()),
        pa.field("country_code", pa.string()),
        pa.field("score", pa.float64()),
        pa.field("because", pa.string(), nullable=False),
        pa.field("params", pa.string(), nullable=False),
        pa.field("org_place_ids", pa.list_(pa.string()), nullable=False),
        pa.field("probabilities", pa.list_(pa.float64()), nullable=False),
        pa.field("spans", pa.string()),
        pa.field("abstention", pa.string()),
        pa.field("candidates", pa.string()),
    ]
)


@dataclass(frozen=True)
class Resolved:
    """The stage that holds the table ``affiliations``, and what it rests on."""

    stage: Stage
    used: tuple[Stage, ...]


def resolve_strings(lake: Lake, merged: Merged, *, ledger: LedgerContents, config: Config, clock: Clock) -> Resolved:
    """Resolve what is new, reuse what the same index and resolver answered before, let decisions override."""
    index = name_index(lake, merged.stage, clock)
    strings = _strings(lake, merged, config, clock)
    decided = [(d.affiliation, d.org_ids, d.place_id, _params(d)) for d in ledger.in_force.values()]
    code = code_fingerprint("lake", "pipeline")
    done = lake.stage(
        "affiliations", fingerprint(strings.fingerprint, index.fingerprint, decided, merged.fingerprint, code)
    )
    with clock.step("resolve", total=strings.note["n_strings"], unit="unit.strings", is_reused=done.is_done) as told:
        if not done.is_done:
            _answer(lake, strings, index, config, told)
            _decide(lake, merged, strings, index, ledger, done, config)
    return Resolved(done, (index, strings, *_answers(lake, index)))


def name_index(lake: Lake, merged: Stage, clock: Clock) -> Stage:
    """The name index of the organisations, built once for the same organisations and the same resolver."""
    content = [merged.read(t) for t in ("organisations", "organisation_names", "organisation_relations")]
    stage = index_stage(lake, *content)
    with clock.step("index", is_reused=stage.is_done):
        return build_and_keep(lake, *content)


def index_stage(lake: Lake, organisations: pa.Table, names: pa.Table, relations: pa.Table) -> Stage:
    """Where the index of these tables is, or will be."""
    code = code_fingerprint("resolve", "schema")
    return lake.stage("index", fingerprint("index", *(_checksum(t) for t in (organisations, names, relations)), code))


def build_and_keep(lake: Lake, organisations: pa.Table, names: pa.Table, relations: pa.Table) -> Stage:
    """The index of these tables in its stage, built where it is not there yet."""
    stage = index_stage(lake, organisations, names, relations)
    if not stage.is_done:
        index = build_index(
            organisations, names, relations, places=shipped_places(), counties=counties(), countries=countries()
        )
        with stage.writing() as writer:
            writer.put(INDEX, index.to_bytes())
            writer.note["n_organisations"] = organisations.num_rows
    return stage


def _checksum(table: pa.Table) -> str:
    """Over the rows as they stand; merging writes them in a fixed order."""
    sink = pa.BufferOutputStream()
    whole = table.combine_chunks()
    with pa.ipc.new_stream(sink, whole.schema) as stream:
        stream.write_table(whole)
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _strings(lake: Lake, merged: Merged, config: Config, clock: Clock) -> Stage:
    stage = lake.stage("strings", fingerprint("strings", merged.fingerprint, code_fingerprint("lake")))
    with clock.step("strings", is_reused=stage.is_done):
        if not stage.is_done:
            with _engine(lake, config) as engine, stage.writing() as writer:
                merged.open(engine)
                engine.copy(writer, "_strings", "strings")
                engine.view("made", [writer.file("_strings")])
                writer.note["n_strings"] = engine.rows("SELECT count(*) AS n FROM made").to_pylist()[0]["n"]
    return stage


def _engine(lake: Lake, config: Config) -> Engine:
    return Engine(scratch=lake.scratch, threads=config.workers, memory_mb=config.memory_mb)


def _answers(lake: Lake, index: Stage) -> tuple[Stage, ...]:
    """All that this index has answered so far, by this resolver (the index's fingerprint holds the resolver's code)."""
    return tuple(s for s in lake.stages("answers") if s.note["index"] == index.fingerprint)


@dataclass(frozen=True)
class ChunkTask:
    """Strings to resolve in one go, with what their sources say, and the index to use."""

    data: Path
    index: str
    affiliations: tuple[str, ...]
    orgs: tuple[str, ...]
    countries: tuple[str, ...]


def _answer(lake: Lake, strings: Stage, index: Stage, config: Config, told: Told) -> None:
    with _engine(lake, config) as engine:
        engine.view("strings", strings.files("_strings"))
        _view_answers(engine, _answers(lake, index))
        n_new = engine.rows("SELECT count(*) AS n FROM unanswered").to_pylist()[0]["n"]
        told(strings.note["n_strings"] - n_new)
        tasks = (
            ChunkTask(lake.data, index.fingerprint, *(tuple(column.to_pylist()) for column in piece.columns))
            for piece in engine.batches("SELECT * FROM unanswered", CHUNK)
        )
        for _ in each(resolve_chunk, tasks, workers=config.workers if n_new > FEW else 1, told=told):
            pass


def _view_answers(engine: Engine, stages: Sequence[Stage]) -> None:
    """``answers`` and, where ``strings`` is there too, ``unanswered``."""
    known = [path for stage in stages for path in stage.files("_answers")]
    if known:
        engine.view("answers", known)
    else:
        engine.table("answers", ANSWERS.empty_table())
    engine.view_of("unanswered", "unanswered")


def resolve_chunk(task: ChunkTask, told: Told) -> str:
    """Resolve one chunk into a stage of its own; returns the stage's fingerprint."""
    lake = Lake(task.data)
    index = loaded_index(str(lake.stage("index", task.index).path / INDEX))
    resolutions: list[Resolution] = []
    for start in range(0, len(task.affiliations), TELL_EVERY):
        stretch = slice(start, start + TELL_EVERY)
        hints = [_hint(o, c) for o, c in zip(task.orgs[stretch], task.countries[stretch], strict=True)]
        resolutions += resolve(index, task.affiliations[stretch], hints)
        told(len(hints))
    stage = lake.stage("answers", fingerprint(task.index, task.affiliations, task.orgs, task.countries))
    with stage.writing() as writer:
        writer.put_rows("_answers", answer_rows(task, resolutions))
        writer.note |= {"index": task.index, "n_strings": len(resolutions)}
    return stage.fingerprint


@lru_cache(maxsize=1)
def loaded_index(path: str) -> NameIndex:
    """A process reads the index once."""
    return NameIndex.from_bytes(Path(path).read_bytes())


def _hint(orgs: str, codes: str) -> Hint | None:
    if not orgs and not codes:
        return None
    return Hint(country_codes=tuple(codes.split()), org_ids=tuple(orgs.split()))


def answer_rows(task: ChunkTask, resolutions: list[Resolution]) -> pa.Table:
    """Resolutions as rows, in the order of the task."""
    columns: Mapping[str, object] = {
        "affiliation": task.affiliations,
        "orgs": task.orgs,
        "countries": task.countries,
        "org_ids": [r.org_ids for r in resolutions],
        "place_id": [r.place_id for r in resolutions],
        "country_code": [r.country_code for r in resolutions],
        "score": [r.score for r in resolutions],
        "because": [r.because.code for r in resolutions],
        "params": [json.dumps(dict(r.because.params), ensure_ascii=False, default=str) for r in resolutions],
        "org_place_ids": [r.org_place_ids for r in resolutions],
        "probabilities": [r.probabilities for r in resolutions],
        "spans": [json.dumps(r.spans) if r.spans else None for r in resolutions],
        "abstention": [r.abstention for r in resolutions],
        "candidates": [_candidates(r) for r in resolutions],
    }
    return pa.table({f.name: pa.array(columns[f.name], f.type) for f in ANSWERS}, schema=ANSWERS)


def _candidates(resolution: Resolution) -> str | None:
    if not resolution.candidates:
        return None
    return json.dumps([{"org_id": org_id, "probability": p} for org_id, p in resolution.candidates])


def _decide(
    lake: Lake, merged: Merged, strings: Stage, index: Stage, ledger: LedgerContents, done: Stage, config: Config
) -> None:
    with _engine(lake, config) as engine, done.writing() as writer:
        merged.open(engine)
        engine.view("strings", strings.files("_strings"))
        _view_answers(engine, _answers(lake, index))
        engine.table("ledger", _ledger_rows(ledger, engine))
        writer.note["n_affiliations"] = engine.write(writer, "affiliations", "affiliations", order="affiliation_no")


def _ledger_rows(ledger: LedgerContents, engine: Engine) -> pa.Table:
    """Decisions in force, with organisations led to those that took their place."""
    decisions = tuple(ledger.in_force.values())
    asked = sorted({o for d in decisions for o in d.org_ids})
    engine.table("asked", pa.table({"given_id": pa.array(asked, pa.string())}))
    now = engine.rows("SELECT given_id, org_id FROM given_ids JOIN asked USING (given_id)").to_pylist()
    meant = {row["given_id"]: row["org_id"] for row in now}
    places = engine.rows("SELECT place_id, country_code FROM places").to_pylist()
    country = {row["place_id"]: row["country_code"] for row in places}
    return pa.table(
        {
            "affiliation": pa.array([d.affiliation for d in decisions], pa.string()),
            "org_ids": pa.array([[meant.get(o, o) for o in d.org_ids] for d in decisions], pa.list_(pa.string())),
            "place_id": pa.array([d.place_id for d in decisions], pa.string()),
            "place_country_code": pa.array([country.get(d.place_id or "") for d in decisions], pa.string()),
            "params": pa.array([_params(d) for d in decisions], pa.string()),
        }
    )


def _params(decision: Decision) -> str:
    return json.dumps({"by": decision.by, "at": decision.at, "note": decision.note}, ensure_ascii=False)
