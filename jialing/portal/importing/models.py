"""Imports, their rows, and which headings a person chose for which columns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Record, Row
from jialing.portal.importing.enums import BatchState, ImportKind, Outcome


class ImportBatch(Record):
    """A spreadsheet brought in: the file by its SHA-256, how it is read, what became of it.

    ``columns`` maps a field to the position of its column, the first is 0. ``by`` is the public id of who brought it,
    ``job`` that of the job at work on it now or last. Counts are those of the check until the import, then of the
    import. ``fault_code`` says why the file cannot be read.
    """

    kind: models.CharField = models.CharField(max_length=40, choices=ImportKind)
    file_name: models.CharField = models.CharField(max_length=200)
    sha256: models.CharField = models.CharField(max_length=64, db_index=True)
    size: models.PositiveBigIntegerField = models.PositiveBigIntegerField()
    by: models.CharField = models.CharField(max_length=64, db_index=True)
    why: models.TextField = models.TextField(blank=True, default="")
    state: models.CharField = models.CharField(max_length=10, choices=BatchState, default=BatchState.UPLOADED)
    sheet: models.CharField = models.CharField(max_length=200, blank=True, default="")
    header_row: models.PositiveIntegerField = models.PositiveIntegerField(default=1)
    columns: models.JSONField = models.JSONField(default=dict)
    job: models.CharField = models.CharField(max_length=20, blank=True, default="")
    n_rows: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    n_created: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    n_changed: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    n_same: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    n_refused: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    n_undone: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    n_kept: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    fault_code: models.CharField = models.CharField(max_length=100, blank=True, default="")
    fault_params: models.JSONField = models.JSONField(default=dict)
    imported_at: models.DateTimeField = models.DateTimeField(null=True)
    undone_at: models.DateTimeField = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="import_batch_kind"),
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="import_batch_state"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id} ({self.state})"


class ImportRow(Row):
    """A row of the sheet (``number`` as the spreadsheet counts) and what became of it.

    ``given`` holds the text of each field's cell; ``record`` the public id of the record meant; ``changed`` each field
    as ``[before, after]``, plain values that lead back; ``edition_seen`` the record's edition when the row was checked,
    ``edition_after`` the one that the import wrote. ``messages`` are codes with params and the field they speak of.
    ``n_beside`` counts the rows that were written beside a new record (names, events, parties).
    ``kept_code`` says why an undo left the record as it is.
    """

    batch: models.ForeignKey = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number: models.PositiveIntegerField = models.PositiveIntegerField()
    given: models.JSONField = models.JSONField(default=dict)
    outcome: models.CharField = models.CharField(max_length=10, choices=Outcome)
    record: models.CharField = models.CharField(max_length=20, blank=True, default="", db_index=True)
    changed: models.JSONField = models.JSONField(default=dict)
    edition_seen: models.PositiveIntegerField = models.PositiveIntegerField(null=True)
    edition_after: models.PositiveIntegerField = models.PositiveIntegerField(null=True)
    messages: models.JSONField = models.JSONField(default=list)
    is_written: models.BooleanField = models.BooleanField(default=False)
    is_undone: models.BooleanField = models.BooleanField(default=False)
    n_beside: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    kept_code: models.CharField = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "number"), name="import_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="import_row_outcome"),
        )
        indexes = (models.Index(fields=("batch", "outcome", "number"), name="import_row_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number} {self.outcome}"


class ColumnChoice(models.Model):
    """What a person once said a heading means: proposed first the next time. ``field`` '' = leave it out."""

    who: models.CharField = models.CharField(max_length=64)
    kind: models.CharField = models.CharField(max_length=40)
    heading: models.CharField = models.CharField(max_length=200)
    field: models.CharField = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("who", "kind", "heading"), name="column_choice_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.heading} -> {self.field}"
