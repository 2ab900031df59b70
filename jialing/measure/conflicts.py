"""Conflicts of interest between experts and proposals, found in works, projects, employers and what is declared.

Every conflict keeps the rows behind it: which member of the team, which work or organisation, in which year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jialing.errors import InputError

Ints = NDArray[np.int64]
NOBODY = -1
"""A person who cannot be identified: nothing can be ruled out about them, so they block."""

SELF, EMPLOYER, DECLARED = "self", "employer", "declared"


@dataclass(frozen=True)
class Joint:
    """Who took part in what: works, projects, patents, seats of alliances, theses, payments.

    Attributes
    ----------
    kind : work, project, patent, advisor, seat, money, ...
    record, person : (n,) codes
    first, last : (n,) years in which the record counts (a work: its year twice)
    """

    kind: str
    record: Ints
    person: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True)
class Rules:
    """What counts as a conflict, and for how long.

    Attributes
    ----------
    years : of each kind, and of ``employer``: a record counts where it lasted into the last so many years; a kind
        that is not named does not count
    most_people : records of more people than this make nobody acquainted (None: every record counts)
    umbrellas : organisations too large for a common one to mean anything (a ministry, an academy as a whole)
    """

    years: Mapping[str, int] = field(default_factory=lambda: {"work": 5, "project": 5, "patent": 5, "employer": 3})
    most_people: int | None = 100
    umbrellas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Evidence:
    """What is known of people: joint records, employers with their parents, and what was declared or refuted.

    Attributes
    ----------
    stays : (n, 4) person, organisation, first year, last year (open: any later year)
    parents : (n, 2) organisation, its parent
    declared : (n, 2) two persons; either of them said so
    avoided : (n, 2) proposal, expert's number: named by the applicants
    dismissed : (person, person, kind) that an officer found to be false; shown, but it blocks nothing
    """

    joint: Sequence[Joint] = ()
    stays: Ints = field(default_factory=lambda: np.zeros((0, 4), np.int64))
    parents: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int64))
    declared: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int64))
    avoided: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int64))
    dismissed: frozenset[tuple[int, int, str]] = frozenset()


@dataclass(frozen=True)
class Conflicts:
    """Rows behind, one a proposal, expert, member, kind and record; and who could not be checked.

    Attributes
    ----------
    proposal, expert : (n,) numbers
    member : (n,) person of the team through whom
    kind : (n,) names
    record : (n,) work, project, organisation; -1 where there is none
    year : (n,) last year in which both were in it; -1 where there is none
    is_dismissed : (n,) found false by an officer
    unknown_experts, unknown_proposals : numbers of experts, and of proposals with members, who cannot be identified
    applicants : numbers of experts who are on any proposal: nobody on a call reviews in it
    shape : (proposals, experts)
    """

    proposal: Ints
    expert: Ints
    member: Ints
    kind: NDArray[np.str_]
    record: Ints
    year: Ints
    is_dismissed: NDArray[np.bool_]
    unknown_experts: Ints
    unknown_proposals: Ints
    applicants: Ints
    shape: tuple[int, int]

    def found(self) -> NDArray[np.bool_]:
        """(proposals, experts): a row that was not dismissed stands between them."""
        matrix = np.zeros(self.shape, bool)
        holds = ~self.is_dismissed
        matrix[self.proposal[holds], self.expert[holds]] = True
        return matrix

    def blocked(self) -> NDArray[np.bool_]:
        """(proposals, experts): may not review; found, an applicant, or not to be identified."""
        matrix = self.found()
        matrix[:, self.applicants] = True
        matrix[:, self.unknown_experts] = True
        matrix[self.unknown_proposals] = True
        return matrix


def conflicts(teams: Ints, experts: Ints, known: Evidence, *, year: int, rules: Rules | None = None) -> Conflicts:
    """All conflicts between experts and proposals.

    Parameters
    ----------
    teams : (n, 2) proposal, person of its team; ``NOBODY`` for somebody who cannot be identified
    experts : (experts,) person of each; ``NOBODY`` likewise
    year : of the call; windows end with it, and what begins later does not count

    Raises
    ------
    InputError
        ``conflicts.columns`` (name) where a table has other columns or lengths.
    """
    rules = rules or Rules()
    _check(teams, known)
    members, at_team = np.unique(teams[teams[:, 1] != NOBODY, 1]), teams[teams[:, 1] != NOBODY]
    reviewers = np.unique(experts[experts != NOBODY])
    met = [_same(members, reviewers), _declared(members, reviewers, known.declared)]
    met += [_joint(one, members, reviewers, year, rules) for one in known.joint if one.kind in rules.years]
    if EMPLOYER in rules.years:
        met.append(_employers(known, members, reviewers, year, rules))
    rows = _spread(_Met.joined(met), at_team, experts, known.dismissed)
    n_proposals = int(teams[:, 0].max(initial=-1)) + 1
    avoided = _Rows.of(known.avoided[:, 0], known.avoided[:, 1], DECLARED)
    every = _Rows.joined([rows, avoided])
    return Conflicts(
        *every.columns(),
        unknown_experts=np.flatnonzero(experts == NOBODY),
        unknown_proposals=np.unique(teams[teams[:, 1] == NOBODY, 0]),
        applicants=np.flatnonzero(np.isin(experts, members)),
        shape=(max(n_proposals, int(known.avoided[:, 0].max(initial=-1)) + 1), len(experts)),
    )


@dataclass(frozen=True)
class _Met:
    """Two persons and where they met: ``columns`` member, reviewer, record, year."""

    kind: str
    rows: Ints

    @staticmethod
    def joined(met: Sequence[_Met]) -> tuple[Ints, NDArray[np.str_]]:
        rows = np.concatenate([one.rows for one in met])
        return rows, np.repeat([one.kind for one in met], [len(one.rows) for one in met])


@dataclass(frozen=True)
class _Rows:
    table: Ints
    kind: NDArray[np.str_]
    is_dismissed: NDArray[np.bool_]

    @staticmethod
    def of(proposal: Ints, expert: Ints, kind: str) -> _Rows:
        none = np.full(len(proposal), -1)
        table = np.column_stack([proposal, expert, none, none, none])
        return _Rows(table, np.full(len(proposal), kind), np.zeros(len(proposal), bool))

    @staticmethod
    def joined(parts: Sequence[_Rows]) -> _Rows:
        return _Rows(
            np.concatenate([part.table for part in parts]),
            np.concatenate([part.kind for part in parts]),
            np.concatenate([part.is_dismissed for part in parts]),
        )

    def columns(self) -> tuple[Ints, Ints, Ints, NDArray[np.str_], Ints, Ints, NDArray[np.bool_]]:
        t = self.table
        return t[:, 0], t[:, 1], t[:, 2], self.kind, t[:, 3], t[:, 4], self.is_dismissed


def _check(teams: Ints, known: Evidence) -> None:
    tables = {"teams": (teams, 2), "stays": (known.stays, 4), "parents": (known.parents, 2)}
    tables |= {"declared": (known.declared, 2), "avoided": (known.avoided, 2)}
    wrong = [name for name, (table, width) in tables.items() if table.ndim != 2 or table.shape[1] != width]
    uneven = [
        one.kind for one in known.joint if len({len(one.record), len(one.person), len(one.first), len(one.last)}) > 1
    ]
    if wrong or uneven:
        raise InputError("conflicts.columns", name=(wrong + uneven)[0])


def _same(members: Ints, reviewers: Ints) -> _Met:
    both = np.intersect1d(members, reviewers)
    none = np.full(len(both), -1)
    return _Met(SELF, np.column_stack([both, both, none, none]))


def _declared(members: Ints, reviewers: Ints, declared: Ints) -> _Met:
    pairs = np.concatenate([declared, declared[:, ::-1]])
    pairs = pairs[np.isin(pairs[:, 0], members) & np.isin(pairs[:, 1], reviewers)]
    none = np.full(len(pairs), -1)
    return _Met(DECLARED, np.column_stack([pairs, none, none]))


def _joint(one: Joint, members: Ints, reviewers: Ints, year: int, rules: Rules) -> _Met:
    """Members and reviewers of one record, where it lasted into the window and not too many took part."""
    holds = (one.last > year - rules.years[one.kind]) & (one.first <= year)
    if rules.most_people is not None:
        _, at, sizes = np.unique(one.record, return_inverse=True, return_counts=True)
        holds &= (sizes <= rules.most_people)[at]
    is_member, is_reviewer = np.isin(one.person, members), np.isin(one.person, reviewers)
    left, right = np.flatnonzero(holds & is_member), np.flatnonzero(holds & is_reviewer)
    a, b = _meetings(one.record[left], one.record[right])
    a, b = left[a], right[b]
    differ = one.person[a] != one.person[b]
    a, b = a[differ], b[differ]
    last = np.minimum(np.minimum(one.last[a], one.last[b]), year)
    return _Met(one.kind, np.column_stack([one.person[a], one.person[b], one.record[a], last]))


def _employers(known: Evidence, members: Ints, reviewers: Ints, year: int, rules: Rules) -> _Met:
    """Stays in the window at one organisation, or at two that have an ancestor in common which is no umbrella."""
    stays = known.stays
    stays = stays[(stays[:, 3] > year - rules.years[EMPLOYER]) & (stays[:, 2] <= year)]
    place = _with_parents(np.unique(stays[:, 1]), known.parents, rules.umbrellas)
    at_member, at_reviewer = (stays[np.isin(stays[:, 0], of)] for of in (members, reviewers))
    left, right = (_lifted(part, place) for part in (at_member, at_reviewer))
    a, b = _meetings(left[:, 1], right[:, 1])
    rows = np.column_stack([left[a, 0], right[b, 0], left[a, 1], np.minimum(np.minimum(left[a, 3], right[b, 3]), year)])
    return _Met(EMPLOYER, rows[rows[:, 0] != rows[:, 1]])


def _with_parents(organisations: Ints, parents: Ints, umbrellas: frozenset[int]) -> Ints:
    """(n, 2) organisation, itself and each of its ancestors; umbrellas and circles of parents left out."""
    above: dict[int, list[int]] = {}
    for child, parent in parents.tolist():
        above.setdefault(child, []).append(parent)
    rows = []
    for organisation in organisations.tolist():
        seen, waiting = {organisation}, [organisation]
        while waiting:
            new = [parent for parent in above.get(waiting.pop(), ()) if parent not in seen]
            seen.update(new)
            waiting += new
        rows += [(organisation, one) for one in seen if one not in umbrellas]
    return np.array(rows, np.int64).reshape(-1, 2)


def _lifted(stays: Ints, place: Ints) -> Ints:
    """Stays at the organisation and at each of its ancestors."""
    at, to = _meetings(stays[:, 1], place[:, 0])
    lifted = stays[at].copy()
    lifted[:, 1] = place[to, 1]
    return lifted


def _meetings(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Positions (in left, in right) of all pairs of equal values."""
    order = np.argsort(right, kind="stable")
    first = np.searchsorted(right[order], left, "left")
    count = np.searchsorted(right[order], left, "right") - first
    at_left = np.repeat(np.arange(len(left)), count)
    within = np.arange(len(at_left)) - np.repeat(np.cumsum(count) - count, count)
    return at_left, order[np.repeat(first, count) + within]


