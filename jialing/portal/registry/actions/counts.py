"""Keeping one's own count: a name, what is counted, the conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import refusal
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.queries.counting import require_conditions


@dataclass(frozen=True)
class NewCount:
    """A count as somebody defines it; ``said`` is the figure that was published for ``said_on``, None for none."""

    subject: str
    name_en: str
    name_zh: str
    conditions: Sequence[Mapping[str, Any]]
    text_en: str = ""
    text_zh: str = ""
    said_on: date | None = None
    said: int | None = None
    said_by: str = ""


@transaction.atomic
def keep_count(wanted: NewCount, *, by: Viewer) -> SavedCount:
    """Keep a count under an address of its own.

    Raises InputError ``count.no_condition`` without any, ``registry.name_missing``, what
    :func:`require_conditions` raises.
    """
    require(by, "saved_count.create")
    if not wanted.conditions:
        raise InputError("count.no_condition")
    require_conditions(wanted.subject, wanted.conditions)
    kept = SavedCount(
        name_en=wanted.name_en, name_zh=wanted.name_zh, subject=wanted.subject, text_en=wanted.text_en,
        text_zh=wanted.text_zh, conditions=[dict(one) for one in wanted.conditions], said_on=wanted.said_on,
        said=wanted.said, said_by=wanted.said_by, by=by.public_id,
    )  # fmt: skip
    kept.slug = f"count-{kept.public_id}".lower()
    _save(kept)
    audit(by.public_id, "saved_count.kept", kept, conditions=[str(one["condition"]) for one in wanted.conditions])
    return kept


def _save(kept: SavedCount) -> None:
    try:
        kept.full_clean()
    except ValidationError as error:
        raise refusal(error) from error
    kept.save()
