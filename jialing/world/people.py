"""Invented people: chairs in groups, who sat on them until when, and what each person is called.

A group of an organisation has GROUP_SIZE chairs. A chair's holder may leave in some year; another person follows,
who may come from a chair elsewhere (mobility) or be new. All is held in arrays of a few bytes a person; names are
worded on demand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jialing.world import person_names
from jialing.world.affiliations import STYLE_EDGES
from jialing.world.geography import Geography
from jialing.world.identifiers import orcid
from jialing.world.organisations import Register
from jialing.world.plan import FIRST_YEAR, LAST_YEAR, Plan, Rng

Ints = npt.NDArray[np.int64]
GROUP_SIZE = 12
PEOPLE_AT_SCALE_1 = 75_000
MOBILE_SHARE = 0.09
FOLLOWED_SHARE = 0.22
NEVER = 9999
ORCID_SHARE = 0.3
SPLIT_SHARE = 0.1
MIXED_SHARE = 0.08
AUTHOR_BASE = 9_900_000_000
SPLIT_SHIFT = 50_000_000
N_CHOICES = 12
SHARED_HABIT = 0.5


@dataclass(frozen=True)
class Name:
    """A person's name: Latin given name and surname; in Chinese, and its given syllables, where the person has one."""

    given: str
    surname: str
    chinese: str = ""
    syllables: tuple[str, ...] = ()

    @property
    def latin(self) -> str:
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class People:
    """Groups: organisation, field (position in the field list), first chair. Chairs: holder before and from ``change``.

    ``choice`` and ``style`` are how a person writes affiliations. ``group_first`` and ``group_count`` are
    (organisations, fields): groups of an organisation that work in a field, with any group of it where it has none.
    ``is_chinese_named`` only says from which list a name is drawn. ``account`` is under whose author id the source
    files a person's works: usually the person's own, now and then that of another of the same name.
    """

    group_org: Ints
    group_field: Ints
    group_first: Ints
    group_count: Ints
    holder: Ints
    successor: Ints
    change: Ints
    surname: npt.NDArray[np.int16]
    given_1: npt.NDArray[np.int16]
    given_2: npt.NDArray[np.int16]
    is_chinese_named: npt.NDArray[np.bool_]
    has_orcid: npt.NDArray[np.bool_]
    is_split: npt.NDArray[np.bool_]
    account: Ints
    choice: npt.NDArray[np.int64]
    style: npt.NDArray[np.int64]

    @property
    def n_people(self) -> int:
        return len(self.surname)

    def at(self, chairs: Ints, years: Ints) -> Ints:
        """Who sits on each chair in each year."""
        return np.where(years < self.change[chairs], self.holder[chairs], self.successor[chairs])

    def name(self, person: int) -> Name:
        """What a person is called."""
        if not self.is_chinese_named[person]:
            given = person_names.LATIN_GIVEN[int(self.given_1[person])]
            return Name(given, person_names.LATIN_SURNAMES[int(self.surname[person])])
        first, second = int(self.given_1[person]), int(self.given_2[person])
        syllables = (_GIVEN[1][first], *([_GIVEN[1][second]] if second >= 0 else []))
        chinese = _GIVEN[0][first] + (_GIVEN[0][second] if second >= 0 else "")
        surname = int(self.surname[person])
        return Name("".join(syllables).capitalize(), _SURNAMES[1][surname], _SURNAMES[0][surname] + chinese, syllables)

    def orcid(self, person: int) -> str | None:
        """The person's ORCID iD, None without one."""
        return orcid(person) if self.has_orcid[person] else None

    def author_id(self, person: int, work: int) -> tuple[bytes, bool]:
        """OpenAlex's id of the author, and whether it is a second one: OpenAlex splits some people and mixes others."""
        is_second = bool(self.is_split[person]) and work % 3 == 0
        shift = SPLIT_SHIFT if is_second else 0
        return b"https://openalex.org/A%d" % (AUTHOR_BASE + int(self.account[person]) + shift), is_second


_Names = tuple[npt.NDArray[np.int16], npt.NDArray[np.int16], npt.NDArray[np.int16], npt.NDArray[np.bool_]]
_SURNAMES = person_names.rows(person_names.SURNAMES)
_GIVEN = person_names.rows(person_names.GIVEN)


def people(plan: Plan, world: Geography, found: Register, profile: npt.NDArray[np.float64]) -> People:
    """Groups in proportion to weight, in fields by ``profile`` (organisations, fields); chairs; careers; names."""
    rng = plan.rng("people")
    n_groups = _group_counts(plan, found)
    group_org = np.repeat(np.arange(len(n_groups)), n_groups)
    group_field = _group_fields(group_org, profile, rng)
    order = np.lexsort((group_field, group_org))
    group_org, group_field = group_org[order], group_field[order]
    first, count = _groups_by_field(group_org, group_field, profile.shape)
    holder, successor, change, n_people = _careers(np.repeat(group_field, GROUP_SIZE), rng)
    home = np.zeros(n_people, np.int64)
    chair_org = np.repeat(group_org, GROUP_SIZE)
    home[successor] = chair_org
    home[holder] = chair_org
    abroad = world.is_abroad[found.spots[home]]
    names = _drawn_names(abroad, rng)
    has_orcid, is_split = rng.random(n_people) < ORCID_SHARE, rng.random(n_people) < SPLIT_SHARE
    habits = _habits(n_people, holder, successor, rng)
    account = _accounts(names, has_orcid, plan.rng("accounts"))
    return People(
        group_org, group_field, first, count, holder, successor, change, *names, has_orcid, is_split, account, *habits
    )


