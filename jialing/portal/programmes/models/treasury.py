"""Statements of the treasury as they came in, with what became of each row."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record
from jialing.portal.programmes.enums import StatementState
from jialing.portal.programmes.models.pots import Programme
from jialing.portal.registry.models.columns import account, holds, standing, words


class TreasuryStatement(Record):
    """A file of the treasury. The same content of one programme is kept once (``digest``, SHA-256).

    ``rows`` holds [number in the file, voucher, day (ISO 8601), order, payee, smallest units, outcome] of each row;
    outcome null = not yet looked at, '' = entered, ``known`` = had been entered, else the code of its difference.
    """

    programme: models.ForeignKey = models.ForeignKey(Programme, models.PROTECT, related_name="statements")
    file_name: models.CharField = words(200)
    digest: models.CharField = models.CharField(max_length=64)
    by: models.CharField = account()
    rows: models.JSONField = models.JSONField(default=list, blank=True)
    state: models.CharField = standing(StatementState.BEGUN)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            holds("state", StatementState, "treasury_statement_state"),
            models.UniqueConstraint(fields=("programme", "digest"), name="treasury_statement_once"),
        )

    def __str__(self) -> str:
        return self.file_name
