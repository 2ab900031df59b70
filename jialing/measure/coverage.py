"""Coverage: how much of the records behind a figure was resolved; under a floor the figure is greyed."""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field
from jialing.measure.linked import Frame

_SUMS = ("n_works", "n_works_placed", "n_affiliated", "n_resolved", "n_unaffiliated")


def covered_works(works: Frame, place_works: Frame, participants: Frame) -> Frame:
    """Each work with what is known of it: ``work_no, population, year`` and a column for each sum of ``coverage``."""
    placed = place_works.select("work_no").unique()
    silent = participants.filter(nw.col("affiliation_no").is_null(), nw.col("org_id").is_null())
    silent = silent.group_by("work_no").agg(n_unaffiliated=nw.len())
    rows = works.select("work_no", "population", "year", "n_affiliated", "n_resolved", n_works=nw.lit(1))
    rows = rows.join(placed.with_columns(n_works_placed=nw.lit(1)), on="work_no", how="left")
    rows = rows.join(silent, on="work_no", how="left")
    return rows.with_columns(nw.col("n_works_placed", "n_unaffiliated").fill_null(0))


def coverage(covered_works: Frame, work_fields: Frame) -> Frame:
    """Records and how many were resolved, by population, field (every level and '') and year (table ``coverage``)."""
    keys = ("population", "field_id", "year")
    frames = (all_fields(covered_works), by_field(covered_works, work_fields))
    sums = nw.concat([frame.group_by(keys).agg(nw.col(*_SUMS).sum()) for frame in frames])
    return sums.with_columns(nw.col(*_SUMS).cast(nw.Int64()))
