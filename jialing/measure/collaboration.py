"""Collaboration: works that two places, or two organisations, did together.

Full counting: 1 for each pair in a work. Fractional counting follows Perianes-Rodriguez, Waltman & van Eck (2016),
doi:10.1016/j.joi.2016.10.006: in a work of n units each pair counts ``1 / (n - 1)``, so that each unit's links in
one work add up to 1 however many partners it has, and a unit's fractional links over all partners add up to the
number of its works with partners. n counts the distinct *known* units of the work, inside the circles or not.
"""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field, members_only, tally
from jialing.measure.linked import COARSE_LEVELS, Frame


def place_links(place_works: Frame, members: Frame) -> Frame:
    """Pairs of places in each work, one of them at least a member of a circle.

    ``work_no, population, year, place_a, place_b, weight, is_inside``: ``place_a < place_b``, weight 1 / (n - 1),
    both members or not. Pairs outside every circle are left out: they grow with the square of the world.
    """
    marked = members.select("place_id").unique().with_columns(mark=nw.lit(1))
    one = members_only(place_works, members).join(_link_weights(place_works), on="work_no")
    one = one.select("work_no", "population", "year", "weight_link", "place_id")
    other = place_works.join(marked, on="place_id", how="left")
    other = other.select("work_no", other_id="place_id", is_inside=~nw.col("mark").is_null())
    return _pairs(one, other, "place")


def org_links(org_works: Frame, work_places: Frame) -> Frame:
    """Pairs of organisations of member places in each work: ``work_no, population, year, org_a, org_b, weight``.

    ``org_works`` holds the organisations of member places, ``work_places`` all of them.
    """
    weights = _link_weights(work_places.filter(~nw.col("org_id").is_null()).select("work_no", "org_id").unique())
    # An organisation may stand twice in a work, at its seat and at a campus: it is one unit of a pair.
    met = org_works.select("work_no", "population", "year", "org_id").unique()
    one = met.join(weights, on="work_no").select("work_no", "population", "year", "weight_link", "org_id")
    return _pairs(one, met.select("work_no", other_id="org_id", is_inside=nw.lit(True)), "org")


def collab_places(place_links: Frame, work_fields: Frame) -> Frame:
    """Joint works of two places by year (table ``collab_places``); in coarse fields too where both are members."""
    keys = ("place_a", "place_b", "field_id")
    fields = by_field(place_links.filter(nw.col("is_inside")), work_fields, COARSE_LEVELS)
    return nw.concat([tally(all_fields(place_links), *keys), tally(fields, *keys)])


def collab_orgs(org_links: Frame) -> Frame:
    """Joint works of two organisations of member places by year, all fields (table ``collab_orgs``)."""
    return tally(org_links, "org_a", "org_b")


def _link_weights(units: Frame) -> Frame:
    """``work_no, weight_link``: 1 / (n - 1) for works of n >= 2 units; one row of ``units`` per work and unit."""
    sizes = units.group_by("work_no").agg(n_units=nw.len()).filter(nw.col("n_units") > 1)
    return sizes.select("work_no", weight_link=1.0 / (nw.col("n_units") - 1).cast(nw.Float64()))


def _pairs(one: Frame, other: Frame, unit: str) -> Frame:
    """Unordered pairs, each once: a pair of two inside is met from both sides and kept from the smaller id's."""
    this, that = nw.col(f"{unit}_id"), nw.col("other_id")
    met = one.join(other, on="work_no").filter((this < that) | ((this > that) & ~nw.col("is_inside")))
    return met.select(
        "work_no",
        "population",
        "year",
        "is_inside",
        nw.when(this < that).then(this).otherwise(that).alias(f"{unit}_a"),
        nw.when(this < that).then(that).otherwise(this).alias(f"{unit}_b"),
        weight=nw.col("weight_link"),
    )
