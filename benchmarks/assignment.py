"""Assigning reviewers: exact totals, floors, randomised optima, rules, and the size of IJCNN 2025.

`python -m benchmarks assignment`; `JIALING_BENCH_PARTS=large` measures one part (known, randomised, floor, rules,
large) anew and leaves the others as they were. Known instances come from ../shared/data/assignment and are left out
where that is absent. Beside ours stands a plain linear program over all pairs (scipy's HiGHS, as anybody would write
it), and for rules a plain whole-number program over each proposal's 60 best experts by affinity (over all 1.8 million
pairs it took 4.1 GB and was stopped after three CPU minutes), which proves nothing over the others. Each row is a
process of its own: CPU seconds of the solving, highest resident memory of the process including the instance. The
checker (assigning/checker.py) shares nothing with the solver.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from benchmarks.assigning.checker import check
from benchmarks.assigning.invented import affinities, bids, with_all_rules
from benchmarks.watch import RESULTS, table, write
from jialing.match.assignment import (
    Problem,
    best_assignment,
    best_under_best_floor,
    problem,
    randomised_assignment,
)

SHARED = Path(os.environ.get("JIALING_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data")) / "assignment"
KNOWN = {"preflib1": 124.25, "preflib2": 141.5, "aamas2016": 949.5}
PRUNED = 60
PARTS = {
    "known": list(KNOWN),
    "randomised": list(KNOWN),
    "floor": [*KNOWN, "invented 118x177"],
    "rules": ["seed 1", "seed 2", "seed 3"],
    "large": ["topics", "bids"],
}


def main() -> None:
    """All parts, or those that are named; the others stay."""
    if len(sys.argv) == 3:
        print(json.dumps(globals()[f"_{sys.argv[1]}"](sys.argv[2])))
        return
    path = RESULTS / "assignment.json"
    made = dict(json.loads(path.read_text(encoding="utf-8"))["rows"]) if path.exists() else {}
    for part in os.environ.get("JIALING_BENCH_PARTS", ",".join(PARTS)).split(","):
        if part in ("known", "randomised") and not SHARED.exists():
            continue
        load = round(os.getloadavg()[0], 1)
        rows = [{"instance": name, **_child(part, name)} for name in PARTS[part] if _is_there(name)]
        print(f"-- {part}", table(rows), sep="\n", flush=True)
        made[part] = {"load_before": load, "measured": rows}
    print("written:", write("assignment", {part: made[part] for part in PARTS if part in made}))


def _is_there(name: str) -> bool:
    return name not in KNOWN or SHARED.exists()


def _child(part: str, name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.assignment", part, name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    cpu, wall = time.process_time(), time.monotonic()
    found = work()
    spent = {"cpu_s": round(time.process_time() - cpu, 2), "wall_s": round(time.monotonic() - wall, 2)}
    return found, spent | {"peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def _read(name: str, cap: float = 1.0) -> Problem:
    given = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))
    return problem(given["scores"], demand=given["demand"], load=given["load"], cap=cap)


def _known(name: str) -> dict[str, object]:
    wanted = _read(name)
    found, spent = _timed(lambda: best_assignment(wanted))
    plain, beside = _timed(lambda: _plain(wanted))
    return {
        "size": f"{wanted.n_papers}x{wanted.n_reviewers}", "total": found.total, "known": KNOWN[name],
        "bound": found.bound, "proven": found.is_exact, "worst": found.worst, **spent,
        **{f"checked_{key}": value for key, value in check(wanted, found.pairs, found.prices).items()},
        "plain_lp_total": round(plain, 6), "plain_lp_cpu_s": beside["cpu_s"],
    }  # fmt: skip


def _plain(wanted: Problem, *, is_whole: bool = False, best: int = 10**9) -> float:
    """All pairs in one program, or each paper's best by affinity alone: then without any proof over the others."""
    is_open = ~np.isnan(wanted.scores)
    if best < wanted.n_reviewers:
        known = np.nan_to_num(wanted.scores, nan=-1.0)
        is_open &= known >= np.partition(known, -best, axis=1)[:, [-best]]
    paper, reviewer = np.nonzero(is_open)
    n = len(paper)
    column = np.arange(n)

    def sums(row: Any, size: int, of: Any = None) -> Any:
        return sparse.csr_array((np.ones(n) if of is None else of, (row, column)), shape=(size, n))

    rows, most = [sums(reviewer, wanted.n_reviewers)], [wanted.load]
    for group in wanted.groups:
        of = sums(paper, wanted.n_papers, group.members[reviewer].astype(float))
        rows += [of, -of]
        most += [group.at_most, -group.at_least]
    if wanted.per_organisation:
        n_codes = int(wanted.organisation.max()) + 1
        rows.append(sums(paper * n_codes + wanted.organisation[reviewer], wanted.n_papers * n_codes))
        most.append(np.full(wanted.n_papers * n_codes, wanted.per_organisation))
    options = {"time_limit": 60.0} | ({"mip_rel_gap": 0.0} if is_whole else {})
    found: Any = linprog(
        -wanted.scores[paper, reviewer], A_ub=sparse.vstack(rows), b_ub=np.concatenate(most),
        A_eq=sums(paper, wanted.n_papers), b_eq=wanted.demand, bounds=(0, wanted.cap),
        method="highs", integrality=np.ones(n, np.int8) if is_whole else None, options=options,
    )  # fmt: skip
    return float("nan") if found.x is None else float(-found.fun)


