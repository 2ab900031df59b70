"""Taking an import back: each record as it was, unless somebody has changed it since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Count, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from simple_history.models import HistoricalChanges

from jialing.portal.importing.drafts import column_value
from jialing.portal.importing.enums import Outcome
from jialing.portal.importing.kinds import Importer
from jialing.portal.importing.kinds.base import Setting
from jialing.portal.importing.models import ImportRow
from jialing.portal.importing.queries import has_something_on_it
from jialing.portal.registry.actions.changing import remember
from jialing.portal.registry.actions.many import file_many, put_over_lake, remember_many, update
from jialing.portal.registry.models import Duplicate, Organisation

CHANGED, IN_USE, ATTACHED = "import.kept.changed", "import.kept.in_use", "import.kept.attached"
_COMPUTED = (Duplicate,)
"""Rows that hang on records and are found anew by a program: they keep nothing from being taken back."""


def n_beside(model: Any, keys: Collection[int]) -> dict[int, int]:
    """How many rows would go with each record: what an import wrote beside it, and what people added since."""
    counts: dict[int, int] = dict.fromkeys(keys, 0)
    for relation in model._meta.related_objects:
        other, name = relation.related_model, relation.field.attname
        if relation.on_delete is not models.CASCADE or other in _COMPUTED or issubclass(other, HistoricalChanges):
            continue
        rows = other._default_manager.filter(**{f"{name}__in": keys}).order_by().values_list(name)
        for key, n in rows.annotate(n=Count("pk")):
            counts[key] += n
    return counts


def undone(importer: Importer, rows: Sequence[ImportRow], setting: Setting, *, also: Collection[int]) -> None:
    """Take some rows back, in the caller's transaction; each says whether it was, or why not (not yet saved)."""
    found = importer.model._default_manager.filter(public_id__in=[row.record for row in rows])
    records = {one.public_id: one for one in found}
    beside = n_beside(importer.model, [one.pk for one in found])
    changed, new = [], []
    for row in rows:
        record = records.get(row.record)
        if record is None:  # somebody took it away: there is nothing to return
            continue
        row.kept_code = _why_kept(importer, row, record, beside[record.pk], is_wanted=row.pk in also)
        if not row.kept_code and row.outcome == Outcome.CREATED:
            new.append((row, record))
        elif not row.kept_code:
            row.kept_code = _restored(importer, row, record, setting)
            changed += [] if row.kept_code else [record]
    _remove(new, setting)
    for row in rows:
        row.is_undone = not row.kept_code
    remember_many(changed, by=setting.by, why=setting.why, is_new=False)
    file_many(list(records.values()))


def _why_kept(importer: Importer, row: ImportRow, record: Any, n: int, *, is_wanted: bool) -> str:
    """Why a record is to stay: somebody changed it since, wrote about it, or hung something on it."""
    if row.outcome == Outcome.CREATED and has_something_on_it(importer.kind, record):
        return ATTACHED
    if is_wanted:
        return ""
    if record.edition != row.edition_after:
        return CHANGED
    return CHANGED if row.outcome == Outcome.CREATED and n != row.n_beside else ""


def _remove(new: Sequence[tuple[ImportRow, Any]], setting: Setting) -> None:
    """Take new records away together; one by one where others lead to some of them, which stay and say so."""
    if new and _removed([record for _, record in new], setting):
        for row, record in new:
            row.kept_code = _removed([record], setting)


def _removed(records: Sequence[Any], setting: Setting) -> str:
    """Take records away; their past stays, their ids are never used again. Why not, where others lead to them."""
    keys = [one.pk for one in records]
    try:
        with transaction.atomic():
            for one in records:
                remember(one, by=setting.by, why=setting.why)
            collector = Collector(using=transaction.get_connection().alias)
            collector.collect(list(records))
            collector.delete()
    except (ProtectedError, RestrictedError, IntegrityError):
        for one, key in zip(records, keys, strict=True):
            one.pk = key
        return IN_USE
    return ""


def _restored(importer: Importer, row: ImportRow, record: Any, setting: Setting) -> str:
    """Give a record its values of before, as one more change."""
    names = {column.name for column in record._meta.concrete_fields}
    before = dict(column_value(type(record), name, pair[0]) for name, pair in row.changed.items() if name in names)
    with transaction.atomic():
        if update(record, before):
            return IN_USE
        importer.undo_beside(record, row.changed, is_new=False)
        if isinstance(record, Organisation):
            put_over_lake(record, before, by=setting.by, why=setting.why)
    return ""
