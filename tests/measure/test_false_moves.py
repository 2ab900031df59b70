"""The shares of false moves that pages reckon with are those measured, never better."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jialing.measure import FALSE_SHARES

RESULTS = json.loads((Path(__file__).parents[2] / "benchmarks" / "results" / "people.json").read_text(encoding="utf-8"))
ENOUGH = 20


@pytest.mark.parametrize(("basis", "is_shared"), FALSE_SHARES)
def test_no_share_is_better_than_what_was_measured(basis: str, is_shared: bool) -> None:
    """The upper bound in the invented world; what the authors with ORCID show, where it is worse."""
    kind = (basis, "shared" if is_shared else "not shared")
    rows = [row for row in RESULTS["moves"] if (row["basis"], row["name"]) == kind]
    bounds = [row["at_most"] for row in rows if row["on"] == "world" and row["judged"] >= ENOUGH]
    shares = [row["false_share"] for row in rows]
    assert FALSE_SHARES[basis, is_shared] >= max([*bounds, *shares], default=0.0)
