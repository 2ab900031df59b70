"""Who stands for an organisation; profiles that people keep, publish and erase themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, claim, create, move, save
from jialing.portal.registry.actions.documents import forget_documents
from jialing.portal.registry.actions.notices import forget_person
from jialing.portal.registry.enums import CLAIM_MOVES, REPRESENTATION_MOVES, ClaimState, RecordKind, RepresentationState
from jialing.portal.registry.models import (
    ClaimedWork,
    Organisation,
    Person,
    PersonAffiliation,
    PersonField,
    Representation,
)
from jialing.portal.registry.queries.names import file_names
from jialing.portal.registry.rules.identifiers import checked_orcid
from jialing.portal.registry.rules.moves import require_move


@transaction.atomic
def claim_representation(
    organisation: Organisation, *, by: Viewer, position: str = "", reason: str = ""
) -> Representation:
    """Say that one stands for an organisation; an officer of its place confirms or refuses.

    Raises InputError ``registry.there_already``.
    """
    require(by, "organisation.claim", organisation)
    row = Representation(
        who=by.public_id, user_id=by.user_id, organisation=organisation, position=position, reason=reason
    )
    save(row, by=by)
    audit(by.public_id, "representation.claimed", row, organisation=organisation.public_id)
    return row


@transaction.atomic
def confirm_representation(
    row: Representation, *, by: Viewer, on: date, until: date | None = None, seen: int | None = None
) -> Representation:
    """An officer confirms, from a day to a day. Nobody confirms themselves: WrongState ``registry.not_oneself``."""
    if row.who == by.public_id:
        raise WrongState("registry.not_oneself")
    values = {"since": on, "until": until, "decided_by": by.public_id}
    return _move(row, RepresentationState.CONFIRMED, "confirm", by=by, why="", seen=seen, values=values)


def refuse_representation(row: Representation, *, by: Viewer, why: str, seen: int | None = None) -> Representation:
    """An officer refuses. Raises InputError ``registry.why_missing``."""
    if not why.strip():
        raise InputError("registry.why_missing")
    values = {"decided_by": by.public_id, "decision": why}
    return _move(row, RepresentationState.REFUSED, "refuse", by=by, why=why, seen=seen, values=values)


def end_representation(
    row: Representation, *, by: Viewer, on: date, why: str = "", seen: int | None = None
) -> Representation:
    """It ends, by the person or by an officer."""
    values = {"until": max(on, row.since) if row.since else on}
    return _move(row, RepresentationState.ENDED, "end", by=by, why=why, seen=seen, values=values)


def _move(
    row: Representation, after: str, act: str, *, by: Viewer, why: str, seen: int | None, values: dict[str, Any]
) -> Representation:
    return move(
        row, after, by=by, act=f"representation.{act}", code=f"representation.{after}", moves=REPRESENTATION_MOVES,
        why=why, seen=seen, values=values,
    )  # fmt: skip


@transaction.atomic
def create_profile(values: Mapping[str, Any], *, by: Viewer) -> Person:
    """Begin one's own profile, seen by nobody else until published. Raises InputError ``registry.there_already``."""
    require(by, "person.create")
    if Person.objects.filter(who=by.public_id).exists():
        raise InputError("registry.there_already")
    given = {**values, "orcid": checked_orcid(str(values.get("orcid", "")))}
    person = Person(**given, who=by.public_id, user_id=by.user_id)
    return create(person, by=by, act="person.edit", code="person.created")


