"""Where a string is of in which no organisation was found, or none that is surely the one meant."""

from __future__ import annotations

from collections.abc import Sequence

from jialing.resolve import tail
from jialing.resolve.abstention import within_reach
from jialing.resolve.index import COUNTRY, NameIndex
from jialing.resolve.placing import NOWHERE, Where, named_place
from jialing.resolve.reading import PlaceMention, Reading, places_only
from jialing.resolve.scene import Candidate
from jialing.resolve.seats import CAPITAL, CAPITAL_DIVISION, is_national, provincial_seat
from jialing.resolve.text import Words, words_of
from jialing.resolve.words import COMMA


def place_without(
    text: str, reading: Reading, ranked: Sequence[Candidate], *, index: NameIndex, countries: Sequence[str]
) -> Where:
    """The place that ``text`` names; else where all organisations that it may mean are; else the seat of its rank.

    Places are read from the text itself, for the tail drops brackets, and inside names that led to nothing. Misspelt
    cities are taken only beside the word China, or where the source says so.
    """
    where = named_place(reading, index, given=countries)
    if where.place_id is not None or where.country not in (None, "CN"):
        return where
    is_original = all(mention.how == "phrase" for mention in reading.mentions)
    words = reading.words if is_original else words_of(text)
    inside = places_only(words, index) if reading.mentions or not is_original else reading
    if inside is not reading and inside.places:
        where = _better(named_place(inside, index, given=countries), where)
    if where.place_id is None:
        where = _better(_common(ranked, index), where)
    if where.place_id is None and words.has_han:
        return _seated(where, inside, index)
    return where if where.place_id is not None else _better(_respelt(words, inside, index, countries), where)


def _better(one: Where, other: Where) -> Where:
    """The more exact of two."""
    return max(one, other, key=lambda w: (w.place_id is not None, w.division != "", w.country is not None))


def _common(ranked: Sequence[Candidate], index: NameIndex) -> Where:
    """Where all organisations are between which a string lies, if that is one place."""
    facts = index.organisations
    near = [one.organisation for one in within_reach(ranked, index)]
    places = {facts.place_id[one] for one in near}
    if len(places) != 1 or "" in places:
        return NOWHERE
    return Where(facts.place_id[near[0]], facts.country[near[0]], facts.division[near[0]])


def _respelt(words: Words, reading: Reading, index: NameIndex, countries: Sequence[str]) -> Where:
    """A city of China with a typing error."""
    is_china = "CN" in countries or any(
        f.kind == COUNTRY and f.country == "CN" for p in reading.places for f in p.facts
    )
    again = tail.respelt(words, index) if is_china else None
    if again is None:
        return NOWHERE
    other = places_only(again, index)
    other.places = [place for place in other.places if place in other.clear]
    where = named_place(other, index, given=("CN",))
    return where if where.country in ("CN", "HK", "MO") else NOWHERE


def _seated(where: Where, reading: Reading, index: NameIndex) -> Where:
    """The seat of a body of a province, or of the state, that names no city."""
    words = reading.words.words
    if where.division:
        heads = [place for place in reading.places if any(f.division == where.division for f in place.facts)]
        after = _run_after(heads[0], reading.words) if heads and _is_at_head(heads[0], reading.words) else ""
        seat = provincial_seat(after, where.division, index)
        return where._replace(place_id=seat, seat="provincial") if seat else where
    if where.country in (None, "CN") and is_national("".join(words)):
        return Where(CAPITAL, "CN", CAPITAL_DIVISION, "".join(words[:2]), "national")
    return where


def _run_after(place: PlaceMention, words: Words) -> str:
    end = place.end
    while words.before[end] < COMMA:
        end += 1
    return "".join(words.words[place.end : end])


def _is_at_head(place: PlaceMention, words: Words) -> bool:
    return place.start == 0 or words.before[place.start] >= COMMA or words.words[: place.start] == ["中", "共"]
