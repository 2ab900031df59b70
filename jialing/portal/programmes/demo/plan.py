"""What the demo's programme holds: three annual calls that add up to 115 projects and 100 million yuan.

The first call's figures (2020: 15 projects, 20 million yuan, 7 directions) and the cumulative ones are public; how the
rest falls on 2021 and 2022 is illustrative, and every sum, name and day is invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

YUAN = 100
"""Smallest units of a yuan."""
SIDES = ("chongqing", "sichuan")
PLACES = {"chongqing": "CN-50", "sichuan": "CN-51"}
ROUND = 1_000 * YUAN
"""Sums are whole thousands of yuan, but for what is left over."""


@dataclass(frozen=True)
class CallPlan:
    """An annual call: projects, sum in smallest units, directions (English, Chinese)."""

    year: int
    n_projects: int
    units: int
    directions: tuple[tuple[str, str], ...]
    is_illustrative: bool


DIRECTIONS = (
    ("Artificial intelligence", "人工智能"),
    ("Health", "大健康"),
    ("Ecology and environment", "生态环保"),
    ("Modern agriculture", "现代农业"),
    ("Electronics", "电子信息"),
    ("Smart manufacturing", "智能制造"),
    ("New materials", "新材料"),
)
CALLS = (
    CallPlan(2020, 15, 20_000_000 * YUAN, DIRECTIONS, is_illustrative=False),
    CallPlan(2021, 45, 36_000_000 * YUAN, DIRECTIONS, is_illustrative=True),
    CallPlan(2022, 55, 44_000_000 * YUAN, DIRECTIONS, is_illustrative=True),
)


def shares(total: int, n: int, rng: random.Random) -> list[int]:
    """``n`` sums above nought that add up to ``total``, none far from the others."""
    weights = [rng.uniform(0.8, 1.2) for _ in range(n)]
    whole = sum(weights)
    found = [int(total * weight / whole) // ROUND * ROUND for weight in weights]
    found[-1] += total - sum(found)
    return found


def sums_of(call: CallPlan, rng: random.Random) -> list[tuple[str, int]]:
    """Side and sum of each project: the two sides take turns, and each pays half of the call."""
    sides = [SIDES[n % 2] for n in range(call.n_projects)]
    halves = dict.fromkeys(SIDES, call.units // 2)
    left = {side: iter(shares(halves[side], sides.count(side), rng)) for side in SIDES}
    return [(side, next(left[side])) for side in sides]
