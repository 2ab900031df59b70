"""Published versions: read by many, written once."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from jialing.lake.checks import LISTS, SQL_TYPES, table_of
from jialing.lake.durable import told_plainly
from jialing.lake.named import sql_of
from jialing.schema import TABLES, Column

FORMATS: MappingProxyType[str, str] = MappingProxyType(
    {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd", "json": "FORMAT json"}
)
"""Formats of an export, and how the engine is told."""
MANIFEST = "manifest.json"
PINS = "pins"
READER: MappingProxyType[str, str | int] = MappingProxyType(
    {
        "threads": 1,
        "temp_directory": "",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
)


class Version:
    """One published version. Safe to share between threads and across forks; a request keeps one to its end.

    Attributes
    ----------
    path : folder that holds one Parquet file (or a folder of them) per table
    memory_mb : memory that the engine may use in this process, MiB
    """

    def __init__(self, path: Path, *, memory_mb: int = 1000) -> None:
        self.path = path.absolute()
        self.memory_mb = memory_mb
        self._lock = threading.Lock()
        self._engine: duckdb.DuckDBPyConnection | None = None
        self._parents: duckdb.DuckDBPyConnection | None = None
        self._pid = 0
        self._mine = threading.local()

    @property
    def id(self) -> str:
        return self.path.name

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the build wrote down: built_on, sources, circles with versions, code version, is_invented, steps."""
        said: dict[str, Any] = json.loads((self.path / MANIFEST).read_bytes())
        return MappingProxyType(said)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the version holds, in alphabetical order."""
        return tuple(sorted(p.stem for p in self.path.iterdir() if p.is_dir() or p.suffix == ".parquet"))

    def has(self, name: str) -> bool:
        return name in self.tables

    def files(self, name: str) -> tuple[Path, ...]:
        """Parquet files of a table, in order. Raises SchemaError ``schema.unknown_table``."""
        table_of(name)
        alone = self.path / f"{name}.parquet"
        return (alone,) if alone.exists() else tuple(sorted((self.path / name).glob("*.parquet")))

    def sql(self, query: str, params: Sequence[object] | Mapping[str, object] = ()) -> pa.Table:
        """The rows of one query (SQL, or a named one) on DuckDB; each table of the version is a view by its name.

        ``?`` or ``$name`` bind params.

        The connection can read this version's folder and nothing else, on one thread.
        """
        return self._connection().sql(sql_of(query), params=params or None).to_arrow_table()

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """A table as an unexecuted Narwhals frame on DuckDB, bound to this thread."""
        table_of(name)
        return nw.from_native(self._connection().table(name))

    def export(self, name: str, folder: Path, format: str) -> tuple[Path, int]:
        """Write a table as one file into a folder; ``format`` is a key of FORMATS. Returns the file and its rows.

        Raises WrongState ``lake.disk_full`` or ``lake.no_permission``.
        """
        source, target = reading(self.files(name)), folder / f"{name}.{format}"
        columns = ", ".join(_flat(c) if format == "csv" else f'"{c.name}"' for c in table_of(name).columns)
        aside = folder / f".{target.name}.{os.getpid()}"
        with told_plainly(folder), closing(duckdb.connect(":memory:", config=dict(READER))) as writer:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                done = writer.execute(f"COPY (SELECT {columns} FROM {source}) TO {quoted(aside)} ({FORMATS[format]})")
                n_rows = int(done.fetchall()[0][0])
                aside.replace(target)
            finally:
                aside.unlink(missing_ok=True)
        return target, n_rows

    def _connection(self) -> duckdb.DuckDBPyConnection:
        """This thread's cursor on this process's engine: opened at first use, so always after a fork."""
        if getattr(self._mine, "pid", 0) != os.getpid():
            self._mine.cursor = self._shared().cursor()
            self._mine.pid = os.getpid()
        cursor: duckdb.DuckDBPyConnection = self._mine.cursor
        return cursor

    def _shared(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._engine is None or self._pid != os.getpid():
                self._parents = self._engine  # closing the parent's engine in a child is not ours to do
                self._engine = self._opened()
                self._pid = os.getpid()
            return self._engine

    def _lacking(self, name: str) -> str:
        """Columns that the schema has gained since this version was published: unknown in it, and it stays readable."""
        files = self.files(name)
        there = set(pq.read_schema(files[0]).names) if files else set()
        lacking = [c for c in table_of(name).columns if files and c.name not in there]
        return "".join(f", {_unknown(c)}" for c in lacking)

    def _opened(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:", config={**READER, "memory_limit": f"{self.memory_mb}MiB"})
        connection.execute("SET parquet_metadata_cache = true")
        connection.execute(f"SET allowed_directories = [{quoted(self.path)}]")
        for name in self.tables:
            connection.execute(
                f'CREATE VIEW "{name}" AS SELECT *{self._lacking(name)} FROM {reading(self.files(name))}'
            )
        for name in sorted(set(TABLES) - set(self.tables)):
            columns = ", ".join(_unknown(c) for c in table_of(name).columns)
            connection.execute(f'CREATE VIEW "{name}" AS SELECT {columns} WHERE false')
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection


def reading(files: Sequence[Path]) -> str:
    """SQL that reads Parquet files as one table."""
    return f"read_parquet([{', '.join(map(quoted, files))}])"


def _unknown(column: Column) -> str:
    return f'CAST(NULL AS {SQL_TYPES[column.type]}) AS "{column.name}"'


def _flat(column: Column) -> str:
    return f'to_json("{column.name}") AS "{column.name}"' if column.type in LISTS else f'"{column.name}"'


def quoted(path: Path) -> str:
    """A path as a string of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
