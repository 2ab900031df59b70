"""`python -m jialing.portal.bringing FILE KIND ADDRESS LANGUAGE WHY [--dry-run]`: a spreadsheet into the registry.

By the same actions as the pages; see `jialing registry import`.

Answers one line of JSON: what became of the rows, or an error's code and params for the command line to word.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jialing.errors import InputError, JialingError, NotAllowed, SourceError, WrongState

MOST_SAID = 50
"""Refused rows that are told with their reasons; all of them stand in the portal."""
BETWEEN_LOOKS = 0.5


def main(argv: Sequence[str] | None = None) -> int:
    """Bring the file. The exit code is that of the error's kind."""
    file, kind, address, lang, why, *more = sys.argv[1:] if argv is None else argv
    try:
        _require_database()
        answer = bring(Path(file), kind, address, lang=lang, why=why, is_dry="--dry-run" in more)
    except JialingError as error:
        params = {name: str(value) for name, value in error.params.items()}
        answer = {"error": error.code, "params": params, "kind": type(error).__name__}
        sys.stdout.write(json.dumps(answer) + "\n")
        return error.exit_code
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def _require_database() -> None:
    from jialing.portal.prepare import set_up

    set_up()
    from jialing.portal.migrated import is_migrated

    if not is_migrated():
        raise WrongState("registry.not_prepared")


def bring(file: Path, kind: str, address: str, *, lang: str, why: str, is_dry: bool) -> dict[str, Any]:
    """Check a spreadsheet in the name of a person and, unless ``is_dry``, import it; what became of its rows.

    Columns are taken as proposed from their headings and from what the person chose before. What was checked stands
    among the person's imports, where it can be imported or, once imported, undone.

    Raises
    ------
    InputError
        ``import.unknown_person`` (address); ``import.too_large`` (most, MB); what reading, columns and rows raise.
    NotAllowed
        Where the person may not import.
    SourceError
        ``import.file_not_read`` (path).
    """
    from django.utils import timezone

    from jialing.portal.importing.actions import begin_import, choose_columns, upload
    from jialing.portal.importing.columns import proposed
    from jialing.portal.importing.queries import choices_of
    from jialing.portal.importing.views.choosing import top_of

    by = _person(address)
    batch = upload(_content(file), name=file.name, kind=kind, by=by, why=why)
    top = top_of(batch, None, "")
    columns = proposed(kind, top.headings, choices_of(by.public_id, kind))
    _done(
        choose_columns(
            batch, sheet=top.sheet, header_row=top.header_row, headings=top.headings, columns=columns, by=by,
            now=timezone.now(),
        )
    )  # fmt: skip
    batch.refresh_from_db()
    if batch.fault_code:
        raise InputError(batch.fault_code, **batch.fault_params)
    if not is_dry and batch.n_created + batch.n_changed:
        _done(begin_import(batch, by=by, now=timezone.now()))
        batch.refresh_from_db()
    return _told(batch, lang, is_dry=is_dry)


def _person(address: str) -> Any:
    from django.utils import timezone

    from jialing.portal.accounts.models import User
    from jialing.portal.accounts.queries import viewer_of

    user = User.objects.filter(email__iexact=address.strip(), is_erased=False).first()
    if user is None:
        raise InputError("import.unknown_person", address=address[:100])
    by = viewer_of(user, timezone.localdate())
    if not by.is_signed_in:
        raise NotAllowed("import.not_yours")
    return by


def _content(file: Path) -> bytes:
    from jialing.portal.importing.limits import LARGEST

    try:
        if file.stat().st_size > LARGEST:
            raise InputError("import.too_large", most=LARGEST // 1024 // 1024)
        return file.read_bytes()
    except OSError as error:
        raise SourceError("import.file_not_read", path=str(file)) from error


def _done(asked: Any) -> None:
    """Do the job here, or wait for the worker that was quicker. Raises InputError with what it failed of."""
    from jialing.portal.jobs.enums import LIVE, JobState
    from jialing.portal.jobs.models import Job
    from jialing.portal.jobs.running import run_job

    job = Job.objects.get(pk=asked.pk)
    while job.state in LIVE:
        if job.state == JobState.WAITING and job.ticket is not None:
            run_job(job.pk, job.ticket)
        else:
            time.sleep(BETWEEN_LOOKS)
        job.refresh_from_db()
    if job.state != JobState.DONE:
        raise InputError(job.error_code or "import.stopped", **job.error_params)


def _told(batch: Any, lang: str, *, is_dry: bool) -> dict[str, Any]:
    from jialing.portal.importing.wording import said

    refused = batch.rows.filter(outcome="refused").order_by("number")[:MOST_SAID]
    rows = [
        {"row": row.number, "says": " · ".join(part for part in (one.column, one.text) if part)}
        for row in refused
        for one in (said(message, batch.kind, batch.columns, lang) for message in row.messages)
        if not one.is_note
    ]
    counts = {f"n_{name}": getattr(batch, f"n_{name}") for name in ("rows", "created", "changed", "same", "refused")}
    return {"import": batch.public_id, "state": batch.state, "is_dry_run": is_dry, **counts, "refused": rows}


if __name__ == "__main__":
    raise SystemExit(main())
