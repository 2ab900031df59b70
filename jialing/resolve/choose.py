"""Which candidates are the answer: the best one, and others only where the string clearly lists separate
organisations."""

from __future__ import annotations

from collections.abc import Sequence

from jialing.resolve.index import NameIndex
from jialing.resolve.model import Model
from jialing.resolve.reading import Mention, Reading
from jialing.resolve.scene import Candidate
from jialing.resolve.words import AND, COMMA, STRONG

MAX_ANSWERS = 100


def chosen(ranked: Sequence[Candidate], reading: Reading, index: NameIndex, model: Model) -> list[Candidate]:
    """The organisations of a string, best first; empty where none is likely enough."""
    if not ranked or ranked[0].logit < least(ranked[0].mention, model):
        return []
    kept = [ranked[0]]
    mentions = {id(ranked[0].mention)}
    for candidate in ranked[1:]:
        if candidate.logit < model.also or len(kept) >= MAX_ANSWERS:
            break
        if id(candidate.mention) in mentions:
            continue
        mentions.add(id(candidate.mention))
        if all(_are_separate(candidate, other, reading, index, model) for other in kept):
            kept.append(candidate)
    return kept


def least(mention: Mention, model: Model) -> float:
    """Log-odds from which what a mention names is given rather than withheld."""
    if mention.how != "phrase":
        return model.accept_tail
    return model.accept if mention.end - mention.start > 1 else model.accept_short


def _are_separate(one: Candidate, other: Candidate, reading: Reading, index: NameIndex, model: Model) -> bool:
    if are_family(one.organisation, other.organisation, index):
        return False
    if _are_listed(one.mention, other.mention, reading):
        return True
    types = index.organisations.types
    if one.logit < model.also_teaches:
        return False
    both_teach = "education" in types[one.organisation] and "education" in types[other.organisation]
    return both_teach and "boundary.whole" in one.shared and "boundary.whole" in other.shared


def are_family(one: int, other: int, index: NameIndex) -> bool:
    """Same organisation, parent and child, grandparent and grandchild, or children of one parent."""
    parents = index.organisations.parents
    if one == other:
        return True
    above_one, above_other = _above(one, parents), _above(other, parents)
    return one in above_other or other in above_one


def _above(one: int, parents: Sequence[Sequence[int]]) -> set[int]:
    found: set[int] = set()
    level = {one}
    for _ in range(4):
        level = {parent for n in level for parent in parents[n]} - found
        found |= level
    return found


def _are_listed(one: Mention, other: Mention, reading: Reading) -> bool:
    """Whether something that separates organisations stands between two mentions: a strong mark, 'and', or a place of
    their own."""
    first, last = (one, other) if one.start < other.start else (other, one)
    before = reading.words.before
    if any(before[at] == STRONG for at in range(first.end, last.start + 1)):
        return True
    if before[last.start] == AND and first.end == last.start:
        return True
    return any(
        first.end <= p.start and p.end <= last.start and before[p.start] >= COMMA for p in reading.places
    ) and any(p.start >= last.end for p in reading.places)
