"""Documents about records: taken in after inspection, stored outside the web root, withdrawn but never lost."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import models, transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import claim, save
from jialing.portal.registry.actions.work import done_before, once_named
from jialing.portal.registry.enums import DocumentState, RecordKind
from jialing.portal.registry.models import Document
from jialing.portal.registry.queries.records import record_kind
from jialing.portal.registry.rules.contents import inspected
from jialing.portal.registry.rules.moves import require_state

CHUNK = 1024 * 1024


def folder() -> Path:
    """Where documents lie: in the data folder, which no address serves."""
    return Path(settings.DATA) / "documents"


def path_of(document: Document) -> Path:
    """The file of a document."""
    return folder() / str(document.stored_as)[:2] / str(document.stored_as)


@transaction.atomic
def attach(
    record: models.Model,
    stream: BinaryIO,
    *,
    name: str,
    size: int,
    is_unclassified: bool,
    by: Viewer,
    act: str,
    title: str = "",
    purpose: str = "",
    once: str = "",
) -> Document:
    """Keep a file about a record; ``act`` is the record's act of attaching (``platform.attach``).

    The row is written first, the file synced before the transaction ends: a row without its file does not come about,
    a file without a row is harmless and never served. ``once`` is the public id that the form proposed: sent twice, it
    is kept once.

    Raises InputError ``document.not_declared`` without the declaration that nothing classified is in it, and what
    :func:`rules.contents.inspected` raises.
    """
    require(by, act, record)
    if not is_unclassified:
        raise InputError("document.not_declared")
    if before := done_before(Document, once, record, by):
        return before
    content = inspected(name, size, stream)
    stored_as = secrets.token_hex(24)
    digest = _store(stream, stored_as)
    document = Document(
        about_kind=record_kind(record), about_id=record.pk, title=title[:300] or content.file_name, purpose=purpose,
        file_name=content.file_name, media_type=content.media_type, size=size, sha256=digest, stored_as=stored_as,
        is_unclassified=True, by=by.public_id, **once_named(once),
    )  # fmt: skip
    save(document, by=by)
    audit(by.public_id, "document.attached", document, sha256=digest, size=size)
    return document


def _store(stream: BinaryIO, stored_as: str) -> str:
    """Write the file aside, sync it, name it; returns its SHA-256."""
    goal = folder() / stored_as[:2] / stored_as
    goal.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    aside = goal.with_suffix(".part")
    with aside.open("wb") as out:
        while piece := stream.read(CHUNK):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    aside.rename(goal)
    return digest.hexdigest()


@transaction.atomic
def withdraw_document(document: Document, *, by: Viewer, why: str, seen: int | None = None) -> Document:
    """A document is no longer served. Raises InputError ``registry.why_missing``."""
    require(by, "document.withdraw", document)
    require_state(document.state, DocumentState.ACTIVE)
    if not why.strip():
        raise InputError("registry.why_missing")
    claim(document, seen)
    document.state, document.withdrawn_why = DocumentState.WITHDRAWN, why
    save(document, by=by)
    audit(by.public_id, "document.withdrawn", document, why=why)
    return document


def forget_documents(kind: RecordKind, keys: Iterable[int]) -> None:
    """Take away files that were kept about somebody who is erased: the row stays, without what it was called."""
    rows = Document.objects.filter(about_kind=kind, about_id__in=list(keys))
    for path in [path_of(row) for row in rows]:
        transaction.on_commit(partial(path.unlink, missing_ok=True))
    rows.update(state=DocumentState.WITHDRAWN, withdrawn_why="-", title="-", file_name="-", purpose="")
