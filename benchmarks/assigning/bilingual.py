"""Invented works and proposals in English and Chinese over a small vocabulary of real terms, made for this benchmark.

Sixteen matters of ten terms each. An expert knows three matters to different degrees and has twelve English works, each
on one of them; a proposal is on one or two matters and stands in both languages. Titles that stand in both languages
are drawn from the same vocabulary, apart from works and proposals. What is true is the expert's share of the proposal's
matters; a rating is that share on 1 to 5 in steps of a quarter, with noise.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

VOCABULARY = Path(__file__).with_name("vocabulary.csv")
ENGLISH = (
    "A study of {0} and {1}",
    "{0} for {1}",
    "On {0} under {1}",
    "Towards {0} with {1} and {2}",
    "{0}: {1} and {2}",
)
CHINESE = ("{0}与{1}研究", "面向{1}的{0}", "{1}条件下的{0}", "结合{1}和{2}的{0}", "{0}：{1}与{2}")
N_WORKS = 12


@dataclass
class World:
    """Texts by id, experts' works, bilingual titles, and ratings expert -> proposal -> 1..5."""

    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    profiles: dict[str, list[str]] = field(default_factory=dict)
    bilingual: list[tuple[str, str]] = field(default_factory=list)
    ratings: dict[str, dict[str, float]] = field(default_factory=dict)


def matters() -> list[list[tuple[str, str]]]:
    """Matters, each a list of (English, Chinese) terms."""
    known: dict[str, list[tuple[str, str]]] = {}
    with VOCABULARY.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known.setdefault(row["matter"], []).append((row["english"], row["chinese"]))
    return list(known.values())


def world(*, n_experts: int = 60, n_proposals: int = 40, n_titles: int = 1500, seed: int = 0) -> World:
    """An invented world; each expert rates twelve proposals, half of them near."""
    rng = np.random.default_rng(seed)
    known = matters()
    made = World(bilingual=[_title(known, _one_of(rng, len(known)), rng) for _ in range(n_titles)])
    proposals = {}
    for nth in range(n_proposals):
        share = np.zeros(len(known))
        share[rng.choice(len(known), rng.integers(1, 3), replace=False)] = 1.0
        share /= share.sum()
        proposals[f"p{nth}"] = share
        parts = [_title(known, share, rng) for _ in range(3)]
        made.texts[f"p{nth} en"] = (". ".join(one for one, _ in parts), "en")
        made.texts[f"p{nth} zh"] = ("。".join(other for _, other in parts), "zh")
    for nth in range(n_experts):
        _add_expert(made, f"e{nth}", known, proposals, rng)
    return made


def _add_expert(
    made: World,
    expert: str,
    known: list[list[tuple[str, str]]],
    proposals: dict[str, np.ndarray],
    rng: np.random.Generator,
) -> None:
    share = np.zeros(len(known))
    share[rng.choice(len(known), 3, replace=False)] = rng.dirichlet([1.5, 1.0, 0.7])
    for work in range(N_WORKS):
        made.texts[f"{expert} w{work}"] = (_title(known, share, rng)[0], "en")
    made.profiles[expert] = [f"{expert} w{work}" for work in range(N_WORKS)]
    truth = {name: float(np.minimum(share, of).sum()) for name, of in proposals.items()}
    near = sorted(truth, key=lambda name: -truth[name])[:6]
    others = rng.choice([name for name in truth if name not in near], 6, replace=False).tolist()
    ratings = {name: 1 + 4 * min(1.0, 1.3 * truth[name]) + rng.normal(0, 0.4) for name in near + others}
    made.ratings[expert] = {name: float(np.clip(np.round(4 * r) / 4, 1, 5)) for name, r in ratings.items()}


def _one_of(rng: np.random.Generator, size: int) -> np.ndarray:
    share = np.zeros(size)
    share[rng.integers(size)] = 1.0
    return share


def _title(known: list[list[tuple[str, str]]], share: np.ndarray, rng: np.random.Generator) -> tuple[str, str]:
    """One title in both languages: terms of one matter drawn by share, rarely one of another."""
    terms = known[rng.choice(len(share), p=share)]
    drawn = [terms[at] for at in rng.choice(len(terms), 3, replace=False)]
    if rng.random() < 0.15:
        other = known[rng.integers(len(known))]
        drawn[2] = other[rng.integers(len(other))]
    form = rng.integers(len(ENGLISH))
    return ENGLISH[form].format(*(one for one, _ in drawn)), CHINESE[form].format(*(other for _, other in drawn))
