"""Where: the place of the organisation, or the place that the string itself names for a campus, a branch or an
unknown body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jialing.resolve.index import COUNTRY, ORDINARY, POSTAL, SUBDIVISION, NameIndex, PlaceFact
from jialing.resolve.reading import Mention, PlaceMention, Reading
from jialing.resolve.scene import Candidate
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, BODIES, BODIES_ZH, COMMA, LEGAL, STRONG, UNITS


class Where(NamedTuple):
    """A place as read: ``place_id`` and ``division`` where the schema knows them, and the words that say so.

    ``seat`` is 'provincial' or 'national' where nothing names the city and the body's rank alone says it.
    """

    place_id: str | None = None
    country: str | None = None
    division: str = ""
    said: str = ""
    seat: str = ""


NOWHERE = Where()


def place_of(
    candidate: Candidate, reading: Reading, index: NameIndex, countries: Sequence[str] = ()
) -> tuple[Where, bool]:
    """Where an organisation's people are; True where the string names another place than the organisation's own.

    ``countries`` : those that the source gives; a place elsewhere then needs its country in the string.
    """
    facts, one = index.organisations, candidate.organisation
    own = Where(facts.place_id[one] or None, facts.country[one] or None, facts.division[one])
    inside = _branch_in_name(candidate.mention, reading, index)
    if inside.place_id is not None and inside.place_id != own.place_id:
        return inside, True
    if _is_of_unknown_part(candidate.mention, one, reading, index):
        own = Where(None, own.country)
    if own.place_id is None and own.country == "CN":
        return _named_for(own, reading, index, countries), False
    if (
        not reading.place_ids
        or facts.city[one] in reading.cities
        or (own.place_id and own.place_id in reading.place_ids)
    ):
        return own, False
    other = named_place(reading, index, beside=candidate, given=countries)
    if other.place_id is None or other.place_id == own.place_id:
        return own, False
    if own.country != other.country and _says_country(reading, own.country):
        return own, False
    return other, True


MANY_PARTS = 5
"""Children from which an organisation is an academy of institutes all over the country."""

_PARTS_ZH = ("研究所", "研究院", "研究中心", "天文台", "植物园", "分院", "野外站")


def _is_of_unknown_part(mention: Mention, organisation: int, reading: Reading, index: NameIndex) -> bool:
    """Whether an academy's Chinese name begins that of an institute that no table has: its place is its own."""
    words, end = reading.words, mention.end
    is_academy = (
        index.n_children[organisation] >= MANY_PARTS and "education" not in index.organisations.types[organisation]
    )
    if words.words[mention.start] < "\u2e80" or not is_academy:
        return False
    while words.before[end] == ADJACENT:
        end += 1
    return any(part in "".join(words.words[mention.end : end]) for part in _PARTS_ZH)


def _named_for(own: Where, reading: Reading, index: NameIndex, countries: Sequence[str]) -> Where:
    """The place that the string names for an organisation of China of which the table knows only the province."""
    named = named_place(reading, index, given=countries)
    is_there = named.country == "CN" and own.division in ("", named.division)
    return named if named.place_id is not None and is_there else own


def _says_country(reading: Reading, country: str | None) -> bool:
    return any(fact.kind == COUNTRY and fact.country == country for place in reading.places for fact in place.facts)


def _branch_in_name(mention: Mention, reading: Reading, index: NameIndex) -> Where:
    """The place of 'Chengdu Branch of X' where the whole is one name of X."""
    words = reading.words.words
    if not _BRANCH_WORDS.intersection(words[mention.start : mention.end]):
        return NOWHERE
    for start in range(mention.start, mention.end - 1):
        for size in (3, 2, 1):
            phrase = index.phrases.get(" ".join(words[start : start + size]), -1)
            place = PlaceMention(start, start + size, phrase, index.facts.get(phrase, ()))
            fact = _fitting(place.facts, set(), set(), index)
            if fact is not None and fact.place_id and _is_branch(place, reading):
                return Where(fact.place_id, fact.country, fact.division, _said(place, reading))
    return NOWHERE


