"""What 600 proposals share with each other and with 5,000 funded texts; and the model checker on what ships.

`python -m benchmarks similarity`. Texts of 2,500 characters drawn by the frequencies of Zipf's law (invented); into
each tenth proposal 200 characters of a funded text are put, half of them with every fifteenth character changed.
Recall: planted pairs that were found. False: pairs found that were not planted.
"""

from __future__ import annotations

import os
import resource
import time

import numpy as np

from benchmarks.watch import table, write
from jialing.procedure import check_workflow, likeness, read_workflow
from jialing.schema import shipped_procedure, shipped_procedures

N_PROPOSALS, N_OTHERS, N_CHARACTERS, N_COPIED, EVERY, CHANGED = 600, 5000, 2500, 200, 10, 15
ALPHABET = np.array([chr(0x4E00 + nth) for nth in range(3000)])


def main() -> None:
    load = round(os.getloadavg()[0], 1)
    compared, checked = [_compared(seed) for seed in (1, 2)], _checked()
    print("-- compare", table(compared), "-- check", table(checked), sep="\n", flush=True)
    print("written:", write("similarity", {"compare": compared, "check": checked}, load_before=load))


def _text(rng: np.random.Generator, shares: np.ndarray) -> str:
    return "".join(rng.choice(ALPHABET, N_CHARACTERS, p=shares))


def _changed(text: str) -> str:
    return "".join("变" if nth % CHANGED == CHANGED - 1 else one for nth, one in enumerate(text))


def _compared(seed: int) -> dict[str, object]:
    rng = np.random.default_rng(seed)
    shares = 1 / np.arange(1, len(ALPHABET) + 1)
    shares /= shares.sum()
    others = {f"o{nth}": _text(rng, shares) for nth in range(N_OTHERS)}
    texts = {f"p{nth}": _text(rng, shares) for nth in range(N_PROPOSALS)}
    planted = {(f"p{nth}", f"o{nth}") for nth in range(0, N_PROPOSALS, EVERY)}
    for nth, (key, other) in enumerate(sorted(planted)):
        copied = others[other][500 : 500 + N_COPIED]
        texts[key] = texts[key][:1000] + (_changed(copied) if nth % 2 else copied) + texts[key][1000:]
    began = time.process_time()
    found = likeness(texts, others)
    spent = time.process_time() - began
    pairs = {(key, shared.other) for key, one in found.items() for shared in one.with_}
    return {
        "seed": seed, "proposals": N_PROPOSALS, "others": N_OTHERS, "cpu_s": round(spent, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "planted": len(planted), "recall": len(planted & pairs) / len(planted), "false": len(pairs - planted),
    }  # fmt: skip


def _checked() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name in shipped_procedures("workflow"):
        began = time.process_time()
        workflow = read_workflow(shipped_procedure("workflow", name))
        n = len(check_workflow(workflow))
        ms = round(1000 * (time.process_time() - began))
        rows.append(
            {"workflow": name, "states": len(workflow.states), "moves": len(workflow.moves), "faults": n, "cpu_ms": ms}
        )
    return rows


if __name__ == "__main__":
    main()
