"""Counts by rule: named conditions, evaluated as of a day; what is counted, and each decoy with why it is out."""

from jialing.portal.registry.queries.counting.conditions import CONDITIONS, Reason, reason_said, said
from jialing.portal.registry.queries.counting.counts import Count, Out, count

__all__ = ["CONDITIONS", "Count", "Out", "Reason", "count", "reason_said", "said"]
