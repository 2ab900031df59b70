"""Which field each work is in, how many authors it has, and which organisations take part. Arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jialing.world.fields import TEAM_SIZE, TOPICS_PER_SUBFIELD
from jialing.world.invention import World, YearView, year_view
from jialing.world.plan import FIRST_YEAR, Rng

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
MAX_ORGS = 6
PARTNERS_MEAN, PARTNERS_RISE = 0.55, 0.04
ABROAD_SHARE, ABROAD_RISE = 0.2, 0.004
PARTNER_LEADS = 0.18
LARGE_SHARE = 0.0012
LARGE, USUAL_MAX = (30, 130), 28


@dataclass(frozen=True)
class Teams:
    """Works in the order of their serial numbers.

    ``subfield`` and ``topic`` are positions in the taxonomy, (works,); ``orgs`` is (works, MAX_ORGS), the leading
    one first,
    -1 where there are fewer.
    """

    year: Ints
    subfield: Ints
    topic: Ints
    n_authors: Ints
    orgs: Ints


def subfields_of(made: World, part: int) -> Ints:
    """The subfield of each work of a part: a stream of its own, so that other parts can ask."""
    years = made.plan.years(*made.plan.part_range(part))
    draws = made.plan.rng("subfields", part).random(len(years))
    out = np.empty(len(years), np.int64)
    for year in np.unique(years):
        sums = year_view(made, int(year)).subfields
        out[years == year] = np.searchsorted(sums, draws[years == year], side="right")
    return out.clip(0, len(made.tree.subfields) - 1)


def teams(made: World, part: int, rng: Rng) -> Teams:
    """The teams of a part's works."""
    years = made.plan.years(*made.plan.part_range(part))
    subfield = subfields_of(made, part)
    topic = subfield * TOPICS_PER_SUBFIELD + np.searchsorted([0.5, 0.8], rng.random(len(years)))
    n_authors, orgs = np.empty(len(years), np.int64), np.empty((len(years), MAX_ORGS), np.int64)
    for year in np.unique(years).tolist():
        rows = years == year
        n_authors[rows] = _sizes(made, subfield[rows], year, rng)
        orgs[rows] = _organisations(made, subfield[rows], n_authors[rows], year, rng)
    return Teams(years, subfield, topic, n_authors, orgs)


def _sizes(made: World, subfield: Ints, year: int, rng: Rng) -> Ints:
    mean = np.array([TEAM_SIZE.get(f, 4.0) for f in made.tree.fields])[subfield] * 1.015 ** (year - FIRST_YEAR)
    size = 1 + rng.negative_binomial(3, 3 / (3 + mean - 1))
    large = rng.random(len(subfield)) < LARGE_SHARE
    return np.where(large, rng.integers(*LARGE, len(subfield)), size.clip(1, USUAL_MAX))


def _organisations(made: World, subfield: Ints, n_authors: Ints, year: int, rng: Rng) -> Ints:
    """A home organisation anchors each work; partners follow by gravity; now and then a partner leads."""
    view = year_view(made, year)
    n = len(subfield)
    wish = 1 + rng.poisson(PARTNERS_MEAN + PARTNERS_RISE * (year - FIRST_YEAR), n) + 3 * (n_authors > USUAL_MAX)
    count = np.minimum(np.minimum(wish, n_authors), MAX_ORGS)
    orgs = np.full((n, MAX_ORGS), -1)
    orgs[:, 0] = picked(view.homes, subfield, rng.random(n))
    fields = made.tree.field_index()[subfield]
    for column in range(1, MAX_ORGS):
        rows = np.flatnonzero(count > column)
        orgs[rows, column] = _partner(made, view, fields[rows], orgs[rows, 0], year, rng)
    swap = (rng.random(n) < PARTNER_LEADS) & (orgs[:, 1] >= 0)
    orgs[swap, :2] = orgs[swap, 1::-1]
    return orgs


def _partner(made: World, view: YearView, fields: Ints, home: Ints, year: int, rng: Rng) -> Ints:
    n, n_spots = len(home), len(made.geography.spots)
    near = near_spot(made, view, fields, home, rng.random(n))
    abroad = np.searchsorted(view.abroad, rng.random(n) * view.abroad[-1], side="right").clip(0, n_spots - 1)
    is_abroad = rng.random(n) < ABROAD_SHARE + ABROAD_RISE * (year - FIRST_YEAR)
    return org_at(made, view, fields, np.where(is_abroad, abroad, near), rng.random(n))


def near_spot(made: World, view: YearView, fields: Ints, home: Ints, draws: Floats) -> Ints:
    """A place in the country, drawn by its pull on the home organisation's place in the field."""
    n_spots = len(made.geography.spots)
    flat = view.places.reshape(-1, n_spots)
    return picked(flat, fields * n_spots + made.register.spots[home], draws)


def org_at(made: World, view: YearView, fields: Ints, spot: Ints, draws: Floats) -> Ints:
    """An organisation of each place, drawn by its weight in the field."""
    first, last = made.register.starts[spot], made.register.starts[spot + 1]
    low = np.where(first > 0, view.partners[fields, np.maximum(first - 1, 0)], 0.0)
    target = low + draws * (view.partners[fields, last - 1] - low)
    return np.clip(_searched(view.partners, fields, target), first, last - 1)


def picked(sums: Floats, rows: Ints, draws: Floats) -> Ints:
    """For each draw in 0..1, the column of ``sums[row]`` (running sums) where it falls."""
    return _searched(sums, rows, draws * sums[rows, -1]).clip(0, sums.shape[1] - 1)


def _searched(sums: Floats, rows: Ints, targets: Floats) -> Ints:
    out = np.empty(len(rows), np.int64)
    order = np.argsort(rows, kind="stable")
    edges = np.flatnonzero(np.diff(rows[order], prepend=-1, append=-1))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        mine = order[start:end]
        out[mine] = np.searchsorted(sums[rows[mine[0]]], targets[mine], side="right")
    return out
