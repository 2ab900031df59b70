"""Calibrated scores on invented worlds whose true qualities are known, beside raw means.

`python -m benchmarks calibration`: coverage of 95 % intervals of the true quality, share of pairs of proposals put in
their true order (ties count half; raw means tie more often), the truly best fifth found among the best fifth by score,
and CPU seconds; worlds with and without leaning reviewers, few and many. "worse" counts the worlds in which calibration
put fewer pairs in order than raw means, by any number.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

import numpy as np

from benchmarks.selecting.invented import scored
from benchmarks.watch import table, write
from jialing.measure import agreement, calibration, reviews

WORLDS = int(os.environ.get("JIALING_BENCH_WORLDS", "100"))
KINDS: dict[str, dict[str, Any]] = {
    "60 proposals, 15 reviewers, 5 scores": {"n": 60, "m": 15, "k": 5, "offset": 4.0},
    "the same, leaning twice as much": {"n": 60, "m": 15, "k": 5, "offset": 8.0},
    "the same, no leaning": {"n": 60, "m": 15, "k": 5, "offset": 0.0},
    "30 proposals, 8 reviewers, 3 scores": {"n": 30, "m": 8, "k": 3, "offset": 4.0},
    "600 proposals, 150 reviewers, 5 scores": {"n": 600, "m": 150, "k": 5, "offset": 4.0},
    "alike proposals (sd 1)": {"n": 60, "m": 15, "k": 5, "offset": 4.0, "quality": 1.0},
}


def main() -> None:
    if "OPENBLAS_NUM_THREADS" not in os.environ:  # small matrices: a second thread only waits, and burns what it waits
        one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        subprocess.run([sys.executable, "-m", "benchmarks.calibration"], env=os.environ | one, check=True)
        return
    load = round(os.getloadavg()[0], 1)
    rows = [_measured(name, **kind) for name, kind in KINDS.items()]
    print(table(rows))
    print("written:", write("calibration", rows, load_before=load))


def _measured(name: str, *, n: int, m: int, k: int, offset: float, quality: float = 6.0) -> dict[str, object]:
    worlds = WORLDS if n < 600 else max(WORLDS // 20, 1)
    one = np.array([_one(n, m, k, offset, quality, seed) for seed in range(worlds)])
    held, raw, calibrated, best_raw, best, inside, cpu = one.mean(axis=0)
    return {
        "world": name, "worlds": worlds, "interval_holds": round(held, 4), "pairs_right_raw": round(raw, 4),
        "pairs_right_calibrated": round(calibrated, 4), "worse": int((one[:, 2] < one[:, 1] - 1e-9).sum()),
        "best_fifth_raw": round(best_raw, 4), "best_fifth_calibrated": round(best, 4),
        "icc_interval_holds": round(inside, 3), "cpu_s_each": round(cpu, 3),
    }  # fmt: skip


def _one(n: int, m: int, k: int, offset: float, quality: float, seed: int) -> tuple[float, ...]:
    world = scored(n, m, per_proposal=k, seed=seed, offset=offset, quality=quality)
    given = reviews(world.proposal, world.reviewer, world.score, n_proposals=n, n_reviewers=m)
    began = time.process_time()
    found = calibration(given)
    cpu = time.process_time() - began
    true = world.quality
    held = float(((found.low <= true) & (true <= found.high)).mean())
    single = agreement(given, found, n=50).single
    icc = quality**2 / (quality**2 + offset**2 + 36.0)
    top = set(np.argsort(-true)[: n // 5].tolist())
    shares = [len(top & set(np.argsort(-by)[: n // 5].tolist())) / len(top) for by in (found.raw, found.score)]
    right = [_right(by, true) for by in (found.raw, found.score)]
    return held, *right, *shares, float(single.low <= icc <= single.high), cpu


def _right(score: np.ndarray, true: np.ndarray) -> float:
    upper = np.triu_indices(len(true), 1)
    agree = np.sign(score[:, None] - score)[upper] * np.sign(true[:, None] - true)[upper]
    return float((agree.mean() + 1) / 2)


if __name__ == "__main__":
    main()
