"""From gzip JSON Lines to published results at several scales, and on repeated real OpenAlex records.

`JIALING_BENCH_SCALES=1,3,10,30 python -m benchmarks build` (default 1,3,10).
Worlds are kept in benchmarks/data (git-ignored).
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from pathlib import Path

from benchmarks.watch import Run, table, watch, write

HERE = Path(__file__).parent
DATA = HERE / "data"
REAL = HERE.parent.parent / "shared" / "data" / "openalex" / "works_full.jsonl.gz"
REPEATS = 40
JIALING = [sys.executable, "-c", "from jialing.cli import main; raise SystemExit(main())"]


def main() -> None:
    scales = [float(s) for s in os.environ.get("JIALING_BENCH_SCALES", "1,3,10").split(",")]
    rows = [_scale(scale) for scale in scales]
    if REAL.exists():
        rows.append(_real())
    print(table(rows))
    print(
        "written:",
        write("build", rows, memory="sum of proportional set sizes over all processes, sampled every 0.25 s"),
    )


def _scale(scale: float) -> dict[str, object]:
    world = DATA / f"world-{scale:g}"
    made = watch([*JIALING, "generate", "--scale", f"{scale:g}", "--out", str(world), "--json"])
    summary = _report(made)
    size = round(summary["n_bytes"] / summary["n_works"])
    return {"input": f"world, scale {scale:g}", "generate_s": made.wall_s, "json_bytes_per_work": size, **_built(world)}


def _real() -> dict[str, object]:
    folder = DATA / "real"
    _repeat_real(folder)
    with gzip.open(REAL) as real:
        sizes = [len(line) for line in real]
    row = {
        "input": f"real OpenAlex works x {REPEATS}",
        "generate_s": 0.0,
        "json_bytes_per_work": round(sum(sizes) / len(sizes)),
        **_built(folder),
    }
    shutil.rmtree(folder)
    return row


def _built(folder: Path) -> dict[str, object]:
    lake = DATA / "lake"
    shutil.rmtree(lake, ignore_errors=True)
    run = watch([*JIALING, "build", str(folder), "--data", str(lake), "--json"])
    report = _report(run)
    measured = {
        "works": report.get("n_works", 0),
        "strings": report.get("n_affiliations", 0),
        "wall_s": run.wall_s,
        "cpu_s": run.cpu_s,
        "peak_mib": run.peak_mib,
        "exit": run.code,
    }
    shutil.rmtree(lake, ignore_errors=True)
    return measured


def _report(run: Run) -> dict[str, int]:
    lines = [line for line in run.output.splitlines() if line.startswith("{")]
    return dict(json.loads(lines[-1])) if lines else {}


def _repeat_real(folder: Path) -> None:
    """The real records again and again, each time with new ids, as two parts."""
    works = folder / "openalex" / "works" / "updated_date=2026-01-01"
    works.mkdir(parents=True, exist_ok=True)
    with gzip.open(REAL, "rt", encoding="utf-8") as real:
        lines = real.read().split("\n")[:-1]
    for part in range(2):
        with gzip.open(works / f"part_{part:03}.gz", "wt", encoding="utf-8", compresslevel=1) as out:
            for turn in range(part, REPEATS, 2):
                out.writelines(line.replace("openalex.org/W", f"openalex.org/W{turn + 10}", 1) + "\n" for line in lines)


if __name__ == "__main__":
    main()
