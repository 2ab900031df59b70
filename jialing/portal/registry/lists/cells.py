"""Values as a list writes them, in the reader's language. Hidden is not unknown, and unknown is not empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from jialing.base import numbers
from jialing.base.days import day_in_words
from jialing.base.phrases import phrase
from jialing.portal.common.access import Part, Seen, Viewer, all_seen, unsealed
from jialing.portal.registry.lists.spec import LISTS, Column, ListSpec, Shown
from jialing.portal.registry.lists.words import place_name as place_name
from jialing.portal.registry.lists.words import places_offered as places_offered
from jialing.portal.registry.lists.words import word as word


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: words, the other language's words below them, where it leads, and whether it is hidden."""

    text: str = numbers.UNKNOWN
    other: str = ""
    url: str = ""
    is_number: bool = False
    is_hidden: bool = False


HIDDEN = Cell(text="", is_hidden=True)
_ANY = "0000000000"
"""Stands for a public id in an address; no id has a nought."""


def is_invented(one: Seen | Part) -> bool:
    """Whether the record is known to be invented."""
    return "is_invented" in one.fields and bool(one.is_invented)


def cells_of(
    viewer: Viewer, records: Sequence[Seen | Part], columns: Sequence[Column], lang: str
) -> list[tuple[Cell, ...]]:
    """A row of cells for each record; records that cells lead to are fetched in one query a column."""
    led_to = {column.field: led_to_by(viewer, records, column) for column in columns if column.shown is Shown.RECORD}
    return [tuple(cell_of(one, column, lang, led_to.get(column.field, {})) for column in columns) for one in records]


def cell_of(one: Seen | Part, column: Column, lang: str, led_to: Mapping[int, Seen] | None = None) -> Cell:
    """One cell."""
    if column.shown is Shown.NAME:
        return name_cell(one, lang)
    if column.shown is Shown.TITLE:
        return both_cell(one, column.field, lang)
    if column.field not in one.fields:
        return HIDDEN
    if column.shown is Shown.RECORD:
        return _record_cell(one, column, lang, led_to or {})
    value = getattr(one, column.field)
    return Cell() if value in (None, "") else _WRITTEN[column.shown](value, column, lang)


def _record_cell(one: Seen | Part, column: Column, lang: str, led_to: Mapping[int, Seen]) -> Cell:
    key = getattr(unsealed(one), f"{column.field}_id")
    if not key:
        return Cell()
    return name_cell(led_to[key], lang) if key in led_to else HIDDEN


def name_cell(one: Seen | Part, lang: str) -> Cell:
    """Both names, a link to the record's page."""
    title = () if isinstance(one, Part) else title_of(one.kind_name)
    if title:
        return Cell(" · ".join(_told(one, title, lang)) or numbers.UNKNOWN, url=url_of(one))
    return both_cell(one, "name", lang, url=url_of(one))


def both_cell(one: Seen | Part, stem: str, lang: str, *, url: str = "") -> Cell:
    """``<stem>_en`` and ``<stem>_zh``: the reader's language first, the other below it where it says something else."""
    names = [getattr(one, f) if f in one.fields else "" for f in (f"{stem}_en", f"{stem}_zh")]
    own, other = (names[1], names[0]) if lang == "zh" else (names[0], names[1])
    if not (own or other):
        return HIDDEN
    return Cell(own or other, other if own and other != own else "", url)


def title_of(kind: str) -> tuple[Column, ...]:
    """The columns that name a record of a kind without names; () where its names do."""
    spec = spec_by_kind().get(kind)
    return spec.title if spec else ()


def _told(one: Seen | Part, columns: Sequence[Column], lang: str) -> Iterator[str]:
    for column in columns:
        other = getattr(one, column.field) if column.field in one.fields else None
        cell = name_cell(other, lang) if isinstance(other, Seen) else cell_of(one, column, lang)
        if cell.text and cell != Cell() and not cell.is_hidden:
            yield cell.text


def url_of(one: Seen | Part) -> str:
    """Where the record's page is, '' for a kind without one."""
    if isinstance(one, Part):
        return ""
    spec = spec_by_kind().get(one.kind_name)
    return _page(spec.slug, get_language() or "", get_script_prefix()).replace(_ANY, str(one)) if spec else ""


@cache
def spec_by_kind() -> Mapping[str, ListSpec]:
    """The first list of each kind."""
    return {spec.kind: spec for spec in reversed(tuple(LISTS.values()))}


@cache
def _page(slug: str, _lang: str, _prefix: str) -> str:
    return reverse("registry:record", args=[slug, _ANY])


def said_of(column: Column, value: Any, lang: str) -> str:
    """A value of a column in words, where no record is at hand: of a filter, of a past state."""
    if value in (None, ""):
        return numbers.UNKNOWN
    if column.shown is Shown.DAY and isinstance(value, str):
        value = date.fromisoformat(value)
    if column.shown is Shown.YES:
        value = value in (True, "yes")
    return _WRITTEN.get(column.shown, _WRITTEN[Shown.TEXT])(value, column, lang).text


def led_to_by(viewer: Viewer, records: Sequence[Seen | Part], column: Column) -> dict[int, Seen]:
    """Records that a column leads to, by primary key, as the viewer sees them: one query."""
    readable = [unsealed(one) for one in records if column.field in one.fields]
    keys = {getattr(record, f"{column.field}_id") for record in readable} - {None}
    if not keys:
        return {}
    model: Any = readable[0]._meta.get_field(column.field).related_model
    return {unsealed(one).pk: one for one in all_seen(viewer, model._default_manager.filter(pk__in=keys))}


def _number(value: Any, column: Column, _: str) -> Cell:
    is_year = column.field == "established"
    return Cell(str(value) if is_year else numbers.count(float(value)), is_number=True)


_WRITTEN: Mapping[Shown, Callable[[Any, Column, str], Cell]] = {
    Shown.WORD: lambda value, column, lang: Cell(word(column.codes, str(value), lang)),
    Shown.PLACE: lambda value, _, lang: Cell(place_name(str(value), lang)),
    Shown.DAY: lambda value, _, lang: Cell(day_in_words(value, lang)),
    Shown.NUMBER: _number,
    Shown.YES: lambda value, _, lang: Cell(phrase("registry.yes" if value else "registry.no", lang)),
    Shown.TEXT: lambda value, _, __: Cell(str(value)),
    Shown.LINK: lambda value, _, __: Cell(
        str(value).removeprefix("https://").removeprefix("http://").rstrip("/"), url=str(value)
    ),
}
