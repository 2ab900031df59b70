"""The steps that every count is made of: works per unit, works by field, and the two countings as rows."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from jialing.measure.linked import Frame

ALL_FIELDS = ""
COUNTINGS = ("full", "fractional")


def per_work(work_places: Frame, *units: str) -> Frame:
    """One row per work and unit that takes part, with the unit's share of the work.

    ``units`` are columns of ``work_places`` (place_id, org_id, country_code); rows where one is unknown are left
    out: their share stays unallocated.
    """
    known = work_places.filter(*(~nw.col(unit).is_null() for unit in units))
    return known.group_by("work_no", "population", "year", *units).agg(weight=nw.col("weight").sum())


def members_only(frame: Frame, members: Frame, column: str = "place_id") -> Frame:
    """Rows whose place belongs to any circle."""
    places = members.select(nw.col("place_id").alias(column)).unique()
    return frame.join(places, on=column, how="semi")


def by_field(frame: Frame, work_fields: Frame, levels: Sequence[str] = ()) -> Frame:
    """The rows of works, once for each field of the work (of the levels given; none given: every level)."""
    fields = work_fields.filter(nw.col("field_id") != ALL_FIELDS)
    if levels:
        fields = fields.filter(nw.col("level").is_in(levels))
    return frame.join(fields.select("work_no", "field_id"), on="work_no", how="inner")


def all_fields(frame: Frame) -> Frame:
    """The rows of works, once, under the field '' that stands for all."""
    return frame.with_columns(field_id=nw.lit(ALL_FIELDS))


def tally(frame: Frame, *keys: str) -> Frame:
    """Rows and their ``weight`` summed by population, ``keys`` and year: one row per counting.

    Each row of ``frame`` is a work (with a unit): full counting is the number of rows, fractional the sum of
    ``weight``.
    """
    index = ["population", *keys, "year"]
    sums = frame.group_by(index).agg(full=nw.len(), fractional=nw.col("weight").sum())
    is_full = nw.col("counting") == "full"
    n_works = nw.when(is_full).then(nw.col("full").cast(nw.Float64())).otherwise(nw.col("fractional"))
    return rows_for_each(sums, "counting", COUNTINGS).select(*index, "counting", n_works=n_works)


def rows_for_each(frame: Frame, name: str, values: Sequence[str]) -> Frame:
    """Each row once for each of ``values``, told apart by the new column ``name``.

    Narwhals' own unpivot runs on DuckDB's default connection only, which cannot read another connection's tables.
    """
    columns = [f"_{name}_{number}" for number in range(len(values))]
    spread = frame.with_columns(**{column: nw.lit(value) for column, value in zip(columns, values, strict=True)})
    listed = spread.with_columns(nw.list(*columns).alias(name)).drop(*columns)
    return listed.explode(name, empty_as_null=False, keep_nulls=False)
