"""Founding joint institutions: parties, promises and their keeping, stages, evaluation, the record that results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, create, move, save
from jialing.portal.registry.enums import (
    FOUNDING_MOVES,
    FoundingState,
    PartyRole,
    PlatformKind,
    PlatformOrigin,
    PlatformState,
)
from jialing.portal.registry.models import (
    Commitment,
    Founding,
    FoundingEvaluation,
    FoundingParty,
    FoundingStep,
    Fulfilment,
    Organisation,
    Platform,
    PlatformEvent,
    PlatformParty,
)


@transaction.atomic
def propose_founding(values: Mapping[str, Any], *, by: Viewer, on: date, why: str = "") -> Founding:
    """Begin to found a joint institution."""
    require(by, "founding.create")
    made = Founding(**values, state=FoundingState.PROPOSED, state_since=on)
    create(made, by=by, act="founding.edit", code="founding.proposed", why=why)
    FoundingStep.objects.create(founding=made, state=FoundingState.PROPOSED, on=on, why=why, by=by.public_id)
    return made


def edit_founding(
    founding: Founding, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Founding:
    """Change what a founding is for, where, in which zone."""
    return change(founding, values, by=by, act="founding.edit", code="founding.edited", why=why, seen=seen)


@transaction.atomic
def add_founding_party(
    founding: Founding, organisation: Organisation, kind: str, *, by: Viewer, is_leading: bool = False
) -> FoundingParty:
    """Add a party. Raises InputError ``registry.there_already``."""
    require(by, "founding.party", founding)
    row = FoundingParty(founding=founding, organisation=organisation, kind=kind, is_leading=is_leading)
    save(row, by=by)
    audit(by.public_id, "founding.party_added", founding, organisation=organisation.public_id, kind=kind)
    return row


@transaction.atomic
def commit(
    party: FoundingParty, kind: str, amount: Decimal, *, by: Viewer, due_on: date | None = None, text: str = ""
) -> Commitment:
    """Write down a promise: yuan, people, square metres or pieces. Raises InputError ``registry.invalid``."""
    require(by, "founding.commit", party.founding)
    row = Commitment(party=party, kind=kind, amount=amount, due_on=due_on, text=text)
    save(row, by=by)
    audit(by.public_id, "founding.committed", party.founding, commitment=row.public_id, kind=kind, amount=str(amount))
    return row


@transaction.atomic
def fulfil(commitment: Commitment, amount: Decimal, *, by: Viewer, on: date, text: str = "") -> Fulfilment:
    """Write down that a part of a promise was kept; a negative amount corrects.

    Raises InputError ``registry.below_nothing`` where all rows together would be less than nothing.
    """
    require(by, "commitment.fulfil", commitment)
    kept = sum((row.amount for row in commitment.fulfilments.all()), Decimal(0))
    if kept + amount < 0:
        raise InputError("registry.below_nothing")
    row = Fulfilment(commitment=commitment, amount=amount, on=on, text=text, by=by.public_id)
    save(row, by=by)
    audit(by.public_id, "founding.fulfilled", commitment, amount=str(amount))
    return row


@transaction.atomic
def move_founding(
    founding: Founding,
    after: str,
    *,
    by: Viewer,
    on: date,
    why: str = "",
    document_number: str = "",
    seen: int | None = None,
) -> Founding:
    """Take the next stage. Where it begins to operate and no record stands yet, a platform record comes about.

    Raises WrongState ``registry.wrong_move``, ``registry.parties_missing``: an agreement takes two parties;
    InputError ``registry.before_last_step`` (last).
    """
    if founding.state_since and on < founding.state_since:
        raise InputError("registry.before_last_step", last=founding.state_since.isoformat())
    if after == FoundingState.AGREEMENT_SIGNED and founding.parties.count() < 2:
        raise WrongState("registry.parties_missing")
    values: dict[str, Any] = {"state_since": on}
    if after == FoundingState.AGREEMENT_SIGNED and document_number:
        values["agreement_number"] = document_number
    move(
        founding, after, by=by, act="founding.move", code="founding.moved", moves=FOUNDING_MOVES, why=why, seen=seen,
        values=values,
    )  # fmt: skip
    FoundingStep.objects.create(
        founding=founding, state=after, on=on, why=why, document_number=document_number, by=by.public_id
    )
    if after == FoundingState.OPERATING and founding.result_platform is None and founding.result_organisation is None:
        founding.result_platform = _result(founding, by=by, on=on)
        save(founding, by=by, why=why)
    return founding


_STAGE_OF = {
    FoundingState.NEGOTIATING: PlatformState.NEGOTIATED,
    FoundingState.AGREEMENT_SIGNED: PlatformState.SIGNED,
    FoundingState.APPROVED: PlatformState.APPROVED_FOR_BUILDING,
    FoundingState.BUILDING: PlatformState.BUILDING,
    FoundingState.OPERATING: PlatformState.OPERATING,
}


def _result(founding: Founding, *, by: Viewer, on: date) -> Platform:
    """The platform that was founded: its hosts are the leading parties, its past the founding's stages."""
    platform = Platform(
        name_en=founding.name_en, name_zh=founding.name_zh, kind=PlatformKind.RD_INSTITUTION,
        origin=PlatformOrigin.BUILT_TOGETHER, place_id=founding.place_id, state=PlatformState.OPERATING,
        state_since=on, text_en=founding.purpose_en, text_zh=founding.purpose_zh, is_invented=founding.is_invented,
    )  # fmt: skip
    save(platform, by=by)
    for step in founding.steps.all():
        if step.state in _STAGE_OF:
            PlatformEvent.objects.create(
                platform=platform, state=_STAGE_OF[step.state], on=step.on, document_number=step.document_number,
                by=step.by,
            )  # fmt: skip
    for party in founding.parties.all():
        role = PartyRole.HOST if party.is_leading else PartyRole.CO_BUILDER
        PlatformParty.objects.create(platform=platform, organisation=party.organisation, role=role, since=on)
    return platform


@transaction.atomic
def evaluate_founding(founding: Founding, grade: str, text: str, *, by: Viewer, on: date) -> FoundingEvaluation:
    """Evaluate what was founded."""
    require(by, "founding.evaluate", founding)
    row = FoundingEvaluation(founding=founding, on=on, grade=grade, text=text, by=by.public_id)
    save(row, by=by)
    audit(by.public_id, "founding.evaluated", founding, grade=grade)
    return row
