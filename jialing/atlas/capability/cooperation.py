"""The share of works with partners abroad, against each comparator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.capability.abroad import FEW, LESS, MORE, NONE, Abroad, abroad, is_told
from jialing.atlas.comparison import circle_coverage
from jialing.atlas.counts import known
from jialing.atlas.ground import Ground

NEEDS = ("output", "circles", "abroad")
SHARE = ("abroad_share", "abroad_low=abroad_from", "abroad_high=abroad_to", "verdict=verdict_abroad")


def cooperation(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    columns = ("circle", "works", *SHARE, "coverage")
    asked = Question("capability_abroad", columns, needs=NEEDS)

    def make() -> Found:
        found = abroad(ground, scope, circles, {"": (scope.field,)})
        coverage = circle_coverage(ground, scope, tuple(circles))
        rows = [
            (c, *known(found.works[i]), *known(found.shares[i]), *found.share_ends(i, 0), said(found, i, 0),
             coverage.get(c))
            for i, c in enumerate(circles)
        ]  # fmt: skip
        query = behind(scope)
        return Found(rows, _abroad_title(ground, scope, found), (Finding("atlas.capability.verdicts"),), query)

    why = None if is_told(ground, scope) else Finding("atlas.capability.abroad_by_construction")
    return answered(ground, scope, asked, make, why_not=why)


def said(found: Abroad, circle: int, line: int) -> str | None:
    """The verdict's phrase; none for the circle itself."""
    return f"atlas.verdict_abroad.{found.verdict(circle, line)}" if circle else None


def _abroad_title(ground: Ground, scope: Scope, found: Abroad) -> Finding:
    """Against how many comparators a difference survives; no rank."""
    if not found.abroad[0, 0] >= ground.few:
        return told(ground, scope, "atlas.capability.abroad_few", n_abroad=float(np.nan_to_num(found.abroad[0, 0])))
    n = Counter(found.verdict(i, 0) for i in range(1, len(found.circles)))
    low, high = found.share_ends(0, 0)
    params = {"abroad_share": float(found.shares[0, 0]), "low_share": low, "high_share": high}
    shown = {f"n_{v}": n[v] for v in (MORE, LESS)} | {"n_none": n[NONE] + n[FEW]}
    code = "abroad" if n[MORE] + n[LESS] else "abroad_none" if len(found.circles) > 1 else "abroad_alone"
    return told(ground, scope, f"atlas.capability.{code}", n_others=len(found.circles) - 1, **params, **shown)
