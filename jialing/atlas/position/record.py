"""The track record of density as an answer: what a recommendation built on density has been worth in these data."""

from __future__ import annotations

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, told
from jialing.atlas.counts import known
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.asking import positioned, question
from jialing.atlas.position.certainty import foretold
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.measure import MIN_ENTRIES, MIN_PERIODS, MIN_REGIONS, TrackRecord


def record(ground: Ground, scope: Scope) -> Answer:
    """Did density foretell entries: gain in the area under the curve, lift, calibration; one row for each figure."""

    def make(there: Landscape) -> Found:
        found = foretold(ground, scope, there)
        if isinstance(found, Finding):
            return Found((), told(ground, scope, "atlas.position.record.none"), (found,))
        return Found(_rows(found), _title(ground, scope, found), (_years(ground, scope), *_needs(found)))

    asked = question(
        "track_record", "figure", "value", "low=interval_low", "high=interval_high", unit="atlas.unit.index"
    )
    return positioned(ground, scope, asked, make, there=landscape(ground, scope))


def verdict(ground: Ground, scope: Scope, there: Landscape) -> Finding:
    """The sentence that stands beside every recommendation built on density."""
    found = foretold(ground, scope, there)
    if isinstance(found, Finding):
        return told(ground, scope, "atlas.position.record.none")
    return _title(ground, scope, found)


def _title(ground: Ground, scope: Scope, found: TrackRecord) -> Finding:
    gain, low, high = known((found.gain.value, found.gain.low, found.gain.high))
    params = {"n_entries": found.n_entries, "n_at_risk": found.n_at_risk}
    intervals = {"gain_index": gain, "low_index": low, "high_index": high}
    return told(ground, scope, f"atlas.position.record.{found.verdict}", **params, **intervals)


def _rows(found: TrackRecord) -> list[Row]:
    auc_base, auc_with, lift, lift_base = known((found.auc_base, found.auc_with, found.lift_top10, found.lift_base))
    gain = known((found.gain.value, found.gain.low, found.gain.high))
    figures: list[tuple[str, tuple[float | None, ...]]] = [
        ("at_risk", (found.n_at_risk, None, None)),
        ("entries", (found.n_entries, None, None)),
        ("auc_base", (auc_base, None, None)),
        ("auc_with", (auc_with, None, None)),
        ("gain", tuple(gain)),
        ("lift_base", (lift_base, None, None)),
        ("lift", (lift, None, None)),
    ]
    return [(f"atlas.position.figure.{name}", *values) for name, values in figures if values[0] is not None]


def _needs(found: TrackRecord) -> tuple[Finding, ...]:
    """What it would take to tell, where it cannot be told."""
    if found.verdict != "too_few":
        return ()
    needed = {"n_periods": MIN_PERIODS, "n_needed": MIN_ENTRIES, "n_regions": MIN_REGIONS}
    return (Finding("atlas.position.record.needs", needed),)


def _years(ground: Ground, scope: Scope) -> Finding:
    years = ground.population(scope.population).years
    return Finding("atlas.position.record_years", {"first_year": years[0], "last_year": years[-1]})
