"""What a programme changed, on invented worlds: claims where there is no effect, claims where there is one.

`python -m benchmarks effect` (JIALING_BENCH_WORLDS=100 for fewer). Without effect at least 1,000 worlds in all, some in
which quality also raises growth, or a passing good year raises the score. Beside it the plain comparison of all funded
with all unfunded (difference in differences, t test), which takes quality for effect.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import Any

import numpy as np
from scipy.stats import ttest_ind

from benchmarks.selecting.outcomes import outcomes
from benchmarks.watch import table, write
from jialing.measure import effect

WORLDS = int(os.environ.get("JIALING_BENCH_WORLDS", "1000"))
RELEVANT = 2.0
PERMUTATIONS = 500
KINDS: dict[str, dict[str, Any]] = {
    "no effect": {},
    "no effect, quality grows": {"growth": 0.02},
    "no effect, a good year scores": {"memory": 0.5},
    "no effect, 90 proposals": {"n": 90, "topics": 6},
    "effect 1": {"effect": 1.0},
    "effect 2": {"effect": 2.0},
    "effect 2, 90 proposals": {"n": 90, "topics": 6, "effect": 2.0},
}


def main() -> None:
    load = round(os.getloadavg()[0], 1)
    rows = [_measured(name, kind) for name, kind in KINDS.items()]
    print(table(rows))
    print("written:", write("effect", rows, load_before=load, relevant=RELEVANT, worlds_each=WORLDS))


def _measured(name: str, kind: dict[str, Any]) -> dict[str, object]:
    seeds = range(WORLDS if name.startswith("no") else max(WORLDS // 5, 1))
    verdicts: Counter[str] = Counter()
    held, small, plain, cpu = [], 0, 0, time.process_time()
    for seed in seeds:
        world = outcomes(seed=seed, **kind)
        found = effect(**world, relevant=RELEVANT, n=PERMUTATIONS, seed=seed)
        verdicts[found.verdict.rpartition(".")[2]] += 1
        interval = found.change.interval
        held.append(interval.low <= kind.get("effect", 0.0) <= interval.high)
        small += bool(found.change.p <= 0.05)
        change = world["after"].mean(axis=1) - world["before"].mean(axis=1)
        plain += bool(ttest_ind(change[world["funded"]], change[~world["funded"]]).pvalue <= 0.05)
    n = len(seeds)
    return {
        "world": name, "worlds": n, "claims": round((verdicts["more"] + verdicts["less"]) / n, 4),
        **{one: round(verdicts[one] / n, 3) for one in ("none_seen", "cannot_tell", "trends_differ", "too_few")},
        "p <= 0.05 before the gates": round(small / n, 4), "interval_holds": round(float(np.mean(held)), 4),
        "plain_claims": round(plain / n, 4), "cpu_s_each": round((time.process_time() - cpu) / n, 3),
    }  # fmt: skip


if __name__ == "__main__":
    main()
