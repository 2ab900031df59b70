"""Which people of the lake a listed person is: an expert or applicant, by ORCID, own works, or name and organisation.

Who cannot be told from a namesake is not identified: better blocked than taken for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from jialing.resolve.people.spellings import names_read

DOUBT = 0.05
"""Most doubt with which name and organisation alone identify."""

RECORDED = 0.9
"""Share of listed people of whom the lake has a record at one of their organisations: assumed, not measured."""


@dataclass(frozen=True)
class Listed:
    """A person as a list has them: names in either script, and what else is known."""

    names: tuple[str, ...]
    orcid: str | None = None
    org_ids: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Recorded:
    """A person of the lake, as far as told apart there (table ``persons``)."""

    person_id: str
    names: tuple[str, ...]
    orcid: str | None = None
    org_ids: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Identified:
    """The people of the lake that a listed person is; several where the lake holds one person in parts.

    ``why`` (a phrase code ``pool_because.*``): orcid, works, organisation; or why not: unreadable, nobody, elsewhere,
    namesakes (with ``expected`` of them at the organisation).
    """

    person_ids: tuple[str, ...]
    why: str
    expected: float | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.person_ids)


@dataclass
class _Index:
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_orcid: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    people_at: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def identified(listed: Sequence[Listed], recorded: Sequence[Recorded]) -> list[Identified]:
    """Who of the lake each listed person is.

    An ORCID iD or one of the person's own works (with a name that can be theirs on it) identifies; then also those of
    the same name at the same organisation belong, unless their ORCID iD says otherwise. Else it depends on how many
    namesakes are expected at the person's organisations: the share of people who bear the name (by the shipped shares
    of surnames and syllables) times the people recorded there, e. Where one record fits, it is another's only if the
    person has none and a namesake has: odds ``e (1 - RECORDED) / RECORDED``. Where several fit, they are parts of one
    person unless there is a namesake: ``e`` itself. Neither may exceed ``DOUBT``.
    """
    spellings = _Spellings([*listed, *recorded])
    index = _index(recorded, spellings)
    return [_one(person, recorded, index, spellings) for person in listed]


class _Spellings:
    """Whole names as read, their characters, and the share of people who bear them."""

    def __init__(self, people: Sequence[Listed | Recorded]) -> None:
        printed = sorted({name for person in people for name in person.names})
        table = names_read(printed)
        columns = (table.column(name).to_pylist() for name in ("whole", "han", "share"))
        self._rows = {name: row for name, *row in zip(printed, *columns, strict=True)}

    def wholes(self, names: Sequence[str]) -> set[str]:
        return {whole for whole, _, _ in (self._rows[name] for name in names) if whole}

    def hans(self, names: Sequence[str]) -> set[str]:
        return {han for _, han, _ in (self._rows[name] for name in names) if han}

    def share(self, names: Sequence[str]) -> float:
        """Of the commonest form: works may print any."""
        return max((share for _, _, share in (self._rows[name] for name in names) if share is not None), default=1.0)


def _index(recorded: Sequence[Recorded], spellings: _Spellings) -> _Index:
    index = _Index()
    for nth, person in enumerate(recorded):
        for whole in spellings.wholes(person.names):
            index.by_name[whole].append(nth)
        if person.orcid:
            index.by_orcid[person.orcid].append(nth)
        for org in person.org_ids:
            index.people_at[org] += 1
    return index


def _one(person: Listed, recorded: Sequence[Recorded], index: _Index, spellings: _Spellings) -> Identified:
    wholes = spellings.wholes(person.names)
    same = _compatible(person, recorded, index, spellings, wholes)
    if person.orcid and (sure := [recorded[nth] for nth in index.by_orcid.get(person.orcid, ())]):
        return Identified(_ids(sure, _beside(person, same)), "pool_because.orcid")
    if own := [one for one in same if person.works & one.works]:
        return Identified(_ids(own, _beside(person, same)), "pool_because.works")
    if not wholes:
        return Identified((), "pool_because.unreadable")
    if not same:
        return Identified((), "pool_because.nobody")
    here = _beside(person, same)
    if not here:
        return Identified((), "pool_because.elsewhere")
    expected = spellings.share(person.names) * sum(index.people_at[org] for org in person.org_ids)
    odds = expected if len(here) > 1 else expected * (1 - RECORDED) / RECORDED
    if odds > DOUBT:
        return Identified((), "pool_because.namesakes", expected)
    return Identified(_ids(here), "pool_because.organisation", expected)


def _compatible(
    person: Listed, recorded: Sequence[Recorded], index: _Index, spellings: _Spellings, wholes: set[str]
) -> list[Recorded]:
    """Of a name that reads the same, with no other characters and no other ORCID iD."""
    hans = spellings.hans(person.names)
    rows = sorted({nth for whole in wholes for nth in index.by_name.get(whole, ())})
    found = []
    for one in (recorded[nth] for nth in rows):
        others = spellings.hans(one.names)
        has_other_characters = bool(hans and others and not hans & others)
        has_other_orcid = bool(person.orcid and one.orcid and person.orcid != one.orcid)
        if not (has_other_characters or has_other_orcid):
            found.append(one)
    return found


def _beside(person: Listed, same: Sequence[Recorded]) -> list[Recorded]:
    return [one for one in same if one.org_ids & person.org_ids]


def _ids(*parts: Sequence[Recorded]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.person_id for part in parts for one in part))


def numbered_people(found: Sequence[Identified]) -> tuple[list[int], dict[str, int]]:
    """A number for each listed person (-1: not identified), and for each of the lake's people that they are.

    Listed persons who are the same of the lake's people have the same number: the expert who is an applicant too.
    """
    of: dict[str, int] = {}
    for nth, one in enumerate(found):
        known = sorted({of[person_id] for person_id in one.person_ids if person_id in of})
        mine = known[0] if known else nth
        if known[1:]:  # somebody who is both of two: all three are one
            of |= {person_id: mine for person_id, before in of.items() if before in known}
        of |= dict.fromkeys(one.person_ids, mine)
    return [of[one.person_ids[0]] if one.is_known else -1 for one in found], of
