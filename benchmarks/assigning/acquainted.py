"""Invented people with Chinese names at their real frequency, who work in groups and write a million authorships.

Names come from `world/person_names.py` (surnames by the published shares). 150,000 people at 300 organisations of very
different size, in groups by field; a work is by a group, now and then with people of another. One in ten moved once.
The lake tells them apart with the errors that it was measured to have (docs/explanation/people.md): one in 40 is split
in two, and 0.8 % are a mix of two namesakes at one organisation. Every third work prints characters, the others pinyin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jialing.world import person_names

N_PEOPLE, N_ORGS, N_FIELDS, N_WORKS = 150_000, 300, 20, 290_000
FIRST, LAST = 2017, 2026
SPLIT, MIXED, MOVED, WITH_ORCID, WITH_WORKS = 0.025, 0.008, 0.10, 0.35, 0.6


@dataclass(frozen=True)
class World:
    """Truth and what the lake has of it.

    Attributes
    ----------
    characters, pinyin : (people,) names
    orgs : (people, 2) present and former organisation (the same where nobody moved)
    orcid : (people,) bool, has one
    work, person, year : (authorships,) truth
    filed : (authorships,) the lake's person
    """

    characters: list[str]
    pinyin: list[str]
    orgs: np.ndarray
    orcid: np.ndarray
    work: np.ndarray
    person: np.ndarray
    year: np.ndarray
    filed: np.ndarray


def world(seed: int) -> World:
    """About a million authorships."""
    rng = np.random.default_rng(seed)
    characters, pinyin = _names(rng)
    size = rng.pareto(1.2, N_ORGS) + 0.3
    org = rng.choice(N_ORGS, N_PEOPLE, p=size / size.sum())
    former = np.where(rng.random(N_PEOPLE) < MOVED, rng.integers(0, N_ORGS, N_PEOPLE), org)
    group = org * N_FIELDS + rng.integers(0, N_FIELDS, N_PEOPLE)
    work, person, year = _works(group, rng)
    filed = _filed(person, work, pinyin, org, rng)
    orcid = rng.random(N_PEOPLE) < WITH_ORCID
    return World(characters, pinyin, np.column_stack([org, former]), orcid, work, person, year, filed)


def _names(rng: np.random.Generator) -> tuple[list[str], list[str]]:
    (surnames, said, shares), (given, syllables, weights) = map(
        person_names.rows, (person_names.SURNAMES, person_names.GIVEN)
    )
    one = rng.choice(len(surnames), N_PEOPLE, p=np.array(shares) / sum(shares)).tolist()
    first, second = (rng.choice(len(given), N_PEOPLE, p=np.array(weights) / sum(weights)).tolist() for _ in range(2))
    is_short = (rng.random(N_PEOPLE) < 0.12).tolist()
    characters, pinyin = [], []
    for s, a, b, short in zip(one, first, second, is_short, strict=True):
        characters.append(surnames[s] + given[a] + ("" if short else given[b]))
        pinyin.append(f"{said[s]} {(syllables[a] + ('' if short else syllables[b])).capitalize()}")
    return characters, pinyin


def _works(group: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Works of 1 to 6 authors of a group; in one of five the last author is of another group."""
    order = np.argsort(group, kind="stable")
    start = np.searchsorted(group[order], np.arange(N_ORGS * N_FIELDS + 1))
    lead = rng.integers(0, N_PEOPLE, N_WORKS)
    n_authors = rng.integers(2, 7, N_WORKS)
    work = np.repeat(np.arange(N_WORKS), n_authors)
    theirs = group[lead][work]
    low, high = start[theirs], start[theirs + 1]
    person = order[low + (rng.random(len(work)) * (high - low)).astype(np.int64)]
    is_last = np.r_[work[1:] != work[:-1], True]
    outside = is_last & (rng.random(N_WORKS) < 0.2)[work]
    person[outside] = rng.integers(0, N_PEOPLE, int(outside.sum()))
    year = rng.integers(FIRST, LAST + 1, N_WORKS)[work]
    keys = np.unique(work * np.int64(N_PEOPLE) + person, return_index=True)[1]
    return work[keys], person[keys], year[keys]


def _filed(
    person: np.ndarray, work: np.ndarray, pinyin: list[str], org: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """The lake's person of each authorship: most right, some split by work, some mixed with a namesake."""
    filed = np.arange(N_PEOPLE)
    seen: dict[tuple[str, int], int] = {}
    wanted = int(MIXED * N_PEOPLE)
    for one in rng.permutation(N_PEOPLE).tolist():
        other = seen.setdefault((pinyin[one], int(org[one])), one)
        if other != one and wanted > 0:
            filed[one] = filed[other]
            wanted -= 2
    is_split = rng.random(N_PEOPLE) < SPLIT
    return filed[person] + np.where(is_split[person] & (work % 2 == 1), N_PEOPLE, 0)
