"""Leadership: which place leads a work, by rules that are never mixed in one number.

``corresponding``: the place of a corresponding author, where the source names one. ``first`` and ``last``: the place
of the first or last author, only in fields whose authors are not listed by alphabet (table ``author_order``):
elsewhere the place in the list says nothing (Waltman 2012, doi:10.1016/j.joi.2012.07.008). Where two places hold
leading authors, both lead (full counting). A work whose leading author has no known place tells nothing: it is not
among the works known.
"""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field, members_only
from jialing.measure.linked import COARSE_LEVELS, Frame

RULES = ("corresponding", "first", "last")


def leader_works(participants: Frame, works: Frame, work_fields: Frame, author_order: Frame) -> Frame:
    """Places of leading authors: ``work_no, place_id`` and ``led_<rule>``, 1 where an author leads by the rule."""
    ordered = _ordered_by_contribution(works, work_fields, author_order)
    position_tells = nw.col("tells") == 1
    first, last = (nw.col("position") == 1) & position_tells, nw.col("is_last") & position_tells
    leads = {"corresponding": nw.col("is_corresponding"), "first": first, "last": last}
    flags = {f"led_{rule}": nw.when(leads[rule]).then(1).otherwise(0) for rule in RULES}
    leading = (nw.col("position") == 1) | nw.col("is_last") | nw.col("is_corresponding")
    authors = participants.filter(nw.col("role") == "author", ~nw.col("place_id").is_null(), leading)
    marked = authors.join(ordered, on="work_no", how="left").select("work_no", "place_id", **flags)
    rows = marked.group_by("work_no", "place_id").agg(nw.col(*flags).max())
    return rows.filter(sum((nw.col(flag) for flag in flags), start=nw.lit(0)) > 0)


def led_works(leader_works: Frame, place_works: Frame, members: Frame) -> Frame:
    """Member places of works for which a rule can tell; for each rule ``known_<rule>`` and ``led_<rule>`` (1 or 0)."""
    known = leader_works.group_by("work_no").agg(**{f"known_{rule}": nw.col(f"led_{rule}").max() for rule in RULES})
    units = members_only(place_works, members).select("work_no", "population", "year", "place_id")
    told = units.join(known, on="work_no").join(leader_works, on=["work_no", "place_id"], how="left")
    return told.with_columns(nw.col(*(f"led_{rule}" for rule in RULES)).fill_null(0))


def leadership_sums(led_works: Frame, work_fields: Frame) -> Frame:
    """Sums of the columns of ``led_works`` by population, place, field (coarse ones and '') and year."""
    keys = ("population", "place_id", "field_id", "year")
    columns = [f"{what}_{rule}" for what in ("known", "led") for rule in RULES]
    frames = (all_fields(led_works), by_field(led_works, work_fields, COARSE_LEVELS))
    sums = nw.concat([frame.group_by(keys).agg(nw.col(*columns).sum()) for frame in frames])
    return sums.with_columns(nw.col(*columns).cast(nw.Float64()))


def leadership(leadership_sums: Frame) -> Frame:
    """Works led by a place and works known, by rule (table ``leadership``); no row where no work is known."""
    return nw.concat([_rule(leadership_sums, rule) for rule in RULES])


def _rule(sums: Frame, rule: str) -> Frame:
    rows = sums.filter(nw.col(f"known_{rule}") > 0)
    return rows.select(
        "population",
        "place_id",
        "field_id",
        "year",
        rule=nw.lit(rule),
        n_led=nw.col(f"led_{rule}"),
        n_known=nw.col(f"known_{rule}"),
    )


def _ordered_by_contribution(works: Frame, work_fields: Frame, author_order: Frame) -> Frame:
    """``work_no, tells`` (1): works all of whose coarse fields were tested and found not alphabetical."""
    fields = by_field(works.select("work_no", "population"), work_fields, COARSE_LEVELS)
    tested = fields.join(
        author_order.select("population", "field_id", "is_alphabetical"), on=["population", "field_id"], how="left"
    )
    doubt = nw.when(~nw.col("is_alphabetical")).then(0).otherwise(1)
    doubts = tested.select("work_no", doubt=doubt).group_by("work_no").agg(nw.col("doubt").max())
    return doubts.filter(nw.col("doubt") == 0).select("work_no", tells=nw.lit(1))
