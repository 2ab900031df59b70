"""Lines of the registry's export -> organisations, names, relations and identifiers.

A line of an organisation that a register has (its id is not ``local:``) adds names; what the register says of it
stands, for merging prefers ROR.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from jialing.schema.rows import Batch, Part
from jialing.sources.batches import Rows
from jialing.sources.desk.parse import geonames_of, place_of

TABLE = "registry.names"
TABLES = ("organisations", "organisation_names", "organisation_relations", "organisation_ids")


class Named(msgspec.Struct):
    """One further name; ``kind`` as in the table of names."""

    name: str
    lang: str = ""
    kind: str = "alias"


class Entry(msgspec.Struct):
    """One line after the first."""

    org_id: str
    name_en: str = ""
    name_zh: str = ""
    kind: str = "other"
    place_id: str = ""
    country_code: str = ""
    established: int | None = None
    lat: float | None = None
    lng: float | None = None
    uscc: str = ""
    website: str = ""
    names: tuple[Named, ...] = ()
    parents: tuple[str, ...] = ()


def parse(part: Part) -> Iterator[Batch]:
    """One batch: what people registered is thousands of lines, not millions."""
    rows = Rows(part, TABLES)
    lines = Path(part.path).read_bytes().split(b"\n")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and (entry := _entry(rows, number, line)) is not None:
            _add(rows, entry)
            rows.keep()
    yield rows.flush(part.n_bytes)


def _entry(rows: Rows, number: int, line: bytes) -> Entry | None:
    try:
        entry = msgspec.json.decode(line, type=Entry)
    except msgspec.ValidationError as error:
        rows.reject(number, "reject.field_invalid", line, reason=str(error))
        return None
    except msgspec.DecodeError as error:
        rows.reject(number, "reject.json_invalid", line, reason=str(error))
        return None
    if not entry.org_id or not (entry.name_en or entry.name_zh):
        rows.reject(number, "reject.no_id", line)
        return None
    return entry


def _add(rows: Rows, entry: Entry) -> None:
    place = place_of(entry.place_id)
    rows.rows["organisations"].append(
        (
            entry.org_id,
            entry.name_zh or entry.name_en,
            entry.name_en or None,
            entry.name_zh or None,
            [entry.kind],
            "active",
            entry.established,
            entry.country_code or (place.country_code if place else None),
            place.province_en if place else None,
            place.name_en if place else None,
            geonames_of(entry.place_id, place),
            entry.lat if entry.lat is not None else place and place.lat,
            entry.lng if entry.lng is not None else place and place.lng,
            entry.place_id or None,
        )
    )
    rows.rows["organisation_names"].extend(_names(entry))
    rows.rows["organisation_relations"].extend((entry.org_id, "parent", other) for other in entry.parents)
    identifiers = (("uscc", entry.uscc), ("website", entry.website))
    rows.rows["organisation_ids"].extend((entry.org_id, scheme, value) for scheme, value in identifiers if value)


def _names(entry: Entry) -> list[tuple[str, str, str | None, str]]:
    """The record's own names, then the others, each once; only a local organisation is displayed by its own."""
    own = [(entry.name_en, "en", "label"), (entry.name_zh, "zh", "label")]
    if entry.org_id.startswith("local:"):
        own.insert(0, (entry.name_zh or entry.name_en, "zh" if entry.name_zh else "en", "display"))
    more = [(one.name, one.lang or None, one.kind) for one in entry.names]
    return list(dict.fromkeys((entry.org_id, *row) for row in (*own, *more) if row[0]))
