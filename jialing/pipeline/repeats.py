"""The same id twice: the record that stands last is kept, the others are set aside.

Parts stand in the order of their names (OpenAlex's ``updated_date=...`` folders so run from old to new), records in
the order of their lines. Within one batch a parser's rows do not say which record they belong to; they stand in the
order of the records, which is enough to tell. Repeats across batches and parts are found by the lake (``repeats.sql``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jialing.schema import Batch, Reject

KEYS = {"works": "source_id", "organisations": "org_id", "platforms": "platform_id", "alliances": "alliance_id"}
CHILDREN = {
    "works": ("abstracts", "authorships", "participations", "work_fields"),
    "organisations": ("organisation_names", "organisation_relations", "organisation_ids"),
    "platforms": (),
    "alliances": (),
}
Columns = Mapping[str, Sequence[object]]
Tables = Mapping[str, Columns]
EXCERPT = 500


def without_repeats(batch: Batch, file: str) -> Batch:
    """The batch with only the last record of each id; the others as rejects ``reject.duplicate_id``."""
    for table, key in KEYS.items():
        ids = batch.tables.get(table, {}).get(key, ())
        if len(set(ids)) < len(ids):
            batch = _cleaned(batch, table, file)
    return batch


def _cleaned(batch: Batch, table: str, file: str) -> Batch:
    key = KEYS[table]
    rows = batch.tables[table]
    last = {identity: number for number, identity in enumerate(rows[key])}
    gone = [n for n, identity in enumerate(rows[key]) if last[identity] != n]
    repeated = {rows[key][n] for n in gone}
    rejects = tuple(_reject(rows, n, key, file) for n in gone)
    tables = dict(batch.tables) | {table: _without(rows, set(gone))}
    for child in CHILDREN[table]:
        if child in tables and tables[child][key]:
            tables[child] = _last_only(tables[child], key, repeated)
    return replace(batch, tables=tables, rejects=batch.rejects + rejects, n_kept=batch.n_kept - len(gone))


def _reject(rows: Columns, number: int, key: str, file: str) -> Reject:
    held = {name: values[number] for name, values in rows.items() if values[number] is not None}
    excerpt = json.dumps(held, ensure_ascii=False, default=str)[:EXCERPT]
    return Reject(file, None, "reject.duplicate_id", {"id": str(rows[key][number]), "kept": file}, excerpt)


def _without(rows: Columns, gone: set[int]) -> Columns:
    return {name: [v for n, v in enumerate(values) if n not in gone] for name, values in rows.items()}


def _last_only(rows: Columns, key: str, repeated: set[object]) -> Columns:
    """Of the rows of each repeated id only those of its last record."""
    begins = {identity: first for first, identity in _runs(rows, key) if identity in repeated}
    gone = {n for n, identity in enumerate(rows[key]) if n < begins.get(identity, 0)}
    return _without(rows, gone)


def _runs(rows: Columns, key: str) -> Iterator[tuple[int, object]]:
    """Where the rows of a record begin: another id, or what a record has once comes again."""
    begins = _authors_begin if "position" in rows else _values_begin
    before: object = None
    for number, (identity, is_anew) in enumerate(zip(rows[key], begins(rows), strict=True)):
        if identity != before or is_anew:
            yield number, identity
        before = identity


def _authors_begin(rows: Columns) -> list[bool]:
    """Positions only rise within a record; an author with several affiliations has several rows.

    A lone author repeated under the same id and name cannot be told from one with two affiliations; nothing is lost.
    """
    places = list(zip(rows["position"], rows.get("person_name", rows["position"]), strict=True))
    return [True, *(b[0] < a[0] or (b[0] == a[0] and b[1] != a[1]) for a, b in pairwise(places))]  # type: ignore[operator]


def _values_begin(rows: Columns) -> list[bool]:
    """A record has each field, name or abstract once."""
    names = [n for n in ("field_id", "name", "value", "relation", "other_id", "lang", "kind", "scheme") if n in rows]
    if not names:
        return [True] * len(next(iter(rows.values())))
    begins: list[bool] = []
    seen: set[object] = set()
    for mark in zip(*(rows[n] for n in (*_OWNERS, *names) if n in rows), strict=True):
        begins.append(mark in seen)
        if begins[-1]:
            seen.clear()
        seen.add(mark)
    return begins


_OWNERS = ("source_id", "org_id")
