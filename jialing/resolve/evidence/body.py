"""What kind of body it is: how often such bodies are meant when their name is read, and what else is named beside
it."""

from __future__ import annotations

from jialing.resolve.reading import Mention
from jialing.resolve.scene import OWN, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "body.after_hospital": -1.8,
    "body.among": -0.5,
    "body.archive": -0.2,
    "body.before_hospital": -1.0,
    "body.before_school": 0.7,
    "body.beside_hospital": 0.7,
    "body.beside_university": -0.1,
    "body.company": -0.1,
    "body.education": 0.4,
    "body.facility": 0.1,
    "body.funder": 0.9,
    "body.government": -0.5,
    "body.has_school": -0.9,
    "body.healthcare": 0.2,
    "body.inactive": -0.9,
    "body.last": 0.4,
    "body.nonprofit": -0.1,
    "body.other": -1.0,
    "body.school": -1.3,
    "body.school_beside_hospital": -0.8,
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
    if "education" in types:
        _observe_university(candidate, scene, features)
    elif candidate.via == OWN and scene.universities:
        own = scene.numbers[id(candidate.mention)]
        if any(at != own and scene.weights[at] > 9.0 for at in scene.universities):
            features["body.beside_university"] = 1.0


_SCHOOLS = frozenset(("school", "college", "faculty"))
_HOSPITALS = frozenset(("hospital", "clinic", "hospitals"))


def _observe_university(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    """A school after a university's name is its own, a hospital is rather a body of its own."""
    mention, words = candidate.mention, scene.reading.words.words
    start, end = scene.segments[scene.numbers[id(mention)]]
    following = words[mention.end : end]
    if not _SCHOOLS.isdisjoint(following):
        features["body.before_school"] = 1.0
    elif not _HOSPITALS.isdisjoint(following):
        features["body.before_hospital"] = 1.0
    if not _HOSPITALS.isdisjoint(words[start : mention.start]):
        features["body.after_hospital"] = 1.0
    elif len(scene.bearers) > 1 and _is_hospital_named(mention, scene):
        features["body.beside_hospital"] = 1.0
    if words[mention.end - 1] in _SCHOOLS:
        features["body.school" if candidate.via == OWN else "body.has_school"] = 1.0


def _is_beside_hospital(mention: Mention, scene: Scene) -> bool:
    """A medical school named after the hospital where its people work."""
    if "school" not in scene.reading.words.words[mention.start : mention.end]:
        return False
    return _is_hospital_named(mention, scene)


def _is_hospital_named(mention: Mention, scene: Scene) -> bool:
    """Whether another mention tellingly names a hospital."""
    types, own = scene.index.organisations.types, scene.numbers[id(mention)]
    return any(
        at != own and scene.weights[at] > 9.0 and any("healthcare" in types[one] for one in bearers)
        for at, bearers in enumerate(scene.bearers)
    )
