"""The page of one record: what it is, facts, what hangs on it, what happened, what may be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jialing.base.phrases import phrase
from jialing.portal.common.access import (
    Part,
    Seen,
    Viewer,
    all_seen,
    declaration,
    field_of,
    model_of,
    one_seen,
    unsealed,
)
from jialing.portal.registry.forms.deeds import DEEDS, EDITS, act_code
from jialing.portal.registry.lists.cards import CARDS, Section
from jialing.portal.registry.lists.cells import Cell, cells_of, is_invented, name_cell, url_of, word
from jialing.portal.registry.lists.hanging import sections_with_rows
from jialing.portal.registry.lists.spec import LISTS, Column, ListSpec, Shown
from jialing.portal.registry.parts import SHOWN_BY_PARTS, parts_of

FIRST_ROWS, MOST_ROWS = 30, 1_000
"""Rows of a section at first, and when all of it is asked for."""
TOLD = frozenset({"saved", "added", "done"})


@dataclass(frozen=True)
class Table:
    """A section as shown: its name, phrase of its title, heads (phrase, whether of
    numbers), rows of cells with where each leads, whether there are
    more, whether all were asked for.
    """

    name: str
    title: str
    heads: tuple[tuple[str, bool], ...]
    rows: list[tuple[str, tuple[Cell, ...]]]
    is_more: bool
    is_all: bool
    is_invented: bool = False

    @property
    def leads(self) -> bool:
        """Whether rows have pages of their own that no cell leads to."""
        return any(url and all(cell.url != url for cell in cells) for url, cells in self.rows)


@require_safe
def record(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The record's page; a merged one leads to what it became."""
    spec = spec_of(slug)
    one = find(request.viewer, spec, public_id)  # type: ignore[attr-defined]
    following = getattr(unsealed(one), "merged_into", None)
    if following is not None and "stay" not in request.GET:
        return HttpResponseRedirect(reverse("registry:record", args=[slug, following.public_id]))
    return render(request, "registry/record.html", record_context(request, spec, one))


def spec_of(slug: str) -> ListSpec:
    """The list that the address names. Raises Http404."""
    if slug not in LISTS:
        raise Http404
    return LISTS[slug]


def find(viewer: Viewer, spec: ListSpec, public_id: str) -> Seen:
    """The record as the viewer sees it. Raises Http404 where it is not there or hidden."""
    kind = declaration().kinds[spec.kind]
    return one_seen(viewer, model_of(kind)._default_manager.all(), public_id=public_id)


def record_context(request: HttpRequest, spec: ListSpec, one: Seen) -> dict[str, Any]:
    """All that the page shows."""
    lang, viewer = request.lang, request.viewer  # type: ignore[attr-defined]
    sections = sections_with_rows(spec.kind, unsealed(one))
    sections = tuple(section for section in sections if section.title not in SHOWN_BY_PARTS)
    whole = request.GET.get("all", "")
    tables = [table for section in sections if (table := table_of(viewer, one, section, lang, whole=whole))]
    return {
        **told_of(viewer, spec, one, lang),
        "tables": tables,
        "is_invented": is_invented(one) or any(table.is_invented for table in tables),
        "evidence_url": _evidence_url(one),
        **_doable(spec, one),
        **parts_of(request, spec, one),
        "told": _told(request),
    }


def told_of(viewer: Viewer, spec: ListSpec, one: Seen, lang: str) -> dict[str, Any]:
    """What the record says of itself, now or (as it stood) in the past: names, facts, texts."""
    card = CARDS[spec.kind]
    return {
        "spec": spec,
        "one": one,
        "name": name_cell(one, lang),
        "kind_word": _kind_word(spec, one, lang),
        "facts": facts(viewer, one, card.facts, lang),
        "contact": facts(viewer, one, card.contact, lang),
        "texts": [
            (f"registry.field.{text}", _in_both(one, text, lang)) for text in card.texts if _in_both(one, text, lang)
        ],
        "internal": [
            (f"registry.field.{field}", getattr(one, field))
            for field in card.internal
            if field in one.fields and getattr(one, field)
        ],
        "address": reverse("registry:records", args=[spec.slug]),
        "is_invented": is_invented(one),
        "is_itself_invented": is_invented(one),
        "changed": "updated_at" in one.fields and one.updated_at,
    }


