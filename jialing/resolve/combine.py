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


def judged(scene: Scene, model: Model = MODEL) -> list[Candidate]:
    """All candidates of a scene with their evidence and log-odds, best first; ties by place in the string, then by
    id."""
    found: list[Candidate] = []
    weight = model.weights.get
    kinds = [kind for kind in KINDS if kind.concerns is None or kind.concerns(scene)]
    of_mention = [kind.observe_mention for kind in kinds if kind.observe_mention]
    of_candidate = [kind.observe for kind in kinds if kind.observe]
    for mention in scene.reading.mentions:
        proposed = candidates(mention, scene)
        if not proposed:
            continue
        shared = proposed[0].shared
        for observe_mention in of_mention:
            observe_mention(mention, scene, shared)
        common = sum([weight(name, 0.0) * amount for name, amount in shared.items()])
        for candidate in proposed:
            features = candidate.features
            for observe in of_candidate:
                observe(candidate, scene, features)
            candidate.logit = round(common + sum([weight(name, 0.0) * amount for name, amount in features.items()]), 9)
        found += proposed
    found.sort(key=lambda c: (-c.logit, c.mention.start, c.organisation))  # numbers follow the order of ids
    return found


def probabilities(ranked: Sequence[Candidate], answer: Sequence[Candidate], model: Model = MODEL) -> tuple[float, ...]:
    """How likely each organisation of ``answer`` is right, three decimals.

    An organisation proposed twice counts once; what is answered for another name in the string is no rival.
    """
    return tuple(_probability(ranked, one, answer, model) for one in answer)


def _probability(ranked: Sequence[Candidate], one: Candidate, answer: Sequence[Candidate], model: Model) -> float:
    others = {other.organisation for other in answer if other is not one}
    elsewhere = {id(other.mention) for other in answer if other is not one}
    cool = 1.0 / model.temperature
    best: dict[int, float] = {one.organisation: one.logit * cool}
    for candidate in ranked:
        logit = candidate.logit * cool
        if logit < one.logit * cool - NEGLIGIBLE:
            break
        if candidate.organisation not in others and id(candidate.mention) not in elsewhere:
            best.setdefault(candidate.organisation, logit)
    top = max(best.values())
    own = math.exp(one.logit * cool - top)
    return round(own / (math.exp(-top) + sum(math.exp(logit - top) for logit in best.values())), 3)
