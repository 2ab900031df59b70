"""The invented organisations: drawn once per world, held as plain records and arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from jialing.world import kinds
from jialing.world.geography import Geography, Spot
from jialing.world.identifiers import institution_id, ror_id, social_credit_code
from jialing.world.kinds import Kind
from jialing.world.listing import listed
from jialing.world.plan import Plan, Rng
from jialing.world.stems import chinese_stems, latin_stems

FORMER_IDS = 10_000_000
FORMER_SHARE = 0.06
# First two digits of the division code: first two digits of postcodes there.
_POST_PREFIX = {
    pair[:2]: pair[3:]
    for pair in listed(
        "11:10 12:30 13:05 14:03 15:01 21:11 22:13 23:15 31:20 32:21 33:31 34:23 35:35 36:33 37:25 41:45 42:43 43:41 "
        "44:51 45:53 46:57 50:40 51:61 52:55 53:65 54:85 61:71 62:73 63:81 64:75 65:83"
    )
}


@dataclass(frozen=True)
class Organisation:
    """An invented organisation.

    ``org_id`` is its ROR id, or ``local:<social credit code>`` where the registries lack it (``is_local``).
    ``weight`` is its output relative to others; ``parent`` the number of the organisation above, -1 for none;
    ``former`` the English and Chinese name of a predecessor that was withdrawn from the register ("" for none),
    which some people still write.
    """

    number: int
    org_id: str
    openalex_id: str
    name: str
    name_zh: str
    aliases: tuple[str, ...]
    acronym: str
    kind: Kind
    spot: int
    weight: float
    established: int
    postcode: str
    domain: str
    stem: str
    parent: int = -1
    is_local: bool = False
    children: tuple[int, ...] = ()
    former: tuple[str, str] = ("", "")

    @property
    def former_id(self) -> str:
        """ROR id of the predecessor."""
        return ror_id(FORMER_IDS + self.number)


def organisations(plan: Plan, world: Geography) -> tuple[Organisation, ...]:
    """All organisations, places in order, the heavier ones of each place first."""
    rng = plan.rng("organisations")
    names = _Names(rng)
    made: list[Organisation] = []
    for number, spot in enumerate(world.spots):
        rows = _abroad(plan, spot, rng) if spot.is_abroad else _chinese(plan, spot, rng)
        for kind, weight, is_local in rows:
            made.append(_organisation(len(made), kind, weight, is_local, number, spot, names, rng))
        if not spot.is_abroad:
            made.extend(_affiliated_hospitals(made, number, names, rng))
    return _with_children(_weighed(made, world))


def _chinese(plan: Plan, spot: Spot, rng: Rng) -> Iterator[tuple[Kind, float, bool]]:
    grown = spot.mass * plan.spread
    counts = (
        (kinds.UNIVERSITIES, 2.4 * grown**0.75, 10.0),
        (kinds.INSTITUTES, 1.6 * grown**0.8, 3.5),
        (kinds.HOSPITALS, 1.5 * grown**0.7, 2.5),
        (kinds.COMPANIES, 3.0 * grown**0.8, 0.7),
        (kinds.NEW_INSTITUTIONS, 1.2 * grown**0.8 if spot.is_home else 0.0, 0.5),
    )
    for group, expected, base in counts:
        n = int(expected) + int(rng.random() < expected % 1)
        n = max(n, 1) if group is kinds.UNIVERSITIES else n
        for rank, kind in enumerate(sorted(_drawn(group, n, rng), key=lambda k: -k.size)):
            yield (
                kind,
                base * kind.size / (rank + 1.0) ** 0.75 * rng.lognormal(0.0, 0.25),
                group is kinds.NEW_INSTITUTIONS,
            )


def _abroad(plan: Plan, spot: Spot, rng: Rng) -> Iterator[tuple[Kind, float, bool]]:
    n = max(1, round(2.4 * (spot.mass * plan.spread) ** 0.8))
    for rank, kind in enumerate(_drawn(kinds.ABROAD, n, rng)):
        yield kind, 8.0 / (rank + 1.0) ** 0.7, False


def _drawn(group: Sequence[Kind], n: int, rng: Rng) -> list[Kind]:
    shares = np.array([k.share for k in group])
    return [group[i] for i in rng.choice(len(group), size=n, p=shares / shares.sum())]


class _Names:
    """Hands out names, each once; stems repeat, so that look-alikes exist as they do in life."""

    def __init__(self, rng: Rng) -> None:
        stems = chinese_stems()
        self._chinese = [stems[i] for i in rng.permutation(len(stems))]
        self._latin = [latin_stems()[i] for i in rng.permutation(len(latin_stems()))]
        self._used: set[str] = set()
        self._next = 0

    def take(self, kind: Kind, spot: Spot, rng: Rng) -> tuple[str, str, str]:
        """Stem, English name and Chinese name of a new organisation."""
        while True:
            self._next += 1
            found = self._latin_name(kind, spot) if spot.is_abroad else self._chinese_name(kind, spot, rng)
            if found[1] not in self._used and (found[2] not in self._used or not found[2]):
                self._used.update(found[1:3])
                return found

    def claim(self, name: str, name_zh: str) -> None:
        """Note names that were made elsewhere."""
        self._used.update((name, name_zh))

    def former(self, name: str, name_zh: str) -> tuple[str, str]:
        """A name that a university might have had before; "" where another has it."""
        old = (
            f"{name.split(' University')[0].split(' Institute')[0]} Higher Technical School",
            f"{name_zh[:-2]}专科学校",
        )
        if old[0] in self._used or old[1] in self._used or not name_zh.endswith(("大学", "学院")):
            return "", ""
        self._used.update(old)
        return old

    def _latin_name(self, kind: Kind, spot: Spot) -> tuple[str, str, str]:
        stem = self._latin[self._next % len(self._latin)]
        return stem, kind.english.format(s=stem, c=spot.country_en), ""

    def _chinese_name(self, kind: Kind, spot: Spot, rng: Rng) -> tuple[str, str, str]:
        stem, stem_zh = self._chinese[self._next % len(self._chinese)]
        has_city = rng.random() < 0.3
        english, chinese = (f"{spot.name_en} {stem}", spot.name_zh + stem_zh) if has_city else (stem, stem_zh)
        return stem, kind.english.format(s=english), kind.chinese.format(s=chinese)


def _organisation(
    number: int, kind: Kind, weight: float, is_local: bool, at: int, spot: Spot, names: _Names, rng: Rng
) -> Organisation:
    stem, name, name_zh = names.take(kind, spot, rng)
    has_former = kind in kinds.UNIVERSITIES and rng.random() < FORMER_SHARE
    division = spot.place_id.removeprefix("CN-") if spot.place_id.startswith("CN-") else "810000"
    return Organisation(
        number=number,
        org_id=f"local:{social_credit_code(number, division)}" if is_local else ror_id(number),
        openalex_id="" if is_local else institution_id(number),
        name=name,
        name_zh=name_zh,
        aliases=_aliases(name, name_zh, stem),
        former=names.former(name, name_zh) if has_former else ("", ""),
        acronym=_acronym(name),
        kind=kind,
        spot=at,
        weight=weight,
        established=int(rng.integers(2012, 2024) if is_local else rng.integers(1902, 2012)),
        postcode=_postcode(spot, rng),
        domain=f"{stem.lower()}{number}.example",
        stem=stem,
        is_local=is_local,
    )


def _affiliated_hospitals(made: Sequence[Organisation], at: int, names: _Names, rng: Rng) -> list[Organisation]:
    parents = [o for o in made if o.spot == at and "Medical University" in o.name]
    found: list[Organisation] = []
    ranks = (("First", "第一"), ("Second", "第二"))
    for parent in parents:
        for rank, rank_zh in ranks:
            number = len(made) + len(found)
            name, name_zh = f"{rank} Affiliated Hospital of {parent.name}", f"{parent.name_zh}附属{rank_zh}医院"
            names.claim(name, name_zh)
            found.append(
                replace(
                    parent, number=number, org_id=ror_id(number), openalex_id=institution_id(number), name=name,
                    name_zh=name_zh, aliases=(f"The {name}",), acronym="", former=("", ""), kind=kinds.HOSPITALS[0],
                    parent=parent.number,
                    weight=parent.weight * 0.6, established=int(rng.integers(1920, 2000)),
                    domain=f"hospital{number}.example",
                )
            )  # fmt: skip
    return found


def _weighed(made: Sequence[Organisation], world: Geography) -> list[Organisation]:
    """Weights such that those of a place add up to its mass."""
    totals: dict[int, float] = {}
    for org in made:
        totals[org.spot] = totals.get(org.spot, 0.0) + org.weight
    return [replace(o, weight=o.weight / totals[o.spot] * world.spots[o.spot].mass) for o in made]


def _with_children(made: list[Organisation]) -> tuple[Organisation, ...]:
    children: dict[int, list[int]] = {}
    for org in made:
        children.setdefault(org.parent, []).append(org.number)
    return tuple(replace(o, children=tuple(children.get(o.number, ()))) for o in made)


def _aliases(name: str, name_zh: str, stem: str) -> tuple[str, ...]:
    shorter = [name.replace("University of ", "Univ. of ")] if "University of " in name else []
    if name_zh.endswith(("理工大学", "科技大学", "师范大学", "交通大学")):
        shorter.append(name_zh[:-4] + {"理": "理工", "科": "科大", "师": "师大", "交": "交大"}[name_zh[-4]])
    if name.endswith("(China)"):
        shorter += [name.removesuffix(" (China)") + " Co., Ltd.", f"{stem} Group"]
    return tuple(shorter)


def _acronym(name: str) -> str:
    words = [w for w in name.replace("(", " ").split() if w[0].isupper() and w != "China)"]
    return "".join(w[0] for w in words) if len(words) >= 3 else ""


def _postcode(spot: Spot, rng: Rng) -> str:
    if not spot.place_id.startswith("CN-"):
        return ""
    prefix = _POST_PREFIX[spot.place_id[3:5]]
    return f"{prefix}{int(spot.place_id[5:7]) % 10}{int(rng.integers(0, 100)):03d}"


@dataclass(frozen=True)
class Register:
    """The organisations as arrays: (organisations,) each."""

    organisations: tuple[Organisation, ...]
    spots: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    is_company: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.int64]

    @property
    def ids(self) -> list[str]:
        """The identifiers, in order."""
        return [o.org_id for o in self.organisations]


def register(plan: Plan, world: Geography) -> Register:
    """Draw the organisations and lay them out; ``starts`` (places + 1,) bounds those of each place."""
    found = organisations(plan, world)
    spots = np.array([o.spot for o in found])
    return Register(
        organisations=found,
        spots=spots,
        weights=np.array([o.weight for o in found]),
        is_company=np.array([o.kind.ror_type == "company" for o in found]),
        starts=np.searchsorted(spots, np.arange(len(world.spots) + 1)),
    )
