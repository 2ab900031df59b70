"""The desk's pages. Each works whole without script; htmx brings only the part that changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jialing.errors import JialingError
from jialing.pipeline.desk import Decision, Desk, Item, item, search
from jialing.pipeline.desk import decided as latest
from jialing.pipeline.desk import disagreements as differing
from jialing.pipeline.desk import works as works_behind
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.desk import actions, content, forms
from jialing.portal.desk.content import Told, desk_for
from jialing.portal.desk.guard import at_desk


@require_safe
@at_desk
def board(request: HttpRequest) -> HttpResponse:
    """What waits, and one group opened."""
    wanted = forms.filter_from(request.GET)
    group_no = forms.whole_or_none(request.GET.get("group", ""), "group")
    return _board(request, content.board(request, desk_for(), wanted, group_no=group_no))


@require_POST
@at_desk
def decide(request: HttpRequest) -> HttpResponse:
    """One stroke; then the next group. What is refused is said above the form, which stays as it was filled in."""
    sent = request.POST
    desk = desk_for(sent.get("version", ""))
    group = item(desk, forms.whole_or_none(sent.get("group", ""), "group") or 0)
    wanted = forms.filter_from(QueryDict(sent.get("query", "")))
    try:
        told = _done(desk, group, sent)
    except JialingError as error:
        context = content.board(request, desk_for(), wanted, group_no=group.group_no, error=error, sent=sent)
        return _board(request, context, status=status_of(error))
    following = forms.whole_or_none(sent.get("following", ""), "group")
    if not _is_htmx(request):
        return HttpResponseRedirect(f"{reverse('desk:board')}?{forms.filter_query(wanted, group=following)}")
    return _board(request, content.board(request, desk_for(), wanted, group_no=following, told=told))


def _done(desk: Desk, group: Item, sent: QueryDict) -> Told:
    if sent.get("do") == "skip":
        strings = forms.marked_strings(sent, group)
        actions.skip(desk, strings)
        return Told("desk.done_skip", len(strings))
    made = actions.decide(desk, forms.verdict_from(sent, group, desk))
    return _told(made)


def _told(made: tuple[Decision, ...]) -> Told:
    if not made[0].org_ids:
        return Told("desk.done_reject", len(made))
    card = desk_for().cards(made[0].org_ids[:1]).get(made[0].org_ids[0])
    return Told("desk.done_accept", len(made), card)  # type: ignore[arg-type]


@require_POST
@at_desk
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the reviewer's last stroke and open its group again."""
    wanted = forms.filter_from(QueryDict(request.POST.get("query", "")))
    try:
        made = actions.take_back(desk_for())
    except JialingError as error:
        return _board(request, content.board(request, desk_for(), wanted, error=error), status=status_of(error))
    if not _is_htmx(request):
        return HttpResponseRedirect(f"{reverse('desk:board')}?{forms.filter_query(wanted)}")
    from jialing.pipeline.desk import group_of

    desk = desk_for()
    group_no = group_of(desk, made[0].affiliation)
    told = Told("desk.done_undo", len(made))
    return _board(request, content.board(request, desk, wanted, group_no=group_no, told=told))


@require_safe
@at_desk
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations by any of their names, each with a button that chooses it."""
    text = request.GET.get("find", "").replace("\x00", " ")[: forms.MOST]
    context = {"found": search(desk_for(), text), "sought": text.strip()}
    return render(request, "desk/components/found.html", context)


@require_safe
@at_desk
def works(request: HttpRequest) -> HttpResponse:
    """A page of the works behind a group."""
    desk = desk_for()
    group = item(desk, forms.whole_or_none(request.GET.get("group", ""), "group") or 0)
    page = forms.whole_or_none(request.GET.get("page", ""), "page") or 1
    context = {"group": group, "behind": works_behind(desk, group, page=page)}
    return render(request, "desk/components/works.html", context)


@require_safe
@at_desk
def disagreements(request: HttpRequest) -> HttpResponse:
    """Strings on which reviewers differ."""
    return _differing(request)


@require_POST
@at_desk
def settle(request: HttpRequest) -> HttpResponse:
    """End one disagreement."""
    try:
        actions.end_disagreement(desk_for(), request.POST.get("affiliation", ""), request.POST.get("decision", ""))
    except JialingError as error:
        return _differing(request, error=error, status=status_of(error))
    return HttpResponseRedirect(reverse("desk:disagreements"))


def _differing(request: HttpRequest, *, error: JialingError | None = None, status: int = 200) -> HttpResponse:
    desk = desk_for()
    context = content.frame(request, desk, "disagreements") | {"differing": differing(desk), "error": error}
    return render(request, "desk/disagreements.html", context, status=status)


@require_safe
@at_desk
def decided(request: HttpRequest) -> HttpResponse:
    """What everyone decided lately."""
    desk = desk_for()
    context = {"decided": latest(desk), "waiting": set(desk.waiting), "added": set(desk.added)}
    return render(request, "desk/decided.html", content.frame(request, desk, "decided") | context)


def _board(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    name = "desk/components/board.html" if _is_htmx(request) else "desk/board.html"
    return render(request, name, context, status=status)


def _is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]
