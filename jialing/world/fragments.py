"""Pieces of a work's JSON that come again: institutions and authors. Encoded once, kept while they serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from jialing.world.affiliations import Affiliation
from jialing.world.invention import World
from jialing.world.locations import Locations
from jialing.world.name_forms import forms
from jialing.world.organisations import Organisation
from jialing.world.subjects import Subjects

encode = msgspec.json.encode
AUTHOR_CACHE = 100_000


@dataclass(frozen=True)
class Known:
    """An institution as works show it: the object, its id and its country in quotes; all empty where unknown."""

    body: bytes
    quoted_id: bytes
    country: bytes


NOTHING = Known(b"", b"", b"")


@dataclass(frozen=True)
class Author:
    """An author as works show one: the `author` object after a first and after a second id, and names as printed.

    ``names`` are N_FORMS forms, as often as the author uses each; ``chinese`` is the one in Chinese, empty without.
    """

    rest: bytes
    rest_second: bytes
    names: tuple[bytes, ...]
    chinese: bytes


def institution(org: Organisation, parent: Organisation | None, country: str) -> Known:
    """The `institutions` entry of an organisation; nothing for one that OpenAlex lacks."""
    if org.is_local:
        return NOTHING
    body = {
        "id": org.openalex_id,
        "display_name": org.name,
        "ror": org.org_id,
        "country_code": country,
        "type": org.kind.ror_type,
        "lineage": [org.openalex_id, *([parent.openalex_id] if parent else [])],
    }
    return Known(encode(body), encode(org.openalex_id), encode(country))


def look_alikes(organisations: Sequence[Organisation]) -> list[int]:
    """Whom a careless matcher takes for each: the parent, else one of the same stem, else one of the same kind."""
    latest: dict[str, int] = {}
    found: list[int] = []
    for org in organisations:
        near = latest.get(org.stem, latest.get(org.kind.english, org.number))
        found.append(org.parent if org.parent >= 0 else near)
        if not org.is_local:
            latest[org.stem] = latest[org.kind.english] = org.number
    return found


class Fragments:
    """Caches of one process."""

    def __init__(self, made: World) -> None:
        organisations, spots = made.register.organisations, made.geography.spots
        self._people = made.people
        self._right = [
            institution(o, organisations[o.parent] if o.parent >= 0 else None, spots[o.spot].country_code)
            for o in organisations
        ]
        self._wrong = [self._right[other] for other in look_alikes(organisations)]
        self._authors: dict[int, Author] = {}
        self.subjects = Subjects(made.tree)
        self.locations = Locations(made.plan, made.tree)
        self.habits: dict[int, tuple[Affiliation, bytes]] = {}

    def institution(self, org: int, given: int) -> Known:
        """What OpenAlex says of an organisation: nothing (0), the truth (1), or its usual mistake (2)."""
        if given == 0:
            return NOTHING
        return self._right[org] if given == 1 else self._wrong[org]

    def author(self, person: int, work: int) -> tuple[bytes, bytes, Author]:
        """The author's id for this work, the `author` object after it, and the author."""
        found = self._authors.get(person)
        if found is None:
            if len(self._authors) >= AUTHOR_CACHE:
                self._authors.clear()
            found = self._authors[person] = self._author(person)
        author_id, is_second = self._people.author_id(person, work)
        return author_id, found.rest_second if is_second else found.rest, found

    def _author(self, person: int) -> Author:
        owner = int(self._people.account[person])
        name, iri = self._people.name(person), self._people.orcid(owner)
        orcid = b'"https://orcid.org/%s"' % iri.encode() if iri else b"null"
        shown = b',"display_name":%s,"orcid":' % encode(name.latin)
        known: dict[str, bytes] = {}
        names = tuple([known.setdefault(form, encode(form)) for form in forms(name, person)])
        return Author(shown + orcid + b"}", shown + b"null}", names, encode(name.chinese) if name.chinese else b"")
