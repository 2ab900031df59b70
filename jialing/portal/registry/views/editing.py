"""Adding and changing records: what was typed is never lost, whoever else saved meanwhile."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jialing.base.typed import plain
from jialing.errors import JialingError, WrongState
from jialing.portal.common.access import require, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.forms import RecordForm, form_for, new_record
from jialing.portal.registry.forms.deeds import CREATES, EDITS
from jialing.portal.registry.lists.cells import is_invented, name_cell
from jialing.portal.registry.lists.spec import ListSpec
from jialing.portal.registry.views.one import find, spec_of

LONGEST_WHY = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Change a record."""
    spec = spec_of(slug)
    viewer = request.viewer  # type: ignore[attr-defined]
    one = find(viewer, spec, public_id)
    record = unsealed(one)
    if spec.kind not in EDITS:
        raise Http404
    require(viewer, f"{spec.kind}.edit", record)
    form = form_for(record, viewer, request.POST if request.method == "POST" else None)
    lang = request.lang  # type: ignore[attr-defined]
    context = {
        "spec": spec,
        "one": one,
        "name": name_cell(one, lang),
        "edition": record.edition,
        "is_invented": is_invented(one),
    }
    if request.method != "POST":
        return _page(request, form, context)
    return _saved(request, spec, form, context)


def _saved(request: HttpRequest, spec: ListSpec, form: RecordForm, context: dict[str, Any]) -> HttpResponse:
    record: Any = form.record
    if not form.check():
        return _page(request, form, context, status=400)
    seen = _edition(request.POST.get("edition", ""), record.edition)
    values = {name: value for name, value in form.values.items() if getattr(record, name) != value}
    try:
        EDITS[spec.kind](record, values, by=request.viewer, why=_why(request), seen=seen)  # type: ignore[attr-defined]
    except WrongState as error:
        now = type(record)._default_manager.get(pk=record.pk)
        form.record, form.error = now, error
        return _page(request, form, context | {"edition": now.edition}, status=409, since=now)
    except JialingError as error:
        form.record, form.error = type(record)._default_manager.get(pk=record.pk), error
        return _page(request, form, context, status=status_of(error))
    return HttpResponseRedirect(f"{reverse('registry:record', args=[spec.slug, record.public_id])}?done=saved")


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a record."""
    spec = spec_of(slug)
    if spec.kind not in CREATES:
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]
    require(viewer, f"{spec.kind}.create")
    record: Any = new_record(spec.kind)
    form = form_for(record, viewer, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, {"spec": spec})
    if not form.check():
        return _page(request, form, {"spec": spec}, status=400)
    try:
        made: Any = CREATES[spec.kind](form.values, by=viewer, on=timezone.localdate(), why=_why(request))
    except JialingError as error:
        form.error = error
        return _page(request, form, {"spec": spec}, status=status_of(error))
    return HttpResponseRedirect(f"{reverse('registry:record', args=[spec.slug, made.public_id])}?done=added")


def _page(
    request: HttpRequest, form: RecordForm, context: dict[str, Any], *, status: int = 200, since: Any = None
) -> HttpResponse:
    lang = request.lang  # type: ignore[attr-defined]
    shown: dict[str, Any] = {"fields": form.fields(lang, since=since), "n_faults": len(form.faults)}
    shown |= {"error": form.error, "why": request.POST.get("why", "")}
    return render(request, "registry/edit.html", context | shown, status=status)


def _edition(given: str, now: int) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else now


def _why(request: HttpRequest) -> str:
    return plain(request.POST.get("why", ""))[:LONGEST_WHY]
