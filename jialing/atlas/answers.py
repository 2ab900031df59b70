"""The shape of every answer: frozen, with scope, coverage, and the way to the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Counting = Literal["full", "fractional"]


@dataclass(frozen=True)
class Scope:
    """What is looked at: which circle, in which population, over which years, counted how, in which field ('' = all)."""

    circle: str
    population: str
    first_year: int
    last_year: int
    counting: Counting = "full"
    field: str = ""


@dataclass(frozen=True)
class Coverage:
    """How much of what lies behind a figure is known.

    ``share`` = resolved / affiliated rows, 0..1, None where there is nothing to resolve. Under ``floor`` a figure is
    greyed and ``reason`` (phrase code) says why.
    """

    n_works: int
    n_works_placed: int
    n_affiliated: int
    n_resolved: int
    n_unaffiliated: int
    floor: float

    @property
    def share(self) -> float | None:
        return self.n_resolved / self.n_affiliated if self.n_affiliated else None

    @property
    def is_enough(self) -> bool:
        return self.share is not None and self.share >= self.floor


@dataclass(frozen=True)
class Finding:
    """A sentence that a picture's title says: a phrase code and parameters; or a refusal with what to fetch."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RowsQuery:
    """The rows behind a figure: which works to list. Empty tuples do not restrict; ``all_of`` places must all take part."""

    population: str
    first_year: int
    last_year: int
    any_places: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    field: str = ""
    text: str = ""


@dataclass(frozen=True)
class AnswerColumn:
    """A column of an answer's table. ``role`` tells the page how to align and the picture what to draw."""

    name: str
    title: str
    role: Literal["label", "place", "org", "field", "year", "count", "share", "index", "text"]
    unit: str = ""


@dataclass(frozen=True)
class Answer:
    """One question answered.

    ``title``, ``unit``, ``method`` and column titles are phrase codes. ``rows_table`` holds tuples in column order, plain
    values, None for unknown. A refused answer has ``refusal`` set and no rows: the page shows the reason and what to fetch.
    """

    question: str
    scope: Scope
    title: Finding
    unit: str
    method: str
    columns: tuple[AnswerColumn, ...]
    rows_table: tuple[tuple[object, ...], ...]
    coverage: Coverage
    rows_behind: RowsQuery | None = None
    refusal: Finding | None = None
    notes: tuple[Finding, ...] = ()
    version: str = ""
    is_invented: bool = False
