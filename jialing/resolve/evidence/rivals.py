"""Other bearers of the same name: who of them agrees with the places and relatives in the string."""

from __future__ import annotations

import math

from jialing.resolve.scene import INNER, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "rivals.behind": -0.1,
    "rivals.equal": -1.3,
    "rivals.largest": 0.8,
    "rivals.many": -0.3,
    "rivals.size": 0.3,
}


def observe(candidate: Candidate, scene: Scene) -> None:
    features = candidate.features
    claims = candidate.mention.claims
    features["rivals.size"] = scene.index.organisations.size[candidate.organisation] / 3.0
    if len(claims) == 1 or candidate.via == INNER:
        return
    bearers = {claim >> 3: claim & 7 for claim in claims}
    scores = {one: standing(one, kind, scene) for one, kind in bearers.items()}
    best = max(scores.values())
    own = scores.get(candidate.organisation)
    features["rivals.many"] = math.log(len(claims))
    if own is None:
        return
    features["rivals.equal"] = math.log(sum(score >= own for score in scores.values()))
    features["rivals.behind"] = best - own
    if scene.index.organisations.size[candidate.organisation] >= max(scene.index.organisations.size[one] for one in bearers):
        features["rivals.largest"] = 1.0


def standing(organisation: int, kind: int, scene: Scene) -> float:
    """How well an organisation fits the string's places and relatives, beside its namesakes."""
    city, division, country, implied = scene.agreement(organisation)
    parents = scene.index.organisations.parents[organisation]
    is_family = any(parent in scene.named for parent in parents) or organisation in scene.parents_named
    return 2.0 * city + 1.5 * division + 1.0 * country + 0.3 * implied + 1.5 * is_family - 0.25 * kind
