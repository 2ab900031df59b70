"""Proposals, their teams, every move they made, every version that was kept, and what the rules said of them."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record
from jialing.portal.programmes.enums import MemberRole, MemberState, Outcome
from jialing.portal.programmes.models.added import Added
from jialing.portal.programmes.models.calls import Call, CallVersion, Topic
from jialing.portal.registry.models import Organisation, Person
from jialing.portal.registry.models.columns import Kept, account, choice, holds, named, prose, spot, standing, words


class Proposal(Kept):
    """What a team files under a call.

    It runs under the version of the call that it began with: ``state`` is one of that version's workflow, ``counters``,
    ``taken_by`` and ``facts`` what the workflow counts and knows (procedure.Case), ``seen_at`` the latest time any move
    saw: a clock that goes back undoes no deadline. ``side`` is the place with whose department it is filed, ``answers``
    what was typed into the form, ``asked`` the sum in smallest units (NULL = not stated yet).
    """

    call: models.ForeignKey = models.ForeignKey(Call, models.PROTECT, related_name="proposals")
    version: models.ForeignKey = models.ForeignKey(CallVersion, models.PROTECT, related_name="proposals")
    topic: models.ForeignKey = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="proposals")
    number: models.CharField = words(40)
    applicant: models.ForeignKey = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals")
    recommender: models.ForeignKey = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="proposals_recommended"
    )
    side: models.CharField = spot()
    by: models.CharField = account()
    state: models.CharField = models.CharField(max_length=40, default="draft", db_index=True)
    entered_at: models.DateTimeField = models.DateTimeField()
    seen_at: models.DateTimeField = models.DateTimeField()
    n_moves: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    counters: models.JSONField = models.JSONField(default=dict, blank=True)
    taken_by: models.JSONField = models.JSONField(default=dict, blank=True)
    facts: models.JSONField = models.JSONField(default=dict, blank=True)
    answers: models.JSONField = models.JSONField(default=dict, blank=True)
    asked: models.BigIntegerField = models.BigIntegerField(null=True, blank=True)
    submitted_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    key: models.CharField = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            named("proposal_is_named"),
            models.UniqueConstraint(
                fields=("call", "number"), condition=~models.Q(number=""), name="proposal_number_once"
            ),
        )


class ProposalVersion(Added):
    """The answers as they were kept: at each filing, and where two people's typing was brought together."""

    proposal: models.ForeignKey = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number: models.PositiveIntegerField = models.PositiveIntegerField()
    kept_at: models.DateTimeField = models.DateTimeField()
    by: models.CharField = account()
    why: models.CharField = words(40)
    answers: models.JSONField = models.JSONField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="proposal_version_once"),)

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"


class TeamMember(Record):
    """Somebody of an organisation who takes part in a proposal, once asked and confirmed."""

    proposal: models.ForeignKey = models.ForeignKey(Proposal, models.CASCADE, related_name="team")
    name_en: models.CharField = words()
    name_zh: models.CharField = words()
    who: models.CharField = account()
    person: models.ForeignKey = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="teams")
    organisation: models.ForeignKey = models.ForeignKey(Organisation, models.PROTECT, related_name="team_members")
    role: models.CharField = choice(MemberRole.MEMBER)
    share: models.BigIntegerField = models.BigIntegerField(null=True, blank=True)
    state: models.CharField = standing(MemberState.INVITED)
    answered_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            named("team_member_is_named"),
            holds("role", MemberRole, "team_member_role"),
            holds("state", MemberState, "team_member_state"),
            models.UniqueConstraint(
                fields=("proposal",),
                condition=models.Q(role=MemberRole.LEAD) & ~models.Q(state__in=("declined", "removed")),
                name="team_one_lead",
            ),
        )

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Step(Added):
    """A move that a proposal made: which, from where to where, as whom, by whom, when, why, on which documents."""

    proposal: models.ForeignKey = models.ForeignKey(Proposal, models.PROTECT, related_name="steps")
    move: models.CharField = words(60)
    before: models.CharField = words(40)
    after: models.CharField = words(40)
    actor: models.CharField = words(40)
    by: models.CharField = account()
    at: models.DateTimeField = models.DateTimeField()
    why: models.TextField = prose()
    documents: models.JSONField = models.JSONField(default=dict, blank=True)
    key: models.CharField = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.before} -> {self.after}"


class RuleResult(Record):
    """What one rule said of a proposal on one occasion; who asked for an exception and who granted it.

    ``details`` holds the rule, its reason, what it rests on and its document as they were, in both languages.
    """

    proposal: models.ForeignKey = models.ForeignKey(Proposal, models.CASCADE, related_name="rule_results")
    rule: models.CharField = words(60)
    occasion: models.CharField = words(40)
    outcome: models.CharField = choice(Outcome.UNCLEAR)
    reason: models.CharField = words(80)
    details: models.JSONField = models.JSONField(default=dict, blank=True)
    judged_at: models.DateTimeField = models.DateTimeField()
    asked_by: models.CharField = account()
    asked_why: models.TextField = prose()
    overridden_by: models.CharField = account()
    overridden_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    overridden_why: models.TextField = prose()

    class Meta:
        ordering = ("pk",)
        constraints = (
            holds("outcome", Outcome, "rule_outcome"),
            models.UniqueConstraint(fields=("proposal", "rule", "occasion"), name="rule_result_once"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.outcome}"


class Check(Added):
    """What an officer found in a list outside: integrity of a person or organisation, and the like."""

    proposal: models.ForeignKey = models.ForeignKey(Proposal, models.PROTECT, related_name="checks")
    subject: models.CharField = words(64)
    check_name: models.CharField = words(40)
    is_passed: models.BooleanField = models.BooleanField()
    document_number: models.CharField = words(200)
    by: models.CharField = account()
    at: models.DateTimeField = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.subject} {self.check_name} {self.is_passed}"
