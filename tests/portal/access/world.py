"""Who looks, and what is there to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from jialing.portal.accounts.models import DataRequest, Grant, User
from jialing.portal.importing.models import ImportRow
from jialing.portal.registry import models as m
from tests.portal.access.planting import Parties, Planted, plant
from tests.portal.access.programmes import fund, kinds_of_programmes
from tests.portal.accounts.factory import person
from tests.portal.registry.factory import saved


@dataclass(frozen=True)
class World:
    """What stands there and who looks."""

    planted: Planted
    people: Mapping[str, User | None]

    @property
    def ordinary(self) -> dict[str, User | None]:
        """Visitors and those who have a role, officers among them."""
        return {name: user for name, user in self.people.items() if name not in RELATED}

    @property
    def related(self) -> dict[str, User | None]:
        """Those who stand in a relation, and the auditor, who sees all that anybody sees of records."""
        return {name: self.people[name] for name in ("auditor", *RELATED)}


RELATED = ("host", "secretariat", "manager", "member", "subject", "expert", "own")
ROLES = (
    "representative",
    "reviewer",
    "broker",
    "talent_officer",
    "event_manager",
    "analyst",
    "auditor",
    "administrator",
)


def viewers(parties_of: Mapping[str, m.Organisation]) -> dict[str, User | None]:
    """Everybody who looks: a visitor, one person for each role, officers here and elsewhere, one for each relation."""
    found: dict[str, User | None] = {"visitor": None, "person": person()}
    found |= {role: person(role) for role in ROLES}
    found["officer_here"] = person("programme_officer", place="CN-500000")
    found["officer_elsewhere"] = person("programme_officer", place="CN-110000")
    for name, organisation in parties_of.items():
        user = person("representative")
        m.Representation.objects.create(
            who=user.public_id,
            user_id=user.pk,
            organisation=organisation,
            state="confirmed",
            since=date(2020, 1, 1),
        )
        found[name] = user
    found["subject"] = person("representative")
    found["expert"] = person("reviewer")
    found["own"] = person()
    return found


def organisations() -> dict[str, m.Organisation]:
    """The organisations by which somebody stands in a relation."""
    names = ("host", "secretariat", "manager", "member")
    return {name: saved(m.Organisation(name_en=f"The {name}", place_id="CN-310000")) for name in names}


def planted_by(parties_of: Mapping[str, m.Organisation], people: Mapping[str, User | None]) -> Planted:
    """One record of every kind in every state, all in Chongqing, each in relation to the parties."""
    host, member = parties_of["host"], parties_of["member"]
    expert, own = people["expert"], people["own"]
    assert expert is not None
    assert own is not None
    parties = Parties(host, parties_of["secretariat"], parties_of["manager"], member, expert.public_id, own.public_id)
    target = saved(m.Organisation(name_en="What it became", place_id="CN-500000"))
    platform = saved(m.Platform(name_en="The platform", kind="incubator", place_id="CN-500000", state="operating"))
    zone = saved(m.Zone(name_en="The zone", place_id="CN-500000", managing_body=parties_of["manager"]))
    alliance = saved(
        m.Alliance(name_en="The alliance", place_id="CN-500000", state="active", secretariat=parties.secretariat)
    )
    m.PlatformParty.objects.create(platform=platform, organisation=host, role="host")
    saved(m.Membership(alliance=alliance, organisation=member, state="admitted"))
    kinds: dict[str, Any] = {
        "organisation": lambda state: {"uscc": "", "merged_into": target if state == "merged" else None},
        "platform": {"legal_person": host, "lake_id": "", "merged_into": None},
        "designation": {},
        "recognition": {"organisation": host},
        "accreditation": {"platform": platform, "applicant": host},
        "zone": {"managing_body": parties_of["manager"]},
        "zone_entry": lambda _: {"zone": zone, "organisation": _another()},
        "founding": {},
        "alliance": {"secretariat": parties.secretariat, "quorum_share": 0.5, "majority_share": 0.5},
        "membership": lambda _: {"alliance": alliance, "organisation": _another()},
        "representation": lambda _: {"organisation": _here()},
        "meeting": {"alliance": alliance},
        "ballot": lambda _: {"membership": _applicant(alliance)},
        "duplicate": lambda _: {"first": _here(), "second": _here()},
        "identity_change": lambda _: {"kept": _here(), "other": _here(), "moved": [], "copied": {}},
        "comment": {"about_kind": "platform", "about_id": platform.pk},
        "task": {"about_kind": "platform", "about_id": platform.pk, "assignee": own.public_id},
        "document": {"about_kind": "platform", "about_id": platform.pk, "is_unclassified": True},
        "person": {"who": own.public_id, "user_id": own.pk, "orcid": "", "is_public": False},
    }
    officer = people["officer_here"]
    assert officer is not None
    kinds["import_batch"] = {"by": officer.public_id, "job": "", "columns": {"name_zh": 0}, "fault_code": ""}
    kinds |= _of_accounts(own) | kinds_of_programmes(host)
    planted = plant(parties, kinds)
    _bring_rows(planted)
    _let_ask(next(record for kind, _, record in planted.records if kind == "account"))
    for kind, _, record in planted.records:
        _relate(kind, record, parties)
        _stand_for(kind, record, people["subject"])
        fund(kind, record)
    return planted


def _of_accounts(own: User) -> dict[str, Any]:
    """An account with a role lent to somebody, and what ``own`` holds beside the registry."""
    holder = person("analyst")
    grant = Grant.objects.get(user=holder)
    return {
        "account": {"is_active": True, "is_erased": False, "last_login": None},
        "grant": {"user": holder, "role": "broker", "jurisdiction": "", "ended_at": None},
        "delegation": {"grant": grant, "to": holder, "ended_at": None},
        "data_request": {"user": own},
        "api_token": {"user": own, "subjects": [], "expires_on": date(2100, 1, 1), "revoked_at": None},
        "job": lambda state: {
            "owner": own.public_id,
            "kind": "registry.mail",
            "progress_code": "",
            "error_code": "",
            "holder": "worker" if state == "running" else "",
            "lease_until": timezone.now() if state == "running" else None,
        },
        "saved_list": {"who": own.public_id, "list_kind": "platform", "query": "", "is_shared": False},
    }


def _bring_rows(planted: Planted) -> None:
    """A refused row in each import that has rows, with a word in what was given."""
    batches = [(state, one) for kind, state, one in planted.records if kind == "import_batch"]
    for n, (state, batch) in enumerate(batches):
        word = f"qz{99_000 + n}x"
        ImportRow.objects.create(batch=batch, number=2, outcome="refused", given={"name_zh": word})
        planted.words[word] = ("import_row", state, "given")
        type(batch).objects.filter(pk=batch.pk).update(n_rows=1, n_refused=1)


def _let_ask(account: User) -> None:
    """A request about one's data: by it, officers meet the name of somebody whom they have nothing to do with."""
    today = timezone.localdate()
    DataRequest.objects.create(user=account, kind="access", asked_on=today, due_on=today)


