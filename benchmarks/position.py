"""Position: time, memory and certainty of the measures of region x field matrices.

`python -m benchmarks position`:

- specialisation, proximity, density, ECI and PCI at three sizes, 5 % of the cells filled, each in a process of its own;
  beside PyPI's ecomplexity and econcomplex where `JIALING_PEERS` names a Python that has them (not in our lock);
- 1,000 draws of all indicators of a circle;
- the track record's verdicts in 200 invented worlds without related fields, and in others with them;
- ranks when a year more or less is counted.

CPU seconds on one thread: `compute_cpu_s` from a loaded matrix on, `cpu_s` of the whole process with imports. Memory is
the process's highest resident size. `JIALING_BENCH_SEEDS=20` and `JIALING_BENCH_DRAWS=100` shorten it;
`JIALING_BENCH_PARTS=draws,stability` measures only some parts anew.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.watch import RESULTS, table, watch, write

SIZES = ((500, 2_000), (1_000, 5_000), (3_000, 10_000))
GOALS = {500: (0.8, 120), 1_000: (1.3, 200), 3_000: (10.0, 500)}
FILLED = 0.05
PEERS = ("ecomplexity", "econcomplex")
PEERS_UP_TO = int(os.environ.get("JIALING_BENCH_PEERS_UP_TO", "500"))
"""Regions up to which peers are run: they need minutes at 1,000 x 5,000 and do not finish at 3,000 x 10,000."""

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
PARTS = ("sizes", "draws", "seeds", "stability")


def main() -> None:
    """All parts, or those that `JIALING_BENCH_PARTS` names; the others stay as they were measured last."""
    made = _made_before()
    for part in os.environ.get("JIALING_BENCH_PARTS", ",".join(PARTS)).split(","):
        load = round(os.getloadavg()[0], 1)
        made[part] = {"load_before": load, "measured": _part(part)}
    print("written:", write("position", {part: made[part] for part in PARTS if part in made}))


def _made_before() -> dict[str, object]:
    path = RESULTS / "position.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["rows"]) if path.exists() else {}


def _part(part: str) -> list[dict[str, object]]:
    rows = list(_sizes()) if part == "sizes" else json.loads(_child("-m", "benchmarks.position", part)["output"])
    print(f"-- {part}", table(rows), sep="\n", flush=True)
    return rows


def _sizes() -> Iterator[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="jialing-bench-") as folder:
        for regions, fields in SIZES:
            path = f"{folder}/{regions}.npz"
            _child("-m", "benchmarks.position", "matrix", str(regions), str(fields), path)
            yield _row("jialing", regions, fields, _child("-m", "benchmarks.position", "ours", path))
            if regions <= PEERS_UP_TO:
                yield from _peers(regions, fields, path)


def _peers(regions: int, fields: int, path: str) -> Iterator[dict[str, object]]:
    python = os.environ.get("JIALING_PEERS", "")
    for peer in PEERS:
        if not python or watch([python, "-c", f"import {peer}"]).code:
            print(f"{peer}: left out; JIALING_PEERS names no Python that has it", file=sys.stderr)
            continue
        run = watch([python, str(Path(__file__).parent / "measuring" / "peers.py"), peer, path], env=ONE_THREAD)
        if run.code:
            print(f"{peer}: ended with code {run.code} at {regions} x {fields}", file=sys.stderr)
            continue
        yield _row(peer, regions, fields, {"output": run.output, "cpu_s": run.cpu_s})


def _row(program: str, regions: int, fields: int, run: dict[str, object]) -> dict[str, object]:
    found = json.loads(str(run["output"]).strip().splitlines()[-1])
    seconds, megabytes = GOALS[regions]
    is_met = found["compute_cpu_s"] <= seconds and found["peak_mb"] <= megabytes
    goal = {"goal": f"{seconds} s, {megabytes} MB", "is_met": is_met if program == "jialing" else ""}
    return {"program": program, "regions": regions, "fields": fields, **found, "cpu_s": run["cpu_s"], **goal}


def _child(*arguments: str) -> dict[str, object]:
    run = watch([sys.executable, *arguments], env=ONE_THREAD)
    if run.code:
        raise SystemExit(run.code)
    return {"output": run.output, "cpu_s": run.cpu_s}


def matrix(regions: str, fields: str, path: str) -> None:
    """An invented matrix of counts, 5 % of its cells filled."""
    import numpy as np
    from scipy import sparse

    rng = np.random.default_rng(0)
    n_cells = int(regions) * int(fields)
    at = rng.choice(n_cells, int(FILLED * n_cells), replace=False)
    works = rng.integers(1, 50, len(at)).astype(float)
    cells = sparse.coo_array((works, (at // int(fields), at % int(fields))), shape=(int(regions), int(fields)))
    sparse.save_npz(path, cells.tocsr())


def ours(path: str) -> None:
    """Specialisation >= 1, proximity (in blocks), density, ECI and PCI; single precision where there are quotients."""
    import numpy as np
    from scipy import sparse

    from jialing.measure import complexity, presence, proximity_blocks, relatedness_density

    counts = sparse.load_npz(path)
    began = time.process_time()
    held = presence(counts)
    for _fields, _block in proximity_blocks(held, dtype=np.float32):
        pass
    relatedness_density(held, dtype=np.float32)
    complexity(held)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = round(int(status.split("VmHWM:")[1].split()[0]) / 1024)
    print(json.dumps({"compute_cpu_s": round(time.process_time() - began, 2), "peak_mb": peak}))


def certainty(part: str) -> None:
    """Draws, seeds or stability, as JSON."""
    from benchmarks.measuring.certainty import a_year_more_or_less, drawn_again, seeds

    n_seeds = int(os.environ.get("JIALING_BENCH_SEEDS", "200"))
    if part == "draws":
        rows = [drawn_again(int(os.environ.get("JIALING_BENCH_DRAWS", "1000")))]
    elif part == "seeds":
        rows = list(seeds(n_seeds, max(1, n_seeds // 4)))
    else:
        rows = list(a_year_more_or_less())
    print(json.dumps(rows))


if __name__ == "__main__":
    what, *rest = [*sys.argv[1:], "", ""][: max(1, len(sys.argv) - 1)]
    if what in ("matrix", "ours"):
        {"matrix": matrix, "ours": ours}[what](*rest)
    elif what in PARTS:
        certainty(what)
    else:
        main()
