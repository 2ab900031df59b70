"""What the measures take: the two small tables of who belongs to what, and the names of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals as nw

if TYPE_CHECKING:
    import pyarrow as pa

    from jialing.schema.circles import Circle

Frame = nw.LazyFrame[Any]

COARSE_LEVELS = ("field", "class")
"""Levels at which pairs and partner countries are counted: an OpenAlex field, or the class of a scheme that is
flat."""

TOP_LEVELS = ("domain", "class")
"""Levels at which organisations are counted."""


def circle_members(circles: Mapping[str, Circle]) -> pa.Table:
    """Members of each circle, as every year of a version counts them: ``circle_id, place_id``.

    Membership is constant over the years: the places that belong to the circle as its file stands, those that have
    left (``until``) excepted. A growing circle would otherwise seem to gain output by gaining members.
    """
    import pyarrow as pa  # 40 MB that measures of arrays can do without

    rows = [(c.circle_id, m.place_id) for c in circles.values() for m in c.members if m.until is None]
    return pa.table(
        {
            "circle_id": pa.array([circle for circle, _ in rows], pa.string()),
            "place_id": pa.array([place for _, place in rows], pa.string()),
        }
    )


def belt_and_road_countries(signings: Iterable[tuple[str, date | None]]) -> pa.Table:
    """Countries that signed a Belt and Road document: ``country_code, signed_year`` (null: year not known)."""
    import pyarrow as pa

    rows = list(signings)
    years = [None if on is None else on.year for _, on in rows]
    return pa.table(
        {"country_code": pa.array([code for code, _ in rows], pa.string()), "signed_year": pa.array(years, pa.int32())}
    )
