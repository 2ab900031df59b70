"""Selecting 115 of 600 under all quotas, and again for 1,000 redraws of the reviewers' noise.

`python -m benchmarks selection` (JIALING_BENCH_REDRAWS=100 for fewer). Two invented calls: the best selection with
its bound, alternatives and inversions; beside it the plain list from the top under the same limits (what an officer
does by hand: each proposal in order of score that breaks no upper limit). Then the redraws of the first call in two
processes, by prices, against every criterion in turn on a sample; CPU seconds are of this process and its children.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.selecting.invented import programme_call, scored
from benchmarks.watch import table, write
from jialing.errors import Infeasible
from jialing.match.selection import Call, Quota, Selection, best_selection, call, redrawn
from jialing.pipeline import advise

REDRAWS = int(os.environ.get("JIALING_BENCH_REDRAWS", "1000"))
SAMPLE = 12
OBJECTIVES = {"default": ("score", "passed_over", "money"), "fewest passed over": ("passed_over", "score", "money")}


def main() -> None:
    if "OPENBLAS_NUM_THREADS" not in os.environ:  # small matrices: a second thread only waits, and burns what it waits
        one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        subprocess.run([sys.executable, "-m", "benchmarks.selection"], env=os.environ | one, check=True)
        return
    load = round(os.getloadavg()[0], 1)
    rows = [_selected(seed, name) for seed in (1, 2) for name in OBJECTIVES]
    print("-- select", table(rows), sep="\n", flush=True)
    impossible = [_impossible(seed) for seed in (1, 2)]
    print("-- contradict", table(impossible), sep="\n", flush=True)
    drawn = [_redrawn(seed) for seed in (1,)]
    print("-- redraw", table(drawn), sep="\n", flush=True)
    print("written:", write("selection", {"select": rows, "contradict": impossible, "redraw": drawn}, load_before=load))


def _timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    cpu, wall = _cpu(), time.monotonic()
    found = work()
    return found, {"cpu_s": round(_cpu() - cpu, 2), "wall_s": round(time.monotonic() - wall, 2)}


def _cpu() -> float:
    """Of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _selected(seed: int, name: str) -> dict[str, object]:
    given = programme_call(seed=seed, objective=OBJECTIVES[name])
    found, spent = _timed(lambda: best_selection(given, n_alternatives=0))
    more = _timed(lambda: best_selection(given, n_alternatives=3))[1] if name == "default" else {"cpu_s": None}
    reached = {one.name: one.value for one in found.criteria}
    bound = {one.name: one.bound for one in found.criteria}
    return {
        "seed": seed, "objective": name, "funded": len(found.funded), "score": reached["score"] / 100,
        "bound": bound["score"] / 100, "passed_over": reached["passed_over"], "proven": found.is_proven,
        "inversions": len(found.inversions), "unforced": sum(not one.forced_by for one in found.inversions),
        "exchanges": len(found.exchanges), **spent, "cpu_s_with_3_alternatives": more["cpu_s"],
        **_by_hand(given, found),
    }  # fmt: skip


def _by_hand(given: Call, found: Selection) -> dict[str, object]:
    """Down the list of all scores; what is taken must break no limit that adding can only break further."""
    of, units = found.choices, found.ranks.units
    weights, most = of.weights, of.most
    rising = (weights >= 0).all(axis=1)
    used, taken = np.zeros(len(most), np.int64), set()
    for at in sorted(range(len(of.proposal)), key=lambda at: (-units[of.proposal[at]], of.option[at])):
        if of.proposal[at] not in taken and (used + weights[:, at] <= most)[rising].all():
            used += weights[:, at]
            taken.add(of.proposal[at])
    score = sum(int(units[row]) for row in taken) / given.rule.unit
    return {"by_hand": round(score, 2), "by_hand_funded": len(taken), "by_hand_breaks": int((used > most).sum())}


def _impossible(seed: int) -> dict[str, object]:
    given = programme_call(seed=seed)
    more = (*given.quotas, Quota("too many", "side", "B", at_least=given.quotas[0].at_most))
    asked = call(given.proposals, rule=given.rule, quotas=more, lines=given.lines)
    cpu, said = time.process_time(), ""
    try:
        best_selection(asked)
    except Infeasible as error:
        said = str(error.params["rules"])
    return {"seed": seed, "cpu_s": round(time.process_time() - cpu, 2), "contradict": said}


def _redrawn(seed: int) -> dict[str, object]:
    by = scored(600, 150, per_proposal=5, seed=seed + 1)
    given = programme_call(seed=seed, objective=OBJECTIVES["default"], scores=by)
    advice, spent = _timed(lambda: advise(given, n=REDRAWS, seed=seed, workers=2))
    redraws = advice.redraws
    assert redraws is not None
    # other draws, by prices and with every criterion in turn
    rng = np.random.default_rng(seed)
    draws = np.clip(np.round(given.scores + rng.normal(0, 4, (SAMPLE, *given.scores.shape))), 0, 100)
    parts = [(redrawn(given, d[None], seed=seed), redrawn(given, d[None], is_exact=True)) for d in draws]
    differ = [int((fast.funded != exact.funded).sum()) for fast, exact in parts]
    share = redraws.share
    return {
        "seed": seed, "draws": redraws.n, "impossible": redraws.n_impossible, "not_proven": redraws.n_open, **spent,
        "processes": 2, "sure (>= 0.95)": int((share >= 0.95).sum()), "open (0.05 to 0.95)": int(
            ((share > 0.05) & (share < 0.95)).sum()
        ),
        "sample": SAMPLE, "funded_alike": round(1 - sum(differ) / 2 / (115 * SAMPLE), 4),
        "draws_exactly_alike": sum(one == 0 for one in differ),
    }  # fmt: skip


if __name__ == "__main__":
    main()
