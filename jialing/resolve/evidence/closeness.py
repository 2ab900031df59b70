"""How close a name that was not read letter by letter is."""

from __future__ import annotations

from jialing.resolve.reading import Mention
from jialing.resolve.scene import Candidate, Scene
from jialing.resolve.text import key_of

WEIGHTS: dict[str, float] = {
    "closeness.heavy": 0.6,
    "closeness.missing": -3.3,
    "closeness.rare_words": -1.6,
    "closeness.reordered": -0.4,
    "closeness.respelt": -1.2,
    "closeness.respelt_alone": -1.2,
    "closeness.respelt_short": -0.9,
    "closeness.university": -1.3,
    "closeness.rewritten": -1.0,
    "closeness.sound": -0.5,
}


HEAVY = 18.0
"""Information from which a name is so telling that a word more or less matters little."""

SHORT = 6
"""Letters up to which another name is as likely as a slip."""


def concerns(scene: Scene) -> bool:
    return any(mention.how != "phrase" for mention in scene.reading.mentions)


def observe_mention(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    if mention.how != "phrase":
        features[f"closeness.{mention.how}"] = 1.0
        if mention.closeness < 1.0:
            features["closeness.missing"] = (1.0 - mention.closeness) * 4.0
            if scene.weight(mention) >= HEAVY:
                features["closeness.heavy"] = 1.0
        elif mention.how == "rare_words":
            features["closeness.reordered"] = 1.0
        if mention.how == "respelt":
            _observe_respelt(mention, scene, features)


def _observe_respelt(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    """How much of what the name tells was respelt, and whether in a short word, which has many near it."""
    words, worth, rarest = scene.reading.words, scene.index.information, scene.index.rarest
    own = range(mention.start, mention.end)
    changed = [at for at in own if key_of(words.raw[at]) != words.words[at]]
    if not changed:
        return
    told = [worth.get(words.words[at], rarest) for at in own]
    features["closeness.respelt_alone"] = sum(told[at - mention.start] for at in changed) / sum(told)
    if min(len(words.raw[at]) for at in changed) <= SHORT:
        features["closeness.respelt_short"] = features["closeness.respelt_alone"]


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    if candidate.mention.how == "rare_words" and scene.agreement(candidate.organisation)[0]:
        features["closeness.city"] = 1.0
    if candidate.mention.closeness < 1.0 and "education" in scene.index.organisations.types[candidate.organisation]:
        features["closeness.university"] = 1.0
