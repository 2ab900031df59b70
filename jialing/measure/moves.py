"""Moves of researchers between places, told apart from joint posts, visits and other sites of one organisation.

A *move* needs a new main place of work that lasts two years of publication without the old one: in each of at least two
years after the last work signed with the old place, most of the person's works name the new one (Robinson-Garcia et al.
2019, doi:10.1016/j.joi.2018.11.002, tell migrants from travellers by the same loss of the old affiliation). Two places
named together in two years are a *joint* post; another place named in one year between works at the same main place is
a *visit*; a new place under an organisation that the person had before is another *site*. What is too short to tell is
none of them. Years are those of publication, which follow a move by months to years.

Two people who were taken for one look like one who moved. So every move says what holds its two sides together
(``basis``), and :data:`FALSE_SHARES` says how many moves of each basis, and of people whose name others found bear or
do not, were false where the truth is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from jialing.errors import InputError

LASTING = 2
"""Years of publication that a new main place must last without the old one, and that joint posts last."""
HELD = 2
"""Works that a person must have at the old main place: one stray record is no place of work."""
TOLERATED = 0.2
"""A flow is shown only where expected false moves are under this share of it."""
Kind = Literal["move", "site", "joint", "visit"]
Basis = Literal["orcid", "source", "name"]
FALSE_SHARES: Mapping[tuple[str, bool], float] = MappingProxyType(
    {
        ("orcid", False): 0.16,
        ("orcid", True): 0.30,
        ("source", False): 0.09,
        ("source", True): 0.27,
        ("name", False): 0.50,
        ("name", True): 1.0,
    }
)
"""(basis, whether others found bear the name) -> share of false moves that is reckoned with.

The upper bound (95 %, Wilson 1927, doi:10.1080/01621459.1927.10502953) of the worst share among generated homonyms, or
the share among authors with ORCID where that is worse, as ``python -m benchmarks people`` measures them; where fewer
than twenty moves could be judged the worst share itself, where none could, all of them.
"""


class Stay(NamedTuple):
    """Works of a person in a year at a place and organisation (-1 unknown), under one id of the source (-1 none)."""

    year: int
    place: int
    org: int
    source_id: int
    has_orcid: bool
    works: float


@dataclass(frozen=True)
class Move:
    """One change of a person's places.

    ``year``: first at the new place; ``year_before``: last at the old one before it. ``to_org`` -1 where unknown.
    """

    person: int
    kind: Kind
    year: int
    year_before: int
    from_place: int
    to_place: int
    from_org: int
    to_org: int
    n_before: float
    n_after: float
    basis: Basis


def moves(
    person: npt.NDArray[np.int64],
    stays: Mapping[str, npt.NDArray[np.generic]],
) -> list[Move]:
    """Moves, other sites, joint posts and visits of all people, by person and year.

    Parameters
    ----------
    person : (rows,), code of the person
    stays : columns of :class:`Stay` by name, (rows,) each

    Raises
    ------
    InputError
        ``moves.unequal`` (columns) where columns are missing or their lengths differ.
    """
    columns = [stays.get(name, np.zeros(0)) for name in Stay._fields]
    if any(len(column) != len(person) for column in columns):
        raise InputError("moves.unequal", columns=", ".join(Stay._fields))
    place = np.asarray(stays["place"], dtype=np.int64)
    rows = _of_several_places(person, place)
    order = rows[np.lexsort((place[rows], np.asarray(stays["year"])[rows], person[rows]))]
    told: dict[int, list[Stay]] = defaultdict(list)
    for who, *row in zip(person[order].tolist(), *(c[order].tolist() for c in columns), strict=True):
        told[who].append(Stay(*row))
    return [move for who, mine in told.items() for move in sorted(_moves_of(who, mine), key=_in_order)]


def _of_several_places(person: npt.NDArray[np.int64], place: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Rows of people with works at two or more places; nobody else can have moved."""
    pairs = np.unique(np.stack([person, place]), axis=1)
    who, n_places = np.unique(pairs[0], return_counts=True)
    return np.flatnonzero(np.isin(person, who[n_places > 1]))


def _in_order(move: Move) -> tuple[int, str, int, int]:
    return move.year, move.kind, move.from_place, move.to_place


@dataclass
class _Stint:
    """A run of years with one main place."""

    place: int
    years: list[int]


def _moves_of(person: int, stays: Sequence[Stay]) -> Iterator[Move]:
    works: dict[int, Counter[int]] = defaultdict(Counter)
    for stay in stays:
        works[stay.year][stay.place] += stay.works  # type: ignore[assignment]
    homes, found = _homes(works)
    for old, new in found:
        yield _told(person, stays, old, new)
    moved = {frozenset((old.place, new.place)) for old, new in found}
    joint = _joint(works, moved)
    for (main, other), year in joint.items():
        yield _beside(person, stays, "joint", main, other, year)
    known = {home.place for home in homes} | {place for pair in joint for place in pair}
    for home, place, year in _visits(works, homes, known):
        yield _beside(person, stays, "visit", home, place, year)


def _homes(works: Mapping[int, Counter[int]]) -> tuple[list[_Stint], list[tuple[_Stint, _Stint]]]:
    """Main places that lasted, in order, and which of them followed which by a move."""
    homes: list[_Stint] = []
    found: list[tuple[_Stint, _Stint]] = []
    for stint in _stints(works):
        if homes and stint.place == homes[-1].place:
            homes[-1].years.extend(stint.years)
        elif not homes:
            homes.append(stint)
        elif len(_without(works, stint, homes[-1].place)) >= LASTING:
            if sum(works[y][homes[-1].place] for y in homes[-1].years) >= HELD:
                found.append((homes[-1], stint))
            homes.append(stint)
    return homes, found


