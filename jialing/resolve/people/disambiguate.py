"""Which authorships are one person's: the order of the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jialing.resolve.people.arrays import Flags, Floats, Ints
from jialing.resolve.people.blocks import candidate_pairs
from jialing.resolve.people.clusters import all_pairs, clusters
from jialing.resolve.people.reasons import reasons
from jialing.resolve.people.scene import Bylines, Scene, Verdict, scene_of
from jialing.resolve.people.weigh import FORBIDDEN, Remembered, Scales


@dataclass(frozen=True)
class People:
    """What was found.

    Attributes
    ----------
    authorships : one row each, ordered by work_no and position: work_no, position, person_id, orcid (None unless
        valid), probability (0..1, that the authorship belongs with the person's others; None where there is no other),
        because, params, evidence (JSON: kind -> log-odds), decided_by ('evidence' or 'person'), n_namesakes
        (other people found whose whole name reads the same; None where only initials are printed)
    n_persons : people
    n_orcid_ignored : authorships whose ORCID iD has a wrong form or check character; it was not used
    n_contradicted : verdicts 'same person' that verdicts 'not the same' do not allow; those stand
    """

    authorships: pa.Table
    n_persons: int
    n_orcid_ignored: int
    n_contradicted: int


def disambiguate(given: Bylines) -> People:
    """Tell the people behind authorships apart; conservative: without evidence two authorships are two people.

    Pure and without chance: the same authorships, in any order, give the same people. Time grows about as their number
    does. Method and weights: docs/explanation/people.md.

    Raises
    ------
    InputError
        ``people.repeated_position`` (work_no, position) where two rows claim one place on one work.
    """
    scene = scene_of(given)
    scales = Scales(scene)
    forbidden = _apart(scene)

    def weigh(left: Ints, right: Ints) -> Floats:
        odds = scales.log_odds(left, right)
        return np.where(forbidden(left, right), FORBIDDEN, odds)

    log_odds = Remembered(scene.n_strands, weigh)
    left, right = candidate_pairs(scene)
    person = clusters(scene.n_strands, left, right, log_odds(left, right), log_odds)
    person, decided, n_contradicted = _united(scene, person)
    left, right = all_pairs(person)
    told = reasons(scene, scales, person, decided, (left, right, log_odds(left, right)))
    return People(told, len(np.unique(person)), scene.n_orcid_ignored, n_contradicted)


def _verdicts(scene: Scene) -> Sequence[tuple[int, int, bool]]:
    """Verdicts between strands (an authorship that a person spoke of is a strand of its own)."""
    place = np.empty(len(scene.order), np.int64)
    place[scene.order] = np.arange(len(scene.order))
    strand = scene.strand[place] if len(place) else place
    return [(int(strand[v.left]), int(strand[v.right]), v.is_same) for v in scene.given.verdicts if v.left != v.right]


def _pair_keys(left: Ints, right: Ints, n: int) -> Ints:
    return np.minimum(left, right) * n + np.maximum(left, right)


def _apart(scene: Scene):  # type: ignore[no-untyped-def]
    """A test of pairs: did a person say that they are two people?"""
    apart = np.array([(a, b) for a, b, is_same in _verdicts(scene) if not is_same], dtype=np.int64).reshape(-1, 2)
    keys = np.unique(_pair_keys(apart[:, 0], apart[:, 1], scene.n_strands))

    def test(left: Ints, right: Ints) -> Flags:
        if not len(keys):
            return np.zeros(len(left), np.bool_)
        return np.isin(_pair_keys(left, right, scene.n_strands), keys)

    return test


def _united(scene: Scene, person: Ints) -> tuple[Ints, Flags, int]:
    """People after verdicts 'same person', strands that a verdict spoke of, and how many verdicts contradict others."""
    verdicts = _verdicts(scene)
    decided = np.zeros(scene.n_strands, np.bool_)
    decided[[s for a, b, _ in verdicts for s in (a, b)]] = True
    apart = [(a, b) for a, b, is_same in verdicts if not is_same]
    n_contradicted = 0
    for a, b, is_same in verdicts:
        if not is_same or person[a] == person[b]:
            continue
        both = {int(person[a]), int(person[b])}
        if any({int(person[c]), int(person[d])} == both for c, d in apart):
            n_contradicted += 1
            continue
        person = np.where(person == max(both), min(both), person)
    return person, decided, n_contradicted


__all__ = ["Bylines", "People", "Verdict", "disambiguate"]
