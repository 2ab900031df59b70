"""The programmes, and the page of one: what it is, its pot, its projects, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jialing.portal.common.access import Seen, Viewer, all_seen, unsealed
from jialing.portal.programmes.enums import Stage
from jialing.portal.programmes.models import Funder, Order, Programme, Project
from jialing.portal.programmes.queries.pots import PotRow, by_project, pot_rows, unpaid_instructions
from jialing.portal.programmes.queries.statements import stage_units, stage_units_of_all
from jialing.portal.programmes.tables.amounts import (
    amount_text,
    currency_name,
    funder_names,
    name_of,
    refilled,
    stages_shown,
)
from jialing.portal.programmes.views.money.asking import (
    find_programme,
    lang_of,
    paged,
    programme_context,
    sees_lines,
    viewer_of,
)
from jialing.portal.programmes.views.money.ordering import may_propose
from jialing.portal.programmes.views.money.orders import LIVE, to_approve
from jialing.portal.registry.lists.words import place_name
from jialing.schema import Circle, load_circles

PROJECTS = 20
OF_PROJECT = (Stage.AWARDED, Stage.INSTRUCTED, Stage.PAID, Stage.CLAIMED)


@dataclass(frozen=True)
class Figure:
    """An amount as written, with the address of the entries behind it ('' where the viewer may not read them)."""

    text: str
    url: str = ""
    is_nought: bool = False


@dataclass(frozen=True)
class PotLine:
    """A line of the pot: funder, year, origin, pledged and what lies at each stage."""

    funder: str
    place: str
    year: int
    origin: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class PotTable:
    """The lines of one origin with their sum."""

    origin: str
    lines: list[PotLine]
    total: tuple[Figure, ...]


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme with what was pledged and paid."""
    viewer, lang = viewer_of(request), lang_of(request)
    page = paged(request, Programme.objects.order_by("-since", "pk"))
    seen = all_seen(viewer, Programme.objects.filter(pk__in=[one.pk for one in page]).order_by("-since", "pk"))
    units = stage_units_of_all([unsealed(one).pk for one in seen])
    rows = [_listed(one, units.get(unsealed(one).pk, {}), lang) for one in seen]
    context = {"rows": rows, "page": page, "is_invented": any(one.is_invented for one in seen)}
    return render(request, "programmes/programmes.html", context)


def _listed(one: Seen, units: dict[str, int], lang: str) -> dict[str, Any]:
    currency = one.currency
    return {
        "one": one,
        "name": name_of(one, lang),
        "circle": circle_name(one.circle_id, lang),
        "unit": currency_name(currency, lang),
        "pledged": amount_text(-units.get(Stage.SOURCE, 0), currency),
        "paid": amount_text(units.get(Stage.PAID, 0), currency),
    }


@require_safe
def programme(request: HttpRequest, public_id: str) -> HttpResponse:
    """One programme."""
    one, record = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    context = programme_context(request, one, record) | {
        "circle": circle_name(one.circle_id, lang),
        "limit": _limit(one, record),
        "funders": [name for _, name in sorted(_funders(record, viewer, lang).values(), key=lambda pair: pair[1])],
        "tiles": _tiles(record, viewer),
        **_projects(request, record),
    }
    if sees_lines(viewer):
        context |= {"pots": pot_tables(viewer, record, lang), "stages": stages_shown(), **_waiting(viewer, record)}
    return render(request, "programmes/programme.html", context)


def circle_name(circle_id: str, lang: str) -> str:
    """A circle by name; its id where it is not configured here, '' for none."""
    circle = _circles().get(circle_id)
    return circle_id if circle is None else (circle.name_zh if lang == "zh" else circle.name_en)


@cache
def _circles() -> Mapping[str, Circle]:
    return load_circles()


def _funders(record: Programme, viewer: Viewer, lang: str) -> dict[int, tuple[str, str]]:
    return funder_names(viewer, record.appropriations.values_list("funder_id", flat=True), lang)


