"""What a form is made of. All of it comes from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jialing.procedure.said import Words

Answers = Mapping[str, object]
"""What was typed, by field name, as JSON holds it; None and '' are no answer. Money and numbers may be text."""


@dataclass(frozen=True)
class Condition:
    """When a part is shown: one test of a field, or several joined.

    Attributes
    ----------
    kind : ``is``, ``in``, ``at_least``, ``at_most``, ``filled``; ``all``, ``any``, ``not``
    field : what the test looks at; '' for those that join
    value : what it is compared with
    parts : what is joined
    """

    kind: str
    field: str = ""
    value: object = None
    parts: tuple[Condition, ...] = ()

    def fields(self) -> frozenset[str]:
        """Every field that it looks at."""
        return frozenset({self.field} - {""}).union(*(part.fields() for part in self.parts))


@dataclass(frozen=True)
class Option:
    """Something to choose, or a category, party or column of a budget."""

    name: str
    words: Words


@dataclass(frozen=True)
class Cap:
    """At most so much of a budget.

    Attributes
    ----------
    categories : the categories that are capped together; empty: the whole
    of : categories of whose sum ``share`` is taken; empty: of the whole
    share : exact, 0..1; None where ``most`` is given
    most : in smallest units; None where ``share`` is given
    words : the cap as people read it
    """

    words: Words
    categories: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    share: Decimal | None = None
    most: int | None = None


@dataclass(frozen=True)
class Budget:
    """A grid of sums: categories x parties x years.

    ``parties`` are fixed, or stand in the column ``parties_from[1]`` of the table ``parties_from[0]``; ``years`` are
    fixed, or lie between the date fields ``years_from``.
    """

    currency: str
    categories: tuple[Option, ...]
    parties: tuple[Option, ...] = ()
    parties_from: tuple[str, str] | None = None
    years: tuple[int, ...] = ()
    years_from: tuple[str, str] | None = None
    caps: tuple[Cap, ...] = ()


@dataclass(frozen=True)
class Field:
    """One question.

    Attributes
    ----------
    kind : ``text``, ``number``, ``money``, ``date``, ``flag``, ``choice``, ``several``, ``person``, ``organisation``,
        ``files``, ``table``, ``budget``
    required : ``submit``, ``draft`` (from the first save on) or ''
    languages : a text is asked for in each of these, as ``{"en": ..., "zh": ...}``; empty: one text
    words_least, words_most : of each text, counted by :func:`count_words`; 0 and None: no limit
    least, most, decimals, unit : of a number or sum (``least``, ``most`` in the unit or currency)
    earliest, latest : of a date
    n_least, n_most : how many options, files or rows
    endings, megabytes : of files
    columns : of a table
    """

    name: str
    words: Words
    kind: str
    section: str = ""
    help: Words | None = None
    required: str = ""
    shown_if: Condition | None = None
    languages: tuple[str, ...] = ()
    words_least: int = 0
    words_most: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int | None = None
    unit: Words | None = None
    currency: str = ""
    earliest: date | None = None
    latest: date | None = None
    options: tuple[Option, ...] = ()
    n_least: int = 0
    n_most: int | None = None
    endings: tuple[str, ...] = ()
    megabytes: int | None = None
    columns: tuple[Field, ...] = ()
    budget: Budget | None = None


@dataclass(frozen=True)
class FormSection:
    """Fields that stand together; its name is the workflow's section, which says who reads and writes it."""

    name: str
    words: Words
    fields: tuple[Field, ...]
    help: Words | None = None
    shown_if: Condition | None = None


@dataclass(frozen=True)
class Form:
    """What is asked for, as data. ``digest`` tells versions apart."""

    name: str
    version: str
    words: Words
    document: str
    sections: tuple[FormSection, ...]
    digest: str = ""

    def fields(self) -> Iterator[Field]:
        """All fields, in order."""
        for section in self.sections:
            yield from section.fields

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((field for field in self.fields() if field.name == name), None)
