"""Is a field's author order alphabetical? Only where it is not do the first and the last place say anything.

After Waltman (2012), doi:10.1016/j.joi.2012.07.008: n authors stand in alphabetical order by chance with
probability 1 / n!. With A the share of works in alphabetical order and E the mean of 1 / n! over the same works,
the share ordered so on purpose is ``(A - E) / (1 - E)``. A field counts as alphabetical from INTENTIONAL_SHARE on,
and is not judged under MIN_WORKS works.

Names are compared by family name: what stands before a comma, else the last word, in lower case. Works in which two
authors share a family name (their order could not be told), or a name is missing or written in Chinese, Japanese or
Korean script (which has no alphabet), are left out of the test. Nothing is inferred about anyone from a name.
"""

from __future__ import annotations

import math

import narwhals as nw

from jialing.measure.counting import all_fields, by_field
from jialing.measure.linked import Frame

INTENTIONAL_SHARE = 0.25
"""One work in four; fields known to order by alphabet (mathematics, economics) lie far above, most far below."""

MIN_WORKS = 100
"""With 100 works of two authors chance alone moves the intentional share by 0.1 (one standard deviation)."""

_NO_ALPHABET = "[\u2e80-\uffef]"
_LARGEST_CHANCE = 8  # 1 / 9! is under three in a million


def ordered_works(participants: Frame, works: Frame) -> Frame:
    """Works whose author order can be judged: ``work_no, population, in_order`` (1 or 0), ``chance`` (1 / n!)."""
    before = nw.col("family").shift(1).over("work_no", order_by="position")
    names = _family_names(participants).with_columns(before=before)
    in_order = nw.when(nw.col("before") > nw.col("family")).then(0).otherwise(1)
    steps = names.select("work_no", "family", in_order=in_order)
    families = steps.group_by("work_no", "family").agg(nw.col("in_order").min(), n_alike=nw.len())
    return _comparable(families, works)


def author_order(ordered_works: Frame, work_fields: Frame) -> Frame:
    """Alphabetical order by population and field, all levels, '' for all together (table ``author_order``)."""
    keys = ("population", "field_id")
    rows = nw.concat(
        [
            frame.group_by(keys).agg(
                n_works=nw.len(),
                alphabetical_share=nw.col("in_order").mean(),
                expected_share=nw.col("chance").mean(),
            )
            for frame in (all_fields(ordered_works), by_field(ordered_works, work_fields))
        ]
    )
    share, chance = nw.col("alphabetical_share"), nw.col("expected_share")
    intentional = (share - chance) >= INTENTIONAL_SHARE * (1 - chance)
    return rows.with_columns(
        n_works=nw.col("n_works").cast(nw.Int64()),
        is_alphabetical=nw.when(nw.col("n_works") >= MIN_WORKS).then(intentional),
    )


def _family_names(participants: Frame) -> Frame:
    """``work_no, position, family``, one row per author; family null where it cannot be compared."""
    authors = participants.filter(nw.col("role") == "author")
    authors = authors.group_by("work_no", "position").agg(name=nw.col("person_name").min())
    name = nw.col("name")
    family = (
        nw.when(name.str.contains(",", literal=True))
        .then(name.str.replace_all(",.*$", ""))
        .otherwise(name.str.replace_all(r"^.*\s", ""))
        .str.to_lowercase()
    )
    readable = nw.when(~name.str.contains(_NO_ALPHABET)).then(family)
    return authors.select("work_no", "position", family=readable)


def _comparable(families: Frame, works: Frame) -> Frame:
    """Works of two or more authors, all of them named and no two alike."""
    sizes = families.group_by("work_no").agg(
        nw.col("in_order").min(), n=nw.col("family").count(), most=nw.col("n_alike").max()
    )
    judged = sizes.join(works.select("work_no", "population", "n_authors"), on="work_no")
    n = nw.col("n")
    judged = judged.filter(n > 1, nw.col("most") == 1, n == nw.col("n_authors"))
    return judged.select("work_no", "population", "in_order", chance=_chance(n))


def _chance(n: nw.Expr) -> nw.Expr:
    """1 / n!; 0 where it is too small to matter."""
    chance: nw.Expr = nw.lit(0.0)
    for size in range(_LARGEST_CHANCE, 1, -1):
        chance = nw.when(n == size).then(nw.lit(1 / math.factorial(size))).otherwise(chance)
    return chance
