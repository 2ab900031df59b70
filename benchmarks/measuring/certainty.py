"""What is sure about a circle's figures: drawing them again, worlds of 200 seeds, a year more or less."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring.entering import Setting, entering
from jialing.measure import (
    bootstrap,
    complementarity,
    complexity,
    fitness_complexity,
    gini,
    herfindahl,
    presence,
    proximity,
    rank_stability,
    reflections,
    relatedness_density,
    shannon,
    specialisation,
    track_record,
)

Array = NDArray[np.float64]
CIRCLE = Setting(regions=20, fields=250, periods=10, strength=0.2)
FITNESS_STEPS = 50
FLOOR = 3.0
VERDICTS = ("adds", "no_evidence", "adds_nothing", "too_few")

WORLDS = (
    *(Setting(regions=regions, strength=0.0) for regions in (20, 80)),
    Setting(regions=20, strength=0.0, works=500),
    Setting(regions=80, strength=0.0, nested=0.3),
    *(Setting(regions=20, strength=s) for s in (0.2, 0.4, 0.6)),
    *(Setting(regions=80, strength=s) for s in (0.1, 0.2, 0.4)),
)
FIRST_SEED = 50_000
"""Seeds of the benchmark; what was tried while writing had others."""


def indicators(counts: Array, reference: Array) -> Array:
    """Every indicator of a region x field matrix, one after another in one array."""
    held = presence(counts, reference)
    near = proximity(held)
    index = complexity(held)
    parts = (
        specialisation(counts, reference),
        relatedness_density(held, near),
        complementarity(held, near),
        index.regions,
        index.fields,
        *fitness_complexity(held, steps=FITNESS_STEPS),
        *reflections(held),
        *(measure(counts) for measure in (shannon, herfindahl, gini)),
    )
    return np.concatenate([np.ravel(part) for part in parts])


def drawn_again(n: int) -> dict[str, object]:
    """All indicators of a circle in each of ten years, with intervals from ``n`` draws."""
    counts = entering(CIRCLE, seed=1)
    reference = counts.sum(axis=0) * 20.0
    began, n_figures, n_known = time.process_time(), 0, 0
    for year in range(counts.shape[2]):
        share = reference[:, year]
        draws = bootstrap(
            counts[:, :, year],
            lambda works, share=share: indicators(works, share),  # type: ignore[misc]
            n=n,
            seed=year,
            probability=0.95,
            coverage=np.full(len(counts), 0.9),
        )
        low, high = draws.interval()
        n_figures += low.size
        n_known += int((~np.isnan(low) & ~np.isnan(high)).sum())
    return {
        "what": f"{n} draws of all indicators, 20 places x 250 fields x 10 years",
        "cpu_s": round(time.process_time() - began, 1),
        "figures": n_figures,
        "with_interval": n_known,
    }


def seeds(n: int, n_planted: int) -> Iterator[dict[str, object]]:
    """The track record's verdicts over many invented worlds, without and with related fields."""
    for setting in WORLDS:
        n_seeds = n_planted if setting.strength else n
        began = time.process_time()
        found = [
            track_record(entering(setting, seed), reference=None, seed=seed, floor=FLOOR)
            for seed in range(FIRST_SEED, FIRST_SEED + n_seeds)
        ]
        verdicts = Counter(record.verdict for record in found)
        known = [record for record in found if record.verdict != "too_few"]
        shares = {
            name: round(verdicts[name] / n_seeds, 3) for name in ("adds", "no_evidence", "adds_nothing", "too_few")
        }
        kept = {name: asdict(setting)[name] for name in ("regions", "fields", "works", "nested", "strength")}
        yield {
            **kept,
            "seeds": n_seeds,
            **shares,
            "entries": round(float(np.mean([r.n_entries for r in found]))),
            "auc_base": _mean([r.auc_base for r in known]),
            "gain": _mean([r.gain.value for r in known]),
            "cpu_s": round(time.process_time() - began, 1),
        }


def a_year_more_or_less() -> Iterator[dict[str, object]]:
    """How stable are ranks of a circle's measures when the years counted are one fewer, at either end?"""
    counts = entering(CIRCLE, seed=1)
    for name, measure in MEASURES.items():
        whole = measure(counts)
        others = np.array([measure(counts[:, :, 1:]), measure(counts[:, :, :-1])])
        stability = rank_stability(others, whole)
        yield {"ranks_of": name, "stability": round(stability, 3), "is_ranked": bool(stability >= 0.8)}


def _of_regions(measure: Callable[[Array], Array]) -> Callable[[Array], Array]:
    return lambda counts: measure(counts.sum(axis=2))


def _density_of_options(works: Array) -> Array:
    """Density of the fields that the first region lacks."""
    held = presence(works)
    density = relatedness_density(held)[0]
    return np.where(held.dense[0] == 0, density, np.nan)


MEASURES: dict[str, Callable[[Array], Array]] = {
    "regions by diversity": _of_regions(lambda works: presence(works).diversity),
    "regions by Shannon entropy": _of_regions(shannon),
    "regions by ECI": _of_regions(lambda works: complexity(presence(works)).regions),
    "fields by PCI": _of_regions(lambda works: complexity(presence(works)).fields),
    "fields by specialisation of one region": _of_regions(lambda works: specialisation(works)[0]),
    "fields by density around one region": _of_regions(_density_of_options),
    "regions by what they add to one": _of_regions(lambda works: complementarity(presence(works))[0]),
}


def _mean(values: list[float]) -> float:
    return round(float(np.mean(values)), 4) if values else float("nan")
