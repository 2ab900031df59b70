"""One record of every kind in every state, with a word in every field of text that stands nowhere else; days and
numbers likewise.

A word, a day (ISO) or a number that an answer shows says which field of which record, in which state, was seen.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from jialing.portal.common.access import Kind, declaration, model_of
from jialing.portal.common.records import allowed_values
from jialing.portal.registry import models as m

PLACE = "CN-500000"
NOT_WORDS = frozenset(
    {"place_id", "country_code", "public_id", "language", "field_id", "recommended_by_place", "edition"}
)
"""Columns of text that hold codes: what they hold is no secret of one record."""

NUMBERS = frozenset({"n_present", "n_voters", "dues", "size", "lat", "lng"})
"""Columns of numbers of which each record gets its own; others count something."""
PLANTED = re.compile(rb"qz\d{5}x|19[12]\d-\d\d-\d\d|\b81\d{5}\b|\b(?:29|106)\.9\d{5}1\b")
"""Everything that was planted: words, days between 1911 and 1929, numbers, coordinates."""


@dataclass
class Planted:
    """What was planted: word -> (kind, state, field); the records by kind."""

    words: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    records: list[tuple[str, str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Parties:
    """Organisations and accounts that stand in relations to all that is planted."""

    host: m.Organisation
    secretariat: m.Organisation
    manager: m.Organisation
    member: m.Organisation
    expert: str
    own: str


class Words:
    """Words that stand nowhere else, each with where it was planted."""

    def __init__(self, planted: Planted) -> None:
        self._planted = planted
        self._numbers = itertools.count(10_000)
        self._days = (date(1911, 1, 1) + timedelta(days=n) for n in itertools.count())

    def word(self, kind: str, state: str, name: str, longest: int | None) -> str:
        """A new word, short enough for the column."""
        made = f"qz{next(self._numbers)}x"
        self._planted.words[made] = (kind, state, name)
        return made if longest is None or longest >= len(made) else made[:longest]

    def day(self, kind: str, state: str, name: str) -> date:
        """A day that stands nowhere else, later than all before."""
        made = next(self._days)
        self._planted.words[made.isoformat()] = (kind, state, name)
        return made

    def number(self, kind: str, state: str, name: str, before: str = "81", after: str = "") -> str:
        """A number that stands nowhere else, as it is written."""
        made = f"{before}{next(self._numbers):05}{after}"
        self._planted.words[made] = (kind, state, name)
        return made


def plant(parties: Parties, kinds: Mapping[str, Mapping[str, Any]]) -> Planted:
    """Plant the kinds given, each with the columns that it needs beside words (``state`` -> columns under ``*``)."""
    planted = Planted()
    words = Words(planted)
    for name, fixed in kinds.items():
        kind = declaration().kinds[name]
        for state in _states(kind):
            record = _made(kind, state, words, fixed(state) if callable(fixed) else fixed)
            planted.records.append((name, state, record))
    return planted


def _states(kind: Kind) -> tuple[str, ...]:
    return allowed_values(model_of(kind), kind.state_field) if kind.state_field else ("",)


def _made(kind: Kind, state: str, words: Words, fixed: Mapping[str, Any]) -> Any:
    model = model_of(kind)
    values: dict[str, Any] = dict(_values(kind, model, state, words, fixed))
    if kind.state_field:
        values[kind.state_field] = state
    record: Any = model(**values)
    record._change_reason = words.word(kind.name, state, "history_change_reason", None)
    record.save()
    return record


def _values(
    kind: Kind, model: type[models.Model], state: str, words: Words, fixed: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    for column in model._meta.concrete_fields:
        name = column.name
        if name in fixed:
            yield name, fixed[name]
        elif (
            column.primary_key
            or name in ("public_id", "edition", kind.state_field)
            or isinstance(column, models.ForeignKey)
        ):
            continue
        elif name == "place_id":
            yield name, PLACE
        else:
            value = _value(column, kind.name, state, words)
            if value is not None:
                yield name, value


def _value(column: Any, kind: str, state: str, words: Words) -> Any:
    name = column.name
    allowed = allowed_values(column.model, name)
    if allowed:
        return allowed[0]
    if name in NOT_WORDS:
        return None
    if isinstance(column, models.EmailField):
        return f"{words.word(kind, state, name, None)}@example.org"
    if isinstance(column, models.URLField):
        return f"https://{words.word(kind, state, name, None)}.example.org/"
    if isinstance(column, models.CharField | models.TextField):
        return words.word(kind, state, name, column.max_length)
    if name in NUMBERS:
        return _number(column, kind, state, words)
    return _plain_value(column, kind, state, words)


def _number(column: Any, kind: str, state: str, words: Words) -> Any:
    if isinstance(column, models.FloatField):
        return float(words.number(kind, state, column.name, "29.9" if column.name == "lat" else "106.9", "1"))
    number = words.number(kind, state, column.name)
    return Decimal(number) if isinstance(column, models.DecimalField) else int(number)


def _plain_value(column: Any, kind: str, state: str, words: Words) -> Any:
    if isinstance(column, models.JSONField):
        return {"note": words.word(kind, state, column.name, None)} if column.name != "boundary" else None
    if isinstance(column, models.DateTimeField):
        return timezone.now()
    if isinstance(column, models.DateField):
        return words.day(kind, state, column.name)
    if isinstance(column, models.DecimalField):
        return Decimal("1.00")
    return None if column.null or column.has_default() else 1
