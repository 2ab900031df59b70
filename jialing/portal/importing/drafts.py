"""A row on its way: what was given, what it stands for, what it will do, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from jialing.errors import JialingError
from jialing.portal.importing.enums import Outcome


@dataclass
class Draft:
    """One row.

    ``values`` are the fields that the sheet states (an empty cell states nothing); ``record`` is the one that is
    there, ``made`` the new one. ``writes`` is what will change of a record that is there; ``needs`` are the acts that
    the person must be allowed, each in the state in which a page would ask. ``beside`` is what hangs on the record.
    """

    number: int
    given: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    record: Any = None
    made: Any = None
    writes: dict[str, Any] = field(default_factory=dict)
    needs: list[tuple[str, str]] = field(default_factory=list)
    by_act: frozenset[str] = frozenset()
    beside: dict[str, Any] = field(default_factory=dict)
    before: dict[str, list[Any]] = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, error: JialingError, column: str = "") -> None:
        self.faults.append(message(error, column))

    def note(self, code: str, column: str = "", **params: object) -> None:
        """Something that the reader should know and that refuses nothing."""
        self.notes.append({"code": code, "params": _plain_params(params), "field": column})

    def take(self, record: Any, values: Mapping[str, Any]) -> None:
        """Say that the record is there and which of the values it does not have yet."""
        self.record = record
        self.writes = {name: value for name, value in values.items() if getattr(record, name) != value}

    @property
    def is_refused(self) -> bool:
        return bool(self.faults)

    @property
    def outcome(self) -> Outcome:
        if self.faults:
            return Outcome.REFUSED
        if self.made is not None:
            return Outcome.CREATED
        return Outcome.CHANGED if self.writes or self.beside else Outcome.SAME

    @property
    def subject(self) -> Any:
        return self.made if self.made is not None else self.record


def message(error: JialingError, column: str = "") -> dict[str, Any]:
    """An error as it is kept: code, params, the field that it speaks of."""
    return {"code": error.code, "params": _plain_params(error.params), "field": column}


def _plain_params(params: Mapping[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, str | int | float) else str(value) for name, value in params.items()}


def kept_value(value: Any) -> Any:
    """A value of a column as JSON that leads back."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def column_value(model: type[models.Model], name: str, kept: Any) -> tuple[str, Any]:
    """Attribute and value that :func:`kept_value` wrote."""
    column: Any = model._meta.get_field(name)
    if isinstance(column, models.ForeignKey):
        return column.attname, kept
    return name, None if kept is None else column.to_python(kept)
