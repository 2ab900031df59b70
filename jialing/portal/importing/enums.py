"""States of an import and what became of its rows."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class ImportKind(TextChoices):
    """What a spreadsheet may hold: names of kinds of record as the rules of access write them."""

    ORGANISATION = "organisation"
    PLATFORM = "platform"
    MEMBERSHIP = "membership"
    ZONE_ENTRY = "zone_entry"
    RECOGNITION = "recognition"


class BatchState(TextChoices):
    """Labels are phrases ``state.import_batch.<value>``."""

    UPLOADED = "uploaded"
    READ = "read"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


_S = BatchState
BATCH_MOVES: Mapping[str, frozenset[str]] = {
    _S.UPLOADED: frozenset({_S.READ}),
    _S.READ: frozenset({_S.READ, _S.CHECKED, _S.FAILED}),
    _S.CHECKED: frozenset({_S.READ, _S.IMPORTING}),
    _S.IMPORTING: frozenset({_S.IMPORTING, _S.IMPORTED, _S.UNDOING}),
    _S.IMPORTED: frozenset({_S.UNDOING}),
    _S.UNDOING: frozenset({_S.UNDOING, _S.UNDONE}),
    _S.UNDONE: frozenset({_S.UNDOING}),
    _S.FAILED: frozenset({_S.READ}),
}
"""What may follow what. Columns may be chosen anew until something is written; what was stopped goes on."""


class Outcome(TextChoices):
    """What a row came to: a new record, a change, nothing to do, or refused."""

    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
