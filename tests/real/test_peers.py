"""Our measures beside the numbers that published programs printed (docs/explanation/complexity.md tells the rest)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jialing.measure import (
    Presence,
    complementarity,
    complexity,
    cooccurrence,
    entries,
    exits,
    fitness_complexity,
    gini,
    herfindahl,
    presence,
    proximity,
    reflections,
    relatedness,
    relatedness_density,
    shannon,
    specialisation,
)

pytestmark = pytest.mark.shared
WHOLE = ("ai_country_venue", "nz_city_industry", "edge_hh2009")
"""Matrices without an empty region or field in their whole."""
DIGITS = 1e-9
"""Numbers are printed with 12 significant digits; location quotients go up to 1e2."""


@pytest.fixture(scope="module")
def printed(shared: Path) -> Callable[[str, str], pd.DataFrame]:
    def read(folder: str, name: str) -> pd.DataFrame:
        return pd.read_csv(shared / "reference" / "complexity" / folder / f"{name}.csv", index_col=0)

    return read


Read = Callable[[str, str], pd.DataFrame]


def _held(printed: Read, folder: str) -> Presence:
    return presence(printed(folder, "input__all").to_numpy())


def _check(ours: np.ndarray, theirs: pd.DataFrame | pd.Series, atol: float = DIGITS) -> None:
    np.testing.assert_allclose(ours, theirs.to_numpy(float), rtol=1e-9, atol=atol)


@pytest.mark.parametrize("folder", WHOLE)
def test_specialisation_is_that_of_econgeo_and_ecomplexity(printed: Read, folder: str) -> None:
    ours = specialisation(printed(folder, "input__all").to_numpy())
    _check(ours, printed(folder, "econgeo__location_quotient"))
    _check(ours, printed(folder, "ecomplexity__rca"))


@pytest.mark.parametrize("folder", [*WHOLE, "edge_zero_row_col"])
def test_presence_is_that_of_econgeo(printed: Read, folder: str) -> None:
    _check(_held(printed, folder).dense, printed(folder, "econgeo__location_quotient_binary").fillna(0))


@pytest.mark.parametrize("folder", WHOLE)
def test_proximity_with_diagonal_one_is_that_of_ecomplexity(printed: Read, folder: str) -> None:
    _check(proximity(_held(printed, folder), diagonal=1), printed(folder, "ecomplexity__proximity"))


@pytest.mark.parametrize("folder", WHOLE)
def test_density_with_diagonal_one_is_that_of_ecomplexity(printed: Read, folder: str) -> None:
    _check(relatedness_density(_held(printed, folder), diagonal=1), printed(folder, "ecomplexity__density"))


@pytest.mark.parametrize("folder", WHOLE)
def test_density_with_diagonal_nought_is_that_of_econcomplex(printed: Read, folder: str) -> None:
    _check(100 * relatedness_density(_held(printed, folder)), printed(folder, "econcomplex__relatedness_density"))


@pytest.mark.parametrize("folder", [*WHOLE, "edge_zero_row_col"])
@pytest.mark.parametrize("way", ["association", "cosine", "jaccard", "prob"])
def test_relatedness_is_that_of_econgeo(printed: Read, folder: str, way: str) -> None:
    """Where a field is with no other, EconGeo prints 0 and ours is unknown."""
    ours = relatedness(cooccurrence(_held(printed, folder)), way)  # type: ignore[arg-type]
    _check(np.nan_to_num(ours), printed(folder, f"econgeo__relatedness_{way}").fillna(0))


@pytest.mark.parametrize("counting", ["full", "fractional"])
@pytest.mark.parametrize("way", ["association", "cosine", "jaccard", "prob"])
def test_relatedness_of_countries_is_that_of_econgeo(printed: Read, counting: str, way: str) -> None:
    links = printed("ai_country_venue", f"input__collab_{counting}").to_numpy(float)
    theirs = printed("ai_country_venue", f"econgeo__collab_{counting}_relatedness_{way}").fillna(0)
    _check(np.nan_to_num(relatedness(links, way)), theirs)  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", [*WHOLE, "edge_zero_row_col"])
def test_density_of_relatedness_is_that_of_econgeo(printed: Read, folder: str) -> None:
    """EconGeo rounds to two digits of a percent."""
    held = _held(printed, folder)
    ours = 100 * relatedness_density(held, relatedness(cooccurrence(held), "prob"))
    known = ~np.isnan(ours)
    theirs = printed(folder, "econgeo__relatedness_density_prob_raw").to_numpy(float)
    np.testing.assert_allclose(ours[known], theirs[known], atol=0.00501)


@pytest.mark.parametrize("folder", [*WHOLE, "edge_zero_row_col"])
def test_complexity_is_that_of_econcomplex(printed: Read, folder: str) -> None:
    ours = complexity(_held(printed, folder))
    _check(ours.regions[~np.isnan(ours.regions)], printed(folder, "econcomplex__regions")["eigenvector"].dropna())
    _check(ours.fields[~np.isnan(ours.fields)], printed(folder, "econcomplex__fields")["eigenvector"].dropna())


@pytest.mark.parametrize("folder", WHOLE)
def test_complexity_of_regions_is_that_of_ecomplexity(printed: Read, folder: str) -> None:
    _check(complexity(_held(printed, folder)).regions, printed(folder, "ecomplexity__regions")["eci"])


@pytest.mark.parametrize("folder", WHOLE)
def test_fitness_is_that_of_the_definition(printed: Read, folder: str) -> None:
    regions, fields = fitness_complexity(_held(printed, folder))
    _check(regions, printed(folder, "definition__fitness_regions").iloc[:, 0])
    _check(fields, printed(folder, "definition__fitness_fields").iloc[:, 0])


@pytest.mark.parametrize("folder", WHOLE)
@pytest.mark.parametrize("steps", [0, 1, 2])
def test_reflections_are_those_of_econgeo(printed: Read, folder: str, steps: int) -> None:
    regions, fields = reflections(_held(printed, folder), steps)
    _check(regions, printed(folder, "econgeo__regions")[f"morc_{steps}"])
    _check(fields, printed(folder, "econgeo__fields")[f"mort_{steps}"])


@pytest.mark.parametrize("folder", WHOLE)
def test_complementarity_is_that_of_the_definition(printed: Read, folder: str) -> None:
    theirs = printed(folder, "definition__complementarity_region_pairs")
    _check(100 * complementarity(_held(printed, folder)), theirs)


@pytest.mark.parametrize("folder", ["ai_country_venue", "nz_city_industry"])
def test_entries_and_exits_are_those_of_econgeo(printed: Read, folder: str) -> None:
    """EconGeo orders the columns anew."""
    before, after = (printed(folder, f"econgeo__{p}_location_quotient_binary") for p in ("p1", "p2"))
    for name, ours in (("entry", entries(before, after)), ("exit", exits(before, after))):
        theirs = printed(folder, f"econgeo__{name}_mat")
        _check(ours, theirs.loc[before.index, before.columns])


@pytest.mark.parametrize("folder", WHOLE)
def test_diversity_is_that_of_econcomplex(printed: Read, folder: str) -> None:
    counts = printed(folder, "input__all").to_numpy(float)
    theirs = printed(folder, "econcomplex__regions")
    _check(shannon(counts, base=2), theirs["shannon_entropy"])
    _check(herfindahl(counts), theirs["herfindahl_raw"])
    _check(gini(counts.T), printed(folder, "econcomplex__fields")["gini"])
