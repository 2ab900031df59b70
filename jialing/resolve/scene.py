"""A string under judgement: its reading, the candidates that the reading proposes, and what all of them share."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jialing.resolve.index import NameIndex
from jialing.resolve.names import ALIAS, CUT, DISPLAY
from jialing.resolve.reading import Mention, Reading
from jialing.resolve.types import Hint
from jialing.resolve.words import BODIES, COMMA

OWN, PARENT, INNER, SUCCESSOR = "own", "parent", "inner", "successor"
"""How a candidate comes from a mention: it bears the name; it is the bearer's parent; its name is inside; it follows
the bearer."""

MAX_CLAIMS = 60
"""Claims of one mention that are looked at; a name that more organisations bear says nothing without a place."""

MAX_JUDGED = 6
"""Bearers of one name that are judged: those that fit the string's places and relatives best."""

UNLISTED_WEIGHT = 12.0
"""Weight of a mention that is no phrase of the index (pinyin): that of a telling name."""


class Candidate(msgspec.Struct):
    """One organisation that one mention may mean, and the evidence for and against it.

    ``features`` maps names of evidence to amounts, ``shared`` those of the mention, which its other candidates have
    too;
    ``logit`` is the weighted sum of both.
    """

    mention: Mention
    organisation: int
    kind: int
    via: str
    shared: dict[str, float]
    features: dict[str, float] = msgspec.field(default_factory=dict)
    logit: float = 0.0


class Scene:
    """One reading of a string with what evidence needs to know of it as a whole.

    Attributes
    ----------
    weights : for each mention, the information in its name
    segments : for each mention, first and last + 1 word of the stretch between commas that holds it
    bearers : for each mention, the organisations that bear its name
    named : all of these
    parents_named : their parents
    sure_children : organisations named in full, alone between commas, by a telling name, whose parent is named as well
    repeated : organisations that more than one mention names
    heaviest : the largest of ``weights``
    universities : numbers of the mentions of which a bearer teaches
    """

    __slots__ = (
        "_agreement", "_placed", "bearers", "heaviest", "hint", "index", "named", "numbers", "parents_named", "reading",
        "repeated", "segments", "standings", "sure_children", "universities", "weights",
    )  # fmt: skip

    def __init__(self, reading: Reading, index: NameIndex, hint: Hint | None) -> None:
        self.reading, self.index, self.hint = reading, index, hint
        mentions, facts = reading.mentions, index.organisations
        self._agreement: dict[int, tuple[bool, bool, bool, bool]] = {}
        for mention in mentions:
            if mention.phrase in index.cuts:
                mention.claims = self._heard(mention.claims)
        self.numbers = {id(mention): at for at, mention in enumerate(mentions)}
        self.weights = [index.weights[m.phrase] if m.phrase >= 0 else UNLISTED_WEIGHT for m in mentions]
        self.segments = [_segment(reading, m) for m in mentions]
        self.bearers = [{claim >> 3 for claim in m.claims[:MAX_CLAIMS]} for m in mentions]
        self.named: set[int] = set().union(*self.bearers)
        self.parents_named = {parent for one in self.named for parent in facts.parents[one]}
        self.sure_children = self._sure_children() if self.parents_named & self.named else set()
        self.heaviest = max(self.weights, default=0.0)
        teachers = index.teachers
        self.universities = [at for at, bearers in enumerate(self.bearers) if not teachers.isdisjoint(bearers)]
        self.standings: dict[int, dict[int, float]] = {}
        self.repeated = self._repeated() if len(mentions) > 1 else set()
        self._placed: set[int] | None = None

    def _heard(self, claims: Sequence[int]) -> Sequence[int]:
        """Claims without those of names cut short whose city the string does not name."""
        return [claim for claim in claims if claim & 7 != CUT or self.agreement(claim >> 3)[0]]

    def _repeated(self) -> set[int]:
        """Organisations that several mentions name: in full and by acronym, or in two languages."""
        if sum(map(len, self.bearers)) == len(self.named):
            return set()
        phrases: dict[int, set[int]] = {}
        for at, mention in enumerate(self.reading.mentions):
            for one in self.bearers[at]:
                phrases.setdefault(one, set()).add(mention.phrase)
        return {one for one, found in phrases.items() if len(found) > 1}

    def _sure_children(self) -> set[int]:
        parents = self.index.organisations.parents
        return {
            one
            for at, mention in enumerate(self.reading.mentions)
            if self.weights[at] > 11.0 and self.segments[at] == (mention.start, mention.end)
            for one in self.bearers[at]
            if any(parent in self.named for parent in parents[one])
        }

    @property
    def placed(self) -> set[int]:
        """Numbers of the words that name places outside organisations."""
        if self._placed is None:
            self._placed = {at for place in self.reading.places for at in range(place.start, place.end)}
        return self._placed

    def weight(self, mention: Mention) -> float:
        """Information in a mention's name."""
        return self.weights[self.numbers[id(mention)]]

    def standing_of(self, mention: Mention) -> dict[int, float]:
        """For each bearer of a mention's name, how well it fits the string's places and relatives beside its
        namesakes."""
        number = self.numbers[id(mention)]
        known = self.standings.get(number)
        if known is None:
            claims = {claim >> 3: claim & 7 for claim in mention.claims[:MAX_CLAIMS]}
            known = self.standings[number] = {one: self._standing(one, kind) for one, kind in claims.items()}
        return known

    def _standing(self, organisation: int, kind: int) -> float:
        city, division, country, implied = self.agreement(organisation)
        is_family = organisation in self.parents_named or any(
            parent in self.named for parent in self.index.organisations.parents[organisation]
        )
        return 2.0 * city + 1.5 * division + 1.0 * country + 0.3 * implied + 1.5 * is_family - 0.25 * min(kind, 4)

    def agreement(self, organisation: int) -> tuple[bool, bool, bool, bool]:
        """Whether the string names the organisation's city, division, country; or a place in its country."""
        known = self._agreement.get(organisation)
        if known is None:
            known = self._agreement[organisation] = self._agreed(organisation)
        return known

    def _agreed(self, organisation: int) -> tuple[bool, bool, bool, bool]:
        facts, reading = self.index.organisations, self.reading
        place = facts.place_id[organisation]
        country = facts.country[organisation]
        division = facts.division[organisation]
        return (
            facts.city[organisation] in reading.cities or (place != "" and place in reading.place_ids),
            division != "" and division in reading.divisions,
            country in reading.countries,
            country in reading.implied,
        )


