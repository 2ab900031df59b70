"""Proposals that somebody may see, and the page of one: where it stands, what can be done, what it says."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jialing.base.typed import plain
from jialing.errors import InputError, JialingError, WrongState
from jialing.portal.common.access import Seen, all_seen, may, one_seen, require, unsealed, visible
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.judging import ask_exception, grant_exception, judge_proposal, level_of
from jialing.portal.programmes.actions.proposals import advance_proposal, begin_proposal, move_proposal
from jialing.portal.programmes.enums import CallState
from jialing.portal.programmes.models import Proposal, RuleResult, TeamMember
from jialing.portal.programmes.queries.proposals import actors_of, offers
from jialing.portal.programmes.rules.terms import form_of, workflow_of
from jialing.portal.programmes.tables.amounts import name_of
from jialing.portal.programmes.views.calling.calls import call_context, find_call
from jialing.portal.programmes.views.money.asking import lang_of, paged, viewer_of
from jialing.portal.programmes.views.proposing.answers import SectionShown, sections_shown
from jialing.portal.registry.forms.values import record_named
from jialing.portal.registry.lists.words import place_name
from jialing.portal.registry.models import Organisation
from jialing.procedure import Offer, Workflow, may_read, may_write, said

DONE = frozenset({"judged", "begun", "saved", "moved", "invited", "joined", "declined", "removed"})
KEY = 64


@dataclass(frozen=True)
class MoveShown:
    """A move that this person may take, what it needs, and what stands against it."""

    name: str
    words: str
    refusals: tuple[str, ...]
    takes_reason: bool
    documents: tuple[tuple[str, str], ...]
    closes_at: Any


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals that the viewer may see: one's own, those of one's organisation, those of one's office."""
    viewer, lang = viewer_of(request), lang_of(request)
    chosen = request.GET.get("call", "")
    every = Proposal.objects.filter(call__public_id=chosen) if chosen else Proposal.objects.all()
    page = paged(request, visible(viewer, every.order_by("-pk")))
    rows = Proposal.objects.filter(pk__in=[one.pk for one in page]).order_by("-pk")
    seen = all_seen(viewer, rows.select_related("call", "version", "applicant"))
    context = {"rows": [_row(one, lang) for one in seen], "page": page, "is_invented": any(map(_is_invented, seen))}
    return render(request, "programmes/proposals.html", context)


@require_safe
def proposal(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """One proposal. What is due by itself happens before it is shown."""
    one, record = find_proposal(request, proposal_id)
    return render(request, "programmes/proposal.html", _context(request, one, record))


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, call_id: str) -> HttpResponse:
    """Begin a proposal: title, topic, organisation."""
    one, record = find_call(request, call_id)
    viewer, lang = viewer_of(request), lang_of(request)
    require(viewer, "call.propose", record)
    sent = {name: plain(request.POST.get(name, "")) for name in ("name_zh", "name_en", "topic", "applicant", "key")}
    context = {
        **call_context(request, one, record), "sent": sent, "key": sent["key"][:KEY] or secrets.token_hex(16),
        "topics": [(t.code, (t.name_zh if lang == "zh" else t.name_en) or str(t)) for t in record.topics.all()],
        "own": list(Organisation.objects.filter(pk__in=viewer.organisation_ids).values_list("name_zh", flat=True)),
    }  # fmt: skip
    if request.method != "POST":
        return render(request, "programmes/propose.html", context)
    try:
        made = begin_proposal(
            record, by=viewer, at=timezone.now(), key=context["key"], names=sent,
            applicant=_organisation(sent["applicant"], viewer), topic=record.topics.filter(code=sent["topic"]).first(),
        )  # fmt: skip
    except JialingError as error:
        return render(request, "programmes/propose.html", {**context, "error": error}, status=status_of(error))
    return HttpResponseRedirect(reverse("programmes:proposal_write", args=[made.public_id]))


