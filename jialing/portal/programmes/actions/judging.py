"""Asking the rules of a call about a proposal, findings in lists outside, exceptions from rules that allow one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.enums import Outcome
from jialing.portal.programmes.models import Check, Proposal, RuleResult
from jialing.portal.programmes.queries.judged import rule_facts
from jialing.portal.programmes.rules.terms import rules_of
from jialing.procedure import Said, said
from jialing.procedure.rules import Verdict, judge

STATUTORY, OFFICER = "statutory", "programme_officer"


@transaction.atomic
def judge_proposal(proposal: Proposal, occasion: str, *, by: Viewer, at: datetime) -> list[RuleResult]:
    """Ask every rule of an occasion (``filing``, ``acceptance``, ``award``) anew; what was overridden stays so while
    the rule's own answer is the same. [] where the call has no rules.

    Raises NotAllowed; InputError ``proposal.no_occasion`` (given).
    """
    require(by, "proposal.judge", proposal)
    if occasion not in ("filing", "acceptance", "award"):
        raise InputError("proposal.no_occasion", given=occasion[:40])
    rules = rules_of(proposal.version.content)
    if rules is None:
        return []
    verdicts = judge(rules, rule_facts(proposal), timezone.localtime(at).date(), when=occasion)
    found = [_kept(proposal, occasion, one, at) for one in verdicts]
    proposal.rule_results.filter(occasion=occasion).exclude(pk__in=[one.pk for one in found]).delete()
    audit(by.public_id, "proposal.judged", proposal, occasion=occasion, n=len(found))
    return found


@transaction.atomic
def record_check(
    proposal: Proposal, subject: str, check: str, *, is_passed: bool, document_number: str, by: Viewer, at: datetime
) -> Check:
    """Write down what a list outside says of a person or organisation, with the document.

    Raises InputError ``proposal.check_incomplete``.
    """
    require(by, "proposal.judge", proposal)
    if not subject.strip() or not check.strip() or not document_number.strip():
        raise InputError("proposal.check_incomplete")
    found = Check.objects.create(
        proposal=proposal, subject=subject.strip(), check_name=check.strip(), is_passed=is_passed,
        document_number=document_number.strip(), by=by.public_id, at=at,
    )  # fmt: skip
    audit(by.public_id, "proposal.checked", proposal, check=check, is_passed=is_passed)
    return found


@transaction.atomic
def ask_exception(result: RuleResult, why: str, *, by: Viewer, seen: int) -> RuleResult:
    """Ask a higher officer for an exception.

    Raises NotAllowed ``procedure.statutory`` (rule); WrongState ``procedure.nothing_to_override`` (rule); InputError
    ``procedure.no_reason`` (rule).
    """
    require(by, "rule_result.override", result)
    _require_open(result)
    if not why.strip():
        raise InputError("procedure.no_reason", rule=result.rule)
    next_edition(result, seen=seen)
    result.asked_by, result.asked_why = by.public_id, why.strip()
    result.save()
    audit(by.public_id, "rule.exception_asked", result, rule=result.rule)
    return result


@transaction.atomic
def grant_exception(result: RuleResult, *, by: Viewer, asker_level: int, at: datetime, seen: int) -> RuleResult:
    """Grant the exception that somebody of a lower office asked for.

    Raises as :func:`ask_exception`; NotAllowed ``procedure.own_exception``, ``procedure.not_higher`` (rule).
    """
    require(by, "rule_result.override", result)
    _require_open(result)
    if not result.asked_by:
        raise WrongState("proposal.nobody_asked")
    if by.public_id == result.asked_by:
        raise NotAllowed("procedure.own_exception", rule=result.rule)
    if office_level(by) <= asker_level:
        raise NotAllowed("procedure.not_higher", rule=result.rule)
    next_edition(result, seen=seen)
    result.overridden_by, result.overridden_at, result.overridden_why = by.public_id, at, result.asked_why
    result.save()
    audit(by.public_id, "rule.exception_granted", result, rule=result.rule, asked_by=result.asked_by)
    return result


def office_level(viewer: Viewer) -> int:
    """How high an officer's office is: 4 bound to no place, 3 a province, 2 a city, 1 a district; 0 none."""
    return max(map(_level, viewer.jurisdictions(OFFICER)), default=0)


def level_of(account: str) -> int:
    """The same of an account, by its public id."""
    user = User.objects.filter(public_id=account).first()
    return office_level(viewer_of(user, timezone.localdate())) if user else 0


def _level(place: str) -> int:
    return 4 if not place else 3 if place.endswith("0000") else 2 if place.endswith("00") else 1


def _require_open(result: RuleResult) -> None:
    if result.details.get("force") == STATUTORY:
        raise NotAllowed("procedure.statutory", rule=result.rule)
    if result.outcome == Outcome.PASS or result.overridden_by:
        raise WrongState("procedure.nothing_to_override", rule=result.rule)


def _kept(proposal: Proposal, occasion: str, verdict: Verdict, at: datetime) -> RuleResult:
    found = RuleResult.objects.filter(proposal=proposal, rule=verdict.rule.name, occasion=occasion).first()
    row = found or RuleResult(proposal=proposal, rule=verdict.rule.name, occasion=occasion)
    if found is not None and found.outcome != verdict.outcome:
        row.asked_by = row.asked_why = row.overridden_by = row.overridden_why = ""
        row.overridden_at = None
    row.outcome, row.reason, row.judged_at = verdict.outcome, verdict.reason.code, at
    row.details = {
        "rule": _both(verdict.rule.words),
        "force": verdict.rule.force,
        "reason": _worded(verdict.reason),
        "rests_on": [_worded(one) for one in verdict.rests_on],
        "document": {
            **_both(verdict.rule.document.words),
            "number": verdict.rule.document.number,
            "is_verified": verdict.rule.document.is_verified,
        },
    }
    row.save()
    return row


def _both(words: object) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}  # type: ignore[attr-defined]


def _worded(one: Said) -> dict[str, str]:
    return {language: said(one, language) for language in ("en", "zh")}
