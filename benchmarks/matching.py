"""Expertise: order of experts' own ratings from their works, within a language and across.

`python -m benchmarks matching`:

- gold standard (../shared/data/matching, 29 reviewers, 241 ratings): for each of six measures of two papers that are
  given there, the way of summing over past papers is chosen on all reviewers but one and tested on that one; beside it
  the fixed ways, and what others reach. The texts are not there, so our own words are not tested by it.
- invented worlds (assigning/bilingual.py): 720 pairs each of experts with English works and proposals, once in English
  and once in Chinese, over three seeds; beside it without any bilingual title.
"""

from __future__ import annotations

import csv
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.assigning.bilingual import World, world
from benchmarks.assigning.ratings import counted, measured
from benchmarks.watch import table, write
from jialing.match.expertise import Text, corpus, expertise

SHARED = Path(os.environ.get("JIALING_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data"))
GOLD = SHARED / "matching" / "goldstandard_open"
MEASURES = ("tfidf", "tfidf12", "bm25", "lsi200", "minilm", "wordllama")
OTHERS = {"TPMS": 0.251, "ACL": 0.272, "ELMo": 0.314, "SPECTER": 0.249, "SPECTER+MFR": 0.216}
SEEDS = (1, 2, 3)


def _best(k: int) -> Callable[[np.ndarray], float]:
    return lambda near: float(near[:k].mean())


def _fading(by: float) -> Callable[[np.ndarray], float]:
    return lambda near: float((near * by ** np.arange(len(near))).sum())


WAYS: dict[str, Callable[[np.ndarray], float]] = {
    "mean": _best(10**6), "best 1": _best(1), "best 2": _best(2), "best 3": _best(3), "best 5": _best(5),
    "best 8": _best(8), "fading 0.7": _fading(0.7), "fading 0.85": _fading(0.85),
}  # fmt: skip


def main() -> None:
    made: dict[str, object] = {"known_to_others": OTHERS}
    if GOLD.exists():
        made["gold"] = _gold()
        print("-- gold", table(made["gold"]), sep="\n", flush=True)  # type: ignore[arg-type]
    made["across"] = [_across(seed) for seed in SEEDS]
    print("-- across", table(made["across"]), sep="\n", flush=True)  # type: ignore[arg-type]
    print("written:", write("matching", made))


def _gold() -> list[dict[str, object]]:
    ratings = json.loads((GOLD / "ratings.json").read_text(encoding="utf-8"))["ratings"]
    draws = json.loads((GOLD / "profiles.json").read_text(encoding="utf-8"))["draws"]
    near: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(dict)
    with (GOLD / "similarities.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            near[row["reviewer"], row["rated_paper"]][row["past_paper"]] = [float(row[name]) for name in MEASURES]
    rows = []
    for nth, measure in enumerate(MEASURES):
        counts = {way: _counts(ratings, draws, near, nth, summed) for way, summed in WAYS.items()}
        chosen, ways = _left_out(counts)
        row: dict[str, object] = {"measure": measure, **{f"cv_{k}": v for k, v in measured(chosen).items()}}
        rows.append(row | {"chosen": ways} | {way: measured(draws_of)["loss"] for way, draws_of in counts.items()})
    return rows


def _counts(ratings: Any, draws: Any, near: Any, nth: int, summed: Callable[[np.ndarray], float]) -> list[np.ndarray]:
    def score(reviewer: str, paper: str, past: list[str]) -> float:
        of = near[reviewer, paper]
        return summed(np.sort([of[work][nth] for work in past if work in of])[::-1])

    return [
        counted(ratings, {r: {p: score(r, p, draw[r]) for p in rated} for r, rated in ratings.items()})
        for draw in draws
    ]


def _left_out(counts: dict[str, list[np.ndarray]]) -> tuple[list[np.ndarray], dict[str, int]]:
    """Each reviewer by the way that is best on the others (all draws); which ways were chosen how often."""
    n_reviewers, n_draws = len(next(iter(counts.values()))[0]), len(next(iter(counts.values())))
    chosen = [np.zeros((n_reviewers, 6)) for _ in range(n_draws)]
    ways: dict[str, int] = defaultdict(int)
    for reviewer in range(n_reviewers):
        others = np.arange(n_reviewers) != reviewer
        way = min(counts, key=lambda w: np.mean([c[others, 0].sum() / c[others, 1].sum() for c in counts[w]]))
        ways[way] += 1
        for draw in range(n_draws):
            chosen[draw][reviewer] = counts[way][draw][reviewer]
    return chosen, dict(ways)


def _across(seed: int) -> dict[str, object]:
    invented = world(seed=seed)
    began = time.process_time()
    with_titles = _scored(invented, invented.bilingual)
    spent = time.process_time() - began
    alone = _scored(invented, [])
    row: dict[str, object] = {"seed": seed, "pairs": sum(map(len, invented.ratings.values()))}
    for lang in ("en", "zh"):
        row |= {f"{lang}_{k}": v for k, v in measured([counted(invented.ratings, with_titles[lang])]).items()}
    row["across_less_same"] = round(float(row["zh_loss"]) - float(row["en_loss"]), 3)  # type: ignore[arg-type]
    row["zh_loss_without_titles"] = measured([counted(invented.ratings, alone["zh"])])["loss"]
    return row | {"cpu_s": round(spent, 2)}


def _scored(invented: World, titles: list[tuple[str, str]]) -> dict[str, dict[str, dict[str, float]]]:
    """Scores by language of the proposal, expert and proposal; unknown as -1."""
    texts = {name: Text(text, language=lang) for name, (text, lang) in invented.texts.items()}
    known = corpus(texts, titles)
    pairs = [(e, f"{p} {lang}") for e, rated in invented.ratings.items() for p in rated for lang in ("en", "zh")]
    scores: dict[str, dict[str, dict[str, float]]] = {"en": defaultdict(dict), "zh": defaultdict(dict)}
    for one in expertise(invented.profiles, pairs, known):
        name, lang = one.text_id.split(" ")
        scores[lang][one.expert][name] = -1.0 if one.score is None else one.score
    return scores


if __name__ == "__main__":
    main()