@require_POST
def proposal_move(request: HttpRequest, proposal_id: str, move: str) -> HttpResponse:
    """Take a move."""
    one, record = find_proposal(request, proposal_id)
    viewer = viewer_of(request)
    why = plain(request.POST.get("why", ""))[:4000]
    documents = _documents(request)
    key = plain(request.POST.get("key", ""))[:KEY] or secrets.token_hex(16)
    try:
        move_proposal(record, move, by=viewer, at=timezone.now(), key=key, why=why, documents=documents)
    except JialingError as error:
        record.refresh_from_db()
        context = _context(request, one, record) | {"error": error, "reasons": _reasons(error, lang_of(request))}
        return render(request, "programmes/proposal.html", context | {"why": why}, status=status_of(error))
    return HttpResponseRedirect(f"{reverse('programmes:proposal', args=[proposal_id])}?done=moved")


def _documents(request: HttpRequest) -> dict[str, str]:
    """Numbers of documents typed with a move: need -> number."""
    names = [name for name in request.POST if name.startswith("document.")]
    return {name.removeprefix("document."): plain(str(request.POST.get(name, "")))[:200] for name in names}


def find_proposal(request: HttpRequest, proposal_id: str) -> tuple[Seen, Proposal]:
    """The proposal as the viewer sees it, and its record with what is due by itself done. Raises Http404."""
    rows = Proposal.objects.select_related("call__programme", "version", "applicant", "recommender", "topic")
    one = one_seen(viewer_of(request), rows, public_id=proposal_id)
    record: Proposal = unsealed(one)
    if request.method in ("GET", "HEAD") and record.call.state == CallState.PUBLISHED:
        held = advance_proposal(record, at=timezone.now())
        if held.edition != record.edition:
            one = one_seen(viewer_of(request), rows, public_id=proposal_id)
            record = unsealed(one)
    return one, record


def _context(request: HttpRequest, one: Seen, record: Proposal) -> dict[str, Any]:
    viewer, lang = viewer_of(request), lang_of(request)
    workflow, actors = workflow_of(record.version.content), actors_of(viewer, record)
    states = workflow.states
    call_seen = one.call
    return {
        "proposal": one, "name": name_of(one, lang), "call": call_seen, "call_name": name_of(call_seen, lang),
        "applicant": name_of(one.applicant, lang), "side": place_name(record.side, lang) if record.side else "",
        "topic": name_of(one.topic, lang) if record.topic else "",
        "state": states[record.state].words.in_(lang) if record.state in states else record.state,
        "moves": [_move(offer, workflow, lang) for offer in offers(viewer, record, timezone.now())],
        "past_steps": [_step(step, workflow, lang) for step in record.steps.all()],
        "team": _team(viewer, record, lang),
        "rules": _rules(viewer, record, lang), "may_judge": may(viewer, "proposal.judge", record),
        "occasions": ("filing", "acceptance", "award"),
        "may_invite": may(viewer, "proposal.invite", record) and bool(may_write(workflow, record.state, ["applicant"])),
        "sections": _sections(record, workflow, actors, lang) if "answers" in one.fields else [],
        "may_write": may(viewer, "proposal.write", record) and bool(may_write(workflow, record.state, actors)),
        "is_invented": bool(record.is_invented), "key": secrets.token_hex(16),
        "done": request.GET.get("done", "") if request.GET.get("done", "") in DONE else "",
    }  # fmt: skip


def _sections(record: Proposal, workflow: Workflow, actors: frozenset[str], lang: str) -> list[SectionShown]:
    form = form_of(record.version.content)
    if form is None:
        return []
    return sections_shown(form, record.answers, may_read(workflow, record.state, actors), lang, spare=0)


def _is_invented(one: Seen) -> bool:
    return bool(one.is_invented)


def _row(one: Seen, lang: str) -> dict[str, Any]:
    record: Proposal = unsealed(one)
    workflow = workflow_of(record.version.content)
    state = workflow.states.get(record.state)
    return {
        "one": one, "name": name_of(one, lang), "call": name_of(one.call, lang),
        "applicant": name_of(one.applicant, lang), "number": record.number,
        "state": state.words.in_(lang) if state else record.state, "at": record.entered_at,
    }  # fmt: skip


def _move(offer: Offer, workflow: Workflow, lang: str) -> MoveShown:
    needs = [workflow.needs[name] for name in offer.move.needs]
    typed = {"procedure.refusal.need"}
    told = [one for one in offer.refusals if not (one.code in typed and _is_typed(one, needs))]
    return MoveShown(
        offer.move.name,
        offer.move.words.in_(lang),
        tuple(said(one, lang) for one in told),
        any(need.kind == "field" for need in needs) or offer.move.is_return,
        tuple((need.name, need.words.in_(lang)) for need in needs if need.kind == "document"),
        offer.closes_at,
    )