def _segment(reading: Reading, mention: Mention) -> tuple[int, int]:
    before = reading.words.before
    start, end, last = mention.start, mention.end, len(before) - 1
    while start > 0 and before[start] < COMMA:
        start -= 1
    while end < last and before[end] < COMMA:
        end += 1
    return start, end


def candidates(mention: Mention, scene: Scene) -> list[Candidate]:
    """All candidates of one mention: bearers, their parents and successors, universities inside a longer name."""
    facts, successors = scene.index.organisations, scene.index.successors
    shared: dict[str, float] = {}
    found = [Candidate(mention, claim >> 3, claim & 7, OWN, shared) for claim in _fittest(mention, scene)]
    seen = {claim >> 3 for claim in mention.claims[:MAX_CLAIMS]}
    for one in found[:3]:
        for parent in facts.parents[one.organisation]:
            if parent not in seen:
                seen.add(parent)
                found.append(Candidate(mention, parent, one.kind, PARENT, shared))
        after = successors.get(one.organisation)
        if after is not None and after not in seen:
            seen.add(after)
            found.append(Candidate(mention, after, one.kind, SUCCESSOR, shared))
    if mention.end - mention.start >= 4:
        found.extend(Candidate(mention, n, kind, INNER, shared) for n, kind in _inside(mention, scene) if n not in seen)
    return found


def _fittest(mention: Mention, scene: Scene) -> Sequence[int]:
    """The claims worth judging, best first where there are many."""
    if len(mention.claims) <= MAX_JUDGED:
        return mention.claims
    standing, size = scene.standing_of(mention), scene.index.organisations.size
    claims = mention.claims[:MAX_CLAIMS]
    return sorted(claims, key=lambda claim: (-standing[claim >> 3], -size[claim >> 3], claim))[:MAX_JUDGED]


def _inside(mention: Mention, scene: Scene) -> list[tuple[int, int]]:
    """Universities whose name begins or ends a longer name: 'X University | School of Medicine'."""
    words, index = scene.reading.words.words, scene.index
    types = index.organisations.types
    if "university" not in words[mention.start : mention.end]:
        return []
    for size in range(mention.end - mention.start - 1, 1, -1):
        for start in (mention.start, mention.end - size):
            part = words[start : start + size]
            if not (part[0] in BODIES or part[-1] in BODIES):
                continue
            phrase = index.phrases.get(" ".join(part))
            if phrase is not None:
                claims = [c for c in index.owners_of(phrase) if c & 7 <= ALIAS and "education" in types[c >> 3]]
                if claims:
                    return [(claim >> 3, DISPLAY) for claim in claims[:8]]
    return []
