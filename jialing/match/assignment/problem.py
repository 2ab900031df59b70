"""What an assignment is asked for: affinities, demands, loads, conflicts, groups, organisations, a floor, a cap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 4_000_000
"""Pairs looked at together: 32 MB of doubles, whatever the size of the problem."""

MOST = 1e9
"""Largest demand or load: what is beyond is a slip."""

DIGITS = 6
"""Most decimals of a score that count as written exactly."""


@dataclass(frozen=True)
class Group:
    """Reviewers of one kind (a side, a seniority, a language) and how many of them each paper must and may have.

    Attributes
    ----------
    name : as told where it cannot be met
    members : (reviewers,) bool
    at_least, at_most : (papers,) reviewers of the group
    """

    name: str
    members: NDArray[np.bool_]
    at_least: Ints
    at_most: Ints


@dataclass(frozen=True)
class Problem:
    """An assignment asked for; made and checked by :func:`problem`.

    Attributes
    ----------
    scores : (papers, reviewers) affinity; NaN: this pair may not be (conflict, or nothing known)
    demand : (papers,) reviewers each paper gets
    load, load_min : (reviewers,) most and fewest papers of each reviewer
    groups : what is asked of kinds of reviewers
    organisation : (reviewers,) code of the organisation, -1 where none; a paper has at most ``per_organisation`` of one
    floor : the least sum of affinities a paper may have; None: no floor
    cap : the most probability (or share) of one pair; 1: whole assignments
    topics : (papers,) of each paper, to say where experts are missing; empty: none
    """

    scores: Floats
    demand: Ints
    load: Ints
    load_min: Ints
    groups: tuple[Group, ...] = ()
    organisation: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    per_organisation: int = 0
    floor: float | None = None
    cap: float = 1.0
    topics: tuple[str, ...] = ()

    @property
    def n_papers(self) -> int:
        return int(self.scores.shape[0])

    @property
    def n_reviewers(self) -> int:
        return int(self.scores.shape[1])

    @property
    def is_flow(self) -> bool:
        """Only demands, loads and conflicts: every vertex of the linear program is a whole assignment."""
        return not self.groups and not self.per_organisation and self.floor is None and self.cap >= 1.0

    @property
    def is_spread(self) -> bool:
        return self.per_organisation > 0 and bool((self.organisation >= 0).any())

    @cached_property
    def largest(self) -> float:
        """The largest affinity without its sign; 1 where all are 0."""
        return max(float(np.nanmax(np.abs(self.scores[part]), initial=0.0)) for part in self.chunks()) or 1.0

    def chunks(self) -> Iterator[slice]:
        """Slices of papers that together hold about ``CHUNK`` pairs each."""
        step = max(1, CHUNK // max(1, self.n_reviewers))
        return (slice(i, min(i + step, self.n_papers)) for i in range(0, self.n_papers, step))


def problem(
    scores: ArrayLike,
    *,
    demand: ArrayLike,
    load: ArrayLike,
    load_min: ArrayLike = 0,
    groups: tuple[Group, ...] = (),
    organisation: ArrayLike | None = None,
    per_organisation: int = 0,
    floor: float | None = None,
    cap: float = 1.0,
    topics: Sequence[str] = (),
) -> Problem:
    """A problem, checked; demands and loads may be one number for all.

    Raises
    ------
    InputError
        ``assignment.not_a_matrix``; ``assignment.not_finite`` (paper, reviewer); ``assignment.counts`` (name, expected)
        where demands, loads or groups do not fit, ``assignment.lengths`` where organisations or topics do not;
        ``assignment.load_order`` (reviewer) and ``assignment.group_order`` (group) where a least is above the most;
        ``assignment.cap`` where the cap is not in 0..1; ``assignment.floor`` where the floor is not finite.
    """
    matrix = np.asarray(scores, float)
    if matrix.ndim != 2 or not matrix.size:
        raise InputError("assignment.not_a_matrix", shape=str(matrix.shape))
    papers, reviewers = matrix.shape
    if not 0.0 < cap <= 1.0:
        raise InputError("assignment.cap", cap=cap)
    if per_organisation < 0:
        raise InputError("assignment.counts", name="per_organisation", expected=1)
    if floor is not None and not np.isfinite(floor):
        raise InputError("assignment.floor", floor=floor)
    made = Problem(
        scores=matrix,
        demand=_counts(demand, papers, "demand"),
        load=_counts(load, reviewers, "load"),
        load_min=_counts(load_min, reviewers, "load_min"),
        groups=groups,
        organisation=_codes(organisation, reviewers),
        per_organisation=per_organisation,
        floor=floor,
        cap=cap,
        topics=tuple(topics),
    )
    _check(made)
    return made


def _counts(given: ArrayLike, size: int, name: str) -> Ints:
    values = np.asarray(given, float)
    if values.shape not in ((), (size,)):
        raise InputError("assignment.counts", name=name, expected=size)
    values = np.broadcast_to(values, (size,))
    if not np.all((values >= 0) & (values <= MOST) & (values == np.rint(values))):
        raise InputError("assignment.counts", name=name, expected=size)
    return values.astype(np.int64)


def _codes(given: ArrayLike | None, size: int) -> Ints:
    codes = np.full(size, -1) if given is None else np.asarray(given)
    if codes.shape != (size,):
        raise InputError("assignment.lengths", name="organisation", expected=size)
    return codes.astype(np.int64)


def _check(made: Problem) -> None:
    for part in made.chunks():
        wrong = np.argwhere(np.isinf(made.scores[part]))
        if len(wrong):
            raise InputError("assignment.not_finite", paper=int(wrong[0, 0]) + part.start, reviewer=int(wrong[0, 1]))
    if made.topics and len(made.topics) != made.n_papers:
        raise InputError("assignment.lengths", name="topics", expected=made.n_papers)
    crossed = np.flatnonzero(made.load_min > made.load)
    if len(crossed):
        raise InputError("assignment.load_order", reviewer=int(crossed[0]))
    for group in made.groups:
        if group.members.shape != (made.n_reviewers,) or {group.at_least.shape, group.at_most.shape} != {
            (made.n_papers,)
        }:
            raise InputError("assignment.counts", name=group.name, expected=made.n_papers)
        if np.any(group.at_least < 0) or np.any(group.at_least > group.at_most):
            raise InputError("assignment.group_order", group=group.name)


def grid(wanted: Problem) -> int | None:
    """Decimals (0 to 6) with which every score is written exactly; None where six do not suffice.

    On such a grid every total is a whole number of units, added without rounding below 2**53, so that a bound less
    than one unit above a total proves it.
    """
    sample = wanted.scores[: min(20, wanted.n_papers)]
    start = next((k for k in range(DIGITS + 1) if _is_on(sample, k)), None)
    if start is None:
        return None
    for digits in range(start, DIGITS + 1):
        if all(_is_on(wanted.scores[part], digits) for part in wanted.chunks()):
            return digits
    return None


def _is_on(scores: Floats, digits: int) -> bool:
    known = scores[~np.isnan(scores)]
    units = known * 10.0**digits
    return bool(np.all(np.abs(units - np.rint(units)) <= 1e-12 * np.abs(units)))
