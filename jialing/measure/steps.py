"""Every measure by name, and the order in which a pipeline makes them.

A step's function takes tables by name and gives an unexecuted frame; intermediate frames that several steps read
are handed to ``keep``, which may execute them once and give back a frame that reads the result.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from jialing.measure.author_order import author_order, ordered_works
from jialing.measure.collaboration import collab_orgs, collab_places, org_links, place_links
from jialing.measure.coverage import coverage, coverage_circles, covered_works
from jialing.measure.leadership import leader_works, leadership, leadership_sums, led_works
from jialing.measure.linked import Frame
from jialing.measure.output import (
    circle_works,
    country_works,
    inside_places,
    org_works,
    output_circles,
    output_countries,
    output_orgs,
    output_places,
    place_works,
)
from jialing.measure.partners import circle_partners, foreign_works, partner_works, sector_works
from jialing.measure.researchers import person_works, researcher_circles, researcher_places, top_works

INPUTS = (
    *("works", "work_places", "participants", "work_fields", "members", "places", "belt_and_road"),
    "authorship_persons",
)
"""What must be given: ``linked_works``, ``work_places``, ``participants``, ``places``, ``authorship_persons``;
``work_fields``: work_no, field_id, level (domain, field, subfield, class): one row for each published level of each
work's primary field in each scheme, '' not needed; ``members``: :func:`circle_members`; ``belt_and_road``:
:func:`belt_and_road_countries`."""


@dataclass(frozen=True)
class Step:
    """A table to make: its name, the function, the tables it takes, published or only read by later steps."""

    name: str
    make: Callable[..., Frame]
    takes: tuple[str, ...]
    is_published: bool = True
    is_kept: bool = False


def _kept(name: str, make: Callable[..., Frame], *takes: str, is_published: bool = False) -> Step:
    return Step(name, make, takes, is_published=is_published, is_kept=True)


STEPS = (
    _kept("place_works", place_works, "work_places"),
    _kept("circle_works", circle_works, "place_works", "members"),
    _kept("country_works", country_works, "work_places"),
    _kept("org_works", org_works, "work_places", "members"),
    Step("output_places", output_places, ("place_works", "work_fields", "members")),
    Step("output_circles", output_circles, ("circle_works", "work_fields")),
    Step("inside_places", inside_places, ("place_works", "circle_works", "members", "work_fields")),
    Step("output_countries", output_countries, ("country_works", "works", "work_fields")),
    Step("output_orgs", output_orgs, ("org_works", "work_fields")),
    _kept("place_links", place_links, "place_works", "members"),
    Step("collab_places", collab_places, ("place_links", "work_fields")),
    Step("org_links", org_links, ("org_works", "work_places"), is_published=False),
    Step("collab_orgs", collab_orgs, ("org_links",)),
    _kept("foreign_works", foreign_works, "circle_works", "country_works", "members", "places"),
    _kept("sector_works", sector_works, "work_places"),
    _kept(
        "partner_works",
        partner_works,
        *("circle_works", "foreign_works", "place_works", "sector_works", "members", "belt_and_road"),
    ),
    Step("circle_partners", circle_partners, ("partner_works", "work_fields")),
    _kept("ordered_works", ordered_works, "participants", "works"),
    _kept("author_order", author_order, "ordered_works", "work_fields", is_published=True),
    _kept("leader_works", leader_works, "participants", "works", "work_fields", "author_order"),
    _kept("led_works", led_works, "leader_works", "place_works", "members"),
    _kept("leadership_sums", leadership_sums, "led_works", "work_fields"),
    Step("leadership", leadership, ("leadership_sums",)),
    _kept("covered_works", covered_works, "works", "place_works"),
    Step("coverage", coverage, ("covered_works", "work_fields")),
    Step("coverage_circles", coverage_circles, ("covered_works", "circle_works")),
    _kept("top_works", top_works, "works", "work_fields"),
    _kept("person_works", person_works, "participants", "authorship_persons", "members"),
    Step("researcher_places", researcher_places, ("person_works", "top_works", "work_fields")),
    Step("researcher_circles", researcher_circles, ("person_works", "top_works", "work_fields", "members")),
)
PUBLISHED = tuple(step.name for step in STEPS if step.is_published)


def _as_is(_name: str, frame: Frame) -> Frame:
    return frame


def made_from(table: str) -> tuple[str, ...]:
    """The published tables that cannot be made before a table is there."""
    late = {table}
    for step in STEPS:
        if late.intersection(step.takes):
            late.add(step.name)
    return tuple(step.name for step in STEPS if step.is_published and step.name in late)


def measured(
    tables: Mapping[str, Frame], keep: Callable[[str, Frame], Frame] = _as_is, *, only: Collection[str] = PUBLISHED
) -> Iterator[tuple[str, Frame]]:
    """Every published table as an unexecuted frame, in an order in which each can be made.

    Parameters
    ----------
    tables : the frames named in ``INPUTS``, all on one engine; those that ``only`` needs
    keep : executes a frame that is read more than once and returns a frame over the result (a temporary table, a
        Parquet file); the default leaves it unexecuted, which gives the same tables and takes longer
    only : the published tables that are wanted
    """
    frames = dict(tables)
    for step in _leading_to(only):
        frame = step.make(*(frames[name] for name in step.takes))
        frames[step.name] = keep(step.name, frame) if step.is_kept else frame
        if step.name in only:
            yield step.name, frames[step.name]


def _leading_to(wanted: Collection[str]) -> list[Step]:
    """The steps that tables need, in order."""
    needed = set(wanted)
    for step in reversed(STEPS):
        if step.name in needed:
            needed.update(step.takes)
    return [step for step in STEPS if step.name in needed]
