"""Funding modes as data (data/modes.toml): which payments fall due when, what costs may be, what is given back.

Sums are whole numbers of the smallest unit; what division leaves over falls to the last part, so that parts always add
up to the award.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jialing.errors import InputError, SchemaError
from jialing.portal.programmes.rules.currencies import smallest_units

FILE = Path(__file__).resolve().parents[1] / "data" / "modes.toml"
WHENS = ("award", "milestone", "mid_term", "acceptance")
ENDS = ("passed", "closed", "terminated", "revoked")
MILESTONE = "milestone"


@dataclass(frozen=True)
class PartOfAward:
    """A part that falls due on an event: ``share`` in hundredths of the award."""

    when: str
    share: int


@dataclass(frozen=True)
class Step:
    """Up to this base (whole currency units as text, '' = beyond all) at most so many hundredths of it."""

    upto: str
    most: int


@dataclass(frozen=True)
class Category:
    """A kind of cost. ``steps`` limit it by what is in the categories ``base`` (间接费用核定比例, by brackets)."""

    name: str
    en: str
    zh: str
    steps: tuple[Step, ...] = ()
    base: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mode:
    """A funding mode. ``left_over``: how a project ended -> ``stay`` or ``return``; what stays is to be spent within
    ``stay_years`` (None: no limit), then it is returned too.
    """

    id: str
    name_en: str
    name_zh: str
    document: str
    parts: tuple[PartOfAward, ...]
    categories: tuple[Category, ...]
    left_over: Mapping[str, str]
    stay_years: int | None = None


@dataclass(frozen=True)
class Due:
    """A payment that falls due: on which event (``number`` counts milestones from 1), on which day (None: not yet),
    how much in smallest units.
    """

    when: str
    number: int
    on: date | None
    units: int


@dataclass(frozen=True)
class OverLimit:
    """A category that is above what its mode allows: asked for and most, smallest units."""

    category: str
    asked: int
    most: int


def modes() -> Mapping[str, Mode]:
    """The modes that ship, by id."""
    return _shipped()


def read_modes(text: str) -> dict[str, Mode]:
    """Modes from TOML. Raises SchemaError ``modes.wrong`` (mode, reason)."""
    return {name: _mode(name, about) for name, about in tomllib.loads(text).items()}


def payments_due(mode: Mode, award: int, happened: Mapping[str, Sequence[date]], n_milestones: int = 1) -> list[Due]:
    """Every payment of an award under a mode, with the day it fell due.

    ``happened`` gives the days of each event: one of award, mid_term, acceptance, one of each milestone that was
    passed, in order. The milestones' share is divided evenly among the ``n_milestones``.

    Raises InputError ``modes.no_milestones`` where a mode pays by milestones and there is none.
    """
    found: list[Due] = []
    left = award
    slots = [(part, number, of) for part in mode.parts for number, of in _numbers(part, n_milestones)]
    for at, (part, number, of) in enumerate(slots, 1):
        units = left if at == len(slots) else award * part.share // 100 // of
        days = happened.get(part.when, ())
        found.append(Due(part.when, number, days[number - 1] if len(days) >= number else None, units))
        left -= units
    return found


def over_limits(mode: Mode, budget: Mapping[str, int], currency: str) -> list[OverLimit]:
    """Categories of a budget (name -> smallest units) above what the mode allows; brackets count each for its part.

    Raises InputError ``modes.unknown_category`` (given).
    """
    known = {one.name for one in mode.categories}
    for name in budget:
        if known and name not in known:
            raise InputError("modes.unknown_category", given=name[:50])
    found = []
    for category in mode.categories:
        most = _most(category, sum(budget.get(name, 0) for name in category.base), currency)
        asked = budget.get(category.name, 0)
        if most is not None and asked > most:
            found.append(OverLimit(category.name, asked, most))
    return found


def to_return(mode: Mode, *, left: int, ended: str, ended_on: date, on: date) -> int:
    """What of the sum left over is to be given back on a day, smallest units: all or nothing.

    Raises InputError ``modes.no_end`` (given) for an end that no mode knows: a running project gives nothing back yet.
    """
    if ended not in mode.left_over:
        raise InputError("modes.no_end", given=ended[:50])
    if mode.left_over[ended] == "return":
        return left
    return left if mode.stay_years is not None and on >= _years_later(ended_on, mode.stay_years) else 0


def _numbers(part: PartOfAward, n_milestones: int) -> list[tuple[int, int]]:
    if part.when != MILESTONE:
        return [(1, 1)]
    if n_milestones < 1:
        raise InputError("modes.no_milestones")
    return [(number, n_milestones) for number in range(1, n_milestones + 1)]


def _most(category: Category, base: int, currency: str) -> int | None:
    """The limit of a category by brackets; None where it has none."""
    if not category.steps:
        return None
    total, below = 0, 0
    for step in category.steps:
        upto = base if step.upto == "" else min(base, smallest_units(step.upto, currency))
        total += max(0, upto - below) * step.most // 100
        below = max(below, upto)
    return total


def _years_later(day: date, years: int) -> date:
    """The same day years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@cache
def _shipped() -> Mapping[str, Mode]:
    return read_modes(FILE.read_text(encoding="utf-8"))


def _mode(name: str, about: Mapping[str, Any]) -> Mode:
    parts = tuple(PartOfAward(str(one["when"]), int(one["share"])) for one in about.get("parts", ()))
    categories = tuple(_category(one) for one in about.get("categories", ()))
    left_over = {str(end): str(what) for end, what in about.get("left_over", {}).items()}
    named = about.get("name", {})
    found = Mode(
        name, str(named.get("en", "")), str(named.get("zh", "")), str(about.get("document", "")), parts, categories,
        left_over, about.get("stay_years"),
    )  # fmt: skip
    for is_right, reason in _checks(found):
        if not is_right:
            raise SchemaError("modes.wrong", mode=name, reason=reason)
    return found


def _checks(mode: Mode) -> list[tuple[bool, str]]:
    names = {one.name for one in mode.categories}
    return [
        (bool(mode.name_en and mode.name_zh), "name"),
        (sum(part.share for part in mode.parts) == 100, "parts"),
        (all(part.when in WHENS and part.share > 0 for part in mode.parts), "parts"),
        (set(mode.left_over) == set(ENDS), "left_over"),
        (set(mode.left_over.values()) <= {"stay", "return"}, "left_over"),
        (all(set(one.base) <= names and one.name not in one.base for one in mode.categories), "base"),
    ]


def _category(about: Mapping[str, Any]) -> Category:
    steps = tuple(Step(str(one.get("upto", "")), int(one["most"])) for one in about.get("steps", ()))
    return Category(str(about["name"]), str(about["en"]), str(about["zh"]), steps, tuple(about.get("base", ())))