def _without(works: Mapping[int, Counter[int]], stint: _Stint, old: int) -> list[int]:
    """Years of a stint after the last work that still names the old place."""
    last = max((year for year in stint.years if old in works[year]), default=-1)
    return [year for year in stint.years if year > last]


def _stints(works: Mapping[int, Counter[int]]) -> list[_Stint]:
    """Runs of years with one main place: most works of the year; of equals the place before, then the larger one."""
    total: Counter[int] = Counter()
    for at in works.values():
        total.update(at)
    found: list[_Stint] = []
    for year in sorted(works):
        before = found[-1].place if found else -1
        main = max(works[year], key=lambda p: (works[year][p], p == before, total[p], -p))
        if main == before:
            found[-1].years.append(year)
        else:
            found.append(_Stint(main, [year]))
    return found


def _joint(works: Mapping[int, Counter[int]], moved: set[frozenset[int]]) -> dict[tuple[int, int], int]:
    """(main, other) places named together in two years or more, without a move between them -> the first such year."""
    years: dict[frozenset[int], list[int]] = defaultdict(list)
    total: Counter[int] = Counter()
    for year, at in works.items():
        total.update(at)
        for pair in {frozenset((a, b)) for a in at for b in at if a < b} - moved:
            years[pair].append(year)
    lasting = {pair: min(seen) for pair, seen in years.items() if len(seen) >= LASTING}
    return {_larger_first(pair, total): year for pair, year in lasting.items()}


def _larger_first(pair: Iterable[int], total: Mapping[int, float]) -> tuple[int, int]:
    first, second = sorted(pair, key=lambda place: (-total[place], place))
    return first, second


def _visits(
    works: Mapping[int, Counter[int]], homes: Sequence[_Stint], known: set[int]
) -> Iterator[tuple[int, int, int]]:
    """(main place, other place, year) of places named in one year, with works at the main place before and after."""
    seen: dict[int, list[int]] = defaultdict(list)
    for year, at in works.items():
        for place in at:
            seen[place].append(year)
    for place, years in sorted(seen.items()):
        home = next((h.place for h in homes if min(seen[h.place]) <= years[0] <= max(seen[h.place])), None)
        if place not in known and len(years) == 1 and home is not None:
            yield home, place, years[0]


def _told(person: int, stays: Sequence[Stay], old: _Stint, new: _Stint) -> Move:
    before = [s for s in stays if s.place == old.place and s.year <= new.years[-1]]
    after = [s for s in stays if s.place == new.place and s.year >= new.years[0]]
    same = {s.org for s in before} & {s.org for s in after} - {-1}
    kind: Kind = "site" if same else "move"
    year_before = max(s.year for s in before if s.year <= new.years[0])
    return _move(person, kind, new.years[0], year_before, before, after)


def _beside(person: int, stays: Sequence[Stay], kind: Kind, main: int, other: int, year: int) -> Move:
    """A joint post or a visit: the other place beside the main one."""
    before = [s for s in stays if s.place == main]
    after = [s for s in stays if s.place == other]
    year_before = max((s.year for s in before if s.year <= year), default=year)
    return _move(person, kind, year, year_before, before, after)


def _move(person: int, kind: Kind, year: int, year_before: int, before: list[Stay], after: list[Stay]) -> Move:
    return Move(
        person=person,
        kind=kind,
        year=year,
        year_before=year_before,
        from_place=before[0].place,
        to_place=after[0].place,
        from_org=_main_org(before),
        to_org=_main_org(after),
        n_before=round(sum(s.works for s in before), 6),
        n_after=round(sum(s.works for s in after), 6),
        basis=_basis(before, after),
    )


def _main_org(stays: Iterable[Stay]) -> int:
    works: Counter[int] = Counter()
    for stay in stays:
        if stay.org >= 0:
            works[stay.org] += stay.works  # type: ignore[assignment]
    return min(works, key=lambda org: (-works[org], org)) if works else -1


def _basis(before: Iterable[Stay], after: Iterable[Stay]) -> Basis:
    """What holds both sides together: an ORCID iD on each (two of them would be two people), the source's id, names."""
    if any(s.has_orcid for s in before) and any(s.has_orcid for s in after):
        return "orcid"
    ids = {s.source_id for s in before} & {s.source_id for s in after} - {-1}
    return "source" if ids else "name"


@dataclass(frozen=True)
class Flow:
    """Moves from one place to another.

    ``expected_false``: moves that are no moves, by the shares measured; ``low`` and ``high``: 95 % interval of true
    moves; ``is_shown``: expected false moves are under a fifth of the flow.
    """

    n_moves: int
    expected_false: float
    low: float
    high: float
    is_shown: bool


def flow(
    counted: Mapping[tuple[str, bool], int],
    *,
    level: float = 0.95,
    shares: Mapping[tuple[str, bool], float] = FALSE_SHARES,
) -> Flow:
    """A flow from its moves by (basis, whether others bear the name).

    The interval is the exact one of a Poisson count (Garwood 1936, doi:10.1093/biomet/28.3-4.437), times the share that
    is expected to be true.
    """
    n = sum(counted.values())
    false = sum(count * shares[kind] for kind, count in counted.items())
    true_share = 1.0 - false / n if n else 1.0
    tail = (1.0 - level) / 2
    low = float(gammaincinv(n, tail)) if n else 0.0
    high = float(gammaincinv(n + 1, 1.0 - tail))
    return Flow(n, false, low * true_share, high * true_share, is_shown=n > 0 and false < TOLERATED * n)
