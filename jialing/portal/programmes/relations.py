"""What a viewer can be to programmes: their money, calls and proposals."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from jialing.portal.common.access import Viewer, held_within, relation
from jialing.portal.programmes.enums import CallState, MemberState
from jialing.portal.programmes.models import Appropriation, TeamMember

OFFICER = "programme_officer"


def _officer_of(path: str) -> Callable[[Viewer], Q | None]:
    """The programme officer of the funder's place; nobody's where it is unknown."""
    return lambda viewer: None if (within := held_within(viewer, OFFICER, path)) is None else within & ~Q(**{path: ""})


for _kind, _path in {"order": "funder__place_id", "appropriation": "funder__place_id", "funder": "place_id"}.items():
    relation(_kind, "officer_here")(_officer_of(_path))


PROGRAMME = {
    "programme": "pk",
    "entry": "programme_id",
    "treasury_statement": "programme_id",
    "call": "programme_id",
    "topic": "call__programme_id",
    "question": "call__programme_id",
}


def _officer_of_programme(path: str) -> Callable[[Viewer], Q | None]:
    """The officer of any of those who fund the programme: the treasury pays for all of them."""

    def condition(viewer: Viewer) -> Q | None:
        within = held_within(viewer, OFFICER, "funder__place_id")
        if within is None:
            return None
        funded = Appropriation.objects.filter(within & ~Q(funder__place_id="")).values("programme_id")
        return Q(**{f"{path}__in": funded})

    return condition


for _kind, _path in PROGRAMME.items():
    relation(_kind, "officer_here")(_officer_of_programme(_path))


@relation("order", "asker")
def _asker(viewer: Viewer) -> Q | None:
    return Q(by=viewer.public_id) if viewer.is_signed_in else None


@relation("question", "asker")
def _asker_of_question(viewer: Viewer) -> Q | None:
    return Q(asked_by=viewer.public_id) if viewer.is_signed_in else None


@relation("topic", "published")
def _published(_: Viewer) -> Q:
    return ~Q(call__state=CallState.DRAFT)


def _of_proposal(path: str) -> None:
    """Who is what to a proposal, for it and for what hangs on it (``path`` leads there)."""
    kind = {"": "proposal", "proposal__": ""}[path]
    for one in (kind,) if kind else ("team_member", "rule_result"):
        for name, condition in _PROPOSAL.items():
            relation(one, name)(_at(path, condition))


def _at(path: str, condition: Callable[[Viewer, str], Q | None]) -> Callable[[Viewer], Q | None]:
    return lambda viewer: condition(viewer, path)


def _applicant(viewer: Viewer, path: str) -> Q | None:
    return Q(**{f"{path}by": viewer.public_id}) if viewer.is_signed_in else None


def _member(state: str) -> Callable[[Viewer, str], Q | None]:
    def condition(viewer: Viewer, path: str) -> Q | None:
        if not viewer.is_signed_in:
            return None
        mine = TeamMember.objects.filter(who=viewer.public_id, state=state).values("proposal_id")
        return Q(**{f"{path}pk__in": mine})

    return condition


def _team(viewer: Viewer, path: str) -> Q | None:
    mine, asked = _applicant(viewer, path), _member(MemberState.CONFIRMED)(viewer, path)
    return None if mine is None or asked is None else mine | asked


def _body(field: str) -> Callable[[Viewer, str], Q | None]:
    """Who stands for the organisation, once the proposal was filed."""

    def condition(viewer: Viewer, path: str) -> Q | None:
        if not viewer.organisation_ids:
            return None
        return Q(**{f"{path}{field}__in": viewer.organisation_ids, f"{path}submitted_at__isnull": False})

    return condition


def _own_department(viewer: Viewer, path: str) -> Q | None:
    within = held_within(viewer, OFFICER, f"{path}side")
    known = Q(**{f"{path}submitted_at__isnull": False}) & ~Q(**{f"{path}side": ""})
    return None if within is None else within & known


def _other_department(viewer: Viewer, path: str) -> Q | None:
    of_programme = _officer_of_programme(f"{path}call__programme_id")(viewer)
    return None if of_programme is None else of_programme & Q(**{f"{path}submitted_at__isnull": False})


_PROPOSAL: dict[str, Callable[[Viewer, str], Q | None]] = {
    "applicant": _applicant,
    "team": _team,
    "invited": _member(MemberState.INVITED),
    "institution": _body("applicant_id"),
    "recommender": _body("recommender_id"),
    "own_department": _own_department,
    "other_department": _other_department,
}
for _start in ("", "proposal__"):
    _of_proposal(_start)


@relation("team_member", "self")
def _self(viewer: Viewer) -> Q | None:
    return Q(who=viewer.public_id) if viewer.is_signed_in else None
