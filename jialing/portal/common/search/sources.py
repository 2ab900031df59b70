"""What can be found: each app names its kinds of record and how to read their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class NameRow:
    """A name of a record. ``field``: the field by which access is decided; ``name_kind``: official, alias, acronym,
    former, identifier ('' where the field says enough); ``weight``: of two that fit equally the weightier comes first.
    """

    public_id: str
    field: str
    text: str
    name_kind: str = ""
    weight: float = 0.0


Rows = Callable[[Sequence[str] | None], Iterator[NameRow]]
"""Names of the records with these public ids, or (None) of all: record after record, streamed."""


@dataclass(frozen=True)
class Source:
    """A kind of record (as access.toml names it), the fields that hold its names, and these names."""

    kind: str
    fields: tuple[str, ...]
    rows: Rows


_known: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind of record findable; called in an app's ``ready``."""
    _known[source.kind] = source


def sources() -> tuple[Source, ...]:
    """All that can be found, in the order in which apps named it."""
    return tuple(_known.values())


def source_of(kind: str) -> Source:
    """The source of a kind. KeyError where no app registered it: our bug."""
    return _known[kind]
