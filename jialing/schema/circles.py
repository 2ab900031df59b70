"""A circle: a versioned set of places that innovate together, read from TOML; a new circle needs a file, no code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Member:
    """A member place with its dates; ``note_*`` says which part belongs where only a part does."""

    place_id: str
    since: date | None = None
    until: date | None = None
    is_partial: bool = False
    note_en: str = ""
    note_zh: str = ""

    def is_in(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Circle:
    """A circle of cities: names in both languages, members, comparators, and the document that defines it."""

    circle_id: str
    version: str
    name_en: str
    name_zh: str
    short_en: str
    short_zh: str
    members: tuple[Member, ...]
    comparators: tuple[str, ...]
    centres: tuple[str, ...]
    document: str
    notes_en: str = ""
    notes_zh: str = ""

    def place_ids(self, on: date | None = None) -> tuple[str, ...]:
        """Member places, all ever or those on a date, in the file's order."""
        return tuple(m.place_id for m in self.members if on is None or m.is_in(on))
