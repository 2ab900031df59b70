"""The team of a proposal: asked by the applicant, agreed to by each member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.enums import MemberRole, MemberState
from jialing.portal.programmes.models import Proposal, TeamMember
from jialing.portal.programmes.rules.terms import workflow_of
from jialing.portal.registry.models import Organisation
from jialing.procedure import may_write

LIVE = (MemberState.INVITED, MemberState.CONFIRMED)


@transaction.atomic
def invite(
    proposal: Proposal, *, names: Mapping[str, str], organisation: Organisation, by: Viewer, email: str = "",
    role: str = MemberRole.MEMBER,
) -> TeamMember:  # fmt: skip
    """Ask somebody to take part. Only somebody with an account can agree: ``email`` finds it, '' leaves it open.

    Whether an address has an account is not told: the member stands there either way and waits.

    Raises
    ------
    NotAllowed, InputError
        ``team.name_missing``; ``team.lead_stays`` for a second lead; ``team.there_already``.
    WrongState
        ``team.closed`` (state): members are asked while the proposal is written.
    """
    require(by, "proposal.invite", proposal)
    _require_writing(proposal)
    given = {name: names.get(name, "").strip() for name in ("name_en", "name_zh")}
    if not any(given.values()):
        raise InputError("team.name_missing")
    if role == MemberRole.LEAD:
        raise InputError("team.lead_stays")
    who = User.objects.filter(email__iexact=email.strip(), is_active=True).first() if email.strip() else None
    if proposal.team.filter(state__in=LIVE, organisation=organisation, **given).exists():
        raise InputError("team.there_already")
    member = TeamMember.objects.create(
        proposal=proposal, organisation=organisation, role=role, who=who.public_id if who else "", **given
    )
    audit(by.public_id, "team.invited", member)
    return member


@transaction.atomic
def answer_invitation(member: TeamMember, *, agrees: bool, by: Viewer, at: datetime, seen: int) -> TeamMember:
    """Agree to take part, or not; changed again until the proposal is filed. Raises as :func:`invite`."""
    require(by, "team_member.answer", member)
    _require_writing(member.proposal)
    next_edition(member, seen=seen)
    member.state, member.answered_at = MemberState.CONFIRMED if agrees else MemberState.DECLINED, at
    member.save()
    audit(by.public_id, f"team.{member.state}", member)
    return member


@transaction.atomic
def remove(member: TeamMember, *, by: Viewer, seen: int) -> TeamMember:
    """Take a member out; the lead stays. Raises as :func:`invite`."""
    require(by, "team_member.remove", member)
    _require_writing(member.proposal)
    if member.role == MemberRole.LEAD:
        raise InputError("team.lead_stays")
    next_edition(member, seen=seen)
    member.state = MemberState.REMOVED
    member.save()
    audit(by.public_id, "team.removed", member)
    return member


def _require_writing(proposal: Proposal) -> None:
    """Members change while the call's workflow lets the applicant write."""
    workflow = workflow_of(proposal.version.content)
    if not may_write(workflow, proposal.state, ["applicant"]):
        raise WrongState("team.closed", state=workflow.states[proposal.state].words.en)
