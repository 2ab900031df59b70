"""Two records that may be one: side by side, merged, split, looked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jialing.base.phrases import phrase
from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Seen, Viewer, require, seen, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions.identity import (
    MAY_TAKE,
    hanging_on,
    keep_duplicates,
    merge_organisations,
    split_organisation,
)
from jialing.portal.registry.forms.values import place_named
from jialing.portal.registry.lists.cells import Cell, cell_of, is_invented, name_cell
from jialing.portal.registry.lists.spec import LISTS, Column
from jialing.portal.registry.queries.duplicates import duplicates
from jialing.portal.registry.views.one import find

SIDES = ("first", "second")
COMPARED = frozenset({"kind", "legal_type", "place_id", "uscc", "website", "established", "lake_id"})


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """A pair side by side; which one stays and what is taken from the other."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = find(viewer, LISTS["duplicates"], public_id)
    pair = unsealed(one)
    require(viewer, "duplicate.merge", pair)
    if request.method != "POST":
        return _pair_page(request, one)
    sent = request.POST
    try:
        kept, other = _chosen(pair, sent.get("keep", ""))
        wanted = "second" if kept == pair.first else "first"
        take = [name for name in MAY_TAKE if sent.get(f"take_{name}") == wanted]
        edition = sent.get(f"edition_{wanted}", "")
        seen_edition = int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 10 else None
        merge_organisations(kept, other, by=viewer, why=plain(sent.get("why", "")), seen=seen_edition, take=take)
    except JialingError as error:
        pair.refresh_from_db()
        return _pair_page(request, find(viewer, LISTS["duplicates"], public_id), error=error)
    return HttpResponseRedirect(f"{reverse('registry:record', args=['organisations', kept.public_id])}?done=done")


def _chosen(pair: Any, keep: str) -> tuple[Any, Any]:
    """The one that stays, the one that goes. Raises InputError ``registry.choose_kept``."""
    if keep not in SIDES:
        raise InputError("registry.choose_kept")
    return (pair.first, pair.second) if keep == "first" else (pair.second, pair.first)


def _pair_page(request: HttpRequest, one: Seen, error: JialingError | None = None) -> HttpResponse:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    pair = unsealed(one)
    both = [seen(viewer, getattr(pair, side)) for side in SIDES]
    context = {
        "one": one,
        "name": name_cell(one, lang),
        "sides": [
            {
                "side": side,
                "name": name_cell(half, lang),
                "edition": unsealed(half).edition,
                "n": sum(1 for _ in hanging_on(unsealed(half))),
                "from_lake": bool(unsealed(half).lake_id),
            }
            for side, half in zip(SIDES, both, strict=True)
        ],
        "rows": _side_by_side(both, request.POST, lang),
        "keep": request.POST.get("keep") or ("second" if pair.second.lake_id and not pair.first.lake_id else "first"),
        "why": request.POST.get("why", ""),
        "error": error,
        "is_invented": any(is_invented(half) for half in both),
    }
    return render(request, "registry/compare.html", context, status=status_of(error) if error else 200)


def _side_by_side(both: list[Seen], sent: Any, lang: str) -> list[dict[str, Any]]:
    """Each fact of the two; whether they differ so that one has to be chosen."""
    columns = [column for column in LISTS["organisations"].every[1:] if column.field in COMPARED]
    columns = [Column("name_zh"), Column("name_en"), *columns, Column("address_zh"), Column("address_en")]
    found = []
    for column in columns:
        cells = [cell_of(half, column, lang) for half in both]
        values = [getattr(half, column.field) if column.field in half.fields else "" for half in both]
        if not any(values):
            continue
        is_choice = all(values) and values[0] != values[1] and column.field in MAY_TAKE
        found.append(
            {
                "field": column.field,
                "code": f"registry.field.{column.field}",
                "cells": list(zip(SIDES, cells, strict=True)),
                "is_choice": is_choice,
                "is_same": values[0] == values[1],
                "taken": sent.get(f"take_{column.field}", ""),
            }
        )
    return found


@require_POST
def find_duplicates(request: HttpRequest) -> HttpResponse:
    """Look for pairs now."""
    viewer = request.viewer  # type: ignore[attr-defined]
    require(viewer, "duplicate.find")  # before anything is looked for: that is dear
    n = keep_duplicates(duplicates(), by=viewer)
    return HttpResponseRedirect(f"{reverse('registry:records', args=['duplicates'])}?state=proposed&found={n}")


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a second organisation out of one."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    one = find(viewer, LISTS["organisations"], public_id)
    record = unsealed(one)
    require(viewer, "organisation.split", record)
    rows = {f"{row._meta.label_lower}:{row.pk}": row for row, _ in hanging_on(record)}
    error: JialingError | None = None
    if request.method == "POST":
        try:
            made = _split(request, viewer, record, rows)
            return HttpResponseRedirect(f"{reverse('registry:record', args=['organisations', made])}?done=added")
        except JialingError as fault:
            error = fault
    context = {
        "one": one,
        "name": name_cell(one, lang),
        "rows": [(key, _row_cell(row, viewer, lang), key in request.POST.getlist("rows")) for key, row in rows.items()],
        "sent": {name: request.POST.get(name, "") for name in ("name_en", "name_zh", "place_id", "why")},
        "error": error,
        "is_invented": is_invented(one),
    }
    return render(request, "registry/split.html", context, status=status_of(error) if error else 200)


def _split(request: HttpRequest, viewer: Viewer, record: Any, rows: dict[str, Any]) -> str:
    sent = request.POST
    chosen = [rows[key] for key in sent.getlist("rows") if key in rows]
    change = split_organisation(
        record,
        name_en=plain(sent.get("name_en", "")),
        name_zh=plain(sent.get("name_zh", "")),
        rows=chosen,
        by=viewer,
        why=plain(sent.get("why", "")),
        place_id=place_named(plain(sent.get("place_id", ""))),
    )
    return str(change.other.public_id)


def _row_cell(row: Any, viewer: Viewer, lang: str) -> Cell:
    """What hangs on a record in words: what sort of thing, and which."""
    kind = phrase(f"registry.hanging.{row._meta.model_name}", lang)
    about = getattr(row, "alliance", None) or getattr(row, "platform", None) or getattr(row, "zone", None)
    text = name_cell(seen(viewer, about), lang).text if about is not None else str(getattr(row, "name", "") or "")
    return Cell(f"{kind} {text}".strip())
