"""Values as a list writes them, in the reader's language. Hidden is not unknown, and unknown is not empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse

from jialing.base import numbers
from jialing.base.days import day_in_words
from jialing.base.phrases import catalogue, phrase
from jialing.portal.common.access import Part, Seen, Viewer, all_seen, unsealed
from jialing.portal.registry.lists.spec import LISTS, Column, Shown
from jialing.schema import counties, places


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: words, the other language's words below them, where it leads, and whether it is hidden."""

    text: str = numbers.UNKNOWN
    other: str = ""
    url: str = ""
    is_number: bool = False
    is_hidden: bool = False


HIDDEN = Cell(text="", is_hidden=True)


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
    if column.field not in one.fields:
        return HIDDEN
    if column.shown is Shown.RECORD:
        return _record_cell(one, column, lang, led_to or {})
    value = getattr(one, column.field)
    return Cell() if value in (None, "") else _WRITTEN[column.shown](value, column, lang)


def _record_cell(one: Seen | Part, column: Column, lang: str, led_to: Mapping[int, Seen]) -> Cell:
    if isinstance(one, Part):
        other = getattr(one, column.field)
        return name_cell(other, lang) if other else Cell()
    key = getattr(unsealed(one), f"{column.field}_id")
    if not key:
        return Cell()
    return name_cell(led_to[key], lang) if key in led_to else HIDDEN


def name_cell(one: Seen | Part, lang: str) -> Cell:
    """Both names, a link to the record's page."""
    title = () if isinstance(one, Part) else title_of(one.kind_name)
    if title:
        return Cell(" · ".join(_told(one, title, lang)) or numbers.UNKNOWN, url=url_of(one))
    names = [getattr(one, f) if f in one.fields else "" for f in ("name_en", "name_zh")]
    own, other = (names[1], names[0]) if lang == "zh" else (names[0], names[1])
    if not (own or other):
        return HIDDEN
    return Cell(own or other, other if own else "", url_of(one))


def title_of(kind: str) -> tuple[Column, ...]:
    """The columns that name a record of a kind without names; () where its names do."""
    return next((spec.title for spec in LISTS.values() if spec.kind == kind), ())


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
    slug = next((spec.slug for spec in LISTS.values() if spec.kind == one.kind_name), "")
    return reverse("registry:record", args=[slug, str(one)]) if slug else ""


def word(codes: str, value: str, lang: str) -> str:
    """A value of a list of codes in words; one that a later version brought is shown as it is."""
    code = f"{codes}.{value}"
    return phrase(code, lang) if code in catalogue() else value.replace("_", " ")


def place_name(place_id: str, lang: str) -> str:
    """A city, province or district by name; an id that is none of them as it is."""
    names = _place_names().get(place_id)
    return (names[1] if lang == "zh" else names[0]) if names else place_id


@cache
def _place_names() -> Mapping[str, tuple[str, str]]:
    found = {f"CN-{one.code}": (one.name_en, one.name_zh) for one in counties()}
    for place in places():
        found[place.place_id] = (place.name_en, place.name_zh)
        if place.place_id.startswith("CN-") and place.province_en:
            found.setdefault(f"{place.place_id[:5]}0000", (place.province_en, place.province_zh))
    return found


def led_to_by(viewer: Viewer, records: Sequence[Seen | Part], column: Column) -> dict[int, Seen]:
    readable = [unsealed(one) for one in records if isinstance(one, Seen) and column.field in one.fields]
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


def places_offered(found: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """Places for a choice: those given and the provinces above them, by name."""
    every = {one for one in found if one.startswith("CN-")}
    every |= {f"{one[:5]}0000" for one in every}
    return sorted(((one, place_name(one, lang)) for one in every), key=lambda pair: pair[0])
