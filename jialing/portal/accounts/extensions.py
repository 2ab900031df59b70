"""What apps above add to accounts without being imported: they register functions in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Represented = Callable[[int, date], Iterable[int]]
"""(user's primary key, day) -> primary keys of organisations that the person represents, confirmed and in term."""


@dataclass(frozen=True)
class Representing:
    """A line of 'My account': an organisation that a person speaks for. ``state`` is a phrase code."""

    name_en: str
    name_zh: str
    role: str
    state: str
    until: date | None
    url: str


@dataclass(frozen=True)
class DataPart:
    """What one app holds about people.

    ``code`` names it (phrase ``my_data.part.<code>``); ``rows`` gives plain rows (JSON) about the user with this
    primary key; ``erase`` removes or pseudonymises them inside the caller's transaction, None where the law keeps them.
    """

    code: str
    rows: Callable[[int], list[dict[str, Any]]]
    erase: Callable[[int], None] | None = None


After = Callable[[date, int], date]
"""(day, n) -> the n-th working day after it."""

_represented: list[Represented] = []
_lines: list[Callable[[int, date], Iterable[Representing]]] = []
_parts: dict[str, DataPart] = {}
_calendar: list[After] = []


def add_represented(find: Represented) -> None:
    """Let ``Viewer.organisation_ids`` hold what ``find`` gives, in one query: it runs on each signed-in request."""
    if find not in _represented:
        _represented.append(find)


def add_representing(find: Callable[[int, date], Iterable[Representing]]) -> None:
    """Let 'My account' list what ``find`` gives."""
    if find not in _lines:
        _lines.append(find)


def add_data_part(part: DataPart) -> None:
    """Let the download of one's data, and erasure, reach what an app holds. The same code replaces."""
    _parts[part.code] = part


def set_workdays(after: After) -> None:
    """Let deadlines run by a calendar that knows holidays and make-up days."""
    _calendar[:] = [after]


def after_workdays(start: date, n: int) -> date:
    """The n-th working day after ``start``; by weekdays alone where no app brought a calendar."""
    if _calendar:
        return _calendar[0](start, n)
    day, left = start, n
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def represented(user_id: int, on: date) -> frozenset[int]:
    """Organisations the person represents on a day, of all apps."""
    return frozenset(key for find in _represented for key in find(user_id, on))


def representing(user_id: int, on: date) -> list[Representing]:
    """The same as lines to show."""
    return [line for find in _lines for line in find(user_id, on)]


def data_parts() -> tuple[DataPart, ...]:
    """Every part registered, in the order of registration."""
    return tuple(_parts.values())
