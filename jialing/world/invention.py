"""The world before its works: everything that stays the same over the parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jialing.world.affiliations import Writer
from jialing.world.fields import Taxonomy, specialities, strength_in, subfield_shares, taxonomy
from jialing.world.geography import Geography, geography, gravity
from jialing.world.organisations import Register, register
from jialing.world.people import People, people
from jialing.world.plan import FIRST_YEAR, Plan

Floats = npt.NDArray[np.float64]
FAVOURED = 7.0


@dataclass(frozen=True, eq=False)
class World:
    """Places, organisations, people, fields and who is strong where; shared by all parts, read only.

    ``early`` and ``late`` are (places, subfields); ``profile`` is (organisations, fields); ``shares`` and ``growth``
    are (subfields,).
    """

    plan: Plan
    geography: Geography
    tree: Taxonomy
    register: Register
    people: People
    writer: Writer
    early: Floats
    late: Floats
    profile: Floats
    shares: Floats
    growth: Floats


def world(plan: Plan) -> World:
    """Invent everything but the works."""
    where = geography()
    tree = taxonomy()
    found = register(plan, where)
    early, late = specialities(plan, len(where.spots), len(tree.subfields))
    profile = _profiles(tree, found)
    shares, growth = subfield_shares(tree, plan.rng("shares"))
    folk = people(plan, where, found, _group_profile(tree, found, profile, (early + late) / 2, shares))
    writer = Writer(where, found.organisations, tree.field_codes)
    return World(plan, where, tree, found, folk, writer, early, late, profile, shares, growth)


def _profiles(tree: Taxonomy, found: Register) -> Floats:
    codes = tree.field_codes
    profile = np.full((len(found.organisations), len(codes)), 0.35)
    for org in found.organisations:
        favoured = [codes.index(f) for f in org.kind.fields if f in codes]
        profile[org.number, favoured] = FAVOURED
        if not favoured:
            profile[org.number] = 1.0
    return profile


def _group_profile(tree: Taxonomy, found: Register, profile: Floats, strength: Floats, shares: Floats) -> Floats:
    by_field = np.zeros((len(strength), len(tree.field_codes)))
    np.add.at(by_field.T, tree.field_index(), (strength * shares).T)
    return np.asarray(profile * by_field[found.spots])


@dataclass(frozen=True)
class YearView:
    """What draws need in one year, as running sums ready for searching.

    ``subfields`` (subfields,); ``orgs`` (subfields, organisations), all; ``homes`` the same with circle members only;
    ``partners`` (fields, organisations) where companies weigh more; ``places`` (fields, places, places): row = from.
    """

    subfields: Floats
    orgs: Floats
    homes: Floats
    partners: Floats
    places: Floats
    abroad: Floats


@lru_cache(maxsize=2)
def year_view(made: World, year: int) -> YearView:
    """The running sums of a year."""
    tree, found, spots = made.tree, made.register, made.geography.spots
    strength = strength_in(made.early, made.late, year)
    fields = tree.field_index()
    mix = made.shares * made.growth ** (year - FIRST_YEAR)
    local = strength[found.spots].T * made.profile.T[fields]
    orgs = local * found.weights * _rise(made, year)[found.spots]
    is_home = np.array([s.is_home for s in spots])[found.spots]
    by_field = np.zeros((len(tree.field_codes), len(spots)))
    np.add.at(by_field, fields, (strength * mix).T)
    by_field /= by_field.mean(axis=1, keepdims=True)
    partners = made.profile.T * found.weights * np.where(found.is_company, 3.0, 1.0)
    pull = gravity(made.geography, year)
    away = made.geography.is_abroad
    domestic = np.where(away, 0.0, pull)
    return YearView(
        subfields=np.cumsum(mix / mix.sum()),
        orgs=np.cumsum(orgs, axis=1),
        homes=np.cumsum(orgs * is_home, axis=1),
        partners=np.cumsum(partners, axis=1),
        places=np.cumsum(domestic[None] * np.sqrt(by_field)[:, None, :], axis=2),
        abroad=np.cumsum(_abroad_pull(made, year)),
    )


def _rise(made: World, year: int) -> Floats:
    """Growth of each place against the others: some rise, some fall behind."""
    drift = made.plan.rng("rise").normal(1.0, 0.025, len(made.geography.spots)).clip(0.94, 1.08)
    return np.asarray(drift ** (year - FIRST_YEAR))


_GROWING = "PK KZ UZ KG BD NP LK IR SA AE TR EG KE ET ZA TH MY ID VN LA KH MM PH MN RU BY RS HU PL GR"


def _abroad_pull(made: World, year: int) -> Floats:
    """Pull of each place abroad; those along the Belt and Road gain over the years."""
    gain = 1.09 ** (year - FIRST_YEAR)
    spots, growing = made.geography.spots, frozenset(_GROWING.split())
    return np.array([s.mass * (gain if s.country_code in growing else 1.0) if s.is_abroad else 0.0 for s in spots])