def edit_profile(person: Person, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Person:
    """Change one's profile. Raises InputError ``registry.orcid_form``, ``registry.orcid_check``."""
    given = dict(values)
    if "orcid" in given:
        given["orcid"] = checked_orcid(str(given["orcid"]))
    return change(person, given, by=by, act="person.edit", code="person.edited", seen=seen)


@transaction.atomic
def publish_profile(person: Person, is_public: bool, *, by: Viewer, at: datetime) -> Person:
    """Agree that others see the profile, or take that back at any time."""
    require(by, "person.publish", person)
    person.is_public, person.consented_at = is_public, at if is_public else None
    save(person, by=by)
    audit(by.public_id, "person.published" if is_public else "person.hidden", person)
    return person


@transaction.atomic
def add_affiliation(person: Person, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Person:
    """Say one more place where one works or worked."""
    require(by, "person.affiliation", person)
    claim(person, seen)
    save(PersonAffiliation(person=person, **values), by=by)
    audit(by.public_id, "person.affiliation_added", person)
    return person


@transaction.atomic
def end_affiliation(
    person: Person, affiliation: str, *, by: Viewer, on: date, seen: int | None = None
) -> PersonAffiliation:
    """Say that one left. Raises InputError ``registry.not_its_row``, ``registry.dates_in_wrong_order``."""
    require(by, "person.affiliation", person)
    row = person.affiliations.filter(pk=int(affiliation) if affiliation.isdigit() else 0).first()
    if row is None:
        raise InputError("registry.not_its_row")
    claim(person, seen)
    row.until = on
    save(row, by=by)
    audit(by.public_id, "person.affiliation_ended", person)
    return row


@transaction.atomic
def set_affiliations(person: Person, rows: Sequence[Mapping[str, Any]], *, by: Viewer) -> Person:
    """Say where one works and worked; replaces what was said before."""
    require(by, "person.edit", person)
    person.affiliations.all().delete()
    for values in rows:
        save(PersonAffiliation(person=person, **values), by=by)
    audit(by.public_id, "person.affiliations_set", person, n=len(rows))
    return person


@transaction.atomic
def set_person_fields(person: Person, field_ids: Sequence[str], *, by: Viewer) -> Person:
    """Say in which fields one works."""
    require(by, "person.edit", person)
    person.fields.all().delete()
    PersonField.objects.bulk_create(PersonField(person=person, field_id=one) for one in dict.fromkeys(field_ids))
    audit(by.public_id, "person.fields_set", person, n=len(field_ids))
    return person


@transaction.atomic
def propose_works(person: Person, rows: Sequence[Mapping[str, Any]], *, by: Viewer) -> int:
    """Propose works of the lake to a person; those known already stay as they are. Returns how many are new."""
    require(by, "person.claim", person)
    before = person.works.count()
    ClaimedWork.objects.bulk_create([ClaimedWork(person=person, **row) for row in rows], ignore_conflicts=True)
    n_new = int(person.works.count() - before)
    audit(by.public_id, "person.works_proposed", person, n=n_new)
    return n_new


@transaction.atomic
def decide_work(work: ClaimedWork, after: str, *, by: Viewer, at: datetime) -> ClaimedWork:
    """The person confirms or refuses a work. Raises WrongState ``registry.wrong_move``."""
    require(by, "person.claim", work.person)
    require_move(CLAIM_MOVES, work.state, after)
    work.state, work.decided_at = ClaimState(after), at
    save(work, by=by)
    audit(by.public_id, f"person.work_{after}", work.person, work=str(work))
    return work


@transaction.atomic
def erase_profile(person: Person, *, by: Viewer) -> None:
    """Erase one's profile with all its past states; records that named the person by role keep the name they print."""
    require(by, "person.erase", person)
    audit(by.public_id, "person.erased", person)
    _forget(person)


def _forget(person: Person) -> None:
    key = person.pk
    person.delete()
    Person.history.filter(id=key).delete()
    file_names(person)


def forget_account(user_id: int) -> None:
    """What erasing an account takes along: the profile goes, who stood for whom keeps only the pseudonym."""
    for person in Person.objects.filter(user_id=user_id):
        _forget(person)
    claims = Representation.objects.filter(user_id=user_id)
    forget_documents(RecordKind.REPRESENTATION, claims.values_list("pk", flat=True))
    claims.update(user_id=None, position="", reason="")
    for who in User.objects.filter(pk=user_id).values_list("public_id", flat=True):
        forget_person(who)
