"""Output: works by place, circle, country and organisation, in each field and year.

Full counting: a work counts 1 for each unit that takes part in it. Fractional counting: each unit counts its share of
the work (1 divided by the authors, then by each author's organisations), so that the shares of a work add up to at
most 1; what is not resolved stays unallocated. Waltman & van Eck (2015), doi:10.1016/j.joi.2015.08.001.
"""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field, members_only, per_work, tally
from jialing.measure.linked import TOP_LEVELS, Frame


def place_works(work_places: Frame) -> Frame:
    """Each place of each work with its share: ``work_no, population, year, place_id, weight``."""
    return per_work(work_places, "place_id")


def circle_works(place_works: Frame, members: Frame) -> Frame:
    """Each circle of each work: ``work_no, population, year, circle_id, weight, is_inside``.

    ``weight`` adds the shares of the member places; ``is_inside`` tells that two or more of them take part.
    """
    joined = place_works.join(members, on="place_id", how="inner")
    return joined.group_by("work_no", "population", "year", "circle_id").agg(
        weight=nw.col("weight").sum(), n_places=nw.len()
    )


def output_places(place_works: Frame, work_fields: Frame, members: Frame) -> Frame:
    """Works by place, field and year (table ``output_places``); places outside every circle over all fields only."""
    fields = by_field(members_only(place_works, members), work_fields)
    keys = ("place_id", "field_id")
    return nw.concat([tally(all_fields(place_works), *keys), tally(fields, *keys)])


def output_circles(circle_works: Frame, work_fields: Frame) -> Frame:
    """Distinct works by circle, field and year (table ``output_circles``); fractional: the members' shares added."""
    keys = ("circle_id", "field_id")
    return nw.concat([tally(all_fields(circle_works), *keys), tally(by_field(circle_works, work_fields), *keys)])


def inside_places(place_works: Frame, circle_works: Frame, members: Frame, work_fields: Frame) -> Frame:
    """Works of a member place that another member of the same circle has a part in (table ``inside_places``)."""
    shared = circle_works.filter(nw.col("n_places") > 1).select("work_no", "circle_id")
    rows = place_works.join(members, on="place_id", how="inner").join(shared, on=["work_no", "circle_id"], how="inner")
    keys = ("circle_id", "place_id", "field_id")
    return nw.concat([tally(all_fields(rows), *keys), tally(by_field(rows, work_fields), *keys)])


def country_works(work_places: Frame) -> Frame:
    """Each country of each work with its share: ``work_no, population, year, country_code, weight``."""
    return per_work(work_places, "country_code")


def output_countries(country_works: Frame, works: Frame, work_fields: Frame) -> Frame:
    """Works by country, field and year (table ``output_countries``).

    ``country_code`` '' is the whole population: every work of ``works`` counts 1 in both countings, resolved or not.
    It can serve as reference of a relative indicator only where the source holds the whole population.
    """
    columns = ("work_no", "population", "year", "country_code", "weight")
    whole = works.with_columns(country_code=nw.lit(""), weight=nw.lit(1.0))
    units = nw.concat([country_works.select(*columns), whole.select(*columns)])
    keys = ("country_code", "field_id")
    return nw.concat([tally(all_fields(units), *keys), tally(by_field(units, work_fields), *keys)])


def org_works(work_places: Frame, members: Frame) -> Frame:
    """Each organisation of a member place of each work: ``work_no, population, year, org_id, place_id, weight``."""
    return per_work(members_only(work_places, members), "org_id", "place_id")


def output_orgs(org_works: Frame, work_fields: Frame) -> Frame:
    """Works by organisation of a member place, top-level field and year (table ``output_orgs``)."""
    keys = ("org_id", "place_id", "field_id")
    return nw.concat([tally(all_fields(org_works), *keys), tally(by_field(org_works, work_fields, TOP_LEVELS), *keys)])
