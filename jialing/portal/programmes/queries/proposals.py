"""Questions about proposals: where they stand, what somebody is to them, what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from jialing.portal.accounts.models import User
from jialing.portal.common.access import Viewer, area_prefix, stands
from jialing.portal.programmes.enums import MemberState, Outcome
from jialing.portal.programmes.models import Call, Funder, Proposal
from jialing.portal.programmes.rules.terms import form_of, workflow_of
from jialing.portal.registry.models import Organisation
from jialing.procedure import Case, Fact, Offer, Who, check_answers, is_complete, moves_now

NOTHING: Mapping[str, Fact] = MappingProxyType({})
ACTORS: Mapping[str, tuple[str, ...]] = {
    "applicant": ("applicant",),
    "team": ("team_member",),
    "institution": ("institution",),
    "recommender": ("recommender",),
    "own_department": ("own_department", "officer", "approver"),
    "other_department": ("other_department", "officer", "approver"),
}
"""What a viewer is to a proposal, and the actors of workflows that it makes of them.

The joint office is the officers of both sides; that two of them decide is said by the workflow (``other_person``).
"""


def case_of(proposal: Proposal) -> Case:
    """Where a proposal stands, as procedure takes it."""
    return Case(
        state=proposal.state,
        entered_at=proposal.entered_at,
        seen_at=proposal.seen_at,
        edition=proposal.n_moves,
        counters=proposal.counters,
        taken_by=proposal.taken_by,
        facts=proposal.facts,
        digest=workflow_of(proposal.version.content).digest,
    )


def actors_of(viewer: Viewer, proposal: Proposal) -> frozenset[str]:
    """The actors of the workflow that somebody is to a proposal."""
    found = {actor for name, actors in ACTORS.items() if stands(viewer, proposal, name) for actor in actors}
    owner = proposal.call.owner_id
    found |= {"owner"} if owner is not None and owner in viewer.organisation_ids else set()
    return frozenset(found | ({"auditor"} if "auditor" in viewer.roles else set()))


def offers(viewer: Viewer, proposal: Proposal, at: datetime) -> tuple[Offer, ...]:
    """The moves of this person now, each with what stands against it."""
    who = Who(viewer.public_id, actors_of(viewer, proposal))
    return moves_now(workflow_of(proposal.version.content), case_of(proposal), who, at, facts_of(proposal))


def facts_of(proposal: Proposal, *, given: Mapping[str, Fact] = NOTHING) -> dict[str, Fact]:
    """What is known of a proposal at the moment, by the names that workflows use; what is missing is unknown.

    ``given`` is what comes with a move: its reason, the numbers of documents.
    """
    team = list(proposal.team.values_list("state", flat=True))
    form = form_of(proposal.version.content)
    found: dict[str, Fact] = {
        "team.confirmed": MemberState.INVITED not in team and MemberState.CONFIRMED in team,
        **_of_rules(proposal),
    }
    if form is not None:
        found["form.proposal"] = is_complete(check_answers(form, proposal.answers))
    return {**found, **given}


def names_of(public_id: str) -> dict[str, str]:
    """An account's names, ``name_en`` and ``name_zh``; its public id where it has none."""
    found = User.objects.filter(public_id=public_id).values("name_en", "name_zh").first()
    return found if found and any(found.values()) else {"name_en": public_id, "name_zh": ""}


def side_of(call: Call, organisation: Organisation) -> str:
    """The place of the funder whose department an organisation files with: the nearest that it lies in; '' if none."""
    places = Funder.objects.filter(appropriations__programme=call.programme_id).values_list("place_id", flat=True)
    around = {one for one in places if one and organisation.place_id.startswith(area_prefix(one))}
    return max(around, key=lambda one: len(area_prefix(one)), default="")


def _of_rules(proposal: Proposal) -> dict[str, Fact]:
    """``rules.<occasion>``: whether every rule of it passes or was overridden; unknown before they were asked."""
    found: dict[str, Fact] = {}
    for occasion, outcome, who in proposal.rule_results.values_list("occasion", "outcome", "overridden_by"):
        is_good = outcome == Outcome.PASS or bool(who)
        found[f"rules.{occasion}"] = is_good and found.get(f"rules.{occasion}", True) is True
    return found
