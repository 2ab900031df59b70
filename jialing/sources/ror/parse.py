"""ROR dumps and tables -> organisations, names, relations and identifiers.

Withdrawn and inactive organisations are kept with their status; cycles among parents are given on as they stand.
Of an organisation with several locations the first one places it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from jialing.errors import SourceError
from jialing.schema.rows import Batch, Part
from jialing.sources.batches import Rows, collector_at_rest
from jialing.sources.files import ByteStream, reason_of
from jialing.sources.json_stream import Broken, json_records
from jialing.sources.names import chinese_name, english_name, is_latin
from jialing.sources.parts import member_of
from jialing.sources.ror.records import V1, V2, Name, Organisation, Row, from_row, from_v1, from_v2

TABLES = ("organisations", "organisation_names", "organisation_relations", "organisation_ids")
TABLE_COLUMNS = (
    "id",
    "status",
    "names",
    "relationships",
    "types",
    "established",
    "city",
    "country_subdivision",
    "country_code",
    "geonames_id",
    "lat",
    "lng",
)
TABLE_EXTRAS = ("links", "domains", "wikidata", "grid", "isni", "fundref")
RELATIONS = frozenset({"parent", "child", "related", "predecessor", "successor"})
STATUSES = frozenset({"active", "inactive", "withdrawn"})
CHINESE_SPEAKING = frozenset({"CN", "HK", "MO", "TW", "SG"})
_PREFIX = "https://ror.org/"
_KIND_ORDER = ("display", "label", "alias", "acronym")


def parse(part: Part) -> Iterator[Batch]:
    """Batches of a dump (JSON array or lines) or of a Parquet table."""
    return _parse_table(part) if part.path.lower().endswith(".parquet") else _parse_dump(part)


def _parse_dump(part: Part) -> Iterator[Batch]:
    stream = ByteStream(Path(part.path), member_of(part))
    rows, number, gathered = Rows(part, TABLES), 0, 0
    for number, (record, n_characters) in enumerate(json_records(stream, rows.repairs), 1):
        if isinstance(record, Broken):
            rows.reject(number, record.code, record.excerpt, **record.params)
        else:
            _add(rows, number, record, _shape_of(record))
        gathered += n_characters
        if rows.is_full(gathered):
            yield rows.flush(stream.consumed)
            gathered = 0
    if stream.fault is not None:
        rows.fault(number + 1, stream.fault)
    elif number == 0:
        rows.reject(None, "reject.file_empty")
    yield rows.flush(stream.consumed)


def _parse_table(part: Part) -> Iterator[Batch]:
    """Raises SourceError ``source.columns_missing`` (file, missing, found) or ``source.not_parquet`` (file, reason)."""
    try:
        file = pq.ParquetFile(part.path)
    except (pa.ArrowInvalid, OSError) as error:
        raise SourceError("source.not_parquet", file=part.label, reason=reason_of(error)) from error
    found = file.schema_arrow.names
    if missing := [name for name in TABLE_COLUMNS if name not in found]:
        raise SourceError("source.columns_missing", file=part.label, missing=missing, found=found)
    columns = [*TABLE_COLUMNS, *[name for name in TABLE_EXTRAS if name in found]]
    rows, number = Rows(part, TABLES), 0
    for batch in file.iter_batches(2000, columns=columns):
        with collector_at_rest():
            for number, record in enumerate(batch.to_pylist(), number + 1):  # noqa: B020 - the count goes on
                _add(rows, number, record, Row)
        yield rows.flush(part.n_bytes * number // max(file.metadata.num_rows, 1))


def _shape_of(record: object) -> type[V1] | type[V2]:
    return V2 if isinstance(record, dict) and isinstance(record.get("names"), list) else V1


def _add(rows: Rows, number: int, record: object, shape: type[Any]) -> None:
    try:
        parsed = msgspec.convert(record, shape)
    except msgspec.ValidationError as error:
        rows.reject(number, "reject.field_invalid", repr(record), reason=str(error))
        return
    organisation = _unified(parsed)
    if not organisation.id.startswith(_PREFIX) or not organisation.names:
        rows.reject(number, "reject.no_id", repr(record))
        return
    add_organisation(organisation, rows)
    rows.keep()


def _unified(parsed: V1 | V2 | Row) -> Organisation:
    if isinstance(parsed, V1):
        return from_v1(parsed)
    return from_v2(parsed) if isinstance(parsed, V2) else from_row(parsed)


def add_organisation(organisation: Organisation, rows: Rows) -> None:
    """Append the rows of one organisation."""
    names = sorted(organisation.names, key=lambda name: _KIND_ORDER.index(kind_of(name)))
    ranked = [(name.value, name.lang) for name in names if kind_of(name) != "acronym"] or [(names[0].value, None)]
    place, tables = organisation.place, rows.rows
    is_chinese_speaking = place.country_code in CHINESE_SPEAKING
    tables["organisations"].append(
        (
            organisation.id,
            names[0].value,
            _english(names, ranked),
            chinese_name(ranked if is_chinese_speaking else [pair for pair in ranked if pair[1]]),
            [kind.lower() for kind in organisation.types],
            organisation.status if organisation.status in STATUSES else "active",
            _established(organisation, rows),
            place.country_code,
            place.subdivision,
            place.city,
            place.geonames_id,
            place.lat,
            place.lng,
            None,
        )
    )
    tables["organisation_names"].extend(
        (organisation.id, name.value, name.lang, kind_of(name)) for name in names if name.value
    )
    tables["organisation_relations"].extend(
        (organisation.id, relation.type.lower(), relation.id)
        for relation in organisation.relations
        if relation.type.lower() in RELATIONS
    )
    tables["organisation_ids"].extend((organisation.id, scheme, value) for scheme, value in organisation.ids)


def _english(names: Sequence[Name], ranked: Sequence[tuple[str, str | None]]) -> str | None:
    """The English label; else the name displayed, where it is in Latin script and of no stated language; else an alias.

    An alias in English comes last: 'X (United States)' is not to be called by one of its departments.
    """
    official = [(name.value, name.lang) for name in names if kind_of(name) in ("display", "label")]
    stated = next((name for name, lang in official if lang == "en" and name), None)
    return stated or next((n for n, lang in official if lang is None and is_latin(n)), None) or english_name(ranked)


def kind_of(name: Name) -> str:
    """display, label, alias or acronym: the most telling of a name's types."""
    types = name.types or []
    if "ror_display" in types:
        return "display"
    return next((kind for kind in ("label", "acronym") if kind in types), "alias")


def _established(organisation: Organisation, rows: Rows) -> int | None:
    year = organisation.established
    if year is not None and not 0 < year < 2200:
        rows.repairs["repair.year_impossible"] += 1
        return None
    return year
