"""Statements per funder, project, party and year, from totals of years and months: their time does not grow with the
entries. A period is its whole years and the months at its ends.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from jialing.portal.programmes.enums import Stage
from jialing.portal.programmes.models import Account, MonthTotal, Programme, Project, YearTotal
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
    ``last`` (:func:`month_of`; None: from the beginning, to the end). At most six queries, for calls
    fourteen.
    KeyError for another ``by``.
    """
    told = _told_of_call if by == "call" else _told
    earlier = [] if first is None else told(programme, by, None, first - 1, ("about", "stage"))
    rows = told(programme, by, first, last, ("about", "stage", "kind"))
    opening, moved = _by_about(earlier), _by_about(rows)
    abouts = sorted({*opening, *moved}, key=str)
    return [_line(about, opening[about], moved[about], programme.currency) for about in abouts]


def totals(programme: Programme) -> dict[str, Decimal]:
    """What lies at each stage now, over all lines; all stages together are nought."""
    return {stage: in_currency(units, programme.currency) for stage, units in stage_units(programme).items()}


def stage_units(programme: Programme) -> dict[str, int]:
    """The same in smallest units."""
    rows = Account.objects.filter(line__programme=programme).values_list("stage")
    return {str(stage): 0 for stage in Stage.values} | dict(rows.annotate(total=Sum("balance")).order_by())


def stage_units_of_all(programmes: Sequence[int]) -> dict[int, dict[str, int]]:
    """The same of several programmes by primary key; one query."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    rows = Account.objects.filter(line__programme__in=programmes).values_list("line__programme_id", "stage")
    for key, stage, units in rows.annotate(total=Sum("balance")).order_by():
        found[key][stage] = units
    return dict(found)


def _told(
    programme: Programme, by: str, first: int | None, last: int | None, names: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    """Sums of the months ``first`` to ``last`` by what they are about, the stage, and the kind where named."""
    found: Counter[tuple[Any, ...]] = Counter()
    for rows in _parts(programme, first, last):
        told = rows.annotate(about=F(BY[by]), stage=F("account__stage")).values_list(*names)
        for *key, total in told.annotate(total=Sum("amount")).order_by():
            found[tuple(key)] += total
    return [(*key, total) for key, total in found.items()]


def _told_of_call(
    programme: Programme, by: str, first: int | None, last: int | None, names: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    """What was kept for calls, and what lies for the projects that came of them: after the award an account names the
    project alone.
    """
    rows = Project.objects.filter(programme=programme, call__isnull=False)
    call_of = dict(rows.values_list("number", "call__public_id"))
    kept = _told(programme, by, first, last, names)
    awarded = _told(programme, "project", first, last, names)
    found: Counter[tuple[Any, ...]] = Counter()
    for about, *key, total in (*kept, *((call_of.get(project, ""), *rest) for project, *rest in awarded)):
        found[about, *key] += total
    return [(*key, total) for key, total in found.items()]


def _parts(programme: Programme, first: int | None, last: int | None) -> list[QuerySet[Any]]:
    """The totals of whole years inside, and of the months before and after them."""
    years = YearTotal.objects.filter(account__line__programme=programme)
    months = MonthTotal.objects.filter(account__line__programme=programme)
    from_year = None if first is None else -(-first // 12)
    to_year = None if last is None else (last + 1) // 12 - 1
    if first is not None and last is not None and from_year is not None and to_year is not None and from_year > to_year:
        return [months.filter(month__gte=first, month__lte=last)]
    found = []
    if first is not None and from_year is not None:
        years = years.filter(year__gte=from_year)
        found.append(months.filter(month__gte=first, month__lt=from_year * 12))
    if last is not None and to_year is not None:
        years = years.filter(year__lte=to_year)
        found.append(months.filter(month__gte=(to_year + 1) * 12, month__lte=last))
    return [years, *found]


def _by_about(rows: list[Any]) -> defaultdict[Any, list[Any]]:
    """Rows by what they are about; money of nothing and nobody (free money has no project) is left out."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for about, *rest in rows:
        if about not in (None, ""):
            found[about].append(rest)
    return found


def _line(about: Any, earlier: list[Any], rows: list[Any], currency: str) -> Line:
    opening = {stage: in_currency(units, currency) for stage, units in earlier if units}
    moved = {(kind, stage): in_currency(units, currency) for stage, kind, units in rows if units}
    closing = dict(opening)
    for (_, stage), amount in moved.items():
        closing[stage] = closing.get(stage, Decimal(0)) + amount
    return Line(str(about), opening, moved, {stage: amount for stage, amount in closing.items() if amount})
