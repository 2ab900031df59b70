"""Finished steps: folders of tables that are written aside, synced, renamed into place and never changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from jialing.lake.checks import arrow_table, check_file
from jialing.lake.durable import sync_folder, sync_tree, told_plainly

ASIDE = ".unfinished-"
ROWS_A_GROUP = 122_880
BYTES_A_GROUP = 48 * 2**20
NOTE = "stage.json"


@dataclass(frozen=True)
class Stage:
    """The place of a step's result, there or not yet. ``fingerprint`` stands for all that the result depends on."""

    step: str
    fingerprint: str
    path: Path

    @property
    def is_done(self) -> bool:
        return (self.path / NOTE).exists()

    @property
    def note(self) -> Mapping[str, Any]:
        """What the step wrote down about itself (counts, seconds)."""
        said: dict[str, Any] = json.loads((self.path / NOTE).read_bytes())
        return said

    def files(self, table: str) -> tuple[Path, ...]:
        """The table's Parquet files, in order; empty where the step wrote none."""
        alone = self.path / f"{table}.parquet"
        return (alone,) if alone.exists() else tuple(sorted((self.path / table).glob("*.parquet")))

    def tables(self) -> tuple[str, ...]:
        """Names of the tables that are there."""
        found = (p.stem for p in self.path.iterdir() if p.is_dir() or p.suffix == ".parquet")
        return tuple(sorted(name for name in found if not name.startswith("_")))

    def read(self, table: str) -> pa.Table:
        """A small table, whole."""
        return pa.concat_tables([pq.read_table(p) for p in self.files(table)])

    def bytes(self, name: str) -> bytes:
        """What :meth:`StageWriter.put` put there."""
        return (self.path / name).read_bytes()

    @contextmanager
    def writing(self) -> Iterator[StageWriter]:
        """Write the stage: all of it appears when the block ends well, nothing of it otherwise.

        Raises WrongState ``lake.disk_full`` or ``lake.no_permission``.
        """
        aside = self.path.with_name(f"{ASIDE}{os.getpid()}-{self.path.name}")
        with told_plainly(self.path.parent):
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            writer = StageWriter(aside)
            try:
                yield writer
                writer.close()
                (aside / NOTE).write_text(json.dumps(writer.note, ensure_ascii=True, sort_keys=True, default=str))
                sync_tree(aside)
                self._put_in_place(aside)
            finally:
                writer.abandon()
                shutil.rmtree(aside, ignore_errors=True)

    def _put_in_place(self, aside: Path) -> None:
        if not self.is_done:
            shutil.rmtree(self.path, ignore_errors=True)
            aside.rename(self.path)
        sync_folder(self.path.parent)


class StageWriter:
    """Writes one stage: tables batch by batch, files, and a note."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.note: dict[str, Any] = {}
        self._tables: dict[str, TableWriter] = {}

    def table(self, name: str, beside: pa.Schema | None = None) -> TableWriter:
        """The writer of a table; ``beside``: columns that the lake keeps for itself, after the schema's."""
        if name not in self._tables:
            self._tables[name] = TableWriter(name, self.path / f"{name}.parquet", beside)
        return self._tables[name]

    def put_rows(self, name: str, rows: pa.Table) -> None:
        """A small table that only the pipeline reads: its name begins with ``_`` and no schema knows it."""
        pq.write_table(rows, self.file(name), compression="zstd")

    def put(self, name: str, content: bytes) -> None:
        """A file of bytes (an index)."""
        (self.path / name).write_bytes(content)

    def file(self, table: str, *, part: int | None = None) -> Path:
        """Where an engine shall write a table itself; with ``part``, one of several files."""
        if part is None:
            return self.path / f"{table}.parquet"
        (self.path / table).mkdir(exist_ok=True)
        return self.path / table / f"{part:05d}.parquet"

    def close(self) -> None:
        for writer in self._tables.values():
            writer.close()

    def abandon(self) -> None:
        """Let go of open files after a failure; what they hold is not wanted."""
        for writer in self._tables.values():
            writer.abandon()


class TableWriter:
    """Writes one table: collects batches to row groups of a size that engines read well."""

    def __init__(self, name: str, path: Path, beside: pa.Schema | None = None) -> None:
        self.name = name
        self.n_rows = 0
        self._path = path
        self._beside = beside or pa.schema([])
        self._waiting: list[pa.Table] = []
        self._n_waiting = 0
        self._n_bytes = 0
        self._file: pq.ParquetWriter | None = None

    def append(
        self,
        columns: Mapping[str, Sequence[object]],
        *,
        constants: Mapping[str, object] | None = None,
        beside: Mapping[str, pa.Array] | None = None,
    ) -> None:
        """Add rows given as plain columns. Raises SchemaError where they do not agree with the schema."""
        table = arrow_table(self.name, columns, **(constants or {}))
        for field in self._beside:
            table = table.append_column(field, (beside or {})[field.name])
        self.append_arrow(table)

    def append_arrow(self, table: pa.Table) -> None:
        """Add rows that are Arrow already (schema's columns, then those beside)."""
        self._waiting.append(table)
        self._n_waiting += table.num_rows
        self._n_bytes += table.nbytes
        self.n_rows += table.num_rows
        if self._n_waiting >= ROWS_A_GROUP or self._n_bytes >= BYTES_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        table = pa.concat_tables(self._waiting)
        self._waiting, self._n_waiting, self._n_bytes = [], 0, 0
        if self._file is None:
            self._file = pq.ParquetWriter(self._path, table.schema, compression="zstd", compression_level=1)
        self._file.write_table(table, row_group_size=ROWS_A_GROUP)

    def close(self) -> None:
        self._flush()
        if self._file is not None:
            self._file.close()
            self._file = None
            check_file(self.name, self._path, beside=self._beside.names)

    def abandon(self) -> None:
        self._waiting = []
        if self._file is not None:
            with suppress(OSError):  # the disk that made us give up refuses the footer too
                self._file.close()
            self._file = None
