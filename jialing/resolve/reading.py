"""What stands in a string: phrases that name organisations, phrases that name places, and the stretches between
separators."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jialing.resolve.index import COUNTRY, COUNTY, ORDINARY, NameIndex, PlaceFact
from jialing.resolve.meant import is_bare_county, may_be_place
from jialing.resolve.names import ALIAS, BRAND
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, AND, AT, BODIES, COMMA, LEGAL, STRONG, UNITS

MAX_DF_OPEN = 12
"""Names that may share a one-word name which is followed by other words; commoner words are rather a discipline."""

MAX_MENTIONS = 400
"""Names read in one string, the first ones: evidence compares each with each, and time must stay bounded."""


class Mention(msgspec.Struct):
    """A stretch of words that is a name of one or more organisations."""

    start: int
    end: int
    phrase: int
    claims: Sequence[int]
    """``organisation << 3 | kind``"""
    how: str = "phrase"
    """the kind of evidence that found it"""
    closeness: float = 1.0
    """1 = letter by letter; below, how much of the name is there"""


class PlaceMention(msgspec.Struct):
    """A stretch of words that is a name of one or more places."""

    start: int
    end: int
    phrase: int
    facts: tuple[PlaceFact, ...]


class Reading(msgspec.Struct):
    """A string read against an index.

    ``countries``, ``divisions``, ``cities``, ``place_ids`` gather what the place mentions outside organisations may
    mean:
    codes of countries named as such, division keys, phrase numbers of cities, ids of schema places; ``implied`` the
    countries of divisions and cities. ``clear`` are the places that stand alone, as in an address: only these can speak
    against an organisation ('Department of Oral Biology' is not in Oral).
    """

    words: Words
    mentions: list[Mention]
    places: list[PlaceMention]
    countries: set[str] = msgspec.field(default_factory=set)
    implied: set[str] = msgspec.field(default_factory=set)
    divisions: set[str] = msgspec.field(default_factory=set)
    cities: set[int] = msgspec.field(default_factory=set)
    place_ids: set[str] = msgspec.field(default_factory=set)
    clear: list[PlaceMention] = msgspec.field(default_factory=list)
    says_country: bool = False
    says_city: bool = False


def read(words: Words, index: NameIndex) -> Reading:
    """Find all names and places; of overlapping ones the longest, of equally long ones the first."""
    named: list[tuple[int, int, int]] = []
    placed: list[tuple[int, int, int]] = []
    facts, only_places, offsets = index.facts, index.only_places, index.offsets
    for one in _phrases(words, index):
        start, end, phrase = one
        if phrase in facts:
            if may_be_place(words, start, end, facts[phrase]):
                placed.append(one)
            if phrase in only_places:
                continue
        if offsets[phrase + 1] > offsets[phrase] and (
            _may_be_one_word_name(words, start, phrase, index)
            if end - start == 1
            else _may_be_name(words, start, end, phrase, index)
        ):
            named.append(one)
    taken = bytearray(len(words.words))
    mentions = [Mention(s, e, p, index.owners_of(p)) for s, e, p in _weightiest(named, taken, index)[:MAX_MENTIONS]]
    places = _believed([PlaceMention(s, e, p, index.facts[p]) for s, e, p in _leftmost(placed, taken)], words)
    reading = Reading(words, mentions, places)
    gather_places(reading)
    return reading


def places_only(words: Words, index: NameIndex) -> Reading:
    """The places alone, those inside names of organisations too."""
    placed = [
        one
        for one in _phrases(words, index)
        if one[2] in index.facts and may_be_place(words, one[0], one[1], index.facts[one[2]])
    ]
    taken = bytearray(len(words.words))
    places = _believed([PlaceMention(s, e, p, index.facts[p]) for s, e, p in _leftmost(placed, taken)], words)
    reading = Reading(words, [], places)
    gather_places(reading)
    return reading


def gather_places(reading: Reading) -> None:
    """Fill the sets of places from ``reading.places``."""
    if not reading.places:
        return
    for place in reading.places:
        for fact in place.facts:
            (reading.countries if fact.kind == COUNTRY else reading.implied).add(fact.country)
            if fact.division:
                reading.divisions.add(fact.division)
            if fact.place_id:
                reading.place_ids.add(fact.place_id)
        reading.cities.add(place.phrase)
    if "CN" in reading.countries:
        reading.countries.update(("HK", "MO"))  # ROR codes the two regions apart; addresses there end in 'China' too
    reading.clear = _standing_alone(reading)
    for place in reading.clear:
        if place.facts[0].kind == COUNTRY:
            reading.says_country = True
        else:
            reading.says_city = True


def _standing_alone(reading: Reading) -> list[PlaceMention]:
    """Places with nothing but places, numbers and address words between them and a comma or an organisation's name."""
    placed = {at for place in reading.places for at in range(place.start, place.end)}
    ends = {mention.end for mention in reading.mentions}
    return [place for place in reading.places if _is_alone(place, reading.words, placed, ends)]


def _is_alone(place: PlaceMention, words: Words, placed: set[int], ends: set[int]) -> bool:
    tokens, before = words.words, words.before
    if tokens[place.start] >= "\u2e80":
        return True
    at = place.start
    while before[at] < COMMA and at not in ends:
        at -= 1
        if at not in placed and not is_address_word(tokens[at]):
            return False
    at = place.end
    while before[at] < COMMA:
        if at not in placed and not is_address_word(tokens[at]):
            return False
        at += 1
    return True