def _stand_for(kind: str, record: Any, user: User | None) -> None:
    """Let the subject stand for the organisations planted, and for those that ask for membership or entry."""
    organisation = record if kind == "organisation" else getattr(record, "organisation", None)
    if user is not None and kind in ("organisation", "membership", "zone_entry"):
        m.Representation.objects.create(
            who=user.public_id, user_id=user.pk, organisation=organisation, state="confirmed", since=date(2020, 1, 1)
        )


def _here() -> m.Organisation:
    return saved(m.Organisation(name_en="Somebody here", place_id="CN-500000"))


def _applicant(alliance: m.Alliance) -> m.Membership:
    return saved(m.Membership(alliance=alliance, organisation=_another(), state="applied"))


def _another() -> m.Organisation:
    return saved(m.Organisation(name_en="Somebody", place_id="CN-310000"))


def _relate(kind: str, record: Any, parties: Parties) -> None:
    """What needs the record to be there: parties, members, opinions."""
    if kind == "founding":
        m.FoundingParty.objects.create(founding=record, organisation=parties.host)
    if kind == "alliance":
        saved(m.Membership(alliance=record, organisation=parties.member, state="admitted"))
    if kind == "accreditation":
        saved(
            m.ExpertOpinion(
                accreditation=record, expert=parties.expert, expert_name="Expert", asked_on=timezone.localdate()
            )
        )
