"""Other bearers of the same name: who of them agrees with the places and relatives in the string."""

from __future__ import annotations

import math

from jialing.resolve.scene import INNER, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "rivals.equal": -1.3,
    "rivals.largest": 0.8,
    "rivals.many": -0.3,
    "rivals.size": 0.4,
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
    if sizes[one] >= max(sizes[other] for other in scores):
        features["rivals.largest"] = 1.0
