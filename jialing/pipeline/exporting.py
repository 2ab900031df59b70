"""Tables of a version for other programs: CSV, Parquet, JSON Lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError
from jialing.lake import FORMATS, Lake


@dataclass(frozen=True)
class ExportReport:
    """What was written: version, and (table, file, rows) of each."""

    version: str
    files: tuple[tuple[str, Path, int], ...]


def export(
    data: Path,
    tables: Sequence[str],
    out: Path,
    *,
    format: str = "csv",
    version: str | None = None,
    progress: Progress = SILENT,
) -> ExportReport:
    """Write tables of a version into a folder, one file each.

    Parameters
    ----------
    tables : names; empty: all
    out : folder, made where missing
    format : csv (UTF-8, lists as JSON), parquet or json (one object a line)
    version : id; None: the current one

    Raises
    ------
    InputError
        ``pipeline.unknown_format`` (format, known), ``pipeline.unknown_table`` (table, known), ``lake.no_version``,
        ``lake.unknown_version``.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    if format not in FORMATS:
        raise InputError("pipeline.unknown_format", format=format, known=", ".join(FORMATS))
    lake = Lake(data)
    chosen = lake.version(version) if version else lake.current()
    for table in tables:
        if not chosen.has(table):
            raise InputError("pipeline.unknown_table", table=table, known=", ".join(chosen.tables))
    wanted = tuple(tables) or chosen.tables
    progress.start("step.export", len(wanted), "unit.tables")
    files = []
    for table in wanted:
        files.append((table, *chosen.export(table, out, format)))
        progress.advance(1)
    progress.finish()
    return ExportReport(chosen.id, tuple(files))
