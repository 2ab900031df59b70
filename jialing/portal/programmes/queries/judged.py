"""What rules may know of a proposal: from the form, the team, the registry, other proposals; None is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import isnan
from typing import Any

from django.db.models import Q

from jialing.portal.programmes.enums import MemberState, ProjectState
from jialing.portal.programmes.models import Check, Project, Proposal, TeamMember
from jialing.portal.programmes.queries.proposals import side_of
from jialing.portal.programmes.rules.terms import form_of
from jialing.portal.registry.enums import OrganisationRelationKind
from jialing.portal.registry.lists.words import place_name
from jialing.portal.registry.models import Organisation as Registered
from jialing.procedure import Form, budget_totals, likeness
from jialing.procedure.rules import Facts, Holding, Member, Organisation, Party, Share

KINDS: Mapping[str, str] = {
    "education": "university", "facility": "institute", "company": "company", "healthcare": "hospital",
    "government": "government",
}  # fmt: skip
"""The registry's kinds as rules name them; every other known kind is ``other``."""
RUNNING = (ProjectState.AWARDED, ProjectState.RUNNING, ProjectState.SUSPENDED, ProjectState.EVALUATING)
THIS = "joint"
"""What rules call the programme itself."""


def rule_facts(proposal: Proposal) -> Facts:
    """All that is known of a proposal at the moment. Other programmes' lists are not searched here: unknown."""
    form = form_of(proposal.version.content)
    rows = _parties(proposal)
    known = {code: found for code, found in ((row[0], _registered(row[0], row[1])) for row in rows) if found}
    return Facts(
        filed_with=side_name(proposal.side) or None,
        members=tuple(_members(proposal)),
        parties=tuple(Party(code, role) for code, _, role in rows) or None,
        organisations={code: _organisation(found, proposal) for code, found in known.items()},
        money=tuple(_money(form, proposal)) or None if form else None,
        asked=_asked(form, proposal) if form else None,
        begins_on=_day(proposal.answers.get("begins_on")),
        ends_on=_day(proposal.answers.get("ends_on")),
        holdings=tuple(_holdings(proposal)),
        searched=frozenset({THIS}),
        checks={(one.subject, one.check_name): one.is_passed for one in Check.objects.filter(proposal=proposal)},
        similarity=_similarity(proposal),
    )


def side_name(place_id: str) -> str:
    """A side as rules name it: the place's English name in small letters; '' for an unknown place."""
    return place_name(place_id, "en").lower().replace(" ", "_") if place_id else ""


def _parties(proposal: Proposal) -> list[tuple[str, str, str]]:
    """(code or name, name, role) of each row of the form's parties; the applicant alone where there are none."""
    rows = proposal.answers.get("parties")
    found = []
    for row in rows if isinstance(rows, list) else []:
        body = row.get("organisation") if isinstance(row, Mapping) else None
        if isinstance(body, Mapping):
            code, name = str(body.get("code", "")), str(body.get("name_zh", ""))
            found.append((code or name, name, str(row.get("role", ""))))
    return found or [(proposal.applicant.uscc or proposal.applicant.public_id, proposal.applicant.name_zh, "lead")]


def _registered(code: str, name: str) -> Registered | None:
    """The registry's record of a code, else of a name that one record alone bears."""
    by_code = Registered.objects.filter(Q(uscc=code) | Q(public_id=code)).exclude(uscc="", public_id="").first()
    if by_code is not None or not name:
        return by_code
    named = list(Registered.objects.filter(Q(name_zh=name) | Q(name_en=name))[:2])
    return named[0] if len(named) == 1 else None


def _organisation(one: Registered, proposal: Proposal) -> Organisation:
    parents = one.relations.filter(kind=OrganisationRelationKind.PARENT).values_list("other__public_id", flat=True)
    return Organisation(
        name=one.name_in("zh"),
        side=side_name(side_of(proposal.call, one)),
        kind=KINDS.get(one.kind, "other") if one.kind else "",
        parents=tuple(parents) or None,
    )


def _members(proposal: Proposal) -> Iterator[Member]:
    for one in proposal.team.filter(state=MemberState.CONFIRMED).select_related("organisation"):
        body = one.organisation
        yield Member(one.who, one.name_zh or one.name_en, one.role, body.uscc or body.public_id)


def _money(form: Form, proposal: Proposal) -> Iterator[Share]:
    for field in form.fields():
        if field.kind == "budget" and proposal.answers.get(field.name):
            for party, units in budget_totals(field, proposal.answers).party.items():
                if units:
                    yield Share(party, units)


def _asked(form: Form, proposal: Proposal) -> int | None:
    sums = [
        budget_totals(field, proposal.answers).all_
        for field in form.fields()
        if field.kind == "budget" and proposal.answers.get(field.name)
    ]
    known = [one for one in sums if one is not None]
    return sum(known) if known and len(known) == len(sums) else None


def _holdings(proposal: Proposal) -> Iterator[Holding]:
    """Proposals on their way and projects not closed of the same people, of this programme."""
    people = list(proposal.team.exclude(who="").values_list("who", flat=True))
    others = TeamMember.objects.filter(who__in=people, state=MemberState.CONFIRMED).exclude(proposal=proposal)
    filed = others.filter(
        proposal__call__programme=proposal.call.programme_id, proposal__submitted_at__isnull=False
    ).select_related("proposal")  # fmt: skip
    projects = dict(
        Project.objects.filter(proposal__in=filed.values("proposal_id")).values_list("proposal_id", "state")
    )
    for one in filed:
        state = projects.get(one.proposal_id)
        word = "applied" if state is None else "running" if state in RUNNING else "closed"
        yield Holding(one.who, THIS, one.role, word, one.proposal.number)


def _similarity(proposal: Proposal) -> float | None:
    """The largest share of the text that stands in another filed proposal; None where nothing was written."""
    text = _text(proposal.answers)
    if not text:
        return None
    others = Proposal.objects.filter(submitted_at__isnull=False).exclude(pk=proposal.pk)
    texts = {one.public_id: _text(one.answers) for one in others.only("public_id", "answers").iterator()}
    share = likeness({proposal.public_id: text}, texts)[proposal.public_id].share
    return None if isnan(share) else share


def _text(answers: Any) -> str:
    """All the prose of answers."""
    if isinstance(answers, str):
        return answers if len(answers) > 40 else ""
    rows = answers.values() if isinstance(answers, Mapping) else answers if isinstance(answers, list) else ()
    return "\n".join(filter(None, map(_text, rows)))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
