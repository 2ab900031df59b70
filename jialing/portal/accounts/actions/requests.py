"""Asking about one's own data, and answering."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from jialing.errors import InputError, WrongState
from jialing.portal.accounts.enums import MOVES, RequestKind, RequestState
from jialing.portal.accounts.models import DataRequest
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record
from jialing.portal.common.records import next_edition

WORKING_DAYS = 15
"""By when a request is answered. PIPL 50 asks for it without delay, GDPR 12(3) within a month."""


def ask(*, kind: str, text: str, by: Viewer, on: date, due_on: date) -> DataRequest:
    """Put a request.

    Raises InputError ``accounts.unknown_request``; WrongState ``accounts.request_is_open`` where the same waits.
    """
    require(by, "account.use")
    if kind not in RequestKind:
        raise InputError("accounts.unknown_request", kind=kind[:40])
    try:
        with transaction.atomic():
            asked = DataRequest.objects.create(user_id=by.user_id, kind=kind, text=text, asked_on=on, due_on=due_on)
            record(by.public_id, "data_request.asked", asked, kind=kind, due=due_on.isoformat())
    except IntegrityError as error:
        raise WrongState("accounts.request_is_open") from error
    return asked


def answer_request(*, asked: DataRequest, answer: str, by: Viewer, now: datetime, seen: int) -> None:
    """Answer. Raises as :func:`_close`."""
    _close(asked, RequestState.ANSWERED, answer, by=by, now=now, seen=seen)


def refuse_request(*, asked: DataRequest, answer: str, by: Viewer, now: datetime, seen: int) -> None:
    """Refuse, with the reason. Raises as :func:`_close`."""
    _close(asked, RequestState.REFUSED, answer, by=by, now=now, seen=seen)


@transaction.atomic
def _close(asked: DataRequest, state: str, answer: str, *, by: Viewer, now: datetime, seen: int) -> None:
    """Raises NotAllowed; InputError ``accounts.answer_missing``; WrongState ``data_request.wrong_move``,
    ``record.changed_meanwhile``."""
    require(by, "data_request.answer", asked)
    if not answer:
        raise InputError("accounts.answer_missing")
    _move(asked, state, seen=seen)
    asked.answer, asked.answered_by, asked.answered_on = answer, by.public_id, now.date()
    asked.save(update_fields=["state", "answer", "answered_by", "answered_on", "updated_at"])
    record(by.public_id, f"data_request.{state}", asked, person=asked.user.public_id, kind=asked.kind)


@transaction.atomic
def take_back_request(*, asked: DataRequest, by: Viewer, seen: int) -> None:
    """The person no longer asks. Raises NotAllowed, WrongState."""
    require(by, "data_request.take_back", asked)
    _move(asked, RequestState.TAKEN_BACK, seen=seen)
    asked.save(update_fields=["state", "updated_at"])
    record(by.public_id, "data_request.taken_back", asked, kind=asked.kind)


def _move(asked: DataRequest, state: str, *, seen: int) -> None:
    if state not in MOVES[asked.state]:
        raise WrongState("data_request.wrong_move", old=asked.state, new=state)
    next_edition(asked, seen=seen)
    asked.state = state
