"""Why a string has no organisation: it names none, it names one that no table has, or it lies between several."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from jialing.resolve.choose import are_family
from jialing.resolve.index import NameIndex
from jialing.resolve.model import Model
from jialing.resolve.reading import Reading, is_address_word, is_generic
from jialing.resolve.scene import Candidate
from jialing.resolve.words import BODIES, BODIES_ZH, COMMA, LEGAL, LEXICON, UNITS

Abstention = Literal["no_organisation", "unknown_organisation", "ambiguous"]

REACH = 1.5
"""Log-odds below the best within which another organisation may as well be meant."""

NAMED = -2.5
"""Log-odds of the best from which it is worth saying between whom a string lies."""

MAX_CANDIDATES = 5

STREETS = frozenset(
    ("street", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "strasse", "rue", "via", "calle")
)
"""Words (canonical) that say 'an address stands here', whatever the street is named after."""

PARTS_ZH = frozenset(("学院", "实验室"))
"""Chinese endings that are a part of a body as often as a body."""

TELLING = 6.0
"""Information (nats) beyond a kind of part from which 'Centre for ...' names a body of its own, not a department."""


def candidates_within_reach(
    ranked: Sequence[Candidate], index: NameIndex, model: Model
) -> tuple[tuple[str, float], ...]:
    """The organisations that a string lies between, with their probabilities (0..1), best first; see
    :func:`within_reach`."""
    between = within_reach(ranked, index)
    if not between:
        return ()
    ids = index.organisations.ids
    odds = {one.organisation: math.exp(one.logit / model.temperature) for one in _nearest(ranked)}
    whole = 1.0 + sum(odds.values())
    return tuple((ids[one.organisation], round(odds[one.organisation] / whole, 3)) for one in between)


def within_reach(ranked: Sequence[Candidate], index: NameIndex, *, reach: float = REACH) -> list[Candidate]:
    """The best candidate and its rivals, at most MAX_CANDIDATES, each organisation once.

    Empty where the best has no rival: none within reach, or only its own parents, children and successor.
    """
    if len(ranked) < 2 or ranked[0].logit < NAMED or ranked[1].logit < ranked[0].logit - reach:
        return []
    top, *others = _nearest(ranked)
    rivals = [one for one in others if one.logit >= top.logit - reach and not _are_related(one, top, index)]
    return [top, *rivals][:MAX_CANDIDATES] if rivals else []


def _nearest(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Each organisation once, by its best candidate."""
    best: dict[int, Candidate] = {}
    for candidate in ranked:
        best.setdefault(candidate.organisation, candidate)
    return list(best.values())


def _are_related(one: Candidate, other: Candidate, index: NameIndex) -> bool:
    a, b = one.organisation, other.organisation
    return are_family(a, b, index) or index.successors.get(a) == b or index.successors.get(b) == a


def abstention(reading: Reading, index: NameIndex, *, is_between: bool) -> Abstention:
    """The kind of an abstention. ``is_between``: several organisations are within reach of each other."""
    if is_between:
        return "ambiguous"
    return "unknown_organisation" if names_body(reading, index) else "no_organisation"


def names_body(reading: Reading, index: NameIndex) -> bool:
    """Whether a stretch between separators names a body, rather than a department, a person or an address."""
    placed = {at for place in reading.places for at in range(place.start, place.end)}
    stretches = list(_stretches(reading))
    if len(stretches) == 1 and not placed and _is_one_name(reading):
        return True
    if any(_is_body(reading, start, end, placed, index) for start, end in stretches):
        return True
    return reading.words.has_han and any(_is_body_zh(reading, start, end, placed) for start, end in stretches)


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    before = reading.words.before
    start = 0
    for end in range(1, len(before)):
        if before[end] >= COMMA:
            yield start, end
            start = end


def _is_one_name(reading: Reading) -> bool:
    """A capitalised word alone: a brand or an acronym sooner than a person, who has two names."""
    words = reading.words
    return (
        len(words.raw) == 1 and words.raw[0][:1].isupper() and len(words.raw[0]) >= 3 and not is_generic(words.words[0])
    )


STRONG_BODIES = BODIES - UNITS - {"school"}
"""Words that say 'an organisation' rather than perhaps a part of one."""

GENERAL = frozenset(word for meant in LEXICON.values() if isinstance(meant, str) for word in meant.split())
"""Words that the lexicon knows: disciplines and sorts of things, nobody's own name."""


def _is_body(reading: Reading, start: int, end: int, placed: set[int], index: NameIndex) -> bool:
    words, raw = reading.words.words[start:end], reading.words.raw[start:end]
    if any(word in STREETS for word in words):
        return False
    rest = [word for word in words if not is_generic(word) and not is_address_word(word)]
    if any(word in STRONG_BODIES for word in words):
        return bool(rest) or any(word in LEGAL for word in words)
    if any(_is_coined(one) and at not in placed for at, one in enumerate(raw, start)):
        return True
    if not any(word in BODIES for word in words):
        return False
    if start in placed and end - 1 not in placed:  # 'Atlanta Medical Center'
        return True
    telling = [w for at, w in enumerate(words, start) if w in rest and at not in placed and w not in GENERAL]
    return sum(index.information.get(word, index.rarest) for word in telling) >= TELLING


_COINED = re.compile(r"[A-Z]{3,8}|[A-Z][a-z]+[A-Z][A-Za-z]*")


def _is_coined(raw: str) -> bool:
    """An acronym or a word with capitals inside (GmbH aside, which is a body): nobody's name and no discipline."""
    return _COINED.fullmatch(raw) is not None


_STRONG_ZH = re.compile(f"(?<=.)(?:{'|'.join(sorted(set(BODIES_ZH) - PARTS_ZH, key=len, reverse=True))})(?![路街道城])")
_BRANCH_ZH = re.compile("(?<=..)分(?:院|校|所|公司|部|局|行)")
_ADDRESS_ZH = re.compile("[路街号楼室栋弄巷村镇乡]")


def _is_body_zh(reading: Reading, start: int, end: int, placed: set[int]) -> bool:
    """A kind of body after something, a branch, or a place at the head of more than an address."""
    run = "".join(word for word in reading.words.words[start:end] if word >= "\u2e80")
    if _STRONG_ZH.search(run) or _BRANCH_ZH.search(run):
        return True
    is_headed = start in placed and sum(at not in placed for at in range(start, end)) >= 3
    return is_headed and end - 1 not in placed and _ADDRESS_ZH.search(run) is None
