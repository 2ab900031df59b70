"""The last step: one version of all that was made, with its manifest, put in the place of the one before."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import pyarrow as pa

from jialing.lake import Lake, Stage, Version
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.merging import Merged
from jialing.pipeline.reports import SourceReport, StepReport
from jialing.schema import Circle, SourceInfo
from jialing.schema.tables import TABLES

ENGINES = ("duckdb", "pyarrow", "narwhals", "numpy")
TIME = "%Y%m%dT%H%M%SZ"
ROOMS = ("lake", "measure", "pipeline", "resolve", "schema", "sources")


def describe_sources(lake: Lake, merged: Merged, reports: Sequence[SourceReport]) -> Stage:
    """The tables ``sources``, ``populations`` and ``repairs``."""
    read = {s.info.name: s for s in merged.ingested.sources}
    said = [(vars(read[r.source].info), r.source, r.n_in, r.n_kept, dict(r.repairs)) for r in reports]
    stage = lake.stage("sources", fingerprint("sources", merged.fingerprint, said))
    if not stage.is_done:
        tables = {
            "sources": [_source(read[r.source].info, read[r.source].fingerprint, r) for r in reports],
            "populations": [_population(s.info.name, vars(p)) for s in read.values() for p in s.info.populations],
            "repairs": [{"source": r.source, "code": c, "n_rows": n} for r in reports for c, n in r.repairs.items()],
        }
        with stage.writing() as writer:
            for name, rows in tables.items():
                writer.table(name).append_arrow(pa.Table.from_pylist(rows, schema=TABLES[name].arrow()))
    return stage


def _source(info: SourceInfo, content: str, report: SourceReport) -> dict[str, object]:
    return {
        "source": info.name,
        "title_en": info.title_en,
        "title_zh": info.title_zh,
        "version": info.version,
        "retrieved_on": date.fromisoformat(info.retrieved_on) if info.retrieved_on else None,
        "licence": info.licence,
        "is_invented": info.is_invented,
        "fingerprint": content,
        "n_files": report.n_files,
        "n_bytes": report.n_bytes,
        "n_rows_in": report.n_in,
        "n_rows_kept": report.n_kept,
        "n_rows_quarantined": report.n_quarantined,
    }


def _population(source: str, said: Mapping[str, Any]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()} | {
        "source": source
    }


def manifest(
    *,
    version: str,
    built_on: datetime,
    merged: Merged,
    circles: Mapping[str, Circle],
    reports: Sequence[SourceReport],
    steps: Sequence[StepReport],
    content: str,
    counts: Mapping[str, int],
    inputs: Mapping[str, Any],
    n_decisions: int,
    index: str,
) -> dict[str, Any]:
    """What a reader must know of a version, JSON-able; shown on the data page."""
    return {
        "id": version,
        "built_on": built_on.isoformat(timespec="seconds"),
        "content": content,
        "is_invented": any(s.info.is_invented for s in merged.ingested.sources),
        "sources": [_told(s.info, r) for s, r in zip(merged.ingested.sources, reports, strict=True)],
        "circles": {circle_id: circle.version for circle_id, circle in circles.items()},
        "code_version": code_version(),
        "code_fingerprint": code_fingerprint(*ROOMS),
        "counts": dict(counts),
        "ledger": n_decisions,
        "index": index,
        "steps": [vars(step) for step in steps],
        "engines": {"python": platform.python_version(), **{name: installed(name) for name in ENGINES}},
        "reproduce": reproduce(inputs),
    }


def code_version() -> str:
    """The release installed, ``source`` where this runs from a working copy."""
    try:
        return installed("jialing")
    except PackageNotFoundError:
        return "source"


def reproduce(inputs: Mapping[str, Any]) -> str:
    """The command that builds this again; folders by name, because where they lie differs from place to place."""
    folders = " ".join(Path(p).name for p in inputs.get("inputs", ()))
    mappings = " ".join(f"--mappings {Path(p).name}" for p in inputs.get("mappings", ()))
    return f"jialing build {folders} {mappings}".strip()


def _told(info: SourceInfo, report: SourceReport) -> dict[str, object]:
    return {
        "source": info.name,
        "version": info.version,
        "licence": info.licence,
        "retrieved_on": info.retrieved_on,
        "is_invented": info.is_invented,
        "n_in": report.n_in,
        "n_kept": report.n_kept,
        "n_quarantined": report.n_quarantined,
        "reasons": dict(report.reasons),
        "repairs": dict(report.repairs),
    }


def publish(lake: Lake, tables: Mapping[str, Sequence[Path]], said: Mapping[str, Any]) -> Version:
    """Put the version in place. Raises what :meth:`jialing.lake.Lake.publish` does."""
    return lake.publish(said["id"], tables, said)


def version_name(now: datetime, content: str) -> str:
    """Ids sort by time; the tail tells two builds of one second apart."""
    return f"{now.astimezone(UTC).strftime(TIME)}-{content[:8]}"
