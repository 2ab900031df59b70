"""What stands for ``{field}`` in a paper: the value in words, as the reader may read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from jialing.portal.common.access import Part, Seen, Viewer, all_seen, declaration, field_of, model_of, unsealed
from jialing.portal.registry.lists.cards import CARDS
from jialing.portal.registry.lists.cells import Cell, cells_of, name_cell
from jialing.portal.registry.lists.spec import LISTS, Column, Shown

BLANK = "＿＿＿＿＿＿"
"""Where a value is unknown: a line to be filled in by hand."""


class Unreadable(Exception):
    """A field that the reader may not read: its paragraph is left out."""


def value_of(one: Seen, path: str, lang: str, viewer: Viewer) -> str:
    """The value of ``field`` or ``field.field`` in words; BLANK where it is unknown. Raises Unreadable."""
    head, _, rest = path.partition(".")
    if head == "name" and not rest:
        return name_cell(one, lang).text
    if f"{head}_{lang}" in one.fields and not rest:
        return _in_language(one, head, lang)
    if head not in one.fields:
        raise Unreadable(path)
    if rest:
        other = getattr(one, head)
        return value_of(other, rest, lang, viewer) if isinstance(other, Seen) else BLANK
    cell = cells_of(viewer, [one], [column_of(one.kind_name, head)], lang)[0][0]
    if cell.is_hidden:
        raise Unreadable(path)
    return BLANK if cell == Cell() else cell.text


def _in_language(one: Seen, field: str, lang: str) -> str:
    """A text in the language, else in the other one."""
    names = (f"{field}_{lang}", f"{field}_{'en' if lang == 'zh' else 'zh'}")
    found = (getattr(one, name) for name in names if name in one.fields)
    return next((str(text) for text in found if text), BLANK)


def column_of(kind: str, field: str) -> Column:
    """How a field is written: as lists and pages do, else by its type."""
    return _known_columns(kind).get(field) or _by_type(kind, field)


def _known_columns(kind: str) -> Mapping[str, Column]:
    card = CARDS.get(kind)
    columns: list[Column] = [column for spec in LISTS.values() if spec.kind == kind for column in spec.every]
    columns += [*card.facts, *card.contact] if card else []
    return {column.field: column for column in columns}


def _by_type(kind: str, field: str) -> Column:
    column = model_of(declaration().kinds[kind])._meta.get_field(field)
    if field == "place_id":
        return Column(field, Shown.PLACE)
    shown = next((shown for type_, shown in _SHOWN if isinstance(column, type_)), Shown.TEXT)
    return Column(field, shown)


_SHOWN: Sequence[tuple[type[Any], Shown]] = (
    (models.ForeignKey, Shown.RECORD),
    (models.DateField, Shown.DAY),
    (models.BooleanField, Shown.YES),
    (models.IntegerField, Shown.NUMBER),
    (models.DecimalField, Shown.NUMBER),
)


def section_rows(one: Seen, title: str, viewer: Viewer) -> tuple[tuple[Column, ...], Sequence[Seen | Part]]:
    """Columns and rows of a section of the record's page; no rows where the reader may not see them."""
    section = next((found for found in _sections(one.kind_name) if found.title == title), None)
    if section is None:
        return (), ()
    if isinstance(section.rows, str):
        return section.columns, field_of(one, section.rows) if section.rows in one.fields else ()
    return section.columns, all_seen(viewer, section.rows(unsealed(one)))


def _sections(kind: str) -> Iterator[Any]:
    card = CARDS.get(kind)
    return iter(card.sections if card else ())
