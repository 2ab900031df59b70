"""The shape of every answer: frozen, with scope, coverage, and the way to the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

Counting = Literal["full", "fractional"]


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
    """The rows behind a figure: which works to list. Empty tuples and '' do not restrict; restrictions add up.

    ``any_places``, ``orgs`` and ``countries``: one of them takes part; ``all_of`` and ``all_orgs``: all of them do.
    ``circle``: a member place takes part. ``partner`` (with ``circle``): as in the table `circle_partners`: inside,
    circle:<id>, abroad, country:<CC>, bri, university-company. ``text``: words in the title.
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


@dataclass(frozen=True)
class AnswerColumn:
    """A column of an answer's table. ``role`` tells the page how to align and the picture what to draw.

    place, org, field, circle, country: ids, named by ``Answer.names``. code: a phrase code. share: 0..1. count: works
    or things (fractional counts are not whole). index: a dimensionless number. number: a value with the row's unit.
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
    that its picture needs (the cities under the flows). (version, question, scope, about) is unique.
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
