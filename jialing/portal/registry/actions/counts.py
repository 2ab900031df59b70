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
from jialing.portal.registry.actions.changing import change, refusal
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.queries.counting import place_counted, require_conditions


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
    kept = SavedCount(subject=wanted.subject, by=by.public_id, **_values(wanted))
    kept.slug = f"count-{kept.public_id}".lower()
    _save(kept)
    audit(by.public_id, "saved_count.kept", kept, conditions=[str(one["condition"]) for one in wanted.conditions])
    return kept


def edit_count(saved: SavedCount, wanted: NewCount, *, by: Viewer, seen: int | None = None) -> SavedCount:
    """Change what a count is called, says and counts; of what it counts records (``subject``) stays.

    Whoever keeps it, an administrator, or the officer of the one place that it speaks of. The audit holds the
    conditions before and after: a published figure must not change its meaning unseen.

    Raises InputError as :func:`keep_count`; NotAllowed; WrongState ``record.changed_meanwhile``.
    """
    before = saved.conditions
    with transaction.atomic():
        change(saved, _values(wanted), by=by, act="saved_count.edit", code="saved_count.changed", seen=seen)
        if saved.conditions != before:
            audit(by.public_id, "saved_count.redefined", saved, before=before, after=saved.conditions)
    return saved


def _values(wanted: NewCount) -> dict[str, Any]:
    if not wanted.conditions:
        raise InputError("count.no_condition")
    require_conditions(wanted.subject, wanted.conditions)
    return {
        "name_en": wanted.name_en, "name_zh": wanted.name_zh, "text_en": wanted.text_en, "text_zh": wanted.text_zh,
        "conditions": [dict(one) for one in wanted.conditions], "said_on": wanted.said_on, "said": wanted.said,
        "said_by": wanted.said_by, "place_id": place_counted(wanted.conditions),
    }  # fmt: skip


def _save(kept: SavedCount) -> None:
    try:
        kept.full_clean()
    except ValidationError as error:
        raise refusal(error) from error
    kept.save()
