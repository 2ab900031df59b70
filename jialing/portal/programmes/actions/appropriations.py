"""Lines of a funder's budget: added, and changed while no money hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.models import Appropriation, Funder, OrderLine, Programme

FIELDS = ("year", "budget_item", "authority", "document_number", "origin", "reach")


def add_appropriation(
    values: Mapping[str, Any], *, programme: Programme, funder: Funder, by: Viewer
) -> Appropriation:  # fmt: skip
    """Add a line with the values of :data:`FIELDS`.

    Raises InputError ``ledger.line_twice`` where the funder has this item of this year and origin already;
    NotAllowed ``access.not_allowed``.
    """
    try:
        with transaction.atomic():
            line = Appropriation.objects.create(programme=programme, funder=funder, **_known(values))
            require(by, "appropriation.create", line)
            audit(by.public_id, "appropriation.added", line)
            return line
    except IntegrityError:
        raise InputError("ledger.line_twice") from None


def change_appropriation(line: Appropriation, values: Mapping[str, Any], *, by: Viewer, seen: int) -> Appropriation:
    """Change a line that no money and no order hangs on.

    Raises WrongState ``ledger.line_in_use``, ``record.changed_meanwhile``; else as :func:`add_appropriation`.
    """
    require(by, "appropriation.change", line)
    try:
        with transaction.atomic():
            if is_in_use(line):
                raise WrongState("ledger.line_in_use")
            next_edition(line, seen=seen)
            for name, value in _known(values).items():
                setattr(line, name, value)
            line.save()
            audit(by.public_id, "appropriation.changed", line)
            return line
    except IntegrityError:
        raise InputError("ledger.line_twice") from None


def is_in_use(line: Appropriation) -> bool:
    """Whether money lies on a line or an order names it."""
    return bool(line.accounts.exists()) or OrderLine.objects.filter(line=line).exists()


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in FIELDS}