def named_place(
    reading: Reading, index: NameIndex, *, beside: Candidate | None = None, given: Sequence[str] = ()
) -> Where:
    """The one place that the string clearly names, if any; of several, the most exact that agree.

    A place is clearly named alone between commas, directly after ``beside``, or at the head of a body's name.
    ``given`` are the countries that the source gives: places elsewhere are taken only if the string names no country
    but theirs.
    """
    clear = [place for place in reading.places if _is_clear(place, reading, beside, index)]
    named = {fact.country for place in clear for fact in place.facts if fact.kind == COUNTRY}
    within = named or _with_regions(given)
    divisions = {fact.division for place in clear for fact in place.facts if fact.kind == SUBDIVISION}
    exact: list[tuple[PlaceFact, PlaceMention]] = []
    for place in clear:
        fitting = _fitting(_meanings(place, reading), within, divisions, index)
        if fitting is not None:
            exact.append((fitting, place))
    return _agreed(exact, named, reading)


def _with_regions(given: Sequence[str]) -> set[str]:
    """Sources write China also for Hong Kong and Macao, which have codes of their own."""
    return {*given, "HK", "MO"} if "CN" in given else set(given)


def _meanings(place: PlaceMention, reading: Reading) -> Sequence[PlaceFact]:
    """The facts of a place, a province before the city of its name (吉林, Jilin) unless the string says city."""
    divisions = {f.division for f in place.facts if f.kind == SUBDIVISION}
    if not divisions or _says_city(place, reading):
        return place.facts
    return [f for f in place.facts if f.kind == SUBDIVISION or f.division not in divisions]


def _says_city(place: PlaceMention, reading: Reading) -> bool:
    """Whether 'city' follows the name, or the name stands twice (Jilin, Jilin)."""
    following = reading.words.words[place.end : place.end + 1]
    return following in (["city"], ["市"]) or (
        place in reading.clear and sum(other.phrase == place.phrase for other in reading.clear) > 1
    )


def _fitting(
    facts: Sequence[PlaceFact], countries: set[str], divisions: set[str], index: NameIndex
) -> PlaceFact | None:
    """The one meaning of an ambiguous place name that goes with the country and division named."""
    left = [f for f in facts if f.kind not in (COUNTRY, POSTAL) and (not countries or f.country in countries)]
    inside = [f for f in left if f.division in divisions] or left
    sure = [f for f in inside if f.kind != ORDINARY] or inside
    known = [f for f in sure if f.place_id]
    if known:
        kind = min(f.kind for f in known)
        return _largest([f for f in known if f.kind == kind], index)
    whole = {(f.country, f.division) for f in sure}
    return sure[0] if len(whole) == 1 else None


MUCH_LARGER = 9
"""How many times as many organisations a city must have to be meant rather than its namesake."""


def _largest(facts: Sequence[PlaceFact], index: NameIndex) -> PlaceFact | None:
    sizes = sorted(((index.place_sizes[f.place_id], f) for f in {f.place_id: f for f in facts}.values()), reverse=True)
    if len(sizes) == 1 or sizes[0][0] >= MUCH_LARGER * max(sizes[1][0], 1):
        return sizes[0][1]
    return None


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


_BRANCH_WORDS = frozenset(("branch", "campus", "分", "校"))
_BRANCH = ("分院", "分校", "校区", "分所", "分行", "分公司", "分部", "分局")


def _is_branch(place: PlaceMention, reading: Reading) -> bool:
    following = reading.words.words[place.end : place.end + 3]
    return "".join(following).startswith(_BRANCH) or following[:1] in (["branch"], ["campus"])


def _said(place: PlaceMention, reading: Reading) -> str:
    raw = reading.words.raw[place.start : place.end]
    return ("" if raw[0] >= "\u2e80" else " ").join(raw)


def _is_clear(place: PlaceMention, reading: Reading, beside: Candidate | None, index: NameIndex) -> bool:
    words = reading.words
    if beside is not None and not _in_one_part(place, beside.mention, words):
        return False
    if words.words[place.start] >= "\u2e80":
        return (
            beside is None or _is_in_run(place, beside.mention, words) or _is_branch_aside(place, beside.mention, words)
        )
    if any(place is alone for alone in reading.clear):
        return True
    if beside is not None and place.start == beside.mention.end:
        return words.before[place.start] != ADJACENT or _begins_branch(place, words)
    return (beside is None and _is_run_in(place, reading, index)) or _is_head_of_body(place, reading, beside, index)


_BRANCH_BODIES = frozenset(
    ("institute", "academy", "campus", "branch", "school", "college", "hospital", "center", "laboratory")
)


