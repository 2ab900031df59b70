"""How close a name that was not read letter by letter is."""

from __future__ import annotations

from jialing.resolve.reading import Mention
from jialing.resolve.scene import Scene

WEIGHTS: dict[str, float] = {
    "closeness.missing": -3.2,
    "closeness.rare_words": -1.6,
    "closeness.respelt": -1.3,
    "closeness.rewritten": -0.4,
}


def observe_mention(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    del scene
    if mention.how != "phrase":
        features[f"closeness.{mention.how}"] = 1.0
        if mention.closeness < 1.0:
            features["closeness.missing"] = (1.0 - mention.closeness) * 4.0
