"""Where: the place of the organisation, or the place that the string itself names for a campus, a branch or an
unknown body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jialing.resolve.index import COUNTRY, POSTAL, SUBDIVISION, NameIndex, PlaceFact
from jialing.resolve.reading import Mention, PlaceMention, Reading
from jialing.resolve.scene import Candidate
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, BODIES, BODIES_ZH, COMMA, LEGAL, STRONG, UNITS


class Where(NamedTuple):
    """A place as read: ``place_id`` and ``division`` where the schema knows them, and the words that say so."""

    place_id: str | None = None
    country: str | None = None
    division: str = ""
    said: str = ""


NOWHERE = Where()


def place_of(candidate: Candidate, reading: Reading, index: NameIndex) -> tuple[Where, bool]:
    """Where an organisation's people are; True where the string names another place than the organisation's own."""
    facts, one = index.organisations, candidate.organisation
    own = Where(facts.place_id[one] or None, facts.country[one] or None, facts.division[one])
    if (
        not reading.place_ids
        or facts.city[one] in reading.cities
        or (own.place_id and own.place_id in reading.place_ids)
    ):
        return own, False
    other = named_place(reading, beside=candidate)
    if other.place_id is None or other.place_id == own.place_id:
        return own, False
    if own.country and own.country != other.country and own.country in reading.countries:
        return own, False
    return other, True


def named_place(reading: Reading, *, beside: Candidate | None = None) -> Where:
    """The one place that the string clearly names, if any; of several, the most exact that agree.

    A place is clearly named alone between commas, directly after ``beside``, or at the head of a body's name.
    """
    clear = [place for place in reading.places if _is_clear(place, reading, beside)]
    countries = {fact.country for place in clear for fact in place.facts if fact.kind == COUNTRY}
    divisions = {fact.division for place in clear for fact in place.facts if fact.kind == SUBDIVISION}
    exact: list[tuple[PlaceFact, PlaceMention]] = []
    for place in clear:
        fitting = _fitting(place.facts, countries, divisions)
        if fitting is not None:
            exact.append((fitting, place))
    return _agreed(exact, countries, reading)


def _fitting(facts: Sequence[PlaceFact], countries: set[str], divisions: set[str]) -> PlaceFact | None:
    """The one meaning of an ambiguous place name that goes with the country and division named."""
    left = [f for f in facts if f.kind not in (COUNTRY, POSTAL) and (not countries or f.country in countries)]
    inside = [f for f in left if f.division in divisions] or left
    known = [f for f in inside if f.place_id]
    if known and len({f.place_id for f in known}) == 1:
        return known[0]
    if known:
        first = [f for f in known if f.kind == min(k.kind for k in known)]
        return first[0] if len({f.place_id for f in first}) == 1 else None
    whole = {(f.country, f.division) for f in inside}
    return inside[0] if len(whole) == 1 else None


def _agreed(exact: list[tuple[PlaceFact, PlaceMention]], countries: set[str], reading: Reading) -> Where:
    placed = [(fact, place) for fact, place in exact if fact.place_id]
    placed.sort(key=lambda pair: not _is_branch(pair[1], reading))
    if placed:
        fact, place = placed[0]
        return Where(fact.place_id, fact.country, fact.division, _said(place, reading))
    if exact:
        fact, place = exact[0]
        return Where(None, fact.country, fact.division, _said(place, reading))
    if len(countries) == 1:
        country = next(iter(countries))
        place = next(p for p in reading.places if any(f.kind == COUNTRY and f.country == country for f in p.facts))
        return Where(None, country, "", _said(place, reading))
    return NOWHERE


_BRANCH = ("分院", "分校", "校区", "分所", "分行", "分公司", "分部", "分局")


def _is_branch(place: PlaceMention, reading: Reading) -> bool:
    return "".join(reading.words.words[place.end : place.end + 3]).startswith(_BRANCH)


def _said(place: PlaceMention, reading: Reading) -> str:
    raw = reading.words.raw[place.start : place.end]
    return ("" if raw[0] >= "\u2e80" else " ").join(raw)


def _is_clear(place: PlaceMention, reading: Reading, beside: Candidate | None) -> bool:
    words = reading.words
    if beside is not None and not _in_one_part(place, beside.mention, words):
        return False
    if words.words[place.start] >= "\u2e80":
        return beside is None or _is_in_run(place, beside.mention, words)
    start, end = place.start, place.end
    while start > 0 and words.before[start] < COMMA:
        start -= 1
    while end < len(words.words) and words.before[end] < COMMA:
        end += 1
    rest = _rest(words.words, start, place, end)
    if all(_is_place_word(word) or _in_places(at, reading) for at, word in rest):
        return True
    if beside is not None and place.start == beside.mention.end and words.before[place.start] != ADJACENT:
        return True
    until = beside.mention.start if beside is not None and place.end <= beside.mention.start < end else end
    head = words.words[place.end : until]
    return place.start == start and any(word in BODIES or word in UNITS or word in LEGAL for word in head)


def _in_one_part(place: PlaceMention, mention: Mention, words: Words) -> bool:
    """Whether no strong mark (; | +) parts a place from a name."""
    first, last = (place.end, mention.start) if place.end <= mention.start else (mention.end, place.start)
    return all(words.before[at] < STRONG for at in range(first, last + 1))


def _is_in_run(place: PlaceMention, mention: Mention, words: Words) -> bool:
    """Whether a Chinese place stands after a name without anything that parts them."""
    return place.start >= mention.end and all(
        words.before[at] < COMMA for at in range(mention.end + 1, place.start + 1)
    )


def _rest(words: list[str], start: int, place: PlaceMention, end: int) -> list[tuple[int, str]]:
    return [(at, words[at]) for at in (*range(start, place.start), *range(place.end, end))]


def _in_places(at: int, reading: Reading) -> bool:
    return any(place.start <= at < place.end for place in reading.places)


_PLACE_WORDS = frozenset(
    ("city", "provincial", "district", "county", "state", "prefecture", "pr", "cedex", "campus", "p", "r")
)


def _is_place_word(word: str) -> bool:
    return word in _PLACE_WORDS or any(c.isdigit() for c in word)


def has_body(reading: Reading) -> bool:
    """Whether the string seems to name an organisation at all."""
    words = reading.words
    if any(word in BODIES for word in words.words):
        return True
    return words.has_han and any(body in "".join(words.words) for body in BODIES_ZH)
