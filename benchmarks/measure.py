"""Time and memory of every measure on invented linked tables, beside the same plans in SQL written by hand.

`JIALING_BENCH_SCALES=10,30 python -m benchmarks measure` (default 10; the first is compared with SQL). Scale 1 is
100,000 works. DuckDB has 1500 MiB and two threads, as `jialing build` gives it. Every step is executed three times;
seconds are those of the quickest, `cpu_ratio` is Narwhals' plan over the SQL (the machine may be shared). The last row
of a scale is the whole, once.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import narwhals as nw

from benchmarks.measuring.sql import SQL
from benchmarks.measuring.world import generate
from benchmarks.watch import Run, table, watch, write
from jialing.measure import INPUTS, STEPS, Step, measured

MEMORY_MB = 1500
THREADS = 2
REPEATS = 3


def main() -> None:
    scales = [float(s) for s in os.environ.get("JIALING_BENCH_SCALES", "10").split(",")]
    rows = [row for scale in scales for row in _scale(scale, is_compared=scale == scales[0])]
    print(table(rows))
    print("written:", write("measure", rows, memory_limit_mb=MEMORY_MB, threads=THREADS))


def _scale(scale: float, *, is_compared: bool) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="jialing-bench-") as name:
        _apart("generate", name, scale)
        load = round(os.getloadavg()[0], 1)
        whole = _apart("whole", name, scale)
        steps = json.loads(_apart("compare", name, scale).output) if is_compared else []
    report = json.loads(whole.output)
    total = {"scale": scale, "step": "all, one after another", "seconds": report["seconds"], "rows": report["rows"]}
    return [
        *({"scale": scale, **step} for step in steps),
        total | {"cpu_seconds": whole.cpu_s, "peak_mib": whole.peak_mib, "load_before": load},
    ]


def _apart(what: str, folder: str, scale: float) -> Run:
    run = watch([sys.executable, "-m", "benchmarks.measure", what, folder, str(scale)])
    if run.code:
        raise SystemExit(run.code)
    return run


def whole(folder: Path) -> dict[str, object]:
    """All published tables written to Parquet, what several steps read executed once, as the pipeline does."""
    con = connect(folder)
    frames = {name: nw.from_native(con.table(name)) for name in INPUTS}
    began = time.perf_counter()
    n_rows = 0
    for name, frame in measured(frames, lambda name, frame: _keep(con, name, frame)):
        target = folder / f"measured-{name}.parquet"
        con.execute(
            f"COPY ({frame.to_native().sql_query()} ORDER BY ALL) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )
        n_rows += con.sql(f"SELECT count(*) FROM '{target}'").fetchall()[0][0]
    return {"seconds": round(time.perf_counter() - began, 1), "rows": n_rows}


def compare(folder: Path) -> list[dict[str, object]]:
    """Each step alone, as Narwhals' plan and as SQL, each into a temporary table; the two must agree."""
    con = connect(folder)
    frames = {name: nw.from_native(con.table(name)) for name in INPUTS}
    rows = []
    for step in STEPS:
        frame = step.make(*(frames[name] for name in step.takes))
        if step.name in SQL:
            rows.append(_compared(con, step, frame))
        frames[step.name] = _keep(con, step.name, frame) if step.is_kept else frame
    return rows


def _compared(con: duckdb.DuckDBPyConnection, step: Step, frame: nw.LazyFrame) -> dict[str, object]:
    plan = frame.to_native().sql_query()
    narwhals = _quickest(lambda: con.execute(f"CREATE OR REPLACE TEMP TABLE by_narwhals AS {plan}"))
    sql = _quickest(lambda: con.execute(f"CREATE OR REPLACE TEMP TABLE by_sql AS {SQL[step.name]}"))
    found = con.sql("SELECT count(*) FROM by_narwhals").fetchall()[0][0]
    return {
        "step": step.name,
        "seconds": narwhals[0],
        "rows": found,
        "sql_seconds": sql[0],
        "cpu_ratio": round(narwhals[1] / sql[1], 2),
        "is_equal": _summary(con, "by_narwhals") == _summary(con, "by_sql"),
    }


def _summary(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    """Rows, sums of the numbers, and a hash of the rest, whatever the order of rows and columns."""
    rows = con.table(name)
    kinds = dict(zip(rows.columns, rows.types, strict=True))
    sums = [f"round(sum({c}), 3)" for c in sorted(kinds) if str(kinds[c]) == "DOUBLE"]
    keys = ", ".join(f'"{c}"' for c in sorted(kinds) if str(kinds[c]) != "DOUBLE")
    return con.sql(f"SELECT {', '.join(['count(*)', *sums, f'bit_xor(hash({keys}))'])} FROM {name}").fetchall()


def _quickest(run: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds; the machine is shared, so ratios are of CPU."""
    times = []
    for _ in range(REPEATS):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    return round(min(t[0] for t in times), 2), min(t[1] for t in times)


def _keep(con: duckdb.DuckDBPyConnection, name: str, frame: nw.LazyFrame) -> nw.LazyFrame:
    con.execute(f"CREATE OR REPLACE TABLE {name} AS {frame.to_native().sql_query()}")
    return nw.from_native(con.table(name))


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the generated tables as views, as the lake opens it."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit='{MEMORY_MB}MiB'; SET threads={THREADS}; SET temp_directory='{folder}/spill'")
    con.execute("SET preserve_insertion_order=false")
    for name in INPUTS:
        con.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder}/{name}.parquet'")
    return con


if __name__ == "__main__":
    if len(sys.argv) < 3:
        main()
    else:
        what, folder, scale = sys.argv[1:]
        run = {"generate": lambda: generate(Path(folder), float(scale)), "whole": lambda: whole(Path(folder))}
        print(json.dumps(run.get(what, lambda: compare(Path(folder)))()))