_ADDRESS_WORDS = frozenset(("city", "provincial", "district", "county", "state", "prefecture", "pr", "cedex", "p", "r"))


def is_address_word(word: str) -> bool:
    """A number, a postcode or a word for a kind of division."""
    return word in _ADDRESS_WORDS or not word.isalpha()


def _phrases(words: Words, index: NameIndex) -> list[tuple[int, int, int]]:
    """All (start, end, phrase) in the string."""
    tokens, phrases, heads = words.words, index.phrases, index.heads
    found: list[tuple[int, int, int]] = []
    n = len(tokens)
    for start, word in enumerate(tokens):
        head = heads.get(word)
        if head is None:
            continue
        alone, seconds = head
        if alone >= 0:
            found.append((start, start + 1, alone))
        if start + 1 < n:
            for size in seconds.get(tokens[start + 1], ()):
                if start + size <= n:
                    phrase = phrases.get(" ".join(tokens[start : start + size]))
                    if phrase is not None:
                        found.append((start, start + size, phrase))
    return found


def _may_be_name(words: Words, start: int, end: int, phrase: int, index: NameIndex) -> bool:
    if max(words.before[start + 1 : end]) < COMMA:
        return phrase not in index.brands or _may_be_brand(words, start, end, phrase, index)
    crossed = [at for at in range(start + 1, end) if words.before[at] >= COMMA]
    if words.before[start] == ADJACENT:
        return False
    if phrase in index.spanning:
        return True
    if len(crossed) > 1 or words.before[crossed[0]] == STRONG:
        return False
    if index.phrases.get(" ".join(words.words[crossed[0] : end]), -1) in index.facts:
        return True
    is_own_name = any(claim & 7 <= ALIAS for claim in index.owners_of(phrase))
    return is_own_name and end - start >= 3 and words.before[end] >= COMMA


def _may_be_one_word_name(words: Words, start: int, phrase: int, index: NameIndex) -> bool:
    raw = words.raw[start]
    if phrase in index.brands and _is_before_school(words, start + 1) and raw[:1].isupper():
        return True
    if not raw[1:].islower() and sum(map(str.isupper, raw)) >= 2:
        return True
    if words.before[start] < AT or words.before[start] == AND:
        return False
    end = start + 1
    while end < len(words.words) and words.words[end] in LEGAL:
        end += 1
    is_whole = (words.before[end] >= AND or end > start + 1) and words.before[start] > AND
    if not is_whole:  # 'Tencent Robotics Lab': a rare word that begins a stretch
        word = words.words[start]
        return (
            len(word) >= 5 and raw[0].isupper() and index.word_df.get(word, 0) <= MAX_DF_OPEN and not is_generic(word)
        )
    return raw[:1].isupper() or len(words.words) == 1


def _may_be_brand(words: Words, start: int, end: int, phrase: int, index: NameIndex) -> bool:
    if any(claim & 7 != BRAND for claim in index.owners_of(phrase)):
        return True
    is_whole = words.before[start] >= AND and words.before[end] >= AND
    return is_whole or _is_before_school(words, end)


_SCHOOLS = frozenset(("school", "college", "medical", "law", "business"))


def _is_before_school(words: Words, at: int) -> bool:
    """Whether a school follows in the same stretch: 'X | Y School of Medicine'."""
    while words.before[at] < COMMA:
        if words.words[at] in _SCHOOLS:
            return True
        at += 1
    return False


def _leftmost(found: list[tuple[int, int, int]], taken: bytearray) -> list[tuple[int, int, int]]:
    """Places from left to right, the longest at each start: how a reader parts 重庆|城市."""
    kept = []
    for start, end, phrase in sorted(found, key=lambda f: (f[0], -f[1])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, phrase))
    return kept


def _believed(places: list[PlaceMention], words: Words) -> list[PlaceMention]:
    """Places without the meanings that nothing else in the string supports, where these are doubtful.

    Doubtful are names that bodies elsewhere bear, and counties in letters without their suffix, which need China.
    """
    if all(place.facts[-1].kind < COUNTY for place in places):
        return places
    sure = [f for place in places for f in place.facts if f.kind not in (ORDINARY, COUNTY)]
    countries = {f.country for f in sure if f.country != "CN"}
    divisions = {f.division for f in sure}
    is_china = any(f.kind == COUNTRY and f.country == "CN" for f in sure)
    kept = []
    for place in places:
        needs_china = is_bare_county(words, place.start, place.end)
        facts = tuple(
            f
            for f in place.facts
            if (f.kind != ORDINARY or f.country in countries or (f.division and f.division in divisions))
            and (f.kind != COUNTY or not needs_china or is_china)
        )
        if facts:
            kept.append(PlaceMention(place.start, place.end, place.phrase, facts))
    return kept


def _weightiest(found: list[tuple[int, int, int]], taken: bytearray, index: NameIndex) -> list[tuple[int, int, int]]:
    kept = []
    weights = index.weights
    for start, end, phrase in sorted(found, key=lambda f: (-weights[f[2]], f[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, phrase))
    kept.sort()
    return kept


def is_generic(word: str) -> bool:
    """A word for a kind of body or a part of one."""
    return word in BODIES or word in UNITS
