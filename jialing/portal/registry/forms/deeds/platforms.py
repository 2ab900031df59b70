"""What may be done to platforms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jialing.errors import WrongState
from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import platforms
from jialing.portal.registry.actions.platform_merges import merge_platforms, undo_platform_merge
from jialing.portal.registry.enums import PLATFORM_MOVES, PartyRole
from jialing.portal.registry.forms.deeds.asked import (
    DOCUMENT,
    ON,
    WHY,
    WHY_NEEDED,
    Deed,
    Input,
    Values,
    an_organisation,
    moved,
    next_state,
    values_of,
)
from jialing.portal.registry.models import Platform


def _add_party(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return platforms.add_party(record, values["organisation"], values["role"], by=by, since=values["on"])


def _merge(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    return merge_platforms(values["platform"], record, by=by, why=values["why"], seen=seen).kept


def _merges(record: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """What was merged into the platform and still is, by name."""
    rows = record.merges.filter(undone_at=None).select_related("other")
    return tuple((row.other.public_id, _name(row.other, lang)) for row in rows)


def _name(one: Any, lang: str) -> str:
    return str((one.name_zh or one.name_en) if lang == "zh" else (one.name_en or one.name_zh))


def _unmerge(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    merge = record.merges.filter(undone_at=None, other__public_id=values["merge"]).first()
    if merge is None:
        raise WrongState("registry.undone_already")
    return undo_platform_merge(merge, by=by, why=values["why"], at=timezone.now())


DEEDS: Mapping[str, Deed] = {
    "platform.merge": Deed((Input("platform", "record", is_required=True, model=Platform), WHY_NEEDED), _merge),
    "platform.unmerge": Deed(
        (Input("merge", "choice", is_required=True, rows=_merges), WHY_NEEDED),
        _unmerge,
        is_of_use=lambda record: record.merges.filter(undone_at=None).exists(),
    ),
    "platform.move": Deed(
        (next_state(PLATFORM_MOVES, "registry.platform_state"), ON, DOCUMENT, WHY), moved(platforms.move_platform)
    ),
    "platform.party": Deed(
        (
            an_organisation(),
            Input("role", "choice", is_required=True, options=values_of(PartyRole), codes="registry.party_role"),
            ON,
        ),
        _add_party,
    ),
}
