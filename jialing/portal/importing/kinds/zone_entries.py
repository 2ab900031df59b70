"""What stands in zones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from jialing.errors import InputError, WrongState
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.kinds.base import Importer, Setting, columns
from jialing.portal.registry.enums import ZoneEntryState
from jialing.portal.registry.models import ZoneEntry

_S = ZoneEntryState
_STEPS: tuple[tuple[str, str, str], ...] = (
    (_S.APPLIED, "zone_entry.approve", "decided_on"),
    (_S.APPROVED, "zone_entry.confirm", "entered_on"),
    (_S.ENTERED, "zone_entry.leave", "left_on"),
)
"""State, the act that ends it, the day that says so."""
_ORDER = (_S.APPLIED, _S.APPROVED, _S.ENTERED, _S.LEFT)
_BY_ACT = frozenset({"state", "decided_on", "entered_on", "left_on", "document_number"})


class ZoneEntries(Importer):
    """By zone and organisation or platform. Its days say how far it has come."""

    kind = "zone_entry"
    references = {"zone": "zone", "organisation": "organisation", "platform": "platform"}
    ordered = (("applied_on", "decided_on"), ("decided_on", "entered_on"), ("entered_on", "left_on"))

    def match(self, drafts: Sequence[Draft], setting: Setting) -> None:  # noqa: ARG002 - other kinds ask who
        keys = [_key(one) for one in drafts if _is_whole(one)]
        subjects = Q(organisation__in={pk for _, kind, pk in keys if kind == "organisation"})
        subjects |= Q(platform__in={pk for _, kind, pk in keys if kind == "platform"})
        rows = ZoneEntry.objects.filter(subjects, zone__in={zone for zone, _, _ in keys}).order_by("pk")
        there: dict[tuple[int, str, int], Any] = {}
        for row in rows.select_related("zone", "organisation", "platform"):
            kind = "organisation" if row.organisation_id else "platform"
            key = (row.zone_id, kind, row.organisation_id or row.platform_id)
            if key not in there or row.state in _ORDER[:3]:
                there[key] = row
        for draft in drafts:
            if _is_whole(draft):
                draft.record = there.get(_key(draft))

    def plan(self, draft: Draft, setting: Setting) -> None:
        if not _is_whole(draft):
            _say_what_lacks(draft)
            return
        values = columns(ZoneEntry, draft.values)
        self.check_days(draft, draft.record)
        if draft.record is None:
            after = _reached(values)
            self._require_days(draft, values, after)
            draft.made = ZoneEntry(**{"is_invented": setting.is_invented, **values}, state=after)
            draft.made.applied_on = draft.made.applied_on or (setting.on if after == _S.APPLIED else None)
            draft.needs = [("zone.enter", ""), *_needs(_S.APPLIED, after)]
            return
        self._there(draft, values)

    def _there(self, draft: Draft, values: dict[str, Any]) -> None:
        record = draft.record
        draft.take(record, values)
        if not draft.writes:
            return
        if record.state not in _ORDER[:3]:
            raise WrongState("import.entry_ended")
        days = {name: getattr(record, name) for _, _, name in _STEPS}
        after = _reached(days | values)
        if after != record.state and _ORDER.index(after) > _ORDER.index(record.state):
            draft.needs += _needs(record.state, after)
            draft.writes["state"] = after
            draft.by_act = _BY_ACT

    def _require_days(self, draft: Draft, values: dict[str, Any], after: str) -> None:
        """What has entered was approved on a day: counts of a zone ask for it."""
        if after in (_S.ENTERED, _S.LEFT) and not values.get("decided_on"):
            draft.refuse(InputError("import.needed_for_new"), "decided_on")

    def key(self, draft: Draft) -> str:
        return " ".join(map(str, _key(draft))) if _is_whole(draft) else ""


def _is_whole(draft: Draft) -> bool:
    values = draft.values
    return bool(values.get("zone")) and bool(values.get("organisation")) != bool(values.get("platform"))


def _say_what_lacks(draft: Draft) -> None:
    if not draft.given.get("zone"):
        draft.refuse(InputError("form.missing"), "zone")
    values = draft.values
    if values.get("organisation") and values.get("platform"):
        draft.refuse(InputError("import.one_of_two"), "platform")
    elif not any(draft.given.get(name) for name in ("organisation", "platform", "uscc")):
        draft.refuse(InputError("import.one_of_two"), "organisation")


def _key(draft: Draft) -> tuple[int, str, int]:
    kind = "organisation" if draft.values.get("organisation") else "platform"
    return draft.values["zone"].pk, kind, draft.values[kind].pk


def _reached(values: dict[str, Any]) -> str:
    if values.get("left_on"):
        return _S.LEFT
    if values.get("entered_on"):
        return _S.ENTERED
    return _S.APPROVED if values.get("decided_on") else _S.APPLIED


def _needs(before: str, after: str) -> list[tuple[str, str]]:
    passed = _ORDER[_ORDER.index(before) : _ORDER.index(after)]
    return [(act, str(state)) for state, act, _ in _STEPS if state in passed]
