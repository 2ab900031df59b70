"""Which sections of a record's page have rows at all: asked first, since most of them are empty."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Manager, Model, QuerySet

from jialing.portal.common.compiled import Compiled
from jialing.portal.registry.lists.cards import CARDS, Section


def sections_with_rows(kind: str, record: Model) -> tuple[Section, ...]:
    """The sections of the kind's page that have any row, whoever may see it. One query."""
    sections, asked = _asked(kind, type(record))
    there = asked.exist(int(record.pk)) if sections else ()
    empty = {section.title for section, has_rows in zip(sections, there, strict=True) if not has_rows}
    return tuple(section for section in CARDS[kind].sections if section.title not in empty)


@cache
def _asked(kind: str, model: type[Model]) -> tuple[tuple[Section, ...], Compiled]:
    """The sections whose rows are records of their own, and the question which of them are there."""
    sections = tuple(one for one in CARDS[kind].sections if _rows(one, model(pk=1)) is not None)

    def made(key: int) -> Iterable[QuerySet[Any]]:
        found = (_rows(section, model(pk=key)) for section in sections)
        return [rows.order_by().values("pk") for rows in found if rows is not None]

    return sections, Compiled(made, int)


def _rows(section: Section, record: Model) -> QuerySet[Any] | None:
    """The section's rows; None where they stand in the record itself."""
    rows = getattr(record, section.rows) if isinstance(section.rows, str) else section.rows(record)
    if isinstance(rows, Manager):
        return rows.all()
    return rows if isinstance(rows, QuerySet) else None
