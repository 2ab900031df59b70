"""Somebody's day: what waits, what is late, what changed. As many queries for one row as for a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from jialing.base.phrases import phrase
from jialing.portal.common.access import Seen, Viewer
from jialing.portal.registry.lists.cells import name_cell
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.queries.notices import records_seen
from jialing.portal.registry.queries.waiting import HEADINGS, SOON, Heading, headings_for
from jialing.portal.registry.work.part import Due, due_of

MOST_ROWS = 5


@dataclass(frozen=True)
class Line:
    """A row of a heading: its words, where it leads, its deadline."""

    text: str
    url: str
    due: Due | None = None


@dataclass(frozen=True)
class Block:
    """A heading with its first rows, how many there are and how many are late; where all of them stand."""

    name: str
    lines: tuple[Line, ...]
    n: int
    n_late: int
    url: str
    is_news: bool

    @property
    def is_more(self) -> bool:
        return self.n > len(self.lines)


@dataclass(frozen=True)
class _Found:
    heading: Heading
    rows: Sequence[Any]
    n: int
    n_late: int


def blocks_for(viewer: Viewer, today: date, lang: str) -> list[Block]:
    """What waits for a viewer, by heading, those with something late first; empty ones are left out."""
    found = [one for heading in headings_for(viewer) if (one := _asked(heading, viewer, today)).n]
    about = records_seen(viewer, {pair for one in found for row in one.rows if (pair := _about(one.heading, row))})
    made = [_block(one, viewer, about, today, lang) for one in found]
    return sorted(made, key=lambda one: (one.is_news, not one.n_late))


def _asked(heading: Heading, viewer: Viewer, today: date) -> _Found:
    rows = heading.rows(viewer, today)
    late = Q(**{f"{heading.due}__lt": today}) if heading.due else Q(pk__in=())
    counted = rows.order_by().aggregate(n=Count("pk"), late=Count("pk", filter=late))
    ordered = rows.order_by(heading.due, "pk") if heading.due else rows
    return _Found(heading, list(ordered[:MOST_ROWS]) if counted["n"] else [], counted["n"], counted["late"])


def _about(heading: Heading, row: Any) -> tuple[str, int] | None:
    """Kind and key of the record that a row is about; None where it speaks for itself."""
    for field, kind in (heading.about or {}).items():
        if getattr(row, field):
            return (kind or row.about_kind, getattr(row, field))
    return None


def _block(found: _Found, viewer: Viewer, about: dict[tuple[str, int], Seen], today: date, lang: str) -> Block:
    heading = found.heading
    lines = tuple(_line(heading, row, about.get(_about(heading, row) or ("", 0)), today, lang) for row in found.rows)
    url = _all_url(heading, viewer, today)
    return Block(heading.name, lines, found.n, found.n_late, url, heading.is_news)


def _line(heading: Heading, row: Any, about: Seen | None, today: date, lang: str) -> Line:
    cell = name_cell(about, lang) if about is not None else None
    own = _own_words(row, lang)
    text = f"{own} · {cell.text}" if own and cell is not None else own or (cell.text if cell else "")
    due = due_of(getattr(row, heading.due), today) if heading.due else None
    return Line(text or phrase("day.unnamed", lang), _url(heading, row, cell.url if cell else ""), due)


def _own_words(row: Any, lang: str) -> str:
    """What a row calls itself: a name, a title; '' where only its record has one."""
    if hasattr(row, "name_in"):
        return str(row.name_in(lang))
    return str(getattr(row, "title", ""))


def _url(heading: Heading, row: Any, about_url: str) -> str:
    """The row's own page, else that of the record it is about."""
    if heading.name == "tasks":
        return reverse("registry:task", args=[row.public_id])
    if heading.name == "saved_lists":
        return _list_url(row)
    if heading.name == "saved_counts":
        return reverse("registry:count", args=[row.slug])
    if heading.name == "claimed_works":
        return reverse("registry:works", args=[row.person.public_id])
    return reverse("registry:record", args=[heading.slug, row.public_id]) if heading.slug else about_url


def _list_url(row: Any) -> str:
    slug = next((s.slug for s in LISTS.values() if s.kind.replace("_", "") == row.list_kind), "")
    return f"{reverse('registry:records', args=[slug])}?{row.query}" if slug else ""


def _all_url(heading: Heading, viewer: Viewer, today: date) -> str:
    """The page or list that holds all rows of a heading, '' where there is none.

    An officer's list is narrowed to the place looked after, so that it holds what was counted.
    """
    if heading.name == "tasks":
        return reverse("registry:tasks")
    if heading.page:
        return reverse(heading.page)
    if not heading.slug:
        return ""
    query = heading.query.format(today=today.isoformat(), soon=(today + SOON).isoformat())
    place = _place(heading, viewer)
    said = "&".join(part for part in (query, f"place_id={place}" if place else "") if part)
    path = reverse("registry:records", args=[heading.slug])
    return f"{path}?{said}" if said else path


def _place(heading: Heading, viewer: Viewer) -> str:
    """The place to narrow the list to: of an officer with one place, where the list can be narrowed so."""
    if heading not in HEADINGS["programme_officer"]:
        return ""
    held = {one.jurisdiction for one in viewer.held if one.role == "programme_officer"}
    has_filter = any(column.field == "place_id" for column in LISTS[heading.slug].filters)
    place = held.pop() if len(held) == 1 else ""
    return place if has_filter and place.startswith("CN-") else ""
