"""From parts to one set of tables: repeated records set aside, organisations and fields united, places found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from jialing.lake import Engine, Lake, PartedTables, Stage, StageWriter
from jialing.pipeline.areas import write_areas
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.ingesting import Ingested, ReadPart
from jialing.pipeline.organisations import given_ids, parent_cycles, without_edges
from jialing.pipeline.parsing import count_of, quarantine_rows
from jialing.pipeline.places import all_places, gazetteer, placed
from jialing.pipeline.repeats import CHILDREN, KEYS, keeps_fullest
from jialing.pipeline.reports import SourceReport, summed
from jialing.schema import SOURCE_TABLES, field_names
from jialing.schema.tables import TABLES

if TYPE_CHECKING:
    from jialing.config import Config

STEP = "merge"
PLAIN = (
    "reference_counts",
    "statistics",
    "platforms",
    "alliances",
    "alliance_members",
    "targets",
    "strategic_forces",
)
"""Tables that are taken over as they are (without repeated records)."""
MADE_HERE = ("sources", "populations", "quarantine", "repairs")
PARTED = tuple(t.name for t in SOURCE_TABLES if t.name not in MADE_HERE)
OWNERS = {table: (table, key) for table, key in KEYS.items()} | {
    child: (table, KEYS[table]) for table, children in CHILDREN.items() for child in children
}


@dataclass(frozen=True)
class Merged:
    """The merged tables, and the parts of which the large ones still consist."""

    stage: Stage
    ingested: Ingested

    @property
    def fingerprint(self) -> str:
        return self.stage.fingerprint

    def open(self, engine: Engine) -> None:
        """Views of all source tables in an engine, repeated records left out; organisations and fields united."""
        parted = PartedTables(engine, [p.stage for p in self.ingested.parts])
        united = self.stage.tables()
        engine.view("repeats", self.stage.files("_repeats"))
        parted.views([t for t in PARTED if t not in united], OWNERS)
        for table in united:
            engine.view(table, self.stage.files(table))
        engine.view("given_ids", self.stage.files("_given_ids"))


def merge(lake: Lake, ingested: Ingested, *, config: Config, clock: Clock) -> Merged:
    """Merge what was read. The rule for repeated ids is in :mod:`jialing.pipeline.repeats`."""
    code = code_fingerprint("pipeline", "lake", "schema")
    said = [(s.info.name, s.info.is_invented, s.fingerprint) for s in ingested.sources]
    unread = [(r.file, r.code) for r in ingested.unreadable]
    stage = lake.stage(STEP, fingerprint(STEP, said, unread, code))
    with clock.step("merge", is_reused=stage.is_done):
        if not stage.is_done:
            with Engine(scratch=lake.scratch, threads=config.workers, memory_mb=config.memory_mb) as engine:
                _write(stage, ingested, engine)
    return Merged(stage, ingested)


def _write(stage: Stage, ingested: Ingested, engine: Engine) -> None:
    parts = ingested.parts
    parted = PartedTables(engine, [p.stage for p in parts])
    parted.find_repeats(KEYS, CHILDREN, {p.part.source for p in parts if keeps_fullest(p.part)})
    parted.views(PARTED, OWNERS)
    with stage.writing() as writer:
        engine.copy(writer, "_repeats", "SELECT * EXCLUDE (excerpt) FROM repeats")
        for table in PLAIN:
            engine.write(writer, table, f"SELECT * FROM {table}")
        _write_fields(writer, engine)
        write_areas(writer, engine)
        cycles = _write_organisations(writer, engine)
        left_out = _set_aside(ingested, engine)
        _write_quarantine(writer, engine, ingested)
        counts = engine.rows(
            "SELECT source, code, count(*) AS n FROM set_aside WHERE source <> '' GROUP BY ALL ORDER BY ALL"
        )
        writer.note["set_aside"] = [list(row.values()) for row in counts.to_pylist()]
        writer.note["repairs"] = [["ror", "repair.parent_cycle", cycles]] if cycles else []
        writer.note["repairs"] += [[s, "repair.participant_without_work", n] for s, n in sorted(left_out.items())]


def _write_fields(writer: StageWriter, engine: Engine) -> None:
    names = ("field_id", "level", "parent_id", "name_en", "name_zh")
    shipped = field_names().values()
    engine.table(
        "shipped_fields", pa.table({n: pa.array([getattr(f, n) for f in shipped], pa.string()) for n in names})
    )
    engine.write(writer, "fields", "fields", order="field_id")


def _write_organisations(writer: StageWriter, engine: Engine) -> int:
    """Returns how many parent edges were left out because they closed a circle."""
    where = gazetteer()
    organisations = placed(engine.rows("organisations"), where)
    relations = engine.rows("SELECT DISTINCT * FROM organisation_relations ORDER BY ALL")
    cycles = parent_cycles(relations)
    identifiers = engine.rows("SELECT DISTINCT * FROM organisation_ids ORDER BY ALL")
    rows = {
        "organisations": organisations,
        "organisation_names": engine.rows("SELECT DISTINCT * FROM organisation_names ORDER BY ALL"),
        "organisation_relations": without_edges(relations, cycles),
        "organisation_ids": identifiers,
        "places": all_places(organisations, where),
    }
    for table, content in rows.items():
        writer.table(table).append_arrow(content.cast(TABLES[table].arrow()))
    writer.put_rows("_given_ids", given_ids(organisations, relations, identifiers))
    return len(cycles)


def _set_aside(ingested: Ingested, engine: Engine) -> Counter[str]:
    """Make the engine's table ``set_aside``: what merging adds to the quarantine.

    Repeated records; files that nobody could open (source ''); participations that came in a file of their own and name
    a work that no file has, where a record of the file is one row. Where records hold several participants, only those
    are left out; they are returned, counted by source.
    """
    labels = [(number, p.part.source, p.part.label) for number, p in enumerate(ingested.parts)]
    engine.table(
        "labels",
        pa.table({n: pa.array([row[i] for row in labels]) for i, n in enumerate(("file_no", "source", "label"))}),
    )
    schema = TABLES["quarantine"].arrow()
    columns = {"source": [""] * len(ingested.unreadable), **quarantine_rows(ingested.unreadable)}
    engine.table("set_aside", pa.table({f.name: pa.array(columns[f.name], f.type) for f in schema}))
    engine.run("set_repeats_aside")
    left_out: Counter[str] = Counter()
    for number, read in enumerate(ingested.parts):
        if read.stage.files("participations") and not read.stage.files("works"):
            left_out[read.part.source] += _orphans(number, read, engine)
    return +left_out


def _orphans(number: int, read: ReadPart, engine: Engine) -> int:
    engine.view("alone", read.stage.files("participations"))
    if engine.rows("SELECT count(*) AS n FROM alone").to_pylist()[0]["n"] == count_of(read.stage).n_kept:
        engine.run("set_orphans_aside", {"file_no": number})
        return 0
    return int(
        engine.rows("SELECT count(*) AS n FROM alone ANTI JOIN works USING (source, source_id)").to_pylist()[0]["n"]
    )


def _write_quarantine(writer: StageWriter, engine: Engine, ingested: Ingested) -> None:
    """All that was set aside while reading, then while merging."""
    engine.view("quarantine", [path for p in ingested.parts for path in p.stage.files("quarantine")])
    query = "SELECT * FROM quarantine UNION ALL SELECT * FROM set_aside"
    engine.write(writer, "quarantine", query, order="source, file, line")


def final_reports(merged: Merged) -> tuple[SourceReport, ...]:
    """Reports of the sources with what merging set aside and mended: in = kept + quarantined still."""
    note = merged.stage.note
    aside, mended = _by_source(note["set_aside"]), _by_source(note["repairs"])
    return tuple(
        _adjusted(r, aside.get(r.source, {}), mended.get(r.source, {})) for r in merged.ingested.report.sources
    )


def _by_source(rows: Sequence[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for source, code, n in rows:
        found.setdefault(source, {})[code] = n
    return found


def _adjusted(report: SourceReport, aside: Mapping[str, int], mended: Mapping[str, int]) -> SourceReport:
    n = sum(aside.values())
    return replace(
        report,
        n_kept=report.n_kept - n,
        n_quarantined=report.n_quarantined + n,
        reasons=summed([report.reasons, aside]),
        repairs=summed([report.repairs, mended]),
    )
