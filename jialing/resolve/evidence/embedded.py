"""Whether a name is only a part of a longer one that no table has: 'Ohio | Wesleyan University', 'Hubei University |
of Technology', 'University of Illinois | Chicago', a word of a company's name that some other body bears."""

from __future__ import annotations

from jialing.resolve.evidence.boundary import after_legal
from jialing.resolve.index import CITY
from jialing.resolve.reading import Mention, PlaceMention
from jialing.resolve.scene import Candidate, Scene
from jialing.resolve.words import ADJACENT, AND, AT, BODIES, COMMA, LEGAL, OF, UNITS

WEIGHTS: dict[str, float] = {
    "embedded.after_modifier": -1.5,
    "embedded.after_name": -1.2,
    "embedded.and_more": -0.6,
    "embedded.in_company": -1.5,
    "embedded.of_more": -1.2,
    "embedded.other_campus": -1.7,
    "embedded.other_seat": -0.9,
}

_COMPANY = LEGAL - UNITS - {"ab", "ag", "holding", "holdings", "private", "sa", "sl", "spa"}
"""Legal forms that are no other words."""


def observe_mention(mention: Mention, scene: Scene, features: dict[str, float]) -> None:
    """A capitalised word that is neither read nor a part of a body goes on the name to either side."""
    words = scene.reading.words
    if words.words[mention.start] >= "\u2e80":
        return
    start, end = scene.segments[scene.numbers[id(mention)]]
    if start < mention.start and words.before[mention.start] == ADJACENT:
        _observe_left(mention, start, scene, features)
    last = after_legal(mention.end, words)
    if last < end and _is_unread(last, scene):
        _observe_right(mention, last, end, scene, features)


def _observe_left(mention: Mention, start: int, scene: Scene, features: dict[str, float]) -> None:
    words, at = scene.reading.words, mention.start - 1
    raw = words.raw[at]
    is_acronym = len(raw) > 1 and raw.isupper()
    if is_acronym or not raw[:1].isupper() or not _is_unread(at, scene):
        return
    if any(word in UNITS or word in BODIES for word in words.words[start:at]):
        return  # a department's name, without a comma
    features["embedded.after_modifier" if words.words[mention.start] in BODIES else "embedded.after_name"] = 1.0


def _observe_right(mention: Mention, last: int, end: int, scene: Scene, features: dict[str, float]) -> None:
    words = scene.reading.words
    separator = words.before[last]
    if separator == OF and words.raw[last].isalpha():
        if not BODIES.isdisjoint(words.words[mention.start : mention.end]):
            features["embedded.of_more"] = 1.0
    elif separator == AND and all(_is_unread(at, scene) for at in range(last, end)):
        features["embedded.and_more"] = 1.0


def _is_unread(at: int, scene: Scene) -> bool:
    """Whether a word belongs to no place and no name that was read, and is no word for a body or its part."""
    word = scene.reading.words.words[at]
    if word in UNITS or word in BODIES or at in scene.placed:
        return False
    return not any(one.start <= at < one.end for one in scene.reading.mentions)


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    """A body that is no company where a company is named; a city directly after the name that is not the body's own:
    it is the campus's, or another body's of that name."""
    types = scene.index.organisations.types[candidate.organisation]
    if "company" not in types and _is_company_named(candidate.mention, scene):
        features["embedded.in_company"] = 1.0
    place = _place_after(candidate.mention, scene)
    if place is not None and _is_elsewhere(candidate, place, scene):
        features["embedded.other_campus" if "education" in types else "embedded.other_seat"] = 1.0


def _is_company_named(mention: Mention, scene: Scene) -> bool:
    _, end = scene.segments[scene.numbers[id(mention)]]
    return not _COMPANY.isdisjoint(scene.reading.words.words[mention.end : end])


def _place_after(mention: Mention, scene: Scene) -> PlaceMention | None:
    """The place that follows a name without a comma and ends the stretch; 'X | Shenzhen Institute' is X's."""
    before = scene.reading.words.before
    if before[mention.end] not in (ADJACENT, OF, AT):
        return None
    return next((p for p in scene.reading.places if p.start == mention.end and before[p.end] >= COMMA), None)


def _is_elsewhere(candidate: Candidate, place: PlaceMention, scene: Scene) -> bool:
    """Whether a place can only be a city, of the organisation's country, that is not its own."""
    facts, one = scene.index.organisations, candidate.organisation
    if any(fact.kind != CITY for fact in place.facts) or place.phrase == facts.city[one]:
        return False
    if any(fact.place_id and fact.place_id == facts.place_id[one] for fact in place.facts):
        return False
    return any(fact.country == facts.country[one] for fact in place.facts)
