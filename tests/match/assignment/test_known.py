"""Known instances with known exact totals (YixuanEvenXu/perturbed-maximization; bids from PrefLib)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from jialing.match.assignment import Problem, best_assignment, best_under_best_floor, problem, randomised_assignment

pytestmark = pytest.mark.shared
TOTALS = {"preflib1": (124.25, 0.75), "preflib2": (141.5, 1.0), "aamas2016": (949.5, 0.75)}


def _wanted(shared: Path, name: str, cap: float = 1.0) -> Problem:
    given = json.loads((shared / "assignment" / f"{name}.json").read_text(encoding="utf-8"))
    return problem(given["scores"], demand=given["demand"], load=given["load"], cap=cap)


@pytest.mark.parametrize("name", TOTALS)
def test_known_totals_are_met_and_proven(shared: Path, name: str) -> None:
    found = best_assignment(_wanted(shared, name))
    assert (found.total, found.bound, found.is_exact) == (TOTALS[name][0], TOTALS[name][0], True)


@pytest.mark.parametrize("name", ["preflib1", "preflib2"])
def test_known_worst_papers_are_met(shared: Path, name: str) -> None:
    raised = best_under_best_floor(_wanted(shared, name))
    assert (raised.assignment.total, raised.assignment.worst, raised.bound) == (*TOTALS[name], TOTALS[name][1])


@pytest.mark.parametrize("name", ["preflib1", "preflib2"])
def test_published_randomised_optima_are_met_to_six_digits(shared: Path, name: str) -> None:
    with (shared / "assignment" / "published.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["instance"] == name]
    found = [
        randomised_assignment(_wanted(shared, name, int(r["max_probability_times_1024"]) / 1024)).quality for r in rows
    ]
    assert found == pytest.approx([float(row["relative_quality"]) for row in rows], abs=6e-7)
