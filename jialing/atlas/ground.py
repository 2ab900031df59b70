"""What every question stands on: one published version, its names, choices and coverage."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

import pyarrow as pa

from jialing.atlas.answers import Coverage, CoverageOf, Names, Scope
from jialing.atlas.choices import circle_choices, field_choices, population_choices
from jialing.atlas.held import KEYS, UNITS, Held, held
from jialing.atlas.profiles import Choices, CircleChoice, FieldChoice, PopulationChoice
from jialing.config import Config
from jialing.errors import InputError
from jialing.lake import Version
from jialing.measure import circle_members
from jialing.schema import TABLES, belt_and_road, countries, load_circles

Row = tuple[Any, ...]
T = TypeVar("T")
KEPT = 160
PERSON = "person:"
"""Slices of the published tables that are kept: a few thousand numbers each."""
COUNTINGS = ("full", "fractional")
COUNTS = ("n_works", "n_works_placed", "n_affiliated", "n_resolved", "n_placed", "n_in_country", "n_unaffiliated")
COVERAGE_SUMS = ", ".join(f"sum({name})" for name in COUNTS)
"""What a coverage is made of, as columns of the table of that name."""
DEFAULT_YEARS = 10


class Ground:
    """One version, read on demand; what is small is kept. Thread-safe as far as :class:`Version` is."""

    def __init__(self, version: Version, config: Config) -> None:
        self.version = version
        self.floor = config.coverage_floor
        self.few = config.few_works
        self.definitions = load_circles(config.circles)
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self._org_names: dict[str, Names] = {}
        self._coverage: dict[tuple[str, str, int, int], Coverage] = {}
        self._held: dict[str, Held] = {}
        self._standing: dict[str, tuple[bool, Names]] = {}

    def rows(self, query: str, params: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """Rows of a query as tuples of plain Python values."""
        table = self.version.sql(query, params)
        columns = [_plain(column) for column in table.columns]
        return list(zip(*columns, strict=True))

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key, made once while it is kept (two threads may both make it)."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[no-any-return]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def held(self, table: str) -> Held:
        """A measured table in memory, read at first use. Two threads may both read it; one is kept."""
        if table not in self._held:
            schema = TABLES[table]
            names = [c.name for c in schema.columns if c.name in (*KEYS, *UNITS[table])]
            read = (
                self.version.sql(f"SELECT {', '.join(names)} FROM {table}")
                if self.has(table)
                else schema.arrow().empty_table()
            )
            self._held[table] = held(read, UNITS[table])
        return self._held[table]

    @property
    def held_bytes(self) -> int:
        """Bytes of the tables in memory."""
        return sum(table.n_bytes for table in self._held.values())

    def has(self, table: str) -> bool:
        return bool(self.version.has(table))

    @cached_property
    def is_invented(self) -> bool:
        return any(row[0] for row in self.rows("SELECT is_invented FROM sources"))

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """circle_id -> places that counted as members when this version was measured, in the file's order."""
        if self.has("circle_members"):
            found: dict[str, list[str]] = {}
            for circle, place in self.rows("SELECT circle_id, place_id FROM circle_members"):
                found.setdefault(circle, []).append(place)
            return {circle: tuple(_in_file_order(self, circle, places)) for circle, places in found.items()}
        pairs = circle_members(self.definitions)
        circles = pairs.column("circle_id").to_pylist()
        places = pairs.column("place_id").to_pylist()
        return {c: tuple(p for d, p in zip(circles, places, strict=True) if d == c) for c in dict.fromkeys(circles)}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, Any]]:
        """place_id -> the row of `places`."""
        columns = "place_id, name_en, name_zh, kind, country_code, province_en, province_zh, lat, lng"
        names = columns.split(", ")
        return {row[0]: dict(zip(names, row, strict=True)) for row in self.rows(f"SELECT {columns} FROM places")}

    @cached_property
    def fields(self) -> Mapping[str, FieldChoice]:
        """field_id -> field, in tree order."""
        return {f.field_id: f for f in field_choices(self)}

    @cached_property
    def choices(self) -> Choices:
        manifest = self.version.manifest
        return Choices(
            version=self.version.id,
            built_on=str(manifest.get("built_on", "")),
            is_invented=self.is_invented,
            circles=circle_choices(self),
            populations=population_choices(self),
            fields=tuple(f for f in self.fields.values() if f.populations),
        )

    @cached_property
    def sources(self) -> Mapping[str, Names]:
        """source -> its title with its version."""
        query = "SELECT source, title_en, title_zh, coalesce(version, '') FROM sources"
        return {s: Names(f"{en} {v}".strip(), f"{zh} {v}".strip()) for s, en, zh, v in self.rows(query)}

    @cached_property
    def invented_sources(self) -> frozenset[str]:
        return frozenset(r[0] for r in self.rows("SELECT source FROM sources WHERE is_invented"))

    @cached_property
    def _country_names(self) -> Mapping[str, Names]:
        return {code: Names(c.name_en, c.name_zh) for code, c in countries().items()}

    @cached_property
    def signed(self) -> Mapping[str, int | None]:
        """Belt and Road countries and the year they signed, None where it is not known."""
        if self.has("belt_and_road"):
            return dict(self.rows("SELECT country_code, signed_year FROM belt_and_road"))
        return {c.country_code: c.signed_on.year if c.signed_on else None for c in belt_and_road()}

    def default_scope(self, circle: str = "", population: str = "") -> Scope:
        choices = self.choices
        if not choices.populations or not choices.circles:
            raise InputError("atlas.nothing_to_show")
        chosen = self.population(population) if population else choices.populations[0]
        first = max(chosen.first_year, chosen.last_year - DEFAULT_YEARS + 1)
        return Scope(
            circle=self.circle(circle).circle_id if circle else choices.circles[0].circle_id,
            population=chosen.population,
            first_year=first,
            last_year=chosen.last_year,
            counting=chosen.countings[0] if chosen.countings else "full",  # type: ignore[arg-type]
        )

    def checked(self, scope: Scope) -> Scope:
        """The scope, when this version has what it names."""
        self.circle(scope.circle)
        self.population(scope.population)
        if scope.first_year > scope.last_year:
            raise InputError("atlas.no_such_years", first=scope.first_year, last=scope.last_year)
        if scope.counting not in COUNTINGS:
            raise InputError("atlas.unknown_counting", counting=scope.counting)
        if scope.field and scope.field not in self.fields:
            raise InputError("atlas.unknown_field", field=scope.field)
        return scope

    def circle(self, circle_id: str) -> CircleChoice:
        found = self.choices.circle(circle_id)
        if found is None:
            raise InputError("atlas.unknown_circle", circle=circle_id)
        return found

    def population(self, population: str) -> PopulationChoice:
        found = self.choices.population(population)
        if found is None:
            raise InputError("atlas.unknown_population", population=population)
        return found

    def name(self, thing: str) -> Names:
        """Names of anything that has an id."""
        return self.names([thing])[thing]

    def names(self, things: Iterable[str]) -> dict[str, Names]:
        """Names by id: places, organisations, fields, circles, countries, populations; the id itself where unknown."""
        wanted = {t for t in things if t}
        known = {t: n for t in wanted if (n := self._small_name(t)) is not None}
        known.update(self._people({t for t in wanted - set(known) if t.startswith(PERSON)}))
        known.update(self._organisations(wanted - set(known)))
        return {t: known.get(t, Names(t, t)) for t in wanted}

    def _small_name(self, thing: str) -> Names | None:
        if thing in self.places:
            return self._place_name(self.places[thing])
        if thing in self.fields:
            return self.fields[thing].name
        if thing in self._country_names:
            return self._country_names[thing]
        circle = self.choices.circle(thing.removeprefix("circle:"))
        if circle is not None:
            return circle.short
        population = self.choices.population(thing)
        return population.title if population is not None else self.sources.get(thing)

    @cached_property
    def _measured_names(self) -> dict[str, Names]:
        """Names of the organisations of member places: those that pages list."""
        query = """SELECT org_id, name, name_en, name_zh FROM organisations SEMI JOIN output_orgs USING (org_id)"""
        return {org: Names(english or name, chinese or name) for org, name, english, chinese in self.rows(query)}

    @cached_property
    def _shared_names(self) -> frozenset[str]:
        """English names that several places bear (two Suzhou, two Taizhou)."""
        counted = Counter(row["name_en"] for row in self.places.values())
        return frozenset(name for name, n in counted.items() if n > 1)

    def _place_name(self, row: Mapping[str, Any]) -> Names:
        english, chinese = row["name_en"], row["name_zh"] or row["name_en"]
        if english in self._shared_names:
            english = f"{english} ({row['province_en'] or row['country_code']})"
        return Names(english, chinese)

    def _organisations(self, ids: set[str]) -> dict[str, Names]:
        if ids and not self._org_names:
            self._org_names |= self._measured_names
        lacking = sorted(ids - self._org_names.keys())
        if lacking:
            query = "SELECT org_id, name, name_en, name_zh FROM organisations WHERE org_id IN (SELECT unnest(?))"
            for org, name, english, chinese in self.rows(query, [lacking]):
                self._org_names[org] = Names(english or name, chinese or name)
        return {i: self._org_names[i] for i in ids if i in self._org_names}

    def _people(self, ids: set[str]) -> dict[str, Names]:
        """Names of people as most often printed; who prints none keeps the id."""
        if not ids or not self.has("persons"):
            return {}
        query = "SELECT person_id, name FROM persons WHERE person_id IN (SELECT unnest(?)) AND name IS NOT NULL"
        return {person: Names(name, name) for person, name in self.rows(query, [sorted(ids)])}

    def coverage(self, scope: Scope, of: CoverageOf = "places") -> Coverage:
        """Coverage of the population in the scope's field and years, as far as a question about ``of`` is concerned."""
        key = (scope.population, scope.field, scope.first_year, scope.last_year)
        if key not in self._coverage:
            lines = self._coverage_rows.get(key[:2], [])
            inside = [counts for year, *counts in lines if scope.first_year <= year <= scope.last_year]
            self._coverage[key] = self.covered([_sum(column) for column in zip(*inside, strict=True)])
        return replace(self._coverage[key], of=of)

    @cached_property
    def _coverage_rows(self) -> Mapping[tuple[str, str], list[Row]]:
        """(population, field) -> (year, *counts)."""
        found: dict[tuple[str, str], list[Row]] = {}
        for population, field, *row in self.rows(
            f"SELECT population, field_id, year, {', '.join(COUNTS)} FROM coverage"
        ):
            found.setdefault((population, field), []).append(tuple(row))
        return found

    def covered(self, sums: Sequence[float | None]) -> Coverage:
        """Coverage from ``COVERAGE_SUMS``; of nothing where there are none."""
        if not sums or sums[0] is None:
            return Coverage(0, 0, 0, 0, 0, 0, 0, self.floor)
        works, works_placed, affiliated, resolved, placed, in_country, silent = (
            None if v is None else int(v) for v in sums
        )
        told = (works or 0, works_placed or 0, affiliated or 0, resolved or 0)
        return Coverage(*told, placed, in_country, silent or 0, self.floor)

    def standing_source(self, table: str) -> tuple[bool, Names]:
        """Whether a table that stands beside the works is generated, and its sources (of rows that have one)."""
        if table not in self._standing:
            found = (
                self.rows(f'SELECT DISTINCT source FROM "{table}" WHERE source IS NOT NULL ORDER BY 1')
                if self.has(table)
                else []
            )
            names = [self.sources.get(source, Names(source, source)) for (source,) in found]
            said = Names(*("; ".join(n.in_lang(lang) for n in names) for lang in ("en", "zh")))
            self._standing[table] = (any(source in self.invented_sources for (source,) in found), said)
        return self._standing[table]

    def under(self, field_id: str) -> tuple[str, ...]:
        """The field and all fields below it."""
        found = [field_id]
        for at in found:
            found.extend(f.field_id for f in self.fields.values() if f.parent_id == at)
        return tuple(found)

    def is_under(self, field_id: str, above: str) -> bool:
        """Whether a field is another one or lies below it; '' is above all."""
        at: str | None = field_id
        while at and at != above:
            at = self.fields[at].parent_id if at in self.fields else None
        return not above or at == above


def _sum(counts: Sequence[int | None]) -> int | None:
    """None where a version that did not count it says nothing: unknown is not zero."""
    return None if None in counts else sum(n for n in counts if n is not None)


def _plain(column: pa.ChunkedArray) -> list[Any]:
    """Python values; DuckDB sums whole numbers into decimals, which would not divide with floats."""
    return (column.cast(pa.float64()) if pa.types.is_decimal(column.type) else column).to_pylist()  # type: ignore[no-any-return]


def _in_file_order(ground: Ground, circle: str, places: Sequence[str]) -> list[str]:
    if circle not in ground.definitions:
        return sorted(places)
    order = {p: i for i, p in enumerate(ground.definitions[circle].place_ids())}
    return sorted(places, key=lambda p: (order.get(p, len(order)), p))
