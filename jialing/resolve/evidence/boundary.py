"""Where the name stands: alone between commas, or inside something longer that it may only be a part of."""

from __future__ import annotations

from jialing.resolve.scene import Candidate, Scene
from jialing.resolve.words import ADJACENT, BODIES, COMMA, OF, UNITS

WEIGHTS: dict[str, float] = {
    "boundary.crossing": -0.2,
    "boundary.left_and": -0.6,
    "boundary.left_at": 0.5,
    "boundary.left_comma": 0.3,
    "boundary.left_end": 0.1,
    "boundary.left_of": -0.6,
    "boundary.left_word": -0.1,
    "boundary.longer_right": -0.5,
    "boundary.right_and": -0.3,
    "boundary.right_at": -0.2,
    "boundary.right_comma": -0.2,
    "boundary.right_end": 0.1,
    "boundary.right_of": 0.1,
    "boundary.right_word": 0.1,
    "boundary.share": -0.1,
    "boundary.start": 0.5,
    "boundary.unit_first": -0.7,
    "boundary.whole": 0.5,
}

_LEFT = ("boundary.left_word", "boundary.left_of", "boundary.left_at", "boundary.left_and", "boundary.left_comma", "boundary.left_end")
_RIGHT = (
    "boundary.right_word",
    "boundary.right_of",
    "boundary.right_at",
    "boundary.right_and",
    "boundary.right_comma",
    "boundary.right_end",
)


def observe(candidate: Candidate, scene: Scene) -> None:
    mention, features, words = candidate.mention, candidate.features, scene.reading.words
    if words.has_han and words.words[mention.start] >= "\u2e80":
        return  # judged by the Chinese evidence
    left, right = words.before[mention.start], words.before[mention.end]
    features[_LEFT[left]] = 1.0
    features[_RIGHT[right]] = 1.0
    start, end = scene.segment(mention)
    if start == mention.start and end == mention.end:
        features["boundary.whole"] = 1.0
    else:
        features["boundary.share"] = (mention.end - mention.start) / (end - start)
    if mention.start == 0:
        features["boundary.start"] = 1.0
    if words.words[mention.start] in UNITS:
        features["boundary.unit_first"] = 1.0
    if left == ADJACENT and _is_name_word(words.words[mention.start - 1], words.raw[mention.start - 1]):
        features["boundary.longer_left"] = 1.0
    if right == OF and words.words[mention.end - 1] in BODIES and words.words[mention.end] not in UNITS:
        features["boundary.longer_right"] = 1.0
    if any(words.before[at] >= COMMA for at in range(mention.start + 1, mention.end)):
        features["boundary.crossing"] = 1.0


def _is_name_word(word: str, raw: str) -> bool:
    return raw[:1].isupper() and word not in UNITS and word not in BODIES