def _limit(one: Seen, record: Programme) -> str:
    if "second_approval_above" not in one.fields or record.second_approval_above is None:
        return ""
    return amount_text(record.second_approval_above, record.currency)


def _tiles(record: Programme, viewer: Viewer) -> list[tuple[str, Figure]]:
    """Pledged, then each stage: totals of the whole programme are public."""
    units = stage_units(record)
    links = sees_lines(viewer)
    pledged = -units[Stage.SOURCE]
    shown = [("pledged", _figure(record, pledged, {"stage": Stage.SOURCE}, links=links))]
    return shown + [(s, _figure(record, units[s], {"stage": s}, links=links)) for s in stages_shown()]


def _figure(record: Programme, units: int, behind: dict[str, Any], *, links: bool = True) -> Figure:
    url = f"{reverse('programmes:entries', args=[record.public_id])}?{refilled(behind)}" if links and units else ""
    return Figure(amount_text(units, record.currency), url, units == 0)


def pot_tables(viewer: Viewer, record: Programme, lang: str) -> list[PotTable]:
    """The pot as a joint view over both sides' lines; money of each origin apart, as the rules ask."""
    rows = pot_rows(record)
    funders = {unsealed(f).pk: f for f in all_seen(viewer, Funder.objects.filter(pk__in={r.funder_id for r in rows}))}
    found = []
    for origin in dict.fromkeys(row.origin for row in rows):
        those = [row for row in rows if row.origin == origin]
        lines = [_pot_line(record, row, funders[row.funder_id], lang) for row in those]
        found.append(PotTable(origin, lines, _sums(record, those)))
    return found


def _pot_line(record: Programme, row: PotRow, funder: Seen, lang: str) -> PotLine:
    behind = {"funder": str(funder), "year": row.year, "origin": row.origin}
    figures = [_figure(record, row.pledged, behind | {"stage": Stage.SOURCE})]
    figures += [_figure(record, row.stages.get(s, 0), behind | {"stage": s}) for s in stages_shown()]
    return PotLine(name_of(funder, lang), place_name(funder.place_id, lang), row.year, row.origin, tuple(figures))


def _sums(record: Programme, rows: list[PotRow]) -> tuple[Figure, ...]:
    behind = {"origin": rows[0].origin}
    stages = [(s, sum(row.stages.get(s, 0) for row in rows)) for s in stages_shown()]
    pledged = _figure(record, sum(row.pledged for row in rows), behind | {"stage": Stage.SOURCE})
    return (pledged, *(_figure(record, units, behind | {"stage": s}) for s, units in stages))


def _waiting(viewer: Viewer, record: Programme) -> dict[str, Any]:
    """What the viewer can go on with: orders that wait, instructions that were not paid."""
    live = Order.objects.filter(programme=record, state__in=LIVE)
    return {
        "n_to_approve": to_approve(viewer, record).count(),
        "n_waiting": live.count(),
        "n_unpaid": unpaid_instructions(record).count(),
        "may_propose": may_propose(viewer, record),
    }


def _projects(request: HttpRequest, record: Programme) -> dict[str, Any]:
    viewer, lang = viewer_of(request), lang_of(request)
    page = paged(request, Project.objects.filter(programme=record), PROJECTS)
    keys = [one.pk for one in page]
    seen = all_seen(viewer, Project.objects.filter(pk__in=keys).select_related("lead"))
    money = by_project(record, [one.number for one in seen]) if sees_lines(viewer) else {}
    rows = [(one, name_of(one, lang), name_of(one.lead, lang), _money_of(record, one.number, money)) for one in seen]
    return {"projects": rows, "page": page, "project_stages": OF_PROJECT}


def _money_of(record: Programme, number: str, money: dict[str, dict[str, int]]) -> list[Figure]:
    lies = money.get(number, {})
    return [_figure(record, lies.get(s, 0), {"project": number, "stage": s}) for s in OF_PROJECT] if money else []