def _doable(spec: ListSpec, one: Seen) -> dict[str, Any]:
    """What the viewer may do now: acts with a form, in the order of the declaration; editing; looking back."""
    acts = [act for act in one.acts if _is_of_use(f"{spec.kind}.{act}", one)]
    links = [(act_code(spec.kind, act), reverse("registry:do", args=[spec.slug, str(one), act])) for act in acts]
    may_edit = spec.kind in EDITS and "edit" in one.acts
    return {"deeds": links, "may_edit": may_edit, "may_see_past": "history" in one.acts}


def _is_of_use(name: str, one: Seen) -> bool:
    deed = DEEDS.get(name)
    return deed is not None and (deed.is_of_use is None or deed.is_of_use(unsealed(one)))


def _told(request: HttpRequest) -> str:
    done = request.GET.get("done", "")
    return phrase(f"registry.act.{done}", request.lang) if done in TOLD else ""  # type: ignore[attr-defined]


def facts(viewer: Viewer, one: Seen, columns: Sequence[Column], lang: str) -> list[tuple[str, Cell]]:
    """Fields with their phrases; what the viewer may not read is left out, what is unknown reads as unknown."""
    readable = [column for column in columns if column.field in one.fields]
    cells = cells_of(viewer, [one], readable, lang)[0] if readable else ()
    return [
        (f"registry.field.{column.field}", cell) for column, cell in zip(readable, cells, strict=True) if _is_told(cell)
    ]


def _is_told(cell: Cell) -> bool:
    return cell != Cell()


def table_of(viewer: Viewer, one: Seen, section: Section, lang: str, *, whole: str = "") -> Table | None:
    """A section's table, all of it where it is the ``whole`` one; None where nothing is there or may be seen."""
    rows: Sequence[Seen | Part]
    most = MOST_ROWS if whole == section.title else FIRST_ROWS
    if isinstance(section.rows, str):
        rows = field_of(one, section.rows) if section.rows in one.fields else []
    else:
        rows = all_seen(viewer, section.rows(unsealed(one)), most=most + 1)
    if not rows:
        return None
    shown = rows[:most]
    columns = [replace(c, codes=c.codes.replace("*", str(one.kind))) if "*" in c.codes else c for c in section.columns]
    cells = cells_of(viewer, shown, columns, lang)
    heads = tuple((f"registry.field.{c.field}", c.shown is Shown.NUMBER) for c in section.columns)
    leads = [url_of(row) if isinstance(row, Seen) else "" for row in shown]
    return Table(
        section.title,
        f"registry.section.{section.title}",
        heads,
        list(zip(leads, cells, strict=True)),
        len(rows) > most,
        whole == section.title,
        any(map(is_invented, shown)),
    )


def _in_both(one: Seen, text: str, lang: str) -> tuple[str, str]:
    """A text in the reader's language, then in the other; () where neither is there or may be read."""
    names = (f"{text}_zh", f"{text}_en") if lang == "zh" else (f"{text}_en", f"{text}_zh")
    found = [getattr(one, name) if name in one.fields else "" for name in names]
    return (found[0], found[1]) if any(found) else ()  # type: ignore[return-value]


def _kind_word(spec: ListSpec, one: Seen, lang: str) -> str:
    column = next((column for column in spec.columns if column.field == "kind"), None)
    return word(column.codes, one.kind, lang) if column and "kind" in one.fields else ""


def _evidence_url(one: Seen) -> str:
    """The record's page of evidence in the atlas, '' where the lake does not know it."""
    if one.kind_name != "organisation" or "lake_id" not in one.fields or not one.lake_id:
        return ""
    return reverse("insight:organisation", args=[one.lake_id])