def _spread(
    met: tuple[Ints, NDArray[np.str_]], teams: Ints, experts: Ints, dismissed: frozenset[tuple[int, int, str]]
) -> _Rows:
    """From persons to proposals and experts: a person may be on several teams, and be listed as an expert twice."""
    rows, kind = met
    at, team = _meetings(rows[:, 0], teams[:, 1])
    again, expert = _meetings(rows[at, 1], experts)
    at, team = at[again], team[again]
    table = np.column_stack([teams[team, 0], expert, rows[at, 0], rows[at, 2], rows[at, 3]])
    is_dismissed = _is_dismissed(rows, kind, dismissed)[at]
    keys = np.column_stack([table, np.unique(kind, return_inverse=True)[1][at]]) if len(table) else table
    _, keep = np.unique(keys, axis=0, return_index=True)
    return _Rows(table[keep], kind[at][keep], is_dismissed[keep])


def _is_dismissed(rows: Ints, kind: NDArray[np.str_], dismissed: frozenset[tuple[int, int, str]]) -> NDArray[np.bool_]:
    if not dismissed:
        return np.zeros(len(rows), bool)
    known = dismissed | {(other, one, name) for one, other, name in dismissed}
    pairs = zip(rows[:, 0].tolist(), rows[:, 1].tolist(), kind.tolist(), strict=True)
    return np.array([pair in known for pair in pairs], bool)
