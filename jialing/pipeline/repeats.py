"""The same id twice: one record is kept, the others are set aside.

Of registers that are published again and again (OpenAlex, ROR) the record that stands last is kept: parts stand in the
order of their names (OpenAlex's ``updated_date=...`` folders so run from old to new), records in the order of their
lines. Of mapped tables, whose order says nothing, the fullest is kept, of equally full ones the last. Repeats across
batches and parts are found by the lake (``repeats.sql``), by the same rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, compress, pairwise

from jialing.schema import Batch, Part, Reject

KEYS = {
    "works": "source_id",
    "organisations": "org_id",
    "platforms": "platform_id",
    "alliances": "alliance_id",
    "strategic_forces": "force_id",
    "key_areas": "area_id",
}
CHILDREN = {
    "works": ("abstracts", "authorships", "participations", "work_fields"),
    "organisations": ("organisation_names", "organisation_relations", "organisation_ids"),
    "platforms": (),
    "alliances": (),
    "strategic_forces": (),
    "key_areas": (),
}
LAST, FULLEST = "reject.duplicate_id", "reject.duplicate_id_less_full"
"""Why a record is set aside: the one kept stands later, or is fuller."""
Columns = Mapping[str, Sequence[object]]
EXCERPT = 500


def keeps_fullest(part: Part) -> bool:
    """Whether of a part's repeated records the fullest is kept: where a mapping file reads it."""
    return "file" in part.options


def without_repeats(batch: Batch, file: str, *, fullest: bool = False) -> Batch:
    """The batch with one record of each id; the others as rejects.

    ``fullest``: keep the record with most values (of its own row, and rows of its own in other tables) rather than the
    last.
    """
    for table, key in KEYS.items():
        ids = batch.tables.get(table, {}).get(key, ())
        if len(set(ids)) < len(ids):
            batch = _cleaned(batch, table, file, fullest=fullest)
    return batch


def _cleaned(batch: Batch, table: str, file: str, *, fullest: bool) -> Batch:
    owners = {name: _records(batch.ends[name]) for name in (table, *CHILDREN[table]) if name in batch.tables}
    rows, key = batch.tables[table], KEYS[table]
    gone = _gone(batch, table, owners, fullest=fullest)
    lines = [line for line, record in enumerate(owners[table]) if record in gone]
    rejects = tuple(_reject(rows, line, key, file, FULLEST if fullest else LAST) for line in lines)
    tables, ends = dict(batch.tables), dict(batch.ends)
    for name, records in owners.items():
        stays = [record not in gone for record in records]
        tables[name] = {column: list(compress(values, stays)) for column, values in tables[name].items()}
        ends[name] = _ends_of([record for record in records if record not in gone], len(ends[name]))
    return replace(batch, tables=tables, ends=ends, rejects=batch.rejects + rejects, n_kept=batch.n_kept - len(rejects))


def _records(ends: Sequence[int]) -> list[int]:
    """The number of the record that each row belongs to."""
    return [record for record, (start, end) in enumerate(pairwise((0, *ends))) for _ in range(start, end)]


def _ends_of(records: Sequence[int], n: int) -> list[int]:
    counts = [0] * n
    for record in records:
        counts[record] += 1
    return list(accumulate(counts))


def _gone(batch: Batch, table: str, owners: Mapping[str, Sequence[int]], *, fullest: bool) -> set[int]:
    """Numbers of the records that give way to another of their id."""
    fullness = _fullness(batch.tables[table], table, owners) if fullest else {}
    best: dict[object, int] = {}
    gone: set[int] = set()
    for identity, record in zip(batch.tables[table][KEYS[table]], owners[table], strict=True):
        before = best.get(identity, record)
        is_kept = fullness.get(record, 0) >= fullness.get(before, 0)
        best[identity] = record if is_kept else before
        gone |= {before, record} - {best[identity]}
    return gone


def _fullness(rows: Columns, table: str, owners: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Values of each record: those of its row that are not null, and a row in another table is one."""
    values = zip(*rows.values(), strict=True)
    found = {n: sum(v is not None for v in row) for n, row in zip(owners[table], values, strict=True)}
    for name, records in owners.items():
        for record in records if name != table else ():
            found[record] = found.get(record, 0) + 1
    return found


def _reject(rows: Columns, number: int, key: str, file: str, code: str) -> Reject:
    held = {name: values[number] for name, values in rows.items() if values[number] is not None}
    excerpt = json.dumps(held, ensure_ascii=False, default=str)[:EXCERPT]
    return Reject(file, None, code, {"id": str(rows[key][number]), "kept": file}, excerpt)
