"""Everything that search may find, under every form in which people type it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from jialing.atlas.answers import NAMELESS, Names
from jialing.atlas.ground import Ground
from jialing.atlas.records import SearchHit
from jialing.base.pinyin import is_han, syllables

SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "at", "de", "la"})
_SIZE = "sum(n_works) FILTER (population = ?)"
_OF_ALL = "WHERE field_id = '' AND counting = 'full' GROUP BY 1"
LEAST_WORD = 4
"""Letters of the shortest word that is held to be misspelt."""


@dataclass(frozen=True)
class Entry:
    """A thing that can be found. ``forms``: its names, folded; ``sounds``: their pinyin in one piece, with initials.

    ``initials`` are those of English names (UESTC), ``handicap`` what it stands behind others of the same name.
    """

    hit: SearchHit
    forms: tuple[str, ...]
    sounds: tuple[tuple[str, str], ...]
    initials: tuple[str, ...]
    handicap: float = 0.0

    @cached_property
    def text(self) -> str:
        """All forms, for a first quick look."""
        return "\n".join((*self.forms, *self.initials))

    @cached_property
    def sound(self) -> str:
        """All sounds, for a first quick look."""
        return "\n".join(f"{whole} {initials}" for whole, initials in self.sounds)


@dataclass(frozen=True)
class NameIndex:
    """All entries of a version."""

    entries: tuple[Entry, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words of Latin names that a misspelt word may stand for."""
        found = {word for entry in self.entries for form in entry.forms for word in form.split()}
        return tuple(sorted(word for word in found if len(word) >= LEAST_WORD and word.isalpha() and word.isascii()))


def name_index(ground: Ground) -> NameIndex:
    """Circles, places, fields, and the organisations that have works; made once a version."""

    def make() -> NameIndex:
        return NameIndex((*_circles(ground), *_places(ground), *_fields(ground), *_organisations(ground)))

    return ground.kept(("name index",), make)


def folded(text: str) -> str:
    """Text as it is compared: without case, accents, width or doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.replace("-", " ").replace("'", "").replace("\u2019", "").split())


def entry(hit: SearchHit, names: Iterable[str], *, handicap: float = 0.0) -> Entry:
    """A thing under each of its names."""
    given = [name for name in dict.fromkeys(names) if name]
    forms = tuple(dict.fromkeys(folded(name) for name in given))
    said = [syllables(name) for name in given if any(map(is_han, name))]
    sounds = tuple(dict.fromkeys(("".join(s), "".join(x[0] for x in s)) for s in said if s))
    initials = tuple(dict.fromkeys(found for form in forms if (found := _initials(form))))
    return Entry(hit, forms, sounds, initials, handicap)


def _initials(form: str) -> str:
    words = [word for word in form.replace("(", " ").split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 1 and form.isascii() else ""


def _circles(ground: Ground) -> Iterator[Entry]:
    for c in ground.choices.circles:
        yield entry(SearchHit("circle", c.circle_id, c.name, c.short, None, 0.0), (*c.name, *c.short, c.circle_id))


def _places(ground: Ground) -> Iterator[Entry]:
    members = {p for places in ground.members.values() for p in places}
    sizes: dict[str, float | None] = dict(
        ground.rows(f"SELECT place_id, {_SIZE} FROM output_places {_OF_ALL}", [_population(ground)])
    )
    for place, row in ground.places.items():
        province = Names(row["province_en"] or row["country_code"], row["province_zh"] or row["country_code"])
        hit = SearchHit("place", place, ground.name(place), province, _whole(sizes.get(place)), 0.0)
        # A place of a circle has pages with more to say than a city abroad of the same name.
        yield entry(hit, (row["name_en"], row["name_zh"] or ""), handicap=0.0 if place in members else 0.05)


def _fields(ground: Ground) -> Iterator[Entry]:
    for f in ground.choices.fields:
        above = ground.fields[f.parent_id].name if f.parent_id and f.parent_id in ground.fields else NAMELESS
        yield entry(SearchHit("field", f.field_id, f.name, above, None, 0.0), f.name)


def _organisations(ground: Ground) -> Iterator[Entry]:
    query = f"""WITH sizes AS (SELECT org_id, {_SIZE} AS n FROM output_orgs {_OF_ALL}),
        named AS (SELECT org_id, name FROM organisation_names
            UNION SELECT org_id, unnest([name, name_en, name_zh]) FROM organisations)
        SELECT org_id, n, place_id, city, named.name FROM sizes JOIN organisations USING (org_id)
        JOIN named USING (org_id) WHERE status <> 'withdrawn' AND named.name IS NOT NULL ORDER BY org_id, named.name"""
    rows = ground.rows(query, [_population(ground)])
    names = ground.names({str(thing) for row in rows for thing in (row[0], row[2]) if thing})
    for org, lines in groupby(rows, key=lambda row: row[0]):
        first, *others = lines
        where = names.get(first[2], Names(first[3] or "", first[3] or ""))
        hit = SearchHit("org", org, names[org], where, _whole(first[1]), 0.0)
        yield entry(hit, (row[4] for row in (first, *others)))


def _population(ground: Ground) -> str:
    """What sizes are counted in: the population that pages begin with. Populations are never added."""
    return ground.choices.populations[0].population if ground.choices.populations else ""


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def scored(entry: Entry, score: float) -> SearchHit:
    """The hit of an entry."""
    return replace(entry.hit, score=round(score - entry.handicap, 4))
