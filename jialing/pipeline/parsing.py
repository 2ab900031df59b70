"""One part of a source into its stage: rows to Parquet batch by batch, what was set aside beside them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from jialing.lake import Lake, Stage, StageWriter
from jialing.pipeline.repeats import keeps_fullest, without_repeats
from jialing.pipeline.reports import PartCount
from jialing.pipeline.workers import Told
from jialing.schema import SOURCE_TABLES, Batch, Part, Reject
from jialing.sources import parse

STEP = "parse"
SOURCED = frozenset(t.name for t in SOURCE_TABLES if any(c.name == "source" for c in t.columns))
BESIDE = pa.schema([pa.field("batch", pa.int32(), nullable=False)])
"""Which batch of its part a row came in: records of different batches can be told apart though their ids are equal."""


@dataclass(frozen=True)
class PartTask:
    """A part to read, and the name of its stage."""

    data: Path
    part: Part
    fingerprint: str


def parse_part(task: PartTask, told: Told) -> str:
    """Read a part into its stage; returns the fingerprint. ``told`` hears of stored bytes consumed."""
    stage = Lake(task.data).stage(STEP, task.fingerprint)
    with stage.writing() as writer:
        tally = _Tally()
        for number, batch in enumerate(parse(task.part)):
            clean = without_repeats(batch, task.part.label, fullest=keeps_fullest(task.part))
            _write(writer, task.part, clean, number)
            tally.add(clean)
            told(tally.progressed(clean.n_bytes))
        writer.note |= {"label": task.part.label, "n_bytes": task.part.n_bytes, **tally.note()}
    told(max(0, task.part.n_bytes - tally.n_bytes))
    return task.fingerprint


def count_of(stage: Stage) -> PartCount:
    """What reading the part came to."""
    note = stage.note
    return PartCount(note["n_in"], note["n_kept"], note["reasons"], note["repairs"])


def _write(writer: StageWriter, part: Part, batch: Batch, number: int) -> None:
    constants = {"source": part.source}
    for name, columns in batch.tables.items():
        n_rows = len(next(iter(columns.values()), ()))
        if n_rows:
            beside = {"batch": pa.repeat(pa.scalar(number, pa.int32()), n_rows)}
            filled = constants if name in SOURCED else {}
            writer.table(name, BESIDE).append(columns, constants=filled, beside=beside)
    if batch.rejects:
        writer.table("quarantine").append(quarantine_rows(batch.rejects), constants=constants)


def quarantine_rows(rejects: tuple[Reject, ...]) -> dict[str, list[object]]:
    """Rejects as columns of the table ``quarantine``, without the source."""
    return {
        "file": [r.file for r in rejects],
        "line": [r.line for r in rejects],
        "code": [r.code for r in rejects],
        "params": [json.dumps(dict(r.params), ensure_ascii=False, default=str) for r in rejects],
        "excerpt": [r.excerpt for r in rejects],
    }


class _Tally:
    """Counts of one part while it is read."""

    def __init__(self) -> None:
        self.n_in = self.n_kept = self.n_bytes = 0
        self.reasons: Counter[str] = Counter()
        self.repairs: Counter[str] = Counter()

    def add(self, batch: Batch) -> None:
        self.n_in += batch.n_in
        self.n_kept += batch.n_kept
        self.reasons.update(r.code for r in batch.rejects)
        self.repairs.update(batch.repairs)

    def progressed(self, n_bytes: int) -> int:
        """Bytes consumed since the last batch."""
        new, self.n_bytes = max(0, n_bytes - self.n_bytes), max(self.n_bytes, n_bytes)
        return new

    def note(self) -> dict[str, object]:
        if self.n_in != self.n_kept + self.reasons.total():
            raise AssertionError(f"in {self.n_in} != kept {self.n_kept} + set aside {self.reasons.total()}")
        return {
            "n_in": self.n_in,
            "n_kept": self.n_kept,
            "reasons": dict(self.reasons),
            "repairs": dict(self.repairs),
        }
