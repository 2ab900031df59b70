"""How a field of a kind is written, wherever it shows: as its list or its page writes it, else by its type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.db import models

from jialing.portal.registry.lists.cards import CARDS
from jialing.portal.registry.lists.spec import LISTS, Column, Shown


def column_of(kind: str, field: models.Field) -> Column:
    """The column that writes a model's field."""
    known = _columns(kind).get(field.name)
    return known or Column(field.name, _by_type(field), f"registry.{kind}_{field.name}")


@cache
def _columns(kind: str) -> Mapping[str, Column]:
    listed = [column for spec in LISTS.values() if spec.kind == kind for column in spec.every]
    card = CARDS.get(kind)
    return {column.field: column for column in [*listed, *((*card.facts, *card.contact) if card else ())]}


def _by_type(field: models.Field) -> Shown:
    if isinstance(field, models.ForeignKey):
        return Shown.RECORD
    if isinstance(field, models.BooleanField):
        return Shown.YES
    if isinstance(field, models.DateField):
        return Shown.DAY
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return Shown.NUMBER
    return Shown.TEXT
