"""From evidence to a probability: written weights, summed, compared among the candidates of a string and 'none of them'.

A conditional logit with an outside option of utility 0 (McFadden 1974): P(c) = exp(u_c) / (1 + sum of exp(u) over candidates).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from jialing.resolve.evidence import KINDS
from jialing.resolve.scene import Candidate, Scene, candidates

WEIGHTS: dict[str, float] = {name: weight for kind in KINDS for name, weight in kind.weights.items()}
"""Feature -> log-odds per unit, gathered from the kinds of evidence."""

ACCEPT = -0.5
"""Log-odds from which an organisation is given rather than withheld; set where F1 on the tuning half is highest."""

SURE = 0.9
"""Log-odds below which the costly tail is tried as well."""


def judged(scene: Scene) -> list[Candidate]:
    """All candidates of a scene with their evidence and log-odds, best first; ties by the smaller id."""
    found = candidates(scene)
    observers = [kind.observe for kind in KINDS]
    weights = WEIGHTS
    for candidate in found:
        for observe in observers:
            observe(candidate, scene)
        candidate.logit = sum(weights[name] * amount for name, amount in candidate.features.items() if name in weights)
    ids = scene.index.organisations.ids
    found.sort(key=lambda c: (-round(c.logit, 9), c.mention.start, ids[c.organisation]))
    return found


def probability(ranked: Sequence[Candidate], answer: Sequence[Candidate]) -> float:
    """How likely the first of ``answer`` is right, three decimals.

    An organisation proposed twice counts once; the answer's other organisations are no rivals of the first.
    """
    others = {one.organisation for one in answer[1:]}
    best: dict[int, float] = {}
    for candidate in ranked:
        if candidate.organisation not in others:
            best.setdefault(candidate.organisation, candidate.logit)
    top = answer[0].logit
    return round(1.0 / (math.exp(-top) + sum(math.exp(logit - top) for logit in best.values())), 3)
