"""Working days as the State Council announces them each year: holidays off, make-up days on (调休上班)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

CALENDARS = Path(__file__).resolve().parents[1] / "data" / "calendar"


@dataclass(frozen=True)
class YearCalendar:
    """One year: days off beside weekends, weekend days on, the notice they stand in, whether it was published."""

    year: int
    off: frozenset[date]
    on: frozenset[date]
    document: str
    is_published: bool
    is_verified: bool


@dataclass(frozen=True)
class Deadline:
    """A day, and the years on the way for which no calendar is known: there, Monday to Friday were taken."""

    on: date
    unknown_years: tuple[int, ...] = ()

    @property
    def is_known(self) -> bool:
        return not self.unknown_years


def parse_calendar(text: str) -> YearCalendar:
    """A year's calendar from TOML: ``[[off]]`` with ``first`` and ``last``, ``on`` a list of days."""
    tree = tomllib.loads(text)
    off = {
        span["first"] + timedelta(days=n)
        for span in tree.get("off", [])
        for n in range((span["last"] - span["first"]).days + 1)
    }
    return YearCalendar(
        int(tree["year"]),
        frozenset(off),
        frozenset(tree.get("on", [])),
        str(tree.get("document", "")),
        bool(tree["is_published"]),
        bool(tree.get("is_verified", False)),
    )


@cache
def calendars() -> Mapping[int, YearCalendar]:
    """Every year that ships, by year."""
    found = (parse_calendar(path.read_text(encoding="utf-8")) for path in sorted(CALENDARS.glob("*.toml")))
    return {one.year: one for one in found}


def is_workday(day: date, known: Mapping[int, YearCalendar]) -> bool:
    """Whether offices work; by weekday alone in a year whose calendar is not known."""
    year = known.get(day.year)
    if year is not None and day in year.on:
        return True
    if any(day in other.off for other in (year, known.get(day.year + 1)) if other is not None):
        return False  # a New Year's holiday may begin in December: it stands in the next year's notice
    return day.weekday() < 5


def after_workdays(start: date, n: int, known: Mapping[int, YearCalendar] | None = None) -> Deadline:
    """The ``n``-th working day after ``start``, which itself does not count (Civil Code, article 201).

    ``n`` >= 1. The deadline says which years it guessed.
    """
    shown = calendars() if known is None else known
    day, left, guessed = start, n, set()
    while left > 0:
        day += timedelta(days=1)
        if day.year not in shown or not shown[day.year].is_published:
            guessed.add(day.year)
        left -= is_workday(day, shown)
    return Deadline(day, tuple(sorted(guessed)))


def workdays_between(first: date, last: date, known: Mapping[int, YearCalendar] | None = None) -> int:
    """Working days after ``first`` up to and with ``last``; negative where ``last`` lies before."""
    if last < first:
        return -workdays_between(last, first, known)
    shown = calendars() if known is None else known
    return sum(is_workday(first + timedelta(days=n), shown) for n in range(1, (last - first).days + 1))
