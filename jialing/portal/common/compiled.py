"""Queries of a fixed form that every page asks: put into SQL once, asked with other values each time.

Django builds a query's SQL anew each time, which costs more than the database takes to answer a small one. A query is
built here from *stand-ins*, values that nothing real has; where they stand in its parameters, the real values go. A
query whose form depends on its values (a list, None) cannot be asked this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Value = int | str | date
_STAND_INS: dict[type, Callable[[int], Value]] = {
    int: lambda at: 9_007_199_254_740_000 + at,
    str: lambda at: f"\u2045stand-in {at}\u2046",
    date: lambda at: date(1, 1, 1 + at),
}


@dataclass(frozen=True)
class _Statement:
    """SQL and its parameters: each either a value as it is, or (``places``) the number of the value that goes there."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        pairs = zip(self.params, self.places, strict=True)
        return [param if place is None else values[place] for param, place in pairs]


class Compiled:
    """Queries made by ``make`` from values of these types, in this order."""

    def __init__(self, make: Callable[..., Iterable[QuerySet[Any]]], *types: type) -> None:
        self._make = make
        self._types = types
        self._of_vendor: dict[str, _Statement] = {}

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """The rows of all the queries, one after the other (they have the same columns)."""
        return self._asked(values, " UNION ALL ", "{}")

    def exist(self, *values: Value) -> tuple[bool, ...]:
        """Of each query whether it has any row; one question to the database."""
        row = self._asked(values, ", ", "EXISTS({})", "SELECT ")[0]
        return tuple(map(bool, row))

    def _asked(self, values: Sequence[Value], between: str, around: str, before: str = "") -> list[tuple[Any, ...]]:
        statement = self._of_vendor.get(connection.vendor)
        if statement is None:
            statement = self._of_vendor[connection.vendor] = self._built(between, around, before)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled([_adapted(value) for value in values]))
            return list(cursor.fetchall())

    def _built(self, between: str, around: str, before: str) -> _Statement:
        stand_ins = [_STAND_INS[kind](at) for at, kind in enumerate(self._types)]
        made = [rows.query.sql_with_params() for rows in self._make(*stand_ins)]
        sql = before + between.join(around.format(one) for one, _ in made)
        params = tuple(param for _, some in made for param in some)
        known = {_adapted(stand_in): at for at, stand_in in enumerate(stand_ins)}
        places = tuple(known.get(param) if param.__hash__ else None for param in params)
        if set(known.values()) - set(places):
            raise KeyError(f"a value does not stand in the query as it was given: {sql[:200]}")
        return _Statement(sql, params, places)


def _adapted(value: Value) -> Any:
    """The value as the database's driver takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
