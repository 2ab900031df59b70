"""Invented statistics by place, year and vintage, and invented totals of the world and of China as denominators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jialing.world.archive import csv_text, write_text
from jialing.world.geography import Spot
from jialing.world.invention import World
from jialing.world.plan import FIRST_YEAR, YEARS

STATISTICS_HEADER = ("place_id", "circle_id", "indicator", "year", "value", "unit", "vintage", "document")
REFERENCE_HEADER = ("population", "area", "field_id", "year", "n_works")
DOCUMENT = "Invented statistical bulletin (demonstration)"
LAST_STATISTICS_YEAR = 2024
# indicator: unit, value per unit of mass ** exponent, exponent, yearly growth
INDICATORS = {
    "rd_intensity": ("%", 1.9, 0.18, 1.035),
    "contract_turnover": ("100 million CNY", 42.0, 1.15, 1.13),
    "high_tech_enterprises": ("enterprises", 420.0, 0.95, 1.16),
    "high_value_patents": ("patents per 10,000 people", 3.1, 0.45, 1.14),
}
RATES = ("%", "patents per 10,000 people")
# Share of the invented China that the invented organisations stand for, and share of China in the invented world.
CHINA_COVERED = (0.5, 0.75)
WORLD_COVERED = (0.14, 0.34)


def write_statistics(folder: Path, made: World) -> None:
    """Write ``bureau/statistics.csv``: four indicators by place (and circle) and year; some places' values were revised
    a year later.
    """
    write_text(folder / "bureau" / "statistics.csv", csv_text(STATISTICS_HEADER, _statistics(made)))


def _statistics(made: World) -> Iterator[Sequence[object]]:
    yield from _of_places(made)
    for (circle, indicator, year), value in circle_values(made).items():
        yield "", circle, indicator, year, value, INDICATORS[indicator][0], f"{year + 1}-09-20", DOCUMENT


def _of_places(made: World) -> Iterator[Sequence[object]]:
    rng = made.plan.rng("statistics")
    for spot in made.geography.spots:
        if spot.is_home:
            for indicator in INDICATORS:
                draws = rng.normal(size=(len(YEARS), 3))
                yield from _series(spot, indicator, draws)


def place_values(made: World) -> dict[tuple[str, str, int], float]:
    """(place, indicator, year) -> the value as first published."""
    found: dict[tuple[str, str, int], float] = {}
    for place, _, indicator, year, value, *_ in _of_places(made):
        found.setdefault((str(place), str(indicator), int(str(year))), float(str(value)))
    return found


def circle_values(made: World) -> dict[tuple[str, str, int], float]:
    """(circle, indicator, year) -> the sum over member places, or their mean by weight where the unit is a rate."""
    mass = {s.place_id: s.mass for s in made.geography.spots}
    circle = {s.place_id: made.geography.circle_ids[s.circle] for s in made.geography.spots if s.is_home}
    whole: dict[tuple[str, str, int], tuple[float, float]] = {}
    for (place, indicator, year), value in place_values(made).items():
        weight = mass[place] if INDICATORS[indicator][0] in RATES else 1.0
        key = (circle[place], indicator, year)
        total, weights = whole.get(key, (0.0, 0.0))
        whole[key] = (total + weight * value, weights + weight)
    return {key: _rounded(_mean(key[1], *sums), INDICATORS[key[1]][0]) for key, sums in whole.items()}


def _mean(indicator: str, total: float, weights: float) -> float:
    return total / weights if INDICATORS[indicator][0] in RATES else total


def _series(spot: Spot, indicator: str, draws: npt.NDArray[np.float64]) -> Iterator[Sequence[object]]:
    unit, base, exponent, growth = INDICATORS[indicator]
    level = base * spot.mass**exponent * np.exp(0.15 * draws[0, 2])
    for at, year in enumerate(range(FIRST_YEAR, LAST_STATISTICS_YEAR + 1)):
        value = _rounded(level * growth**at * np.exp(0.04 * draws[at, 0]), unit)
        yield spot.place_id, "", indicator, year, value, unit, f"{year + 1}-09-20", DOCUMENT
        if draws[at, 1] > 1.0 and year < LAST_STATISTICS_YEAR:
            revised = _rounded(value * np.exp(0.02 * draws[at, 2]), unit)
            yield spot.place_id, "", indicator, year, revised, unit, f"{year + 2}-09-20", f"{DOCUMENT}, revised"


def _rounded(value: float, unit: str) -> float | int:
    return round(float(value)) if unit == "enterprises" else round(float(value), 2)


def write_reference_counts(folder: Path, made: World, counts: npt.NDArray[np.int64]) -> None:
    """Write ``bureau/reference_counts.csv`` from the works with an organisation in China, (subfields, years).

    China's total in a subfield is that count divided by a share that is drawn once; the world's total divides again.
    Totals of fields, domains and all are sums, so that the levels agree.
    """
    rng = made.plan.rng("reference")
    covered = rng.uniform(*CHINA_COVERED, (len(counts), 1))
    share = rng.uniform(*WORLD_COVERED, (len(counts), 1)) * 1.02 ** np.arange(len(YEARS))
    china = np.ceil(counts / covered)
    whole = np.ceil(np.maximum(china, 1.0) / share)
    rows = [*_levels(made, "country:CN", china), *_levels(made, "world", whole)]
    write_text(folder / "bureau" / "reference_counts.csv", csv_text(REFERENCE_HEADER, rows))


def _levels(made: World, area: str, totals: npt.NDArray[np.float64]) -> Iterator[Sequence[object]]:
    tree = made.tree
    for letter, codes in (("S", tree.subfields), ("F", tree.fields), ("D", tree.domains)):
        for code in sorted(set(codes)):
            rows = totals[np.array(codes) == code].sum(axis=0)
            yield from (
                ("openalex:publications", area, f"openalex:{letter}{code}", y, int(n))
                for y, n in zip(YEARS, rows, strict=True)
            )
    yield from (("openalex:publications", area, "", y, int(n)) for y, n in zip(YEARS, totals.sum(axis=0), strict=True))
