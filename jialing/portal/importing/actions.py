"""What people do with imports: bring a file, say what its columns are, have it checked, import it, take it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.importing.columns import columns_of, folded
from jialing.portal.importing.enums import BATCH_MOVES, BatchState, ImportKind
from jialing.portal.importing.models import ColumnChoice, ImportBatch, ImportRow
from jialing.portal.importing.reading import opened
from jialing.portal.importing.storing import store
from jialing.portal.jobs.actions import ask
from jialing.portal.jobs.enums import LIVE
from jialing.portal.jobs.models import Job
from jialing.portal.registry.rules.contents import clean_name
from jialing.portal.registry.rules.moves import require_move

NEEDED = {
    ImportKind.ORGANISATION: (("name_zh", "name_en", "uscc", "lake_id", "id"),),
    ImportKind.PLATFORM: (("name_zh", "name_en", "id"),),
    ImportKind.MEMBERSHIP: (("alliance",), ("organisation", "uscc")),
    ImportKind.ZONE_ENTRY: (("zone",), ("organisation", "platform", "uscc")),
    ImportKind.RECOGNITION: (("kind",), ("organisation", "platform", "uscc")),
}
"""Of each group one column must be there: without it no row can mean anything."""


@transaction.atomic
def upload(content: bytes, *, name: str, kind: str, by: Viewer, why: str = "") -> ImportBatch:
    """Keep a spreadsheet. Raises what :func:`reading.opened` raises, before anything is kept; InputError
    ``import.unknown_kind`` (given).
    """
    require(by, "import_batch.create")
    if kind not in ImportKind.values:
        raise InputError("import.unknown_kind", given=kind[:30])
    sheet = opened(content)
    batch = ImportBatch.objects.create(
        kind=kind, file_name=clean_name(name) or "-", sha256=store(content), size=len(content), by=by.public_id,
        why=why[:1000], sheet=sheet.names[0][:200],
    )  # fmt: skip
    audit(by.public_id, "import.uploaded", batch, kind=kind, sha256=batch.sha256, size=batch.size)
    return batch


@transaction.atomic
def choose_columns(
    batch: ImportBatch,
    *,
    sheet: str,
    header_row: int,
    headings: Sequence[str],
    columns: Mapping[str, int],
    by: Viewer,
    now: datetime,
    seen: int | None = None,
) -> Job:
    """Say which sheet, which row heads it and which column fills which field; remember it, and have it checked.

    Raises InputError ``import.column_missing`` (fields) where nothing says what a row means, ``import.bad_columns``;
    WrongState ``registry.wrong_move``, ``record.changed_meanwhile``.
    """
    require(by, "import_batch.check", batch)
    _require_idle(batch)
    require_move(BATCH_MOVES, batch.state, BatchState.READ)
    _require_columns(batch.kind, columns, len(headings))
    next_edition(batch, seen=batch.edition if seen is None else seen)
    batch.state, batch.sheet, batch.header_row, batch.columns = BatchState.READ, sheet, header_row, dict(columns)
    batch.fault_code, batch.fault_params = "", {}
    _remember(by.public_id, batch.kind, headings, columns)
    job = ask("importing.check", by=by, now=now, params={"import": batch.public_id}, key=batch.public_id)
    batch.job = job.public_id
    batch.save()
    return job


def _require_columns(kind: str, columns: Mapping[str, int], n: int) -> None:
    known = columns_of(kind)
    if any(field not in known or not 0 <= at < n for field, at in columns.items()):
        raise InputError("import.bad_columns")
    for group in NEEDED[ImportKind(kind)]:
        if not any(field in columns for field in group):
            raise InputError("import.column_missing", kind=kind, fields=" ".join(group))


def _remember(who: str, kind: str, headings: Sequence[str], columns: Mapping[str, int]) -> None:
    by_place = {at: field for field, at in columns.items()}
    for at, heading in enumerate(headings):
        if key := folded(heading)[:200]:
            ColumnChoice.objects.update_or_create(
                who=who, kind=kind, heading=key, defaults={"field": by_place.get(at, "")}
            )


@transaction.atomic
def begin_import(batch: ImportBatch, *, by: Viewer, now: datetime, why: str = "", seen: int | None = None) -> Job:
    """Import what was checked, or go on with an import that was stopped.

    Raises WrongState ``registry.wrong_move``, ``record.changed_meanwhile``, ``import.nothing_to_import``.
    """
    require(by, "import_batch.import", batch)
    _require_idle(batch)
    require_move(BATCH_MOVES, batch.state, BatchState.IMPORTING)
    if not batch.n_created + batch.n_changed:
        raise WrongState("import.nothing_to_import")
    next_edition(batch, seen=batch.edition if seen is None else seen)
    is_first = batch.state == BatchState.CHECKED
    batch.state, batch.why = BatchState.IMPORTING, why[:1000] or batch.why
    job = ask("importing.import", by=by, now=now, params={"import": batch.public_id}, key=batch.public_id)
    batch.job = job.public_id
    batch.save()
    audit(
        by.public_id, "import.begun" if is_first else "import.went_on", batch, kind=batch.kind, sha256=batch.sha256,
        why=batch.why,
    )  # fmt: skip
    return job


@transaction.atomic
def begin_undo(
    batch: ImportBatch, *, by: Viewer, now: datetime, also: Collection[int] = (), seen: int | None = None
) -> Job:
    """Take an import back: every record returns to what it was. What people changed since stays, unless its row is
    among ``also``.

    Raises WrongState ``registry.wrong_move``, ``record.changed_meanwhile``.
    """
    require(by, "import_batch.undo", batch)
    _require_idle(batch)
    require_move(BATCH_MOVES, batch.state, BatchState.UNDOING)
    next_edition(batch, seen=batch.edition if seen is None else seen)
    chosen = list(ImportRow.objects.filter(batch=batch, pk__in=also, is_written=True, is_undone=False)
                  .values_list("pk", flat=True))  # fmt: skip
    ImportRow.objects.filter(batch=batch, is_undone=False).exclude(kept_code="").update(kept_code="")
    batch.state = BatchState.UNDOING
    params = {"import": batch.public_id, "also": chosen}
    job = ask("importing.undo", by=by, now=now, params=params, key=batch.public_id)
    batch.job = job.public_id
    batch.save()
    audit(by.public_id, "import.undo_begun", batch, kind=batch.kind, n_also=len(chosen))
    return job


def _require_idle(batch: ImportBatch) -> None:
    """Raises WrongState ``import.at_work`` while a job is at work on it."""
    if batch.job and Job.objects.filter(public_id=batch.job, state__in=LIVE).exists():
        raise WrongState("import.at_work")
