"""Researchers: who worked in a place and field in which year, and with how many of the most cited works.

A researcher is a person of the table ``persons``: authorships that the records show to be one person's. Researchers are
counted over years by their ids, for one person works in several years: the tables hold people, not numbers of them.
Nothing but works, places, fields and years is read of a person.
"""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field
from jialing.measure.linked import COARSE_LEVELS, Frame

TOP = 0.1
"""The most cited tenth of a field's works of one year."""
KEYS = ("population", "field_id", "year")


def top_works(works: Frame, work_fields: Frame) -> Frame:
    """How far each work is among the most cited tenth of its field and year: ``work_no, field_id, top`` (0..1).

    Works with as many citations as the one at the border share what is left of the tenth, so that it is a tenth of
    every field and year whatever the ties (Waltman & Schreiber 2013, doi:10.1002/asi.22792). Works whose citations
    are unknown are left out. Fields: coarse ones; across fields citations are not compared.
    """
    known = works.filter(~nw.col("cited_by").is_null()).select("work_no", "population", "year", "cited_by")
    rows = by_field(known, work_fields, COARSE_LEVELS)
    tied = rows.group_by(*KEYS, "cited_by").agg(n_tied=nw.len())
    above = nw.col("n_tied").cum_sum(reverse=True).over(*KEYS, order_by="cited_by") - nw.col("n_tied")
    whole = nw.col("n_tied").sum().over(*KEYS)
    share = ((TOP * whole - above) / nw.col("n_tied")).clip(0.0, 1.0)
    bands = tied.with_columns(top=share).select(*KEYS, "cited_by", "top")
    return rows.join(bands, on=[*KEYS, "cited_by"], how="inner").select("work_no", "field_id", "top")


def person_works(participants: Frame, authorship_persons: Frame, members: Frame) -> Frame:
    """Each person and member place of each work: ``work_no, population, year, person_id, place_id``."""
    placed = participants.filter(nw.col("role") == "author", ~nw.col("place_id").is_null())
    places = members.select("place_id").unique()
    units = placed.select("work_no", "population", "year", "position", "place_id")
    inside = units.join(places, on="place_id", how="semi")
    found = inside.join(authorship_persons.select("work_no", "position", "person_id"), on=["work_no", "position"])
    return found.select("work_no", "population", "year", "person_id", "place_id").unique()


def researcher_places(person_works: Frame, top_works: Frame, work_fields: Frame) -> Frame:
    """Works of each person at each member place, by field and year (table ``researcher_places``)."""
    return _tally(person_works, top_works, work_fields, "place_id")


def researcher_circles(person_works: Frame, top_works: Frame, work_fields: Frame, members: Frame) -> Frame:
    """Distinct works of each person in each circle, by field and year (table ``researcher_circles``)."""
    joined = person_works.join(members, on="place_id", how="inner").drop("place_id").unique()
    return _tally(joined, top_works, work_fields, "circle_id")


def _tally(rows: Frame, top_works: Frame, work_fields: Frame, unit: str) -> Frame:
    """Works, works whose citations can be compared, and among these how many belong to the most cited tenth."""
    counted = nw.concat([all_fields(rows), by_field(rows, work_fields, COARSE_LEVELS)])
    told = counted.join(top_works, on=["work_no", "field_id"], how="left")
    sums = told.group_by("population", unit, "field_id", "year", "person_id").agg(
        n_works=nw.len(), n_known=nw.col("top").count(), n_top=nw.col("top").sum()
    )
    numbers = {name: nw.col(name).cast(nw.Float64()).fill_null(0.0) for name in ("n_works", "n_known", "n_top")}
    return sums.select("population", unit, "field_id", "year", "person_id", **numbers)
