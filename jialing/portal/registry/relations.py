"""What a viewer can be to the registry's records, as conditions that the database answers (see common.access)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.apps import apps
from django.db.models import Model, Q

from jialing.portal.common.access import (
    Known,
    Viewer,
    condition_of,
    held_within,
    kind_of,
    relation,
    stands,
)
from jialing.portal.registry.enums import MembershipState, PartyRole, RecordKind
from jialing.portal.registry.models import (
    ExpertOpinion,
    FoundingParty,
    Membership,
    PlatformParty,
)

Condition = Callable[[Viewer], Q | None]
OFFICER = "programme_officer"

_OFFICER_PATHS: Mapping[str, str] = {
    "organisation": "place_id",
    "duplicate": "first__place_id",
    "identity_change": "kept__place_id",
    "platform": "place_id",
    "designation": "place_id",
    "recognition": "place_id",
    "accreditation": "place_id",
    "opinion": "accreditation__place_id",
    "evaluation": "accreditation__place_id",
    "founding": "place_id",
    "commitment": "party__founding__place_id",
    "founding_evaluation": "founding__place_id",
    "alliance": "place_id",
    "membership": "alliance__place_id",
    "meeting": "alliance__place_id",
    "activity": "alliance__place_id",
    "output": "alliance__place_id",
    "ballot": "membership__alliance__place_id",
    "representation": "organisation__place_id",
}
"""Where each kind says in which place it lies: its officer is the programme officer of that place."""

_ALLIANCE_PATHS: Mapping[str, str] = {
    "alliance": "",
    "membership": "alliance__",
    "meeting": "alliance__",
    "activity": "alliance__",
    "output": "alliance__",
    "ballot": "membership__alliance__",
}
"""From a kind to its alliance."""


def _officer(path: str) -> Condition:
    """The programme officer of the place; where the place is unknown or outside China's codes, any of them."""

    def condition(viewer: Viewer) -> Q | None:
        if OFFICER not in viewer.roles:
            return None
        nobodys = ~Q(**{f"{path}__startswith": "CN-"})
        within = held_within(viewer, OFFICER, path)
        return nobodys if within is None else within | nobodys

    return condition


def _officer_of_known(path: str) -> Condition:
    """The programme officer of the place; nobody where it is unknown: what is of no place is no office's."""
    return lambda viewer: None if (within := held_within(viewer, OFFICER, path)) is None else within & ~Q(**{path: ""})


def _zone_officer(prefix: str) -> Condition:
    """The officer of a zone: of the place it lies in, or of the zone itself by its public id."""

    def condition(viewer: Viewer) -> Q | None:
        own = viewer.jurisdictions(OFFICER) - {""}
        in_place = held_within(viewer, OFFICER, f"{prefix}place_id")
        by_zone = Q(**{f"{prefix}public_id__in": sorted(own)}) if own else None
        return in_place | by_zone if in_place is not None and by_zone is not None else in_place or by_zone

    return condition


def _organisations(path: str) -> Condition:
    """The viewer represents the organisation that the path leads to."""
    return lambda viewer: Q(**{f"{path}__in": sorted(viewer.organisation_ids)}) if viewer.organisation_ids else None


def _hosts(path: str) -> Condition:
    """The viewer represents a host or the legal person of the platform that the path leads to ('' the record)."""

    def condition(viewer: Viewer) -> Q | None:
        if not viewer.organisation_ids:
            return None
        own = sorted(viewer.organisation_ids)
        hosted = PlatformParty.objects.filter(organisation__in=own, role=PartyRole.HOST).values("platform")
        return Q(**{f"{path}pk__in": hosted}) | Q(**{f"{path}legal_person__in": own})

    return condition


def _either(first: Condition, second: Condition) -> Condition:
    def condition(viewer: Viewer) -> Q | None:
        one, other = first(viewer), second(viewer)
        return one | other if one is not None and other is not None else one if other is None else other

    return condition


def _members(prefix: str) -> Condition:
    """The viewer represents an admitted member of the alliance."""

    def condition(viewer: Viewer) -> Q | None:
        if not viewer.organisation_ids:
            return None
        admitted = Membership.objects.filter(
            organisation__in=sorted(viewer.organisation_ids), state=MembershipState.ADMITTED
        )
        return Q(**{f"{prefix}pk__in": admitted.values("alliance")})

    return condition


def _parties(prefix: str) -> Condition:
    """The viewer represents a party of the founding."""

    def condition(viewer: Viewer) -> Q | None:
        if not viewer.organisation_ids:
            return None
        part = FoundingParty.objects.filter(organisation__in=sorted(viewer.organisation_ids)).values("founding")
        return Q(**{f"{prefix}pk__in": part})

    return condition


