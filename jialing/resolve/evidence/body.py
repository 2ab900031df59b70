"""What kind of body it is: how often such bodies are meant when their name is read, and what else is named beside
it."""

from __future__ import annotations

from jialing.resolve.reading import Mention
from jialing.resolve.scene import OWN, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "body.among": -0.7,
    "body.archive": -0.1,
    "body.beside_university": -0.3,
    "body.company": -0.1,
    "body.education": 0.3,
    "body.facility": 0.2,
    "body.funder": 0.8,
    "body.government": -0.5,
    "body.inactive": -0.8,
    "body.last": 0.4,
    "body.lighter": 0.1,
    "body.nonprofit": -0.1,
    "body.other": -1.1,
    "body.school_beside_hospital": -1.4,
}


_KINDS = {
    kind: f"body.{kind}"
    for kind in (
        "archive",
        "company",
        "education",
        "facility",
        "funder",
        "government",
        "healthcare",
        "nonprofit",
        "other",
    )
}


def observe_mention(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    mentions = scene.reading.mentions
    if len(mentions) > 1:
        features["body.among"] = min(len(mentions) - 1, 4) / 2.0
        if scene.heaviest > scene.weight(mention):
            features["body.lighter"] = 1.0
        if mentions[-1] is mention:
            features["body.last"] = 1.0
        if _is_beside_hospital(mention, scene):
            features["body.school_beside_hospital"] = 1.0


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    facts = scene.index.organisations
    types = facts.types[candidate.organisation]
    for kind in types:
        features[_KINDS.get(kind, "body.other")] = 1.0
    if not facts.is_active[candidate.organisation]:
        features["body.inactive"] = 1.0
    if candidate.via == OWN and scene.universities and "education" not in types:
        own = scene.numbers[id(candidate.mention)]
        if any(at != own and scene.weights[at] > 9.0 for at in scene.universities):
            features["body.beside_university"] = 1.0


def _is_beside_hospital(mention: Mention, scene: Scene) -> bool:
    """A medical school named after the hospital where its people work."""
    if "school" not in scene.reading.words.words[mention.start : mention.end]:
        return False
    types, own = scene.index.organisations.types, scene.numbers[id(mention)]
    return any(
        at != own and scene.weights[at] > 9.0 and any("healthcare" in types[one] for one in bearers)
        for at, bearers in enumerate(scene.bearers)
    )