def _group_counts(plan: Plan, found: Register) -> Ints:
    people_wanted = PEOPLE_AT_SCALE_1 * min(plan.scale, plan.scale**0.75)
    share = found.weights / found.weights.sum()
    return np.asarray(np.maximum(1, np.round(share * people_wanted / GROUP_SIZE)), dtype=np.int64)


def _group_fields(group_org: Ints, profile: npt.NDArray[np.float64], rng: Rng) -> Ints:
    edges = np.cumsum(profile, axis=1)
    edges /= edges[:, -1:]
    return np.asarray((rng.random(len(group_org))[:, None] > edges[group_org]).sum(axis=1))


def _groups_by_field(group_org: Ints, group_field: Ints, shape: tuple[int, ...]) -> tuple[Ints, Ints]:
    count = np.zeros(shape, np.int64)
    np.add.at(count, (group_org, group_field), 1)
    first = (np.cumsum(count.ravel()) - count.ravel()).reshape(shape)
    whole = count.sum(axis=1, keepdims=True)
    begin = np.cumsum(whole, axis=0) - whole
    return np.where(count > 0, first, begin), np.where(count > 0, count, whole)


def _careers(chair_field: Ints, rng: Rng) -> tuple[Ints, Ints, Ints, int]:
    """Who sits on each chair, who follows, when; those who move mostly stay in their field."""
    n_chairs = len(chair_field)
    holder = np.arange(n_chairs)
    successor = holder.copy()
    change = np.full(n_chairs, NEVER)
    order = rng.permutation(n_chairs)
    n_mobile = int(n_chairs * MOBILE_SHARE)
    for year, movers in zip(
        range(FIRST_YEAR + 1, LAST_YEAR + 1), np.array_split(order[:n_mobile], LAST_YEAR - FIRST_YEAR), strict=True
    ):
        movers = movers[np.argsort(chair_field[movers], kind="stable")]
        successor[movers] = holder[np.roll(movers, 1)]
        change[movers] = year
    followed = order[n_mobile : n_mobile + int(n_chairs * FOLLOWED_SHARE)]
    successor[followed] = n_chairs + np.arange(len(followed))
    change[followed] = rng.integers(FIRST_YEAR + 1, LAST_YEAR + 1, len(followed))
    return holder, successor, change, n_chairs + len(followed)


def _accounts(names: _Names, has_orcid: npt.NDArray[np.bool_], rng: Rng) -> Ints:
    """Under whose author id each person's works are filed: some without an ORCID go to a namesake's."""
    surname, first, second, is_chinese = names
    pinyin = [np.unique(listed, return_inverse=True)[1] for listed in (_SURNAMES[1], _GIVEN[1])]
    spelt = [np.append(pinyin[1], -1)[np.where(is_chinese, given, -1)] for given in (first, second)]
    keys = np.stack(
        [~is_chinese, np.where(is_chinese, pinyin[0][surname.clip(0, len(pinyin[0]) - 1)], surname), *spelt]
    )
    keys = np.concatenate([keys, np.where(is_chinese, -1, first)[None]])
    order = np.lexsort((rng.random(len(surname)), *keys))
    is_namesake = np.append(False, (keys[:, order[1:]] == keys[:, order[:-1]]).all(axis=0))
    mixed = is_namesake & (rng.random(len(order)) < MIXED_SHARE) & ~has_orcid[order]
    mixed[1:] &= ~mixed[:-1]
    account = np.arange(len(order))
    account[order[mixed]] = order[np.flatnonzero(mixed) - 1]
    return account


def _habits(n_people: int, holder: Ints, successor: Ints, rng: Rng) -> tuple[Ints, Ints]:
    """How each person writes affiliations: half do as their group does."""
    group = np.zeros(n_people, np.int64)
    group[successor] = group[holder] = np.arange(len(holder)) // GROUP_SIZE
    n_groups = len(holder) // GROUP_SIZE
    alone = rng.random(n_people) >= SHARED_HABIT
    choice = np.where(alone, rng.integers(0, N_CHOICES, n_people), rng.integers(0, N_CHOICES, n_groups)[group])
    draws = np.where(alone, rng.random(n_people), rng.random(n_groups)[group])
    return choice, np.searchsorted(STYLE_EDGES, draws * 0.999999)


def _drawn_names(abroad: npt.NDArray[np.bool_], rng: Rng) -> _Names:
    n = len(abroad)
    chinese = rng.random(n) < np.where(abroad, 0.2, 0.97)
    surname = np.where(chinese, _draw(_SURNAMES[2], n, rng), rng.integers(0, len(person_names.LATIN_SURNAMES), n))
    first = np.where(chinese, _draw(_GIVEN[2], n, rng), rng.integers(0, len(person_names.LATIN_GIVEN), n))
    second = np.where(rng.random(n) < 0.75, _draw(_GIVEN[2], n, rng), -1)
    return surname.astype(np.int16), first.astype(np.int16), second.astype(np.int16), chinese


def _draw(shares: list[float], n: int, rng: Rng) -> Ints:
    edges = np.cumsum(shares)
    return np.asarray(np.searchsorted(edges, rng.random(n) * edges[-1], side="right").clip(0, len(shares) - 1))
