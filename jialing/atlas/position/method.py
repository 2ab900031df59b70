"""The method page: each indicator of position with its formula, unit, references, and an example to check by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from jialing.atlas.answers import Answer, Scope
from jialing.atlas.ground import Ground
from jialing.atlas.position.record import record
from jialing.measure import added_density, density_around, presence, proximity, relatedness_density, specialisation

COUNTS = ((8.0, 4.0, 0.0, 0.0), (4.0, 4.0, 4.0, 0.0), (0.0, 0.0, 6.0, 6.0))
"""Works of three cities in four fields: small enough to follow by hand."""

REFERENCE = (40.0, 40.0, 40.0, 40.0)
CITIES, FIELDS = ("A", "B", "C"), ("1", "2", "3", "4")
Cells = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class Table:
    """Labelled numbers; None is unknown."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Cells


@dataclass(frozen=True)
class Indicator:
    """``code`` leads to the words (``method.<code>.name``, ``.says``); ``formula`` is the same in every language.

    ``references``: (short name, DOI or address). ``example``: what it makes of :data:`COUNTS`; None where it needs more
    than an example can hold.
    """

    code: str
    formula: str
    references: tuple[tuple[str, str], ...]
    example: Table | None = None

    @property
    def words(self) -> tuple[str, str]:
        """Phrase codes of its name and of what it says."""
        return f"{self.code}.name", f"{self.code}.says"


@dataclass(frozen=True)
class Method:
    """The counts of the example, the indicators, and the track record of density in the scope's data."""

    scope: Scope
    example: Table
    indicators: tuple[Indicator, ...]
    record: Answer


HIDALGO = ("Hidalgo, Klinger, Barabási & Hausmann 2007", "10.1126/science.1144581")
HIDALGO_2009 = ("Hidalgo & Hausmann 2009", "10.1073/pnas.0900943106")
MEALY = ("Mealy, Farmer & Teytelboym 2019", "10.1126/sciadv.aau1705")
BALASSA = ("Balassa 1965", "10.1111/j.1467-9957.1965.tb00050.x")
BALLAND_BOSCHMA = ("Balland & Boschma 2021", "10.1080/00343404.2020.1861240")
BALLAND = ("Balland, Boschma, Crespo & Rigby 2019", "10.1080/00343404.2018.1437900")
SCHREIBER = ("Waltman & Schreiber 2013", "10.1002/asi.22775")
SANTOS = ("Santos Silva & Tenreyro 2006", "10.1162/rest.88.4.641")
HANLEY = ("Hanley & McNeil 1982", "10.1148/radiology.143.1.7063747")
STOJKOSKI = ("Stojkoski & Hidalgo 2026, Research Policy 55(4):105454", "")
EFRON = ("Efron 1979", "10.1214/aos/1176344552")
SOMERS = ("Somers 1962", "10.2307/2090408")


def method(ground: Ground, scope: Scope) -> Method:
    """See :class:`Method`."""
    return Method(scope, _table(COUNTS, CITIES, FIELDS), indicators(), record(ground, scope))


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator of position, in the order in which they build on one another."""
    counts, reference = np.array(COUNTS), np.array(REFERENCE)
    held = presence(counts, reference).dense
    near = proximity(held)
    union = held[:2].max(axis=0)
    return (
        Indicator(
            "specialisation",
            "(x_ri / Σ_j x_rj) / (X_i / Σ_j X_j)",
            (BALASSA,),
            _table(specialisation(counts, reference), CITIES, FIELDS),
        ),
        Indicator("presence", "M_ri = 1 ⇔ specialisation_ri ≥ 1, x_ri ≥ n", (HIDALGO,), _table(held, CITIES, FIELDS)),
        Indicator("proximity", "φ_ij = Σ_r M_ri M_rj / max(Σ_r M_ri, Σ_r M_rj), φ_ii = 0", (HIDALGO,), _square(near)),
        Indicator(
            "density",
            "ω_ri = Σ_j M_rj φ_ij / Σ_j φ_ij",
            (HIDALGO,),
            _table(relatedness_density(held, near), CITIES, FIELDS),
        ),
        Indicator(
            "union",
            "M_Ui = max_r∈U M_ri",
            (),
            _table([union, density_around(union[None], near)[0]], ("M (A+B)", "ω (A+B)"), FIELDS),
        ),
        Indicator(
            "added",
            "Σ_j φ_ij (1 − M_rj) M_sj / Σ_j φ_ij",
            (BALLAND_BOSCHMA,),
            _table(added_density(held, 0, near)[1:], ("B → A", "C → A"), FIELDS),
        ),
        Indicator("complexity", "2nd singular vector of D^−½ M U^−½", (HIDALGO_2009, MEALY)),
        Indicator("mass", "P(x_U > x_C) ≥ 0.95, P(max_r x_r < x_C) ≥ 0.95", (EFRON,)),
        Indicator("top_works", "rank(citations | field, year) ≤ 10 %", (SCHREIBER,)),
        Indicator("effort", "min_r max(x*_ri − x_ri, 1) (2 − ω_ri)", (STOJKOSKI, BALLAND)),
        Indicator("expected", "E_ab = exp(α + β ln x_a x_b + γ ln d_ab)", (SANTOS,)),
        Indicator("interval", "2.5 % … 97.5 %", (EFRON,)),
        Indicator("stability", "(agree − disagree) / pairs ≥ 0.8", (SOMERS,)),
        Indicator("track_record", "AUC(base + ω) − AUC(base)", (HIDALGO, HANLEY)),
    )


def _square(near: ArrayLike) -> Table:
    return _table(near, FIELDS, FIELDS)


def _table(cells: ArrayLike, rows: Sequence[str], columns: Sequence[str]) -> Table:
    values = np.asarray(cells, float)
    plain = tuple(tuple(None if np.isnan(v) else float(v) for v in line) for line in values)
    return Table(tuple(rows), tuple(columns), plain)
