"""Counts by rule: named conditions, evaluated as of a day; what is counted, and each decoy with why it is out."""

from jialing.portal.registry.queries.counting.conditions import CONDITIONS, Reason, reason_said, said
from jialing.portal.registry.queries.counting.counts import (
    ASKS_OF,
    WANTS,
    Count,
    Out,
    count,
    counted_by,
    place_counted,
    require_conditions,
)

__all__ = [
    "ASKS_OF",
    "CONDITIONS",
    "WANTS",
    "Count",
    "Out",
    "Reason",
    "count",
    "counted_by",
    "place_counted",
    "reason_said",
    "require_conditions",
    "said",
]
