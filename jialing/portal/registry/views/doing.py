"""Doing something to a record: a form of what the act asks for, then the action, then back to the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jialing.base.phrases import phrase
from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer, require, unsealed, visible
from jialing.portal.common.access import seen as sealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.common.records import Record
from jialing.portal.registry.forms.deeds import DEEDS, Deed, Input, act_code
from jialing.portal.registry.forms.record import FormField
from jialing.portal.registry.forms.values import day_of, number_of, record_named
from jialing.portal.registry.lists.cells import is_invented, name_cell, url_of, word
from jialing.portal.registry.views.one import find, spec_of
from jialing.portal.registry.views.working import edition_sent


@dataclass
class Typed:
    """What was typed into an act's form, what it stands for, and what is wrong."""

    sent: dict[str, str]
    values: dict[str, Any]
    faults: dict[str, JialingError]


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, slug: str, public_id: str, act: str) -> HttpResponse:
    """One act on one record."""
    spec = spec_of(slug)
    viewer = request.viewer  # type: ignore[attr-defined]
    one = find(viewer, spec, public_id)
    record = unsealed(one)
    deed = DEEDS.get(f"{spec.kind}.{act}")
    if deed is None:
        raise Http404
    require(viewer, f"{spec.kind}.{act}", record)
    lang = request.lang  # type: ignore[attr-defined]
    context = {
        "spec": spec,
        "one": one,
        "act_code": act_code(spec.kind, act),
        "name": name_cell(one, lang),
        "edition": record.edition,
        "is_invented": is_invented(one),
    }
    if request.method != "POST":
        at_first = {one.name: one.now(record) for one in deed.asked(record) if one.now}
        at_first["on"] = timezone.localdate().isoformat()
        return _page(request, deed, record, Typed(at_first, {}, {}), context)
    typed = read(request, deed, record, viewer)
    if typed.faults:
        return _page(request, deed, record, typed, context, status=400)
    try:
        made = deed.run(record, typed.values, viewer, edition_sent(request))
    except JialingError as error:
        record.refresh_from_db()
        return _page(
            request, deed, record, typed, context | {"error": error, "edition": record.edition}, status=status_of(error)
        )
    return HttpResponseRedirect(
        f"{_where_next(made, viewer, reverse('registry:record', args=[slug, public_id]))}?done=done"
    )


def _where_next(made: Any, viewer: Viewer, back: str) -> str:
    """The page of what came about, where it has one that the viewer may see; else back to the record."""
    is_record = isinstance(made, Record) and made.pk is not None
    if not is_record or not visible(viewer, type(made)._default_manager.filter(pk=made.pk)).exists():
        return back
    return url_of(sealed(viewer, made)) or back


def read(request: HttpRequest, deed: Deed, record: Any, viewer: Viewer) -> Typed:
    """What was sent as values, with what is wrong beside each name."""
    typed = Typed({}, {}, {})
    for one in deed.asked(record):
        text = plain(request.POST.get(one.name, ""))
        typed.sent[one.name] = text
        try:
            typed.values[one.name] = value(one, text, record, viewer)
        except InputError as fault:
            typed.faults[one.name] = fault
    return typed


def value(asked: Input, text: str, record: Any, viewer: Viewer) -> Any:
    """The value of an input. Raises InputError ``form.missing`` and what reading it raises."""
    if not text:
        if asked.is_required:
            raise InputError("form.missing")
        return None if asked.typed in ("day", "record", "number") else ""
    if asked.typed == "day":
        return day_of(text)
    if asked.typed == "number":
        return number_of(text)
    if asked.typed == "record" and asked.model is not None:
        return record_named(text, asked.model, viewer)
    if asked.typed == "choice" and text not in _offered(asked, record):
        raise InputError("form.no_choice", given=text[:50])
    return text


def _options(asked: Input, record: Any) -> tuple[str, ...]:
    return asked.options(record) if callable(asked.options) else asked.options


def _offered(asked: Input, record: Any) -> tuple[str, ...]:
    return tuple(row[0] for row in asked.rows(record, "en")) if asked.rows else _options(asked, record)


def _labelled(asked: Input, record: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """What may be chosen, with its labels; nothing is chosen at first where nothing has to be."""
    if asked.rows:
        offered = asked.rows(record, lang)
    else:
        offered = tuple((v, word(asked.codes, v, lang)) for v in _options(asked, record))
    is_open = asked.typed == "choice" and not asked.is_required
    return (("", phrase("registry.unset", lang)), *offered) if is_open else offered


def _page(
    request: HttpRequest, deed: Deed, record: Any, typed: Typed, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    lang = request.lang  # type: ignore[attr-defined]
    fields = [
        FormField(
            name=one.name,
            code=f"registry.field.{one.name}",
            typed=one.typed,
            text=typed.sent.get(one.name, ""),
            options=_labelled(one, record, lang),
            fault=typed.faults.get(one.name),
            label=one.label(lang) if one.label else "",
        )
        for one in deed.asked(record)
    ]
    shown = {"fields": fields, "n_faults": len(typed.faults)}
    return render(request, "registry/do.html", context | shown, status=status)
