"""Lines of the funders' budgets: the list, a new one, and changing one while nothing hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer, all_seen, one_seen, related, require, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.appropriations import (
    FIELDS,
    add_appropriation,
    change_appropriation,
    is_in_use,
)
from jialing.portal.programmes.enums import Origin, Stage
from jialing.portal.programmes.models import Appropriation, Funder, OrderLine, Programme
from jialing.portal.programmes.queries.pots import line_units
from jialing.portal.programmes.tables.amounts import amount_text, name_of, stages_shown
from jialing.portal.programmes.views.money.asking import (
    find_programme,
    lang_of,
    paged,
    programme_context,
    viewer_of,
)
from jialing.portal.registry.forms.values import place_named
from jialing.portal.registry.lists.words import place_name, word

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass
class TypedLine:
    """A budget line as typed, the values it stands for, what is wrong."""

    sent: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, JialingError] = field(default_factory=dict)


@require_safe
def appropriations(request: HttpRequest, public_id: str) -> HttpResponse:
    """The lines of a programme with what lies on each."""
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    page = paged(request, Appropriation.objects.filter(programme=programme).order_by("-year", "funder", "pk"))
    rows = Appropriation.objects.filter(pk__in=[row.pk for row in page]).select_related("funder")
    seen = all_seen(viewer, rows.order_by("-year", "funder", "pk"))
    units = line_units([unsealed(row).pk for row in seen])
    used = set(OrderLine.objects.filter(line__in=[unsealed(row).pk for row in seen]).values_list("line_id", flat=True))
    context = programme_context(request, one, programme) | {
        "rows": [_row(row, units.get(unsealed(row).pk), unsealed(row).pk in used, programme, lang) for row in seen],
        "page": page,
        "stages": stages_shown(),
        "may_add": bool(own_funders(viewer)),
    }
    return render(request, "programmes/appropriations.html", context)


def _row(one: Any, units: dict[str, int] | None, is_used: bool, programme: Programme, lang: str) -> dict[str, Any]:
    lies = units or {}
    amounts = [-lies.get(Stage.SOURCE, 0), *(lies.get(stage, 0) for stage in stages_shown())]
    return {
        "one": one,
        "funder": name_of(one.funder, lang),
        "origin": word("ledger.origin", one.origin, lang),
        "reach": ", ".join(place_name(str(place), lang) for place in one.reach),
        "amounts": [amount_text(amount, programme.currency) for amount in amounts],
        "may_change": units is None and not is_used and "change" in one.acts,
    }


def own_funders(viewer: Viewer) -> list[Funder]:
    """The funders whose budgets the viewer keeps: those of places where the viewer is the programme officer."""
    return list(related(viewer, Funder.objects.order_by("pk"), "officer_here"))


@require_http_methods(["GET", "HEAD", "POST"])
def appropriation_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a line."""
    one, programme = find_programme(request, public_id)
    viewer = viewer_of(request)
    context = programme_context(request, one, programme) | {"funders": _offered(viewer, lang_of(request))}
    if not context["funders"]:
        require(viewer, "programme.reconcile", programme)
    if request.method != "POST":
        return _form(request, TypedLine({"year": str(timezone.localdate().year), "origin": Origin.LOCAL}), context)
    typed = _typed(request)
    funder = next((f for f in own_funders(viewer) if f.public_id == request.POST.get("funder")), None)
    if funder is None:
        typed.faults["funder"] = InputError("form.missing")
    typed.sent["funder"] = request.POST.get("funder", "")
    if typed.faults or funder is None:
        return _form(request, typed, context, status=400)
    try:
        add_appropriation(typed.values, programme=programme, funder=funder, by=viewer)
    except JialingError as error:
        return _form(request, typed, context | {"error": error}, status=status_of(error))
    return _to_list(one, "added")


@require_http_methods(["GET", "HEAD", "POST"])
def appropriation_edit(request: HttpRequest, public_id: str, line_id: str) -> HttpResponse:
    """Change a line on which nothing hangs yet."""
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    line = one_seen(
        viewer, Appropriation.objects.filter(programme=programme).select_related("funder"), public_id=line_id
    )
    record: Appropriation = unsealed(line)
    require(viewer, "appropriation.change", record)
    context = programme_context(request, one, programme) | {
        "line": line,
        "funder_name": name_of(line.funder, lang),
        "edition": record.edition,
        "is_in_use": is_in_use(record),
    }
    if request.method != "POST":
        now = {name: str(getattr(record, name)) for name in FIELDS if name != "reach"}
        return _form(request, TypedLine(now | {"reach": ", ".join(map(str, record.reach))}), context)
    typed = _typed(request)
    if typed.faults:
        return _form(request, typed, context, status=400)
    given = request.POST.get("edition", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else record.edition
    try:
        change_appropriation(record, typed.values, by=viewer, seen=seen)
    except JialingError as error:
        record.refresh_from_db()
        return _form(request, typed, context | {"error": error, "edition": record.edition}, status=status_of(error))
    return _to_list(one, "changed")


def _offered(viewer: Viewer, lang: str) -> list[tuple[str, str]]:
    return [(one.public_id, one.name_in(lang)) for one in own_funders(viewer)]


def _typed(request: HttpRequest) -> TypedLine:
    typed = TypedLine({name: plain(request.POST.get(name, "")) for name in FIELDS})
    for name in FIELDS:
        try:
            typed.values[name] = _value(name, typed.sent[name])
        except InputError as fault:
            typed.faults[name] = fault
    return typed


def _value(name: str, text: str) -> Any:
    if name == "year":
        if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR):
            raise InputError("ledger.no_year", given=text[:20])
        return int(text)
    if name == "origin":
        if text not in Origin.values:
            raise InputError("form.no_choice", given=text[:50])
        return text
    if name == "reach":
        parts = text.replace("，", ",").replace("、", ",").split(",")
        return [place_named(part.strip()) for part in parts if part.strip()]
    if name == "budget_item" and not text:
        raise InputError("form.missing")
    longest = 100 if name == "budget_item" else 200
    if len(text) > longest:
        raise InputError("form.too_long", n=len(text), most=longest)
    return text


def _form(request: HttpRequest, typed: TypedLine, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    shown = {"typed": typed, "origins": Origin.values, "n_faults": len(typed.faults)}
    return render(request, "programmes/appropriation.html", context | shown, status=status)


def _to_list(one: Any, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('programmes:appropriations', args=[str(one)])}?done={done}")