def _person(field: str) -> Condition:
    """The record names the viewer's account."""
    return lambda viewer: Q(**{field: viewer.public_id}) if viewer.public_id and viewer.is_signed_in else None


for _kind, _path in _OFFICER_PATHS.items():
    relation(_kind, "officer_here")(_officer(_path))
relation("saved_count", "officer_here")(_officer_of_known("place_id"))
relation("zone", "officer_here")(_zone_officer(""))
relation("zone_entry", "officer_here")(_zone_officer("zone__"))

relation("organisation", "representative")(_organisations("pk"))
relation("platform", "representative")(_hosts(""))
relation("recognition", "representative")(_either(_organisations("organisation"), _hosts("platform__")))
relation("accreditation", "representative")(_organisations("applicant"))
relation("opinion", "representative")(_organisations("accreditation__applicant"))
relation("evaluation", "representative")(_organisations("accreditation__applicant"))
relation("zone", "representative")(_organisations("managing_body"))
relation("zone_entry", "representative")(_either(_organisations("organisation"), _hosts("platform__")))
relation("zone_entry", "zone_manager")(_organisations("zone__managing_body"))
relation("founding", "representative")(_parties(""))
relation("commitment", "representative")(_parties("party__founding__"))
relation("commitment", "own_party")(_organisations("party__organisation"))
relation("founding_evaluation", "representative")(_parties("founding__"))
for _kind, _path in _ALLIANCE_PATHS.items():
    relation(_kind, "member")(_members(_path))
    relation(_kind, "secretariat")(_organisations(f"{_path}secretariat"))
relation("membership", "representative")(_organisations("organisation"))
relation("ballot", "applicant")(_organisations("membership__organisation"))

relation("opinion", "expert")(_person("expert"))
relation("representation", "self")(_person("who"))
relation("person", "self")(_person("who"))
relation("saved_list", "self")(_person("who"))
relation("saved_count", "owner")(_person("by"))
relation("task", "assignee")(_person("assignee"))
relation("notice", "self")(_person("who"))
relation("mail_choice", "self")(_person("who"))
relation("accreditation", "expert")(
    lambda viewer: (
        Q(pk__in=ExpertOpinion.objects.filter(expert=viewer.public_id).values("accreditation"))
        if viewer.is_signed_in
        else None
    )
)
relation("person", "public_profile")(lambda _: Q(is_public=True))
relation("saved_list", "shared")(lambda viewer: Q(is_shared=True) if viewer.is_signed_in else None)
for _kind in ("document", "comment", "task"):
    relation(_kind, "author")(_person("by"))

_HERE, _FOR = ("officer_here",), ("representative",)
_ABOUT: Mapping[RecordKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    RecordKind.ORGANISATION: (_HERE, _FOR),
    RecordKind.PLATFORM: (_HERE, _FOR),
    RecordKind.RECOGNITION: (_HERE, _FOR),
    RecordKind.ACCREDITATION: (_HERE, _FOR),
    RecordKind.FOUNDING: (_HERE, _FOR),
    RecordKind.ZONE: (_HERE, _FOR),
    RecordKind.ZONE_ENTRY: (_HERE, _FOR),
    RecordKind.ALLIANCE: (_HERE, ("member", "secretariat")),
    RecordKind.MEMBERSHIP: (_HERE, _FOR),
    RecordKind.DESIGNATION: (_HERE, ()),
    RecordKind.PERSON: ((), ("self",)),
    RecordKind.REPRESENTATION: (_HERE, ("self",)),
}
"""Kinds on which documents, comments and tasks hang: who is their officer, who stands for them (any of these)."""


def known_of(viewer: Viewer, record: Model, kind: RecordKind) -> Known:
    """What the viewer is to all documents, comments and tasks that hang on this record: what to the record itself."""
    names = dict(zip(("officer_here", "representative"), _ABOUT[kind], strict=True))
    return {name: any(stands(viewer, record, one) for one in of) for name, of in names.items()}


def _about(which: int) -> Condition:
    """The viewer is officer (0) or stands for (1) the record that a document, comment or task is about."""

    def condition(viewer: Viewer) -> Q | None:
        found: Q | None = None
        for kind, relations in _ABOUT.items():
            model = apps.get_model("registry", kind)
            conditions = (condition_of(kind_of(model).name, name, viewer) for name in relations[which])
            for inner in (one for one in conditions if one is not None):
                rows = model._default_manager.filter(inner).values("pk")
                one = Q(about_kind=kind, about_id__in=rows)
                found = one if found is None else found | one
        return found

    return condition


for _kind in ("document", "comment", "task"):
    relation(_kind, "officer_here")(_about(0))
    relation(_kind, "representative")(_about(1))
