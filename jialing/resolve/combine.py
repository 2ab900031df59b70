"""From evidence to a probability: written weights, summed, compared among the candidates of a string and 'none of
them'.

A conditional logit with an outside option of utility 0 (McFadden 1974): P(c) = exp(u_c) / (1 + sum of exp(u) over
candidates).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from jialing.resolve.evidence import KINDS
from jialing.resolve.model import MODEL, Model
from jialing.resolve.scene import Candidate, Scene, candidates

NEGLIGIBLE = 8.0
"""Log-odds below the best at which a rival no longer moves a probability's third decimal."""


_OF_MENTION = tuple(kind.observe_mention for kind in KINDS if kind.observe_mention)
_OF_CANDIDATE = tuple(kind.observe for kind in KINDS if kind.observe)


def judged(scene: Scene, model: Model = MODEL) -> list[Candidate]:
    """All candidates of a scene with their evidence and log-odds, best first; ties by place in the string, then by
    id."""
    found: list[Candidate] = []
    weights = model.weights
    for mention in scene.reading.mentions:
        proposed = candidates(mention, scene)
        if not proposed:
            continue
        shared = proposed[0].shared
        for observe_mention in _OF_MENTION:
            observe_mention(mention, scene, shared)
        common = sum([weights[name] * amount for name, amount in shared.items()])
        for candidate in proposed:
            features = candidate.features
            for observe in _OF_CANDIDATE:
                observe(candidate, scene, features)
            candidate.logit = round(common + sum([weights[name] * amount for name, amount in features.items()]), 9)
        found += proposed
    found.sort(key=lambda c: (-c.logit, c.mention.start, c.organisation))  # numbers follow the order of ids
    return found


def probability(ranked: Sequence[Candidate], answer: Sequence[Candidate], model: Model = MODEL) -> float:
    """How likely the first of ``answer`` is right, three decimals.

    An organisation proposed twice counts once; the answer's other organisations are no rivals of the first.
    """
    others = {one.organisation for one in answer[1:]}
    best: dict[int, float] = {}
    cool = 1.0 / model.temperature
    top = answer[0].logit * cool
    for candidate in ranked:
        logit = candidate.logit * cool
        if logit < top - NEGLIGIBLE:
            break
        if candidate.organisation not in others:
            best.setdefault(candidate.organisation, logit)
    return round(1.0 / (math.exp(-top) + sum(math.exp(logit - top) for logit in best.values())), 3)
