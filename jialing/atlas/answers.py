"""The shape of every answer: frozen, with scope, coverage, and the way to the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

Counting = Literal["full", "fractional"]
CoverageOf = Literal["organisations", "places", "countries"]


class Names(NamedTuple):
    """A name in both languages; where only one is known both hold it."""

    en: str
    zh: str

    def in_lang(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


NAMELESS = Names("", "")


@dataclass(frozen=True)
class Scope:
    """What is looked at: circle, population, years (both included), counting, field ('' = all)."""

    circle: str
    population: str
    first_year: int
    last_year: int
    counting: Counting = "full"
    field: str = ""


@dataclass(frozen=True)
class Coverage:
    """How much of what lies behind a figure is known.

    A row is one author or participant with one affiliation. Rows with an affiliation (``n_affiliated``) may lead to an
    organisation (``n_resolved``), only to a place (``n_placed`` counts both) or only to a country (``n_in_country``
    counts all three); rows without one are unknown in every respect. A version of an
    older schema may not know the second or third number: None. ``of`` says which of them the figure stands on:
    ``share`` is that number of all rows, 0..1, None where there is no row. Under ``floor`` a figure is greyed.
    """

    n_works: int
    n_works_placed: int
    n_affiliated: int
    n_resolved: int
    n_placed: int | None
    n_in_country: int | None
    n_unaffiliated: int
    floor: float
    of: CoverageOf = "places"

    @property
    def n_rows(self) -> int:
        """All rows, those without an affiliation included."""
        return self.n_affiliated + self.n_unaffiliated

    @property
    def share(self) -> float | None:
        return self.share_of(self.of)

    def share_of(self, what: CoverageOf) -> float | None:
        """Rows whose organisation, place or country is known, of all rows; None where there is no row or no number."""
        known = {"organisations": self.n_resolved, "places": self.n_placed, "countries": self.n_in_country}[what]
        return known / self.n_rows if self.n_rows and known is not None else None

    @property
    def finding(self) -> Finding:
        """The share in words: which one it is, and how many rows have no affiliation."""
        silent = self.n_unaffiliated / self.n_rows if self.n_rows else 0.0
        code = f"atlas.coverage.{self.of}" if silent else f"atlas.coverage.{self.of}_all"
        return Finding(code, {"coverage_share": self.share, "silent_share": silent})

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
    """The rows behind a figure: which works to list. Empty tuples and '' do not restrict; restrictions add up.

    ``any_places``, ``orgs`` and ``countries``: one of them takes part; ``all_of`` and ``all_orgs``: all of them do.
    ``circle``: a member place takes part. ``partner`` (with ``circle``): as in the table `circle_partners`: inside,
    circle:<id>, abroad, country:<CC>, bri, university-company. ``text``: words in the title. ``person``: an author.
    ``moved`` (two places): works of people who moved from the first to the second in these years. ``area``: works
    of the fields in a key area.
    """

    population: str
    first_year: int
    last_year: int
    any_places: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    field: str = ""
    text: str = ""
    circle: str = ""
    partner: str = ""
    all_orgs: tuple[str, ...] = ()
    person: str = ""
    moved: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True)
class AnswerColumn:
    """A column of an answer's table. ``role`` tells the page how to align and the picture what to draw.

    place, org, field, circle, country, person: ids, named by ``Answer.names``. code: a phrase code. share: 0..1. count:
    works or things (fractional counts are not whole). index: a dimensionless number. number: a value with the row's
    unit.
    """

    name: str
    title: str
    role: Literal[
        "label",
        "place",
        "org",
        "field",
        "year",
        "count",
        "share",
        "index",
        "text",
        "circle",
        "country",
        "person",
        "code",
        "number",
        "flag",
    ]
    unit: str = ""


@dataclass(frozen=True)
class Answer:
    """One question answered.

    ``title``, ``unit``, ``method`` and column titles are phrase codes. ``rows_table`` holds tuples in column order,
    plain values, None for unknown. A refused answer has ``refusal`` set and no rows: the page shows the reason and what
    to fetch. ``about`` are the ids it is about (a place, two places, an organisation, a field), ``names`` the names of
    all ids in it, of its circle and its population, ``source`` the source with its version, ``context`` other answers
    that its picture needs (the cities under the flows). ``grey_cells``: (row, column) of numbers that rest on so few
    works that they are shown in grey; a note says so. ``rows_of``: the works behind rows whose cells do not say which
    (a key area, a force by name). (version, question, scope, about) is unique.
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
    about: tuple[str, ...] = ()
    names: Mapping[str, Names] = field(default_factory=dict)
    source: Names = NAMELESS
    context: tuple[Answer, ...] = ()
    grey_cells: frozenset[tuple[int, int]] = frozenset()
    rows_of: Mapping[tuple[object, ...], RowsQuery] = field(default_factory=dict)

    @property
    def key(self) -> tuple[object, ...]:
        """What the answer is filed under: pages link to it, pictures are cached by it."""
        return (self.version, self.question, self.scope, self.about)

    def name(self, thing: object, lang: str) -> str:
        """The name of a thing in the answer; the id itself where none is known."""
        names = self.names.get(str(thing))
        return names.in_lang(lang) if names else str(thing)

    def say(self, lang: str = "en") -> str:
        """The title: the sentence that says the finding (or the refusal)."""
        from jialing.atlas.say import say

        return say(self.refusal or self.title, lang, self.names)

    def to_frame(self, lang: str = "en") -> pd.DataFrame:
        """The answer as a pandas frame with columns and names in a language; unknown is NaN or None."""
        from jialing.atlas.frames import frame

        return frame(self, lang)
