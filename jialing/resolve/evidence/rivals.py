"""Other bearers of the same name: who of them agrees with the places and relatives in the string."""

from __future__ import annotations

import math

from jialing.resolve.reading import Mention
from jialing.resolve.scene import INNER, MAX_CLAIMS, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "rivals.behind": -0.1,
    "rivals.equal": -1.3,
    "rivals.largest": 0.8,
    "rivals.many": -0.3,
    "rivals.size": 0.3,
}


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    sizes = scene.index.organisations.size
    one, claims = candidate.organisation, candidate.mention.claims
    features["rivals.size"] = sizes[one] / 3.0
    if len(claims) == 1 or candidate.via == INNER:
        return
    features["rivals.many"] = math.log(len(claims))
    scores = _standings(candidate.mention, scene)
    own = scores.get(one)
    if own is None:
        return
    features["rivals.equal"] = math.log(sum(score >= own for score in scores.values()))
    features["rivals.behind"] = max(scores.values()) - own
    if sizes[one] >= max(sizes[other] for other in scores):
        features["rivals.largest"] = 1.0


def _standings(mention: Mention, scene: Scene) -> dict[int, float]:
    number = scene.numbers[id(mention)]
    known = scene.standings.get(number)
    if known is None:
        bearers = {claim >> 3: claim & 7 for claim in mention.claims[:MAX_CLAIMS]}
        known = scene.standings[number] = {one: standing(one, kind, scene) for one, kind in bearers.items()}
    return known


def standing(organisation: int, kind: int, scene: Scene) -> float:
    """How well an organisation fits the string's places and relatives, beside its namesakes."""
    city, division, country, implied = scene.agreement(organisation)
    is_family = organisation in scene.parents_named or any(
        parent in scene.named for parent in scene.index.organisations.parents[organisation]
    )
    return 2.0 * city + 1.5 * division + 1.0 * country + 0.3 * implied + 1.5 * is_family - 0.25 * kind