def _randomised(name: str) -> dict[str, object]:
    with (SHARED / "published.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["instance"] == name]
    caps = [int(row["max_probability_times_1024"]) / 1024 for row in rows]
    wanted = [_read(name, cap) for cap in caps]
    found, spent = _timed(lambda: [randomised_assignment(one) for one in wanted])
    off = [abs(one.quality - float(row["relative_quality"])) for one, row in zip(found, rows, strict=True)]
    plain, beside = _timed(lambda: [_plain(one) for one in wanted])
    away = [abs(one.expected - other) for one, other in zip(found, plain, strict=True)]
    return {
        "caps": len(caps), "largest_difference_from_published": round(max(off), 9),
        "to_six_digits": sum(one <= 6e-7 for one in off),
        "largest_gap_to_bound": max(one.bound - one.expected for one in found),
        "cpu_s_each": round(spent["cpu_s"] / len(caps), 2),
        "largest_difference_from_plain_lp": round(max(away), 9),
        "plain_lp_cpu_s_each": round(beside["cpu_s"] / len(caps), 2),
    }  # fmt: skip


def _floor(name: str) -> dict[str, object]:
    wanted = problem(affinities(118, 177, seed=3), demand=3, load=4) if name.startswith("invented") else _read(name)
    found, spent = _timed(lambda: best_under_best_floor(wanted))
    free = best_assignment(wanted)
    under = replace(wanted, floor=found.assignment.worst)
    checked = check(under, found.assignment.pairs, found.assignment.prices)
    return {
        "total": found.assignment.total, "bound": found.assignment.bound, "worst": found.assignment.worst,
        "floor_bound": found.bound, "total_without_floor": free.total, "worst_without_floor": free.worst, **spent,
        **{f"checked_{key}": value for key, value in checked.items()},
    }  # fmt: skip


def _rules(name: str) -> dict[str, object]:
    wanted = with_all_rules(seed=int(name.split()[1]))
    found, spent = _timed(lambda: best_assignment(wanted))
    checked = check(wanted, found.pairs, found.prices)
    row = {
        "total": found.total, "bound": found.bound, "proven": found.is_exact, "linear_bound": found.linear_bound,
        **spent,
        **{f"checked_{key}": value for key, value in checked.items()},
    }  # fmt: skip
    if name != "seed 1":
        return row | {"plain_program": "not run"}
    plain, beside = _timed(lambda: _plain(wanted, is_whole=True, best=PRUNED))
    return row | {
        "plain_program": round(plain, 6),
        "plain_cpu_s": beside["cpu_s"],
        "plain_peak_mib": beside["peak_mib"],
    }


def _large(name: str) -> dict[str, object]:
    scores = (affinities if name == "topics" else bids)(5526, 7877, seed=5)
    wanted = problem(scores, demand=3, load=3)
    found, spent = _timed(lambda: best_assignment(wanted))
    return {
        "size": "5526x7877", "total": found.total, "bound": found.bound, "gap": found.gap, "proven": found.is_exact,
        **spent,
        **{f"checked_{key}": value for key, value in check(wanted, found.pairs, found.prices).items()},
    }  # fmt: skip


if __name__ == "__main__":
    main()
