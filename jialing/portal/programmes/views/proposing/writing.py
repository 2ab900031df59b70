"""Writing a proposal, and its team: what was typed is kept at once and never lost."""

from __future__ import annotations

import json
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jialing.base.typed import plain
from jialing.errors import JialingError
from jialing.portal.common.access import one_seen, require, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.proposals import save_answers
from jialing.portal.programmes.actions.teams import answer_invitation, invite, remove
from jialing.portal.programmes.models import Proposal, TeamMember
from jialing.portal.programmes.queries.proposals import actors_of
from jialing.portal.programmes.rules.terms import form_of, workflow_of
from jialing.portal.programmes.views.money.asking import lang_of, viewer_of
from jialing.portal.programmes.views.proposing.answers import answers_typed, sections_shown
from jialing.portal.programmes.views.proposing.proposals import find_proposal
from jialing.portal.registry.forms.values import record_named
from jialing.portal.registry.models import Organisation
from jialing.procedure import check_answers, is_complete, may_write, said

SALT = "programmes.answers"


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_write(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """The form of a proposal. Saving keeps all of it, however incomplete; of two writers both stay."""
    _, record = find_proposal(request, proposal_id)
    viewer = viewer_of(request)
    require(viewer, "proposal.write", record)
    form = form_of(record.version.content)
    open_ = may_write(workflow_of(record.version.content), record.state, actors_of(viewer, record))
    if form is None or not open_:
        raise Http404
    if request.method != "POST":
        return _page(request, record, record.answers, open_)
    base = _base(request, record)
    mine = answers_typed(form, request.POST, open_, base)
    try:
        merged = save_answers(record, mine, base=base, by=viewer, at=timezone.now())
    except JialingError as error:
        return _page(request, record, mine, open_, error=error, status=status_of(error))
    conflicts = [(one.words.in_(lang_of(request)), _text(one.mine)) for one in merged.conflicts]
    if "stay" in request.POST or conflicts:
        return _page(request, record, record.answers, open_, is_saved=True, conflicts=conflicts)
    return HttpResponseRedirect(f"{reverse('programmes:proposal', args=[proposal_id])}?done=saved")


@require_POST
def member_new(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Ask somebody into the team."""
    _, record = find_proposal(request, proposal_id)
    viewer = viewer_of(request)
    sent = {name: plain(request.POST.get(name, ""))[:300] for name in ("name_zh", "name_en", "organisation", "email")}
    organisation = (
        record_named(sent["organisation"], Organisation, viewer) if sent["organisation"] else record.applicant
    )
    invite(record, names=sent, organisation=organisation, by=viewer, email=sent["email"])  # type: ignore[arg-type]
    return _back(proposal_id, "invited")


@require_POST
def member_do(request: HttpRequest, proposal_id: str, member_id: str, act: str) -> HttpResponse:
    """Agree, decline, or take out."""
    viewer = viewer_of(request)
    rows = TeamMember.objects.select_related("proposal__version").filter(proposal__public_id=proposal_id)
    member: TeamMember = unsealed(one_seen(viewer, rows, public_id=member_id))
    given = request.POST.get("edition", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else member.edition
    if act == "remove":
        remove(member, by=viewer, seen=seen)
        return _back(proposal_id, "removed")
    if act not in ("join", "decline"):
        raise Http404
    answer_invitation(member, agrees=act == "join", by=viewer, at=timezone.now(), seen=seen)
    return _back(proposal_id, "joined" if act == "join" else "declined")


def _page(
    request: HttpRequest, record: Proposal, answers: dict[str, Any], open_: Any, *, status: int = 200,
    is_saved: bool = False, conflicts: Any = (), error: JialingError | None = None,
) -> HttpResponse:  # fmt: skip
    lang = lang_of(request)
    form = form_of(record.version.content)
    if form is None:
        raise Http404
    problems = check_answers(form, answers)
    told = problems if is_saved or error else check_answers(form, answers, for_="draft")
    context = {
        "proposal_id": record.public_id, "name": record.name_in(lang), "form_name": form.words.in_(lang),
        "sections": sections_shown(form, answers, open_, lang, told),
        "n_left": sum(not one.is_told for one in problems), "is_complete": is_complete(problems), "is_saved": is_saved,
        "left": [said(one, lang) for one in problems if not one.is_told][:50], "conflicts": conflicts, "error": error,
        "base": signing.dumps(record.answers, salt=SALT, compress=True), "is_invented": bool(record.is_invented),
        "saved_at": record.updated_at,
    }  # fmt: skip
    return render(request, "programmes/proposal_write.html", context, status=status)


def _base(request: HttpRequest, record: Proposal) -> dict[str, Any]:
    """What the writer began from, as the page carried it; what stands now where it did not."""
    try:
        found = signing.loads(request.POST.get("base", ""), salt=SALT)
    except signing.BadSignature:
        return dict(record.answers)
    return dict(found) if isinstance(found, dict) else dict(record.answers)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _back(proposal_id: str, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('programmes:proposal', args=[proposal_id])}?done={done}#team")