def _begins_branch(place: PlaceMention, words: Words) -> bool:
    """Whether a place between a name and a word for a body begins the name of a branch: X University | Y Institute."""
    following = words.words[place.end : place.end + 3]
    return any(
        word in _BRANCH_BODIES and max(words.before[place.end : place.end + at + 1]) == ADJACENT
        for at, word in enumerate(following)
    )


def _is_run_in(place: PlaceMention, reading: Reading, index: NameIndex) -> bool:
    """Whether a place of the schema ends a name beside its country, at the end of the string, or before a legal form.

    X Research Y, China; Key Laboratory of Z Province, China; X Group Y Co., Ltd.
    """
    words = reading.words
    end = _after_tail(place, words)
    if (
        not any(
            fact.place_id or (fact.kind == SUBDIVISION and fact.division in index.provinces) for fact in place.facts
        )
        or words.before[end] < COMMA
    ):
        return False
    if end == len(words.words) or end > place.end:
        return True
    own = {fact.country for fact in place.facts}
    return any(
        place.start == p.end or p.start == end
        for p in reading.places
        if any(f.kind == COUNTRY and f.country in own for f in p.facts)
    )


_TAILS = LEGAL | {"provincial", "municipal", "city"}


def _after_tail(place: PlaceMention, words: Words) -> int:
    """The word after a place and what belongs to it: 'Province', or the legal form of a company named after it."""
    end = place.end
    while end < len(words.words) and words.before[end] == ADJACENT and words.words[end] in _TAILS:
        end += 1
    return end


MIN_BODIES = 5
"""Organisations in cities of a name, from which a body abroad may be named after one of them."""


def _is_head_of_body(place: PlaceMention, reading: Reading, beside: Candidate | None, index: NameIndex) -> bool:
    words = reading.words
    start, end = place.start, place.end
    while start > 0 and words.before[start] < COMMA:
        start -= 1
    if place.start != start or not _is_known_city(place, index):
        return False
    while end < len(words.words) and words.before[end] < COMMA:
        end += 1
    until = beside.mention.start if beside is not None and place.end <= beside.mention.start < end else end
    head = words.words[place.end : until]
    if beside is None and head and _is_in_country_at(place, end, reading):
        return True
    return any(word in BODIES or word in UNITS or word in LEGAL for word in head)


def _is_in_country_at(place: PlaceMention, at: int, reading: Reading) -> bool:
    """Whether a place of the schema has its country at word ``at``: as in Xiamen X (China)."""
    own = {fact.country for fact in place.facts if fact.place_id or fact.kind == SUBDIVISION}
    return any(p.start == at and any(f.kind == COUNTRY and f.country in own for f in p.facts) for p in reading.places)


def _is_known_city(place: PlaceMention, index: NameIndex) -> bool:
    return index.city_sizes[place.phrase] >= MIN_BODIES or any(
        fact.place_id or fact.kind in (COUNTRY, SUBDIVISION) for fact in place.facts
    )


def _is_branch_aside(place: PlaceMention, mention: Mention, words: Words) -> bool:
    """Whether a Chinese place stands alone in brackets after a branch of the name before it: X大学某某研究院(衢州)."""
    if place.start <= mention.end or words.before[place.start] < COMMA or words.before[place.end] < COMMA:
        return False
    run = range(mention.end, place.start)
    is_run = all(words.before[at] == ADJACENT for at in run)
    return is_run and "".join(words.words[at] for at in run).endswith(_BRANCHES_ZH)


_BRANCHES_ZH = ("研究院", "研究所", "校区", "分院", "分校", "学院", "创新中心", "研究中心", "创新港")


def _in_one_part(place: PlaceMention, mention: Mention, words: Words) -> bool:
    """Whether no strong mark (; | +) parts a place from a name."""
    first, last = (place.end, mention.start) if place.end <= mention.start else (mention.end, place.start)
    return all(words.before[at] < STRONG for at in range(first, last + 1))


def _is_in_run(place: PlaceMention, mention: Mention, words: Words) -> bool:
    """Whether a Chinese place stands after a name without anything that parts them."""
    return place.start >= mention.end and all(
        words.before[at] < COMMA for at in range(mention.end + 1, place.start + 1)
    )


def has_body(reading: Reading) -> bool:
    """Whether the string seems to name an organisation at all."""
    words = reading.words
    if any(word in BODIES for word in words.words):
        return True
    return words.has_han and any(body in "".join(words.words) for body in BODIES_ZH)
