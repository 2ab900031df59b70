"""Everything that changes accounts. One action is one transaction and one audit row; who and when are arguments."""

from jialing.portal.accounts.actions.consents import give_consent, withdraw_consent
from jialing.portal.accounts.actions.grants import end_delegation, end_grant, grant_role, lend_grant
from jialing.portal.accounts.actions.people import change_names, erase, erase_as_asked
from jialing.portal.accounts.actions.requests import (
    WORKING_DAYS,
    answer_request,
    ask,
    refuse_request,
    take_back_request,
)

__all__ = [
    "WORKING_DAYS",
    "answer_request",
    "ask",
    "change_names",
    "end_delegation",
    "end_grant",
    "erase",
    "erase_as_asked",
    "give_consent",
    "grant_role",
    "lend_grant",
    "refuse_request",
    "take_back_request",
    "withdraw_consent",
]
