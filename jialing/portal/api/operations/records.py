"""One engine for every kind of record: lists, one record, its past, adding, changing, acts."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from pydantic import BaseModel

from jialing.base.typed import plain
from jialing.errors import NotAllowed, WrongState
from jialing.portal.api.operations.answering import (
    answered,
    edition_named,
    lang_of,
    record_answered,
    viewer_of,
)
from jialing.portal.api.paging import page_after
from jialing.portal.api.schemas import writable_columns
from jialing.portal.api.shapes import ROOT, rows
from jialing.portal.common.access import Viewer, readable, require, seen, unsealed, writable
from jialing.portal.registry.forms.deeds import CREATES, DEEDS, EDITS
from jialing.portal.registry.forms.values import value_of
from jialing.portal.registry.lists.asked import asked_from
from jialing.portal.registry.lists.changes import Past
from jialing.portal.registry.lists.spec import ListSpec
from jialing.portal.registry.views.doing import value
from jialing.portal.registry.views.one import find
from jialing.portal.registry.views.past import MOST

OWN = frozenset({"fields", "cursor", "limit"})


def listing(request: HttpRequest, *, spec: ListSpec, filters: Any) -> HttpResponse:
    """Records of a list that fit, a page of them."""
    asked = asked_from(spec, _query(filters))
    page = page_after(viewer_of(request), asked, lang_of(request), cursor=filters.cursor or "", limit=filters.limit)
    items = rows(viewer_of(request), page.records, asked.columns or spec.columns)
    response = answered({"items": items, "next": page.following or None})
    if page.following:
        query = request.GET.copy()
        query["cursor"] = page.following
        response["Link"] = f'<{ROOT}/{spec.slug}?{query.urlencode()}>; rel="next"'
    return response


def _query(filters: BaseModel) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, given in filters.model_dump(exclude_none=True, exclude=set(OWN)).items():
        sent[name] = str(given)
    if chosen := getattr(filters, "fields", None):
        sent["columns"] = chosen
    return sent


def one(request: HttpRequest, *, spec: ListSpec, public_id: str) -> HttpResponse:
    """One record with all that the viewer may read of it."""
    found = find(viewer_of(request), spec, public_id)
    response = record_answered(found)
    following = getattr(unsealed(found), "merged_into", None)
    if following is not None and readable(viewer_of(request), following):
        response["Link"] = f'<{ROOT}/{spec.slug}/{following.public_id}>; rel="successor-version"'
    return response


def history(request: HttpRequest, *, spec: ListSpec, public_id: str) -> HttpResponse:
    """What was changed, of the fields that the viewer may read, the newest first."""
    found = find(viewer_of(request), spec, public_id)
    require(viewer_of(request), f"{spec.kind}.history", unsealed(found))
    kept = list(unsealed(found).history.order_by("-history_date", "-history_id")[: MOST + 1])
    past = Past(viewer_of(request), found, kept, "en")
    return answered({"items": [_change(saving) for saving in past.changes(MOST)]})


def _change(saving: Any) -> dict[str, Any]:
    fields = [{"field": one.field, "before": one.old, "after": one.new} for one in saving.fields]
    return {
        "at": saving.at.isoformat(), "by": saving.who or None, "why": saving.why or None,
        "is_first": saving.is_first, "fields": fields,
    }  # fmt: skip


def create(request: HttpRequest, *, spec: ListSpec, body: Any) -> HttpResponse:
    """Add a record."""
    viewer = viewer_of(request)
    require(viewer, f"{spec.kind}.create")
    values = _values(spec, body, viewer)
    made = _done(partial(CREATES[spec.kind], values, by=viewer, on=timezone.localdate(), why=body.why))
    response = record_answered(seen(viewer, made), status=201)
    response["Location"] = f"{ROOT}/{spec.slug}/{made.public_id}"
    return response


def edit(request: HttpRequest, *, spec: ListSpec, public_id: str, body: Any) -> HttpResponse:
    """Change a record; If-Match names the edition that was read."""
    viewer = viewer_of(request)
    found = find(viewer, spec, public_id)
    record = unsealed(found)
    require(viewer, f"{spec.kind}.edit", record)
    _require_fields(viewer, record, body.model_fields_set - {"why"})
    edition = edition_named(request, found, is_required=True)
    values = _values(spec, body, viewer)
    changed = {name: given for name, given in values.items() if getattr(record, name) != given}
    saved = _done(partial(EDITS[spec.kind], record, changed, by=viewer, why=body.why, seen=edition))
    return _as_it_stands(viewer, spec, saved.public_id)


def act(request: HttpRequest, *, spec: ListSpec, public_id: str, name: str, body: Any) -> HttpResponse:
    """Do something to a record; If-Match may name the edition that was read."""
    viewer = viewer_of(request)
    found = find(viewer, spec, public_id)
    record, deed = unsealed(found), DEEDS[f"{spec.kind}.{name}"]
    require(viewer, f"{spec.kind}.{name}", record)
    edition = edition_named(request, found, is_required=False)
    values = {one.name: value(one, _text(getattr(body, one.name)), record, viewer) for one in deed.inputs}
    _done(partial(deed.run, record, values, viewer, edition))
    return _as_it_stands(viewer, spec, public_id)


def _as_it_stands(viewer: Viewer, spec: ListSpec, public_id: str) -> HttpResponse:
    """The record after a change; 204 where the viewer may not see it any more."""
    try:
        return record_answered(find(viewer, spec, public_id))
    except Http404:
        return HttpResponse(status=204)


def _require_fields(viewer: Viewer, record: Any, names: frozenset[str] | set[str]) -> None:
    """Naming a field that one may not change is refused, also where it would stay as it is."""
    refused = sorted(set(names) - writable(viewer, record))
    if refused:
        raise NotAllowed("access.field_not_allowed", fields=", ".join(refused))


def _values(spec: ListSpec, body: BaseModel, viewer: Viewer) -> dict[str, Any]:
    columns = writable_columns(spec.kind)
    sent = {name: getattr(body, name) for name in body.model_fields_set - {"why"}}
    return {name: value_of(_text(given), columns[name], viewer) for name, given in sent.items()}


def _text(given: Any) -> str:
    """What a form would have sent: both doors read values alike."""
    if given is None:
        return ""
    if isinstance(given, bool):
        return "yes" if given else "no"
    text = json.dumps(given, ensure_ascii=False) if isinstance(given, dict | list) else str(given)
    return plain(text)


def _done(action: Callable[[], Any]) -> Any:
    """Run an action; what the database refuses because somebody was quicker is a conflict."""
    try:
        return action()
    except IntegrityError as error:
        raise WrongState("api.conflict") from error
