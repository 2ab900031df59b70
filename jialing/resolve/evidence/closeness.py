"""How close a name that was not read letter by letter is."""

from __future__ import annotations

from jialing.resolve.reading import Mention
from jialing.resolve.scene import Candidate, Scene

WEIGHTS: dict[str, float] = {
    "closeness.heavy": 0.6,
    "closeness.missing": -3.3,
    "closeness.rare_words": -1.6,
    "closeness.reordered": -0.3,
    "closeness.respelt": -1.2,
    "closeness.rewritten": -1.0,
    "closeness.sound": -0.5,
}


HEAVY = 18.0
"""Information from which a name is so telling that a word more or less matters little."""


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


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    if candidate.mention.how == "rare_words" and scene.agreement(candidate.organisation)[0]:
        features["closeness.city"] = 1.0
