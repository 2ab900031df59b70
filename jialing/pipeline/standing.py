"""What is there, and what a build would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jialing.config import Config
from jialing.errors import InputError, JialingError
from jialing.lake import Lake, Version
from jialing.pipeline.ingesting import INPUTS, find_sources


@dataclass(frozen=True)
class Status:
    """What a data folder holds.

    Attributes
    ----------
    current : id of the published version; None before the first build
    versions : ids of all versions kept, oldest first
    sources : rows of the table ``sources`` of the current version
    n_decisions : decisions in force
    torn_ledger_lines : lines of the ledger that cannot be read
    inputs : folders that were built from the last time
    to_read : files that a build would read (new or changed since)
    is_ledger_newer : decisions that the current version does not know yet
    unreachable : why the inputs could not be looked at (an error's code); None where they could
    """

    current: str | None
    versions: tuple[str, ...]
    sources: tuple[Mapping[str, Any], ...]
    n_decisions: int
    torn_ledger_lines: tuple[int, ...]
    inputs: tuple[str, ...]
    to_read: tuple[str, ...]
    is_ledger_newer: bool
    unreachable: str | None = None


def status(data: Path, *, config: Config | None = None) -> Status:
    """What is there; reads only, also while a build runs."""
    lake = Lake(data, memory_mb=(config or Config()).memory_mb)
    ledger = lake.ledger.read()
    inputs = lake.notes.read(INPUTS).get("inputs", [])
    to_read, unreachable = _to_read(lake) if inputs else ((), None)
    version = _current(lake)
    return Status(
        current=version.id if version else None,
        versions=tuple(v.id for v in lake.versions()),
        sources=tuple(version.sql("SELECT * FROM sources ORDER BY source").to_pylist()) if version else (),
        n_decisions=len(ledger.in_force),
        torn_ledger_lines=ledger.torn_lines,
        inputs=tuple(inputs),
        to_read=to_read,
        is_ledger_newer=version is not None and version.manifest["ledger"] != len(ledger.decisions),
        unreachable=unreachable,
    )


def _current(lake: Lake) -> Version | None:
    try:
        return lake.current()
    except InputError:
        return None


def _to_read(lake: Lake) -> tuple[tuple[str, ...], str | None]:
    try:
        sources, _ = find_sources(lake, (), ())
    except JialingError as error:
        return (), error.code
    return tuple(p.part.label for s in sources for p in s.parts if not p.stage.is_done), None
