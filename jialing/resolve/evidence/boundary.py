"""Where the name stands: alone between commas, or inside something longer that it may only be a part of."""

from __future__ import annotations

from jialing.resolve.reading import Mention
from jialing.resolve.scene import Scene
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, BODIES, COMMA, LEGAL, OF, QUALIFIERS, UNITS

WEIGHTS: dict[str, float] = {
    "boundary.body_of_name": -4.0,
    "boundary.crossing": 0.1,
    "boundary.department_first": -0.5,
    "boundary.left_and": -0.3,
    "boundary.left_at": 0.1,
    "boundary.left_body": 0.1,
    "boundary.left_comma": 0.2,
    "boundary.left_end": -0.2,
    "boundary.left_name": -0.2,
    "boundary.left_of": -0.4,
    "boundary.left_other": 0.4,
    "boundary.left_place": -0.7,
    "boundary.left_qualifier": -1.2,
    "boundary.left_unit": -0.1,
    "boundary.left_word": -0.6,
    "boundary.of_institute": -0.4,
    "boundary.of_other": -0.5,
    "boundary.of_unit": 0.5,
    "boundary.right_and": -0.5,
    "boundary.right_at": -0.7,
    "boundary.right_body": -0.7,
    "boundary.right_comma": -0.5,
    "boundary.right_legal": 0.2,
    "boundary.right_name": -0.3,
    "boundary.right_of": 0.9,
    "boundary.right_of_name": -0.2,
    "boundary.right_of_other": 0.4,
    "boundary.right_of_place": -1.7,
    "boundary.right_other": 0.6,
    "boundary.right_place": 0.3,
    "boundary.right_unit": -0.3,
    "boundary.right_word": -0.4,
    "boundary.start": 0.5,
    "boundary.unit_first": -0.9,
    "boundary.whole": 1.1,
}

_LEFT = (
    "boundary.left_word",
    "boundary.left_of",
    "boundary.left_at",
    "boundary.left_and",
    "boundary.left_comma",
    "boundary.left_end",
)
_RIGHT = (
    "boundary.right_word",
    "boundary.right_of",
    "boundary.right_at",
    "boundary.right_and",
    "boundary.right_comma",
    "boundary.right_end",
)


_OF = {
    **dict.fromkeys(("department", "faculty", "school", "division", "section", "unit", "chair"), "boundary.of_unit"),
    **dict.fromkeys(("institute", "center", "laboratory", "college"), "boundary.of_institute"),
}
"""What the stretch begins with where 'of' stands before the name: 'Department of Physics of | X University'."""


def observe_mention(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    words = scene.reading.words
    if words.has_han and words.words[mention.start] >= "\u2e80":
        return  # judged by the Chinese evidence
    last = after_legal(mention.end, words)
    if last > mention.end:
        features["boundary.right_legal"] = 1.0
    left, right = words.before[mention.start], words.before[last]
    features[_LEFT[left]] = 1.0
    features[_RIGHT[right]] = 1.0
    start, end = scene.segments[scene.numbers[id(mention)]]
    if start == mention.start and end == last:
        features["boundary.whole"] = 1.0
    else:
        features["boundary.share"] = (mention.end - mention.start) / (end - start)
    if mention.start == 0:
        features["boundary.start"] = 1.0
    if words.words[mention.start] in UNITS:
        features["boundary.unit_first"] = 1.0
        if words.words[mention.start] in ("department", "faculty", "division", "section"):
            features["boundary.department_first"] = 1.0
    if left == ADJACENT and mention.start:
        features[_neighbour(mention.start - 1, scene, "left")] = 1.0
    if right <= OF and last < len(words.words):
        features[_neighbour(last, scene, "right" if right == ADJACENT else "right_of")] = 1.0
    if left == OF and start < mention.start:
        features[_OF.get(words.words[start], "boundary.of_other")] = 1.0
    if "boundary.right_of_name" in features and words.words[mention.end - 1] in BODIES:
        features["boundary.body_of_name"] = 1.0  # 'X University | of Y Z' is another body than X University
    if left == ADJACENT and mention.start and words.words[mention.start - 1] in QUALIFIERS:
        features["boundary.left_qualifier"] = 1.0  # 'Southwest | University of X' is another body than University of X
    if any(words.before[at] >= COMMA for at in range(mention.start + 1, mention.end)):
        features["boundary.crossing"] = 1.0


def after_legal(at: int, words: Words) -> int:
    """The word after the legal forms (Co., Ltd.) that stand at a place without anything before them."""
    while at < len(words.words) and words.before[at] == ADJACENT and words.words[at] in LEGAL:
        at += 1
    return at


def _neighbour(at: int, scene: Scene, side: str) -> str:
    """What the next word on one side is: a place, a body, a part of one, a capitalised word of a longer name, or
    another word."""
    words = scene.reading.words
    word = words.words[at]
    if at in scene.placed:
        what = "place"
    elif word in BODIES:
        what = "body"
    elif word in UNITS:
        what = "unit"
    else:
        what = "name" if words.raw[at][:1].isupper() else "other"
    return f"boundary.{side}_{what}"
