"""Coverage: how much of the records behind a figure is known; under a floor the figure is greyed."""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field
from jialing.measure.linked import Frame

_ROWS = ("n_affiliated", "n_resolved", "n_placed", "n_in_country", "n_unaffiliated")
_SUMS = ("n_works", "n_works_placed", *_ROWS)


def covered_works(works: Frame, place_works: Frame) -> Frame:
    """Each work with what is known of it: ``work_no, population, year`` and a column for each sum of ``coverage``.

    An organisation, a place and a country are known in different measure (a company that no register has may be placed
    by its city), so each is counted for itself. Author rows without any affiliation are unknown in all three.
    """
    placed = place_works.select("work_no").unique()
    rows = works.select("work_no", "population", "year", *_ROWS, n_works=nw.lit(1))
    rows = rows.join(placed.with_columns(n_works_placed=nw.lit(1)), on="work_no", how="left")
    return rows.with_columns(nw.col("n_works_placed").fill_null(0))


def coverage(covered_works: Frame, work_fields: Frame) -> Frame:
    """Records and how many are known, by population, field (every level and '') and year (table ``coverage``)."""
    keys = ("population", "field_id", "year")
    frames = (all_fields(covered_works), by_field(covered_works, work_fields))
    sums = nw.concat([frame.group_by(keys).agg(nw.col(*_SUMS).sum()) for frame in frames])
    return sums.with_columns(nw.col(*_SUMS).cast(nw.Int64()))


def coverage_circles(covered_works: Frame, circle_works: Frame) -> Frame:
    """The same for the works of each circle, by year (table ``coverage_circles``).

    It speaks of works with a member place only: what was not placed anywhere is in no circle.
    """
    rows = circle_works.select("work_no", "circle_id").join(covered_works, on="work_no", how="inner")
    sums = rows.group_by("population", "circle_id", "year").agg(nw.col("n_works", *_ROWS).sum())
    return sums.with_columns(nw.col("n_works", *_ROWS).cast(nw.Int64()))
