"""Other bearers of the same name: who of them agrees with the places and relatives in the string."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from jialing.resolve.scene import INNER, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "rivals.behind": -0.1,
    "rivals.equal": -1.6,
    "rivals.largest": 0.5,
    "rivals.lead": 1.3,
    "rivals.many": -0.5,
    "rivals.size": -0.1,
}


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    sizes = scene.index.organisations.size
    one, claims = candidate.organisation, candidate.mention.claims
    features["rivals.size"] = sizes[one] / 3.0
    if len(claims) == 1 or candidate.via == INNER:
        return
    features["rivals.many"] = math.log(len(claims))
    scores = scene.standing_of(candidate.mention)
    own = scores.get(one)
    if own is None:
        return
    features["rivals.equal"] = math.log(sum(score >= own for score in scores.values()))
    features["rivals.behind"] = max(scores.values()) - own
    if features["rivals.equal"] and (lead := sizes[one] - _second(one, own, scores, sizes)) > 0.0:
        features["rivals.lead"] = min(lead, 2.0)
    if sizes[one] >= max(sizes[other] for other in scores):
        features["rivals.largest"] = 1.0


def _second(one: int, own: float, scores: Mapping[int, float], sizes: Sequence[float]) -> float:
    """The size of the largest other bearer that fits as well."""
    return max(sizes[other] for other, score in scores.items() if other != one and score >= own)
