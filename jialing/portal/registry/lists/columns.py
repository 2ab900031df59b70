"""How a field is written, and what the list of a kind is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """How a value is written."""

    NAME = "name"  # both names of the record, a link to it
    TITLE = "title"  # `<field>_en` and `<field>_zh`
    WORD = "word"  # a value of a list of codes, worded
    PLACE = "place"
    RECORD = "record"  # another record, a link to it
    DAY = "day"
    NUMBER = "number"
    YES = "yes"
    TEXT = "text"
    LINK = "link"


@dataclass(frozen=True)
class Column:
    """A field of the kind, how it is written, and (WORD) which list of codes words it: ``<codes>.<value>``."""

    field: str
    shown: Shown = Shown.TEXT
    codes: str = ""


@dataclass(frozen=True)
class ListSpec:
    """The list of one kind.

    ``slug`` stands in addresses; ``columns`` shown at first, ``more`` on request; ``filters`` are columns too: WORD and
    YES are chosen, PLACE means 'there or below', DAY a first and last day. ``title`` names records without a name.
    """

    kind: str
    slug: str
    columns: tuple[Column, ...]
    more: tuple[Column, ...] = ()
    filters: tuple[Column, ...] = ()
    order: str = "name"
    title: tuple[Column, ...] = ()

    @property
    def has_names(self) -> bool:
        return self.columns[0].shown is Shown.NAME

    @property
    def has_places(self) -> bool:
        """Whether its records lie at a place, so that they can be shown on a map."""
        return any(column.field == "place_id" for column in self.every)

    @property
    def every(self) -> tuple[Column, ...]:
        return (*self.columns, *self.more)
