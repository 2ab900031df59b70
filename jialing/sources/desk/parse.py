"""Lines of the organisations ledger -> organisations, names, relations and identifiers.

The last line of an id is the organisation; earlier lines of it are its history and count as no record.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from jialing.schema import Place, places
from jialing.schema.rows import Batch, Part
from jialing.sources.batches import Rows

PREFIX = "local:desk:"
TABLES = ("organisations", "organisation_names", "organisation_relations", "organisation_ids")
_GEONAMES = "gn-"


class Entry(msgspec.Struct):
    """One line; what else a line holds (who, when, why) stays in the ledger."""

    org_id: str
    name_en: str = ""
    name_zh: str = ""
    kind: str = "other"
    place_id: str | None = None
    country_code: str | None = None
    parent_id: str = ""
    website: str = ""
    acronym: str = ""
    established: int | None = None
    aliases: tuple[str, ...] = ()
    successor_id: str = ""
    is_withdrawn: bool = False


def parse(part: Part) -> Iterator[Batch]:
    """One batch: a ledger of people's hands is small."""
    rows = Rows(part, TABLES)
    last: dict[str, Entry] = {}
    for number, line in enumerate(Path(part.path).read_bytes().split(b"\n"), start=1):
        if line.strip():
            entry = _entry(rows, number, line)
            if entry is not None:
                last[entry.org_id] = entry
    for entry in last.values():
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
    if not entry.org_id.startswith(PREFIX) or not (entry.name_en or entry.name_zh):
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
            "withdrawn" if entry.is_withdrawn else "active",
            entry.established,
            place.country_code if place else entry.country_code,
            place.province_en if place else None,
            place.name_en if place else None,
            geonames_of(entry.place_id, place),
            place.lat if place else None,
            place.lng if place else None,
            entry.place_id,
        )
    )
    rows.rows["organisation_names"].extend(_names(entry))
    related = (("parent", entry.parent_id), ("successor", entry.successor_id))
    rows.rows["organisation_relations"].extend((entry.org_id, relation, other) for relation, other in related if other)
    if entry.website:
        rows.rows["organisation_ids"].append((entry.org_id, "website", entry.website))


def _names(entry: Entry) -> list[tuple[str, str, str | None, str]]:
    said = [
        (entry.name_zh or entry.name_en, "zh" if entry.name_zh else "en", "display"),
        (entry.name_en, "en", "label"),
        (entry.name_zh, "zh", "label"),
        (entry.acronym, None, "acronym"),
        *((alias, None, "alias") for alias in entry.aliases),
    ]
    return [(entry.org_id, name, lang, kind) for name, lang, kind in said if name]


def place_of(place_id: str | None) -> Place | None:
    """The shipped place of this id, if there is one."""
    return next((p for p in places() if p.place_id == place_id), None)


def geonames_of(place_id: str | None, place: Place | None) -> int | None:
    """GeoNames' number of a place, shipped or not; None where unknown."""
    if place is not None:
        return place.geonames_ids[0] if place.geonames_ids else None
    number = (place_id or "").removeprefix(_GEONAMES)
    return int(number) if number.isdigit() else None
