"""A string under judgement: its reading, the candidates that the reading proposes, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from jialing.resolve.index import NameIndex
from jialing.resolve.names import ALIAS, DISPLAY
from jialing.resolve.reading import Mention, Reading
from jialing.resolve.types import Hint
from jialing.resolve.words import BODIES, COMMA

OWN, PARENT, INNER, SUCCESSOR = "own", "parent", "inner", "successor"
"""How a candidate comes from a mention: it bears the name; it is the bearer's parent; its name is inside; it follows the bearer."""

MAX_CLAIMS = 60
"""Claims of one mention that are judged; a name that more organisations bear says nothing without a place."""


@dataclass(slots=True)
class Candidate:
    """One organisation that one mention may mean, and the evidence for and against it.

    ``features`` maps names of evidence to amounts; ``logit`` is their weighted sum.
    """

    mention: Mention
    organisation: int
    kind: int
    via: str
    features: dict[str, float] = field(default_factory=dict)
    logit: float = 0.0


@dataclass
class Scene:
    """One reading of a string with its candidates and what evidence needs to know in common."""

    reading: Reading
    index: NameIndex
    hint: Hint | None

    @cached_property
    def bearers(self) -> list[set[int]]:
        """For each mention, the organisations that bear its name."""
        return [{claim >> 3 for claim in mention.claims[:MAX_CLAIMS]} for mention in self.reading.mentions]

    @cached_property
    def named(self) -> set[int]:
        """All organisations whose name stands in the string."""
        return set().union(*self.bearers) if self.bearers else set()

    @cached_property
    def parents_named(self) -> set[int]:
        """All organisations of which a child's name stands in the string."""
        return {parent for one in self.named for parent in self.index.organisations.parents[one]}

    @cached_property
    def sure_children(self) -> set[int]:
        """Organisations named in full, alone between commas, by a telling name, whose parent is named as well."""
        parents = self.index.organisations.parents
        return {
            one
            for mention, bearers in zip(self.reading.mentions, self.bearers, strict=True)
            if self.weight(mention) > 11.0 and self.segment(mention) == (mention.start, mention.end)
            for one in bearers
            if any(parent in self.named for parent in parents[one])
        }

    @cached_property
    def heaviest(self) -> float:
        """The most informative mention's weight."""
        return max((self.weight(mention) for mention in self.reading.mentions), default=0.0)

    @cached_property
    def universities(self) -> list[tuple[int, float]]:
        """(mention number, weight) of the mentions of which a bearer teaches."""
        types = self.index.organisations.types
        return [
            (at, self.weight(self.reading.mentions[at]))
            for at, bearers in enumerate(self.bearers)
            if any("education" in types[one] for one in bearers)
        ]

    @cached_property
    def placed(self) -> set[int]:
        """Numbers of the words that name places outside organisations."""
        return {at for place in self.reading.places for at in range(place.start, place.end)}

    def weight(self, mention: Mention) -> float:
        """Information in a mention's name."""
        return self.index.weights[mention.phrase] if mention.phrase >= 0 else 12.0

    def segment(self, mention: Mention) -> tuple[int, int]:
        """First and last + 1 word of the stretch between commas that holds a mention."""
        before = self.reading.words.before
        start, end = mention.start, mention.end
        while start > 0 and before[start] < COMMA:
            start -= 1
        while end < len(before) - 1 and before[end] < COMMA:
            end += 1
        return start, end

    def agreement(self, organisation: int) -> tuple[bool, bool, bool, bool]:
        """Whether the string names the organisation's city, division, country; or a place in its country."""
        facts, reading = self.index.organisations, self.reading
        place = facts.place_id[organisation]
        country = facts.country[organisation]
        return (
            facts.city[organisation] in reading.cities or (place != "" and place in reading.place_ids),
            facts.division[organisation] in reading.divisions and facts.division[organisation] != "",
            country in reading.countries,
            country in reading.implied,
        )


def candidates(scene: Scene) -> list[Candidate]:
    """All candidates of a scene, mention by mention."""
    found: list[Candidate] = []
    facts = scene.index.organisations
    for mention in scene.reading.mentions:
        own = [Candidate(mention, claim >> 3, claim & 7, OWN) for claim in mention.claims[:MAX_CLAIMS]]
        seen = {one.organisation for one in own}
        found.extend(own)
        for one in own[:8]:
            for parent in facts.parents[one.organisation]:
                if parent not in seen:
                    seen.add(parent)
                    found.append(Candidate(mention, parent, one.kind, PARENT))
            after = scene.index.successors.get(one.organisation)
            if after is not None and after not in seen:
                seen.add(after)
                found.append(Candidate(mention, after, one.kind, SUCCESSOR))
        if mention.end - mention.start >= 4:
            found.extend(Candidate(mention, n, kind, INNER) for n, kind in _inside(mention, scene) if n not in seen)
    return found


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
