"""Where the invented organisations stand: real places with invented weights, and how distance thins cooperation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from jialing.schema import Place, load_circles, places
from jialing.world.abroad import cities
from jialing.world.plan import FIRST_YEAR, LAST_YEAR

Floats = npt.NDArray[np.float64]

# Invented research weights; the order of the large cities is meant to look familiar, the figures mean nothing.
_MASSES = """
CN-110000 24|CN-120000 7|CN-130100 2|CN-130200 0.9|CN-130300 0.9|CN-130400 0.5|CN-130500 0.3|
CN-130600 1.3|CN-130700 0.35|CN-130800 0.3|CN-130900 0.35|CN-131000 0.6|CN-131100 0.25|CN-310000 17|
CN-320100 11|CN-320200 2|CN-320300 1.8|CN-320400 1.3|CN-320500 4|CN-320600 1.1|CN-321000 1.2|
CN-321100 1.2|CN-330100 9|CN-330200 2.4|CN-330300 1.2|CN-330400 0.8|CN-330500 0.6|CN-330600 0.7|
CN-330700 0.7|CN-331000 0.5|CN-340100 6|CN-340200 0.8|CN-340300 0.6|CN-440100 9|CN-440300 7|
CN-440400 0.8|CN-440600 0.8|CN-440700 0.4|CN-441200 0.3|CN-441300 0.4|CN-441900 1|CN-442000 0.4|
HK 8|MO 1.6|CN-500000 9|CN-510100 13|CN-510300 0.45|CN-510400 0.3|CN-510500 0.6|
CN-510600 0.6|CN-510700 2.4|CN-510900 0.2|CN-511000 0.25|CN-511100 0.35|CN-511300 0.7|CN-511400 0.25|
CN-511500 0.45|CN-511600 0.15|CN-511700 0.25|CN-511800 0.5|CN-512000 0.15|CN-420100 7|CN-610100 7|
CN-430100 4|CN-210100 3|CN-210200 3|CN-230100 3.2|CN-220100 3|CN-370100 2.5|CN-370200 2.5|
CN-410100 2.2|CN-350100 1.6|CN-350200 1.8|CN-360100 1.4|CN-530100 1.5|CN-520100 1|CN-450100 1|
CN-620100 1.8|CN-140100 1.2|CN-650100 0.6|CN-150100 0.5|CN-460100 0.5|CN-640100 0.3|CN-630100 0.3|
CN-540100 0.15
"""
_SMALL = 0.25
_OTHERS = (
    "CN-420100 CN-610100 CN-430100 CN-210100 CN-210200 CN-230100 CN-220100 CN-370100 CN-370200 CN-410100 CN-350100 "
    "CN-350200 CN-360100 CN-530100 CN-520100 CN-450100 CN-620100 CN-140100 CN-650100 CN-150100 CN-460100 CN-640100 "
    "CN-630100 CN-540100"
)
NEAR_KM = 35.0
DECAY = 0.75
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Spot:
    """A place of the world. ``circle`` is the number of its circle, -1 outside; ``is_home`` are circle members."""

    place_id: str
    name_en: str
    name_zh: str
    province_en: str
    province_zh: str
    country_code: str
    country_en: str
    geonames_id: int
    lat: float
    lng: float
    mass: float
    circle: int

    @property
    def is_home(self) -> bool:
        return self.circle >= 0

    @property
    def is_abroad(self) -> bool:
        return self.place_id.startswith("gn-")


@dataclass(frozen=True)
class Geography:
    """All places (home, other Chinese, abroad, in this order) and the circles' ids."""

    spots: tuple[Spot, ...]
    circle_ids: tuple[str, ...]

    @property
    def masses(self) -> Floats:
        return np.array([s.mass for s in self.spots])

    @property
    def is_abroad(self) -> npt.NDArray[np.bool_]:
        return np.array([s.is_abroad for s in self.spots])


def geography() -> Geography:
    """Members of the four shipped circles, two dozen other Chinese cities, and cities abroad."""
    circles = load_circles()
    members = {m: n for n, c in enumerate(circles.values()) for m in c.place_ids(date(LAST_YEAR, 12, 31))}
    masses = {row.split()[0]: float(row.split()[1]) for row in _MASSES.replace("\n", "").split("|")}
    known = {p.place_id: p for p in places()}
    wanted = [*members, *(p for p in _OTHERS.split() if p not in members)]
    chinese = [_spot(known[i], masses.get(i, _SMALL), members.get(i, -1)) for i in wanted]
    abroad = [
        Spot(
            f"gn-{c.geonames_id}", c.name, "", "", "", c.country_code, c.country, c.geonames_id, c.lat, c.lng, c.mass,
            -1
        )
        for c in cities()
    ]  # fmt: skip
    return Geography((*(s for s in chinese if s), *abroad), tuple(circles))


def _spot(place: Place, mass: float, circle: int) -> Spot | None:
    """None for a place whose position is not known: distance rules this world."""
    if place.lat is None or place.lng is None:
        return None
    country = {"HK": "Hong Kong", "MO": "Macao"}.get(place.place_id, "China")
    city = (*place.geonames_ids, 0)[0]
    return Spot(
        place.place_id, place.name_en, place.name_zh, place.province_en, place.province_zh, place.country_code, country,
        city, place.lat, place.lng, mass, circle,
    )  # fmt: skip


def distances(world: Geography) -> Floats:
    """Great-circle distances between all places in km, (places, places)."""
    lat, lng = np.radians([[s.lat for s in world.spots], [s.lng for s in world.spots]])
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lng[:, None] - lng) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)))


def gravity(world: Geography, year: int) -> Floats:
    """Pull of each place (column) on partners in each place (row) in a year, before fields are looked at.

    Mass times (NEAR_KM + distance) ** -DECAY, more inside a circle and more so every year; abroad, distance counts
    little.
    """
    progress = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    circle = np.array([s.circle for s in world.spots])
    inside = (circle[:, None] == circle) & (circle >= 0)
    away = world.is_abroad
    decay = np.where(away, 4000.0**-DECAY, (NEAR_KM + distances(world)) ** -DECAY)
    pull = decay * world.masses * np.where(inside, 1.2 + 1.1 * progress, 1.0)
    return np.asarray(pull)
