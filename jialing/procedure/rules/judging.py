"""Asking the rules of a call, and exceptions from those that allow one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.procedure.rules.predicates import PREDICATES
from jialing.procedure.rules.types import (
    FAIL,
    PASS,
    STATUTORY,
    UNCLEAR,
    Facts,
    Officer,
    Override,
    Rule,
    RuleSet,
    Verdict,
)


def judge(rules: RuleSet, facts: Facts, on: date, *, when: str) -> tuple[Verdict, ...]:
    """What each rule of an occasion says of a proposal, in the order of the file.

    Parameters
    ----------
    on : the day of the judgement, for ages
    when : ``filing``, ``acceptance`` or ``award``

    Returns
    -------
    verdicts ``pass``, ``fail`` or ``unclear``: where a fact is unknown that the answer hangs on, it is unclear
    """
    return tuple(_asked(rule, facts, on) for rule in rules.rules if when in rule.when)


def all_stand(verdicts: Iterable[Verdict]) -> bool | None:
    """Whether all rules pass or have an exception: False where one fails, else None where one is unclear."""
    standing = {verdict.stands for verdict in verdicts}
    if FAIL in standing:
        return False
    return None if UNCLEAR in standing else True


def overridden(verdict: Verdict, *, asked_by: Officer, by: Officer, why: str, at: datetime) -> Verdict:
    """The verdict with an exception. The rule's own answer stays in it, so that an auditor sees both.

    Raises
    ------
    NotAllowed
        ``procedure.statutory`` (rule): nobody overrides the law; ``procedure.own_exception``: a second person grants
        it; ``procedure.not_higher``: that person holds a higher office.
    WrongState
        ``procedure.nothing_to_override`` (rule): the rule passes, or has its exception already.
    InputError
        ``procedure.no_reason``; ``procedure.time_without_zone`` (at).
    """
    name = verdict.rule.name
    if verdict.rule.force == STATUTORY:
        raise NotAllowed("procedure.statutory", rule=name)
    if verdict.stands == PASS:
        raise WrongState("procedure.nothing_to_override", rule=name)
    if by.person == asked_by.person:
        raise NotAllowed("procedure.own_exception", rule=name)
    if by.level <= asked_by.level:
        raise NotAllowed("procedure.not_higher", rule=name)
    if not why.strip():
        raise InputError("procedure.no_reason", rule=name)
    if at.utcoffset() is None:
        raise InputError("procedure.time_without_zone", at=at.isoformat())
    return replace(verdict, override=Override(asked_by.person, by.person, why.strip(), at))


def _asked(rule: Rule, facts: Facts, on: date) -> Verdict:
    answer = PREDICATES[rule.kind](rule.params, facts, on)
    return Verdict(rule, answer.outcome, answer.reason, answer.rests_on)
