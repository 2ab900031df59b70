"""What the list of each kind shows: columns, filters and orders. A further kind is one more entry here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """How a value is written."""

    NAME = "name"  # both names of the record, a link to it
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
    YES are chosen, PLACE means 'there or below', DAY a first and last day.
    """

    kind: str
    slug: str
    columns: tuple[Column, ...]
    more: tuple[Column, ...] = ()
    filters: tuple[Column, ...] = ()
    order: str = "name"

    @property
    def every(self) -> tuple[Column, ...]:
        return (*self.columns, *self.more)


def _word(field: str, codes: str) -> Column:
    return Column(field, Shown.WORD, codes)


NAME = Column("name", Shown.NAME)
PLACE = Column("place_id", Shown.PLACE)
SINCE = Column("since", Shown.DAY)
UNTIL = Column("until", Shown.DAY)
LEVEL = _word("level", "registry.level")
DOCUMENT = Column("document_number")

LISTS: Mapping[str, ListSpec] = {
    spec.slug: spec
    for spec in (
        ListSpec(
            "organisation",
            "organisations",
            (
                NAME,
                _word("kind", "registry.organisation_kind"),
                PLACE,
                Column("uscc"),
                _word("state", "registry.organisation_state"),
            ),
            (
                _word("legal_type", "registry.legal_type"),
                Column("country_code"),
                Column("established", Shown.NUMBER),
                SINCE,
                UNTIL,
                Column("website", Shown.LINK),
                Column("lake_id"),
                Column("source"),
            ),
            (
                _word("kind", "registry.organisation_kind"),
                _word("legal_type", "registry.legal_type"),
                PLACE,
                _word("state", "registry.organisation_state"),
            ),
        ),
        ListSpec(
            "platform",
            "platforms",
            (
                NAME,
                _word("kind", "registry.platform_kind"),
                LEVEL,
                PLACE,
                _word("state", "registry.platform_state"),
                Column("state_since", Shown.DAY),
            ),
            (
                _word("origin", "registry.platform_origin"),
                Column("is_international", Shown.YES),
                Column("is_open", Shown.YES),
                DOCUMENT,
                Column("batch"),
                Column("authority", Shown.RECORD),
                Column("legal_person", Shown.RECORD),
                Column("website", Shown.LINK),
                Column("source"),
            ),
            (
                _word("kind", "registry.platform_kind"),
                LEVEL,
                PLACE,
                _word("state", "registry.platform_state"),
                _word("origin", "registry.platform_origin"),
                Column("is_international", Shown.YES),
            ),
        ),
        ListSpec(
            "alliance",
            "alliances",
            (
                NAME,
                Column("secretariat", Shown.RECORD),
                PLACE,
                Column("founded_on", Shown.DAY),
                _word("state", "registry.alliance_state"),
            ),
            (Column("dissolved_on", Shown.DAY), Column("website", Shown.LINK), Column("source")),
            (PLACE, _word("state", "registry.alliance_state")),
        ),
        ListSpec(
            "zone",
            "zones",
            (
                NAME,
                _word("kind", "registry.zone_kind"),
                LEVEL,
                PLACE,
                Column("managing_body", Shown.RECORD),
                _word("state", "registry.zone_state"),
            ),
            (DOCUMENT, SINCE, UNTIL, Column("website", Shown.LINK), Column("source")),
            (_word("kind", "registry.zone_kind"), LEVEL, PLACE, _word("state", "registry.zone_state")),
        ),
        ListSpec(
            "designation",
            "designations",
            (NAME, _word("kind", "registry.designation_kind"), LEVEL, PLACE, SINCE),
            (UNTIL, DOCUMENT, Column("source")),
            (_word("kind", "registry.designation_kind"), LEVEL, PLACE),
        ),
    )
}
