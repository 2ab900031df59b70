"""Statements per funder, project, party and year, from month's totals: their time does not grow with the entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from jialing.portal.programmes.enums import Stage
from jialing.portal.programmes.models import MonthTotal, Programme
from jialing.portal.programmes.rules.currencies import in_currency

BY: Mapping[str, str] = {
    "funder": "account__line__funder__public_id",
    "year": "account__line__year",
    "origin": "account__line__origin",
    "call": "account__call",
    "project": "account__project",
    "party": "account__party__public_id",
}
"""What a statement can be told by: the column that says it. ``year`` is the budget's year, not that of the entry."""


@dataclass(frozen=True)
class Line:
    """One line of a statement, in the programme's currency.

    ``opening`` and ``closing`` by stage at the ends of the period; ``moved`` by kind of entry what the period changed
    at each stage: (kind, stage) -> amount. The source's are negative: it owes what it pledged.
    """

    about: str
    opening: Mapping[str, Decimal]
    moved: Mapping[tuple[str, str], Decimal]
    closing: Mapping[str, Decimal]


def month_of(year: int, month: int) -> int:
    """The number of a month in the totals: year x 12 + month - 1."""
    return year * 12 + month - 1


def statement(programme: Programme, by: str, *, first: int | None = None, last: int | None = None) -> list[Line]:
    """The statement by ``funder``, ``year``, ``origin``, ``call``, ``project`` or ``party``, of the months ``first`` to
    ``last`` (:func:`month_of`; None: from the beginning, to the end). Two queries. KeyError for another ``by``.
    """
    before = _sums(programme, by).filter(month__lt=first) if first is not None else _sums(programme, by).none()
    within = _sums(programme, by)
    within = within if first is None else within.filter(month__gte=first)
    within = within if last is None else within.filter(month__lte=last)
    rows = list(within.values_list("about", "stage", "kind").annotate(total=Sum("amount")).order_by())
    earlier = list(before.values_list("about", "stage").annotate(total=Sum("amount")).order_by())
    opening, moved = _by_about(earlier), _by_about(rows)
    abouts = sorted({*opening, *moved}, key=str)
    return [_line(about, opening[about], moved[about], programme.currency) for about in abouts]


def totals(programme: Programme) -> dict[str, Decimal]:
    """What lies at each stage now, over all lines; all stages together are nought."""
    sums = MonthTotal.objects.filter(account__line__programme=programme).values_list("account__stage")
    found = {str(stage): 0 for stage in Stage.values} | dict(sums.annotate(total=Sum("amount")).order_by())
    return {stage: in_currency(units, programme.currency) for stage, units in found.items()}


def _by_about(rows: list[Any]) -> defaultdict[Any, list[Any]]:
    """Rows by what they are about; money of nothing and nobody (free money has no project) is left out."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for about, *rest in rows:
        if about not in (None, ""):
            found[about].append(rest)
    return found


def _sums(programme: Programme, by: str) -> QuerySet[Any]:
    rows = MonthTotal.objects.filter(account__line__programme=programme)
    return rows.annotate(about=F(BY[by]), stage=F("account__stage"))


def _line(about: Any, earlier: list[Any], rows: list[Any], currency: str) -> Line:
    opening = {stage: in_currency(units, currency) for stage, units in earlier if units}
    moved = {(kind, stage): in_currency(units, currency) for stage, kind, units in rows if units}
    closing = dict(opening)
    for (_, stage), amount in moved.items():
        closing[stage] = closing.get(stage, Decimal(0)) + amount
    return Line(str(about), opening, moved, {stage: amount for stage, amount in closing.items() if amount})