def _is_typed(refusal: Any, needs: list[Any]) -> bool:
    """Whether what is missing is typed with the move itself: a reason, the number of a document."""
    return any(need.name == refusal.params.get("name") and need.kind in ("field", "document") for need in needs)


def _step(step: Any, workflow: Workflow, lang: str) -> dict[str, Any]:
    moves = {move.name: move.words.in_(lang) for move in workflow.moves}
    state = workflow.states.get(step.after)
    actor = workflow.actors.get(step.actor)
    return {
        "move": moves.get(step.move, step.move), "after": state.words.in_(lang) if state else step.after, "at": step.at,
        "actor": actor.words.in_(lang) if actor else "", "why": step.why,
        "documents": ", ".join(one for one in step.documents.values() if one),
    }  # fmt: skip


def _rules(viewer: Any, record: Proposal, lang: str) -> list[dict[str, Any]]:
    """What the rules said, occasion by occasion, in the order of the file."""
    rows = RuleResult.objects.filter(proposal=record).select_related("proposal").order_by("occasion", "pk")
    return [
        {
            "id": str(one), "occasion": one.occasion, "outcome": one.outcome, "edition": one.edition,
            "rule": _in(one.details, "rule", lang), "reason": _in(one.details, "reason", lang),
            "document": _in(one.details, "document", lang), "force": one.details.get("force", ""),
            "is_asked": bool(one.asked_by), "is_overridden": bool(one.overridden_by), "asked_why": one.asked_why,
            "may_override": "override" in one.acts and one.outcome != "pass" and not one.overridden_by
            and one.details.get("force") == "discretionary",
        }
        for one in all_seen(viewer, rows)
    ]  # fmt: skip


def _in(details: Any, name: str, lang: str) -> str:
    found = details.get(name) if isinstance(details, dict) else None
    return str(found.get(lang, "")) if isinstance(found, dict) else ""


@require_POST
def proposal_judge(request: HttpRequest, proposal_id: str, occasion: str) -> HttpResponse:
    """Ask the rules of an occasion anew."""
    _, record = find_proposal(request, proposal_id)
    judge_proposal(record, occasion, by=viewer_of(request), at=timezone.now())
    return HttpResponseRedirect(f"{reverse('programmes:proposal', args=[proposal_id])}?done=judged#rules")


@require_POST
def rule_do(request: HttpRequest, proposal_id: str, result_id: str) -> HttpResponse:
    """Ask for an exception, or grant the one that was asked for."""
    viewer = viewer_of(request)
    rows = RuleResult.objects.select_related("proposal").filter(proposal__public_id=proposal_id)
    result: RuleResult = unsealed(one_seen(viewer, rows, public_id=result_id))
    given = request.POST.get("edition", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else result.edition
    if result.asked_by and result.asked_by != viewer.public_id:
        grant_exception(result, by=viewer, asker_level=level_of(result.asked_by), at=timezone.now(), seen=seen)
    else:
        ask_exception(result, plain(request.POST.get("why", ""))[:4000], by=viewer, seen=seen)
    return HttpResponseRedirect(f"{reverse('programmes:proposal', args=[proposal_id])}?done=moved#rules")


def _team(viewer: Any, record: Proposal, lang: str) -> list[dict[str, Any]]:
    rows = TeamMember.objects.filter(proposal=record).select_related("organisation", "proposal")
    return [
        {
            "id": str(one), "name": name_of(one, lang), "organisation": name_of(one.organisation, lang),
            "role": one.role, "state": one.state, "edition": one.edition,
            "may_answer": "answer" in one.acts and one.role != "lead",
            "may_remove": "remove" in one.acts and one.role != "lead",
        }
        for one in all_seen(viewer, rows)
    ]  # fmt: skip


def _organisation(text: str, viewer: Any) -> Organisation:
    if not text:
        raise InputError("proposal.applicant_missing")
    return record_named(text, Organisation, viewer)  # type: ignore[return-value]


def _reasons(error: JialingError, lang: str) -> list[str]:
    found = error.params.get("reasons", ())
    return [said(one, lang) for one in found] if isinstance(error, WrongState) and isinstance(found, tuple) else []
