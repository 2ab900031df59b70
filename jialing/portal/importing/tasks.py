"""The work of imports: checking, importing, taking back. Each may be killed after any of its lines and goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.urls import reverse
from django.utils import timezone

from jialing.errors import InputError, JialingError, NotAllowed, WrongState
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import require
from jialing.portal.common.actions import record as audit
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.enums import BatchState, Outcome
from jialing.portal.importing.kinds import IMPORTERS
from jialing.portal.importing.kinds.base import Setting
from jialing.portal.importing.limits import AT_ONCE
from jialing.portal.importing.models import ImportBatch, ImportRow
from jialing.portal.importing.queries import counted
from jialing.portal.importing.reading import opened
from jialing.portal.importing.storing import stored
from jialing.portal.importing.undoing import n_beside, undone
from jialing.portal.importing.writing import checked, planned, written
from jialing.portal.jobs.kinds import job_kind

T = TypeVar("T")
_LIVE = (Outcome.CREATED, Outcome.CHANGED)


@job_kind("importing.check")
def check_import(run: Any) -> None:
    """Read the file, and find out for each row what an import would do: nothing is changed."""
    batch = ImportBatch.objects.get(public_id=run.params["import"])
    setting = _setting(batch, run.owner, "import_batch.check")
    try:
        given = _given(batch, run)
    except (InputError, WrongState) as fault:
        with run.finishing() as ending:
            _failed(batch, fault)
            ending.link = _address(batch)
        return
    with run.saving():  # an attempt begins anew: what an earlier one found out may be out of date
        ImportRow.objects.filter(batch=batch).delete()
    _check_all(batch, given, setting, run)
    with run.finishing() as ending:
        _count(batch, BatchState.CHECKED)
        audit(run.owner, "import.checked", batch, kind=batch.kind, **counted(batch))
        ending.link = _address(batch)


def _given(batch: ImportBatch, run: Any) -> list[tuple[int, dict[str, str]]]:
    """Number and texts by field of every row below the header."""
    sheet = opened(stored(batch.sha256))
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in sheet.filled_below(batch.sheet, batch.header_row):
        run.tell(None, "import.doing.reading", n=len(rows))
        texts = {field: cells[at] if at < len(cells) else "" for field, at in batch.columns.items()}
        if any(texts.values()):
            rows.append((number, texts))
    if not rows:
        raise InputError("import.no_rows")
    return rows


def _check_all(batch: ImportBatch, given: Sequence[tuple[int, dict[str, str]]], setting: Setting, run: Any) -> None:
    importer, met, n = IMPORTERS[batch.kind], {}, 0  # type: ignore[var-annotated]
    for some in _portions(given):
        run.tell(n / len(given), "import.doing.checking", n=n, all=len(given))
        drafts = [Draft(number, texts) for number, texts in some]
        with run.saving():
            checked(importer, drafts, setting, met)
            ImportRow.objects.bulk_create([_row(batch, draft) for draft in drafts])
        n += len(drafts)


def _row(batch: ImportBatch, draft: Draft) -> ImportRow:
    record = draft.record
    return ImportRow(
        batch=batch,
        number=draft.number,
        given=dict(draft.given),
        outcome=draft.outcome,
        record=record.public_id if record is not None else "",
        changed=_shown(draft),
        edition_seen=_seen(draft),
        messages=[*draft.faults, *draft.notes],
    )


def _seen(draft: Draft) -> int | None:
    """The edition that the check read: writing for the check has counted it up."""
    if draft.record is None:
        return None
    return int(draft.record.edition) - (1 if draft.before or draft.beside else 0)


def _shown(draft: Draft) -> dict[str, Any]:
    if draft.made is not None:
        return {}
    beside = {field: [[], [one.public_id for one in ones]] for field, ones in draft.beside.items() if field != "there"}
    return draft.before | beside


@job_kind("importing.import")
def import_rows(run: Any) -> None:
    """Write the rows that were checked, some at a time; those that were written are not written again."""
    batch = ImportBatch.objects.get(public_id=run.params["import"])
    setting = _setting(batch, run.owner, "import_batch.import")
    pending = batch.rows.filter(outcome__in=_LIVE, is_written=False)
    n_all = batch.n_rows
    for some in _portions(list(pending.values_list("pk", flat=True))):
        left = pending.count()
        run.tell(1 - left / max(n_all, 1), "import.doing.writing", n=n_all - left, all=n_all)
        with run.saving():
            _write(batch, list(ImportRow.objects.filter(pk__in=some, is_written=False)), setting)
    with run.finishing() as ending:
        _count(batch, BatchState.IMPORTED)
        ImportBatch.objects.filter(pk=batch.pk).update(imported_at=timezone.now())
        audit(run.owner, "import.imported", batch, kind=batch.kind, sha256=batch.sha256, **counted(batch))
        ending.link = _address(batch)


def _write(batch: ImportBatch, rows: Sequence[ImportRow], setting: Setting) -> None:
    importer = IMPORTERS[batch.kind]
    drafts = {row.pk: Draft(row.number, row.given) for row in rows}
    planned(importer, list(drafts.values()), setting)
    for row in rows:
        _refuse_unseen(row, drafts[row.pk])
    written(importer, list(drafts.values()), setting)
    new = [one.made.pk for one in drafts.values() if one.made is not None and not one.is_refused]
    beside = n_beside(importer.model, new)
    for row in rows:
        _note(row, drafts[row.pk], beside)
    ImportRow.objects.bulk_update(
        rows, ["outcome", "record", "changed", "edition_after", "messages", "is_written", "n_beside"], batch_size=100
    )


def _refuse_unseen(row: ImportRow, draft: Draft) -> None:
    """Refuse what the person did not see in the preview: a record that came, went or was changed since."""
    if draft.is_refused:
        return
    is_there = draft.record is not None
    if row.outcome == Outcome.CREATED and is_there:
        draft.refuse(InputError("import.came_meanwhile", record=draft.record.public_id))
    elif row.outcome == Outcome.CHANGED and not (is_there and draft.record.public_id == row.record):
        draft.refuse(InputError("import.gone_meanwhile"))
    elif is_there and draft.record.edition != row.edition_seen:
        draft.refuse(InputError("import.changed_meanwhile"))


def _note(row: ImportRow, draft: Draft, beside: Mapping[int, int]) -> None:
    row.messages = [*draft.faults, *draft.notes]
    row.outcome = draft.outcome
    if draft.is_refused or draft.subject is None:
        return
    row.record, row.edition_after = draft.subject.public_id, draft.subject.edition
    row.changed = draft.before
    row.n_beside = beside.get(draft.made.pk, 0) if draft.made is not None else 0
    row.is_written = True


@job_kind("importing.undo")
def undo_import(run: Any) -> None:
    """Take back what was written, the last rows first; what people changed since stays, unless they chose otherwise."""
    batch = ImportBatch.objects.get(public_id=run.params["import"])
    setting = _setting(batch, run.owner, "import_batch.undo")
    also = frozenset(run.params["also"])
    pending = batch.rows.filter(is_written=True, is_undone=False, kept_code="").order_by("-number")
    keys = list(pending.values_list("pk", flat=True))
    for n, some in enumerate(_portions(keys)):
        run.tell(n * AT_ONCE / len(keys), "import.doing.undoing", n=n * AT_ONCE, all=len(keys))
        with run.saving():
            rows = list(pending.filter(pk__in=some))
            undone(IMPORTERS[batch.kind], rows, setting, also=also)
            ImportRow.objects.bulk_update(rows, ["is_undone", "kept_code"], batch_size=100)
    with run.finishing() as ending:
        _end_undo(batch)
        audit(run.owner, "import.undone", batch, kind=batch.kind, n_undone=batch.n_undone, n_kept=batch.n_kept)
        ending.link = _address(batch)


def _end_undo(batch: ImportBatch) -> None:
    written_rows = batch.rows.filter(is_written=True)
    batch.n_undone = written_rows.filter(is_undone=True).count()
    batch.n_kept = written_rows.filter(is_undone=False).count()
    batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
    batch.edition += 1
    batch.save(update_fields=["n_undone", "n_kept", "state", "undone_at", "edition", "updated_at"])


def _count(batch: ImportBatch, state: BatchState) -> None:
    n = counted(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=state, edition=batch.edition + 1, n_rows=sum(n.values()), updated_at=timezone.now(),
        **{f"n_{name}": many for name, many in n.items()},
    )  # fmt: skip


def _failed(batch: ImportBatch, fault: JialingError) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=BatchState.FAILED, edition=batch.edition + 1, fault_code=fault.code, fault_params=dict(fault.params)
    )
    audit(batch.by, "import.failed", batch, kind=batch.kind, error=fault.code)


def _setting(batch: ImportBatch, owner: str, act: str) -> Setting:
    """Who imports, asked again now what they may: a role may have ended since the job was asked for."""
    user = User.objects.filter(public_id=owner).first()
    if user is None:
        raise NotAllowed("import.not_yours")
    on = timezone.localdate()
    by = viewer_of(user, on)
    require(by, act, batch)
    reason = f"{batch.why} · " if batch.why else ""
    return Setting(by, on, f"{reason}{batch.file_name} · {batch.public_id}", batch.file_name, user.is_invented)


def _portions(rows: Iterable[T]) -> Iterator[list[T]]:
    some = iter(rows)
    while portion := list(islice(some, AT_ONCE)):
        yield portion


def _address(batch: ImportBatch) -> str:
    return reverse("importing:one", args=[batch.public_id])
