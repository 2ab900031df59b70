"""How telling the name is: how much information its words hold, and what right the organisation has to it."""

from __future__ import annotations

from jialing.resolve.names import ACRONYM, ALIAS, BRAND, CUT, DERIVED, DISPLAY, LABEL
from jialing.resolve.reading import Mention
from jialing.resolve.scene import OWN, Candidate, Scene
from jialing.resolve.words import AND, BODIES

WEIGHTS: dict[str, float] = {
    "name.acronym": -1.2,
    "name.acronym_alone": 0.2,
    "name.acronym_letters": 0.2,
    "name.acronym_only": -0.4,
    "name.acronym_size": 0.5,
    "name.acronym_title": -1.3,
    "name.bias": -1.2,
    "name.brand": 1.0,
    "name.cut": 0.7,
    "name.derived": -1.1,
    "name.derived_there": 0.6,
    "name.display": 1.0,
    "name.inner": -2.0,
    "name.label": 0.9,
    "name.label_two_words": -2.8,
    "name.light": -0.9,
    "name.middling": -1.2,
    "name.one_word": 0.6,
    "name.one_word_derived": 0.7,
    "name.one_word_open": -0.2,
    "name.parent": -2.0,
    "name.successor": -2.2,
    "name.two_words": 0.5,
    "name.university_brand": -1.4,
    "name.weight": 0.5,
}

_RIGHT = {
    DISPLAY: "name.display",
    LABEL: "name.label",
    ALIAS: "name.alias",
    DERIVED: "name.derived",
    ACRONYM: "name.acronym",
    CUT: "name.cut",
    BRAND: "name.university_brand",
}


_VIA = {via: f"name.{via}" for via in ("parent", "inner", "successor")}


def observe_mention(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    features["name.bias"] = 1.0
    size = mention.end - mention.start
    if scene.reading.words.words[mention.start] >= "\u2e80":
        features["name.han_short"] = max(0.0, 4.0 - size)
        return
    weight = scene.weight(mention)
    features["name.weight"] = min(weight, 20.0) / 10.0
    if weight < 8.0:
        features["name.light"] = (8.0 - weight) / 4.0
    if weight < 12.0:
        features["name.middling"] = (12.0 - weight) / 4.0
    if size <= 2:
        features["name.one_word" if size == 1 else "name.two_words"] = 1.0


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    kind, mention = candidate.kind, candidate.mention
    if kind in _RIGHT:
        features[_RIGHT[kind]] = 1.0
    if candidate.via != OWN:
        features[_VIA[candidate.via]] = 1.0
    if kind == LABEL and mention.end - mention.start == 2:
        features["name.label_two_words"] = 1.0  # a translation that may be another's own name
    elif kind == DERIVED and mention.end - mention.start > 1 and _is_there_alone(candidate, scene):
        features["name.derived_there"] = 1.0  # 'X University, Y' is as good as 'X University in Y'
    if mention.end - mention.start == 1:
        if kind != ACRONYM and scene.reading.words.before[mention.end] < AND:
            features["name.one_word_open"] = 1.0
            if "company" in scene.index.organisations.types[candidate.organisation] and scene.agreement(
                candidate.organisation
            ) != (False, False, False, False):
                features["name.brand"] = 1.0
        if kind == DERIVED:
            features["name.one_word_derived"] = 1.0
        elif kind == ACRONYM:
            _observe_acronym(candidate, scene, features)


def _is_there_alone(candidate: Candidate, scene: Scene) -> bool:
    """Whether the string names the body's city and no word for a body follows ('X University | Hospitals')."""
    words, end = scene.reading.words, candidate.mention.end
    is_another = words.before[end] < AND and words.words[end] in BODIES
    return scene.agreement(candidate.organisation)[0] and not is_another


def _observe_acronym(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    """An acronym alone is weak: many bodies share it, unlisted ones too; length, a place or a relative help."""
    one = candidate.organisation
    raw = scene.reading.words.raw[candidate.mention.start]
    features["name.acronym_letters"] = min(len(raw), 7) - 4.0
    if raw[1:].islower():
        features["name.acronym_title"] = 1.0  # a word, which a name may be (Insight), sooner than an acronym
    features["name.acronym_size"] = max(0.0, scene.index.organisations.size[one] - 3.0)
    city, division, country, _ = scene.agreement(one)
    parents = scene.index.organisations.parents[one]
    if not (city or division or country or one in scene.parents_named or any(p in scene.named for p in parents)):
        features["name.acronym_alone"] = 1.0
    if len(scene.reading.words.words) == 1:
        features["name.acronym_only"] = 1.0
