"""Chinese names have no spaces: what stands directly before a name tells whether the name is only the end of a longer
one."""

from __future__ import annotations

from jialing.resolve.names import ACRONYM
from jialing.resolve.reading import PlaceMention
from jialing.resolve.scene import Candidate, Scene
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, COMMA

WEIGHTS: dict[str, float] = {
    "chinese.name": 2.6,
    "chinese.long": 0.5,
    "chinese.prefix_agrees": 0.6,
    "chinese.prefix_elsewhere": -6.0,
    "chinese.prefix_other": -3.5,
    "chinese.after_body": -3.5,
    "chinese.abroad": -1.2,
    "chinese.bare": -3.0,
    "chinese.glued": -2.0,
    "chinese.before_school": -5.0,
}

_BODIES = ("大学", "学院", "研究院", "科学院", "社科院", "农科院", "医院", "公司", "党校")

_CHINESE_WRITING = frozenset(("CN", "HK", "MO", "TW", "SG"))
"""Where bodies have Chinese names of their own; elsewhere such a name is another script's, or a translation."""

_LEGAL = ["法", "人"]
"""Ends legal forms that stand before a name (国立大学法人, 社団法人)."""

_MAY_PRECEDE = frozenset("院所系室部心司校与和及暨兼原现址会组站厂馆团科队处社编博后生的在于")
"""Last characters of a part, a joining word or a prefix after which a name begins."""

_UNIVERSITY = ["大", "学"]

BARE = 3
"""Characters of a name that says little more than a kind of body (总医院), and is anybody's after something else."""


def concerns(scene: Scene) -> bool:
    return scene.reading.words.has_han


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    words = scene.reading.words
    mention = candidate.mention
    if words.words[mention.start] < "\u2e80":
        if candidate.kind == ACRONYM and _is_glued(candidate, words):
            features["chinese.glued"] = 1.0
        return
    features["chinese.name"] = 1.0
    if scene.index.organisations.country[candidate.organisation] not in _CHINESE_WRITING:
        features["chinese.abroad"] = 1.0
    features["chinese.long"] = min(mention.end - mention.start - 3, 6) / 2.0
    if _is_before_school(candidate, scene):
        features["chinese.before_school"] = 1.0
    if mention.start == 0 or words.before[mention.start] != ADJACENT:
        return
    place = next((p for p in scene.reading.places if p.end == mention.start), None)
    if place is not None:
        features["chinese.prefix_agrees" if _is_there(candidate, place, scene) else "chinese.prefix_elsewhere"] = 1.0
    elif _follows_body(candidate, scene):
        features["chinese.after_body"] = 1.0
    elif not _may_begin(mention.start, words):
        features["chinese.prefix_other"] = 1.0
    if mention.end - mention.start <= BARE:
        features["chinese.bare"] = 1.0


def _may_begin(at: int, words: Words) -> bool:
    """Whether a name may begin after the characters before it."""
    return words.words[at - 1] in _MAY_PRECEDE or words.words[max(at - 2, 0) : at] in (_LEGAL, _UNIVERSITY)


_SCHOOLS = ("大学", "学院", "医院")


def _is_before_school(candidate: Candidate, scene: Scene) -> bool:
    """Whether an authority's name begins the name of a school or hospital, which is a body of its own."""
    if "government" not in scene.index.organisations.types[candidate.organisation]:
        return False
    words, end = scene.reading.words, candidate.mention.end
    while words.before[end] == ADJACENT:
        end += 1
    after = "".join(words.words[candidate.mention.end : end])
    return any(school in after for school in _SCHOOLS)


def _is_glued(candidate: Candidate, words: Words) -> bool:
    """Whether a short acronym runs on into Chinese characters: it begins a longer name (某AB科技有限公司)."""
    mention = candidate.mention
    raw, end = words.raw[mention.start], mention.end
    is_run_on = end < len(words.words) and words.before[end] == ADJACENT and words.words[end] >= "\u2e80"
    return len(raw) <= 3 and is_run_on


def _follows_body(candidate: Candidate, scene: Scene) -> bool:
    """A short name later in a run that begins with a body is a part of that body: 某大学|旅游学院."""
    words, mention = scene.reading.words, candidate.mention
    start = mention.start
    while start > 0 and words.before[start] < COMMA:
        start -= 1
    name = words.words[mention.start : mention.end]
    is_short = len(name) <= 7 and name[-2:] != ["大", "学"]
    head = "".join(words.words[start : mention.start])
    return is_short and any(body in head for body in _BODIES)


def _is_there(candidate: Candidate, place: PlaceMention, scene: Scene) -> bool:
    facts, one = scene.index.organisations, candidate.organisation
    for fact in place.facts:
        if fact.country != facts.country[one]:
            continue
        if fact.place_id:
            if fact.place_id == facts.place_id[one]:
                return True
        elif not fact.division or fact.division == facts.division[one]:
            return True
    return False
