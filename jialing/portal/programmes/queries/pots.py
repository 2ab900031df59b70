"""A programme's pot: a joint view over the lines of all funders, and what lies for each project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from jialing.portal.programmes.enums import EntryKind, OrderState, Stage
from jialing.portal.programmes.models import Account, Entry, Order, OrderLine, Programme


@dataclass(frozen=True)
class PotRow:
    """What one funder pledged of one budget year and origin and how far it has come, smallest units by stage.

    ``pledged`` is what the source owes: the sum over all other stages.
    """

    funder_id: int
    year: int
    origin: str
    pledged: int
    stages: Mapping[str, int]


def pot_rows(programme: Programme) -> list[PotRow]:
    """Each funder, year and origin that has a line, by origin, year, funder; one query."""
    rows = programme.appropriations.values_list("funder_id", "year", "origin", "accounts__stage")
    found: dict[tuple[str, int, int], dict[str, int]] = defaultdict(dict)
    for funder_id, year, origin, stage, units in rows.annotate(units=Sum("accounts__balance")).order_by():
        of = found[origin, year, funder_id]
        if stage:
            of[stage] = units
    return [
        PotRow(funder_id, year, origin, -stages.get(Stage.SOURCE, 0), _without_source(stages))
        for (origin, year, funder_id), stages in sorted(found.items())
    ]


def by_project(programme: Programme, numbers: Iterable[str]) -> dict[str, dict[str, int]]:
    """What lies at each stage for the projects of these numbers, smallest units; one query."""
    rows = Account.objects.filter(line__programme=programme, project__in=list(numbers)).exclude(project="")
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for project, stage, units in rows.values_list("project", "stage").annotate(units=Sum("balance")).order_by():
        found[project][stage] = units
    return dict(found)


def unpaid_instructions(programme: Programme) -> QuerySet[Order]:
    """Payment instructions that were carried out, not reversed, and that no payment has answered, oldest first."""
    paid = Entry.objects.filter(programme=programme, kind=EntryKind.PAYMENT, reversed_by=None).exclude(carries_out="")
    orders = Order.objects.filter(
        programme=programme, kind=EntryKind.INSTRUCTION, state=OrderState.POSTED, entry__reversed_by=None
    )
    return orders.exclude(public_id__in=paid.values("carries_out")).order_by("on", "pk")


def units_of_all(orders: QuerySet[Order]) -> int:
    """How much orders move together, smallest units."""
    rows = OrderLine.objects.filter(order__in=orders.order_by().values("pk"))
    return int(rows.aggregate(total=Coalesce(Sum("units"), 0))["total"])


def _without_source(stages: Mapping[str, int]) -> dict[str, int]:
    return {stage: units for stage, units in stages.items() if stage != Stage.SOURCE}


def line_units(keys: Iterable[int]) -> dict[int, dict[str, int]]:
    """What lies at each stage of budget lines (by primary key), smallest units; lines without accounts are not
    there; one query.
    """
    rows = Account.objects.filter(line__in=list(keys)).values_list("line_id", "stage").annotate(units=Sum("balance"))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for key, stage, units in rows.order_by():
        found[key][stage] = units
    return dict(found)
