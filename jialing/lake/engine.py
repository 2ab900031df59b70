"""The table engine that builds: DuckDB with a memory limit, spilling into the lake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from weakref import WeakSet

import duckdb
import narwhals as nw
import pyarrow as pa

from jialing.lake.checks import cast_list, check_file, empty_select
from jialing.lake.durable import told_plainly
from jialing.lake.named import sql_of
from jialing.lake.stages import ROWS_A_GROUP, StageWriter
from jialing.lake.versions import quoted, reading

COPY = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROWS_A_GROUP}"


_OPEN: WeakSet[Engine] = WeakSet()


def interrupt_engines() -> None:
    """Let what every open engine of this process is executing fail at once."""
    for engine in list(_OPEN):
        engine.interrupt()


class Engine:
    """One connection for a step of a build: views in, tables out. Open it after workers were started, never share it.

    Parameters
    ----------
    scratch : folder for what does not fit into memory
    threads : at most so many
    memory_mb : memory limit, MiB
    """

    def __init__(self, *, scratch: Path, threads: int, memory_mb: int) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self._scratch = scratch
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "threads": threads,
                "memory_limit": f"{memory_mb}MiB",
                "temp_directory": str(scratch),
                "preserve_insertion_order": "false",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        self._connection.execute("SET enable_progress_bar = false")
        _OPEN.add(self)

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def interrupt(self) -> None:
        """Let the query that another thread is executing fail."""
        with suppress(duckdb.ConnectionException):  # closed since
            self._connection.interrupt()

    def view(self, name: str, paths: Sequence[Path], *, of: str = "") -> None:
        """Let ``name`` read Parquet files; where there is none it is the empty table ``of`` (else ``name``)."""
        query = f"SELECT * FROM {reading(paths)}" if paths else empty_select(of or name)
        self._connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS {query}')

    def view_of(self, name: str, query: str) -> None:
        """Let ``name`` stand for a query (a named one, or SQL)."""
        self._connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS {sql_of(query)}')

    def table(self, name: str, rows: pa.Table) -> None:
        """Hold a small Arrow table under a name."""
        self._connection.register("arriving", rows)
        self._connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM arriving')
        self._connection.unregister("arriving")

    def run(self, query: str, params: Mapping[str, object] | None = None) -> None:
        """Execute SQL, or the named query of ``lake/queries`` where ``query`` is such a name."""
        with told_plainly(self._scratch):
            self._connection.execute(sql_of(query), params or None)

    def rows(self, query: str, params: Mapping[str, object] | None = None) -> pa.Table:
        """The rows of a query, whole."""
        with told_plainly(self._scratch):
            return self._connection.sql(sql_of(query), params=params or None).to_arrow_table()

    def batches(self, query: str, size: int) -> Iterator[pa.RecordBatch]:
        """The rows of a query in stretches of at most about ``size``. Nothing else may run until they are read."""
        with told_plainly(self._scratch):
            yield from self._connection.sql(sql_of(query)).to_arrow_reader(size)

    def frame(self, name: str) -> nw.LazyFrame[Any]:
        """A view or table as an unexecuted Narwhals frame."""
        return nw.from_native(self._connection.table(name))

    def keep(self, name: str, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Execute a frame once, on the engine's own ground (spilling), and give a frame that reads the result."""
        with told_plainly(self._scratch):
            frame.to_native().create(name)
        return self.frame(name)

    def drop(self, name: str) -> None:
        """Forget a table made by :meth:`keep` or :meth:`table`."""
        self._connection.execute(f'DROP TABLE IF EXISTS "{name}"')

    def write(
        self,
        into: StageWriter,
        table: str,
        source: str | nw.LazyFrame[Any],
        *,
        order: str = "",
        part: int | None = None,
    ) -> int:
        """Execute SQL (or a named query, or a frame) into a table of a stage, or one of its parts; returns its rows.

        The schema's columns are cast to its types; ``order`` is an ORDER BY list.
        """
        query = sql_of(source) if isinstance(source, str) else source.to_native().sql_query()
        path = into.file(table, part=part)
        ordered = f" ORDER BY {order}" if order else ""
        with told_plainly(self._scratch):
            self._connection.execute(
                f"COPY (SELECT {cast_list(table)} FROM ({query}) AS made{ordered}) TO {quoted(path)} ({COPY})"
            )
        return check_file(table, path)

    def copy(self, into: StageWriter, name: str, query: str) -> None:
        """Execute SQL into a table that only the pipeline reads: its name begins with ``_`` and no schema knows it."""
        path = into.file(name)
        with told_plainly(self._scratch):
            self._connection.execute(f"COPY ({sql_of(query)}) TO {quoted(path)} ({COPY})")

    def deal(self, query: str, into: Path, *, by: str) -> None:
        """Execute SQL into a folder of scratch tables, ``into/BY=VALUE/*.parquet``, by a column that they leave out."""
        with told_plainly(self._scratch):
            self._connection.execute(f"COPY ({sql_of(query)}) TO {quoted(into)} (FORMAT parquet, PARTITION_BY ({by}))")
