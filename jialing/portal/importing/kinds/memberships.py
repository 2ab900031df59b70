"""Members of alliances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jialing.errors import InputError, WrongState
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.kinds.base import Importer, Setting, columns
from jialing.portal.registry.enums import BallotState, MembershipState
from jialing.portal.registry.models import Ballot, Membership

_LIVE = (MembershipState.APPLIED, MembershipState.ADMITTED)


class Memberships(Importer):
    """By alliance and organisation. A day of joining admits, one of leaving ends; without, it is an application."""

    kind = "membership"
    references = {"alliance": "alliance", "organisation": "organisation"}
    ordered = (("joined_on", "left_on"),)

    def match(self, drafts: Sequence[Draft], setting: Setting) -> None:  # noqa: ARG002 - other kinds ask who
        pairs = {(one.values["alliance"].pk, one.values["organisation"].pk): one for one in drafts if _pair(one)}
        rows = Membership.objects.filter(
            alliance__in={alliance for alliance, _ in pairs}, organisation__in={pk for _, pk in pairs}
        )
        there: dict[tuple[int, int], Any] = {}
        for row in rows.select_related("alliance", "organisation").order_by("pk"):
            key = (row.alliance_id, row.organisation_id)
            if key not in there or row.state in _LIVE:
                there[key] = row
        for draft in drafts:
            if _pair(draft):
                draft.record = there.get((draft.values["alliance"].pk, draft.values["organisation"].pk))

    def plan(self, draft: Draft, setting: Setting) -> None:
        if not _pair(draft):
            for field in self.references:
                if not draft.given.get(field) and not (field == "organisation" and draft.given.get("uscc")):
                    draft.refuse(InputError("form.missing"), field)
            return
        values = columns(Membership, draft.values)
        self.check_days(draft, draft.record)
        if draft.record is None:
            self._new(draft, values, setting)
        else:
            self._there(draft, values)

    def _new(self, draft: Draft, values: dict[str, Any], setting: Setting) -> None:
        state = _state(values)
        made = Membership(
            **{"is_invented": setting.is_invented, "applied_on": setting.on if state == "applied" else None, **values}
        )
        made.state = state
        draft.made = made
        draft.needs = _needs(MembershipState.APPLIED, state)
        draft.needs.insert(0, ("alliance.apply", ""))
        if state != MembershipState.APPLIED:
            _require_no_vote(made)

    def _there(self, draft: Draft, values: dict[str, Any]) -> None:
        record = draft.record
        draft.take(record, values)
        after = _state({"joined_on": record.joined_on, "left_on": record.left_on, **values})
        if record.state in _LIVE and after != record.state and after != MembershipState.APPLIED:
            if record.state == MembershipState.APPLIED:
                _require_no_vote(record)
            draft.needs += _needs(record.state, after)
            draft.writes["state"] = after
            draft.by_act = frozenset({"state", "joined_on", "left_on"})
        elif record.state not in _LIVE and draft.writes:
            raise WrongState("import.membership_ended")
        if set(draft.writes) - draft.by_act:
            draft.needs.append(("membership.edit", str(record.state)))

    def key(self, draft: Draft) -> str:
        return f"{draft.values['alliance'].pk} {draft.values['organisation'].pk}" if _pair(draft) else ""


def _pair(draft: Draft) -> bool:
    return bool(draft.values.get("alliance") and draft.values.get("organisation"))


def _state(values: dict[str, Any]) -> str:
    if values.get("left_on"):
        return MembershipState.LEFT
    return MembershipState.ADMITTED if values.get("joined_on") else MembershipState.APPLIED


def _needs(before: str, after: str) -> list[tuple[str, str]]:
    needs = []
    if before == MembershipState.APPLIED and after != MembershipState.APPLIED:
        needs.append(("membership.admit", str(MembershipState.APPLIED)))
    if after == MembershipState.LEFT:
        needs.append(("membership.leave", str(MembershipState.ADMITTED)))
    return needs


def _require_no_vote(membership: Any) -> None:
    """Where the charter wants a vote, a spreadsheet does not stand in for it."""
    if membership.alliance.votes_on_admission:
        carried = Ballot.objects.filter(membership=membership.pk, state=BallotState.CARRIED) if membership.pk else None
        if carried is None or not carried.exists():
            raise WrongState("registry.vote_first")
